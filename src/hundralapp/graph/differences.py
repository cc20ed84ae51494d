"""Differences: what changes between two sets of inputs, also where the level itself is unknown.

Nobody outside the city hall may know a committee's frame, yet "50 million more" is known. So each row carries a level and a
change; a sum of an unknown level and a known change has a known change. Where both levels are known the change is simply
their difference, so that it equals two evaluations to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hundralapp.graph.evaluate import Evaluation, Value, rows_reached
from hundralapp.graph.trace import Graph


@dataclass(slots=True)
class Inputs:
    """A graph's inputs under some decisions: the new levels, and by how much each changed (None: not known)."""

    levels: dict[str, Value]
    changes: dict[str, Value] = field(default_factory=dict)


def follow_anchors(graph: Graph, base: Evaluation, inputs: Inputs, anchors: Mapping[int, int]) -> Evaluation:
    """Let stated figures follow the rules they stand in for, and evaluate.

    A figure that is stated because its rule's inputs are unknown keeps its stated level and takes the rule's change.

    Args:
        base: the graph on unchanged inputs.
        inputs: changed inputs; extended with the anchored ones that change.
        anchors: input row -> row of the rule it stands in for.
    Returns:
        The graph on the extended inputs.
    """
    other = base.changed({name: inputs.levels[name] for name in inputs.changes})
    if not anchors:
        return other
    names = graph.input_names
    decided = set(inputs.changes)
    for _ in range(len(anchors)):
        changes = evaluate_differences(graph, base, other, inputs.changes)
        moved: dict[str, Value] = {}
        for row, rule_row in anchors.items():
            name, change = names[row], changes[rule_row]
            if name in decided or inputs.changes.get(name, 0.0) == change:
                continue
            level = base[row]
            inputs.changes[name] = change
            inputs.levels[name] = moved[name] = None if level is None or change is None else level + change
        if not moved:
            break
        other.change(moved)
    return other


def rows_moved(graph: Graph, starts: Iterable[int], anchors: Mapping[int, int]) -> bytearray:
    """A mark on every row that inputs in the rows `starts` move, through anchored statements too."""
    starts = list(starts)
    while True:
        reached = rows_reached(graph, starts)
        more = [row for row, rule_row in anchors.items() if reached[rule_row] and not reached[row]]
        if not more:
            return reached
        starts += more


class Changes(dict[int, Value]):
    """The change of each row that is reached; None where it cannot be known. Any other row changes by 0."""

    def __missing__(self, row: int) -> Value:
        return 0.0


def evaluate_differences(graph: Graph, base: Evaluation, other: Evaluation, input_changes: Mapping[str, Value]) -> Changes:
    """The change of every row from `base` to `other`.

    Args:
        base: the graph evaluated on the base inputs.
        other: the same graph evaluated on the changed inputs.
        input_changes: the change of each changed input; None where even the change is unknown. Inputs not named are unchanged,
            and so is every row that no named one reaches.
    """
    changes = Changes()
    for name, change in input_changes.items():
        row = graph.inputs[name]
        before, after = base[row], other[row]
        changes[row] = change if before is None or after is None else after - before
    for row in base.computed_from(input_changes):
        before, after = base[row], other[row]
        if before is not None and after is not None:
            changes[row] = after - before
        else:
            changes[row] = _step(graph.code[row], graph.operands(row), changes, base)
    return changes


def _step(code: str, operands: tuple[int, ...], changes: Changes, base: Evaluation) -> Value:
    deltas = [changes[each] for each in operands]
    if all(delta == 0.0 for delta in deltas):
        return 0.0
    if code == "?":
        return _where(operands, changes, base)
    if any(delta is None for delta in deltas):
        return None
    known = [delta for delta in deltas if delta is not None]
    if code == "+":
        return known[0] + known[1]
    if code == "-":
        return known[0] - known[1]
    levels = [base[each] for each in operands]
    if code == "*":
        return _product(levels, known)
    if code == "/" and known[1] == 0.0 and levels[1]:
        return known[0] / levels[1]
    return None


def _product(levels: list[Value], deltas: list[float]) -> Value:
    """(a + da)(b + db) - ab = a db + b da + da db, where a level is needed only if the other factor changes."""
    change = deltas[0] * deltas[1]
    for level, delta in ((levels[0], deltas[1]), (levels[1], deltas[0])):
        if delta != 0.0:
            if level is None:
                return None
            change += level * delta
    return change


def _where(operands: tuple[int, ...], changes: Changes, base: Evaluation) -> Value:
    condition, then, otherwise = operands
    held = base[condition]
    if held is None or changes[condition] != 0.0:
        return None
    return changes[then] if held != 0 else changes[otherwise]
