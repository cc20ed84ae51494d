"""The models that the benchmark's peers run are the same model: what `bench/` translates gives our values again."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.as_columns import straight
from bench.as_hamilton import function_names, module_source
from bench.translate import ARRAYS, PYTHON, input_values
from hundralapp.graph.scenarios import evaluate_scenarios
from hundralapp.model import Model, load_model

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(EXAMPLES / "exempelstad")


@pytest.fixture(scope="module")
def rows(model: Model) -> list[int]:
    """Every figure whose value is known."""
    return [cell.row for key, cell in model.cells.items() if model.value(*key) is not None]


def test_straight_code_gives_every_figure(model: Model, rows: list[int]) -> None:
    assert straight(model, rows, PYTHON)(input_values(model)) == [model.evaluation[row] for row in rows]


def test_straight_code_gives_every_scenario(model: Model, rows: list[int]) -> None:
    name = f"revenue.tax_rate@{model.workspace.budget_year}"
    rates = np.array([1.0, 1774.0, 2092.0, 3500.0])
    found = straight(model, rows, ARRAYS)(input_values(model) | {name: rates})
    wanted = evaluate_scenarios(model.binding.graph, model.binding.inputs, {name: rates}, rows)
    assert np.array_equal(np.array([np.broadcast_to(each, len(rates)) for each in found]).T, wanted)


def test_the_hamilton_module_gives_every_figure(model: Model, rows: list[int]) -> None:
    names = function_names(model)
    functions: dict[str, Any] = {}
    exec(module_source(model, names), functions)
    values = {names[row]: input_values(model)[name] for name, row in model.binding.graph.inputs.items()}
    for name in names.values():
        if name not in values:
            values[name] = functions[name](*[values[each] for each in inspect.signature(functions[name]).parameters])
    assert [values[names[row]] for row in rows] == [model.evaluation[row] for row in rows]
