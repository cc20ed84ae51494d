"""Prognoser bredvid varandra: what each vintage of the forecasts makes of the budget, and which assumption changed how much.

Between two vintages every assumption that changed is moved alone on the older budget; what is left of the whole change is
interplay, in a row of its own, so that the rows add up. Nothing is overwritten: each vintage is the workspace as it was known
then.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hundralapp.graph.evaluate import Value, less
from hundralapp.graph.figure import input_name
from hundralapp.model import Model, load_model

MEASURED = ("revenue.tax_and_grants", "result.net_income")
SHOWN = (
    "revenue.tax_base_growth",
    "revenue.tax_base",
    "revenue.preliminary_tax_revenue",
    "revenue.settlement_of_the_year",
    "revenue.settlement_of_the_year_before",
    "revenue.tax_revenue",
    "revenue.general_grants",
    "revenue.tax_and_grants",
    "result.net_income",
)


@dataclass(frozen=True, slots=True)
class Vintage:
    """The budget as the forecasts made by a date have it."""

    date: datetime.date
    model: Model


@dataclass(frozen=True, slots=True)
class Cause:
    """One assumption that changed, and what it alone changes by period: MEASURED figure -> one value per period, in SEK.

    `figure` None is the interplay. A value is None where it cannot be known.
    """

    figure: str | None
    effects: dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """From one vintage to the next: the whole change of each MEASURED figure by period, and its causes, which add up to it."""

    before: datetime.date
    after: datetime.date
    change: dict[str, tuple[Value, ...]]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """All vintages of a workspace, oldest first, over its budget and plan periods."""

    periods: tuple[str, ...]
    vintages: tuple[Vintage, ...]
    steps: tuple[Step, ...]


def vintage_dates(model: Model) -> list[datetime.date]:
    """Every date on which a figure of the workspace was forecast, oldest first; none later than its own `as_of`."""
    limit = model.workspace.as_of
    dates = {entry.vintage for entries in model.workspace.vintages.values() for entry in entries if entry.vintage is not None}
    return sorted(each for each in dates if limit is None or each <= limit)


def compare_vintages(model: Model, dates: Sequence[datetime.date]) -> Forecasts:
    """The budget on each of `dates`, and what changes from each to the next.

    A date on which nothing measured was known yet, or that changes nothing shown, is left out.

    Args:
        model: the workspace, sound.
        dates: in order, at least one.
    """
    periods = tuple(each.id for each in model.workspace.budget_periods)
    loaded = [Vintage(each, load_model(model.workspace.folder, as_of=each)) for each in dates]
    known = [each for each in loaded if any(value is not None for value in _values(each.model, MEASURED, periods))]
    vintages: list[Vintage] = []
    for each in known or loaded[-1:]:
        if not vintages or _values(each.model, SHOWN, periods) != _values(vintages[-1].model, SHOWN, periods):
            vintages.append(each)
    return Forecasts(periods, tuple(vintages), tuple(_step(old, new, periods) for old, new in pairwise(vintages)))


def _values(model: Model, figures: Sequence[str], periods: Sequence[str]) -> list[Value]:
    return [model.find(figure, period) for figure in figures for period in periods]


def _step(old: Vintage, new: Vintage, periods: tuple[str, ...]) -> Step:
    whole = change_of_measured(old.model, new.model, periods)
    causes = [_alone(old.model, new.model, figure, periods) for figure in _changed(old.model, new.model)]
    causes = [each for each in causes if any(value != 0.0 for values in each.effects.values() for value in values)]
    rest = {
        figure: tuple(_less(whole[figure][at], [each.effects[figure][at] for each in causes]) for at in range(len(periods)))
        for figure in MEASURED
    }
    if causes and any(value is None or abs(value) > 0.005 for values in rest.values() for value in values):
        causes.append(Cause(None, rest))
    return Step(old.date, new.date, whole, tuple(causes))


def _less(whole: Value, parts: Sequence[Value]) -> Value:
    known = [each for each in parts if each is not None]
    return None if whole is None or len(known) < len(parts) else whole - sum(known)


def _changed(old: Model, new: Model) -> list[str]:
    """Figures whose stated value differs between the vintages, in file order."""
    keys = [key for key in new.workspace.entries if key in old.workspace.entries]
    return list(dict.fromkeys(key[0] for key in keys if old.workspace.entries[key].value != new.workspace.entries[key].value))


def _alone(old: Model, new: Model, figure: str, periods: tuple[str, ...]) -> Cause:
    inputs = {**old.binding.inputs}
    for period in old.periods:
        name = input_name((figure, period))
        if name in inputs and name in new.binding.inputs:
            inputs[name] = new.binding.inputs[name]
    return Cause(figure, change_of_measured(old, old.with_inputs(inputs), periods))


def change_of_measured(old: Model, new: Model, periods: Sequence[str]) -> dict[str, tuple[Value, ...]]:
    """MEASURED figure -> its change from one model to the other, a value per period in SEK; None where it cannot be known."""
    return {figure: tuple(less(new.find(figure, at), old.find(figure, at)) for at in periods) for figure in MEASURED}
