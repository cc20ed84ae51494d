"""Tracing: a rule called with nodes instead of numbers records the steps it takes.

The graph is a list of rows in the order they were made, so a row's operands always stand above it. Equal steps are stored
once. Units are checked here, on the structure, before any number exists. A rule may use `+ - * /`, the comparisons, and the
functions of this module; an `if`, `round` or `float()` on a node raises and names the replacement, so that no branch is
lost silently.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.units import ONE, PERCENT, TAX_RATE, Unit, unit


class TraceError(TypeError):
    """A rule did what a graph cannot: a branch, a rounding, or units that do not meet."""


class UnitMismatchError(TraceError):
    """Units that do not meet: the one fault of a trace that may lie in the user's files and not in the rule."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, for the named constants of rules: `Quantity(100, PERCENT)`."""

    value: float
    unit: Unit


HUNDRED_PERCENT = Quantity(100.0, PERCENT)
WHOLE_TAX_RATE = Quantity(10_000.0, TAX_RATE)  # SEK 100 per SEK 100, in öre
ONE_ORE = Quantity(1.0, TAX_RATE)
HUNDRED_KRONOR = Quantity(100.0, unit("SEK_of_100"))


class Graph:
    """Rows of operations. `code[i]` with operands `a[i]`, `b[i]`, `c[i]` (row numbers; -1 where unused)."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.a: list[int] = []
        self.b: list[int] = []
        self.c: list[int] = []
        self.units: list[Unit] = []
        self.constants: dict[int, float] = {}
        self.inputs: dict[str, int] = {}
        self._known_rows: dict[tuple[Any, ...], int] = {}
        self._users: list[list[int]] = []
        self._input_names: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.code)

    def operands(self, row: int) -> tuple[int, ...]:
        """The rows that `row` is made of; none for inputs and constants."""
        a, b, c = self.a[row], self.b[row], self.c[row]
        return (a, b, c) if c >= 0 else (a, b) if b >= 0 else (a,) if a >= 0 else ()

    @property
    def input_names(self) -> dict[int, str]:
        """The name of each input by its row."""
        if len(self._input_names) != len(self.inputs):
            self._input_names = {row: name for name, row in self.inputs.items()}
        return self._input_names

    @property
    def users(self) -> list[list[int]]:
        """For each row the rows made of it."""
        if len(self._users) != len(self.code):
            users: list[list[int]] = [[] for _ in self.code]
            for row, operands in enumerate(zip(self.a, self.b, self.c, strict=True)):
                for operand in operands:
                    if operand >= 0:
                        users[operand].append(row)
            self._users = users  # at once: another thread may be asking
        return self._users

    def input(self, name: str, carried: Unit) -> Node:
        """The input row called `name`, made when first asked for."""
        row = self.inputs.get(name)
        if row is None:
            row = self.inputs[name] = self._append(INPUT, carried)
        return Node(self, row)

    def constant(self, value: float, carried: Unit = ONE) -> Node:
        if not math.isfinite(value):
            raise TraceError(f"a constant is a finite number, not {value}: JSON has no other")
        key = (CONSTANT, math.copysign(1.0, value), value, carried)
        if key not in self._known_rows:
            self._known_rows[key] = self._append(CONSTANT, carried)
            self.constants[self._known_rows[key]] = float(value)
        return Node(self, self._known_rows[key])

    def step(self, code: str, carried: Unit, *operands: int) -> Node:
        """The row for `code` on `operands`, shared if it was taken before."""
        key = (code, *operands)
        row = self._known_rows.get(key)
        if row is None:
            row = self._known_rows[key] = self._append(code, carried, *operands)
        return Node(self, row)

    def include(self, other: Graph, renamed: Mapping[str, str] | None = None) -> list[int]:
        """All steps of another graph, shared where they are the same.

        Args:
            renamed: other names for some of its inputs; an input that is there by that name already is the same one.
        Returns:
            For each row of `other`, the row here.
        """
        names = other.input_names
        here: list[int] = []
        for row, code in enumerate(other.code):
            if code == INPUT:
                name = names[row]
                node = self.input((renamed or {}).get(name, name), other.units[row])
            elif code == CONSTANT:
                node = self.constant(other.constants[row], other.units[row])
            else:
                node = self.step(code, other.units[row], *(here[each] for each in other.operands(row)))
            here.append(node.row)
        return here

    def unit_of(self, name: str) -> Unit:
        """The unit of the input called `name`."""
        return self.units[self.inputs[name]]

    def _append(self, code: str, carried: Unit, a: int = -1, b: int = -1, c: int = -1) -> int:
        self.code.append(code)
        self.a.append(a)
        self.b.append(b)
        self.c.append(c)
        self.units.append(carried)
        return len(self.code) - 1


Term: TypeAlias = "Node | Quantity | int | float"


class Node:
    """A figure under tracing: knows its row and unit, not its value."""

    __slots__ = ("graph", "row")

    def __init__(self, graph: Graph, row: int) -> None:
        self.graph = graph
        self.row = row

    @property
    def unit(self) -> Unit:
        return self.graph.units[self.row]

    def __repr__(self) -> str:
        return f"Node({self.row}, {self.unit})"

    def __add__(self, other: Term) -> Node:
        return _same_unit("+", self, other)

    def __radd__(self, other: Term) -> Node:
        return _same_unit("+", self, other, swapped=True)

    def __sub__(self, other: Term) -> Node:
        return _same_unit("-", self, other)

    def __rsub__(self, other: Term) -> Node:
        return _same_unit("-", self, other, swapped=True)

    def __mul__(self, other: Term) -> Node:
        right = _lift(self.graph, other)
        return self.graph.step("*", self.unit * right.unit, self.row, right.row)

    def __rmul__(self, other: Term) -> Node:
        left = _lift(self.graph, other)
        return self.graph.step("*", left.unit * self.unit, left.row, self.row)

    def __truediv__(self, other: Term) -> Node:
        right = _lift(self.graph, other)
        return self.graph.step("/", self.unit / right.unit, self.row, right.row)

    def __rtruediv__(self, other: Term) -> Node:
        left = _lift(self.graph, other)
        return self.graph.step("/", left.unit / self.unit, left.row, self.row)

    def __neg__(self) -> Node:
        return self.graph.step("*", self.unit, self.graph.constant(-1.0).row, self.row)

    def __lt__(self, other: Term) -> Node:
        return _same_unit("<", self, other, gives=ONE)

    def __gt__(self, other: Term) -> Node:
        return _same_unit("<", self, other, swapped=True, gives=ONE)

    def __le__(self, other: Term) -> Node:
        return _same_unit("l", self, other, gives=ONE)

    def __ge__(self, other: Term) -> Node:
        return _same_unit("l", self, other, swapped=True, gives=ONE)

    def __eq__(self, other: Term) -> Node:  # type: ignore[override]
        return _same_unit("=", self, other, gives=ONE)

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> NoReturn:
        raise TraceError("a figure cannot steer `if`, `and`, `or`, `not`, min() or max(): use where(), minimum(), maximum()")

    def __float__(self) -> NoReturn:
        raise TraceError(
            "a figure has no value while a rule is traced: do not use float(), int(), round(), abs() or math; "
            "use floor(), ceil(), maximum(a, -a)"
        )

    __int__ = __float__
    __index__ = __float__
    __round__ = __float__
    __floor__ = __float__
    __ceil__ = __float__
    __trunc__ = __float__
    __abs__ = __float__


def _lift(graph: Graph, term: Term) -> Node:
    if isinstance(term, Node):
        if term.graph is not graph:
            raise TraceError("two graphs in one rule")
        return term
    if isinstance(term, Quantity):
        return graph.constant(term.value, term.unit)
    if isinstance(term, bool) or not isinstance(term, int | float):
        raise TraceError(f"a rule may use figures, quantities and plain numbers, not {type(term).__name__}")
    return graph.constant(float(term))


def _is_plain_zero(node: Node) -> bool:
    return node.graph.constants.get(node.row) == 0.0 and node.unit == ONE


def _agree(what: str, first: Node, second: Node) -> tuple[Node, Node]:
    """Both operands in one unit; a literal zero takes the other's."""
    one, other = first.unit, second.unit
    if one is not other and one != other:
        if _is_plain_zero(second):
            return first, first.graph.constant(0.0, first.unit)
        if _is_plain_zero(first):
            return second.graph.constant(0.0, second.unit), second
        raise UnitMismatchError(f"{what}: {first.unit} and {second.unit} do not meet")
    return first, second


_SIGNS = {"+": "+", "-": "-", "<": "<", "l": "<=", "=": "==", "m": "minimum", "M": "maximum", "?": "where"}


def _same_unit(code: str, node: Node, other: Term, *, swapped: bool = False, gives: Unit | None = None) -> Node:
    right = _lift(node.graph, other)
    first, second = (right, node) if swapped else (node, right)
    first, second = _agree(_SIGNS[code], first, second)
    return node.graph.step(code, first.unit if gives is None else gives, first.row, second.row)


def _graph_of(*terms: Term) -> Graph | None:
    return next((term.graph for term in terms if isinstance(term, Node)), None)


def minimum(a: Term, b: Term) -> Node:
    """The lesser of two figures of one unit; on a tie the second."""
    return _choose("m", a, b)


def maximum(a: Term, b: Term) -> Node:
    """The greater of two figures of one unit; on a tie the second."""
    return _choose("M", a, b)


def _choose(code: str, a: Term, b: Term) -> Node:
    graph = _graph_of(a, b)
    if graph is None:
        raise TraceError("minimum() and maximum() need a figure")
    return _same_unit(code, _lift(graph, a), b)


def floor(a: Node) -> Node:
    """The greatest whole number not above the figure."""
    return a.graph.step("f", a.unit, a.row)


def ceil(a: Node) -> Node:
    """The least whole number not below the figure."""
    return a.graph.step("c", a.unit, a.row)


def where(condition: Node, then: Term, otherwise: Term) -> Node:
    """`then` if the condition is not zero, else `otherwise`; the two have one unit."""
    graph = condition.graph
    if condition.unit != ONE:
        raise TraceError(f"where: a condition is a comparison, not a figure in {condition.unit}")
    first, second = _agree("where", _lift(graph, then), _lift(graph, otherwise))
    return graph.step("?", first.unit, condition.row, first.row, second.row)


def total(nodes: Iterable[Node]) -> Node:
    """The sum from left to right. Python's own `sum` compensates from 3.12 on, so it is not used.

    Raises:
        TraceError: nothing to sum; a rule must say what an empty sum is.
    """
    result: Node | None = None
    for node in nodes:
        result = node if result is None else result + node
    if result is None:
        raise TraceError("total() of nothing")
    return result
