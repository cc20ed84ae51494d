"""Where the proposals differ most, and each pair of them, as they are shown: in money, in öre of SEK 100, and per resident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hundralapp.graph.evaluate import Value
from hundralapp.numbers_sv import show_number
from hundralapp.proposals.compare import Compared, Comparison
from hundralapp.publish.proposed import MOST_OPENED, opened_under
from hundralapp.publish.shown import Shower, Shown
from hundralapp.publish.strips import SHAPES, StripChart, StripRow, strip_charts
from hundralapp.views.spread import Spread, pair, spreads

MOST_ROWS = 10  # in a drawing; the table has all
MOST_PAIRS = 8  # proposals whose every pair stands in a table; of more, the reader chooses two
_SHOWN_AS = {"of_hundred": ("öre", 100.0, 1), "per_resident": ("kr", 1.0, 0)}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A committee or an item: each proposal's change, the lowest and the highest with the budget's zero, and the distance."""

    label: str
    changes: tuple[Shown, ...]
    low: str
    high: str
    width: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The rows in one unit; `name` is the unit as it is written beside a number."""

    id: str
    name: str
    rows: tuple[DifferenceRow, ...]
    charts: tuple[StripChart, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two proposals by their places: what the first has more of."""

    first: int
    second: int
    result: Shown
    tax_rate: Shown
    most: str
    difference: str


class Differ:
    """The differences of a comparison in its first period.

    Args:
        shower: shows numbers in the budget's style.
        changed: the proposals, each with what shows its figures.
    """

    def __init__(self, shower: Shower, comparison: Comparison, changed: Sequence[tuple[Compared, Shower]], period: str) -> None:
        self.shower = shower
        self.comparison = comparison
        self.changed = changed
        self.period = period
        self.money = spreads(comparison, period, "money", shower.language)

    def differences(self) -> tuple[Differences, ...]:
        """In each unit that says anything."""
        found = []
        for unit in ("money", "of_hundred", "per_resident"):
            rows = self.money if unit == "money" else spreads(self.comparison, self.period, unit, self.shower.language)
            rows = tuple(each for each in rows if any(value for value in each.changes if value is not None))
            if rows:
                found.append(self._in_unit(unit, rows))
        return tuple(found)

    def _in_unit(self, unit: str, rows: Sequence[Spread]) -> Differences:
        finer = self.shower.style.finer_for([value for row in rows for value in row.changes if value], "SEK")
        made, strips = [], []
        for row in rows:
            texts = [self._text(unit, value, finer) for value in (row.low, row.high)]
            changes = tuple(
                self._opened(number, row.figure, each, self._text(unit, each, finer)) for number, each in enumerate(row.changes)
            )
            width = self._text(unit, row.width, finer).lstrip("+")
            made.append(DifferenceRow(row.label, changes, texts[0], texts[1], width))
            to = "till" if self.shower.language == "sv" else "to"
            strips.append(StripRow(row.label, row.changes, f"{texts[0]} {to} {texts[1]}"))
        name = self.shower.style.unit("SEK") if unit == "money" else _SHOWN_AS[unit][0]
        return Differences(unit, name, tuple(made), strip_charts(strips[:MOST_ROWS]))

    def _opened(self, number: int, figure: str, change: Value, text: str) -> Shown:
        """A proposal's change of a figure, which opens it under the proposal."""
        compared, other = self.changed[number]
        side = other if len(self.changed) <= MOST_OPENED else None
        return opened_under(self.shower, compared, side, (figure, self.period), text, change is None)

    def _text(self, unit: str, value: Value, finer: int) -> str:
        if unit == "money" or value is None:
            return self.shower.number(value, "SEK", finer=finer, plus=True)
        _, factor, decimals = _SHOWN_AS[unit]
        return show_number(value * factor, decimals, self.shower.language, plus=True)

    def pair_rows(self) -> tuple[PairRow, ...]:
        """Every pair, where the proposals are few."""
        count = len(self.comparison.compared)
        if not 1 < count <= MOST_PAIRS:
            return ()
        return tuple(self._pair(first, second) for first in range(count) for second in range(first + 1, count))

    def against(self, number: int) -> tuple[PairRow, ...]:
        """One proposal beside each of the others."""
        return tuple(self._pair(number, other) for other in range(len(self.comparison.compared)) if other != number)

    def _pair(self, first: int, second: int) -> PairRow:
        each = pair(self.comparison.compared, self.money, self.period, first, second)
        return PairRow(
            first,
            second,
            self.shower.plain(each.result, "SEK", plus=True),
            self.shower.plain(each.tax_rate, "ore_per_SEK100", plus=True),
            "" if each.most is None else each.most.label,
            "" if each.most is None else self.shower.number(each.difference, "SEK", plus=True, with_unit=True),
        )

    def of(self, number: int) -> tuple[tuple[str, Shown, float, float], ...]:
        """What one proposal changes most: label, change, and where its bar begins and how long it is, from 0 to 100."""
        changes = [(row, change) for row in self.money if (change := row.changes[number]) is not None and change != 0.0]
        changes.sort(key=lambda each: -abs(each[1]))
        if not changes:
            return ()
        low, high = min(0.0, *(each for _, each in changes)), max(0.0, *(each for _, each in changes))
        scale, finer = 100.0 / (high - low), self.shower.style.finer_for([each for _, each in changes], "SEK")
        return tuple(
            (
                row.label,
                self._opened(number, row.figure, change, self.shower.number(change, "SEK", finer=finer, plus=True)),
                (min(0.0, change) - low) * scale,
                abs(change) * scale,
            )
            for row, change in changes
        )

    def data(self, names: Sequence[str]) -> dict[str, Any]:
        """What the browser needs to compare any two: in the workspace's money, and öre for the rate."""
        factor, compared = self.shower.style.factor, self.comparison.compared
        heads = (("result.net_income", factor), ("revenue.tax_rate", 100.0))
        rows = [
            [self._label(figure), [_over(each.overlay.change(figure, self.period), by) for each in compared]]
            for figure, by in heads
        ]
        rows += [[row.label, [_over(each, factor) for each in row.changes]] for row in self.money]
        return {"names": list(names), "rows": rows, "decimals": [self.shower.style.decimals, 2]}

    def _label(self, figure: str) -> str:
        return self.shower.model.label(figure, self.shower.language)


def shapes(count: int) -> tuple[str, ...]:
    """The marks of so many proposals, in their order; none where they are ticks."""
    return SHAPES[:count] if count <= len(SHAPES) else ()


def _over(value: Value, by: float) -> Value:
    return None if value is None else round(value / by, 6)
