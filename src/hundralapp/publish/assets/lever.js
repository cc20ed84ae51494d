
/* Try yourself: the controls, the meter that answers them, the address and the file. What it counts is in trial-budget.js. */
(function () {
  "use strict";
  const { fixed, written, read, make, fill } = Hundralapp, data = read("lever-data"), words = data.words, year = data.years[0][0];
  const swedish = document.documentElement.lang === "sv";
  const trial = Hundralapp.makeTrial(data), byId = (id) => document.getElementById(id), form = byId("lever"), room = byId("trial");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const choices = new Map(data.choices.map((each, place) => [each.code, place]));
  let choice = { steps: {}, taken: new Set(), start: "" }, result;

  /* Amounts as views/numbers.py shows them: more decimals where rounding would change a small one by a twentieth. */
  function finer(amount, decimals) {
    const size = Math.abs(amount);
    if (size >= 10) return 0;
    for (const more of [0, 1]) if (Math.abs(Number(fixed(size, decimals + more)) - size) <= size / 20) return more;
    return 2;
  }
  const money = (value, plus) => {
    if (value === null) return words.unknown;
    const amount = value / data.factor;
    return written(amount, data.decimals + finer(amount, data.decimals), plus);
  };
  const paid = (value, plus) => (value === null ? words.unknown : money(value, plus) + "\u00a0" + data.money);
  const rate = (value) => (value === null ? words.unknown : written(value / 100, 2));
  const stepsOf = (code) => choice.steps[code] || 0;

  function moved(lever, steps) {
    if (!steps && lever.unit !== "share") return words.as_budget;
    if (lever.unit === "ore") return fill(words.ore, { n: written(steps, 0, true) });
    if (lever.unit === "percent") return fill(words.percent, { n: written(steps / 10, 1, true) });
    if (lever.unit === "money") return written(steps * lever.step, lever.step % 1 ? 1 : 0, true) + "\u00a0" + data.money;
    return !steps ? words.as_budget : steps === lever.low ? words.share_gone : fill(words.share, { n: written(100 + 10 * steps, 0) });
  }

  /* A lever's own effect on net income in the budget year, with what that is per resident and of each hundred. */
  function does(lever, steps) {
    if (!steps) return "";
    const changes = lever.parts.flatMap((part) => part.changes.map(([input, how, one]) => [input, how, lever.unit === "percent" ? steps / 10 : steps * one]));
    const decision = { key: lever.code + "*" + steps, changes }, own = trial.effect(decision, "result", year);
    if (own === null) return words.effect_unknown;
    if (own === 0) return fill(words.no_effect, { year: data.years[0][1] });
    const said = [fill(words.effect, { amount: paid(own, true) })];
    const resident = trial.effect(decision, "resident", year), hundred = trial.effect(decision, "hundred", year);
    if (resident !== null) said.push(fill(words.per_resident, { amount: written(resident, 0, true) }));
    if (hundred !== null) said.push(fill(words.of_hundred, { amount: written(hundred, 2, true) }));
    if (lever.level) {
      const [output, isMoney, decimals, unit] = lever.level, show = (value) => (value === null ? words.unknown : isMoney ? money(value) : written(value, decimals));
      const before = trial.base.value[output], now = result.level(output);
      if (before !== null && now !== null) said.push(fill(words.level, { before: show(before), now: show(now) + "\u00a0" + unit }));
    }
    return said.join(" · ");
  }

  const controls = all("[data-lever]", form).map((root) => {
    const lever = trial.levers.get(root.dataset.lever);
    return { root, lever, input: root.querySelector("input"), output: root.querySelector("output"), does: root.querySelector(".does"), shown: null };
  });
  const ticks = all("[data-choice]", form).map((input) => ({ input, place: choices.get(input.dataset.choice) }));
  const offs = all("[data-off]", form), titleAt = (place) => ticks.find((each) => each.place === place).input.nextElementSibling.textContent;

  /* Where on its track a lever stands, in the middle of the thumb. */
  const place = ({ low, high }, steps) => { const share = (steps - low) / (high - low); return "calc(" + share * 100 + "% + " + (11 - 22 * share) + "px)"; };
  for (const each of controls) each.input.style.setProperty("--zero", place(each.lever, 0));

  function drawControls() {
    const unit = form.elements.unit ? form.elements.unit.value : "";
    for (const each of controls) {
      const steps = stepsOf(each.lever.code);
      if (each.shown !== steps) {
        const text = moved(each.lever, steps);
        each.input.value = steps;
        each.input.style.setProperty("--at", place(each.lever, steps));
        each.output.textContent = text;
        each.input.setAttribute("aria-valuetext", text);
        each.root.classList.toggle("is-moved", steps !== 0);
        each.shown = steps;
      }
      if (steps || each.does.textContent) each.does.textContent = does(each.lever, steps);
      if (unit && each.root.closest(".two")) each.root.hidden = !steps && each.root.dataset.unit !== unit && each.root.parentElement.querySelectorAll("[data-lever]").length > 1;
    }
    for (const each of ticks) each.input.checked = choice.taken.has(each.place);
    for (const each of offs) each.checked = stepsOf(each.dataset.off) !== trial.levers.get(each.dataset.off).low;
    for (const group of all("details", form)) {
      const count = controls.filter((each) => each.shown && group.contains(each.root)).length + ticks.filter((each) => each.input.checked && group.contains(each.input)).length;
      group.querySelector(".moved").textContent = count ? fill(count === 1 ? words.moved_one : words.moved, { count }) : "";
    }
    if (byId("start")) byId("start").value = choice.start;
  }

  /* What the law says of the year, as checks/balance.py: income exceeds costs, or a reserve or stated reasons cover the deficit. */
  function law() {
    const net = result.value("result", year), use = result.value("reserve", year) || 0;
    if (net === null) return words.law_unknown;
    if (net > 0) return words.law_met;
    if (use > 0 && use >= -net) return words.law_reserve;
    if (data.years[0][2]) return words.law_reasons;
    return data.isSilent ? words.law_silent : words.law_unmet;
  }
  function financed(meter) {
    if (meter.unknown && meter.change === null) return fill(words.unknown_paid, { count: meter.unknown });
    if (meter.unfinanced >= 0.5) return fill(words.unfinanced, { amount: paid(meter.unfinanced) });
    return meter.change >= 0.5 ? fill(words.better, { amount: paid(meter.change) }) : words.financed;
  }

  const GIVES = ["revenue", "itemised_savings", "savings_not_itemised"], TAKES = ["costs", "forgone_revenue"];
  function drawBars(meter) {
    const sum = (names) => names.reduce((total, name) => total + meter[name], 0), gap = meter.unfinanced >= 0.5 ? meter.unfinanced : 0;
    const scale = 100 / Math.max(sum(GIVES), sum(TAKES), gap, 1), bars = byId("g-bars"), keys = byId("g-keys");
    bars.replaceChildren();
    keys.replaceChildren();
    const put = (part, amount, start, row) => {
      if (!amount) return start;
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect"), width = amount * scale;
      for (const [key, value] of Object.entries({ class: part === "unfinanced" ? "gap" : part, x: start, y: row ? 13 : 0, width, height: 11 })) bar.setAttribute(key, value);
      bars.append(bar);
      const item = make("li"), key = make("span", "key " + (part === "unfinanced" ? "gap" : part));
      key.setAttribute("aria-hidden", "true");
      item.append(key, data.parts[part] + ": " + paid(amount));
      keys.append(item);
      return start + width;
    };
    put("unfinanced", gap, GIVES.reduce((start, part) => put(part, meter[part], start, 0), 0), 0);
    TAKES.reduce((start, part) => put(part, meter[part], start, 1), 0);
    if (meter.interplay !== null && Math.abs(meter.interplay) >= 0.5) keys.append(make("li", "", fill(words.interplay, { amount: paid(meter.interplay, true) })));
    bars.toggleAttribute("hidden", !bars.children.length);
  }

  const rows = all("[data-year]", room).map((row) => ({ period: data.years[Number(row.dataset.year)][0], now: row.querySelector("[data-now]"), change: row.querySelector("[data-change]") }));
  function drawGauge(meter) {
    const value = result.value("result", year), isMoved = result.all.length > 0, rateNow = result.value("rate", year);
    const text = paid(value), against = isMoved ? fill(words.against, { amount: paid(meter.change, true) }) : words.unmoved;
    byId("g-result").textContent = byId("s-result").textContent = text;
    byId("g-result").classList.toggle("unknown", value === null);
    byId("g-change").textContent = against;
    byId("g-rate").textContent = byId("s-rate").textContent = rate(rateNow);
    byId("g-requirement").textContent = paid(result.value("requirement", year));
    byId("g-law").textContent = law();
    byId("g-paid").hidden = !isMoved;
    byId("g-unfinanced").textContent = isMoved ? financed(meter) + "." : "";
    byId("s-paid").textContent = isMoved ? financed(meter) : words.unmoved;
    if (isMoved) drawBars(meter);
    for (const each of rows) {
      const change = result.change("result", each.period);
      each.now.textContent = trial.has.has(trial.id("result", each.period)) ? money(result.value("result", each.period)) : "–";
      each.change.textContent = !isMoved || change === 0 ? "" : money(change, true);
    }
    drawHousehold();
  }
  function drawHousehold() {
    const home = data.household, change = result.change("rate", year);
    byId("g-home").hidden = !home;
    if (!home) return;
    const ore = change === null ? 0 : Math.round(change), rateText = written(ore, 0, true), link = byId("g-home").querySelector("a");
    const known = Math.abs(ore) <= home.most;
    byId("g-household").textContent = !ore ? words.household_same
      : known ? fill(words.household, { rate: rateText, amount: home.months[ore + home.most], wage: home.wage }) : fill(words.household_far, { rate: rateText });
    link.href = link.getAttribute("href").split("#")[0] + (ore ? "#d=" + ore : "");
  }

  /* What would close the gap: so many öre, so much of all frames, or one thing taken back. Computed, not estimated. */
  function drawClosers(meter) {
    const list = byId("g-close").querySelector("ul"), value = result.value("result", year), items = [];
    const isShort = meter.unfinanced !== null && meter.unfinanced >= 0.5, isRed = !isShort && value !== null && value <= 0;
    list.replaceChildren();
    byId("g-close").hidden = !(isShort || isRed);
    if (!isShort && !isRed) return;
    const need = isShort ? (one) => (one.change("result", year) >= -0.5 ? 1 : -1) : (one) => (one.value("result", year) > 0 ? 1 : -1);
    byId("g-close-lead").textContent = isShort ? words.close : words.close_zero;
    for (const [code, sign, text] of [["ore", 1, words.close_ore], ["ramar", -1, words.close_frames]]) {
      const lever = trial.levers.get(code);
      if (!lever) continue;
      const most = sign > 0 ? lever.high - stepsOf(code) : stepsOf(code) - lever.low;
      const steps = most > 0 ? trial.closing(choice, code, sign, need, year, most) : null;
      if (steps !== null) items.push([fill(text, { n: lever.unit === "percent" ? written(steps / 10, 1) : steps }), () => setSteps(code, stepsOf(code) + sign * steps)]);
    }
    const back = isShort ? takenBack(need) : null;
    if (back) items.push([fill(words.close_back, { title: back.title }), back.act]);
    if (!items.length) list.append(make("li", "", words.close_none));
    items.forEach(([text, act], at) => {
      const item = make("li"), button = make("button", "", words.do), label = make("span", "", text + " ");
      label.id = "close-" + at;
      button.type = "button";
      button.id = "do-" + at;
      button.setAttribute("aria-labelledby", "do-" + at + " close-" + at);
      button.addEventListener("click", () => { act(); commit(); byId("h-gauge").focus(); });
      item.append(label, button);
      list.append(item);
    });
  }
  /* The one thing that is enough if it is taken back, and changes the result least beyond what is needed. */
  function takenBack(need) {
    const ways = [...choice.taken].map((place) => [titleAt(place), { ...choice, taken: new Set([...choice.taken].filter((each) => each !== place)) }]);
    for (const code of Object.keys(choice.steps)) {
      const steps = { ...choice.steps }, lever = trial.levers.get(code);
      delete steps[code];
      ways.push([lever.label[swedish ? 0 : 1] + " " + moved(lever, stepsOf(code)), { ...choice, steps }]);
    }
    const enough = ways.map(([title, left]) => ({ title, left, outcome: trial.outcome(left) })).filter((each) => need(each.outcome) > 0);
    enough.sort((one, other) => one.outcome.change("result", year) - other.outcome.change("result", year));
    return enough.length ? { title: enough[0].title, act: () => { choice = enough[0].left; } } : null;
  }

  function speak(meter, note) {
    const value = result.value("result", year), amount = paid(value), at = data.years[0][1], change = meter.change;
    let text;
    if (!result.all.length) text = fill(words.said_base, { year: at, amount });
    else {
      const difference = change === 0 ? words.same_result : fill(words.against, { amount: paid(change, true) });
      text = fill(value === null ? words.said_unknown : words.said, { year: at, amount, change: value === null ? paid(change, true) : difference, rate: rate(result.value("rate", year)), paid: financed(meter) });
    }
    byId("lever-said").textContent = (note ? note + " " : "") + text;
  }

  /* Everything but what may wait is drawn at once; the rest, and the spoken sentence, when the reader pauses. */
  let waiting, told = "";
  function update(patience) {
    result = trial.outcome(choice);
    const meter = result.meter(year);
    drawControls();
    drawGauge(meter);
    byId("undo").disabled = !past.length;
    byId("reset").disabled = byId("save").disabled = !result.all.length;
    byId("told").textContent = told;
    byId("told").hidden = !told;
    clearTimeout(waiting);
    waiting = setTimeout(() => { drawClosers(meter); speak(meter, told); }, patience);
  }

  const past = [], frozen = (one) => JSON.stringify([one.steps, [...one.taken].sort((a, b) => a - b), one.start]);
  let settled = frozen(choice);
  function commit(note = "") {
    const now = frozen(choice);
    told = note;
    if (now !== settled) past.push(settled);
    settled = now;
    address();
    update(500);
  }
  const thaw = (text) => { const [steps, taken, start] = JSON.parse(text); return { steps, taken: new Set(taken), start }; };
  function setSteps(code, steps) {
    const lever = trial.levers.get(code), kept = { ...choice.steps }, value = Math.min(lever.high, Math.max(lever.low, Math.round(steps)));
    delete kept[code];
    if (value) kept[code] = value;
    choice = { ...choice, steps: kept };
  }
  /* Takes decisions over; those that cannot stand beside them are let go, and named. */
  function take(places) {
    const taken = new Set(choice.taken), gone = [];
    for (const place of places) {
      for (const other of taken) if (trial.exclude(place, other)) { taken.delete(other); gone.push([place, other]); }
      taken.add(place);
    }
    choice = { ...choice, taken };
    return gone.slice(0, 3).map(([place, other]) => fill(words.replaced, { title: titleAt(place), other: titleAt(other) })).join(" ");
  }

  /* #v=1&ore=12&ramar=-5&med=a1b2c.d3e4f: levers by their short names, decisions taken over (med), the start (fran), and what is
     left out of it (utan). What is at its place in the budget is left out. */
  function address() {
    const said = [], start = data.proposals.find((each) => each.id === choice.start), first = new Set(start ? start.members : []);
    const codes = (places) => [...places].sort((a, b) => a - b).map((place) => data.choices[place].code).join(".");
    if (choice.start) said.push("fran=" + encodeURIComponent(choice.start));
    for (const lever of data.levers) if (stepsOf(lever.code)) said.push(lever.code + "=" + stepsOf(lever.code));
    const more = codes([...choice.taken].filter((place) => !first.has(place))), less = codes([...first].filter((place) => !choice.taken.has(place)));
    if (more) said.push("med=" + more);
    if (less) said.push("utan=" + less);
    const here = location.href.split("#")[0];
    history.replaceState(null, "", said.length ? here + "#v=1&" + said.join("&") : here);
    carry();
  }
  function carry() {
    const hash = location.hash.includes("=") ? location.hash : "";
    for (const each of all("a.other")) each.href = each.getAttribute("href").split("#")[0] + hash;
  }

  function obey() {
    carry();
    if (!location.hash.includes("=")) return;
    const asked = new URLSearchParams(location.hash.slice(1)), bad = [], made = { steps: {}, taken: new Set(), start: "" };
    const isOther = asked.has("v") && asked.get("v") !== "1", start = data.proposals.find((each) => each.id === asked.get("fran"));
    if (start) { made.start = start.id; start.members.forEach((place) => made.taken.add(place)); }
    const places = (text, put) => text.split(".").filter(Boolean).forEach((code) => (choices.has(code) ? put(choices.get(code)) : bad.push(code)));
    for (const [key, text] of isOther ? [] : asked) {
      const lever = trial.levers.get(key);
      if (key === "v" || (key === "fran" && start)) continue;
      if (lever && /^-?\d{1,6}$/.test(text)) {
        const steps = Math.min(lever.high, Math.max(lever.low, Number(text)));
        if (steps) made.steps[key] = steps;
        else delete made.steps[key];
      } else if (key === "med") places(text, (place) => { if (![...made.taken].some((other) => trial.exclude(place, other))) made.taken.add(place); });
      else if (key === "utan") places(text, (place) => made.taken.delete(place));
      else bad.push(key + "=" + text);
    }
    choice = made;
    settled = frozen(choice);
    past.length = 0;
    const problem = byId("trial-problem");
    problem.textContent = isOther ? words.address_other : bad.length ? fill(words.address_bad, { what: bad.slice(0, 8).map((each) => each.slice(0, 40)).join("; ") }) : "";
    problem.hidden = !problem.textContent;
    told = "";
    update(500);
    for (const group of all("details", form)) if (group.querySelector(".moved").textContent) group.open = true;
  }

  function titleOf(decision, isSwedish) {
    const said = isSwedish ? data.swedish : data.english, { lever, steps } = decision, mark = steps < 0 ? "\u2212" : "+";
    const plain = (value, decimals) => { const text = fixed(Math.abs(value), decimals); return mark + (isSwedish ? text.replace(".", ",") : text); };
    const amount = lever.unit === "ore" ? fill(said.ore, { n: plain(steps, 0) })
      : lever.unit === "percent" ? fill(said.percent, { n: plain(steps / 10, 1) })
      : lever.unit === "money" ? plain(steps * lever.step, lever.step % 1 ? 1 : 0) + " " + data.money
      : steps === lever.low ? said.share_gone : fill(said.share, { n: 100 + 10 * steps });
    return decision.label[isSwedish ? 0 : 1] + ": " + amount;
  }
  function file() {
    const now = new Date(), two = (value) => String(value).padStart(2, "0"), said = data.inSwedish ? data.swedish : data.english;
    const about = {
      name: byId("name").value.trim() || said.proposal_name,
      proposer: byId("proposer").value.trim() || said.proposer,
      date: now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()),
      note: said.note,
      title: titleOf,
    };
    return Hundralapp.proposalFile(data, trial, choice, about);
  }
  function save() {
    const name = (byId("name").value.trim() || words.file).normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    const link = make("a"), blob = URL.createObjectURL(new Blob([file()], { type: "application/yaml" }));
    link.href = blob;
    link.download = (name.slice(0, 60) || words.file) + ".yaml";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(blob), 10000);
  }

  form.addEventListener("input", (event) => {
    const control = controls.find((each) => each.input === event.target);
    if (!control) return;
    setSteps(control.lever.code, Number(event.target.value));
    told = "";
    update(700);
  });
  form.addEventListener("change", (event) => {
    const at = event.target, tick = ticks.find((each) => each.input === at);
    if (tick) {
      let note = "";
      if (at.checked) note = take([tick.place]);
      else { choice = { ...choice, taken: new Set([...choice.taken].filter((place) => place !== tick.place)) }; }
      commit(note);
    } else if (at.dataset.off) {
      setSteps(at.dataset.off, at.checked ? 0 : trial.levers.get(at.dataset.off).low);
      commit();
    } else if (at.id === "start") {
      const start = data.proposals.find((each) => each.id === at.value);
      choice = { ...choice, start: at.value, taken: new Set(start ? start.members : []) };
      commit();
    } else if (at.name === "unit") drawControls();
    else commit();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.all) {
      commit(take(data.proposals.find((each) => each.id === button.dataset.all).members));
    } else if (button.dataset.step) {
      const code = button.closest("[data-lever]").dataset.lever;
      setSteps(code, stepsOf(code) + Number(button.dataset.step));
      commit();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("undo").addEventListener("click", () => {
    choice = thaw(past.pop());
    settled = frozen(choice);
    told = words.undone;
    address();
    update(0);
    if (byId("undo").disabled) byId("h-gauge").focus();
  });
  byId("reset").addEventListener("click", () => {
    choice = { steps: {}, taken: new Set(), start: "" };
    commit();
    byId("h-gauge").focus();
  });
  byId("strip").addEventListener("click", () => { byId("h-gauge").scrollIntoView(); byId("h-gauge").focus({ preventScroll: true }); });
  byId("copy").addEventListener("click", () => {
    const say = (text) => { told = text; byId("told").textContent = text; byId("told").hidden = false; byId("lever-said").textContent = text; };
    const asked = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject();
    asked.then(() => say(words.copied), () => say(words.copy_failed));
  });
  byId("save").addEventListener("click", save);
  window.addEventListener("hashchange", obey);

  /* For tests: a choice given as { steps, taken: codes, start } without the page's controls. */
  const given = (one) => ({ steps: one.steps || {}, start: one.start || "", taken: new Set((one.taken || []).map((code) => choices.get(code))) });
  Object.assign(Hundralapp, { trial, money, given, now: () => result });
  const below = () => room.style.setProperty("--top", document.querySelector(".top").offsetHeight + 16 + "px");
  window.addEventListener("resize", below);
  below();
  room.hidden = byId("strip").hidden = false;
  form.reset();
  update(500);
  obey();
})();
