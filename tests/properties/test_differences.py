"""Differences: what a change does is known where it can be, also when levels are not, and is never claimed wrongly."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import NamedTuple

import pytest
from tests.properties.graphs import Step, bits, traced

from hundralapp.graph.differences import evaluate_differences
from hundralapp.graph.evaluate import Evaluation, Value
from hundralapp.graph.operations import BY_CODE, INPUT, OPERATIONS
from hundralapp.graph.trace import Graph, Node, floor, maximum, minimum, total, where
from hundralapp.units import ONE

NAMES = "abcde"
CONSTANTS = (1.0, -1.0, 2.0, 0.5)  # division by these is exact in floats
EXACT = 2.0**50


class Line(NamedTuple):
    """An input before and after, as far as anyone knows, beside what it is in truth."""

    before: Value
    after: Value
    change: Value
    start: float
    end: float


def random_line(random: Random) -> Line:
    """Small whole numbers, so that every sum and product below is exact."""
    level, other, change = float(random.randint(-9, 9)), float(random.randint(-9, 9)), random.choice([0.0, 0.0, 1.0, -2.0, 5.0])
    return random.choice(
        [
            Line(level, level + change, change, level, level + change),
            Line(None, None, change, level, level + change),
            Line(None, None, None, level, other),
            Line(None, other, None, level, other),  # becomes known
            Line(level, None, None, level, other),  # becomes unknown
        ]
    )


def random_steps(random: Random) -> list[Step]:
    """Any operation, but a division only by a constant."""
    taken: list[Step] = []
    for done in range(10):
        code = random.choice(OPERATIONS).code
        a, b, c = (random.randrange(len(NAMES) + len(CONSTANTS) + done) for _ in range(3))
        constant = len(NAMES) + random.randrange(len(CONSTANTS))
        taken.append((code, a, constant if code == "/" else b, c))
    return taken


def test_what_is_claimed_is_true_whatever_the_unknown_levels_are() -> None:
    claimed: Counter[str] = Counter()
    for seed in range(5000):
        random = Random(seed)
        graph = traced(NAMES, CONSTANTS, random_steps(random))
        lines = {name: random_line(random) for name in NAMES}
        base, other, starts, ends = (
            Evaluation(graph, {name: getattr(line, when) for name, line in lines.items()})
            for when in ("before", "after", "start", "end")
        )
        found = evaluate_differences(graph, base, other, {name: line.change for name, line in lines.items()})
        moved = {name: line for name, line in lines.items() if line.change != 0.0}
        less = base.changed({name: line.after for name, line in moved.items()})
        changes = {name: line.change for name, line in moved.items()}
        again = evaluate_differences(graph, base, less, changes)
        rows = range(len(graph))
        assert all(again[row] == found[row] for row in rows), f"seed {seed}: only those that change are named"
        exact: list[bool] = []
        for row, code in enumerate(graph.code):
            claim = found[row]
            before, after, start, end = base[row], other[row], starts[row], ends[row]
            assert start is not None
            assert end is not None
            exact.append(max(abs(start), abs(end)) < EXACT and all(exact[each] for each in graph.operands(row)))
            if before is not None and after is not None:
                assert bits(claim) == bits(after - before), f"seed {seed}, row {row}: both levels known, so two evaluations"
            elif claim is not None and exact[row]:
                assert claim == end - start, f"seed {seed}, row {row}: {code}"
                claimed[code if claim else f"{code} unchanged"] += 1
    often = {what for what, times in claimed.items() if times > 20}
    unchanged = {f"{code} unchanged" for code in (INPUT, *BY_CODE)}
    assert often == set(claimed) == {INPUT, *"+-*/?"} | unchanged, "a change through a bend or a comparison is not known"


GRAPH = Graph()
KNOWN, MOVED, SHUT, MORE = (GRAPH.input(name, ONE) for name in ("known", "moved", "shut", "more"))
# known: 3, unchanged. moved: 10, then 14. shut: unknown, unchanged. more: unknown, 50 more than before.
LEVELS = {"known": 3.0, "moved": 10.0, "shut": None, "more": None}


@pytest.mark.parametrize(
    ("says", "node", "expected"),
    [
        ("a sum of an unknown level", MORE + KNOWN, 50.0),
        ("a sum of an unknown level and a known change", MORE + MOVED, 54.0),
        ("a sum of two unknown levels", MORE + SHUT, 50.0),
        ("a total", total([KNOWN, SHUT, MORE, MOVED]), 54.0),
        ("a difference", KNOWN - MORE, -50.0),
        ("a difference of two changes", MOVED - MORE, -46.0),
        ("a reversed sign", -MORE, -50.0),
        ("a share of it", MORE * KNOWN / 100, 1.5),
        ("a product with an unknown but unchanged factor that is not needed", SHUT * SHUT, 0.0),
        ("a product of an unknown level and a changed factor", MORE * MOVED, None),
        ("a product of an unknown factor and a changed one", SHUT * MOVED, None),
        ("a quotient by a known number", MORE / KNOWN, 50.0 / 3.0),
        ("a quotient by an unknown number", MORE / SHUT, None),
        ("a quotient by a changed number", MORE / MOVED, None),
        ("a quotient by zero", MORE / (KNOWN - 3), None),
        ("the branch taken", where(KNOWN, MORE, SHUT), 50.0),
        ("the branch not taken", where(KNOWN - 3, MORE, SHUT), 0.0),
        ("a branch by a condition that changes", where(MOVED, MORE, SHUT), None),
        ("a branch by an unknown condition", where(SHUT, MORE, KNOWN), None),
        ("a branch where nothing changes", where(SHUT, SHUT, KNOWN), 0.0),
        ("the lesser of two", minimum(MORE, KNOWN), None),
        ("the greater of two", maximum(MORE, 0), None),
        ("the greater of what does not change", maximum(SHUT, KNOWN), 0.0),
        ("a whole number", floor(MORE), None),
        ("a comparison", SHUT < MORE, None),
        ("both levels known", MOVED * MOVED, 96.0),
        ("a constant", GRAPH.constant(7.0), 0.0),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_known_of_a_change(says: str, node: Node, expected: Value) -> None:
    base = Evaluation(GRAPH, LEVELS)
    other = Evaluation(GRAPH, LEVELS | {"moved": 14.0})
    found = evaluate_differences(GRAPH, base, other, {"more": 50.0, "moved": 4.0})
    assert found[node.row] == expected


def test_a_change_that_nobody_knows_spreads() -> None:
    graph = Graph()
    cut, frame = graph.input("cut", ONE), graph.input("frame", ONE)
    rest = frame - cut
    base = Evaluation(graph, {"cut": None, "frame": 5.0})
    other = Evaluation(graph, {"cut": 2.0, "frame": 5.0})
    assert evaluate_differences(graph, base, other, {"cut": None})[rest.row] is None
    assert evaluate_differences(graph, base, base, {})[rest.row] == 0.0, "nothing changes, so the unknown does not either"
