
/* The household by the exported law: alternatives, groups, changes, and the words for them, as in household.py. */
(function () {
  "use strict";
  const { written, fill } = Hundralapp, data = Hundralapp.read("household-data");
  const { words } = data;
  const evaluate = Hundralapp.compile(data.graph), inputs = Object.assign({}, data.inputs);

  /* The law. A person is a list in the order of data.person: incomes a year, age, church fee. */
  function law(person, place, [municipal, regional]) {
    data.person.forEach((name, i) => { inputs[name] = person[i]; });
    [municipal, regional, place.burial, place.credit].forEach((value, i) => { inputs[data.place[i]] = value; });
    return evaluate(inputs);
  }

  const own = (place) => [place.municipal, place.regional];
  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
  const changed = (place, rates) => sum(rates) - sum(own(place));
  const atRate = (place, rate) => (data.isRegional ? [place.municipal, rate] : [rate, place.regional]);

  /* The alternatives at a place: [name, rates or null]; the reader's own change last. */
  function alternatives(place, ore) {
    const found = data.alternatives.map(([name, rate, isLast]) =>
      [name, isLast ? place.last : rate === null ? null : atRate(place, rate)]);
    if (ore) found.push([words.yours, atRate(place, (data.isRegional ? place.regional : place.municipal) + ore)]);
    return found;
  }

  /* As groups_at in alternatives.py: [change, names, rates]. */
  function groups(place, all) {
    const found = new Map();
    for (const [name, rates] of all) {
      const change = rates && changed(place, rates);
      if (!change) continue;
      if (!found.has(change)) found.set(change, [change, [], rates]);
      found.get(change)[1].push(name);
    }
    return found.size ? [...found.values()] : [[0, [], own(place)]];
  }
  function chosen(all) {
    const most = data.mostGroups, last = all.length - 1;
    if (all.length <= most) return all;
    const sorted = [...all].sort((a, b) => a[0] - b[0]);
    return Array.from({ length: most }, (_, count) => sorted[Math.floor(count * last / (most - 1))]);
  }

  function move(persons, place, rates) {
    return persons.map((person) => [law(person, place, own(place)), law(person, place, rates)]);
  }
  const TOTAL = "income_tax.total_income", MUNICIPAL = "income_tax.municipal_tax", FINAL = "income_tax.final_tax";
  const risen = (moved, figure) => sum(moved.map(([before, after]) => after[figure] - before[figure]));
  const depths = (moved, change) =>
    [sum(moved.map(([before]) => before[TOTAL] * change / 10000)), risen(moved, MUNICIPAL), risen(moved, FINAL)];

  /* Words, as household_words.py says them. */
  const decimalsFor = (months) => (months.some((each) => each !== null && each !== 0 && Math.abs(each) < 10) ? 1 : 0);
  const joined = (names) => (names.length > data.mostNamed
    ? names.slice(0, data.mostNamed).join(", ") + " … (+" + (names.length - data.mostNamed) + ")"
    : [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(words.and));

  function saidChange(month, decimals) {
    if (month === null) return words.unknown;
    if (month === 0) return words.same;
    return fill(month < 0 ? words.less : words.more, { amount: written(Math.abs(month), decimals) });
  }

  function sentence(changes) {
    if (!changes.length) return "";
    const months = changes.map((each) => each[1]), decimals = decimalsFor(months), known = months.filter((each) => each !== null);
    const low = Math.min(...known), high = Math.max(...known), found = new Map();
    let parts;
    if (changes.length > data.mostNamed && known.length && low !== high) {
      parts = fill(words.range, { low: saidChange(low, decimals), high: saidChange(high, decimals) });
    } else {
      for (const [name, month] of changes) {
        const said = saidChange(month, decimals);
        found.set(said, [...(found.get(said) || []), name]);
      }
      parts = [...found].map(([change, names]) => fill(words.with, { change, names: joined(names) })).join(words.between);
    }
    return fill(words.compared, { who: words.household, parts });
  }

  const KINDS = ["wage", "pension", "sickness_compensation", "other_pensionable_income"];
  const about = (persons) => persons.map((person) => [
    fill(words.aged, { age: person[4] }),
    ...KINDS.flatMap((kind, i) => (person[i] ? [words[kind] + " " + written(person[i] / 12, 0)] : [])),
  ].join(", ")).join("; ");

  Hundralapp.home = {
    data, law, own, sum, changed, alternatives, groups, chosen, move, risen, depths, decimalsFor, joined, sentence, about, FINAL,
  };
})();
