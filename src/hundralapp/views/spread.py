"""Where proposals differ most: for each committee and item, what every proposal changes, ordered by the distance between them.

The budget is one of the alternatives: its change is zero, so that one proposal alone also has a distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value, less
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared, Comparison
from hundralapp.views.tables import expand, row_label

UNITS = ("money", "of_hundred", "per_resident")
_UNDISTRIBUTED = "operating.undistributed_changes"
_ITEMS = {
    "money": (
        _UNDISTRIBUTED,
        "revenue.tax_revenue",
        "revenue.general_grants",
        "result.depreciation",
        "result.financial_revenue",
        "result.financial_expenditure",
    ),
    "of_hundred": ("hundred.not_in_committees", "hundred.financial", "hundred.result"),
    "per_resident": ("key.net_income_per_resident",),
}
_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """What each proposal changes of a figure, in its unit. `low` and `high` are the ends, the budget's zero among them."""

    figure: str
    label: str
    unit: str
    changes: tuple[Value, ...]
    low: float
    high: float

    @property
    def width(self) -> float:
        """The distance between the alternatives that are furthest apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Pair:
    """Two proposals: what `first` has more of than `second`. `most` is where they differ most, with the difference."""

    first: int
    second: int
    result: Value
    tax_rate: Value
    most: Spread | None
    difference: Value


def spreads(comparison: Comparison, period: str, unit: str, language: str) -> tuple[Spread, ...]:
    """Committees and items that a proposal changes, those that differ most first.

    Args:
        period: of the budget or the plan.
        unit: `money` (SEK), `of_hundred` (kronor of SEK 100), or `per_resident` (SEK per resident).
    """
    model = comparison.model
    found = []
    for figure in _figures(model, period, unit):
        changes = tuple(_change(each, figure, period) for each in comparison.compared)
        known = [each for each in changes if each is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        if high - low > _SMALLEST or None in changes:
            label = row_label(model, figure, language)
            cell = model.cells.get((figure, period))
            found.append(Spread(figure, label, "SEK" if cell is None else str(cell.unit), changes, low, high))
    return tuple(sorted(found, key=lambda each: -each.width))


def _figures(model: Model, period: str, unit: str) -> list[str]:
    measure = {"money": "net_cost", "of_hundred": "of_hundred", "per_resident": "per_resident"}[unit]
    found = []
    for name in dict.fromkeys(each.rpartition(".")[0] for each in expand(model, "committee.*.decided")):
        figures = [f"{name}.{measure}"]
        if unit == "money" and model.find(figures[0], period) is None:
            figures = [f"{name}.decided"]  # the frame is not stated, but what is decided on top of it is
        found += [each for each in figures if (each, period) in model.cells]
    return [*found, *(each for each in _ITEMS[unit] if (each, period) in model.cells or each == _UNDISTRIBUTED)]


def _change(compared: Compared, figure: str, period: str) -> Value:
    """What a proposal changes; what it gives to no committee is all its changes less those of committees."""
    if figure != _UNDISTRIBUTED:
        return compared.overlay.change(figure, period)
    changes = [
        compared.overlay.change(each, period) if (each, period) in compared.model.cells else 0.0
        for each in ("operating.changes", "operating.committee_changes")
    ]
    return less(*changes)


def pair(compared: Sequence[Compared], found: Sequence[Spread], period: str, first: int, second: int) -> Pair:
    """Two proposals, by their places; `found` are the spreads in money."""
    most: Spread | None = None
    widest: Value = None
    for each in found:
        gap = less(each.changes[first], each.changes[second])
        if gap is not None and abs(gap) > max(_SMALLEST, abs(widest or 0.0)):
            most, widest = each, gap
    result, rate = (
        less(*(compared[at].overlay.change(figure, period) for at in (first, second)))
        for figure in ("result.net_income", "revenue.tax_rate")
    )
    return Pair(first, second, result, rate, most, widest)


def of_hundred(model: Model, amount: Value, period: str) -> Value:
    """An amount in SEK as öre of each SEK 100 of taxes and grants in the budget; None when those are not known."""
    whole = model.find("revenue.tax_and_grants", period)
    return None if amount is None or not whole else amount / whole * 10_000.0


def per_resident(model: Model, amount: Value, period: str) -> Value:
    """An amount in SEK for each resident; None when their number is not known."""
    residents = model.find("population.residents", period)
    return None if amount is None or not residents else amount / residents
