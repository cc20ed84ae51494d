"""The income tax: floats are exact, one person equals many, and the tax behaves as a tax does."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.households.law import IncomeYearError, Law, income_years, law
from hundralapp.params.parameter import national_parameters

YEARS = income_years()
KINDS = ("person.wage", "person.pension", "person.sickness_compensation", "person.other_pensionable_income")
EXACT: dict[str, Callable[..., Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "m": min,
    "M": max,
    "f": lambda a: Fraction(math.floor(a)),
    "c": lambda a: Fraction(math.ceil(a)),
    "<": lambda a, b: Fraction(a < b),
    "l": lambda a, b: Fraction(a <= b),
    "=": lambda a, b: Fraction(a == b),
    "?": lambda c, a, b: a if c else b,
}


def in_rational_numbers(asked: Law, person: dict[str, float]) -> dict[str, Fraction]:
    """The same graph in exact rational arithmetic."""
    graph = asked.binding.graph
    inputs = {**asked.binding.inputs, **{f"{figure}@{asked.year}": value for figure, value in person.items()}}
    rows: list[Fraction] = [Fraction(0)] * len(graph)
    names = {row: name for name, row in graph.inputs.items()}
    for row, code in enumerate(graph.code):
        if code == INPUT:
            value: Any = inputs[names[row]]
            rows[row] = Fraction(value)
        elif code == CONSTANT:
            rows[row] = Fraction(graph.constants[row])
        else:
            rows[row] = EXACT[code](*(rows[each] for each in graph.operands(row)))
    return {figure: rows[cell.row] for (figure, _), cell in asked.binding.cells.items()}


@lru_cache(maxsize=32)
def kinks(year: int) -> tuple[int, ...]:
    """Every income at which a schedule changes, in kronor, rounded both ways, and hundreds on both sides."""
    shipped = national_parameters()
    base = shipped.value("income_tax.price_base_amount", year)
    assert base is not None
    bounds: set[int] = set()
    for name, schedule in shipped.schedules.items():
        for piece in shipped.pieces(name, year) or ():
            if "upper" in piece.values:
                upper = Fraction(piece.values["upper"][0])
                kronor = upper if str(schedule.unit) == "SEK" else upper * Fraction(base[0]) / 10_000
                bounds |= {math.floor(kronor), math.ceil(kronor)}
    near = {each + step for each in bounds for step in (-100, -1, 0, 1, 100)}
    return tuple(sorted(each for each in near if each >= 0))


def persons() -> st.SearchStrategy[dict[str, float]]:
    amounts = st.one_of(st.just(0), st.integers(0, 2_000_000), st.integers(0, 1_000_000_000))
    return st.fixed_dictionaries(
        {
            **dict.fromkeys(KINDS, amounts),
            "person.age_at_start_of_year": st.sampled_from([16, 17, 18, 40, 64, 65, 66, 67, 90]),
            "person.municipal_tax_rate": st.integers(0, 3_000),
            "person.regional_tax_rate": st.integers(0, 1_500),
            "person.burial_fee_rate": st.integers(0, 400),
            "person.church_fee_rate": st.integers(0, 2_000),
            "person.in_regional_credit_area": st.sampled_from([0, 1]),
        }
    ).map(lambda found: {figure: float(value) for figure, value in found.items()})


@pytest.mark.parametrize("tables", [False, True])
@settings(deadline=None, max_examples=50)
@given(person=persons(), year=st.sampled_from(YEARS))
def test_floats_are_exact(person: dict[str, float], year: int, tables: bool) -> None:
    asked = law(year, tables=tables)
    found, exact = asked.evaluate(person), in_rational_numbers(asked, person)
    assert {figure: Fraction(value) for figure, value in found.items()} == exact


@pytest.mark.parametrize("year", YEARS)
def test_floats_are_exact_at_every_kink(year: int) -> None:
    asked = law(year)
    for number, income in enumerate(kinks(year)):
        kind, age = KINDS[number % 4], (40.0, 70.0)[number // 4 % 2]
        person = {kind: float(income), "person.age_at_start_of_year": age, "person.municipal_tax_rate": 3241.0}
        found, exact = asked.evaluate(person), in_rational_numbers(asked, person)
        assert {figure: Fraction(value) for figure, value in found.items()} == exact, (kind, income)


@settings(deadline=None, max_examples=25)
@given(found=st.lists(persons(), min_size=1, max_size=20), year=st.sampled_from(YEARS), tables=st.booleans())
def test_one_person_equals_many(found: list[dict[str, float]], year: int, tables: bool) -> None:
    asked = law(year, tables=tables)
    figures = [figure for figure, _ in asked.binding.cells]
    arrays: dict[str, Any] = {figure: np.array([person[figure] for person in found]) for figure in found[0]}
    many = asked.evaluate_many(arrays, figures)
    for number, person in enumerate(found):
        one = asked.evaluate(person)
        assert {figure: float(many[figure][number]) for figure in figures} == one


@settings(deadline=None)
@given(person=persons(), year=st.sampled_from(YEARS))
def test_nothing_is_negative_and_credits_never_exceed_the_tax_they_reduce(person: dict[str, float], year: int) -> None:
    found = law(year).evaluate(person)
    assert all(value >= 0 for value in found.values() if value is not None), found
    tax = "income_tax.municipal_tax", "income_tax.state_tax"
    assert found["income_tax.credits"] <= sum(found[each] for each in tax)
    assert found["income_tax.set_off.left_after_income_credit"] >= found["income_tax.set_off.regional_credit"]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("age", [40.0, 65.0, 70.0])
@pytest.mark.parametrize("kind", KINDS)
def test_more_income_is_more_left_for_spans_wider_than_the_roundings(kind: str, age: float, year: int) -> None:
    """A hundred kronor may cost more than a hundred: the allowance and the contribution go in steps. Ten thousand never do."""
    incomes = np.arange(0.0, 3_000_000.0, 10_000.0)
    person = {"person.age_at_start_of_year": age, "person.municipal_tax_rate": 3241.0, "person.burial_fee_rate": 250.0}
    left = law(year).evaluate_many({kind: incomes, **person}, ["income_tax.income_after_tax"])["income_tax.income_after_tax"]
    assert np.all(np.diff(left) > 0)


@pytest.mark.parametrize("year", YEARS)
def test_more_income_is_more_tax_but_for_the_steps_of_hundreds(year: int) -> None:
    """Where allowance, contribution and credits step by hundreds, tax may fall by a step, by no more than 200 kronor."""
    incomes = np.arange(0.0, 2_000_000.0, 100.0)
    for kind in KINDS:
        for age in (40.0, 65.0, 70.0):
            person = {"person.age_at_start_of_year": age, "person.municipal_tax_rate": 3241.0}
            tax = law(year).evaluate_many({kind: incomes, **person}, ["income_tax.final_tax"])["income_tax.final_tax"]
            assert np.max(np.maximum.accumulate(tax) - tax) <= 200, (kind, age)
            assert np.all(tax <= incomes), (kind, age)


@pytest.mark.parametrize("year", YEARS)
def test_a_higher_rate_never_gives_a_lower_tax(year: int) -> None:
    rates = np.arange(2500.0, 3600.0, 1.0)
    for kind in KINDS:
        for income in (30_000.0, 120_000.0, 240_000.0, 420_000.0, 1_000_000.0):
            person = {kind: income, "person.age_at_start_of_year": 40.0}
            tax = law(year).evaluate_many({"person.municipal_tax_rate": rates, **person}, ["income_tax.final_tax"])
            assert np.all(np.diff(tax["income_tax.final_tax"]) >= 0), (kind, income)


def test_a_figure_that_is_no_input_is_refused() -> None:
    for figure in ("person.wages", "income_tax.final_tax"):
        with pytest.raises(KeyError):
            law(2024).evaluate({figure: 1.0})
        with pytest.raises(KeyError):
            law(2024).evaluate_many({figure: np.array([1.0])}, ["income_tax.final_tax"])


@pytest.mark.parametrize("year", [2015, 2027])
def test_a_year_without_parameters_is_refused(year: int) -> None:
    with pytest.raises(IncomeYearError):
        law(year)


CREDITS = ("earned_income_tax_credit", "sickness_credit", "income_credit", "regional_credit", "temporary_credit")


@settings(deadline=None)
@given(person=persons(), year=st.sampled_from(YEARS))
def test_the_order_of_the_credits_against_municipal_tax_does_not_change_their_sum(person: dict[str, float], year: int) -> None:
    """So the place of the temporary credit of 2021 and 2022, which has not been read, moves no krona of final tax."""
    found = law(year).evaluate(person)
    counted = sum(found.get(f"income_tax.{name}", 0.0) for name in CREDITS)
    left = found["income_tax.set_off.left_after_pension_credit"]
    assert found["income_tax.credits"] == found["income_tax.set_off.pension_credit"] + min(counted, left)


@pytest.mark.parametrize("year", YEARS)
def test_law_and_tables_agree_outside_the_two_known_cases(year: int) -> None:
    """An excess over the threshold below 200 kronor, and in 2021 a credit for earned income that municipal tax cannot hold."""
    incomes = np.arange(0.0, 1_200_000.0, 100.0)
    steps = ("income_above_threshold", "final_tax", "income_credit", "set_off.temporary_credit")
    left = "income_tax.set_off.left_after_sickness_credit"
    small_ones = held_back = 0
    for kind in KINDS:
        for age in (40.0, 65.0, 70.0):
            person = {kind: incomes, "person.age_at_start_of_year": age, "person.municipal_tax_rate": 3084.0}
            person["person.burial_fee_rate"] = 1160.0
            wanted = [f"income_tax.{step}" for step in steps if (f"income_tax.{step}", str(year)) in law(year).binding.cells]
            found = law(year).evaluate_many(person, [*wanted, left])
            tables = law(year, tables=True).evaluate_many(person, ["income_tax.tax_in_tables"])["income_tax.tax_in_tables"]
            nothing = np.zeros_like(incomes)
            final = found["income_tax.final_tax"] + found.get("income_tax.set_off.temporary_credit", nothing)
            excess = found["income_tax.income_above_threshold"]
            small = (excess > 0) & (excess < 200)
            capped = (found.get("income_tax.income_credit", nothing) > found[left]) & (year == 2021)
            gap = tables - final
            assert np.all(gap[~small & ~capped] == 0), (kind, age)
            assert np.all(gap[small] == 20), (kind, age)
            assert np.all((gap[capped] < 0) & (gap[capped] >= -1_500)), (kind, age)
            small_ones += int(np.sum(small))
            held_back += int(np.sum(capped))
    assert small_ones >= 12
    assert (held_back > 0) == (year == 2021)
