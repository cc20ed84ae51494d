"""Random graphs over all twelve operations, the values that break arithmetic, and numbers compared by their bits."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

from hundralapp.graph.evaluate import Value
from hundralapp.graph.operations import BY_CODE, OPERATIONS
from hundralapp.graph.trace import Graph, Node, ceil, floor, maximum, minimum, where

# As a rule writes them, so that tracing is tried too.
WRITTEN: dict[str, Callable[..., Node]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "m": minimum,
    "M": maximum,
    "f": floor,
    "c": ceil,
    "<": lambda a, b: a < b,
    "l": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "?": where,
}

_SMALLEST_NORMAL = 2.0**-1022

# class -> members, and what makes a value one of the class
SPECIAL: dict[str, tuple[tuple[float, ...], Callable[[float], bool]]] = {
    "zero": ((0.0,), lambda x: x == 0.0 and math.copysign(1.0, x) > 0.0),
    "minus zero": ((-0.0,), lambda x: x == 0.0 and math.copysign(1.0, x) < 0.0),
    "NaN": ((math.nan,), lambda x: x != x),
    "infinity": ((math.inf,), lambda x: x == math.inf),
    "minus infinity": ((-math.inf,), lambda x: x == -math.inf),
    "denormal": ((5e-324, -5e-324, math.nextafter(_SMALLEST_NORMAL, 0.0)), lambda x: 0.0 < abs(x) < _SMALLEST_NORMAL),
    "half": ((0.5, -0.5, 1.5, 2.5, -2.5, 2.0**51 + 0.5), lambda x: abs(x) < 2.0**52 and x % 1.0 == 0.5),
    "edge of whole numbers": ((2.0**53 - 1, 2.0**53, 2.0**53 + 2, 1 - 2.0**53), lambda x: 2.0**53 - 2 < abs(x) < 2.0**53 + 4),
    "beyond 64 bits": ((2.0**63, -(2.0**63), 1e22, -(2.0**64)), lambda x: 2.0**63 <= abs(x) < 1e299),
    "huge": ((1e300, -1e300, 1.7976931348623157e308), lambda x: 1e299 <= abs(x) < math.inf),
    "ordinary": ((1.0, -1.0, 0.1, 17.74, -335.6e6, 98_000.0), lambda x: 0.001 < abs(x) < 2.0**51 and x % 1.0 != 0.5),
}
SPECIAL_VALUES = tuple(value for members, _ in SPECIAL.values() for value in members)
FINITE = tuple(value for value in SPECIAL_VALUES if math.isfinite(value))

Step = tuple[str, int, int, int]  # an operation and its operands, counted modulo the rows that are there


def classes_of(value: Value) -> set[str]:
    """The classes that a value belongs to; `unknown` is one."""
    return {"unknown"} if value is None else {name for name, (_, belongs) in SPECIAL.items() if belongs(value)}


def bits(value: Value) -> str | None:
    """The 64 bits of a number in hexadecimal, one pattern for every NaN; None for unknown."""
    if value is None:
        return None
    return struct.pack(">d", math.nan if value != value else value).hex()


def traced(inputs: Sequence[str], constants: Sequence[float], steps: Sequence[Step]) -> Graph:
    """The graph of the steps, as rules would have written it."""
    graph = Graph()
    rows = [graph.input(name, _ONE) for name in inputs] + [graph.constant(value) for value in constants]
    for code, *operands in steps:
        chosen = [rows[each % len(rows)] for each in operands[: BY_CODE[code].arity]]
        rows.append(WRITTEN[code](*chosen))
    return graph


_ONE = Graph().constant(1.0).unit


def random_graph(random: Random, inputs: Sequence[str], *, constants: int = 4, steps: int = 36) -> Graph:
    """A graph that mostly works on inputs and constants, since deep rows soon hold nothing but NaN."""
    leaves = len(inputs) + constants
    taken: list[Step] = []
    for done in range(steps):
        rows = [random.randrange(leaves if random.random() < 0.6 else leaves + done) for _ in range(3)]
        taken.append((random.choice(OPERATIONS).code, rows[0], rows[1], rows[2]))
    return traced(inputs, random.sample(FINITE, constants), taken)


def random_value(random: Random) -> float:
    """A special value of any class, each class as likely, or any float."""
    if random.random() < 0.15:
        return random.uniform(-1e6, 1e6)
    members, _ = SPECIAL[random.choice(list(SPECIAL))]
    return random.choice(members)


def steps(codes: str = "".join(BY_CODE), most: int = 12) -> st.SearchStrategy[list[Step]]:
    """Steps for `traced`, over some of the operations."""
    row = st.integers(0, 40)
    return st.lists(st.tuples(st.sampled_from(codes), row, row, row), min_size=1, max_size=most)
