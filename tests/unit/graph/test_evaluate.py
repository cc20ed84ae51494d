from __future__ import annotations

import pytest

from hundralapp.graph.evaluate import Evaluation, rows_reached, unknown_causes
from hundralapp.graph.trace import Graph, floor, where
from hundralapp.units import ONE


@pytest.fixture
def graph() -> Graph:
    graph = Graph()
    for name in "abc":
        graph.input(name, ONE)
    return graph


def test_unknown_spreads_and_zero_does_not_hide_it(graph: Graph) -> None:
    a, b, c = (graph.input(name, ONE) for name in "abc")
    whole, product, other = a + b, b * 0, floor(a * c)
    found = Evaluation(graph, {"a": 1.0, "b": None, "c": 2.5})
    assert found[whole.row] is None
    assert found[product.row] is None, "nothing times the unknown is unknown"
    assert found[other.row] == 2.0
    assert found[b.row] is None


@pytest.mark.parametrize(
    ("a", "b", "c", "expected"),
    [(1.0, 5.0, None, 5.0), (0.0, 5.0, None, None), (0.0, None, 7.0, 7.0), (1.0, None, 7.0, None), (None, 5.0, 7.0, None)],
)
def test_a_branch_that_is_not_taken_may_be_unknown(graph: Graph, a, b, c, expected) -> None:
    chosen = where(*(graph.input(name, ONE) for name in "abc"))
    assert Evaluation(graph, {"a": a, "b": b, "c": c})[chosen.row] == expected


def test_every_input_needs_a_value(graph: Graph) -> None:
    with pytest.raises(KeyError, match="b"):
        Evaluation(graph, {"a": 1.0, "c": 1.0})
    with pytest.raises(KeyError, match="d"):
        Evaluation(graph, dict.fromkeys("abc", 1.0)).change({"d": 1.0})


def test_rows_reached_are_those_that_depend_on_the_starts(graph: Graph) -> None:
    a, b, c = (graph.input(name, ONE) for name in "abc")
    on_a, on_b, on_both = a + 1, b + 1, a * b
    deeper = on_a - c
    reached = {row for row, mark in enumerate(rows_reached(graph, [a.row])) if mark}
    assert reached == {a.row, on_a.row, on_both.row, deeper.row}
    assert not any(rows_reached(graph, []))
    assert on_b.row not in reached


def test_a_change_reaches_no_further(graph: Graph) -> None:
    """A row that the change does not reach is not computed again: here it would show, since its value was put there by hand."""
    a, b = graph.input("a", ONE), graph.input("b", ONE)
    on_a, on_b = a + 1, b + 1
    found = Evaluation(graph, {"a": 1.0, "b": 2.0, "c": 0.0})
    found._values[on_b.row] = 99.0
    found.change({"a": 10.0})
    assert (found[on_a.row], found[on_b.row]) == (11.0, 99.0)


def test_causes_are_the_unknown_inputs_that_matter(graph: Graph) -> None:
    a, b, c = (graph.input(name, ONE) for name in "abc")
    both, one, branch = (a + b) * c, b - c, where(c, a, b)
    found = Evaluation(graph, {"a": None, "b": None, "c": 1.0})
    assert unknown_causes(found, both.row) == ["a", "b"]
    assert unknown_causes(found, one.row) == ["b"]
    assert unknown_causes(found, c.row) == []
    assert unknown_causes(found, a.row) == ["a"]
    found.change({"b": 3.0})
    assert unknown_causes(found, branch.row) == ["a"]
    found.change({"a": 3.0})
    assert unknown_causes(found, both.row) == []
