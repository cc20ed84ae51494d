/* differences.py and effects.py for the browser: an exported graph under changed inputs, with what changes also where the
   level is unknown. compileChanges(doc, inputs) -> under(changes) -> { value, change } of each output, bit for bit as Python's.
   `doc.anchors` are the inputs that stand in for a rule: they keep their stated level and take the rule's change. A change is
   [input, how, value]: "set" to, "add" to or "scale" by percent; null is unknown. */
(function (root) {
  "use strict";
  const { read, put, run } = root.Hundralapp.graph, OPERANDS = { f: 1, c: 1, "?": 3 };
  function compileChanges(doc, inputs) {
    const graph = read(doc), { code, a, b, c, n, v: values, u: unknown, steps } = graph, rowOf = doc.inputs;
    const anchors = Object.entries(doc.anchors || {});
    for (const [name, i] of Object.entries(rowOf)) {
      if (!(name in inputs)) throw new Error("no value for " + name);
      put(values, unknown, i, inputs[name]);
    }
    run(graph, steps, values, unknown);
    const levelOf = (v, u, i) => (u[i] || !Number.isFinite(v[i]) ? null : v[i]), base = (i) => levelOf(values, unknown, i);

    /* The rows that some inputs reach, in order. What a reader moves is moved again, so the last answers are kept. */
    const kept = new Map();
    function reached(names) {
      const key = names.join(" ");
      if (kept.has(key)) return kept.get(key);
      const marks = new Uint8Array(n), found = [];
      for (const name of names) marks[rowOf[name]] = 1;
      for (const i of steps) {
        const count = OPERANDS[code[i]] || 2;
        if (marks[a[i]] || (count > 1 && marks[b[i]]) || (count > 2 && marks[c[i]])) { marks[i] = 1; found.push(i); }
      }
      if (kept.size > 400) kept.clear();
      kept.set(key, found);
      return found;
    }

    function applied(changes) {
      const levels = new Map(), moved = new Map();
      for (const [name, how, value] of changes) {
        const level = levels.has(name) ? levels.get(name) : inputs[name], so = moved.has(name) ? moved.get(name) : 0;
        if (value === null) { levels.set(name, null); moved.set(name, null); continue; }
        let step, after;
        if (how === "add") { step = value; after = level === null ? null : level + value; }
        else if (how === "scale") { step = level === null ? null : (level * value) / 100; after = step === null ? null : level + step; }
        else { step = level === null ? null : value - level; after = value; }
        levels.set(name, after);
        moved.set(name, so === null || step === null ? null : so + step);
      }
      return { levels, moved };
    }

    function product(p, q, dp, dq) {
      let change = dp * dq;
      for (const [level, delta] of [[p, dq], [q, dp]]) {
        if (delta === 0) continue;
        if (level === null) return null;
        change += level * delta;
      }
      return change;
    }
    function step(i, changes) {
      const count = OPERANDS[code[i]] || 2, x = changes[a[i]], y = count > 1 ? changes[b[i]] : 0, z = count > 2 ? changes[c[i]] : 0;
      if (x === 0 && y === 0 && z === 0) return 0;
      if (code[i] === "?") {
        const held = base(a[i]);
        return held === null || x !== 0 ? null : held !== 0 ? y : z;
      }
      if (x === null || y === null) return null;
      switch (code[i]) {
        case "+": return x + y;
        case "-": return x - y;
        case "*": return product(base(a[i]), base(b[i]), x, y);
        case "/": return y === 0 && base(b[i]) ? x / base(b[i]) : null;
      }
      return null;
    }
    function differences(v, u, moved) {
      const changes = new Array(n).fill(0), note = (i, otherwise) => {
        const before = base(i), after = levelOf(v, u, i);
        changes[i] = before !== null && after !== null ? after - before : otherwise(i);
      };
      for (const [name, change] of moved) note(rowOf[name], () => change);
      for (const i of reached([...moved.keys()])) note(i, (row) => step(row, changes));
      return changes;
    }

    const outputs = Object.entries(doc.outputs);
    return function under(decided) {
      const { levels, moved } = applied(decided), v = values.slice(), u = unknown.slice(), fixed = new Set(moved.keys());
      for (const name of moved.keys()) put(v, u, rowOf[name], levels.get(name));
      run(graph, reached([...moved.keys()]), v, u);
      for (let round = 0; round < anchors.length; round++) {
        const changes = differences(v, u, moved), next = [];
        for (const [name, rule] of anchors) {
          const change = changes[rule];
          if (fixed.has(name) || (moved.has(name) ? moved.get(name) : 0) === change) continue;
          const level = base(rowOf[name]);
          moved.set(name, change);
          put(v, u, rowOf[name], level === null || change === null ? null : level + change);
          next.push(name);
        }
        if (!next.length) break;
        run(graph, reached(next), v, u);
      }
      const changes = differences(v, u, moved), value = {}, change = {};
      for (const [name, i] of outputs) {
        value[name] = levelOf(v, u, i);
        change[name] = changes[i] !== null && Number.isFinite(changes[i]) ? changes[i] : null;
      }
      return { value, change };
    };
  }
  root.Hundralapp = Object.assign(root.Hundralapp || {}, { compileChanges });
})(typeof globalThis !== "undefined" ? globalThis : this);
