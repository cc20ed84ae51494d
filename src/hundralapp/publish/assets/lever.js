
/* The lever: moves the tax rate and the frames, and lets the graph do the rest. */
(function () {
  "use strict";
  const { fixed, written, read } = Hundralapp, swedish = document.documentElement.lang === "sv";
  const section = document.getElementById("prova");

  function finer(amount, decimals) {
    const size = Math.abs(amount);
    if (size >= 10) return 0;
    for (const more of [0, 1]) if (Math.abs(Number(fixed(size, decimals + more)) - size) <= size / 20) return more;
    return 2;
  }

  /* The tax rate moves by whole öre, the frames by tenths of a percent. */
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
