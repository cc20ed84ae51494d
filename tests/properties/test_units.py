"""Units form an abelian group under multiplication, and only equal units may be added, compared or chosen between."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.graph.trace import Graph, Node, TraceError, ceil, floor, maximum, minimum, total, where
from hundralapp.units import ONE, SYMBOLS, Unit, unit

simple = st.sampled_from(sorted(SYMBOLS)).map(unit)


def _product(factors: list[tuple[Unit, bool]]) -> Unit:
    return reduce(lambda done, each: done / each[0] if each[1] else done * each[0], factors, ONE)


units = st.lists(st.tuples(simple, st.booleans()), max_size=6).map(_product)
laws = settings(max_examples=60, derandomize=True, deadline=None)


@laws
@given(units, units, units)
def test_products_of_units_form_an_abelian_group(a: Unit, b: Unit, c: Unit) -> None:
    assert (a * b) * c == a * (b * c)
    assert a * b == b * a
    assert a * ONE == a == a / ONE
    assert a / a == ONE
    assert a * (ONE / a) == ONE
    assert a * b / b == a
    assert a / (b * c) == a / b / c


@laws
@given(units, units)
def test_equal_units_are_written_alike_and_sorted(a: Unit, b: Unit) -> None:
    assert hash(a * b) == hash(b * a)
    assert str(a * b) == str(b * a)
    assert list(a.parts) == sorted(a.parts)
    assert all(power != 0 for _, power in a.parts)


@laws
@given(st.lists(st.tuples(simple, st.booleans()), max_size=4, unique_by=lambda each: each[0]))
def test_what_is_written_is_read_back(factors: list[tuple[Unit, bool]]) -> None:
    each = _product(factors)
    assert unit(str(each)) == each


MEETINGS: dict[str, Callable[[Node, Node], Node]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "<": lambda a, b: a < b,
    "> is < from the right": lambda a, b: b > a,
    "<=": lambda a, b: a <= b,
    ">= is <= from the right": lambda a, b: b >= a,
    "==": lambda a, b: a == b,
    "minimum": minimum,
    "maximum": maximum,
    "where": lambda a, b: where(a == a, a, b),
    "total is +": lambda a, b: total([a, b]),
}
COMPARISONS = ("<", "> is < from the right", "<=", ">= is <= from the right", "==")


@pytest.mark.parametrize("how", MEETINGS)
@laws
@given(units, units)
def test_only_equal_units_meet(how: str, a: Unit, b: Unit) -> None:
    graph = Graph()
    first, second, like_first = graph.input("a", a), graph.input("b", b), graph.input("c", a)
    assert MEETINGS[how](first, like_first).unit == (ONE if how in COMPARISONS else a)
    if a != b:
        with pytest.raises(TraceError, match="do not meet") as failure:
            MEETINGS[how](first, second)
        sign = how.partition(" is ")[2].partition(" ")[0] or how
        assert str(failure.value) == f"{sign}: {a} and {b} do not meet"


@laws
@given(units, units)
def test_any_units_multiply_and_divide(a: Unit, b: Unit) -> None:
    graph = Graph()
    first, second = graph.input("a", a), graph.input("b", b)
    assert (first * second).unit == a * b
    assert (first / second).unit == a / b
    assert (2 / second).unit == ONE / b
    assert (2 * second).unit == (-second).unit == floor(second).unit == ceil(second).unit == b


@laws
@given(units.filter(lambda each: each != ONE))
def test_only_zero_needs_no_unit(a: Unit) -> None:
    graph = Graph()
    node = graph.input("a", a)
    assert (node + 0).unit == (0 - node).unit == maximum(0, node).unit == where(node > 0, 0, node).unit == a
    for how in MEETINGS.values():
        with pytest.raises(TraceError, match="do not meet"):
            how(node, graph.constant(1.0))
