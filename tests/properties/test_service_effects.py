"""Price, volume and mix: together they are the change, exactly, whatever the numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.graph.binding import Binding, bind
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Entry, Key, Period, Series, Status
from hundralapp.graph.rule import catalogue_of
from hundralapp.model import Figures
from hundralapp.params.parameter import national_parameters
from hundralapp.rules import services
from hundralapp.units import unit

SERVICE = "committee.c.service.s"
CATALOGUE = catalogue_of([services])
PERIODS = [Period("1", 2025, Series.ADOPTED_BUDGET), Period("2", 2026, Series.ADOPTED_BUDGET, "1")]
EFFECTS = ("price_effect", "volume_effect", "mix_effect")

# Volumes and prices of a municipality in whole numbers: every product is an exact float.
volumes = st.integers(0, 100_000)
prices = st.integers(0, 2_000_000)
group = st.tuples(volumes, volumes, prices, prices)
groups = st.lists(group, min_size=1, max_size=6).filter(lambda each: sum(one[0] for one in each) > 0)
fractions = st.fractions(-(10**9), 10**9)


@given(cost=fractions, previous_cost=fractions, at_previous_prices=fractions, at_previous_mix=fractions)
def test_the_three_effects_are_the_change(
    cost: Fraction, previous_cost: Fraction, at_previous_prices: Fraction, at_previous_mix: Fraction
) -> None:
    """By the rules themselves on exact fractions: whatever the bridges between the two costs are, they cancel."""
    effects: Any = (
        services.price_effect(cost=cost, at_previous_prices=at_previous_prices),
        services.volume_effect(at_previous_mix=at_previous_mix, previous_cost=previous_cost),
        services.mix_effect(at_previous_prices=at_previous_prices, at_previous_mix=at_previous_mix),
    )
    assert sum(effects) == cost - previous_cost


def entry(figure: str, period: str, value: int, unit_text: str) -> Entry:
    return Entry(figure, period, float(value), unit(unit_text), 0.0, Status.EXACT, None, None, "", "t.csv", 1, 1, 1, str(value))


def bound(found: list[tuple[int, int, int, int]]) -> Binding:
    """A service of groups in two periods: (volume before, volume, price before, price)."""
    entries: dict[Key, Entry] = {}
    for number, (volume_before, volume, price_before, price) in enumerate(found):
        name = f"{SERVICE}.group.g{number}"
        for period, how_many, how_much in (("1", volume_before, price_before), ("2", volume, price)):
            entries[f"{name}.volume", period] = entry(f"{name}.volume", period, how_many, "pupil")
            entries[f"{name}.unit_cost", period] = entry(f"{name}.unit_cost", period, how_much, "SEK/pupil")
    return bind(CATALOGUE, PERIODS, entries, national_parameters())


def evaluated(found: list[tuple[int, int, int, int]]) -> dict[str, Value]:
    binding = bound(found)
    assert not len(binding.report)
    evaluation = Figures(binding.graph, binding.inputs)
    names = ("cost", *EFFECTS)
    return {
        **{name: evaluation[binding.cells[f"{SERVICE}.{name}", "2"].row] for name in names},
        "cost_before": evaluation[binding.cells[f"{SERVICE}.cost", "1"].row],
    }


def exactly(found: list[tuple[int, int, int, int]]) -> dict[str, Fraction]:
    """The effects by their definition, in exact fractions."""
    before = sum(v0 * p0 for v0, _, p0, _ in found)
    now = sum(v1 * p1 for _, v1, _, p1 in found)
    now_at_old_prices = sum(v1 * p0 for _, v1, p0, _ in found)
    grown = Fraction(before * sum(v1 for _, v1, _, _ in found), sum(v0 for v0, _, _, _ in found))
    return {
        "price_effect": Fraction(now - now_at_old_prices),
        "volume_effect": grown - before,
        "mix_effect": now_at_old_prices - grown,
    }


@settings(deadline=None)
@given(groups)
def test_the_effects_are_those_of_exact_arithmetic(found: list[tuple[int, int, int, int]]) -> None:
    computed, expected = evaluated(found), exactly(found)
    size = max(
        1.0, abs(computed["cost"] or 0.0), abs(computed["cost_before"] or 0.0), *(abs(float(each)) for each in expected.values())
    )
    assert computed["price_effect"] == expected["price_effect"]
    for name in EFFECTS:
        assert abs(Fraction(computed[name] or 0.0) - expected[name]) <= Fraction(size) * Fraction(1, 2**50), name


@settings(deadline=None)
@given(groups)
def test_the_effects_add_up_to_the_change(found: list[tuple[int, int, int, int]]) -> None:
    computed = evaluated(found)
    cost, before = Fraction(computed["cost"] or 0.0), Fraction(computed["cost_before"] or 0.0)
    total = sum((Fraction(computed[name] or 0.0) for name in EFFECTS), Fraction(0))
    size = max(1.0, *(abs(each or 0.0) for each in computed.values()))
    assert abs(total - (cost - before)) <= Fraction(size) * Fraction(1, 2**50)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1000), prices, prices), min_size=1, max_size=6), st.integers(0, 20))
def test_the_same_growth_everywhere_is_no_mix(found: list[tuple[int, int, int]], growth: int) -> None:
    if not any(volume for volume, _, _ in found):
        return
    assert evaluated([(volume, growth * volume, before, now) for volume, before, now in found])["mix_effect"] == 0.0


@settings(deadline=None)
@given(groups)
def test_the_same_price_everywhere_is_no_mix(found: list[tuple[int, int, int, int]]) -> None:
    one_price = [(before, now, found[0][2], price) for before, now, _, price in found]
    mix = evaluated(one_price)["mix_effect"]
    assert mix is not None
    assert abs(mix) <= 2**-50 * max(1.0, found[0][2] * sum(now for _, now, _, _ in found))


@settings(deadline=None)
@given(groups)
def test_a_service_that_did_not_exist_has_no_effects_by_volume(found: list[tuple[int, int, int, int]]) -> None:
    """Grown from nothing is unknown, never a fault and never zero."""
    computed = evaluated([(0, now, before, price) for _, now, before, price in found])
    assert computed["price_effect"] is not None
    assert computed["volume_effect"] is None
    assert computed["mix_effect"] is None
