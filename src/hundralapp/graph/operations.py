"""The twelve operations of the graph, each exact in IEEE-754 arithmetic.

Defined here for Python, in `scenarios.py` for NumPy (which costs every command its import if it is here) and in
`evaluator.js` for JavaScript. Their meaning is the same to the last bit in all three, which tests prove: ties and signed zeros
in `min` and `max` go to the second operand, comparisons give 1 or 0, a condition holds when it is not equal to zero (so NaN
holds, as `NaN !== 0` does in JavaScript), and division by zero gives an infinity or NaN, never an error.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass


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
    """One operation: its code in exported graphs, its number of operands, and its definition."""

    code: str
    arity: int
    of_floats: Callable[..., float]


OPERATIONS: tuple[Operation, ...] = (
    Operation("+", 2, operator.add),
    Operation("-", 2, operator.sub),
    Operation("*", 2, operator.mul),
    Operation("/", 2, _divide),
    Operation("m", 2, lambda a, b: a if a < b else b),
    Operation("M", 2, lambda a, b: a if a > b else b),
    Operation("f", 1, _floor),
    Operation("c", 1, _ceil),
    Operation("<", 2, lambda a, b: 1.0 if a < b else 0.0),
    Operation("l", 2, lambda a, b: 1.0 if a <= b else 0.0),
    Operation("=", 2, lambda a, b: 1.0 if a == b else 0.0),
    Operation("?", 3, lambda c, a, b: a if c != 0 else b),
)
BY_CODE: dict[str, Operation] = {operation.code: operation for operation in OPERATIONS}

INPUT = "i"
CONSTANT = "k"
