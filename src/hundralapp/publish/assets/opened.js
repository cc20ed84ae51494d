
/* Opens explanations in a dialog. Without it, or without the file of explanations, every number is a link to its page. Texts are
   set as text, never as markup. */
(function () {
  "use strict";
  const make = Hundralapp.make;

  /* Explanations, as compact() in opened.py wrote them; `figures` becomes a list of [id, title, period, value, status, lines]. */
  const dialog = document.getElementById("opened");
  const body = dialog.querySelector(".opened-body");
  const back = dialog.querySelector(".back");
  let data, numbers, opener, waiting, trail = [];

  /* The file is asked for when a number is pointed at, touched or reached by keyboard. */
  function load() {
    waiting = waiting || new Promise((done, failed) => {
      const script = make("script");
      script.src = dialog.dataset.source;
      script.onload = () => { prepare(Hundralapp.explanations); done(data); };
      script.onerror = failed;
      document.head.append(script);
    });
    return waiting;
  }

  function prepare(found) {
    data = found;
    data.figures = data.figures.flatMap(([name, title, file, periods]) => periods.map(([period, value, status, ...lines]) =>
      [name + "@" + data.periods[period][0], title, data.periods[period][1], value, data.statuses[status], lines, data.files[file]]));
    numbers = new Map(data.figures.map((figure, number) => [figure[0], number]));
  }

  const address = (number) => dialog.dataset.root + data.figures[number][6] + "#" +
    encodeURIComponent(data.figures[number][0]).replace(/%40/g, "@").replace(/%2F/g, "/");

  function part(each) {
    if (typeof each === "string") return document.createTextNode(each);
    const link = make("a", "", each[0]);
    link.href = each[1];
    link.rel = "external noreferrer";
    return link;
  }

  /* An item is one reference to a figure, or texts and links. */
  function said(item, here) {
    if (typeof item[0] !== "number") {
      const text = make("dd");
      text.append(...item.map(part));
      return text;
    }
    const [, title, period, value] = data.figures[item[0]];
    const line = make("dd", "ref"), name = make("span"), link = make("a", "", title);
    link.href = address(item[0]);
    link.dataset.open = item[0];
    name.append(link);
    if (period !== here) name.append(" ", make("span", "at", period));
    line.append(name, " ", make("b", "", value));
    return line;
  }

  function show(number) {
    const [, title, period, value, status, lines] = data.figures[number];
    const head = make("h2", "", title);
    head.id = "opened-title";
    head.tabIndex = -1;
    head.append(" ", make("span", "at", period));
    const amount = make("p", "value");
    amount.append(make("b", "", value), " ", make("span", "status", status));
    const list = make("dl");
    for (const each of lines) {
      const line = make("div"), [label, ...items] = typeof each === "number" ? data.lines[each] : each;
      line.append(make("dt", "", data.labels[label]));
      for (const item of items) line.append(said(typeof item === "number" ? data.items[item] : item, period));
      list.append(line);
    }
    const more = make("p", "more");
    const own = make("a", "", dialog.dataset.more);
    own.href = address(number);
    more.append(own);
    body.replaceChildren(head, amount, list, more);
    body.scrollTop = 0;
    const before = trail[trail.length - 2];
    back.hidden = before === undefined;
    if (before !== undefined) back.textContent = "← " + data.figures[before][1];
    head.autofocus = true;
    head.focus({ preventScroll: true });
  }

  /* Beside the number where there is room, otherwise a sheet from below, which the style sheet makes. */
  function place(link) {
    const at = link.getBoundingClientRect(), size = dialog.getBoundingClientRect();
    const wide = window.innerWidth >= 700;
    const below = at.bottom + 8 + size.height <= window.innerHeight - 8;
    const top = below ? at.bottom + 8 : Math.max(8, Math.min(at.top - size.height - 8, window.innerHeight - size.height - 8));
    const left = Math.max(8, Math.min(at.left - 24, window.innerWidth - size.width - 24));
    dialog.style.top = wide ? top + "px" : "";
    dialog.style.left = wide ? left + "px" : "";
  }

  function open(link, number) {
    opener = link;
    trail = [number];
    show(number);
    dialog.showModal();
    place(link);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    load().then(() => {
      const number = numbers.get(decodeURIComponent(link.hash.slice(1)));
      if (number === undefined) location.href = link.href;
      else open(link, number);
    }, () => { location.href = link.href; });
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => { if (event.target.closest("a.n")) load().catch(() => {}); }, { passive: true });
  }
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      trail.push(Number(link.dataset.open));
      show(trail[trail.length - 1]);
    } else if (event.target === dialog) dialog.close();
  });
  back.addEventListener("click", () => {
    trail.pop();
    show(trail[trail.length - 1]);
  });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => opener && opener.focus());
  for (const link of document.querySelectorAll("a.n")) link.setAttribute("aria-haspopup", "dialog");
  Hundralapp.load = load;
})();
