"""A change of rate for a person: the amounts of the debate about 24 öre in Stockholm, and what they leave out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hundralapp.households.household import Household, Member, change_household
from hundralapp.households.person import Person, change_rate
from hundralapp.households.rates import LocalRates
from hundralapp.params.municipal_rates import find_rates, municipal_rates
from hundralapp.views.household import HouseholdView, household_view


def stockholm(year: int, month: int) -> Person:
    rates = find_rates("stockholm", year)
    assert rates is not None
    return Person(wage=12 * month, municipal_tax_rate=rates.municipal, regional_tax_rate=rates.regional)


def view_of(year: int, person: Person, rate_change: int, language: str) -> HouseholdView:
    rates = LocalRates("", person.municipal_tax_rate, person.regional_tax_rate)
    household = Household("", (Member("", person),)).at(rates, year)
    return household_view(change_household(household, rate_change), language)


@pytest.mark.parametrize(
    ("year", "month", "per_month"),
    [(2023, 20_000, 27.2), (2023, 35_000, 58.6), (2023, 50_000, 94.4)],
)
def test_24_ore_a_month(year: int, month: int, per_month: float) -> None:
    change = change_rate(year, stockholm(year, month), 24)
    assert round(change.after_credits / 12, 1) == per_month
    assert change.on_whole_income / 12 == 0.24 * month / 100


def test_24_ore_a_month_by_the_rules_of_2024() -> None:
    """Stockholm's rise itself: the region had raised its rate too, so what the municipality's 24 öre cost depends on 12.38."""
    change = change_rate(2024, replace(stockholm(2024, 35_000), municipal_tax_rate=1774), 24)
    assert change.after_credits / 12 == 55.5


def test_the_three_depths() -> None:
    view = view_of(2023, stockholm(2023, 35_000), 24, "sv")
    assert [(each.depth, round(each.per_month, 1)) for each in view.changes] == [
        ("on_whole_income", 84.0),
        ("before_credits", 80.9),
        ("after_credits", 58.6),
    ]
    assert (view.rate_before, view.rate_after) == (2982, 3006)


@pytest.mark.parametrize(
    ("year", "person"), [(2023, stockholm(2023, 35_000)), (2016, Person(pension=300_000, age_at_start_of_year=70))]
)
def test_the_steps_add_up(year: int, person: Person) -> None:
    steps = {each.figure: each for each in view_of(year, person, 50, "en").persons[0].steps}
    summed = [
        each
        for name, each in steps.items()
        if name.startswith("income_tax.set_off.") or name.endswith(("e_tax", "l_tax", "_fee", "_contribution"))
    ]
    final = steps["income_tax.final_tax"]
    for part in ("before", "after", "change"):
        assert sum(getattr(each, part) for each in summed if each is not final) == getattr(final, part)
    assert all(each.laws for each in steps.values() if each.figure != "income_tax.income_after_tax")


def test_a_rate_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        change_rate(2023, stockholm(2023, 35_000), -1775)


def test_all_municipalities_have_rates_in_all_years() -> None:
    rates = municipal_rates()
    codes, years = {code for code, _ in rates}, {year for _, year in rates}
    assert (len(codes), years) == (290, set(range(2018, 2027)))
    assert len(rates) == 290 * 9
    for each in rates.values():
        assert 2600 < each.municipal + each.regional < 3600, each
        assert 50 <= each.burial_fee <= 300, each
        assert each.source
        assert len(each.code) == 4


def test_rates_are_found_by_code_or_name_and_say_how_sure_they_are() -> None:
    rates = find_rates("0180", 2024)
    assert rates == find_rates(" STOCKHOLM ", 2024)
    assert rates is not None
    assert (rates.municipal, rates.regional, rates.burial_fee, rates.split_is_inferred) == (1798, 1238, 65, True)
    sure = find_rates("0180", 2025)
    assert sure is not None
    assert not sure.split_is_inferred
    gotland = find_rates("Gotland", 2024)
    assert gotland is not None
    assert (gotland.regional, gotland.split_is_inferred) == (0, False)
    assert find_rates("0180", 2017) is None
    assert find_rates("Stokholm", 2024) is None
