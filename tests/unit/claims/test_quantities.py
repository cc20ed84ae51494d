"""Numbers in running text: what each is, its range, and that none is dropped."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundralapp.claims.not_amounts import NOT_AMOUNTS, NotAmount
from hundralapp.claims.quantities import find_quantities
from hundralapp.claims.quantity import Measure, Quantity, Relation

NO_BREAK, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [(each.text, each.measure) for each in found]
    return found[0]


MONEY = [
    ("36 miljoner kronor", 36e6, 35.5e6, 36.5e6),
    ("177 miljoner", 177e6, 176.5e6, 177.5e6),
    ("10 mnkr", 10e6, 9.5e6, 10.5e6),
    ("8,5 mkr", 8.5e6, 8.45e6, 8.55e6),
    ("1,5 miljard", 1.5e9, 1.45e9, 1.55e9),
    ("133 miljarder", 133e9, 132.5e9, 133.5e9),
    ("12.38 kronor", 12.38, 12.375, 12.385),
    ("tre kronor", 3.0, 2.5, 3.5),
    ("en halv miljard", 5e8, 4.5e8, 5.5e8),
    ("en och en halv miljard", 1.5e9, 1.45e9, 1.55e9),
    ("tjugofem miljoner", 25e6, 24.5e6, 25.5e6),
    ("-4 miljarder", -4e9, -4.5e9, -3.5e9),
    (f"{MINUS}4 miljarder", -4e9, -4.5e9, -3.5e9),
    ("1 234 567 kr", 1234567, 1234566.5, 1234567.5),
    ("1.234.567 kronor", 1234567, 1234566.5, 1234567.5),
    (f"1{NO_BREAK}234{NARROW}567 kr", 1234567, 1234566.5, 1234567.5),
    ("1.500 kronor", 1500, 1499.5, 1500.5),
    ("1,2 Mdkr", 1.2e9, 1.15e9, 1.25e9),
    ("10-miljonerssatsning", 10e6, 9.5e6, 10.5e6),
    ("650 tkr", 650e3, 649.5e3, 650.5e3),
    ("99:-", 99, 98.5, 99.5),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), MONEY)
def test_money(text: str, value: float, low: float, high: float) -> None:
    found = only(text)
    assert (found.measure, found.value, found.low, found.high) == (Measure.MONEY, value, low, high)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("4,4 %", Measure.PERCENT, 4.4),
        ("5,1 procent", Measure.PERCENT, 5.1),
        ("3-procentig ökning", Measure.PERCENT, 3.0),
        ("var fjärde elev", Measure.PERCENT, 25.0),
        ("hälften av eleverna", Measure.PERCENT, 50.0),
        ("två tredjedelar av platserna", Measure.PERCENT, 200 / 3),
        ("en procentenhet", Measure.POINTS, 1.0),
        ("0,5 procentenheter", Measure.POINTS, 0.5),
        ("24 öre mer per intjänad hundralapp", Measure.TAX_RATE, 24.0),
        ("12,38 kronor per hundralapp", Measure.TAX_RATE, 1238.0),
        ("skattesatsen blir 17,98 kronor", Measure.TAX_RATE, 1798.0),
        ("Vi fördubblar stödet", Measure.FACTOR, 2.0),
        ("halverar kötiden", Measure.FACTOR, 0.5),
        ("tionde året i rad", Measure.STREAK, 10.0),
        ("20 000 ton", Measure.EMISSIONS, 20000.0),
        ("fyra år", Measure.DURATION, 4.0),
        ("tretton stadsdelsnämnder", Measure.COUNT, 13.0),
        ("2122 barn", Measure.COUNT, 2122.0),
        ("1,5 miljoner invånare", Measure.COUNT, 1.5e6),
        ("10 miljoner euro", Measure.FOREIGN_MONEY, 10e6),
        ("senast år 2030", Measure.YEAR, 2030.0),
    ],
)
def test_other_measures(text: str, measure: Measure, value: float) -> None:
    found = only(text)
    assert found.measure is measure
    assert found.value == pytest.approx(value, rel=1e-12)


def test_a_percentage_stands_for_its_printed_digits() -> None:
    assert (only("4,4 %").low, only("4,4 %").high) == (4.35, 4.45)
    assert (only("4 %").low, only("4 %").high) == (3.5, 4.5)


def test_final_zeros_may_be_rounding() -> None:
    found = only("28 000 mkr")
    assert (found.low, found.high) == (27999.5e6, 28000.5e6)
    assert (found.round_low, found.round_high) == (27500e6, 28500e6)


@pytest.mark.parametrize(
    ("text", "relation", "claimed"),
    [
        ("mindre än 60 kronor i månaden", Relation.LESS_THAN, (-math.inf, 60)),
        ("över 20 miljoner", Relation.MORE_THAN, (20e6, math.inf)),
        ("minst 3 procent", Relation.AT_LEAST, (2.5, math.inf)),
        ("högst 3 procent", Relation.AT_MOST, (-math.inf, 3.5)),
        ("drygt en miljard", Relation.A_LITTLE_OVER, (1e9, 1.15e9)),
        ("nästan 100 mkr", Relation.NEARLY, (85e6, 100e6)),
        ("omkring 100 mkr", Relation.ABOUT, (90e6, 110e6)),
        ("10–12 miljoner kronor", Relation.BETWEEN, (9.5e6, 12.5e6)),
        ("mellan 10 och 12 mkr", Relation.BETWEEN, (9.5e6, 12.5e6)),
    ],
)
def test_words_before_a_number(text: str, relation: Relation, claimed: tuple[float, float]) -> None:
    found = only(text)
    assert found.relation is relation
    assert found.claimed == pytest.approx(claimed)


def test_what_a_number_is_counted_per() -> None:
    assert only("mindre än 60 kronor i månaden").per == "month"
    assert only("100 000 kr per plats").per == "plats"
    assert only("2 000 kronor om året").per == "year"


def test_a_move_from_one_to_another_shares_its_unit() -> None:
    first, second = find_quantities("från 670 till 715 barn")
    assert (first.value, first.noun, second.value, second.noun) == (670, "barn", 715, "barn")
    first, second = find_quantities("33 mot 4 201 mkr")
    assert (first.measure, first.value, second.value) == (Measure.MONEY, 33e6, 4201e6)


@pytest.mark.parametrize("text", ["i år", "nästa år", "förra året", "i fjol", "året innan"])
def test_years_without_a_number(text: str) -> None:
    found = only(f"Det händer {text}.")
    assert (found.measure, found.text, math.isnan(found.value)) == (Measure.YEAR, text, True)


def test_years_in_a_range() -> None:
    found = only("2023-2026 totalt")
    assert (found.measure, found.low, found.high) == (Measure.YEAR, 2023, 2026)
    assert only("2024–26").high == 2026


@pytest.mark.parametrize("each", NOT_AMOUNTS, ids=lambda each: each.measure + " " + each.examples[0])
def test_what_is_no_amount(each: NotAmount) -> None:
    for example in each.examples:
        found = find_quantities(f"Se\n{example} här.")
        assert [one.measure for one in found if one.is_amount or one.measure is Measure.NOT_UNDERSTOOD] == [], example
        assert found, example


@pytest.mark.parametrize(
    ("text", "reason"), [("1.234 miljoner", "ambiguous"), ("6,000 kronor", "ambiguous"), ("Det blev 177.", "no unit")]
)
def test_what_is_not_understood_is_listed(text: str, reason: str) -> None:
    found = only(text)
    assert (found.measure, found.reason) == (Measure.NOT_UNDERSTOOD, reason)


def test_a_page_of_numbers() -> None:
    text = "Vi ökar med 4,4 %, dvs. 177 miljoner till 2021, enligt 11 kap. 5 § och beslutet den 14 december 2020."
    assert [(each.measure.value, each.text) for each in find_quantities(text)] == [
        ("percent", "4,4 %"),
        ("money", "177 miljoner"),
        ("year", "2021"),
        ("law_reference", "11 kap. 5 §"),
        ("date", "14 december 2020"),
    ]


@given(st.text(alphabet="0123456789 ,.%-–:/abkrmiljoner§\n\u00a0", max_size=60))
def test_every_digit_is_accounted_for(text: str) -> None:
    """Whatever the text, each digit lies in exactly one finding, and findings come in order without overlap."""
    found = find_quantities(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for each in found for at in range(each.start, each.end)}
    assert all(at in covered for at, char in enumerate(text) if char.isdigit())
    assert all(text[each.start : each.end] == each.text for each in found)
