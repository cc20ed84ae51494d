"""A change of rate over a range of incomes: all at once, and the same numbers as one person at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hundralapp.graph.scenarios import Array
from hundralapp.households.law import law
from hundralapp.households.person import INCOMES, MONTHS, MOST_INCOME, HouseholdError, Person, raised

MOST_POINTS = 10_000
_FIGURES = ("income_tax.total_income", "income_tax.municipal_tax", "income_tax.final_tax")


@dataclass(frozen=True, slots=True)
class RangeChange:
    """(n,) arrays in SEK a year: the varied income, final tax before and after, and the change at each depth."""

    incomes: npt.NDArray[np.int64]
    final_tax_before: Array
    final_tax_after: Array
    on_whole_income: Array
    before_credits: Array
    after_credits: Array


def monthly_incomes(first: int, last: int, step: int) -> npt.NDArray[np.int64]:
    """(n,) incomes in SEK a year, from `first` through `last` SEK a month.

    Raises:
        HouseholdError: an income below zero or too large, no step, or more than `MOST_POINTS` incomes.
    """
    if step <= 0:
        raise HouseholdError(f"Steget {step} är inte större än noll.", f"The step {step} is not above zero.")
    if not 0 <= first <= last <= MOST_INCOME // MONTHS:
        raise HouseholdError(
            f"Området {first}–{last} går inte att räkna. Skriv från och till i kronor per månad, det mindre först.",
            f"The range {first}–{last} cannot be computed. Write from and to in SEK a month, the smaller first.",
        )
    points = (last - first) // step + 1
    if points > MOST_POINTS:
        raise HouseholdError(
            f"Området ger {points} inkomster, fler än {MOST_POINTS}. Ta ett större steg.",
            f"The range gives {points} incomes, more than {MOST_POINTS}. Take a larger step.",
        )
    return np.arange(first, last + 1, step, dtype=np.int64) * MONTHS


def change_over_incomes(
    year: int, person: Person, rate_change: int, incomes: npt.NDArray[np.int64], *, kind: str = "wage", regional: bool = False
) -> RangeChange:
    """What a change of the local rate does to a person at each of many incomes.

    Args:
        person: age, rates and other incomes.
        rate_change: öre per SEK 100.
        incomes: (n,) SEK a year of the income `kind`, in place of the person's own.
        kind: a field of `Person`: wage, pension, sickness_compensation or other_pensionable_income.
        regional: it is the region's rate that changes, not the municipality's.
    Raises:
        IncomeYearError: no parameters for the year.
        HouseholdError: the rate would fall below zero.
        ValueError: no such kind of income.
    """
    if kind not in INCOMES:
        raise ValueError(f"no such kind of income: {kind}")
    asked, varied = law(year), incomes.astype(np.float64)
    name = f"person.{kind}"
    before = asked.evaluate_many({**person.figures(), name: varied}, _FIGURES)
    changed = raised(person, rate_change, regional=regional)
    after = asked.evaluate_many({**changed.figures(), name: varied}, _FIGURES)
    return RangeChange(
        incomes,
        before["income_tax.final_tax"],
        after["income_tax.final_tax"],
        before["income_tax.total_income"] * rate_change / 10_000,
        after["income_tax.municipal_tax"] - before["income_tax.municipal_tax"],
        after["income_tax.final_tax"] - before["income_tax.final_tax"],
    )
