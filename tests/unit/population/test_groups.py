"""Deciles hold a tenth of the persons where incomes differ, and never part persons of the same income."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hundralapp.population.groups import AGES_FROM, Groups, Survey, deciles_of


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=200))
def test_deciles_rise_with_income(weights: list[int]) -> None:
    found = deciles_of(np.array(weights, np.int64)).tolist()
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] <= 9


@given(st.integers(1, 500), st.integers(1, 10**9))
def test_incomes_that_differ_are_divided_in_tenths(tenth: int, weight: int) -> None:
    found = deciles_of(np.full(10 * tenth, weight, np.int64))
    assert np.bincount(found, minlength=10).tolist() == [tenth] * 10


def test_those_of_one_income_stay_together() -> None:
    assert deciles_of(np.array([600, 100, 100, 100, 100], np.int64)).tolist() == [3, 6, 7, 8, 9]
    assert deciles_of(np.array([0, 0, 1000], np.int64)).tolist() == [0, 0, 5]
    assert deciles_of(np.zeros(3, np.int64)).tolist() == [0, 0, 0]


def test_a_survey_of_parts_is_the_survey_of_all() -> None:
    random = np.random.default_rng(1)
    columns = {
        "wage": random.integers(0, 19_000_000, 1_000).astype(np.int32),
        "pension": random.integers(0, 300_000, 1_000).astype(np.int32),
        "weight": random.integers(1, 9_000, 1_000).astype(np.int32),
        "district": random.choice(np.array([0, 5, 32_767], np.int16), 1_000),
    }
    whole, halves = Survey(), Survey()
    whole.see(columns, deciles=True, districts=True)
    for start in (0, 500):
        half = Survey()
        half.see({name: values[start : start + 500] for name, values in columns.items()}, deciles=True, districts=True)
        halves.add(half)
    one, other = whole.groups(2024, deciles=True), halves.groups(2024, deciles=True)
    assert one.districts == other.districts == (0, 5, 32_767)
    assert one.decile_of is not None
    assert other.decile_of is not None
    assert (one.decile_of == other.decile_of).all()
    incomes = columns["wage"].astype(np.int64) + columns["pension"]
    counted = np.bincount(one.of("decile", columns), columns["weight"], minlength=10) / columns["weight"].sum()
    assert abs(counted - 0.1).max() < 0.005
    assert incomes[one.of("decile", columns) == 9].min() >= incomes[one.of("decile", columns) == 0].max()
    assert [one.districts[place] for place in one.of("district", columns)] == columns["district"].tolist()


def test_ages_and_municipalities_have_their_groups() -> None:
    groups = Groups(2024)
    ages = {"age_at_start_of_year": np.array([0, 15, 16, 19, 20, 65, 66, 84, 85, 130], np.uint8)}
    assert [AGES_FROM[each] for each in groups.of("age_group", ages)] == [0, 0, 16, 16, 20, 55, 66, 75, 85, 85]
    places = {"municipality": np.array([114, 180, 2584], np.int16)}
    assert [groups.municipalities[each] for each in groups.of("municipality", places)] == ["0114", "0180", "2584"]
    assert groups.size("municipality") == 290
