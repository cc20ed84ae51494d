"""Numbers and ranges in sentences: amounts in the unit a reader expects, two languages at once."""

from __future__ import annotations

import math

from hundralapp.claims.quantity import Measure, Quantity, Relation
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range
from hundralapp.numbers_sv import show_number

_NB = "\u00a0"
_MONEY = ((1e10, 1e9, ("mdkr", "billion SEK")), (1e6, 1e6, ("mkr", "million SEK")), (1e4, 1e3, ("tkr", "thousand SEK")))
UNITS = {
    Measure.MONEY: "SEK",
    Measure.PERCENT: "percent",
    Measure.POINTS: "percent",
    Measure.TAX_RATE: "ore_per_SEK100",
    Measure.EMISSIONS: "tCO2e",
}
RATE_LEVEL = "rate_level"  # öre per SEK 100, said in kronor: 1 798 is 17,98 kr
_NAMES = {"percent": ("%", "%"), "ore_per_SEK100": ("öre", "öre"), "tCO2e": ("ton", "tonnes"), "1": ("", "")}


def number(value: float, unit: str, *, scale_of: float | None = None, decimals: int | None = None) -> Words:
    """A number with its unit.

    Args:
        scale_of: picks the unit of money, so that the ends of a range share it.
        decimals: as many; by default what the size needs.
    """
    factor, names = _scale(value if scale_of is None else scale_of, unit)
    shown = value / factor
    wanted = _decimals(shown, unit) if decimals is None else decimals
    said = [show_number(shown, wanted, language) for language in ("sv", "en")]
    return Words(*(f"{each}{_NB}{name}".rstrip(_NB) for each, name in zip(said, names, strict=True)))


def _scale(size: float, unit: str) -> tuple[float, tuple[str, str]]:
    """What a number of this size is divided by, and the name of what is left."""
    if unit == "SEK":
        _, factor, names = next((each for each in _MONEY if abs(size) >= each[0]), (0.0, 1.0, ("kr", "SEK")))
        return factor, names
    return (100.0, ("kr", "SEK")) if unit == RATE_LEVEL else (1.0, _NAMES.get(unit, (unit, unit)))


def _decimals(value: float, unit: str) -> int:
    most = 2 if unit in ("percent", RATE_LEVEL) and abs(value) < 100 else 1
    if abs(value) >= 1000:
        return 0
    return next((each for each in range(most) if abs(round(value, each) - value) < 1e-9), most)


def span(between: Range, unit: str) -> Words:
    """A range: `3 978–4 069 mkr`, `under 60 kr`, or one number. The ends get the decimals that tell them apart."""
    low, high = between
    if math.isinf(low) and math.isinf(high):
        return Words("vad som helst", "anything")
    if math.isinf(low):
        top = number(high, unit)
        return Words(f"under {top.sv}", f"below {top.en}")
    if math.isinf(high):
        bottom = number(low, unit)
        return Words(f"över {bottom.sv}", f"above {bottom.en}")
    scale = max(abs(low), abs(high))
    if high - low <= 1e-9 * max(1.0, scale):
        return number(high, unit)
    factor = _scale(scale, unit)[0]
    first, last = low / factor, high / factor
    plain = max(_decimals(first, unit), _decimals(last, unit)) if abs(last) < 1000 else 0
    wanted = next((each for each in range(plain, 4) if abs(round(first, each) - first) <= (last - first) / 4), 4)
    ends = [number(end, unit, scale_of=scale, decimals=wanted) for end in between]
    return Words(*(_joined(ends[0].say(language), ends[1].say(language)) for language in ("sv", "en")))


def _joined(low: str, high: str) -> str:
    """Two ends that share their unit: `3 978–4 069 mkr`."""
    number_of_low, _, unit = low.rpartition(_NB)
    shares = unit and not unit[0].isdigit() and high.endswith(_NB + unit)
    return f"{number_of_low}–{high}" if shares else f"{low}–{high}"


_RELATIONS = {
    Relation.ABOUT: Words('"omkring" räknas som ±10 %', '"about" counts as ±10 %'),
    Relation.A_LITTLE_OVER: Words('"drygt" räknas som upp till 15 % över', '"a little over" counts as up to 15 % above'),
    Relation.NEARLY: Words('"nästan" räknas som upp till 15 % under', '"nearly" counts as up to 15 % below'),
    Relation.LESS_THAN: Words("mindre än det tryckta talet", "less than the printed number"),
    Relation.MORE_THAN: Words("mer än det tryckta talet", "more than the printed number"),
    Relation.AT_MOST: Words("högst det tryckta talet", "at most the printed number"),
    Relation.AT_LEAST: Words("minst det tryckta talet", "at least the printed number"),
}


def tolerance_of(*quantities: Quantity) -> Words:
    """What each number's print stands for: `4,4 % är 4,35–4,45 %`."""
    said = [_tolerance(each) for each in quantities]
    return Words("; ".join(each.sv for each in said), "; ".join(each.en for each in said))


def _tolerance(each: Quantity) -> Words:
    unit, text = UNITS.get(each.measure, "1"), " ".join(each.text.split())
    loose = _RELATIONS.get(each.relation)
    if loose is not None:
        return Words(f"{text}: {loose.sv}", f"{text}: {loose.en}")
    if each.low == each.high:
        return Words(f"{text}: exakt", f"{text}: exact")
    between = span(each.printed, unit)
    return Words(f"{text} är {between.sv}", f"{text} is {between.en}")
