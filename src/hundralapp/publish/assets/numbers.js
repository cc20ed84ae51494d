
/* Numbers as numbers_sv.py and views/numbers.py write them: ties to even, no-break spaces, a real minus sign. */
(function () {
  "use strict";
  const swedish = document.documentElement.lang === "sv";
  function fixed(size, decimals) {
    const exact = size.toFixed(decimals + 40), lower = exact.slice(0, decimals ? -40 : -41);
    return /^50*$/.test(exact.slice(-40)) && /[02468]$/.test(lower) ? lower : size.toFixed(decimals);
  }
  function written(value, decimals, plus) {
    const [whole, rest] = fixed(Math.abs(value), decimals).split(".");
    const text = whole.replace(/\B(?=(\d{3})+$)/g, swedish ? "\u00a0" : ",") + (rest ? (swedish ? "," : ".") + rest : "");
    return (/[1-9]/.test(text) ? (value < 0 ? "\u2212" : plus ? "+" : "") : "") + text;
  }
  Object.assign(Hundralapp, { fixed, written });
})();
