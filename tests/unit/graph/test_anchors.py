"""A figure that is stated because its rule's inputs are unknown keeps its level, and takes the rule's change."""

from __future__ import annotations

import pytest

from hundralapp.graph.differences import Inputs, follow_anchors
from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.trace import Graph, maximum
from hundralapp.units import SEK

GRAPH = Graph()
FRAME, OTHER, FRAMES, TAX, RESULT = (GRAPH.input(name, SEK) for name in ("frame", "other", "frames", "tax", "result"))
ANCHORS = {FRAMES.row: (FRAME + OTHER).row, RESULT.row: (TAX - FRAMES).row}
DEBT = 2 * RESULT
# The frames are unknown one by one, their total is stated as 900; so is the result, since the tax is unknown.
LEVELS = {"frame": None, "other": None, "frames": 900.0, "tax": None, "result": 40.0}


def followed(levels: dict, changes: dict, anchors: dict[int, int] = ANCHORS) -> tuple[Inputs, Evaluation]:
    inputs = Inputs(LEVELS | levels, changes)
    return inputs, follow_anchors(GRAPH, Evaluation(GRAPH, LEVELS), inputs, anchors)


@pytest.mark.parametrize("anchors", [ANCHORS, dict(reversed(ANCHORS.items()))])
def test_a_change_goes_through_one_statement_to_the_next(anchors: dict[int, int]) -> None:
    inputs, found = followed({}, {"frame": 50.0}, anchors)
    assert inputs.changes == {"frame": 50.0, "frames": 50.0, "result": -50.0}
    assert (found[FRAMES.row], found[RESULT.row], found[DEBT.row]) == (950.0, -10.0, -20.0)
    assert found[FRAME.row] is None


def test_nothing_changes_where_nothing_does() -> None:
    inputs, found = followed({}, {})
    assert inputs == Inputs(LEVELS, {})
    assert found[DEBT.row] == 80.0


def test_a_statement_that_a_decision_sets_stays_where_it_was_set() -> None:
    inputs, found = followed({"frames": 1000.0}, {"frame": 50.0, "frames": 100.0})
    assert (found[FRAMES.row], found[RESULT.row]) == (1000.0, -60.0)
    assert inputs.changes["frames"] == 100.0


def test_a_change_that_nobody_knows_makes_the_statement_unknown() -> None:
    inputs, found = followed({}, {"frame": None})
    assert (found[FRAMES.row], found[RESULT.row]) == (None, None)
    assert inputs.changes == {"frame": None, "frames": None, "result": None}


def test_a_change_through_a_bend_is_not_known() -> None:
    graph = Graph()
    surplus, unknown = graph.input("surplus", SEK), graph.input("unknown", SEK)
    rule = maximum(unknown, 0)
    levels = {"surplus": 30.0, "unknown": None}
    found = follow_anchors(graph, Evaluation(graph, levels), Inputs(levels, {"unknown": 5.0}), {surplus.row: rule.row})
    assert found[surplus.row] is None


def test_several_changes_add_up() -> None:
    inputs, found = followed({}, {"frame": 50.0, "other": -20.0, "tax": 5.0})
    assert (found[FRAMES.row], found[RESULT.row]) == (930.0, 15.0)
    assert inputs.changes["result"] == -25.0
