"""A change of rate over a range of incomes, ready to show as a table, as CSV and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.households.person import MONTHS, Person
from hundralapp.households.ranges import RangeChange
from hundralapp.households.rates import LocalRates

KINDS: dict[str, tuple[str, str]] = {
    "wage": ("Lön", "Wage"),
    "pension": ("Pension", "Pension"),
    "sickness_compensation": ("Sjuk- och aktivitetsersättning", "Sickness and activity compensation"),
    "other_pensionable_income": ("Annan pensionsgrundande ersättning", "Other pensionable pay"),
}
COLUMNS = (
    "income_per_month",
    "income_per_year",
    "final_tax_before",
    "final_tax_after",
    "on_whole_income",
    "before_credits",
    "after_credits",
)


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One income: SEK a month and a year; the tax before and after, and the change at each depth, SEK a year."""

    income_per_month: int
    income_per_year: int
    final_tax_before: float
    final_tax_after: float
    on_whole_income: float
    before_credits: float
    after_credits: float


@dataclass(frozen=True, slots=True)
class IncomeRangeView:
    """A person at many incomes, before and after; rates in öre per SEK 100, municipality and region together.

    `kind` is the income varied; `proposal` is empty where no proposal makes the change; `synthetic` marks an invented budget.
    """

    kind: str
    kind_label: str
    age_at_start_of_year: int
    year: int
    place: str
    proposal: str
    rate_change: int
    rate_before: int
    rate_after: int
    synthetic: bool
    rows: tuple[IncomeRow, ...]


def income_range_view(
    change: RangeChange,
    person: Person,
    rates: LocalRates,
    rate_change: int,
    year: int,
    language: str,
    *,
    kind: str = "wage",
    proposal: str = "",
    synthetic: bool = False,
) -> IncomeRangeView:
    """The view of a range."""
    columns = (
        change.final_tax_before,
        change.final_tax_after,
        change.on_whole_income,
        change.before_credits,
        change.after_credits,
    )
    rows = tuple(
        IncomeRow(int(income) // MONTHS, int(income), *map(float, values))
        for income, *values in zip(change.incomes, *columns, strict=True)
    )
    return IncomeRangeView(
        kind,
        KINDS[kind][0 if language == "sv" else 1],
        person.age_at_start_of_year,
        year,
        rates.place,
        proposal,
        rate_change,
        rates.total,
        rates.total + rate_change,
        synthetic,
        rows,
    )
