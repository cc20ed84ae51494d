
/* What every page has: reading its data, filling a sentence, making an element; the menu closes, and a region that does not
   scroll is no stop on the keyboard's way. */
(function () {
  "use strict";
  globalThis.Hundralapp = globalThis.Hundralapp || {};
  Hundralapp.read = (id) => JSON.parse(document.getElementById(id).textContent);
  Hundralapp.fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  Hundralapp.make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };

  const fit = Hundralapp.fit = () => {
    for (const region of document.querySelectorAll(".scroll")) {
      if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  };
  fit();
  window.addEventListener("resize", fit);
  document.addEventListener("toggle", fit, true);

  const menu = document.querySelector("details.menu");
  if (!menu) return;
  const close = (event) => {
    if (!menu.open || (event.type === "click" && menu.contains(event.target) && !event.target.closest("a"))) return;
    if (event.type === "keydown" && event.key !== "Escape") return;
    menu.open = false;
    if (event.type === "keydown") menu.querySelector("summary").focus();
  };
  document.addEventListener("click", close);
  document.addEventListener("keydown", close);
})();
