"""Deficits and the year by which they are restored."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hundralapp.graph.evaluate import Value
from hundralapp.model import Model, load_model
from hundralapp.views.restoration import restorations

EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def example(name: str) -> Model:
    return load_model(EXAMPLES / name)


def with_results(**changes: float) -> Model:
    """Exempelstad with an adjustment of the balance requirement in some periods."""
    model = example("exempelstad")
    inputs: dict[str, Value] = dict(model.binding.inputs)
    for period, value in changes.items():
        inputs[f"balance_requirement.capital_gains@{period.removeprefix('y')}"] = value
    return model.with_inputs(inputs)


def test_two_deficits_restored_in_the_same_year() -> None:
    """Sjöbo's budget restores the deficits of 2023 and 2024 with the surplus of 2025."""
    found = restorations(example("sjobo-2024"))
    assert [(each.year, each.by, each.restored, each.outcome) for each in found] == [
        (2023, 2026, 2025, "restored"),
        (2024, 2027, 2025, "restored"),
    ]
    assert [value for _, value in found[0].left] == [pytest.approx(4.8e6), 0.0]


def test_a_budget_without_deficit_restores_nothing() -> None:
    assert restorations(example("exempelstad")) == []


def test_a_deficit_that_is_never_restored_is_left_in_the_third_year() -> None:
    found = restorations(with_results(y2025=-500e6, y2026=-100e6, y2027=-100e6, y2028=-100e6))
    assert (found[0].year, found[0].restored, found[0].outcome) == (2025, None, "left")
    assert len(found[0].left) == 3
    assert found[-1].outcome == "later"
    assert (found[-1].by, found[-1].left) == (2031, ())


def test_what_is_not_known_is_no_deficit() -> None:
    assert restorations(example("region-stockholm-2024")) == []
