
/* Proposals: the unit, the search and the two that stand against each other, all kept in the address. */
(function () {
  "use strict";
  const { make, written } = Hundralapp, byId = (id) => document.getElementById(id);
  const units = document.querySelector(".units"), finder = document.querySelector(".finder"), two = document.querySelector(".two");
  const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  function keep(key, value) {
    if (value) state.set(key, value);
    else state.delete(key);
    history.replaceState(null, "", state.size ? "#" + state : location.pathname + location.search);
    for (const each of document.querySelectorAll("a.other")) each.href = each.getAttribute("href").split("#")[0] + (state.size ? "#" + state : "");
  }

  function inUnit(unit) {
    for (const each of document.querySelectorAll(".unit-of")) each.hidden = each.dataset.unit !== unit;
    for (const each of units.children) each.setAttribute("aria-pressed", String(each.dataset.unit === unit));
    window.dispatchEvent(new Event("resize"));
  }
  if (units) {
    const known = [...units.children].map((each) => each.dataset.unit);
    units.hidden = false;
    units.addEventListener("click", (event) => {
      const unit = event.target.dataset.unit;
      if (!unit) return;
      inUnit(unit);
      keep("unit", unit === known[0] ? "" : unit);
    });
    inUnit(known.includes(state.get("unit")) ? state.get("unit") : known[0]);
  }

  if (finder) {
    const body = document.querySelector("table.many tbody"), rows = [...body.rows];
    const number = (text) => (/\d/.test(text) ? Number(text.replace(/\u2212/g, "-").replace(/[^\d.,-]/g, "").replace(/(,)(?=\d{3}(\D|$))/g, document.documentElement.lang === "en" ? "" : "$1").replace(",", ".")) : -Infinity);
    const find = byId("find"), sort = byId("sort"), found = byId("found");
    const show = () => {
      const words = find.value.trim().toLowerCase(), at = sort.value;
      const order = at === "" ? rows : [...rows].sort((a, b) => number(b.cells[Number(at) + 1].textContent) - number(a.cells[Number(at) + 1].textContent));
      let count = 0;
      for (const row of order) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(words);
        count += !row.hidden;
      }
      body.append(...order);
      found.textContent = count + " / " + rows.length;
    };
    finder.hidden = false;
    find.value = state.get("find") || "";
    if ([...sort.options].some((each) => each.value === state.get("sort"))) sort.value = state.get("sort");
    find.addEventListener("input", () => { show(); keep("find", find.value.trim()); });
    sort.addEventListener("change", () => { show(); keep("sort", sort.value); });
    show();
  }

  if (two) {
    const data = Hundralapp.read("pairs"), a = byId("a"), b = byId("b"), against = byId("against"), say = against.dataset;
    const cell = (value, place) => make("td", value === null ? "unknown" : "", value === null ? say.unknown : written(value, data.decimals[place === 1 ? 1 : 0], true));
    const show = () => {
      const [one, other] = [Number(a.value), Number(b.value)];
      const head = make("tr"), table = make("table", "pairs"), top = make("thead"), body = make("tbody");
      for (const text of [say.head, data.names[one], data.names[other], say.difference]) {
        const name = make("th");
        name.scope = "col";
        name.append(make("bdi", "", text));
        head.append(name);
      }
      const rows = data.rows.map(([label, values], place) => [label, values[one], values[other], place])
        .map(([label, x, y, place]) => [label, x, y, x === null || y === null ? null : x - y, place])
        .filter(([, , , gap]) => gap === null || Math.abs(gap) > 1e-9);
      const ordered = rows.filter((each) => each[4] < 2).concat(rows.filter((each) => each[4] >= 2).sort((x, y) => Math.abs(y[3]) - Math.abs(x[3])));
      for (const [label, x, y, gap, place] of ordered) {
        const row = make("tr"), name = make("th", "", label);
        name.scope = "row";
        row.append(name, cell(x, place), cell(y, place), cell(gap, place));
        body.append(row);
      }
      top.append(head);
      table.append(make("caption", "", say.note), top, body);
      const region = make("div", "scroll");
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", say.caption);
      region.append(table);
      against.replaceChildren(rows.length ? region : make("p", "", say.same));
      window.dispatchEvent(new Event("resize"));
    };
    const valid = (text) => /^\d+$/.test(text || "") && Number(text) < data.names.length;
    if (valid(state.get("a"))) a.value = state.get("a");
    if (valid(state.get("b"))) b.value = state.get("b");
    for (const each of [a, b]) each.addEventListener("change", () => {
      show();
      keep("a", a.value === "0" ? "" : a.value);
      keep("b", b.value === "1" ? "" : b.value);
    });
    two.hidden = against.hidden = false;
    show();
  }
})();
