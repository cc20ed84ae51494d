"""What a place gives a taxpayer: the regional credit of appendix 67, and church fees by parish."""

from __future__ import annotations

from collections import Counter

import pytest

from hundralapp.households.law import income_years
from hundralapp.params.church_fees import church_fee_years, church_fees, find_church_fee, parishes_of
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.params.regional_credit import in_regional_credit_area, regional_credit_areas

NAMES = {rates.code: rates.name for rates in municipal_rates().values() if rates.year == 2026}


def test_appendix_67_has_76_municipalities_in_eight_counties() -> None:
    counties = Counter(code[:2] for code in regional_credit_areas())
    assert counties == {"14": 5, "17": 10, "20": 13, "21": 7, "22": 6, "23": 8, "24": 14, "25": 13}


def test_the_municipalities_exist_under_these_names() -> None:
    assert {code: area.name for code, area in regional_credit_areas().items()}.items() <= NAMES.items()


@pytest.mark.parametrize(
    ("code", "year", "there"),
    [
        ("2425", 2020, True),
        ("2425", 2026, True),
        ("2425", 2019, False),
        ("2580", 2026, False),
        ("2281", 2026, False),
        ("0180", 2026, False),
        ("9999", 2026, False),
    ],
)
def test_who_is_in_the_area(code: str, year: int, there: bool) -> None:
    """Dorotea is, from 2020; Luleå and Sundsvall, in the same counties, are not."""
    assert in_regional_credit_area(code, year) is there


def test_every_municipality_has_parishes_in_every_year_that_ships() -> None:
    assert church_fee_years() == (2026,)
    assert set(church_fee_years()) <= set(income_years())
    assert {code for code, _ in church_fees()} == set(NAMES)
    assert sum(len(each.fees) for each in church_fees().values()) == 1267


def test_fees_are_plausible_and_parishes_distinct() -> None:
    for place in church_fees().values():
        assert 600 <= place.least <= place.greatest <= 1900
        names = [each.parish for each in place.fees]
        assert len(set(names)) == len(names)
    everything = [each for place in church_fees().values() for each in place.fees]
    assert min(everything, key=lambda each: each.fee).parish == "Lidingö församling"
    assert {each.fee % 10 for each in everything} == {0}


def test_a_parish_in_two_municipalities_has_one_fee() -> None:
    fees: dict[str, set[int]] = {}
    for code, parish in (("1447", "Hova-Älgarås"), ("1473", "Hova-Älgarås"), ("1283", "Kropps"), ("1260", "Kropps")):
        found = find_church_fee(code, parish, 2026)
        assert found is not None
        fees.setdefault(found.parish, set()).add(found.fee)
    assert fees == {"Hova-Älgarås församling": {1270}, "Kropps församling": {1250}}


@pytest.mark.parametrize("name", ["Bromma", "bromma församling", " BROMMA Församling "])
def test_a_parish_is_found_by_its_name(name: str) -> None:
    found = find_church_fee("0180", name, 2026)
    assert found is not None
    assert (found.parish, found.fee) == ("Bromma församling", 770)


def test_what_does_not_ship_is_not_there() -> None:
    assert find_church_fee("0180", "Bromma", 2025) is None
    assert find_church_fee("0180", "Nacka", 2026) is None
    assert parishes_of("0180", 2018) is None
    stockholm = parishes_of("0180", 2026)
    assert stockholm is not None
    assert (len(stockholm.fees), stockholm.least, stockholm.greatest) == (27, 700, 1180)
