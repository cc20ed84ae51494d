"""A person before and after a change of the local tax rate: every step of the law twice, and the change by year and month.

The change is shown in three depths, which the debate mixes up: on the whole income, as if nothing were deducted; on taxable
income, after the basic allowance; and as the person meets it, after the credits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hundralapp.diagnostics import Words
from hundralapp.households.law import Law, law

MONTHS = 12
INCOMES = ("wage", "pension", "sickness_compensation", "other_pensionable_income")
MOST_INCOME = 960_000_000  # a year; up to a thousand million the law is exact
OLDEST = 130
_RATES = ("municipal_tax_rate", "regional_tax_rate", "burial_fee_rate", "church_fee_rate")


class HouseholdError(ValueError):
    """What cannot be asked of a household, in both languages; as a text it is English."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(sv, en)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's incomes (SEK a year), age at the start of the year, and rates: öre per SEK 100, fees öre per SEK 1 000.

    Raises:
        HouseholdError: an income below zero or beyond what the law is exact for, an age or a rate that cannot be.
    """

    wage: int = 0
    pension: int = 0
    sickness_compensation: int = 0
    other_pensionable_income: int = 0
    age_at_start_of_year: int = 40
    municipal_tax_rate: int = 0
    regional_tax_rate: int = 0
    burial_fee_rate: int = 0
    church_fee_rate: int = 0
    in_regional_credit_area: bool = False

    def __post_init__(self) -> None:
        for name in INCOMES:
            amount = getattr(self, name)
            if not 0 <= amount <= MOST_INCOME:
                raise HouseholdError(
                    f"{name}: {amount} kr per år går inte att räkna. En inkomst är 0–{MOST_INCOME} kr per år.",
                    f"{name}: SEK {amount} a year cannot be computed. An income is SEK 0–{MOST_INCOME} a year.",
                )
        if not 0 <= self.age_at_start_of_year <= OLDEST:
            raise HouseholdError(
                f"Åldern {self.age_at_start_of_year} är orimlig. Skriv hela år, 0–{OLDEST}.",
                f"The age {self.age_at_start_of_year} is unreasonable. Write whole years, 0–{OLDEST}.",
            )
        for name in _RATES:
            if getattr(self, name) < 0:
                raise HouseholdError(f"{name} är mindre än noll.", f"{name} is below zero.")

    @property
    def income(self) -> int:
        """All incomes, SEK a year."""
        return sum(getattr(self, name) for name in INCOMES)

    def figures(self) -> dict[str, float]:
        """The person as inputs of the law."""
        return {f"person.{name}": float(getattr(self, name)) for name in self.__slots__}


def raised(person: Person, rate_change: int, *, regional: bool = False) -> Person:
    """The same person at another local rate.

    Raises:
        HouseholdError: the rate would fall below zero.
    """
    name = "regional_tax_rate" if regional else "municipal_tax_rate"
    rate = getattr(person, name) + rate_change
    if rate < 0:
        raise HouseholdError("Skattesatsen blir mindre än noll.", "The rate falls below zero.")
    return replace(person, regional_tax_rate=rate) if regional else replace(person, municipal_tax_rate=rate)


@dataclass(frozen=True, slots=True)
class RateChange:
    """Before and after: every figure of the law, in SEK a year."""

    law: Law
    person: Person
    rate_change: int
    before: dict[str, float]
    after: dict[str, float]

    def change(self, figure: str) -> float:
        """How much the figure rises."""
        return self.after[figure] - self.before[figure]

    @property
    def on_whole_income(self) -> float:
        """The rate's change on the whole income, as if nothing were deducted, SEK a year."""
        return self.before["income_tax.total_income"] * self.rate_change / 10_000

    @property
    def before_credits(self) -> float:
        """The change of municipal tax, after the basic allowance and before credits, SEK a year."""
        return self.change("income_tax.municipal_tax")

    @property
    def after_credits(self) -> float:
        """The change of final tax, SEK a year."""
        return self.change("income_tax.final_tax")


def change_rate(year: int, person: Person, rate_change: int, *, regional: bool = False) -> RateChange:
    """What a change of the local rate does to a person.

    Args:
        rate_change: öre per SEK 100; 24 is a rise by 24 öre.
        regional: it is the region's rate that changes, not the municipality's.
    Raises:
        IncomeYearError: no parameters for the year.
        HouseholdError: the rate would fall below zero.
    """
    changed = raised(person, rate_change, regional=regional)
    return at_rates(year, person, changed.municipal_tax_rate, changed.regional_tax_rate)


def at_rates(year: int, person: Person, municipal: int, regional: int) -> RateChange:
    """What other local rates do to a person; both may change.

    Args:
        municipal, regional: the rates after the change, öre per SEK 100.
    Raises:
        IncomeYearError: no parameters for the year.
        HouseholdError: a rate below zero.
    """
    changed = replace(person, municipal_tax_rate=municipal, regional_tax_rate=regional)
    change = municipal + regional - person.municipal_tax_rate - person.regional_tax_rate
    asked = law(year)
    return RateChange(asked, person, change, asked.evaluate(person.figures()), asked.evaluate(changed.figures()))
