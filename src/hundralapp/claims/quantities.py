"""Every number of a text: amounts with unit and range, numbers that are no amounts, and those not understood. None is dropped.

One pattern is compiled from all forms and walked once; digits are read by `numbers_sv`, the only reader of Swedish numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hundralapp.claims.not_amounts import NOT_AMOUNTS
from hundralapp.claims.number_forms import (
    COUNTED,
    EMISSIONS,
    FRACTIONS,
    INCOME_BEFORE,
    MONEY_SHORT,
    NO_NOUNS,
    NOT_RATE,
    NOUN,
    NOUN_BEFORE,
    PER,
    RATE_AFTER,
    SHARES,
    TIMES,
    UNIT,
    pattern,
    relation_before,
)
from hundralapp.claims.quantity import Measure, Quantity, Relation
from hundralapp.numbers_sv import MAGNITUDES, Ambiguous, Number, half_step, read_in_text, read_number, read_number_word


def find_quantities(text: str) -> list[Quantity]:
    """Every number of `text` in order.

    Returns:
        Amounts, and with them what is no amount and what was not understood; see `Measure`.
    """
    found: list[Quantity] = []
    forms, at = pattern(), 0
    while (match := forms.search(text, at)) is not None:
        made = list(_read(text, match))
        found += made
        at = max(match.start() + 1, made[-1].end if made else match.end())
    return found


def _read(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    name = match.lastgroup or ""
    groups = match.groupdict()
    for index, each in enumerate(NOT_AMOUNTS):
        if groups[f"skip{index}"] is not None:
            yield _skipped(each.measure, match)
            return
    if groups["streak"]:
        word = groups["streak"].split()[0]
        number = read_number_word(word) or int(re.sub(r"\D", "", word))
        yield _exact(Measure.STREAK, match, float(number), text)
        return
    for index, factor in enumerate(TIMES.values()):
        if groups[f"times{index}"]:
            yield _exact(Measure.FACTOR, match, factor, text)
            return
    for index, share in enumerate(SHARES.values()):
        if groups[f"share{index}"]:
            yield _share(match, share, text)
            return
    if groups["half"] or groups["word"]:
        yield _in_words(text, match)
    elif groups["years"]:
        yield _exact(Measure.DURATION, match, float(read_number_word(groups["years"]) or 0), text, end=match.end("yearsnoun"))
    elif groups["relative"]:
        yield Quantity(Measure.YEAR, match.start(), match.end(), match[0], noun=" ".join(match[0].lower().split()))
    elif groups["counted"]:
        yield _counted_in_words(text, match)
    elif groups["digits"] is not None:
        yield from _numeral(text, match)
    else:
        yield Quantity(Measure.NOT_UNDERSTOOD, match.start(), match.end(), match[0], reason=name or "digits")


def _skipped(measure: Measure, match: re.Match[str]) -> Quantity:
    start, end = match.span()
    said = match[0].rstrip()
    lead = len(said) - len(said.lstrip())
    start, end = start + lead, start + len(said)
    if measure is not Measure.YEAR:
        return Quantity(measure, start, end, said.strip())
    years = [int(each) for each in re.findall(r"\d+", said)]
    last = years[-1] if len(years) > 1 else years[0]
    if last < 100:
        last += years[0] // 100 * 100
    return Quantity(measure, start, end, said.strip(), float(last), float(years[0]), float(last))


def _exact(measure: Measure, match: re.Match[str], value: float, text: str, *, end: int | None = None) -> Quantity:
    """A quantity whose words leave no rounding open."""
    stop = match.end() if end is None else end
    said = text[match.start() : stop]
    return _with_words(
        text,
        Quantity(measure, match.start(), stop, said, value, value, value, value, value),
        relation_before(text, match.start()),
    )


def _share(match: re.Match[str], share: float | None, text: str) -> Quantity:
    groups = match.groupdict()
    if share is None and groups.get("each"):
        number = read_number_word(groups["each"]) or 1
        share = 100.0 / number
    elif share is None:
        how_many, part = groups["part"].lower().split()
        stem = part.removesuffix("ar")
        share = 100.0 * (read_number_word(how_many) or 1) / FRACTIONS[stem]
    return _exact(Measure.PERCENT, match, share, text)


def _in_words(text: str, match: re.Match[str]) -> Quantity:
    """`en halv miljard`, `tre kronor`, `en procentenhet`: a number in words before its unit."""
    groups = match.groupdict()
    if groups["half"]:
        value = Decimal("1.5") if "och" in groups["half"].lower() else Decimal("0.5")
        step = half_step(1)
    else:
        value, step = Decimal(read_number_word(groups["word"]) or 0), half_step(0)
    start = match.start("half") if groups["half"] else match.start("word")
    after = match.start("glued") if groups["glued"] else match.end()
    unit = re.compile(UNIT, re.IGNORECASE).match(text, after)
    assert unit is not None
    return _with_unit(text, start, unit.end(), value, step, step, unit.groupdict())


def _counted_in_words(text: str, match: re.Match[str]) -> Quantity:
    value = float(read_number_word(match["counted"]) or 0)
    noun = match["noun"].lower()
    end = match.end("noun")
    made = Quantity(Measure.COUNT, match.start(), end, text[match.start() : end], value, value, value, value, value, noun=noun)
    if noun in NO_NOUNS or noun.startswith(("gång", "månad", "veck", "dag", "timm", "minut")):
        made = replace(made, measure=Measure.DURATION if noun[:3] in ("mån", "vec", "dag", "tim", "min") else Measure.COUNT)
        made = replace(made, end=match.end("counted"), text=match["counted"], noun="" if noun in NO_NOUNS else noun)
    return _with_words(text, made, relation_before(text, match.start()))


def _numeral(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A number in digits, or a range of two, with the unit after it."""
    groups = match.groupdict()
    has_unit = any(
        groups[name] for name in ("short", "points", "percent", "ore", "magnitude", "currency", "foreign", "emissions")
    )
    start = match.start("sign") if groups["sign"] else match.start("digits")
    first = _digits(groups["digits"], has_unit, groups)
    if first is None:
        yield Quantity(Measure.NOT_UNDERSTOOD, start, match.end("digits"), text[start : match.end("digits")], reason="ambiguous")
        return
    negative = bool(groups["sign"]) and groups["sign"] in "-\u2212\u2013" and _is_minus(text, start)
    value = -first.value if negative else first.value
    if not negative and groups["sign"] and groups["sign"] != "+":
        start = match.start("digits")
    step, loose = half_step(first.decimals), _loose_step(groups["digits"], first)
    if groups["second"] and _is_range(text, match):
        second = _digits(groups["second"], has_unit, groups)
        if second is not None and second.value > first.value:
            unit = {**groups, "noun": None}
            low = _with_unit(text, start, match.end(), value, step, loose, unit)
            high = _with_unit(
                text, start, match.end(), second.value, half_step(second.decimals), half_step(second.decimals), unit
            )
            yield replace(
                high, low=low.low, round_low=low.round_low, value=(low.value + high.value) / 2, relation=Relation.BETWEEN
            )
            return
    if groups["second"] and not has_unit and not _moves(text, match):
        yield _with_unit(text, start, match.end("digits"), value, step, loose, {})
        return
    end = match.end() if has_unit else match.end("digits")
    if groups["second"]:  # "från 670 till 715 barn": the first shares the unit of the second
        number = _digits(groups["second"], has_unit, groups)
        if number is None:
            yield Quantity(
                Measure.NOT_UNDERSTOOD, start, match.end("digits"), text[start : match.end("digits")], reason="ambiguous"
            )
            return
        wide, unit = _loose_step(groups["second"], number), groups if has_unit else {}
        second_end = match.end() if has_unit else match.end("second")
        last = _with_unit(text, match.start("second"), second_end, number.value, half_step(number.decimals), wide, unit)
        ended = match.end("digits")
        if last.measure is Measure.NOT_UNDERSTOOD:
            yield Quantity(last.measure, start, ended, text[start:ended], float(value), reason=last.reason)
        else:
            scale = Decimal(str(last.value)) / number.value if number.value else Decimal(1)
            yield _ranged(last.measure, start, ended, text[start:ended], value * scale, step * scale, loose * scale, last.noun)
        yield last
        return
    yield _with_unit(text, start, end, value, step, loose, groups if has_unit else {})


def _is_range(text: str, match: re.Match[str]) -> bool:
    """`10–12`, `mellan 10 och 12`, `2 till 3` without a `från` that makes it a move from one to the other."""
    between = text[match.end("digits") : match.start("second")].strip().lower()
    before = text[max(0, match.start() - 12) : match.start()].lower()
    return between in ("–", "-") or "mellan" in before or (between == "till" and "från" not in before)


def _moves(text: str, match: re.Match[str]) -> bool:
    """`från 670 till 715`: two numbers that share what is counted."""
    return "från" in text[max(0, match.start() - 12) : match.start()].lower()


def _is_minus(text: str, start: int) -> bool:
    """A sign and not a dash: nothing, a space, a bracket or a colon before it, and the digits directly after."""
    if text[start] == "\u2013":
        return start == 0 or text[start - 1] in "(:\t"
    return start == 0 or not text[start - 1].isalnum()


def _digits(written: str, has_unit: bool, groups: dict[str, str | None]) -> Number | None:
    """The digits as a number; a single group after a point is thousands of kronor or of things, decimals of nothing we know."""
    found = read_in_text(written)
    if isinstance(found, Ambiguous):
        if "," in written:
            if not any(groups.get(name) for name in ("magnitude", "percent", "points", "short", "ore", "emissions")):
                return None  # `6,000 kronor` is six thousand in an English hand
            decimal = read_number(found.as_decimal)
            return Number(decimal.value, 3) if isinstance(decimal, Number) else None
        if groups.get("magnitude") or groups.get("percent") or groups.get("points") or groups.get("short") or groups.get("ore"):
            return None
        found = read_number(found.as_thousands)
    return found if isinstance(found, Number) else None


def _loose_step(written: str, number: Number) -> Decimal:
    """Half a step when final zeros are rounding too: 650 to 5, 28 000 to 500."""
    if number.decimals or not number.value:
        return half_step(number.decimals)
    digits = str(int(abs(number.value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return half_step(0).scaleb(zeros)


def _with_unit(
    text: str, start: int, end: int, value: Decimal, step: Decimal, loose: Decimal, groups: dict[str, str | None]
) -> Quantity:
    """The quantity with its unit, and the noun or period after it; not understood where there is neither."""
    measure, factor, noun = _measure(text, start, end, groups)
    if measure is Measure.COUNT and not noun:
        found = NOUN.match(text, end)
        noun = found["noun"].lower() if found is not None and found["noun"].lower() not in NO_NOUNS else ""
        if noun in ("år", "årig", "årigt", "årsperiod"):
            measure, noun = Measure.DURATION, ""
        elif noun.startswith(("månad", "veck", "dag", "timm", "minut")):
            measure = Measure.DURATION
        elif noun.startswith("poäng"):
            measure = Measure.COUNT
        if not noun and measure is Measure.COUNT and INCOME_BEFORE.search(text[max(0, start - 30) : start]):
            measure, found = Measure.MONEY, None
        if not noun and measure is Measure.COUNT:
            counted = NOUN_BEFORE.search(text[max(0, start - 120) : start])
            noun, found = (counted["noun"].lower() if counted is not None else ""), None
        if not noun and measure is Measure.COUNT:
            return Quantity(Measure.NOT_UNDERSTOOD, start, end, text[start:end], float(value), reason="no unit")
        if found is not None:
            end = found.end("noun") if noun else found.end()
    made = _ranged(measure, start, end, text[start:end], value * factor, step * factor, loose * factor, noun)
    return _with_words(text, made, relation_before(text, start))


def _ranged(
    measure: Measure, start: int, end: int, said: str, value: Decimal, step: Decimal, loose: Decimal, noun: str
) -> Quantity:
    low, high, round_low, round_high = (float(each) for each in (value - step, value + step, value - loose, value + loose))
    return Quantity(measure, start, end, said, float(value), low, high, round_low, round_high, noun=noun)


def _measure(text: str, start: int, end: int, groups: dict[str, str | None]) -> tuple[Measure, Decimal, str]:
    """What the unit makes of the number, the factor to the carried unit, and the noun of a count."""
    magnitude = Decimal(MAGNITUDES[(groups.get("magnitude") or "").lower()]) if groups.get("magnitude") else Decimal(1)
    if groups.get("points"):
        return Measure.POINTS, Decimal(1), ""
    if groups.get("percent"):
        return Measure.PERCENT, Decimal(1), ""
    if groups.get("ore"):
        is_rate = NOT_RATE.match(text, end) is None
        return (Measure.TAX_RATE, Decimal(1), "") if is_rate else (Measure.COUNT, Decimal(1), "öre")
    if groups.get("short"):
        return Measure.MONEY, Decimal(MONEY_SHORT[(groups["short"] or "").lower()]), ""
    if groups.get("foreign"):
        return Measure.FOREIGN_MONEY, magnitude, ""
    if groups.get("emissions"):
        return Measure.EMISSIONS, magnitude * EMISSIONS[(groups["emissions"] or "").lower()], ""
    if groups.get("currency"):
        if magnitude == 1 and _is_rate(text, start, end):
            return Measure.TAX_RATE, Decimal(100), ""
        return Measure.MONEY, magnitude, ""
    if groups.get("magnitude"):
        counted = NOUN.match(text, end)
        if counted is not None and COUNTED.match(counted["noun"]):
            return Measure.COUNT, magnitude, counted["noun"].lower()
        return (Measure.MONEY, magnitude, "") if magnitude >= 1_000_000 else (Measure.COUNT, magnitude, "")
    return Measure.COUNT, Decimal(1), ""


def _is_rate(text: str, start: int, end: int) -> bool:
    """`12,38 kronor per hundralapp`, `skattesatsen 17,98 kronor`: a rate and not an amount of money."""
    after = text[end : end + 45].split(".")[0]
    if RATE_AFTER.search(after):
        return True
    before = text[max(0, start - 45) : start].rsplit(".", 1)[-1]
    has_decimals = re.search(r"[.,]\d{2}", text[start:end]) is not None
    return (
        has_decimals
        and re.search(r"skattesats|utdebitering|kommunalskatt|regionskatt|skatten", before, re.IGNORECASE) is not None
    )


def _with_words(text: str, made: Quantity, relation: Relation) -> Quantity:
    """The quantity with the word before it, and what it is counted per."""
    if relation is not Relation.EXACT and made.relation is Relation.EXACT:
        made = replace(made, relation=relation)
    per = PER.match(text, made.end)
    if per is not None and made.is_amount:
        named = next((name for name in ("month", "year", "day") if per[name]), None) or (per["each"] or "").lower()
        made = replace(made, per=named)
    return made
