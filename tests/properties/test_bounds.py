"""Ranges hold every value: whatever the inputs are inside their printed roundings, no figure falls outside its range."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.graphs import FINITE, steps, traced

from hundralapp.graph.bounds import Range, evaluate_bounds
from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.trace import Graph, Node, ceil, floor, maximum, minimum, where
from hundralapp.units import ONE, SEK

NAMES = "abcde"
CONSTANTS = (0.0, 1.0, -1.0, 100.0)
numbers = st.one_of(st.integers(-1000, 1000).map(float), st.floats(-1e9, 1e9), st.sampled_from(FINITE))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """From a number to itself or another; rarely so wide that nothing is said."""
    low, high = sorted((draw(numbers), draw(numbers)), key=lambda number: (number, math.copysign(1.0, number)))
    return (low, high) if draw(st.booleans()) else (low, low)


def inside(data: st.DataObject, between: Range) -> float:
    return data.draw(st.one_of(st.sampled_from(between), st.floats(*between)))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(steps(), st.tuples(*[ranges()] * len(NAMES)), st.data())
def test_a_point_inside_the_inputs_stays_inside(taken, between, data) -> None:
    graph = traced(NAMES, CONSTANTS, taken)
    found = evaluate_bounds(graph, dict(zip(NAMES, between, strict=True)))
    point = Evaluation(graph, {name: inside(data, each) for name, each in zip(NAMES, between, strict=True)})
    for row, each in enumerate(found):
        value = point[row]
        assert each is not None
        assert value is not None
        assert math.isnan(value) or each[0] <= value <= each[1], (row, graph.code[row], value, each)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(steps(), st.tuples(*[st.none() | ranges()] * len(NAMES)), st.data())
def test_a_range_is_claimed_only_where_the_value_is_known(taken, between, data) -> None:
    graph = traced(NAMES, CONSTANTS, taken)
    found = evaluate_bounds(graph, dict(zip(NAMES, between, strict=True)))
    point = Evaluation(graph, {name: each and inside(data, each) for name, each in zip(NAMES, between, strict=True)})
    for row, each in enumerate(found):
        value = point[row]
        if each is not None:
            assert value is not None
            assert math.isnan(value) or each[0] <= value <= each[1]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(steps(), st.tuples(*[st.integers(-1000, 1000).map(float)] * len(NAMES)))
def test_inputs_without_width_give_exactly_the_value(taken, values) -> None:
    graph = traced(NAMES, CONSTANTS, taken)
    found = evaluate_bounds(graph, {name: (value, value) for name, value in zip(NAMES, values, strict=True)})
    point = Evaluation(graph, dict(zip(NAMES, values, strict=True)))
    finite: list[bool] = []
    for row, each in enumerate(found):
        value = point[row]
        assert value is not None
        finite.append(math.isfinite(value) and all(finite[operand] for operand in graph.operands(row)))
        assert not finite[row] or each == (value, value), (row, graph.code[row], value, each)


def test_a_printed_sum_is_compared_with_its_printed_parts() -> None:
    """A row's own range comes from its operands' statements, so one fault is found in one place."""
    graph = Graph()
    a, b = graph.input("a", SEK), graph.input("b", SEK)
    part = a + b
    whole = part + a
    found = evaluate_bounds(graph, {"a": (49.5, 50.5), "b": (60.0, 60.0)}, stated={part.row: (200.0, 201.0)})
    assert found[part.row] == (109.5, 110.5), "from a and b, not from what is stated of the part itself"
    assert found[whole.row] == (249.5, 251.5), "from what is stated of the part"


GRAPH = Graph()
A, B, C = (GRAPH.input(name, ONE) for name in "abc")  # a from 1 to 3, b from -1 to 3, c from 1 to 3


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A + B, (0.0, 6.0)),
        (A - B, (-2.0, 4.0)),
        (A * B, (-3.0, 9.0)),
        (B / A, (-1.0, 3.0)),
        (A / B, (-math.inf, math.inf)),
        (A / (B * 0), (-math.inf, math.inf)),
        (A / B * maximum(B, 0), (-math.inf, math.inf)),
        (A / B + A * 1e308 * 100, (-math.inf, math.inf)),
        (A / B - A * 1e308 * 100, (-math.inf, math.inf)),
        (A * 1e308 * 100 - A * 1e308 * 100, (-math.inf, math.inf)),
        (floor(B / 2), (-1.0, 1.0)),
        (ceil(B / 2), (-0.0, 2.0)),
        (minimum(A, B), (-1.0, 3.0)),
        (maximum(A, B), (1.0, 3.0)),
        (A < B, (0.0, 1.0)),
        (A < B + 4, (0.0, 1.0)),
        (A < B + 5, (1.0, 1.0)),
        (B + 4 < A, (0.0, 0.0)),
        (A <= B + 4, (1.0, 1.0)),
        (B + 4 <= A, (0.0, 1.0)),
        (A == B, (0.0, 1.0)),
        (A == B + 4, (0.0, 1.0)),
        (A == B / 2 + 1, (0.0, 1.0)),
        (A == C, (0.0, 1.0)),
        (A == 2, (0.0, 1.0)),
        (A * 0 == B * 0, (1.0, 1.0)),
        (A == B + 5, (0.0, 0.0)),
        (A == B - 5, (0.0, 0.0)),
        (where(A < B + 5, A, B), (1.0, 3.0)),
        (where(B - A - 9, A, B), (1.0, 3.0)),
        (where(A, A, B), (1.0, 3.0)),
        (where(maximum(B, 0), A, B), (-1.0, 3.0)),
        (where(minimum(B, 0), A, B), (-1.0, 3.0)),
        (where(B / 4, A, B), (-1.0, 3.0)),
        (where(B + 4 < A, A, B), (-1.0, 3.0)),
        (where(A < B, A, B * 2), (-2.0, 6.0)),
    ],
    ids=str,
)
def test_a_range_is_no_wider_than_its_operation_asks(node: Node, expected: Range) -> None:
    assert evaluate_bounds(GRAPH, {"a": (1.0, 3.0), "b": (-1.0, 3.0), "c": (1.0, 3.0)})[node.row] == expected


HALF_KNOWN = Graph()
KNOWN, UNKNOWN = HALF_KNOWN.input("known", ONE), HALF_KNOWN.input("unknown", ONE)


@pytest.mark.parametrize(
    ("condition", "then", "otherwise", "expected"),
    [
        (KNOWN, KNOWN, UNKNOWN, (1.0, 3.0)),
        (KNOWN, UNKNOWN, KNOWN, None),
        (KNOWN < 0, UNKNOWN, KNOWN, (1.0, 3.0)),
        (KNOWN < 0, KNOWN, UNKNOWN, None),
        (KNOWN < 2, KNOWN, UNKNOWN, None),
        (KNOWN < 2, UNKNOWN, KNOWN, None),
        (UNKNOWN, KNOWN, KNOWN, None),
    ],
)
def test_an_unknown_branch_that_is_not_taken_hides_nothing(
    condition: Node, then: Node, otherwise: Node, expected: Range | None
) -> None:
    node = where(condition, then, otherwise)
    found = evaluate_bounds(node.graph, {"known": (1.0, 3.0), "unknown": None})
    assert found[node.row] == expected
