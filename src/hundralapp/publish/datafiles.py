"""The data of a publication that is its own: the budget as `compute` prints it, and the graph with its inputs."""

from __future__ import annotations

import json

from hundralapp.graph.export import export_graph
from hundralapp.model import Model
from hundralapp.publish.shown import figure_id
from hundralapp.views.document import budget_data, document

BUDGET, GRAPH = "budget.json", "graph.json"


def budget_json(model: Model) -> str:
    """What `hundralapp compute --json` prints, in Swedish."""
    return document("compute", model, budget_data(model, "sv")) + "\n"


def graph_json(model: Model) -> str:
    """Every figure's graph, in the format of `graph/export.py`, with the inputs' values beside it (null: unknown)."""
    exported = export_graph(model.binding.graph, {figure_id(key): cell.row for key, cell in model.cells.items()})
    exported["values"] = {name: model.binding.inputs[name] for name in exported["inputs"]}
    return json.dumps(exported, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
