"""`klimatpositiv senast 2030`: what the target takes, by system boundary and by how much of the removals is sold to others."""

from __future__ import annotations

from hundralapp.claims.case import Case
from hundralapp.claims.facts import NetZero, says
from hundralapp.claims.finding import Kind
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict
from hundralapp.claims.wording import number
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range
from hundralapp.graph.figure import Key


def judge(case: Case) -> Judgement | None:
    """A net-zero target: the cut in emissions that each reading leaves to make."""
    facts = case.facts.net_zero
    if case.claim.kind is not Kind.TARGET or facts is None or not says(case.claim.sentence.text, facts.words):
        return None
    year = case.claim.years[1] if case.claim.years is not None else None
    readings: list[Reading] = []
    steps: list[Step] = []
    keys: list[Key] = []
    for figure in facts.emissions:
        latest = _latest(case, figure)
        if latest is None:
            continue
        key, emissions = latest
        keys.append(key)
        for sold in facts.sold:
            removed = _removed(facts, sold, year)
            cut = tuple(max(0.0, (1 - removed / end) * 100) for end in emissions)
            label = case.label(figure)
            share = number(sold, "percent")
            words = Words(
                f"{label.sv} (från {key[1]}), {share.sv} av upptaget sålt: minskning som krävs",
                f"{label.en} (from {key[1]}), {share.en} of the removals sold: cut needed",
            )
            readings.append(Reading(words, Verdict.CANNOT_BE_CHECKED, (cut[0], cut[1]), "percent"))
            steps.append(Step(words, (cut[0], cut[1]), "percent", children=(case.step(key),)))
    if not readings:
        return None
    tonnes = number(facts.removals / 1_000, "1")
    late = year is not None and facts.start > year
    when = (
        Words(f" Upptaget börjar {facts.start}, efter målåret.", f" The removals begin in {facts.start}, after the target year.")
        if late
        else Words(
            f" Upptaget är {tonnes.sv} kton om året från {facts.start}.",
            f" The removals are {tonnes.en} kt a year from {facts.start}.",
        )
    )
    return Judgement(
        Verdict.DEPENDS,
        Words(
            f"Vad målet kräver beror på systemgränsen och på om upptaget säljs till andra.{when.sv}",
            f"What the target takes depends on the system boundary and on whether the removals are sold to others.{when.en}",
        ),
        tuple(steps),
        tuple(readings),
        missing=(
            Words(
                "vilken gräns som gäller, och vem som får räkna upptaget",
                "which boundary is in force, and who may count the removals",
            ),
        ),
        origins=tuple(sorted({*case.origins(*keys), *((facts.origin,) if facts.origin else ())})),
    )


def _removed(facts: NetZero, sold: float, year: int | None) -> float:
    if year is not None and facts.start > year:
        return 0.0
    return facts.removals * (1 - sold / 100)


def _latest(case: Case, figure: str) -> tuple[Key, Range] | None:
    """The last year that the emissions are known."""
    found = [
        (period.year, (figure, period.id), between)
        for period in case.model.periods.values()
        if (figure, period.id) in case.model.cells and (between := case.model.range_of((figure, period.id))) is not None
    ]
    if not found:
        return None
    _, key, between = max(found)
    return key, between
