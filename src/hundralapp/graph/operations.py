"""The twelve operations of the graph, each exact in IEEE-754 arithmetic, each defined once for Python and once for NumPy.

Their meaning is the same to the last bit in Python, NumPy and JavaScript (`evaluator.js`), which tests prove:
ties and signed zeros in `min` and `max` go to the second operand, comparisons give 1 or 0, a condition holds when it is not
equal to zero (so NaN holds, as `NaN !== 0` does in JavaScript), and division by zero gives an infinity or NaN, never an error.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def _divide(a: float, b: float) -> float:
    if b:
        return a / b
    if a != a or not a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _floor(a: float) -> float:
    return math.copysign(float(math.floor(a)), a) if math.isfinite(a) else a


def _ceil(a: float) -> float:
    return math.copysign(float(math.ceil(a)), a) if math.isfinite(a) else a


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its code in exported graphs, its number of operands, and its two definitions."""

    code: str
    arity: int
    of_floats: Callable[..., float]
    of_arrays: Callable[..., Any]


OPERATIONS: tuple[Operation, ...] = (
    Operation("+", 2, operator.add, np.add),
    Operation("-", 2, operator.sub, np.subtract),
    Operation("*", 2, operator.mul, np.multiply),
    Operation("/", 2, _divide, np.divide),
    Operation("m", 2, lambda a, b: a if a < b else b, lambda a, b: np.where(a < b, a, b)),
    Operation("M", 2, lambda a, b: a if a > b else b, lambda a, b: np.where(a > b, a, b)),
    Operation("f", 1, _floor, np.floor),
    Operation("c", 1, _ceil, np.ceil),
    Operation("<", 2, lambda a, b: 1.0 if a < b else 0.0, lambda a, b: np.where(a < b, 1.0, 0.0)),
    Operation("l", 2, lambda a, b: 1.0 if a <= b else 0.0, lambda a, b: np.where(a <= b, 1.0, 0.0)),
    Operation("=", 2, lambda a, b: 1.0 if a == b else 0.0, lambda a, b: np.where(a == b, 1.0, 0.0)),
    Operation("?", 3, lambda c, a, b: a if c != 0 else b, lambda c, a, b: np.where(np.not_equal(c, 0), a, b)),
)
BY_CODE: dict[str, Operation] = {operation.code: operation for operation in OPERATIONS}

INPUT = "i"
CONSTANT = "k"
