"""Last year beside this year: which period a figure is compared with, and which committees a new one has taken over from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.diagnostics import in_language
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model


@dataclass(frozen=True, slots=True)
class Before:
    """A committee's figure the year before; `names` are the predecessors it is the sum of, empty when it is its own."""

    value: Value
    names: tuple[str, ...] = ()


def period_before(model: Model, period: str, figures: Iterable[str]) -> str | None:
    """The period to compare with: the one this follows, or where that knows none of the figures another of the year before.

    A workspace may hold last year's budget in a column of its own; budgets go before forecasts and actuals.
    """
    here, names = model.periods[period], list(figures)
    others = [each for each in model.periods.values() if each.year == here.year - 1]
    others.sort(key=lambda each: each.series is not here.series)
    order = dict.fromkeys([*([here.follows] if here.follows in model.periods else []), *(each.id for each in others)])
    return next((each for each in order if any(model.find(name, each) is not None for name in names)), None)


def before(model: Model, committee: str, measure: str, period: str | None, language: str) -> Before:
    """A committee's measure in an earlier period; where it was not there, the sum of the committees it has taken over from."""
    if period is None:
        return Before(None)
    figure = f"committee.{committee}.{measure}"
    found = model.workspace.committees.get(committee)
    if model.has(figure, period) or found is None or not found.successor_of:
        return Before(model.find(figure, period))
    values = [model.find(f"committee.{each}.{measure}", period) for each in found.successor_of]
    names = tuple(committee_name(model, each, language) for each in found.successor_of)
    known = [value for value in values if value is not None]
    return Before(sum(known) if known and len(known) == len(values) else None, names)


def figure_before(model: Model, figure: str, period: str | None) -> Value:
    """A committee's figure in an earlier period; in the one committee that this has taken over from, where it was not there."""
    if period is None:
        return None
    _, committee, rest = figure.split(".", 2)
    found = model.workspace.committees.get(committee)
    if not model.has(figure, period) and found is not None and len(found.successor_of) == 1:
        figure = f"committee.{found.successor_of[0]}.{rest}"
    return model.find(figure, period)


def taken_over(model: Model, period: str, measure: str) -> set[str]:
    """Committees whose figures of the year before are compared with a successor that is there in the period."""
    return {
        old
        for key, each in model.workspace.committees.items()
        if model.has(f"committee.{key}.{measure}", period)
        for old in each.successor_of
        if not model.has(f"committee.{old}.{measure}", period)
    }


def committee_name(model: Model, committee: str, language: str) -> str:
    """The committee's name; in English where the workspace has one."""
    found = model.workspace.committees.get(committee)
    if found is None:
        return committee
    return in_language(found.name, found.name_en, language)
