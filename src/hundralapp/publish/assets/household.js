
/* The reader's household: the form, its address, and the answers. Texts are set as text. */
(function () {
  "use strict";
  const { written, fill, make, fit, reach, marks } = Hundralapp;
  const { data, law, own, sum, changed, alternatives, groups, chosen, move, risen, depths } = Hundralapp.home;
  const { decimalsFor, joined, sentence, about, FINAL } = Hundralapp.home;
  const { words, problems, places } = data;
  const form = document.getElementById("household");
  const byId = (id) => document.getElementById(id);

  /* Drawing. */
  const ore = (change) => fill(words.ore, { ore: written(change, 0, true) });
  const head = (...cells) => make("thead", "", make("tr", "", ...cells));
  const column = (...inside) => {
    const cell = make("th", "", ...inside);
    cell.scope = "col";
    return cell;
  };
  const row = (title, cells, style) => {
    const name = make("th", "", ...(Array.isArray(title) ? title : [title]));
    name.scope = "row";
    return make("tr", style || "", name, ...cells.map((each) => make("td", "", ...(Array.isArray(each) ? each : [each]))));
  };
  const heads = (moving) => moving.map(([change]) => column(ore(change)));

  function drawRows(all, place, changes) {
    const decimals = decimalsFor(changes);
    byId("rows").replaceChildren(...all.map(([called, rates], i) => {
      const name = called === words.yours ? called[0].toUpperCase() + called.slice(1) : called;
      if (!rates) return row(name, [1, 2, 3].map(() => [make("span", "unknown", words.unknown_rate)]));
      const change = changed(place, rates), rate = [written(sum(rates) / 100, 2)];
      if (change) rate.push(make("span", "change", written(change / 100, 2, true)));
      return row(name, [rate, [make("b", "", written(changes[i], decimals, true))], written(changes[i] * 12, 0, true)]);
    }));
    [...byId("rows").rows].forEach((line, i) => {
      if (!isMine(i)) return;
      line.className = "mine";
      line.setAttribute("aria-current", "true");
    });
  }

  /* The alternative of the proposal that is chosen, among those of the page; the reader's own change has none of its own. */
  const isMine = (i) => Boolean(state.proposal) && Boolean(data.alternatives[i]) && data.alternatives[i][3] === state.proposal;

  function table(title, caption, top, rows, style) {
    const box = make("div", "scroll", make("table", style, make("caption", "", caption), top, make("tbody", "", ...rows)));
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", title + ": " + caption);
    return box;
  }

  function paragraph(text) {
    const said = make("span", "why", text);
    if (document.documentElement.lang !== "sv") said.lang = "sv";
    return said;
  }

  function steps([before, after]) {
    return data.steps.filter(([figure, , , always]) => always || before[figure] || after[figure]).map(([figure, label, sign, , laws]) => {
      const told = laws.filter(([, needed]) => !needed || before[needed] || after[needed]).map(([said]) => said);
      const a = sign * before[figure], b = sign * after[figure];
      return row([label, ...[...new Set(told)].map(paragraph)],
        [written(a, 0), written(b, 0), written(b - a, 0, true)], figure === FINAL ? "strong" : "");
    });
  }

  /* What is open is filled at once, the rest when the reader pauses. */
  function drawOpened(persons, place, found) {
    const open = [...document.querySelectorAll("#opened-groups details")].map((each) => each.open), closed = [];
    byId("opened-groups").replaceChildren(...found.map(([change, names, rates], i) => {
      const box = make("details", "steps");
      box.dataset.names = names.join("\n");
      box.open = Boolean(open[i]);
      const title = change ? fill(words.steps, { label: ore(change) }) : words.no_change, summary = make("summary", "", title);
      if (names.length) summary.append(" ", make("span", "at", joined(names)));
      box.append(summary);
      const inside = () => fillOpened(box, title, change, persons, move(persons, place, rates));
      if (box.open) inside();
      else closed.push(inside);
      return box;
    }));
    return closed;
  }
  function fillOpened(box, title, change, persons, moved) {
    if (change) {
      box.append(table(title, words.depth, head(column(words.way), column(words.month), column(words.year)),
        depths(moved, change).map((each, depth) => row(data.depths[depth], [written(each / 12, 1, true), written(each, 0, true)])), "plain"));
    }
    const columns = () => head(column(words.step), column(words.before), column(words.after), column(words.change));
    moved.forEach((each, number) => {
      const caption = persons.length > 1 ? fill(words.person, { number: number + 1 }) + ": " + about([persons[number]]) : about(persons);
      box.append(table(title, caption, columns(), steps(each), "figures"));
    });
    if (persons.length > 1) {
      const sums = [0, 1].map((side) => sum(moved.map((each) => each[side][FINAL])));
      box.append(table(title, words.together, head(column(words.together), column(words.before), column(words.after), column(words.change)),
        [row(words.final_tax, [written(sums[0], 0), written(sums[1], 0), written(sums[1] - sums[0], 0, true)], "strong")], "figures"));
    }
  }

  let curves = [], curvesOf = "";
  function drawCurves(person, place, moving) {
    const total = (person[0] + person[1]) / 12, share = total ? person[1] / 12 / total : 0, most = reach(total);
    const at = (income) => {
      const pension = Math.round(income * share);
      return [(income - pension) * 12, pension * 12, 0, 0, person[4], person[5]];
    };
    const key = JSON.stringify([place.code, person[4], person[5], share, most, moving]);
    if (key !== curvesOf) {
      curves = moving.map(([change]) => [change, []]);
      for (let count = 0; count <= data.points; count++) {
        const earner = at(most * count / data.points), before = law(earner, place, own(place))[FINAL];
        moving.forEach(([, , rates], i) => curves[i][1].push((law(earner, place, rates)[FINAL] - before) / 12));
      }
    }
    for (const drawing of document.querySelectorAll("svg.curves")) {
      const { width, height } = drawing.viewBox.baseVal;
      drawing.querySelector("g").replaceChildren(
        ...marks(width, height, drawing.classList.contains("wide"), curves, total, data.points, words).map(([tag, attributes, text]) => {
          const mark = document.createElementNS("http://www.w3.org/2000/svg", tag);
          for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
          mark.textContent = text;
          return mark;
        }));
    }
    if (key === curvesOf) return;
    curvesOf = key;
    const every = data.points / data.tableRows, rows = [];
    for (let count = 1; count <= data.tableRows; count++) rows.push(curves.map(([, months]) => months[count * every]));
    const decimals = decimalsFor(rows.flat());
    byId("curve-head").replaceChildren(make("tr", "", column(words.income), ...heads(moving)));
    byId("curve-rows").replaceChildren(...rows.map((each, i) =>
      row(written(most * (i + 1) / data.tableRows, 0), each.map((month) => written(month, decimals, true)))));
    byId("inkomst").hidden = !moving.length;
  }

  function drawCases(place, moving) {
    const months = data.cases.map((persons) => moving.map(([, , rates]) => risen(move(persons, place, rates), FINAL) / 12));
    const decimals = decimalsFor(months.flat());
    byId("case-head").replaceChildren(make("tr", "", column(words.case), ...heads(moving), column(words.base_tax)));
    [...byId("case-rows").rows].forEach((line, i) => {
      while (line.cells.length > 1) line.deleteCell(1);
      const base = sum(data.cases[i].map((person) => law(person, place, own(place))[FINAL])) / 12;
      line.append(...months[i].map((each) => make("td", "", make("b", "", written(each, decimals, true)))), make("td", "", written(base, 0)));
    });
  }

  /* What is chosen: adults as [wage, pension, age, church fee] (a month, years, öre per SEK 1 000), place, change in öre, and the
     proposal that stands first, by its name in the files. */
  const standard = JSON.stringify({ adults: [[form.dataset.wage, 0, form.dataset.age, 0].map(Number)], place: Number(form.dataset.place), ore: 0, proposal: "" });
  let state = JSON.parse(standard), drawnFor = "", waiting, later = () => {};
  const person = ([wage, pension, age, fee]) => [wage * 12, pension * 12, 0, 0, age, fee];

  function update(patience) {
    const place = places[state.place], persons = state.adults.map(person), all = alternatives(place, state.ore);
    const every = groups(place, all), found = [...chosen(every)], chose = all.filter((_, i) => isMine(i)).map(([name]) => name);
    for (const each of every) if ((each[0] === state.ore || each[1].some((name) => chose.includes(name))) && !found.includes(each)) found.push(each);
    const moving = found.filter(([change]) => change);
    const changes = all.map(([, rates]) => (rates ? risen(move(persons, place, rates), FINAL) / 12 : null));
    drawRows(all, place, changes);
    const closed = drawOpened(persons, place, found);
    drawCurves(persons[0], place, moving);
    for (const list of document.querySelectorAll(".groups")) {
      list.replaceChildren(...moving.map(([change, names]) => make("li", "", make("b", "", ore(change)), " ", joined(names))));
      if (every.length > found.length) list.append(make("li", "", fill(words.left_out, { count: every.length - found.length })));
    }
    byId("who").textContent = about(persons);
    byId("notes").replaceChildren(...place.notes.map((each) => make("li", "", each)));
    for (const each of document.querySelectorAll("[data-place-name]")) each.textContent = place.name;
    const tax = sum(persons.map((each) => law(each, place, own(place))[FINAL])) / 12;
    byId("tax").textContent = fill(words.tax, { tax: written(tax, 0) });
    clearTimeout(waiting);
    later = () => {
      clearTimeout(waiting);
      later = () => {};
      const told = all.map(([name], i) => [name, changes[i]]), mine = told.filter((each, i) => isMine(i) || i >= data.alternatives.length);
      byId("said").textContent = sentence(state.proposal ? mine : told);
      for (const inside of closed) inside();
      if (drawnFor !== state.place + " " + state.ore) drawCases(place, moving);
      drawnFor = state.place + " " + state.ore;
      fit();
    };
    if (patience) waiting = setTimeout(() => later(), patience);
    else later();
  }

  /* Reading what is written, in the form and in the address: a number, or undefined where it cannot be. */
  const within = (number, least, most) => (number >= least && number <= most ? number : undefined);
  const leastOre = () => -Math.min(data.mostOre, places[state.place][data.isRegional ? "regional" : "municipal"]);
  const READERS = {
    amount: (text) => (/^(\d+|\d{1,3}([ .,\u00a0\u202f]\d{3})+)$/.test(text) ? within(Number(text.replace(/\D/g, "")), 0, data.mostIncome) : undefined),
    age: (text) => (/^\d{1,3}$/.test(text) ? within(Number(text), 0, data.oldest) : undefined),
    fee: (text) => (/^\d([.,]\d{1,3})?$/.test(text) ? within(Math.round(Number(text.replace(",", ".")) * 1000), 0, data.mostFee) : undefined),
    ore: (text) => (/^[+\u2212-]?\d{1,4}$/.test(text) ? within(Number(text.replace("\u2212", "-")), leastOre(), data.mostOre) : undefined),
    place: (text) => within(places.findIndex((each) => each.code === text), 0, places.length),
    proposal: (text) => (data.alternatives.some((each) => each[3] && each[3] === text) ? text : undefined),
  };
  const PARTS = [["w", "amount"], ["p", "amount"], ["a", "age"], ["k", "fee"]];
  const FIELDS = { m: ["place"], d: ["ore"], f: ["proposal"] };
  [0, 1].forEach((adult) => PARTS.forEach(([key, kind], part) => { FIELDS[key + (adult ? 2 : "")] = [kind, adult, part]; }));
  const limits = () => ({ most: written(data.mostIncome, 0), oldest: data.oldest, least: written(leastOre(), 0), most_ore: data.mostOre });

  function put(key, value) {
    const [kind, adult, part] = FIELDS[key];
    if (kind === "place") state.place = value;
    else if (kind === "ore") state.ore = value;
    else if (kind === "proposal") state.proposal = value || "";
    else {
      if (adult && !state.adults[1]) state.adults[1] = [0, 0, Number(form.dataset.age), 0];
      state.adults[adult][part] = value;
    }
  }
  const written3 = (fee) => String(fee / 1000);

  function address() {
    const choice = [];
    state.adults.forEach((adult, number) => adult.forEach((value, part) => {
      const key = PARTS[part][0] + (number ? 2 : "");
      if (value || part === 2 || part === 0) choice.push(key + "=" + (part === 3 ? written3(value) : value));
    }));
    if (places.length > 1) choice.push("m=" + places[state.place].code);
    if (state.ore) choice.push("d=" + state.ore);
    if (state.proposal) choice.push("f=" + encodeURIComponent(state.proposal));
    const isStandard = JSON.stringify(state) === standard, here = location.href.split("#")[0];
    history.replaceState(null, "", isStandard ? here : here + "#" + choice.join("&"));
    link();
  }
  function link() {
    for (const each of document.querySelectorAll("a.other")) each.href = each.getAttribute("href").split("#")[0] + (/=/.test(location.hash) ? location.hash : "");
  }

  /* #w=35000&a=40 sets the form; what cannot be read is told and left out. An address without = is another's. */
  function obey() {
    if (!location.hash.includes("=")) return;
    const asked = new URLSearchParams(location.hash.slice(1)), bad = [];
    state = JSON.parse(standard);
    for (const key of Object.keys(FIELDS)) {
      const values = asked.getAll(key);
      if (!values.length) continue;
      const value = values.length === 1 ? READERS[FIELDS[key][0]](values[0].trim()) : undefined;
      if (value === undefined) bad.push(key + "=" + values.join(","));
      else put(key, value);
    }
    for (const [key, value] of asked) if (!Object.hasOwn(FIELDS, key)) bad.push(key + "=" + value);
    const told = byId("problem");
    told.textContent = bad.length ? fill(problems.address, { what: bad.slice(0, 8).map((each) => each.slice(0, 40)).join("; ") }) : "";
    told.hidden = !bad.length;
    show();
    update(0);
    openMine();
    link();
  }

  /* Who comes from a proposal sees its steps at once. */
  function openMine() {
    const mine = data.alternatives.find((each) => each[3] && each[3] === state.proposal);
    if (!mine) return;
    for (const each of document.querySelectorAll("#opened-groups details")) if (each.dataset.names.split("\n").includes(mine[0])) each.open = true;
  }

  /* The form shows what is chosen. */
  function show() {
    for (const [key, [kind, adult, part]] of Object.entries(FIELDS)) {
      const field = form.elements[key];
      if (!field) continue;
      complain(field, "");
      if (kind === "place") field.value = places[state.place].code;
      else if (kind === "ore") field.value = state.ore ? written(state.ore, 0, true) : "";
      else if (kind === "proposal") field.value = state.proposal;
      else {
        const value = state.adults[adult] ? state.adults[adult][part] : part === 2 ? Number(form.dataset.age) : 0;
        field.value = part === 3 ? (value ? written(value / 1000, 3) : "") : part === 2 ? value : value ? written(value, 0) : "";
      }
    }
    adults();
  }
  function adults() {
    const two = state.adults.length > 1;
    byId("adult-2").hidden = !two;
    byId("add").hidden = two;
  }

  function complain(field, text) {
    const place = byId(field.name + "-error");
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  form.addEventListener("input", (event) => {
    const field = event.target, kind = FIELDS[field.name][0], text = field.value.trim();
    const value = text === "" && kind !== "age" ? 0 : READERS[kind](text);
    complain(field, value === undefined ? fill(problems[kind], limits()) : "");
    if (value === undefined) return;
    put(field.name, value);
    if (kind === "place" && state.ore < leastOre()) state.ore = leastOre();
    byId("problem").hidden = true;
    update(400);
    address();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = JSON.parse(standard);
    byId("problem").hidden = true;
    show();
    update(0);
    address();
  });
  byId("add").addEventListener("click", () => {
    state.adults[1] = [0, 0, Number(form.dataset.age), 0];
    show();
    update(400);
    address();
    form.elements.w2.focus();
  });
  byId("remove").addEventListener("click", () => {
    state.adults.length = 1;
    show();
    update(400);
    address();
    byId("add").focus();
  });
  document.addEventListener("toggle", () => { later(); fit(); }, true);
  window.addEventListener("beforeprint", () => later());
  window.addEventListener("hashchange", obey);

  Hundralapp.household = (adults, place, rates) => depths(move(adults.map(person), places[place], rates), changed(places[place], rates));
  byId("try").hidden = false;
  show();
  update(0);
  obey();
})();
