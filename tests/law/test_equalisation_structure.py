"""What must hold for the parts of the equalisation whatever the figures are: sums over the country, uniform amounts, scaling."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.rule import Rule
from hundralapp.graph.trace import Graph
from hundralapp.rules.equalisation_models import (
    adjustment_item_per_resident,
    cost_equalisation_per_resident,
    lss_equalisation_per_resident,
    lss_personnel_cost_index,
    national_adjustment,
    transitional_grant_per_resident,
)
from hundralapp.rules.property_charge import highest_charge_of_a_small_house
from hundralapp.rules.real_terms import RULES as REAL
from hundralapp.rules.uplift import uplift_of_cost_kinds
from hundralapp.units import unit

UNITS = {
    "loss": "SEK/resident",
    "highest_loss": "SEK/resident",
    "structural_cost": "SEK/resident",
    "own": "SEK/resident",
    "national": "SEK/resident",
    "residents": "resident",
    "share": "percent",
    "share_at_cap": "percent",
    "changes": "percent",
    "weights": "percent",
    "deflator": "percent",
    "amount": "SEK/piece",
}


@cache
def traced(rule: Rule) -> tuple[Graph, int]:
    graph = Graph()
    arguments = {each.name: graph.input(each.name, unit(UNITS.get(each.name, "SEK"))) for each in rule.arguments}
    return graph, rule(**arguments).row


def given_by(rule: Rule, **values: float) -> float:
    """What the rule gives for these values."""
    graph, row = traced(rule)
    found = Evaluation(graph, values)[row]
    assert found is not None
    return found


PLACES = st.lists(st.tuples(st.floats(5_000, 80_000), st.integers(2_000, 1_000_000)), min_size=2, max_size=12)


@settings(max_examples=100, deadline=None)
@given(places=PLACES)
def test_cost_and_lss_equalisation_take_what_they_give(places: list[tuple[float, int]]) -> None:
    """Against the mean that residents weigh, grants and charges of the whole country are zero."""
    residents = sum(count for _, count in places)
    mean = sum(cost * count for cost, count in places) / residents
    for give in (
        lambda cost: given_by(cost_equalisation_per_resident, structural_cost=cost, national=mean),
        lambda cost: given_by(lss_equalisation_per_resident, own=cost, national=mean),
    ):
        amounts = [give(cost) * count for cost, count in places]
        assert sum(amounts) == pytest.approx(0, abs=1e-9 * sum(map(abs, amounts)) + 1e-3)


@settings(max_examples=100, deadline=None)
@given(places=PLACES, growth=st.floats(-0.5, 1.0))
def test_the_same_growth_of_every_cost_scales_every_amount(places: list[tuple[float, int]], growth: float) -> None:
    residents = sum(count for _, count in places)
    mean = sum(cost * count for cost, count in places) / residents
    for cost, _ in places:
        before = given_by(cost_equalisation_per_resident, structural_cost=cost, national=mean)
        after = given_by(cost_equalisation_per_resident, structural_cost=cost * (1 + growth), national=mean * (1 + growth))
        assert after == pytest.approx(before * (1 + growth), rel=1e-6, abs=1e-6 * cost)


@settings(max_examples=100, deadline=None)
@given(
    appropriation=st.floats(0, 2e11),
    net=st.floats(-1e11, 2e11),
    counts=st.lists(st.integers(1_000, 10**6), min_size=1, max_size=9),
)
def test_the_adjustment_item_makes_the_whole_cost_the_appropriation(appropriation: float, net: float, counts: list[int]) -> None:
    """One amount for everyone, and together with the other parts it is what the Riksdag has granted."""
    amount = given_by(national_adjustment, appropriation=appropriation, net_of_other_parts=net)
    per_resident = given_by(adjustment_item_per_resident, national_amount=amount, residents=sum(counts))
    assert net + sum(per_resident * count for count in counts) == pytest.approx(appropriation, rel=1e-9, abs=1e-3)


@given(loss=st.floats(-5_000, 5_000), highest=st.sampled_from([250.0, 500.0, 750.0]))
def test_a_loss_after_the_transitional_grant_is_never_above_the_highest(loss: float, highest: float) -> None:
    grant = given_by(transitional_grant_per_resident, loss=loss, highest_loss=highest)
    assert grant >= 0
    assert loss - grant <= highest
    assert grant == 0 or loss > highest


@given(cost=st.floats(1e6, 1e9), included=st.floats(0.1, 0.9), more=st.floats(-0.5, 0.5))
def test_the_personnel_index_is_100_where_personnel_costs_what_is_included(cost: float, included: float, more: float) -> None:
    same = cost * included
    index = given_by(
        lss_personnel_cost_index,
        cost_before_index=cost,
        personnel_cost=same * (1 + more),
        personnel_cost_included=same,
        share=70.0,
    )
    assert index == pytest.approx(100 * (1 + 0.7 * included * more))


@pytest.mark.parametrize(
    ("year", "base_amount", "printed"), [(2008, 48_000, 6000), (2011, 52_100, 6512), (2012, 54_600, 6825), (2023, 74_300, 9287)]
)
def test_the_highest_property_charge_is_as_printed(year: int, base_amount: int, printed: int) -> None:
    """6 512, 6 825 and 9 287 kronor were printed by newspapers and an interest group, each for its year."""
    values = {"share_at_cap": 100.0, "amount": 6000.0, "base_amount": float(base_amount), "base_amount_2008": 48_000.0}
    assert given_by(highest_charge_of_a_small_house, **values) == printed, year


@given(changes=st.lists(st.tuples(st.floats(0.5, 100), st.floats(-5, 15)), min_size=1, max_size=8))
def test_an_uplift_by_kind_lies_between_its_kinds(changes: list[tuple[float, float]]) -> None:
    weights = sum(weight for weight, _ in changes)
    uplift = given_by(uplift_of_cost_kinds, changes=sum(weight * change / 100 for weight, change in changes), weights=weights)
    assert min(change for _, change in changes) - 1e-9 <= uplift <= max(change for _, change in changes) + 1e-9


@given(nominal=st.floats(1e6, 1e12), growth=st.floats(-0.2, 0.3))
def test_what_grows_as_the_deflator_stands_still_in_fixed_prices(nominal: float, growth: float) -> None:
    in_fixed_prices = next(each for each in REAL if each.name == "in_fixed_prices")
    before = given_by(in_fixed_prices, amount=nominal, deflator=100.0)
    after = given_by(in_fixed_prices, amount=nominal * (1 + growth), deflator=100.0 * (1 + growth))
    assert after == pytest.approx(before)
