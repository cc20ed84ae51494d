/* hundralapp-graph/1: evaluates an exported figure graph. Only operations that IEEE-754 defines exactly, so every
   value equals Python's to the last bit. A value is a number or null (unknown). compile(doc) -> inputs -> outputs. */
(function (root) {
  "use strict";
  function read(doc) {
    if (doc.format !== "hundralapp-graph/1") throw new Error("unknown graph format: " + doc.format);
    const { code, a, b } = doc, n = code.length;
    const v = new Float64Array(n), u = new Uint8Array(n), c = new Int32Array(n), steps = [];
    for (let i = 0, k = 0; i < n; i++) {
      if (code[i] === "?") c[i] = doc.c[k++];
      if (code[i] === "k") v[i] = doc.constants[i];
      else if (code[i] !== "i") steps.push(i);
    }
    return { code, a, b, c, n, v, u, steps };
  }
  function put(v, u, i, value) {
    u[i] = value === null ? 1 : 0;
    v[i] = value === null ? NaN : value;
  }
  /* Computes the rows of `steps`, in order: values into v, a mark on what is unknown into u. */
  function run({ code, a, b, c }, steps, v, u) {
    for (const i of steps) {
      const p = v[a[i]], q = v[b[i]];
      let unknown = u[a[i]] | u[b[i]];
      switch (code[i]) {
        case "+": v[i] = p + q; break;
        case "-": v[i] = p - q; break;
        case "*": v[i] = p * q; break;
        case "/": v[i] = p / q; break;
        case "m": v[i] = p < q ? p : q; break;
        case "M": v[i] = p > q ? p : q; break;
        case "<": v[i] = p < q ? 1 : 0; break;
        case "l": v[i] = p <= q ? 1 : 0; break;
        case "=": v[i] = p === q ? 1 : 0; break;
        case "f": v[i] = Math.floor(p); unknown = u[a[i]]; break;
        case "c": v[i] = Math.ceil(p); unknown = u[a[i]]; break;
        case "?": v[i] = p !== 0 ? q : v[c[i]]; unknown = u[a[i]] | (p !== 0 ? u[b[i]] : u[c[i]]); break;
      }
      u[i] = unknown;
    }
  }
  function compile(doc) {
    const graph = read(doc), { v, u, steps } = graph, inputs = Object.entries(doc.inputs), outputs = Object.entries(doc.outputs);
    return function evaluate(x) {
      for (const [name, i] of inputs) {
        if (!(name in x)) throw new Error("no value for " + name);
        put(v, u, i, x[name]);
      }
      run(graph, steps, v, u);
      const out = {};
      for (const [name, i] of outputs) out[name] = u[i] ? null : v[i];
      return out;
    };
  }
  root.Hundralapp = Object.assign(root.Hundralapp || {}, { compile, graph: { read, put, run } });
})(typeof globalThis !== "undefined" ? globalThis : this);
