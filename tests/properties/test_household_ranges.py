"""A range of incomes gives each person's own numbers, to the last bit, at every kind of income and either level's rate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.households.law import income_years
from hundralapp.households.person import INCOMES, Person, change_rate
from hundralapp.households.ranges import change_over_incomes

PERSONS = st.builds(
    Person,
    wage=st.integers(0, 900_000),
    pension=st.integers(0, 400_000),
    sickness_compensation=st.integers(0, 300_000),
    other_pensionable_income=st.integers(0, 300_000),
    age_at_start_of_year=st.sampled_from([17, 18, 40, 64, 65, 66, 67, 80]),
    municipal_tax_rate=st.integers(1_000, 2_400),
    regional_tax_rate=st.integers(1_000, 1_250),
    burial_fee_rate=st.integers(0, 300),
    church_fee_rate=st.integers(0, 1_500),
    in_regional_credit_area=st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(
    person=PERSONS,
    year=st.sampled_from(income_years()),
    rate_change=st.integers(-1_000, 1_000),
    kind=st.sampled_from(INCOMES),
    incomes=st.lists(st.integers(0, 3_000_000), min_size=1, max_size=12),
    regional=st.booleans(),
)
def test_a_range_is_one_person_at_a_time(
    person: Person, year: int, rate_change: int, kind: str, incomes: list[int], regional: bool
) -> None:
    many = change_over_incomes(year, person, rate_change, np.array(incomes), kind=kind, regional=regional)
    for index, income in enumerate(incomes):
        one = change_rate(year, replace(person, **{kind: income}), rate_change, regional=regional)
        assert (
            many.final_tax_before[index],
            many.final_tax_after[index],
            many.on_whole_income[index],
            many.before_credits[index],
            many.after_credits[index],
        ) == (
            one.before["income_tax.final_tax"],
            one.after["income_tax.final_tax"],
            one.on_whole_income,
            one.before_credits,
            one.after_credits,
        )
