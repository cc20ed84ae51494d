"""The model as a Hamilton module: one function per figure, its arguments the figures it is made of."""

from __future__ import annotations

import re
from typing import Any

from bench.translate import ARRAYS, PYTHON, formulas, input_values, named_rows, row_names
from hundralapp.model import Model

_HEAD = """\
import math
from typing import Any
import numpy as np

def _choose(condition, then, otherwise):
    return np.where(condition, then, otherwise)
"""


def function_names(model: Model) -> dict[int, str]:
    """A Python name for every figure, by row."""
    written = row_names(model)
    return {row: f"{re.sub(r'[^0-9a-z]+', '_', written.get(row, 'step'))}_{row}" for row in sorted(named_rows(model))}


def module_source(model: Model, names: dict[int, str], *, arrays: bool = False) -> str:
    """The module's text. Its numbers are floats, or with `arrays` NumPy arrays and pandas Series."""
    kind = "Any" if arrays else "float"
    parts = [_HEAD]
    for each in formulas(model.binding.graph, set(names), names.__getitem__, ARRAYS if arrays else PYTHON):
        arguments = ", ".join(f"{names[row]}: {kind}" for row in each.uses)
        parts.append(f"\ndef {names[each.row]}({arguments}) -> {kind}:\n    return {each.text}\n")
    return "".join(parts)


def make_driver(model: Model, names: dict[int, str], *, arrays: bool = False) -> Any:
    """A driver that answers with a plain dict, the cheapest of Hamilton's results."""
    from hamilton import ad_hoc_utils, base, driver

    module = ad_hoc_utils.module_from_source(module_source(model, names, arrays=arrays))
    return driver.Builder().with_modules(module).with_adapters(base.DictResult()).build()


def named_inputs(model: Model, names: dict[int, str]) -> dict[str, Any]:
    """The model's inputs under their Python names."""
    rows = model.binding.graph.inputs
    return {names[rows[name]]: value for name, value in input_values(model).items()}
