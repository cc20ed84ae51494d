"""Many scenarios at once: the same graph over NumPy arrays, in blocks that fit the cache.

Rows that no varying input reaches are computed once as plain floats. The rest is computed for a block of scenarios at a
time, and a row's array is given back as soon as the last row that needs it is done, so memory does not grow with the graph.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hundralapp.graph.evaluate import Evaluation, Value, rows_needed, rows_reached
from hundralapp.graph.trace import Graph

BLOCK = 8192
Array = npt.NDArray[np.float64]
Mask = bool | npt.NDArray[np.bool_]

_OF_ARRAYS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "m": lambda a, b: np.where(a < b, a, b),
    "M": lambda a, b: np.where(a > b, a, b),
    "f": np.floor,
    "c": np.ceil,
    "<": lambda a, b: np.where(a < b, 1.0, 0.0),
    "l": lambda a, b: np.where(a <= b, 1.0, 0.0),
    "=": lambda a, b: np.where(a == b, 1.0, 0.0),
    "?": lambda c, a, b: np.where(np.not_equal(c, 0), a, b),
}


def evaluate_scenarios(
    graph: Graph,
    inputs: Mapping[str, Value],
    varying: Mapping[str, Array],
    outputs: Sequence[int],
    *,
    block: int = BLOCK,
) -> Array:
    """Values of `outputs` in every scenario.

    Args:
        inputs: the base value of every input (None for unknown).
        varying: (n,) float64 per varying input, one value per scenario.
        outputs: rows wanted.
        block: scenarios computed together.
    Returns:
        (n, len(outputs)) float64; NaN where the value is unknown.
    Raises:
        ValueError: the varying inputs have different lengths.
    """
    lengths = {len(values) for values in varying.values()}
    if len(lengths) != 1:
        raise ValueError(f"every varying input needs one value per scenario, got lengths {sorted(lengths)}")
    count = lengths.pop()
    base = Evaluation(graph, {**inputs, **dict.fromkeys(varying, 0.0)})
    values_of_base = [base[row] for row in range(len(graph))]
    fixed = [math.nan if value is None else value for value in values_of_base]
    fixed_unknown = {row: True for row, value in enumerate(values_of_base) if value is None}
    plan = _planned(graph, outputs, varying, fixed_unknown)
    result: npt.NDArray[np.float64] = np.empty((count, len(outputs)))
    with np.errstate(all="ignore"):
        for start in range(0, count, block):
            rows: list[float | Array] = [*fixed]
            unknown: dict[int, Mask] = dict(fixed_unknown)
            for name, values in varying.items():
                rows[graph.inputs[name]] = values[start : start + block]
            for row, code, function, operands, may_be_unknown, last_uses in plan:
                rows[row] = function(*[rows[each] for each in operands])
                if may_be_unknown:
                    unknown[row] = _unknown_of(code, operands, rows, unknown)
                for used in last_uses:
                    rows[used] = math.nan
                    unknown.pop(used, None)
            for column, row in enumerate(outputs):
                found = np.where(unknown[row], np.nan, rows[row]) if row in unknown else rows[row]
                result[start : start + block, column] = found
    return result


class _Step(NamedTuple):
    """A row to compute in every block. `last_uses`: computed rows that nothing needs once it is done."""

    row: int
    code: str
    function: Callable[..., Any]
    operands: tuple[int, ...]
    may_be_unknown: bool
    last_uses: tuple[int, ...]


def _planned(graph: Graph, outputs: Sequence[int], varying: Iterable[str], unknown: Iterable[int]) -> list[_Step]:
    """The rows that both vary and are needed, in order."""
    needed = rows_needed(graph, outputs)
    reached = rows_reached(graph, (graph.inputs[name] for name in varying))
    given = set(graph.inputs.values())
    computed = [row for row in range(len(graph)) if needed[row] and reached[row] and row not in given]
    released = _released_after(graph, computed, set(outputs))
    doubtful = set(unknown)
    plan = []
    for row in computed:
        operands = graph.operands(row)
        if not doubtful.isdisjoint(operands):
            doubtful.add(row)
        code = graph.code[row]
        plan.append(_Step(row, code, _OF_ARRAYS[code], operands, row in doubtful, tuple(released[row])))
    return plan


def _released_after(graph: Graph, computed: Sequence[int], kept: set[int]) -> dict[int, list[int]]:
    """For each computed row, the computed rows that it is the last to use."""
    last = {each: row for row in computed for each in (row, *graph.operands(row))}
    released: dict[int, list[int]] = {row: [] for row in computed}
    for row in computed:
        if row not in kept:
            released[last[row]].append(row)
    return released


def _unknown_of(code: str, operands: tuple[int, ...], rows: Sequence[float | Array], unknown: Mapping[int, Mask]) -> Mask:
    first, *others = (unknown.get(each, False) for each in operands)
    if code == "?":
        taken: Mask = np.where(np.not_equal(rows[operands[0]], 0), others[0], others[1])
        return np.logical_or(first, taken)
    return np.logical_or(first, others[0] if others else False)
