from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from hundralapp.graph.trace import (
    HUNDRED_KRONOR,
    HUNDRED_PERCENT,
    WHOLE_TAX_RATE,
    Graph,
    Node,
    Quantity,
    TraceError,
    UnitMismatchError,
    ceil,
    floor,
    maximum,
    minimum,
    total,
    where,
)
from hundralapp.units import ONE, PERCENT, SEK, TAX_RATE, unit


@pytest.fixture
def graph() -> Graph:
    return Graph()


@pytest.fixture
def a(graph: Graph) -> Node:
    return graph.input("a", SEK)


@pytest.fixture
def b(graph: Graph) -> Node:
    return graph.input("b", SEK)


def step(node: Node) -> tuple[str, tuple[int, ...]]:
    return node.graph.code[node.row], node.graph.operands(node.row)


class TestSteps:
    @pytest.mark.parametrize(
        ("make", "code", "swapped"),
        [
            (lambda a, b: a + b, "+", False),
            (lambda a, b: a - b, "-", False),
            (lambda a, b: a * b, "*", False),
            (lambda a, b: a / b, "/", False),
            (lambda a, b: a < b, "<", False),
            (lambda a, b: a > b, "<", True),
            (lambda a, b: a <= b, "l", False),
            (lambda a, b: a >= b, "l", True),
            (lambda a, b: a == b, "=", False),
            (minimum, "m", False),
            (maximum, "M", False),
        ],
    )
    def test_two_operands(self, a: Node, b: Node, make: Callable[[Node, Node], Node], code: str, swapped: bool) -> None:
        assert step(make(a, b)) == (code, (b.row, a.row) if swapped else (a.row, b.row))

    @pytest.mark.parametrize(
        ("make", "code", "constant_first"),
        [
            (lambda a: 2 * a, "*", True),
            (lambda a: a * 2, "*", False),
            (lambda a: 2 / a, "/", True),
            (lambda a: a / 2, "/", False),
            (lambda a: 2 + a, "+", True),
            (lambda a: a + 2, "+", False),
            (lambda a: 2 - a, "-", True),
            (lambda a: a - 2, "-", False),
            (lambda a: a > 2, "<", True),
            (lambda a: a < 2, "<", False),
            (lambda a: a <= 2, "l", False),
            (lambda a: minimum(2, a), "m", True),
            (lambda a: maximum(a, 2), "M", False),
        ],
    )
    def test_a_plain_number_is_a_constant_in_its_place(
        self, graph: Graph, make: Callable[[Node], Node], code: str, constant_first: bool
    ) -> None:
        plain = graph.input("plain", ONE)
        found, operands = step(make(plain))
        constant = operands[0] if constant_first else operands[1]
        assert found == code
        assert graph.constants[constant] == 2.0
        assert set(operands) == {constant, plain.row}

    def test_one_and_three_operands(self, a: Node, b: Node) -> None:
        assert step(floor(a)) == ("f", (a.row,))
        assert step(ceil(a)) == ("c", (a.row,))
        condition = a < b
        assert step(where(condition, a, b)) == ("?", (condition.row, a.row, b.row))

    def test_a_reversed_sign_is_a_product(self, graph: Graph, a: Node) -> None:
        code, (constant, row) = step(-a)
        assert (code, graph.constants[constant], row) == ("*", -1.0, a.row)
        assert (-a).unit == SEK

    def test_a_quantity_meets_a_figure_of_its_unit(self, graph: Graph) -> None:
        rate = graph.input("rate", PERCENT)
        left, right = HUNDRED_PERCENT - rate, rate <= Quantity(5.0, PERCENT)
        assert left.unit == PERCENT
        assert graph.constants[graph.operands(left.row)[0]] == 100.0
        assert graph.constants[graph.operands(right.row)[1]] == 5.0

    def test_named_constants_undo_their_units(self, graph: Graph, a: Node) -> None:
        assert (a * graph.input("percent", PERCENT) / HUNDRED_PERCENT).unit == SEK
        assert (a * graph.input("rate", TAX_RATE) / WHOLE_TAX_RATE).unit == SEK
        assert (a * HUNDRED_KRONOR / a).unit == unit("SEK_of_100")
        assert (HUNDRED_PERCENT.value, WHOLE_TAX_RATE.value, HUNDRED_KRONOR.value) == (100.0, 10_000.0, 100.0)

    def test_a_total_goes_from_left_to_right(self, graph: Graph, a: Node, b: Node) -> None:
        c = graph.input("c", SEK)
        code, (left, right) = step(total(iter([a, b, c])))
        assert (code, right) == ("+", c.row)
        assert step(Node(graph, left)) == ("+", (a.row, b.row))
        assert total([a]).row == a.row

    def test_operands_stand_above(self, graph: Graph, a: Node, b: Node) -> None:
        where(a < b, -a, maximum(b / 2, 0) + floor(a))
        assert all(each < row for row in range(len(graph)) for each in graph.operands(row))


class TestSharing:
    def test_equal_steps_are_stored_once(self, graph: Graph, a: Node, b: Node) -> None:
        first = (a + b) / 2
        rows = len(graph)
        assert ((a + b) / 2).row == first.row
        assert len(graph) == rows

    def test_order_matters(self, a: Node, b: Node) -> None:
        """`a + b` and `b + a` have the same value but not the same explanation; minimum and where differ outright."""
        rows = {(a + b).row, (b + a).row, minimum(a, b).row, minimum(b, a).row, (a - b).row, (b - a).row}
        assert len(rows) == 6

    def test_constants_are_shared_by_value_unit_and_sign(self, graph: Graph) -> None:
        assert graph.constant(1).row == graph.constant(1.0).row
        assert graph.constant(0.0).row != graph.constant(-0.0).row
        assert graph.constant(1.0).row != graph.constant(1.0, SEK).row
        assert math.copysign(1.0, graph.constants[graph.constant(-0.0).row]) == -1.0

    def test_an_input_is_made_once(self, graph: Graph, a: Node) -> None:
        assert graph.input("a", SEK).row == a.row
        assert graph.inputs == {"a": a.row}


class TestZero:
    @pytest.mark.parametrize(
        "make",
        [
            lambda a: a + 0,
            lambda a: 0 + a,
            lambda a: a - 0.0,
            lambda a: maximum(a, 0),
            lambda a: minimum(0, a),
            lambda a: where(a < 0, 0, a),
            lambda a: where(a >= 0, a, 0),
        ],
    )
    def test_a_literal_zero_takes_the_unit(self, a: Node, make: Callable[[Node], Node]) -> None:
        node = make(a)
        zero = next(each for each in node.graph.operands(node.row)[-2:] if each != a.row)
        assert node.unit == node.graph.units[zero] == SEK
        assert node.graph.constants[zero] == 0.0

    def test_no_other_number_does(self, a: Node) -> None:
        with pytest.raises(UnitMismatchError, match=r"^\+: SEK and 1 do not meet$"):
            a + 1

    def test_a_computed_zero_does_not(self, graph: Graph, a: Node) -> None:
        with pytest.raises(UnitMismatchError):
            a + graph.constant(1.0) * 0

    def test_a_zero_with_a_unit_keeps_it(self, a: Node) -> None:
        with pytest.raises(UnitMismatchError, match="SEK and percent"):
            a + Quantity(0.0, PERCENT)


USE_WHERE = r"use where\(\), minimum\(\), maximum\(\)"
USE_FLOOR = r"use floor\(\), ceil\(\), maximum\(a, -a\)"


class TestRefusals:
    @pytest.mark.parametrize(
        ("what", "replacement"),
        [
            (lambda a, b: 1 if a else 2, USE_WHERE),
            (lambda a, b: 1 if a < b else 2, USE_WHERE),
            (lambda a, b: a and b, USE_WHERE),
            (lambda a, b: a or b, USE_WHERE),
            (lambda a, b: not a, USE_WHERE),
            (lambda a, b: a != b, USE_WHERE),
            (lambda a, b: a < b < a, USE_WHERE),
            (lambda a, b: a in [b], USE_WHERE),
            (lambda a, b: min(a, b), USE_WHERE),
            (lambda a, b: max(a, b), USE_WHERE),
            (lambda a, b: sorted([a, b]), USE_WHERE),
            (lambda a, b: bool(a), USE_WHERE),
            (lambda a, b: float(a), USE_FLOOR),
            (lambda a, b: int(a), USE_FLOOR),
            (lambda a, b: round(a), USE_FLOOR),
            (lambda a, b: abs(a), USE_FLOOR),
            (lambda a, b: math.floor(a), USE_FLOOR),
            (lambda a, b: math.ceil(a), USE_FLOOR),
            (lambda a, b: math.trunc(a), USE_FLOOR),
            (lambda a, b: math.sqrt(a), USE_FLOOR),
            (lambda a, b: [1, 2][a], USE_FLOOR),
            (lambda a, b: range(a), USE_FLOOR),
        ],
    )
    def test_python_on_a_figure_names_the_replacement(
        self, a: Node, b: Node, what: Callable[[Any, Any], object], replacement: str
    ) -> None:
        with pytest.raises(TraceError, match=replacement):
            what(a, b)

    def test_a_figure_is_no_key(self, a: Node) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(a)

    @pytest.mark.parametrize("term", [True, None, "1", [1]])
    def test_only_figures_quantities_and_numbers(self, a: Node, term: Any) -> None:
        with pytest.raises(TraceError, match=type(term).__name__):
            a + term

    @pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
    def test_a_constant_is_finite(self, a: Node, value: float) -> None:
        """JSON, and so the published page, has no infinity."""
        with pytest.raises(TraceError, match="finite"):
            minimum(a, Quantity(value, SEK))

    def test_two_graphs_do_not_mix(self, a: Node) -> None:
        with pytest.raises(TraceError, match="two graphs"):
            a + Graph().input("b", SEK)

    def test_a_condition_has_no_unit(self, a: Node) -> None:
        with pytest.raises(TraceError, match="a condition is a comparison, not a figure in SEK"):
            where(a, a, 0)

    def test_the_lesser_of_plain_numbers_is_no_step(self) -> None:
        with pytest.raises(TraceError, match="need a figure"):
            minimum(1, 2)

    def test_a_total_of_nothing(self) -> None:
        with pytest.raises(TraceError, match="total\\(\\) of nothing"):
            total([])

    def test_only_units_are_a_users_fault(self, a: Node) -> None:
        """Binding reports a `UnitMismatchError` on the user's row; anything else is a fault in the rule and is raised."""
        with pytest.raises(TraceError) as branch:
            bool(a)
        assert not isinstance(branch.value, UnitMismatchError)
