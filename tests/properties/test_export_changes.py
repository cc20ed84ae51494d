"""The graph that goes to the page Try yourself: what nothing moves is given, and every output has the same bits all the same."""

from __future__ import annotations

from random import Random

from tests.properties.graphs import SPECIAL_VALUES, bits, random_graph, traced

from hundralapp.graph.evaluate import Evaluation, Value
from hundralapp.graph.export import evaluate_exported, export_changes

NAMES = "abcdef"


def random_value(random: Random) -> Value:
    return random.choice([None, *SPECIAL_VALUES, float(random.randint(-99, 99)), random.uniform(-1e6, 1e6)])


def test_what_nothing_moves_may_be_given() -> None:
    smaller = 0
    for seed in range(2000):
        random = Random(seed)
        graph = random_graph(random, NAMES)
        inputs = {name: random_value(random) for name in NAMES}
        moving = random.sample(NAMES, random.randint(0, 3))
        outputs = {f"out {row}": row for row in random.sample(range(len(graph)), 6)}
        base = Evaluation(graph, inputs)
        document, levels = export_changes(graph, base, outputs, moving, {})
        assert set(levels) == set(document["inputs"])
        smaller += len(document["code"]) < len(graph) // 2
        for _ in range(4):
            changes = {name: random_value(random) for name in moving}
            whole = base.changed(changes)
            found = evaluate_exported(document, levels | {name: changes[name] for name in changes if name in levels})
            for name, row in outputs.items():
                assert bits(found[name]) == bits(whole[row]), f"seed {seed}, {name}"
    assert smaller > 500, "much of what is not moved is left out"


def test_a_sum_of_many_that_stay_is_one_number() -> None:
    names = [f"line {number}" for number in range(1000)]
    graph = traced(
        [*names, "more"], [], [("+", 0, 1, 0), *(("+", row, row - 999, 0) for row in range(1001, 1999)), ("+", 1999, 1000, 0)]
    )
    inputs = dict.fromkeys([*names, "more"], 1.0)
    document, levels = export_changes(graph, Evaluation(graph, inputs), {"sum": len(graph) - 1}, ["more"], {})
    assert len(document["code"]) == 3
    assert levels == {"row 1999": 1000.0, "more": 1.0}
    assert evaluate_exported(document, {**levels, "more": 51.0}) == {"sum": 1051.0}


def test_an_anchored_input_is_followed_only_where_its_rule_is_moved() -> None:
    """Input `stated` stands in for the rule 2 x `moved`, and `still` for 2 x `kept`, which nothing moves."""
    graph = traced(["stated", "still", "moved", "kept"], [2.0], [("*", 2, 4, 0), ("*", 3, 4, 0), ("+", 0, 1, 0)])
    inputs = {"stated": 10.0, "still": 20.0, "moved": 1.0, "kept": 1.0}
    document, levels = export_changes(graph, Evaluation(graph, inputs), {"sum": 7}, ["moved"], {0: 5, 1: 6})
    assert set(document["anchors"]) == {"stated"}
    assert set(levels) == {"stated", "still", "moved"}
