"""Which convention a published figure follows: "24 öre costs 27 kronor a month" may be counted in three ways, or in none of them.

A printed figure stands for an interval, half a unit of its last decimal to each side: `60` is 59.5 to 60.5, `58,6` is 58.55 to
58.65. "Less than 60" is an upper bound. A figure without a sign is compared with the size of the change, rise or cut.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from hundralapp.households.household import Household, change_household
from hundralapp.households.inline import period_of
from hundralapp.households.law import income_years
from hundralapp.households.person import MONTHS, HouseholdError
from hundralapp.numbers_sv import Number, read_number

_SLACK = 1e-6  # kronor a year: for the division of intervals, far below any printed decimal


class Convention(enum.StrEnum):
    """How a figure on a change of rate is counted; the values are names of `HouseholdChange`."""

    ON_WHOLE_INCOME = "on_whole_income"
    BEFORE_CREDITS = "before_credits"
    AFTER_CREDITS = "after_credits"


class Changed(Protocol):
    """A person's or a household's change at each depth, SEK a year."""

    @property
    def on_whole_income(self) -> float: ...
    @property
    def before_credits(self) -> float: ...
    @property
    def after_credits(self) -> float: ...


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure that someone has published: what it may stand for, SEK a year, ends included. `is_signed`: it says up or down."""

    text: str
    low: float
    high: float
    is_at_most: bool = False
    is_signed: bool = False
    is_by_year: bool = False

    def holds_for(self, per_year: float) -> bool:
        """Whether a change is within what the figure may stand for."""
        value = per_year if self.is_signed else abs(per_year)
        return self.low - _SLACK <= value <= self.high + _SLACK


@dataclass(frozen=True, slots=True)
class ConventionAnswer:
    """What one convention gives, SEK a year, and whether that reproduces the claim."""

    convention: Convention
    per_year: float
    reproduces: bool


def read_published(text: str, *, at_most: bool = False) -> PublishedFigure:
    """A figure as printed: `60` or `58,6` a month, `660/year` a year.

    Args:
        at_most: the figure is a bound, such as "less than 60".
    Raises:
        HouseholdError: no number, or an unknown period.
    """
    amount, by_year = period_of(text)
    found = read_number(amount)
    if not isinstance(found, Number):
        raise HouseholdError(
            f'"{text}" är inget belopp. Skriv det som det är tryckt, som 60 eller 58,6.',
            f'"{text}" is not an amount. Write it as printed, such as 60 or 58.6.',
        )
    is_signed = amount.strip()[:1] in ("+", "-", "\u2212")
    times = 1 if by_year else MONTHS
    if at_most:
        return PublishedFigure(
            text.strip(), float("-inf") if is_signed else 0.0, float(found.value * times), True, is_signed, by_year
        )
    half = Decimal(5).scaleb(-found.decimals - 1)
    low, high = ((found.value + each) * times for each in (-half, half))
    return PublishedFigure(text.strip(), float(low), float(high), False, is_signed, by_year)


def which_conventions(change: Changed, claim: PublishedFigure) -> tuple[ConventionAnswer, ...]:
    """What each convention gives, and which of them reproduce the claim; it may be several, or none."""
    answers = []
    for convention in Convention:
        per_year = float(getattr(change, convention))
        answers.append(ConventionAnswer(convention, per_year, claim.holds_for(per_year)))
    return tuple(answers)


def reproducing(answers: Iterable[ConventionAnswer]) -> tuple[Convention, ...]:
    """The conventions that reproduce the claim."""
    return tuple(each.convention for each in answers if each.reproduces)


def in_other_years(household: Household, rate_change: int, claim: PublishedFigure) -> Mapping[int, tuple[ConventionAnswer, ...]]:
    """What reproduces the claim by the rules of the year before and the year after, same incomes and rates; only what does.

    A figure on a coming year's rate is often computed by the rules in force when it is published.

    Args:
        household: with a year and rates.
    """
    assert household.year is not None
    assert household.rates is not None
    found = {}
    for year in (household.year - 1, household.year + 1):
        if year in income_years():
            answers = which_conventions(change_household(household.at(household.rates, year), rate_change), claim)
            matching = tuple(each for each in answers if each.reproduces)
            if matching:
                found[year] = matching
    return found
