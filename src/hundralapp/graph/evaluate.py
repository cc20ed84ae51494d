"""Evaluation of a graph for one set of inputs, with unknown values, whole or only what a change touches.

A value is a float or None (unknown). What is made of an unknown is unknown, except that `where` with a known condition needs
only the branch it takes.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Self

from hundralapp.graph.operations import BY_CODE, CONSTANT, INPUT
from hundralapp.graph.trace import Graph

Value = float | None
Step = tuple[int, Callable[..., float], int, int, int]


class Evaluation:
    """A graph with values on every row, kept current as inputs change.

    Args:
        graph: the traced rules.
        inputs: a value (or None for unknown) for every input of the graph, by name.
    Raises:
        KeyError: an input without a value.
    """

    def __init__(self, graph: Graph, inputs: Mapping[str, Value]) -> None:
        self.graph = graph
        self._step_of: dict[int, Step] = {
            row: (row, BY_CODE[code].of_floats, graph.a[row], graph.b[row], graph.c[row])
            for row, code in enumerate(graph.code)
            if code not in (INPUT, CONSTANT)
        }
        self._values: list[float] = [math.nan] * len(graph)
        self._unknown = bytearray(len(graph))
        self._any_unknown = False
        self._reach: dict[frozenset[str], list[Step]] = {}
        for row, value in graph.constants.items():
            self._values[row] = value
        for name, row in graph.inputs.items():
            self._put(row, inputs[name])
        self._run(self._step_of.values())

    def __getitem__(self, row: int) -> Value:
        return None if self._unknown[row] else self._values[row]

    def is_whole(self, row: int) -> bool:
        """True for a row whose level says all: a finite number, or unknown. What was divided by zero is neither."""
        return bool(self._unknown[row]) or math.isfinite(self._values[row])

    def change(self, changes: Mapping[str, Value]) -> None:
        """Give inputs new values and recompute only the rows they reach."""
        for name, value in changes.items():
            self._put(self.graph.inputs[name], value)
        self._run(self._steps_from(changes))

    def changed(self, changes: Mapping[str, Value]) -> Self:
        """The graph on these other inputs, recomputed where they reach; this one is left as it was."""
        other = copy.copy(self)
        other._values, other._unknown = self._values.copy(), self._unknown.copy()
        other.change(changes)
        return other

    def computed_from(self, names: Iterable[str]) -> Iterable[int]:
        """The computed rows that depend on any of these inputs, in order."""
        return (step[0] for step in self._steps_from(names))

    def _steps_from(self, inputs: Iterable[str]) -> list[Step]:
        names = frozenset(inputs)
        if names not in self._reach:
            reached = _rows_from(self.graph, [self.graph.inputs[name] for name in names])
            steps = (self._step_of.get(row) for row in sorted(reached))
            self._reach[names] = [step for step in steps if step is not None]
        return self._reach[names]

    def _put(self, row: int, value: Value) -> None:
        self._values[row] = math.nan if value is None else float(value)
        self._unknown[row] = value is None
        self._any_unknown = self._any_unknown or value is None

    def _run(self, steps: Collection[Step]) -> None:
        values = self._values
        for row, function, a, b, c in steps:
            if c >= 0:
                values[row] = function(values[a], values[b], values[c])
            elif b >= 0:
                values[row] = function(values[a], values[b])
            else:
                values[row] = function(values[a])
        if self._any_unknown:
            self._spread_unknown(steps)

    def _spread_unknown(self, steps: Collection[Step]) -> None:
        unknown, values = self._unknown, self._values
        for row, _, a, b, c in steps:
            if c >= 0:
                unknown[row] = unknown[a] or (unknown[b] if values[a] != 0 else unknown[c])
            else:
                unknown[row] = unknown[a] or (b >= 0 and unknown[b])


def rows_reached(graph: Graph, starts: Iterable[int]) -> bytearray:
    """A mark on every row that depends on one of `starts` (themselves included)."""
    reached = bytearray(len(graph))
    for row in _rows_from(graph, starts):
        reached[row] = 1
    return reached


def _rows_from(graph: Graph, starts: Iterable[int]) -> set[int]:
    """The rows that depend on one of `starts`, themselves included: only these are visited."""
    users, stack = graph.users, list(starts)
    found = set(stack)
    while stack:
        for row in users[stack.pop()]:
            if row not in found:
                found.add(row)
                stack.append(row)
    return found


def rows_needed(graph: Graph, outputs: Iterable[int]) -> bytearray:
    """A mark on every row that one of `outputs` depends on (themselves included)."""
    needed = bytearray(len(graph) + 1)  # the last is where an absent operand (-1) leaves its mark
    for row in outputs:
        needed[row] = 1
    for row in range(len(graph) - 1, -1, -1):
        if needed[row]:
            needed[graph.a[row]] = needed[graph.b[row]] = needed[graph.c[row]] = 1
    return needed[:-1]


def unknown_causes(evaluation: Evaluation, row: int) -> list[str]:
    """The names of the unknown inputs that make `row` unknown; empty when it is known."""
    if evaluation[row] is not None:
        return []
    graph = evaluation.graph
    names = graph.input_names
    seen: set[int] = set()
    stack, causes = [row], []
    while stack:
        each = stack.pop()
        if each in seen or evaluation[each] is not None:
            continue
        seen.add(each)
        if each in names:
            causes.append(names[each])
        stack.extend(graph.operands(each))
    return sorted(causes)


def less(after: Value, before: Value) -> Value:
    """The difference; None when either is unknown."""
    return None if after is None or before is None else after - before
