"""`tydligt förbättrade resultat på Järva`, `ökar för tionde året i rad`: what the series that are known say, all of them.

Where one indicator rises and another falls, it depends on which is meant. A streak needs a value for every year in it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hundralapp.claims.case import Case
from hundralapp.claims.facts import Indicator
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, of_readings
from hundralapp.claims.wording import number
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range, operate
from hundralapp.graph.figure import Key, Series

_BETTER = re.compile(r"förbättr\w*|bättre|framsteg|lyft\w*", re.IGNORECASE)
_WORSE = re.compile(r"försämr\w*|sämre|tappa\w*|bakåt", re.IGNORECASE)
_UP = re.compile(r"\b(?:ök\w+|stig\w+|väx\w+|högre|fler|allt (?:fler|mer|större))", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:minsk\w+|sjunk\w+|fall\w+|lägre|färre|krymp\w+)", re.IGNORECASE)


def judge(case: Case) -> Judgement | None:
    """A trend against the indicators that the sentence means."""
    if case.claim.kind is not Kind.TREND:
        return None
    indicators = case.facts.meant("result", case.claim.sentence.text)
    if not indicators:
        return None
    streak = case.claim.only(Measure.STREAK)
    if streak is not None:
        return _streak(case, indicators[0], int(streak.value))
    readings, steps, keys = [], [], []
    for each in indicators:
        last = _last_change(case, each.figure)
        sign = _sign(case.claim.sentence.text, each)
        if last is None or sign == 0:
            continue
        earlier, later, change = last
        label = case.label(each.figure)
        shown = number((change[0] + change[1]) / 2, "1", decimals=1)
        words = Words(
            f"{label.sv} {earlier[1]}–{later[1]}: {_signed(change, shown.sv)}",
            f"{label.en} {earlier[1]}–{later[1]}: {_signed(change, shown.en)}",
        )
        moved = change[0] * sign > 0 and change[1] * sign > 0
        readings.append(
            Reading(words, Verdict.HOLDS if moved else Verdict.DOES_NOT_HOLD, change, str(case.model.cells[later].unit))
        )
        steps.append(Step(words, change, str(case.model.cells[later].unit), children=(case.step(earlier), case.step(later))))
        keys += [earlier, later]
    if not readings:
        return None
    verdict = of_readings(readings)
    said = ["; ".join(each.label.say(language) for each in readings) for language in ("sv", "en")]
    partisan = not all(case.is_proof(key) for key in keys)
    if verdict is not Verdict.DEPENDS and partisan:
        return cannot(
            Words(
                f"{said[0]}. Talen är en parts egna och prövar inget.",
                f"{said[1]}. The numbers are a party's own and prove nothing.",
            ),
            Words("resultaten från en oberoende källa", "the results from an independent source"),
            steps=tuple(steps),
            origins=case.origins(*keys),
        )
    mixed = Words(". Det beror på vilket mått som menas.", ". It depends on which measure is meant.")
    end = mixed if verdict is Verdict.DEPENDS else Words(".", ".")
    return Judgement(
        verdict,
        Words(said[0] + end.sv, said[1] + end.en),
        tuple(steps),
        tuple(readings) if verdict is Verdict.DEPENDS else (),
        tolerance=Words("den senaste förändringen som är känd", "the latest change that is known"),
        origins=case.origins(*keys),
    )


def _signed(change: Range, shown: str) -> str:
    return f"+{shown}" if change[0] > 0 else shown


def _sign(text: str, indicator: Indicator) -> int:
    """Which way the figure must have moved for the words to be true; 0 where they do not tell."""
    good = 1 if indicator.better == "higher" else -1 if indicator.better == "lower" else 0
    if _BETTER.search(text):
        return good
    if _WORSE.search(text):
        return -good
    return 1 if _UP.search(text) else -1 if _DOWN.search(text) else 0


def _known_years(case: Case, figure: str) -> list[tuple[int, Key, Range]]:
    """Actual values year by year, up to the claim's year, oldest first."""
    found = [
        (period.year, (figure, period.id), between)
        for period in case.model.periods.values()
        if period.series is Series.ACTUAL and period.year <= case.year
        if (figure, period.id) in case.model.cells and (between := case.model.range_of((figure, period.id))) is not None
    ]
    return sorted(found)


def _last_change(case: Case, figure: str) -> tuple[Key, Key, Range] | None:
    known = _known_years(case, figure)
    for (year, earlier, before), (next_year, later, after) in reversed(list(pairwise(known))):
        if next_year == year + 1:
            return earlier, later, operate("-", after, before)
    return None


def _streak(case: Case, indicator: Indicator, length: int) -> Judgement:
    """So many rises (or falls) in a row need one value more than that."""
    known, sign = _known_years(case, indicator.figure), _sign(case.claim.sentence.text, indicator)
    label = case.label(indicator.figure)
    changes = [(before, after) for before, after in pairwise(known) if after[0] == before[0] + 1][-length:]
    breaks = [
        (one, two)
        for one, two in changes
        if sign * (two[2][1] if sign > 0 else two[2][0]) <= sign * (one[2][0] if sign > 0 else one[2][1])
    ]
    keys = [key for _, key, _ in known]
    steps = tuple(case.step(key) for key in keys[-length - 1 :])
    if breaks and sign:
        one, two = breaks[-1]
        reason = Words(f"{label.sv}: raden bryts {one[0]}–{two[0]}.", f"{label.en}: the row is broken {one[0]}–{two[0]}.")
        if all(case.is_proof(key) for _, key, _ in (one, two)):
            return Judgement(Verdict.DOES_NOT_HOLD, reason, steps, origins=case.origins(*keys))
        return cannot(reason, Words("en oberoende källa", "an independent source"), steps=steps, origins=case.origins(*keys))
    if len(changes) < length or not sign:
        return cannot(
            Words(
                f"{label.sv} är känd för {len(known)} år; {length} år i rad kräver {length + 1}.",
                f"{label.en} is known for {len(known)} years; {length} years in a row need {length + 1}.",
            ),
            Words(f"värden för {length + 1} år", f"values for {length + 1} years"),
            steps=steps,
            origins=case.origins(*keys),
        )
    return Judgement(
        Verdict.HOLDS,
        Words(f"{label.sv}: {length} år i rad åt samma håll.", f"{label.en}: {length} years in a row the same way."),
        steps,
        origins=case.origins(*keys),
    )
