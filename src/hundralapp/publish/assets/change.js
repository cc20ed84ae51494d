
/* A bar leads to the row that explains it, also when the row is folded. */
(function () {
  "use strict";
  const show = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || row.tagName !== "TR") return;
    const folded = row.closest("details");
    if (folded) folded.open = true;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  };
  document.addEventListener("click", (event) => {
    const bar = event.target.closest("svg.falls a");
    if (bar && bar.getAttribute("href") === location.hash) show();
  });
  window.addEventListener("hashchange", show);
  show();
})();
