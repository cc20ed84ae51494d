"""A person before and after a change of the local tax rate: every step of the law twice, and the change by year and month.

The change is shown in three depths, which the debate mixes up: on the whole income, as if nothing were deducted; on taxable
income, after the basic allowance; and as the person meets it, after the credits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hundralapp.households.law import Law, law

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Person:
    """A person's incomes (SEK a year), age at the start of the year, and rates: öre per SEK 100, fees öre per SEK 1 000."""

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

    def figures(self) -> dict[str, float]:
        """The person as inputs of the law."""
        return {f"person.{name}": float(getattr(self, name)) for name in self.__slots__}


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


def change_rate(year: int, person: Person, rate_change: int) -> RateChange:
    """What a change of the municipal rate does to a person.

    Args:
        rate_change: öre per SEK 100; 24 is a rise by 24 öre.
    Raises:
        IncomeYearError: no parameters for the year.
        ValueError: the rate would fall below zero.
    """
    changed = replace(person, municipal_tax_rate=person.municipal_tax_rate + rate_change)
    if changed.municipal_tax_rate < 0:
        raise ValueError("a rate below zero")
    asked = law(year)
    return RateChange(asked, person, rate_change, asked.evaluate(person.figures()), asked.evaluate(changed.figures()))
