"""The data of a publication: the budget as JSON and CSV, the graph with its inputs, and the checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping

from hundralapp.graph.export import export_graph
from hundralapp.model import Model
from hundralapp.publish.shown import figure_id
from hundralapp.views.document import budget_data, document

BUDGET, FIGURES, GRAPH, CHECKSUMS = "budget.json", "figures.csv", "graph.json", "checksums.txt"


def budget_json(model: Model) -> str:
    """What `hundralapp compute --json` prints, in Swedish."""
    return document("compute", model, budget_data(model, "sv")) + "\n"


def figures_csv(model: Model) -> str:
    """One row per figure and period. An unknown value is empty, and its status says so."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["figure", "period", "value", "unit", "status", "origin"])
    for key, cell in model.cells.items():
        value = model.evaluation[cell.row]
        shown = "" if value is None else repr(int(value) if value.is_integer() else value)
        table.writerow([*key, shown, str(cell.unit), model.status(key).value, _text(" ".join(model.origins(key)))])
    return text.getvalue()


def _text(words: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def graph_json(model: Model) -> str:
    """Every figure's graph, in the format of `graph/export.py`, with the inputs' values beside it (null: unknown)."""
    exported = export_graph(model.binding.graph, {figure_id(key): cell.row for key, cell in model.cells.items()})
    exported["values"] = {name: model.binding.inputs[name] for name in exported["inputs"]}
    return json.dumps(exported, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def checksums(files: Mapping[str, bytes]) -> str:
    """sha256 of every file, as `sha256sum --check` reads it."""
    return "".join(f"{digest(content)}  {name}\n" for name, content in sorted(files.items()))


def digest(content: bytes) -> str:
    """sha256 of a file."""
    return hashlib.sha256(content).hexdigest()
