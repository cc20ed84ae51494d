"""What scenarios promise beside giving the same values, which is proved in `tests/properties/`."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from hundralapp.graph.scenarios import evaluate_scenarios
from hundralapp.graph.trace import Graph, where
from hundralapp.units import ONE


@pytest.fixture
def graph() -> Graph:
    graph = Graph()
    for name in ("rate", "base", "grants"):
        graph.input(name, ONE)
    return graph


def test_one_row_per_scenario_and_one_column_per_output(graph: Graph) -> None:
    rate, base, grants = (graph.input(name, ONE) for name in ("rate", "base", "grants"))
    tax = rate * base
    inputs = {"rate": 0.2, "base": 100.0, "grants": 7.0}
    rates = np.array([0.1, 0.2, 0.3, 0.5, 1.0])
    found = evaluate_scenarios(graph, inputs, {"rate": rates}, [(tax + grants).row, rate.row, grants.row, tax.row], block=2)
    assert found.shape == (5, 4)
    assert found.dtype == np.float64
    assert found.T.tolist() == [[17.0, 27.0, 37.0, 57.0, 107.0], rates.tolist(), [7.0] * 5, [10.0, 20.0, 30.0, 50.0, 100.0]]


def test_an_output_may_be_asked_for_twice(graph: Graph) -> None:
    double = graph.input("rate", ONE) * 2
    inputs = {"rate": 0.0, "base": 0.0, "grants": 0.0}
    found = evaluate_scenarios(graph, inputs, {"rate": np.array([1.0, 2.0])}, [double.row, double.row])
    assert found.tolist() == [[2.0, 2.0], [4.0, 4.0]]


def test_what_varies_need_not_be_known_in_the_base(graph: Graph) -> None:
    double = graph.input("rate", ONE) * 2
    inputs = {"rate": None, "base": None, "grants": None}
    found = evaluate_scenarios(graph, inputs, {"rate": np.array([1.0, 2.0])}, [double.row, graph.input("base", ONE).row])
    assert found[:, 0].tolist() == [2.0, 4.0]
    assert np.isnan(found[:, 1]).all()


def test_the_given_values_are_left_as_they_were(graph: Graph) -> None:
    rates, inputs = np.array([3.0, 4.0]), {"rate": 1.0, "base": 2.0, "grants": 0.0}
    rates.flags.writeable = False
    row = (graph.input("rate", ONE) - graph.input("base", ONE)).row
    assert evaluate_scenarios(graph, inputs, {"rate": rates}, [row]).tolist() == [[1.0], [2.0]]
    assert inputs == {"rate": 1.0, "base": 2.0, "grants": 0.0}


def test_no_scenarios_no_rows(graph: Graph) -> None:
    inputs = {"rate": 0.0, "base": 0.0, "grants": 0.0}
    assert evaluate_scenarios(graph, inputs, {"rate": np.array([])}, [0, 1]).shape == (0, 2)


def test_memory_does_not_grow_with_the_graph(graph: Graph) -> None:
    """A thousand steps, each an array of 64 kB, known or not, need room for a few at a time."""
    row = rate = graph.input("rate", ONE)
    unknown = graph.input("base", ONE)
    for number in range(250):
        row = row * rate + number
        unknown = where(rate < number / 250, unknown, rate) + rate
    inputs = {"rate": 0.0, "base": None, "grants": 0.0}
    rates = np.linspace(0.0, 1.0, 8192)
    tracemalloc.start()
    try:
        evaluate_scenarios(graph, inputs, {"rate": rates}, [row.row, unknown.row], block=8192)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * rates.nbytes


@pytest.mark.parametrize(("varying", "lengths"), [({}, r"\[\]"), ({"rate": np.zeros(3), "base": np.zeros(2)}, r"\[2, 3\]")])
def test_varying_inputs_have_one_length(graph: Graph, varying: dict[str, np.ndarray], lengths: str) -> None:
    with pytest.raises(ValueError, match=f"one value per scenario, got lengths {lengths}"):
        evaluate_scenarios(graph, {"rate": 0.0, "base": 0.0, "grants": 0.0}, varying, [0])
