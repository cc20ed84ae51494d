"""Where proposals differ: the committees' own figures, the distance with the budget's zero, and pairs that turn around."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.compare import Comparison, compare
from hundralapp.views.spread import UNITS, of_hundred, pair, per_resident, spreads

EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def comparison(name: str = "exempelstad") -> Comparison:
    model, proposals = load(EXAMPLES / name)
    return compare(model, list(proposals.values()))


def model() -> Model:
    return comparison().model


@pytest.mark.parametrize("unit", UNITS)
def test_rows_are_the_changes_in_order_of_distance(unit: str) -> None:
    found = spreads(comparison(), "2026", unit, "sv")
    assert found
    assert [each.width for each in found] == sorted((each.width for each in found), reverse=True)
    for row in found:
        known = [each for each in row.changes if each is not None]
        assert row.low == min(0.0, *known)
        assert row.high == max(0.0, *known)
        if row.figure in {figure for figure, _ in model().cells}:
            assert row.changes == tuple(each.overlay.change(row.figure, "2026") for each in comparison().compared)


def test_what_no_committee_has_been_given_is_a_row() -> None:
    [row] = [each for each in spreads(comparison(), "2026", "money", "sv") if each.figure == "operating.undistributed_changes"]
    assert row.changes == (0.0, -25e6, 0.0)
    assert row.label == "Ändringar som ingen nämnd fått"


def test_one_proposal_has_a_distance_from_the_budget() -> None:
    one = Comparison(comparison().model, None, comparison().compared[:1])
    assert all(each.width == abs(each.changes[0] or 0.0) for each in spreads(one, "2026", "money", "sv"))


def test_a_pair_turned_around_is_its_negative() -> None:
    compared, found = comparison().compared, spreads(comparison(), "2026", "money", "sv")
    for first in range(3):
        for second in range(3):
            one, other = (pair(compared, found, "2026", *each) for each in ((first, second), (second, first)))
            assert one.result == pytest.approx(-(other.result or 0.0))
            assert one.tax_rate == pytest.approx(-(other.tax_rate or 0.0))
            assert one.most == other.most
            if first == second:
                assert one.most is None
    assert pair(compared, found, "2026", 0, 1).tax_rate == 30.0


def test_an_unknown_result_leaves_the_change_known() -> None:
    found = comparison("stockholm-2024")
    rows = spreads(found, "2024", "money", "sv")
    assert rows[0].figure == "revenue.tax_revenue"
    assert rows[0].changes == pytest.approx((-848e6,) * 4)
    assert of_hundred(found.model, 848e6, "2024") is None


def test_other_units() -> None:
    whole, residents = model().value("revenue.tax_and_grants", "2026"), model().value("population.residents", "2026")
    assert whole is not None
    assert of_hundred(model(), whole, "2026") == 10_000.0
    assert per_resident(model(), residents, "2026") == 1.0
    assert of_hundred(model(), None, "2026") is None
    assert per_resident(model(), 1.0, "2024") == 1.0 / 61_240
