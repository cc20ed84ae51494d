/* Runs the published evaluator on exported graphs. Numbers go in and out as 64 bits in hexadecimal, since JSON has no NaN,
   infinity or sign of zero that all readers keep; unknown is null.
   stdin: {"source": evaluator, "jobs": [{"document": exported text, "cases": [{input: bits}]}]}; stdout: [[{output: bits}]]. */
"use strict";
const view = new DataView(new ArrayBuffer(8));

function number(bits) {
  if (bits === null) return null;
  view.setBigUint64(0, BigInt("0x" + bits));
  return view.getFloat64(0);
}

function bits(number) {
  if (number === null) return null;
  if (number !== number) return "7ff8000000000000"; // one pattern for every NaN
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function each(values, change) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

const { source, jobs } = JSON.parse(require("fs").readFileSync(0, "utf8"));
require("vm").runInThisContext(source, "evaluator.js");
const results = jobs.map(({ document, cases }) => {
  const evaluate = Hundralapp.compile(JSON.parse(document));
  return cases.map((inputs) => each(evaluate(each(inputs, number)), bits));
});
process.stdout.write(JSON.stringify(results));
