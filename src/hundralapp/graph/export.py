"""Export: the graph as JSON for the browser, with the small evaluator that runs it.

Format `hundralapp-graph/1`: `code` is one character per row; `a`, `b`, `c` are row numbers (`c` only for `?`, in order);
`constants` maps rows to numbers, `inputs` names to rows, `outputs` names to rows. Rows that no output needs are dropped.
A value is a number or null (unknown), in Python as in JavaScript.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from hundralapp.graph.differences import rows_moved
from hundralapp.graph.evaluate import Evaluation, Value, rows_needed
from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.graph.trace import Graph
from hundralapp.units import ONE

FORMAT = "hundralapp-graph/1"


def export_graph(graph: Graph, outputs: Mapping[str, int]) -> dict[str, Any]:
    """The graph as plain data, reduced to what `outputs` (name -> row) need."""
    needed = rows_needed(graph, outputs.values())
    kept = [row for row in range(len(graph)) if needed[row]]
    return _exported(graph, kept, {row: name for name, row in graph.inputs.items() if needed[row]}, outputs)


def export_changes(
    graph: Graph, base: Evaluation, outputs: Mapping[str, int], moving: Iterable[str], anchors: Mapping[int, int]
) -> tuple[dict[str, Any], dict[str, Value]]:
    """The graph for `differences.js`: what `outputs` need and `moving` can change. All else stands at its level, as an input.

    Args:
        base: the graph on the inputs that changes start from.
        moving: names of inputs that may be given other values.
        anchors: input row -> row of the rule it stands in for, as `Binding.anchors`.
    Returns:
        The document, with `anchors` (input name -> row of the rule), and a value for each of its inputs.
    """
    moved = rows_moved(graph, [graph.inputs[name] for name in moving if name in graph.inputs], anchors)
    rules = {row: rule for row, rule in anchors.items() if moved[rule]}
    kept, leaves = _cut(graph, base, moved, [*outputs.values()], rules)
    names = {row: graph.input_names.get(row, f"row {row}") for row in leaves}
    followed = {row: rule for row, rule in rules.items() if row in names}
    document = _exported(graph, kept, names, {**outputs, **{f"anchor {row}": rule for row, rule in followed.items()}})
    rows = document["outputs"]
    stands_for = {names[row]: rows.pop(f"anchor {row}") for row in followed}
    return {**document, "anchors": stands_for}, {name: base[row] for row, name in names.items()}


def _cut(
    graph: Graph, base: Evaluation, moved: bytearray, outputs: list[int], rules: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    """The rows that `outputs` need when those that stay are not opened; and which of them are given instead of computed.

    A row that stays is opened all the same where it has no number to stand for it: what was divided by zero.
    """
    kept: set[int] = set()
    leaves: list[int] = []
    stack = list(outputs)
    while stack:
        row = stack.pop()
        if row in kept:
            continue
        kept.add(row)
        code = graph.code[row]
        if code == INPUT or (code != CONSTANT and not moved[row] and base.is_whole(row)):
            leaves.append(row)
            stack += [rules[row]] if row in rules else []
        else:
            stack += graph.operands(row)
    return sorted(kept), sorted(leaves)


def _exported(graph: Graph, kept: Sequence[int], inputs: Mapping[int, str], outputs: Mapping[str, int]) -> dict[str, Any]:
    """The rows `kept`, in order; `inputs` names those that are given."""
    new = {row: position for position, row in enumerate(kept)}
    code = [INPUT if row in inputs else graph.code[row] for row in kept]

    def operand(row: int, operands: Sequence[int]) -> int:
        return 0 if row in inputs else new.get(operands[row], 0)

    return {
        "format": FORMAT,
        "code": "".join(code),
        "a": [operand(row, graph.a) for row in kept],
        "b": [operand(row, graph.b) for row in kept],
        "c": [new[graph.c[row]] for row, each in zip(kept, code, strict=True) if each == "?"],
        "constants": {str(new[row]): _number(graph.constants[row]) for row in kept if graph.code[row] == CONSTANT},
        "inputs": {name: new[row] for row, name in inputs.items()},
        "outputs": {name: new[row] for name, row in outputs.items()},
    }


def _number(value: float) -> int | float:
    """Whole numbers without a point, to save bytes; minus zero keeps its sign."""
    return int(value) if value.is_integer() and abs(value) < 2**53 and str(value) != "-0.0" else value


def import_graph(document: Mapping[str, Any]) -> Graph:
    """A graph again from its exported form (units are not exported).

    Raises:
        ValueError: another format.
    """
    if document.get("format") != FORMAT:
        raise ValueError(f"expected {FORMAT}, got {document.get('format')!r}")
    graph = Graph()
    names = {row: name for name, row in document["inputs"].items()}
    third = iter(document["c"])
    for row, code in enumerate(document["code"]):
        if code == INPUT:
            graph.inputs[names[row]] = graph._append(INPUT, ONE)
        elif code == CONSTANT:
            graph.constants[graph._append(CONSTANT, ONE)] = float(document["constants"][str(row)])
        else:
            a, b = document["a"][row], document["b"][row]
            graph._append(code, ONE, a, -1 if code in "fc" else b, next(third) if code == "?" else -1)
    return graph


def evaluate_exported(document: Mapping[str, Any], inputs: Mapping[str, Value]) -> dict[str, Value]:
    """Python's evaluation of an exported graph: output name -> value or None."""
    evaluation = Evaluation(import_graph(document), inputs)
    return {name: evaluation[row] for name, row in document["outputs"].items()}


def as_json(document: Mapping[str, Any]) -> str:
    """Compact JSON that may stand inside a script element: `<` is escaped."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@lru_cache(maxsize=1)
def evaluator_source() -> str:
    """The JavaScript evaluator, as it stands beside this module."""
    return (resources.files("hundralapp.graph") / "evaluator.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def differences_source() -> str:
    """What computes changes in the browser, to stand after the evaluator."""
    return (resources.files("hundralapp.graph") / "differences.js").read_text(encoding="utf-8")
