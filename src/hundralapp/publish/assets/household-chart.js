
/* The chart over income, mark by mark as curves.py draws it. */
(function () {
  "use strict";
  const { written } = Hundralapp;
  const LEAST_SPAN = 80000, MOST_LABELS = 6, ROOM = 18;
  const place = (number) => String(Math.floor(number * 10 + 0.5) / 10);

  function reach(income) {
    let most = LEAST_SPAN;
    while (income > most * 0.95) most *= 2;
    return most;
  }

  function nice(rough) {
    for (let power = 0.1; ; power = power * 10) {
      for (const digit of [1, 2, 5]) if (digit * power >= rough) return digit * power;
    }
  }

  const byPlace = (a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);

  function apart(ends, top, bottom) {
    const placed = [], moved = [];
    let free = top;
    for (const [at, name] of [...ends].sort(byPlace)) {
      free = Math.max(at, free);
      placed.push([free, name]);
      free += ROOM;
    }
    free = bottom;
    for (const [at, name] of placed.reverse()) {
      free = Math.min(at, free);
      moved.push([free, name]);
      free -= ROOM;
    }
    return moved;
  }

  /* curves: [[change of rate, [a change of tax per point]]]. Gives [[tag, attributes, text]]. */
  function marks(width, height, wide, curves, income, points, words) {
    if (!curves.length) return [];
    const most = reach(income), found = [];
    const text = (x, y, style, said, anchor) =>
      found.push(["text", { class: style, x: place(x), y: place(y), "text-anchor": anchor || "start" }, said]);
    const line = (x1, y1, x2, y2, style) =>
      found.push(["line", { class: style, x1: place(x1), y1: place(y1), x2: place(x2), y2: place(y2) }, ""]);
    const bounds = curves.map(([change]) => change * most / 10000);
    const low = Math.min(0, ...bounds), high = Math.max(0, ...bounds), step = nice((high - low) / 4);
    const ore = (change) => words.ore.replace("{ore}", written(change, 0, true));
    const names = [...curves.map(([change]) => ore(change)), words.budget];
    const ticks = [];
    for (let count = Math.ceil(low / step); count <= Math.floor(high / step); count++) ticks.push(count * step);
    const tickNames = ticks.map((each) => written(each, step >= 1 ? 0 : 1, true));
    const longest = (list) => Math.max(...list.map((each) => each.length));
    const left = 14 + 8 * longest(tickNames), right = width - 16 - 8 * longest(names), top = 52, bottom = height - 52;
    const scale = (bottom - top) / (high - low);
    const x = (amount) => left + amount * (right - left) / most, y = (month) => top + (high - month) * scale;
    text(0, 14, "head", words.axis_y);
    text(right, height - 6, "head", words.axis_x, "end");
    ticks.forEach((value, i) => {
      line(left, y(value), right, y(value), value === 0 ? "zero" : "grid");
      text(left - 8, y(value) + 5, "head", tickNames[i], "end");
    });
    const parts = wide ? 4 : 2;
    for (let count = 0; count <= parts; count++) text(x(most * count / parts), bottom + 22, "head", written(most * count / parts, 0), "middle");
    curves.forEach(([, months], number) => found.push(["polyline", {
      class: "curve c" + number % 4,
      points: months.map((month, i) => place(x(most * i / points)) + "," + place(y(month))).join(" "),
    }, ""]));
    let ends = curves.map(([, months], i) => [y(months[months.length - 1]), names[i]]);
    if (ends.length > MOST_LABELS) {
      ends.sort(byPlace);
      ends = [ends[0], ends[ends.length - 1]];
    }
    for (const [at, name] of apart([...ends, [y(0), words.budget]], top, bottom)) text(right + 8, at + 5, "end", name);
    line(x(income), top - 8, x(income), bottom, "mine");
    const anchor = x(income) < left + 50 ? "start" : x(income) > right - 50 ? "end" : "middle";
    text(x(income), top - 14, "mine", words.you.replace("{amount}", written(income, 0)), anchor);
    return found;
  }

  Object.assign(Hundralapp, { reach, marks });
})();
