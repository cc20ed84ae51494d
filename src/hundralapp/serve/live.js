// A page served while its files are edited: it is fetched again when it has changed, and says what is wrong in the files.
// Each message is the whole state, so that none can be missed. A hidden page lets go of its connection: a browser has six per server.
(() => {
  const live = document.getElementById("hundralapp-live");
  const [problems, lost] = live.children;
  const address = `/_live/events?page=${encodeURIComponent(live.dataset.name)}&lang=${document.documentElement.lang}`;
  let source, silence;

  const answered = () => {
    clearTimeout(silence);
    silence = undefined;
    lost.textContent = "";
  };

  const told = (event) => {
    answered();
    const state = JSON.parse(event.data);
    if (state.page !== live.dataset.page) {
      close();
      location.reload();
    } else if (state.problems !== live.dataset.problems) {
      live.dataset.problems = state.problems;
      problems.innerHTML = state.panel; // escaped by the server, and the page's policy runs no script in it
    }
  };

  const failed = () => {
    silence ??= setTimeout(() => { lost.textContent = live.dataset.lost; }, 3000);
    if (source.readyState === EventSource.CLOSED) {
      close();
      setTimeout(follow, 2000);
    }
  };

  const close = () => {
    source?.close();
    source = undefined;
  };

  const follow = () => {
    if (document.hidden) {
      close();
    } else if (!source) {
      source = new EventSource(address);
      source.addEventListener("state", told);
      source.onerror = failed;
    }
  };

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  addEventListener("pageshow", follow);
  follow();
})();
