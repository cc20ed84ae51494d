"""An amount or a percentage that the text gives for something in the workspace: its level, or its change since the period before.

Where budget and actual of one year say different things, or the words may mean the level or the change, all readings are shown. A
figure that is a party's own statement proves nothing, though it may agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Direction, Kind
from hundralapp.claims.quantity import Measure, Quantity, Relation
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, of_readings, verdict_of
from hundralapp.claims.wording import UNITS, span, tolerance_of
from hundralapp.diagnostics import Language, Words
from hundralapp.graph.bounds import Range, operate
from hundralapp.graph.figure import Key, Series
from hundralapp.terms import word

_BY = re.compile(
    r"\bmed\b[^.,;]{0,20}$|(?:ytterligare|tillskott (?:på|om)|höjning (?:på|om)|ökning (?:på|om)|extra|mer)\W*$", re.IGNORECASE
)
_TO = re.compile(r"\b(?:till|uppgår till|är|blir|på|totalt|sammanlagt|kostar|omsätter)\W*(?:totalt\W*)?$", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:totalt|sammanlagt|sammantaget|tillsammans|summan)\b", re.IGNORECASE)
_MEASURES = (Measure.MONEY, Measure.PERCENT, Measure.POINTS, Measure.COUNT, Measure.EMISSIONS)


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading with what it was computed from."""

    reading: Reading
    keys: tuple[Key, ...]
    step: Step


def judge(case: Case) -> Judgement | None:
    """An amount against the figure it is about."""
    if case.claim.kind not in (Kind.AMOUNT, Kind.PERCENT, Kind.FORECAST):
        return None
    quantity = next((each for each in case.claim.quantities if each.measure in _MEASURES), None)
    if quantity is None:
        return None
    if case.figure is None:
        return _unlinked(case, quantity)
    if case.spans_years:
        return _total(case, quantity, case.figure)
    if not case.periods:
        return None
    found = _readings(case, quantity, case.figure)
    label = case.label(case.figure)
    if not found:
        return _unknown(case, quantity, case.figure)
    keys = tuple(dict.fromkeys(key for each in found for key in each.keys))
    steps = (case.said(quantity), *(each.step for each in found))
    origins, readings = case.origins(*keys), [each.reading for each in found]
    verdict = of_readings(readings)
    shown = (f"{label.sv} {_list(readings, 'sv')}.", f"{label.en} {_list(readings, 'en')}.")
    if not all(case.is_proof(key) for key in keys):
        agrees = verdict is Verdict.HOLDS
        return cannot(
            Words(
                f"{shown[0]} {'Talen är desamma, men ' if agrees else ''}{'u' if agrees else 'U'}ppgiften är en parts egen och prövar inget.",
                f"{shown[1]} {'The numbers are the same, but the' if agrees else 'The'} figure is a party's own and proves nothing.",
            ),
            Words("den antagna budgetens belopp", "the amount of the adopted budget"),
            steps=steps,
            origins=origins,
        )
    if verdict is Verdict.DOES_NOT_HOLD:
        rounded = (quantity.round_low, quantity.round_high)
        if quantity.relation is Relation.EXACT and any(verdict_of(rounded, each.between) is Verdict.HOLDS for each in readings):
            wide = Reading(
                Words("om talet är avrundat", "if the number is rounded"),
                Verdict.HOLDS,
                rounded,
                UNITS.get(quantity.measure, "1"),
            )
            readings, verdict = [*readings, wide], Verdict.DEPENDS
        elif case.claim.years is None or case.claim.kind is Kind.FORECAST:
            return cannot(
                Words(
                    f"{shown[0]} Texten säger ett annat tal, men inte för vilket år eller vilken avgränsning.",
                    f"{shown[1]} The text says another number, but not for which year or what is included.",
                ),
                Words("året och avgränsningen", "the year and what is included"),
                steps=steps,
                origins=origins,
            )
    return Judgement(
        verdict,
        Words(*shown),
        steps,
        tuple(readings) if verdict is Verdict.DEPENDS else (),
        tolerance=tolerance_of(quantity),
        origins=origins,
    )


def _list(readings: list[Reading], language: Language) -> str:
    be = "är" if language == "sv" else "is"
    return "; ".join(f"{each.label.say(language)} {be} {span(each.between, each.unit).say(language)}" for each in readings)


def _total(case: Case, quantity: Quantity, figure: str) -> Judgement:
    """`2023-2026 totalt`: the sum of the years, budgets before actuals; every year of it must be known."""
    assert case.claim.years is not None
    first, last = case.claim.years
    label = case.label(figure)
    keys: list[Key] = []
    total: Range = (0.0, 0.0)
    for year in range(first, last + 1):
        periods = sorted(
            (each for each in case.model.periods.values() if each.year == year), key=lambda each: each.series is Series.ACTUAL
        )
        known = [(figure, each.id) for each in periods if (figure, each.id) in case.model.cells]
        between = case.model.range_of(known[0]) if known else None
        if between is None:
            return cannot(
                Words(f"{label.sv} {year} är inte känd i arbetsytan.", f"{label.en} {year} is not known in the workspace."),
                Words(f"{label.sv} {first}–{last}", f"{label.en} {first}–{last}"),
                steps=(case.said(quantity),),
            )
        keys.append(known[0])
        total = operate("+", total, between)
    shown, unit = span(total, "SEK"), str(case.model.cells[keys[0]].unit)
    verdict = verdict_of(quantity.claimed, total)
    step = Step(Words(f"summan {first}–{last}", f"the sum {first}–{last}"), total, unit, children=tuple(map(case.step, keys)))
    reason = Words(f"{label.sv} {first}–{last} är tillsammans {shown.sv}.", f"{label.en} {first}–{last} is {shown.en} together.")
    if not all(case.is_proof(key) for key in keys):
        return cannot(
            reason, Words("den antagna budgetens belopp", "the amount of the adopted budget"), steps=(case.said(quantity), step)
        )
    if verdict is Verdict.DOES_NOT_HOLD and not _TOGETHER.search(case.claim.sentence.text):
        missing = Words(
            "om beloppet gäller hela perioden eller varje år", "whether the amount is for the whole period or for each year"
        )
        return cannot(reason, missing, steps=(case.said(quantity), step), origins=case.origins(*keys))
    return Judgement(verdict, reason, (case.said(quantity), step), tolerance=tolerance_of(quantity), origins=case.origins(*keys))


def _unlinked(case: Case, quantity: Quantity) -> Judgement:
    """No figure, or several as likely."""
    likely = [each for each in case.link.candidates if each.confidence >= 0.5]
    if likely:
        labels = [case.label(each.figure) for each in likely[:3]]
        sv, en = (
            ", ".join(dict.fromkeys(each)) for each in ([f"”{one.sv}”" for one in labels], [f"“{one.en}”" for one in labels])
        )
        return cannot(
            Words(
                f"Det är inte säkert vilken siffra som menas; kanske {sv}.",
                f"It is not certain which figure is meant; perhaps {en}.",
            ),
            Words("en länk i sidofilen", "a link in the sidecar file"),
            steps=(case.said(quantity),),
        )
    return cannot(
        Words("Arbetsytan har ingen siffra för det här.", "The workspace has no figure for this."),
        Words("en siffra för det som beloppet gäller", "a figure for what the amount is about"),
        steps=(case.said(quantity),),
    )


def _unknown(case: Case, quantity: Quantity, figure: str) -> Judgement:
    """The figure is there and not known, or not in that year."""
    label = case.label(figure)
    keys = [(figure, period.id) for period in case.periods if (figure, period.id) in case.model.cells]
    steps = (case.said(quantity),)
    if not keys:
        reason = Words(f"{label.sv} {case.year} finns inte i arbetsytan.", f"{label.en} {case.year} is not in the workspace.")
    else:
        reason = Words(f"{label.sv} {keys[0][1]} är okänd i arbetsytan.", f"{label.en} {keys[0][1]} is unknown in the workspace.")
    return cannot(reason, Words(f"{label.sv} {case.year}", f"{label.en} {case.year}"), steps=steps)


def _readings(case: Case, quantity: Quantity, figure: str) -> list[_Found]:
    """Every reading that the words allow, in each period of the year where the figure is known."""
    before = case.claim.sentence.text[: quantity.start - case.claim.sentence.start]
    unit = case.model.cells[next(key for key in case.model.cells if key[0] == figure)].unit
    is_change = quantity.measure in (Measure.PERCENT, Measure.POINTS) and str(unit) == "SEK"
    moves = case.claim.direction is not Direction.LEVEL and not figure.startswith("initiative.")
    wants_change = is_change or (moves and _BY.search(before) is not None)
    wants_level = not wants_change and (not moves or _TO.search(before) is not None)
    is_open = not wants_change and not wants_level  # the words allow both
    found: list[_Found] = []
    for key, between in case.known(figure):
        if is_open or wants_level:
            found.append(_level(case, quantity, key, between))
        if is_open or wants_change:
            change = _change(case, quantity, key, between)
            found += [change] if change is not None else []
    return found


def _level(case: Case, quantity: Quantity, key: Key, between: Range) -> _Found:
    flipped = between[1] <= 0 < quantity.value  # costs are negative in the result statement, and positive in speech
    shown: Range = (-between[1], -between[0]) if flipped else between
    series = (
        word("series", case.model.periods[key[1]].series.value, "sv"),
        word("series", case.model.periods[key[1]].series.value, "en"),
    )
    label = Words(f"{key[1]} ({series[0]})", f"{key[1]} ({series[1]})")
    verdict = verdict_of(quantity.claimed, shown)
    return _Found(Reading(label, verdict, shown, str(case.model.cells[key].unit)), (key,), case.step(key))


def _change(case: Case, quantity: Quantity, key: Key, between: Range) -> _Found | None:
    """The change since the period before, in the claim's measure."""
    follows = case.model.periods[key[1]].follows
    earlier = (key[0], follows or "")
    if earlier not in case.model.cells or (base := case.model.range_of(earlier)) is None:
        return None
    change = operate("-", between, base)
    unit = str(case.model.cells[key].unit)
    if quantity.measure is Measure.PERCENT:
        if base[0] <= 0 <= base[1]:
            return None
        ratio = operate("/", between, base)
        change, unit = ((ratio[0] - 1) * 100, (ratio[1] - 1) * 100), "percent"
    if case.claim.direction is Direction.DOWN and quantity.value > 0:
        change = (-change[1], -change[0])
    label = Words(f"ändringen {follows}–{key[1]}", f"the change {follows}–{key[1]}")
    step = Step(label, change, unit, children=(case.step(earlier), case.step(key)))
    return _Found(Reading(label, verdict_of(quantity.claimed, change), change, unit), (key, earlier), step)
