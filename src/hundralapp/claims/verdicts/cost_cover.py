"""`höjs med 5,1 procent och täcker kostnadsökningarna`: an increase against a cost index of the same year and the same vintage.

An index is a forecast that changes several times a year. Only one made before the budget, and at most half a year before, can tell whether the
budget covered what was expected; a later one tells what happened, which is another question.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, of_readings
from hundralapp.claims.wording import span, tolerance_of
from hundralapp.dates import read_vintage
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Entry, Key
from hundralapp.model import Model

_INDICES = ("index.price_wage_uplift", "index.pkv_change")
_OLDEST = datetime.timedelta(days=183)


def judge(case: Case) -> Judgement | None:
    """An increase against each index that may tell."""
    if case.claim.kind is not Kind.COST_COVER:
        return None
    percent = case.claim.only(Measure.PERCENT)
    missing = Words(
        f"ett kostnadsindex för {case.year}, från samma tid som budgeten",
        f"a cost index for {case.year}, of the same date as the budget",
    )
    if percent is None:
        return cannot(
            Words(
                "Texten säger inte med hur många procent anslaget ökar.",
                "The text does not say by how many percent the money grows.",
            ),
            Words("ökningen i procent", "the increase in percent"),
            missing,
        )
    made = _made(case.model)
    found = list(_indices(case))
    fitting = [(key, entry) for key, entry in found if _fits(entry, made, case.year)]
    said = case.said(percent)
    if not fitting:
        reason = (
            Words(f"Arbetsytan har inget kostnadsindex för {case.year}.", f"The workspace has no cost index for {case.year}.")
            if not found
            else Words(
                f"Arbetsytans index för {case.year} är inte från samma tid som budgeten.",
                f"The workspace's index for {case.year} is not of the same date as the budget.",
            )
        )
        steps = (said, *(_step(case, key, entry) for key, entry in found))
        return cannot(reason, missing, steps=steps)
    readings = []
    for key, entry in fitting:
        low, high = entry.bounds or (0.0, 0.0)
        holds = percent.high >= low if percent.low <= high else True
        label = case.label(key[0])
        vintage = entry.vintage.isoformat() if entry.vintage else ""
        words = Words(f"{label.sv} {key[1]}, prognos {vintage}", f"{label.en} {key[1]}, forecast {vintage}")
        readings.append(Reading(words, Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD, (low, high), "percent"))
    verdict = of_readings(readings)
    shown = [
        "; ".join(f"{each.label.say(language)}: {span(each.between, 'percent').say(language)}" for each in readings)
        for language in ("sv", "en")
    ]
    keys = [key for key, _ in fitting]
    return Judgement(
        verdict,
        Words(f"{shown[0]}. Gäller pris, inte volym.", f"{shown[1]}. This is about prices, not volumes."),
        (said, *(_step(case, key, entry) for key, entry in fitting)),
        tuple(readings) if verdict is Verdict.DEPENDS else (),
        tolerance=tolerance_of(percent),
        origins=case.origins(*keys),
    )


def _made(model: Model) -> datetime.date | None:
    """When the budget was made: proposed, else adopted."""
    tree = model.workspace.governance
    return next(
        (date for name in ("proposed", "adopted") if tree is not None and (date := read_vintage(tree.value(name) or ""))), None
    )


def _indices(case: Case) -> Iterator[tuple[Key, Entry]]:
    """Every vintage of every cost index in the claim's year, with those that the words mean."""
    figures = (*_INDICES, *(each.figure for each in case.facts.meant("cost_index", case.claim.sentence.context)))
    for figure in figures:
        for period in case.periods:
            for entry in case.model.workspace.vintages.get((figure, period.id), ()):
                if entry.value is not None and str(entry.unit) == "percent":
                    yield (figure, period.id), entry


def _fits(entry: Entry, made: datetime.date | None, year: int) -> bool:
    if entry.vintage is None:
        return False
    if made is None:  # budgets are made in the autumn before their year
        return datetime.date(year - 1, 7, 1) <= entry.vintage <= datetime.date(year - 1, 12, 31)
    return made - _OLDEST <= entry.vintage <= made


def _step(case: Case, key: Key, entry: Entry) -> Step:
    label = case.label(key[0])
    vintage = entry.vintage.isoformat() if entry.vintage else ""
    words = Words(f"{label.sv} {key[1]} {vintage}".rstrip(), f"{label.en} {key[1]} {vintage}".rstrip())
    return Step(words, entry.bounds or (float("nan"), float("nan")), "percent", key=key)
