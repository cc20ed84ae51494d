"""The JSON document of a workspace: one envelope for every verb, and the same bytes when the page publishes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.views.judgements import check_views, goal_views
from hundralapp.views.tables import cell_view


class Told(Protocol):
    """A problem that can be told as JSON: a diagnostic of a file with lines, or a problem of one with rows."""

    def as_json(self) -> dict[str, Any]: ...


def document(verb: str, model: Model | None, data: dict[str, Any], report: Iterable[Told] | None = None) -> str:
    """The JSON envelope: hundralapp, verb, workspace, diagnostics, data. `report` is that of a file beside the workspace."""
    workspace = workspace_head(model) if model is not None else None
    diagnostics = [each.as_json() for each in model.report] if model is not None else []
    diagnostics += [each.as_json() for each in report or ()]
    return as_text({"hundralapp": __version__, "verb": verb, "workspace": workspace, "diagnostics": diagnostics, "data": data})


def as_text(document: Mapping[str, Any]) -> str:
    """A document as JSON is written here: views as objects, no NaN."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)


def workspace_head(model: Model) -> dict[str, Any]:
    """Whose budget it is, and which years."""
    space = model.workspace
    return {
        "name": space.name,
        "entity": asdict(space.entity),
        "budget_year": space.budget_year,
        "money": space.money,
        "synthetic": space.synthetic,
        "periods": [{"id": p.id, "year": p.year, "series": p.series.value, "follows": p.follows} for p in space.periods.values()],
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}  # what lies within comes here by itself
    if isinstance(value, date | Path):
        return str(value)
    raise TypeError(type(value).__name__)


def budget_data(model: Model, language: Language) -> dict[str, Any]:
    """Every figure with value, unit and status; reconciliations, checks and goals."""
    return {
        "figures": figures_data(model, model.cells),
        "reconciliations": [
            {
                "figure": each.key[0],
                "period": each.key[1],
                "stated": each.stated,
                "computed": each.computed,
                "difference": each.difference,
                "closes": each.closes,
            }
            for each in model.reconciliations
        ],
        "checks": check_views(model, language),
        "goals": goal_views(model, language),
    }


def figures_data(model: Model, keys: Iterable[Key]) -> dict[str, Any]:
    """The figures at `keys`, which the model has: id to period to value, unit and status, and why an unknown one is unknown."""
    figures: dict[str, dict[str, object]] = {}
    for key in keys:
        cell = cell_view(model, key)
        assert cell is not None
        shown: dict[str, object] = {"value": cell.value, "unit": cell.unit, "status": cell.status}
        if cell.value is None:
            shown["unknown_because"] = model.causes(key)
        figures.setdefault(key[0], {})[key[1]] = shown
    return figures
