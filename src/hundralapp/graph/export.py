"""Export: the graph as JSON for the browser, with the small evaluator that runs it.

Format `hundralapp-graph/1`: `code` is one character per row; `a`, `b`, `c` are row numbers (`c` only for `?`, in order);
`constants` maps rows to numbers, `inputs` names to rows, `outputs` names to rows. Rows that no output needs are dropped.
A value is a number or null (unknown), in Python as in JavaScript.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from hundralapp.graph.evaluate import Evaluation, Value, rows_needed
from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.graph.trace import Graph
from hundralapp.units import ONE

FORMAT = "hundralapp-graph/1"


def export_graph(graph: Graph, outputs: Mapping[str, int]) -> dict[str, Any]:
    """The graph as plain data, reduced to what `outputs` (name -> row) need."""
    needed = rows_needed(graph, outputs.values())
    kept = [row for row in range(len(graph)) if needed[row]]
    new = {row: position for position, row in enumerate(kept)}
    return {
        "format": FORMAT,
        "code": "".join(graph.code[row] for row in kept),
        "a": [new.get(graph.a[row], 0) for row in kept],
        "b": [new.get(graph.b[row], 0) for row in kept],
        "c": [new[graph.c[row]] for row in kept if graph.code[row] == "?"],
        "constants": {str(new[row]): _number(graph.constants[row]) for row in kept if graph.code[row] == CONSTANT},
        "inputs": {name: new[row] for name, row in graph.inputs.items() if needed[row]},
        "outputs": {name: new[row] for name, row in outputs.items()},
    }


def export_changes(graph: Graph, outputs: Mapping[str, int], anchors: Mapping[int, int]) -> dict[str, Any]:
    """The graph for `differences.js`: with what `outputs` need, and `anchors` (input name -> row of the rule it stands in for).

    Args:
        anchors: input row -> row of the rule, as `Binding.anchors`. Those that no output needs are dropped.
    """
    kept: dict[int, int] = {}
    while True:
        needed = rows_needed(graph, [*outputs.values(), *kept.values()])
        found = {row: rule for row, rule in anchors.items() if needed[row]}
        if found == kept:
            break
        kept = found
    rules = {f"anchor {row}": rule for row, rule in kept.items()}
    document = export_graph(graph, {**outputs, **rules})
    rows, names = document["outputs"], graph.input_names
    stands_for = {names[row]: rows.pop(f"anchor {row}") for row in kept}
    return {**document, "anchors": stands_for}


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
