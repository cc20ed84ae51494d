
/* The reader's budget as a file of proposals, as the workspace's own are written. Every text is quoted as JSON quotes it, which
   YAML reads the same. */
(function () {
  "use strict";
  const quoted = (text) => JSON.stringify(String(text)).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g,
    (each) => "\\u" + each.charCodeAt(0).toString(16).padStart(4, "0"));

  /* So many steps of what is written for each: exact, as whole numbers with a decimal point put in. A thousand and a decimal
     must not look alike, so three decimals become four. */
  function number(steps, [mantissa, decimals]) {
    const whole = steps * mantissa, digits = String(Math.abs(whole)).padStart(decimals + 1, "0");
    const after = decimals ? digits.slice(-decimals).replace(/0+$/, "") : "";
    const text = (decimals ? digits.slice(0, -decimals) : digits) + (after ? "." + after + (after.length === 3 ? "0" : "") : "");
    return (whole < 0 ? "-" : "") + text;
  }

  function same(byPeriod, periods) {
    const all = Object.values(byPeriod), first = all[0];
    return periods.every((each) => byPeriod[each] === first) && all.length === periods.length ? first : byPeriod;
  }
  function said(value) {
    if (typeof value !== "object") return quoted(value);
    return "{" + Object.entries(value).map(([period, each]) => quoted(period) + ": " + quoted(each)).join(", ") + "}";
  }

  Hundralapp.proposalFile = function (data, trial, choice, about) {
    const lines = [], put = (key, value, indent = "") => lines.push(indent + key + ": " + value);
    const periods = data.years.map(([id]) => id), all = trial.decisions(choice), taken = new Set();
    put("name", quoted(about.name));
    put("proposer", quoted(about.proposer));
    if (about.date) put("date", quoted(about.date));
    put("note", quoted(about.note));
    const start = buildsOn(data, choice), inherited = new Set(start ? start.members : []);
    if (start) {
      put("builds_on", quoted(start.id));
      const without = start.members.filter((place) => !choice.taken.has(place)).map((place) => quoted(data.choices[place].id));
      if (without.length) put("without", "[" + [...new Set(without)].join(", ") + "]");
    }
    const own = all.filter((each) => each.place === undefined || !inherited.has(each.place));
    lines.push(own.length ? "decisions:" : "decisions: []");
    for (const each of own) {
      let id = each.place === undefined ? each.id : each.proposal + "-" + each.id;
      for (let count = 2; taken.has(id); count++) id = (each.place === undefined ? each.id : each.proposal + "-" + each.id) + "-" + count;
      taken.add(id);
      lines.push("  - id: " + quoted(id));
      if (each.place === undefined) {
        put("title", quoted(about.title(each, data.inSwedish)), "    ");
        if (data.inSwedish) put("title_en", quoted(about.title(each, false)), "    ");
      } else put("title", quoted(each.title), "    ");
      put("kind", quoted(each.kind), "    ");
      for (const [key, value] of Object.entries(each.said)) put(key, key === "itemised" ? value : quoted(value), "    ");
      const amounts = each.place === undefined
        ? same(Object.fromEntries(Object.entries(each.amounts).map(([period, one]) => [period, number(each.steps, one)])), periods)
        : each.number;
      put(each.measure, said(amounts), "    ");
    }
    return lines.join("\n") + "\n";
  };

  /* The proposal that the file may build on: the one that the choice starts from, where what is left out can be named, and
     what is kept has no such name. */
  function buildsOn(data, choice) {
    const start = data.proposals.find((each) => each.id === choice.start);
    if (!start || !start.members.some((place) => choice.taken.has(place))) return null;
    const kept = new Set(), left = new Set();
    for (const place of start.members) (choice.taken.has(place) ? kept : left).add(data.choices[place].id);
    return [...left].some((id) => kept.has(id)) ? null : start;
  }
})();
