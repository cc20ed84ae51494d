
/* The reader's budget without the page: a choice of levers and decisions, and what it gives, as proposals/compare.py counts it.
   A choice is { steps: {code: steps}, taken: Set of places among the choices, start: a proposal's id or "" }. */
(function () {
  "use strict";
  Hundralapp.makeTrial = function (data) {
    const under = Hundralapp.compileChanges(data.graph, data.inputs), years = data.years.map(([id]) => id);
    const has = new Set(Object.keys(data.graph.outputs)), name = (figure, year) => data.figures[figure] + "@" + year;
    const id = (figure, year) => name(figure, year).split(/\s+/).join("_");
    const levers = new Map(data.levers.map((each) => [each.code, each]));
    const amountOf = (lever, steps, one) => (lever.unit === "percent" ? steps / 10 : steps * one);

    /* The decisions of a choice in the order of the file: those of the proposal it starts from, others taken over, own ones. */
    function decisions(choice) {
      const start = data.proposals.find((each) => each.id === choice.start), first = start ? start.members : [];
      const inOrder = [...first, ...data.choices.keys()].filter((place, at, all) => choice.taken.has(place) && all.indexOf(place) === at);
      const found = inOrder.map((place) => ({ ...data.choices[place], key: "c" + place, place }));
      for (const lever of data.levers) {
        const steps = choice.steps[lever.code] || 0;
        if (!steps) continue;
        lever.parts.forEach((part, at) => found.push({
          ...part,
          key: lever.code + "." + at + "." + steps,
          lever,
          steps,
          changes: part.changes.map(([input, how, one]) => [input, how, amountOf(lever, steps, one)]),
        }));
      }
      return found;
    }

    const kept = new Map();
    function alone(decision) {
      if (!kept.has(decision.key)) {
        if (kept.size > 2000) kept.clear();
        kept.set(decision.key, under(decision.changes).change);
      }
      return kept.get(decision.key);
    }

    const empty = { steps: {}, taken: new Set(), start: "" };
    const base = under([]);
    function outcome(choice) {
      const all = decisions(choice), found = all.length ? under(all.flatMap((each) => each.changes)) : base;
      const value = (figure, year) => (has.has(id(figure, year)) ? found.value[id(figure, year)] : null);
      const change = (figure, year) => (has.has(id(figure, year)) ? found.change[id(figure, year)] : null);
      return { all, value, change, level: (output) => found.value[output], meter: (year) => meter(all, year, change("result", year)) };
    }

    function meter(all, year, change) {
      const parts = { revenue: 0, itemised_savings: 0, savings_not_itemised: 0, costs: 0, forgone_revenue: 0 };
      let unknown = 0, interplay = change;
      for (const each of all) {
        const own = effect(each, "result", year);
        interplay = interplay === null || own === null ? null : interplay - own;
        if (own === null) unknown += 1;
        else if (own !== 0) parts[own < 0 ? each.loses : each.gains] += Math.abs(own);
      }
      return { ...parts, interplay, change, unfinanced: change === null ? null : Math.max(0, -change), unknown };
    }
    function effect(decision, figure, year) {
      const changes = alone(decision);
      return has.has(id(figure, year)) ? changes[id(figure, year)] : null;
    }

    /* Two decisions exclude each other when both act on one input and one sets it, or both move the tax rate, unless a
       proposal has both: then its maker has said how they go together. */
    function exclude(one, other) {
      if (one === other || data.proposals.some((each) => each.members.includes(one) && each.members.includes(other))) return false;
      const theirs = new Map(data.choices[other].changes.map(([input, how]) => [input, how]));
      return data.choices[one].changes.some(([input, how]) => {
        const also = theirs.get(input);
        return also !== undefined && (how === "set" || also === "set" || input.startsWith(data.figures.rate + "@"));
      });
    }

    /* The least number of steps of a lever, on top of a choice, that gives net income what it needs; null where none does. */
    function closing(choice, code, sign, need, year, most) {
      const lever = levers.get(code);
      if (!lever) return null;
      const at = (steps) => {
        const now = (choice.steps[code] || 0) + sign * steps;
        const result = outcome({ ...choice, steps: { ...choice.steps, [code]: now } });
        return need(result) >= 0;
      };
      let low = 0, high = 1;
      while (high < most && !at(high)) { low = high; high = Math.min(most, high * 2); }
      if (!at(high)) return null;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (at(middle)) high = middle;
        else low = middle;
      }
      return high;
    }

    return { years, levers, decisions, outcome, effect, exclude, closing, empty, base, id, has };
  };
})();
