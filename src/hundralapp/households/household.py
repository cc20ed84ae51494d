"""A household: several persons in one place, and what a change of the local rate does to each and to all.

Income tax is each person's own in Sweden: a household's tax is the sum of its members', and children change none of it.
Not modelled: benefits and allowances, such as child allowance (barnbidrag) and housing allowance (bostadsbidrag).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hundralapp.households.person import HouseholdError, Person, RateChange, at_rates, change_rate
from hundralapp.households.rates import LocalRates, check_year, parish_fee


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household, by name. `parish`: of a church member whose fee is to be found where the household lives."""

    name: str
    person: Person
    name_en: str = ""
    parish: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """Persons who live together. `children` are told, and change no tax. `rates` None: where they live is not said.

    `is_example` marks assumed incomes, which are nobody's and no statistics. `regional_credit`: whether the municipality gives
    the regional credit, where the household says so itself.
    """

    name: str
    members: tuple[Member, ...]
    children: int = 0
    year: int | None = None
    rates: LocalRates | None = None
    municipality: str | None = None
    name_en: str = ""
    note: str = ""
    note_en: str = ""
    is_example: bool = False
    regional_credit: bool | None = None

    def at(self, rates: LocalRates, year: int) -> Household:
        """The same household in a place and an income year: every member with its rates, and the fee of the parish.

        Raises:
            HouseholdError: a parish that the place does not have, or whose fee does not ship.
        """
        in_area = rates.in_regional_credit_area if self.regional_credit is None else self.regional_credit
        members = tuple(
            replace(
                each,
                person=replace(
                    each.person,
                    municipal_tax_rate=rates.municipal,
                    regional_tax_rate=rates.regional,
                    burial_fee_rate=rates.burial_fee,
                    church_fee_rate=parish_fee(each.parish, rates, year) if each.parish else each.person.church_fee_rate,
                    in_regional_credit_area=in_area,
                ),
            )
            for each in self.members
        )
        return replace(self, members=members, rates=rates, year=year)


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """A household before and after: one change per member, and their sums, SEK a year."""

    household: Household
    year: int
    rate_change: int
    persons: tuple[RateChange, ...]

    def before(self, figure: str) -> float:
        """The members' sum of a figure before the change."""
        return sum(each.before[figure] for each in self.persons)

    def after(self, figure: str) -> float:
        """The members' sum of a figure after the change."""
        return sum(each.after[figure] for each in self.persons)

    @property
    def on_whole_income(self) -> float:
        """The rate's change on all income, as if nothing were deducted, SEK a year."""
        return sum(each.on_whole_income for each in self.persons)

    @property
    def before_credits(self) -> float:
        """The change of municipal tax, after the basic allowance and before credits, SEK a year."""
        return sum(each.before_credits for each in self.persons)

    @property
    def after_credits(self) -> float:
        """The change of final tax, SEK a year."""
        return sum(each.after_credits for each in self.persons)


def change_household(household: Household, rate_change: int) -> HouseholdChange:
    """What a change of the local rate does to a household, whose `rates` say which level's rate it is.

    Args:
        household: with a year and rates (`Household.at`).
        rate_change: öre per SEK 100; 24 is a rise by 24 öre.
    Raises:
        HouseholdError: no year or rates, a year that cannot be computed, or a rate that would fall below zero.
    """
    if household.year is None or household.rates is None:
        raise HouseholdError("Hushållet saknar inkomstår eller skattesats.", "The household has no income year or rate.")
    check_year(household.year)
    regional = household.rates.change_is_regional
    persons = tuple(change_rate(household.year, each.person, rate_change, regional=regional) for each in household.members)
    return HouseholdChange(household, household.year, rate_change, persons)


def move_household(household: Household, municipal: int, regional: int) -> HouseholdChange:
    """What other rates of municipality and region together do to a household.

    Args:
        household: with a year and rates (`Household.at`).
        municipal, regional: the rates after the change, öre per SEK 100.
    Raises:
        HouseholdError: no year or rates, a year that cannot be computed, or a rate below zero.
    """
    if household.year is None or household.rates is None:
        raise HouseholdError("Hushållet saknar inkomstår eller skattesats.", "The household has no income year or rate.")
    check_year(household.year)
    persons = tuple(at_rates(household.year, each.person, municipal, regional) for each in household.members)
    return HouseholdChange(household, household.year, municipal + regional - household.rates.total, persons)
