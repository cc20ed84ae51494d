"""Figures: what a file says about one of them in one period, and how sure that is.

A figure is named by a dotted id (`result.net_income`, `committee.skolnamnden.frame`). A *period* is a year in one series, so
that the adopted budget and the actual of one year stand side by side; each period follows one other, which is where stocks
such as equity come from.
"""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from hundralapp.diagnostics import Location
from hundralapp.units import Unit


class Series(enum.StrEnum):
    """Which of a year's accounts a period belongs to."""

    ACTUAL = "actual"
    ADOPTED_BUDGET = "adopted_budget"
    REVISED_BUDGET = "revised_budget"
    FORECAST = "forecast"
    PLAN = "plan"


class Status(enum.StrEnum):
    """How sure a figure is. Listed from best to worst: through arithmetic the worst wins."""

    EXACT = "exact"
    ROUNDED = "rounded"
    DERIVED = "derived"
    ESTIMATE = "estimate"
    CLAIM = "claim"
    SYNTHETIC = "synthetic"
    UNKNOWN = "unknown"


_ORDER = {status: rank for rank, status in enumerate(Status)}


def worst(*statuses: Status) -> Status:
    """The least sure of the statuses; exact when there are none."""
    return max(statuses, key=_ORDER.__getitem__, default=Status.EXACT)


@dataclass(frozen=True, slots=True)
class Period:
    """One column of a budget: a year in a series, and the period it continues from (None for the first)."""

    id: str
    year: int
    series: Series
    follows: str | None = None
    origin: str | None = None


@dataclass(slots=True)
class Entry:
    """What a file says: one figure in one period.

    `value` is in the carried unit (SEK, percent, öre per SEK 100 ...), None when the file says it is unknown.
    `half_step` is half the printed step in the same unit: 335.6 mkr is right to within 50 000 SEK; 0 when exact.
    """

    figure: str
    period: str
    value: float | None
    unit: Unit
    half_step: float
    status: Status
    origin: str | None
    vintage: datetime.date | None
    note: str
    file: str
    line: int
    column: int
    length: int
    written: str = ""

    @property
    def location(self) -> Location:
        return Location(self.file, self.line, self.column, self.length)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The range that the printed value stands for; None when unknown."""
        if self.value is None:
            return None
        return self.value - self.half_step, self.value + self.half_step


Key = tuple[str, str]  # (figure id, period id)


def input_name(key: Key) -> str:
    """The name of a figure's input row in the graph: `revenue.tax_rate@2024`."""
    return f"{key[0]}@{key[1]}"
