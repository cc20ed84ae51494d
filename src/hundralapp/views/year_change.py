"""What changes since the year before, in a few lines: the result, the tax rate, and the committees that change most."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.graph.evaluate import Value, less
from hundralapp.model import Model
from hundralapp.views.committees import CauseView, CommitteesView
from hundralapp.views.hundred import HundredView
from hundralapp.views.lineage import period_before
from hundralapp.views.tables import PeriodHead, period_heads

MOST = 3  # committees that are named
_SMALLEST_CAUSE = 0.1  # of the committee's change, below which a cause is left to the committee's own page


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure in the period and in one of the year before. `change` is in the figure's unit; None where either is unknown."""

    figure: str
    before: PeriodHead
    now: Value
    was: Value
    change: Value


@dataclass(frozen=True, slots=True)
class CommitteeChanged:
    """A committee whose net cost changes: by how much in SEK, since which committees, and the known causes that weigh most."""

    id: str
    name: str
    change: float
    compared_with: tuple[str, ...]
    causes: tuple[CauseView, ...]


def changed(model: Model, figure: str, period: str, language: str) -> Changed | None:
    """A figure beside the year before; None where there is no year before that knows it."""
    if period not in model.periods:
        return None
    last = period_before(model, period, [figure])
    if last is None:
        return None
    head = next(each for each in period_heads(model, language) if each.id == last)
    now, was = model.find(figure, period), model.find(figure, last)
    return Changed(figure, head, now, was, less(now, was))


def committees_changed(view: CommitteesView, most: int = MOST) -> tuple[CommitteeChanged, ...]:
    """The committees whose net cost changes most in kronor, up or down; internal items are left out."""
    known = [each for each in view.committees if each.net_cost.change and each.role != "elimination"]
    known.sort(key=lambda each: -abs(each.net_cost.change or 0.0))
    found = []
    for each in known[:most]:
        change = each.net_cost.change or 0.0
        causes = tuple(
            one for one in each.causes if one.kind != "residual" and abs(one.value or 0.0) >= _SMALLEST_CAUSE * abs(change)
        )
        found.append(CommitteeChanged(each.id, each.name, change, each.compared_with, causes))
    return tuple(found)


def largest(view: HundredView, most: int = 5) -> tuple[tuple[str, Value, str, str], ...]:
    """The largest rows as (label, value, committee, figure), and the sum of all others as a row of its own (empty label).

    Sums to what the whole view sums to; a row that is not known makes the others' sum that of the known ones.
    """
    first = [each for each in view.shares if each.kind in ("committee", "initiative") and each.value is not None][:most]
    rows = tuple((each.label, each.value, each.committee, each.figure) for each in first)
    others = [each.value for each in view.shares if each not in first and each.value is not None]
    return (*rows, ("", sum(others), "", "")) if others else rows
