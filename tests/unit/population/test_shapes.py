"""Curves of income keep what they promise: means, medians, and what is left when a group is taken out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundralapp.population.facts import SEXES, distribution, meeting, national_shape
from hundralapp.population.shapes import Curve, from_percentiles, remainder, solve, straight

MANY = (np.arange(400_000) + 0.5) / 400_000


def gini(curve: Curve) -> float:
    incomes = curve.quantile(MANY)
    return float(1 - 2 * np.sum(np.cumsum(incomes) / incomes.sum()) / len(incomes))


@pytest.mark.parametrize(("band", "who"), sorted(distribution()))
def test_published_means_and_gini_follow_from_the_percentiles(band: str, who: str) -> None:
    """They are not put in: SCB's mean and Gini are what the curve through its percentiles has."""
    known = distribution()[band, who]
    curve = from_percentiles(known)
    assert curve.mean() == pytest.approx(known["mean"], rel=0.003)
    assert gini(curve) == pytest.approx(known["gini"], abs=0.004)
    top = curve.quantile(MANY[MANY > 0.95]).mean()
    assert top == pytest.approx(known["mean_top_5_percent"], rel=0.01)


@given(st.floats(0.3, 2.0), st.floats(1e4, 1e6), st.sampled_from([0, 1]), st.floats(0.001, 0.9999))
def test_bending_keeps_order_and_gives_the_mean(power: float, mean: float, sex: int, share: float) -> None:
    curve = national_shape(sex).working.bent(power, mean)
    assert curve.mean() == pytest.approx(mean)
    income = float(curve.quantile(np.array([share]))[0])
    if income > 0:
        assert curve.share_below(income) == pytest.approx(share, abs=1e-9)
    else:
        assert curve.share_below(0.0) >= share


def test_a_wider_spread_is_a_higher_gini() -> None:
    curve = national_shape(0).working
    ginis = [gini(curve.bent(power, 300_000)) for power in (0.5, 1.0, 1.5)]
    assert ginis == sorted(ginis)
    assert ginis[0] < ginis[2] - 0.2


@pytest.mark.parametrize(("mean", "median"), [(28_000, 7_850), (200_000, 205_000), (150_000, 120_000)])
def test_mean_and_median_are_met(mean: float, median: float) -> None:
    curve = meeting(straight(0.1), mean, median)
    assert curve.mean() == pytest.approx(mean)
    assert float(curve.quantile(np.array([0.5]))[0]) == pytest.approx(median, rel=1e-3)


@pytest.mark.parametrize("sex", [0, 1])
def test_the_country_is_its_parts(sex: int) -> None:
    """The curve of 65 and older has what SCB's 20+ and 20-64 leave for it, and older incomes are the lower and the more even."""
    shape = national_shape(sex)
    assert 0.6 < shape.older_to_working < 0.8
    assert shape.working.mean() * shape.older_to_working == pytest.approx(shape.older.mean(), rel=1e-6)
    assert gini(shape.older) < gini(shape.working)
    assert distribution()["20+", SEXES[sex]]["p50"] < distribution()["20-64", SEXES[sex]]["p50"]


def test_a_remainder_is_what_was_mixed_in() -> None:
    one, other = straight(0.1).bent(1.0, 200_000.0), straight(0.0).bent(0.5, 300_000.0)
    incomes = np.linspace(0.0, 1_000_000.0, 4_001)
    shares = np.array([0.3 * one.share_below(each) + 0.7 * other.share_below(each) for each in incomes])
    last = int(np.argmax(shares >= 1.0 - 1e-9))
    mixed = Curve(np.append(0.0, shares[: last + 1]), np.append(0.0, incomes[: last + 1]), np.inf)
    left = remainder(mixed, [(0.3, one)], 300_000.0)
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        expected = float(other.quantile(np.array([share]))[0])
        assert float(left.quantile(np.array([share]))[0]) == pytest.approx(expected, rel=0.02)


@given(st.floats(-5, 5), st.floats(0.1, 4))
def test_solving(root: float, slope: float) -> None:
    for power in (1, 3):
        found = solve(lambda x, power=power: slope * (x - root) ** power, -10, 10)  # type: ignore[misc]
        assert abs(slope * (found - root) ** power) < 1e-3
    assert solve(lambda x: slope * (x - root), 6, 10) == 6
    assert solve(lambda x: slope * (root - x), -10, -6) == -6


@given(st.floats(0.0, 0.99), st.floats(0.001, 1.0), st.sampled_from([0, 1]))
def test_the_mean_between_two_shares(below: float, width: float, sex: int) -> None:
    """It is the integral of the quantiles, up to the very top."""
    above = min(below + width, 1.0)
    curve = national_shape(sex).working
    fine = below + (above - below) * (np.arange(200_000) + 0.5) / 200_000
    found = float(curve.mean_between(np.array([below]), np.array([above]))[0])
    assert found == pytest.approx(float(curve.quantile(fine).mean()), rel=0.03, abs=1.0)
    assert curve.quantile(np.array([below]))[0] - 1e-6 <= found
    if above < 1:
        assert found <= curve.quantile(np.array([above]))[0] + 1e-6
