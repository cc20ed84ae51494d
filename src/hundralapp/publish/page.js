
/* The page's own script: opens explanations in a dialog, and moves the lever. Without it every number is a link to the page of
   explanations. Texts are set as text, never as markup. */
(function () {
  "use strict";
  const swedish = document.documentElement.lang === "sv", { fixed, written } = Hundralapp;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* Explanations, as compact() in opened.py wrote them; `figures` becomes a list of [id, title, period, value, status, lines]. */
  const dialog = document.getElementById("opened");
  const body = dialog.querySelector(".opened-body");
  const back = dialog.querySelector(".back");
  let data, numbers, opener, trail = [];

  function load() {
    if (data) return;
    data = read("explanations");
    data.figures = data.figures.flatMap(([name, title, periods]) => periods.map(([period, value, status, ...lines]) =>
      [name + "@" + data.periods[period][0], title, data.periods[period][1], value, data.statuses[status], lines]));
    numbers = new Map(data.figures.map((figure, number) => [figure[0], number]));
  }

  const first = document.querySelector("a.n");
  const page = first ? first.getAttribute("href").split("#")[0] : "";
  const pageOf = (id) => page + "#" + encodeURIComponent(id).replace(/%40/g, "@").replace(/%2F/g, "/");

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
    const [id, title, period, value] = data.figures[item[0]];
    const line = make("dd", "ref"), name = make("span"), link = make("a", "", title);
    link.href = pageOf(id);
    link.dataset.open = item[0];
    name.append(link);
    if (period !== here) name.append(" ", make("span", "at", period));
    line.append(name, " ", make("b", "", value));
    return line;
  }

  function show(number) {
    const [id, title, period, value, status, lines] = data.figures[number];
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
    own.href = pageOf(id);
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
    load();
    const number = numbers.get(decodeURIComponent(link.hash.slice(1)));
    if (number === undefined) return;
    event.preventDefault();
    open(link, number);
  });
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

  /* A region that does not scroll needs no stop on the keyboard's way. */
  const fit = () => {
    for (const region of document.querySelectorAll(".scroll")) {
      if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  };
  fit();
  window.addEventListener("resize", fit);

  function finer(amount, decimals) {
    const size = Math.abs(amount);
    if (size >= 10) return 0;
    for (const more of [0, 1]) if (Math.abs(Number(fixed(size, decimals + more)) - size) <= size / 20) return more;
    return 2;
  }

  /* The lever. The tax rate moves by whole öre, the frames by tenths of a percent; the graph does the rest. */
  const section = document.getElementById("prova");
  if (!section) return;
  const lever = read("lever-data"), evaluate = Hundralapp.compile(lever.graph), form = document.getElementById("lever");
  const unknown = swedish ? "okänd" : "unknown";
  const money = (value) => {
    if (value === null) return unknown;
    const amount = value / lever.factor;
    return written(amount, lever.decimals + finer(amount, lever.decimals));
  };
  const named = { ore: form.elements.ore, ramar: form.elements.ramar };
  const level = (name) => (named[name] ? Number(named[name].value) : 0);

  function outcome(ore, tenths) {
    const inputs = Object.assign({}, lever.inputs);
    for (const name of lever.ore) inputs[name] = lever.inputs[name] + ore;
    for (const name of lever.frames) inputs[name] = lever.inputs[name] + tenths / 10;
    return evaluate(inputs);
  }
  Hundralapp.outcome = outcome;
  Hundralapp.money = money;
  const base = outcome(0, 0);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const signed = (value, text) => (value > 0 ? "+" : value < 0 ? "\u2212" : "") + text;

  function draw(result) {
    const drawing = section.querySelector("svg.chart"), zero = Number(drawing.dataset.zero), scale = Number(drawing.dataset.scale);
    for (const year of lever.years) {
      const value = result[year.output], end = zero - (value || 0) * scale;
      for (const bar of drawing.querySelectorAll("rect[data-bar]")) {
        if (bar.dataset.bar !== year.period) continue;
        bar.setAttribute("y", Math.min(zero, end));
        bar.setAttribute("height", Math.max(1.5, Math.abs(end - zero)));
        bar.classList.toggle("below", value < 0);
      }
      for (const text of drawing.querySelectorAll("text[data-value]")) {
        if (text.dataset.value !== year.period) continue;
        text.setAttribute("y", value >= 0 ? end - 9 : end + 20);
        text.textContent = money(value);
      }
      for (const cell of section.querySelectorAll("td[data-now]")) {
        if (cell.dataset.now === year.output) cell.textContent = money(value);
      }
    }
  }

  function sentence(result, ore, tenths) {
    const words = section.dataset, changes = [];
    if (ore) changes.push(fill(ore > 0 ? words.higher : words.lower, { ore: Math.abs(ore) }));
    if (tenths) changes.push(fill(tenths > 0 ? words.larger : words.smaller, { percent: written(Math.abs(tenths) / 10, 1) }));
    const year = lever.years[0], unit = "\u00a0" + lever.money;
    return fill(changes.length ? words.said : words.unmoved, {
      change: changes.join(words.and),
      what: words.what,
      year: year.year,
      now: money(result[year.output]) + unit,
      base: money(base[year.output]) + unit,
    });
  }

  let waiting;
  function update(patience) {
    const ore = level("ore"), tenths = level("ramar"), result = outcome(ore, tenths);
    const oreText = signed(ore, Math.abs(ore) + "\u00a0öre"), percent = signed(tenths, written(Math.abs(tenths) / 10, 1) + "\u00a0%");
    document.getElementById("ore-said").textContent = oreText;
    named.ore.setAttribute("aria-valuetext", oreText);
    if (named.ramar) {
      document.getElementById("ramar-said").textContent = percent;
      named.ramar.setAttribute("aria-valuetext", percent);
    }
    draw(result);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      document.getElementById("lever-said").textContent = sentence(result, ore, tenths);
    }, patience);
  }

  function address() {
    const choice = [];
    for (const name of ["ore", "ramar"]) if (level(name)) choice.push(name + "=" + level(name));
    const here = location.href.split("#")[0];
    history.replaceState(null, "", choice.length ? here + "#" + choice.join("&") : here);
  }

  /* #ore=12&ramar=-5 sets the lever and shows it; any other address leaves it alone. */
  function obey() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.has("ore") && !asked.has("ramar")) return;
    for (const name of ["ore", "ramar"]) {
      const number = Number(asked.get(name) || 0);
      if (named[name]) named[name].value = Number.isFinite(number) ? Math.round(number) : 0;
    }
    update(0);
    document.fonts.ready.then(() => section.scrollIntoView({ behavior: "instant" }));
  }

  form.addEventListener("input", () => update(400));
  form.addEventListener("change", address);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { update(0); address(); }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]");
    if (!button) return;
    const control = named[button.dataset.for];
    control.value = Number(control.value) + Number(button.dataset.step);
    update(400);
    address();
  });
  window.addEventListener("hashchange", obey);
  section.hidden = false;
  form.reset();
  update(0);
  obey();
})();
