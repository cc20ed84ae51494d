"""Many scenarios at once: the same graph over NumPy arrays, in blocks that fit the cache.

Rows that no varying input reaches are computed once as plain floats. The rest is computed for a block of scenarios at a
time, and a row's array is given back as soon as the last row that needs it is done, so memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hundralapp.graph.evaluate import Evaluation, Value, rows_reached
from hundralapp.graph.operations import BY_CODE, CONSTANT, INPUT, Array
from hundralapp.graph.trace import Graph

BLOCK = 2048
Mask = bool | npt.NDArray[np.bool_]


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
    needed = _rows_needed(graph, outputs)
    reached = rows_reached(graph, (graph.inputs[name] for name in varying))
    plan = [
        (row, BY_CODE[graph.code[row]].of_arrays, graph.operands(row))
        for row in range(len(graph))
        if needed[row] and reached[row] and graph.code[row] not in (INPUT, CONSTANT)
    ]
    released = _released_after(plan, set(outputs))
    fixed = {row: _nan_if_unknown(base[row]) for row in range(len(graph)) if needed[row] and not reached[row]}
    fixed_unknown = {row: True for row in fixed if base[row] is None}
    result: npt.NDArray[np.float64] = np.empty((count, len(outputs)))
    with np.errstate(all="ignore"):
        for start in range(0, count, block):
            rows: dict[int, float | Array] = dict(fixed)
            unknown: dict[int, Mask] = dict(fixed_unknown)
            for name, values in varying.items():
                rows[graph.inputs[name]] = values[start : start + block]
            for step, (row, function, operands) in enumerate(plan):
                rows[row] = function(*[rows[each] for each in operands])
                if unknown and any(each in unknown for each in operands):
                    unknown[row] = _unknown_of(graph.code[row], operands, rows, unknown)
                for done in released[step]:
                    rows.pop(done, None)
                    unknown.pop(done, None)
            for column, row in enumerate(outputs):
                hidden = unknown.get(row, False)
                result[start : start + block, column] = np.where(hidden, np.nan, rows[row])
    return result


def _nan_if_unknown(value: Value) -> float:
    return float("nan") if value is None else value


def _rows_needed(graph: Graph, outputs: Sequence[int]) -> bytearray:
    needed = bytearray(len(graph))
    for row in outputs:
        needed[row] = 1
    for row in range(len(graph) - 1, -1, -1):
        if needed[row]:
            for each in graph.operands(row):
                needed[each] = 1
    return needed


def _released_after(plan: Sequence[tuple[int, object, tuple[int, ...]]], kept: set[int]) -> list[list[int]]:
    last: dict[int, int] = {}
    for step, (row, _, operands) in enumerate(plan):
        last[row] = step
        for each in operands:
            last[each] = step
    released: list[list[int]] = [[] for _ in plan]
    made = {row for row, _, _ in plan}
    for row, step in last.items():
        if row in made and row not in kept:
            released[step].append(row)
    return released


def _unknown_of(code: str, operands: tuple[int, ...], rows: Mapping[int, float | Array], unknown: Mapping[int, Mask]) -> Mask:
    first, *others = (unknown.get(each, False) for each in operands)
    if code == "?":
        taken: Mask = np.where(np.not_equal(rows[operands[0]], 0), others[0], others[1])
        return np.logical_or(first, taken)
    return np.logical_or(first, others[0] if others else False)
