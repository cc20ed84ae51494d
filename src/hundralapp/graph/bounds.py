"""Bounds: the same graph over intervals, so that a printed rounding becomes an honest range.

A figure printed as 98 000 with a step of 1 000 lies in [97 500, 98 500]. Each operation maps intervals to an interval that
holds every value its operands allow, so a computed sum may be compared with a printed one: if their ranges meet, the
difference is rounding; if not, it is a fault. Two uses of one input are treated as independent, so a range may be wider than
the truth, never narrower: rounding keeps order, so what floats compute lies inside to the last bit. A division by what may be
zero may give anything.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from hundralapp.graph.operations import BY_CODE, CONSTANT, INPUT
from hundralapp.graph.trace import Graph

Range = tuple[float, float]
_EVERYTHING: Range = (-math.inf, math.inf)


def evaluate_bounds(
    graph: Graph, inputs: Mapping[str, Range | None], stated: Mapping[int, Range] | None = None
) -> list[Range | None]:
    """The range of every row; None where unknown.

    Args:
        inputs: (low, high) or None for unknown, for every input of the graph.
        stated: what files state for computed rows. A row's own range is computed from its operands' stated ranges, so that
            a sum is compared with its printed parts, and one fault is found in one place.
    """
    ranges: list[Range | None] = [None] * len(graph)
    for row, value in graph.constants.items():
        ranges[row] = (value, value)
    for name, row in graph.inputs.items():
        ranges[row] = inputs[name]
    stated = stated or {}
    used = list(ranges)
    for row, (code, a, b, c) in enumerate(zip(graph.code, graph.a, graph.b, graph.c, strict=True)):
        if code not in (INPUT, CONSTANT):
            ranges[row] = _step(code, used[a], used[b], used[c])
            used[row] = stated.get(row, ranges[row])
    return ranges


def _step(code: str, first: Range | None, second: Range | None, third: Range | None) -> Range | None:
    """One operation on ranges; operands that it does not have are not looked at."""
    if first is None:
        return None
    if code == "?":
        return _where(first, second, third)
    function = BY_CODE[code].of_floats
    if code in "fc":
        return function(first[0]), function(first[1])
    if second is None:
        return None
    if code in "<l=":
        return _comparison(code, first, second)
    if code in "mM":
        return function(first[0], second[0]), function(first[1], second[1])
    if code == "/" and second[0] <= 0.0 <= second[1]:
        return _EVERYTHING
    if code == "+":
        low, high = first[0] + second[0], first[1] + second[1]
    elif code == "-":
        low, high = first[0] - second[1], first[1] - second[0]
    else:
        corners = [function(a, b) for a in first for b in second]
        low, high = (min(corners), max(corners)) if all(corner == corner for corner in corners) else _EVERYTHING
    return (low, high) if low == low and high == high else _EVERYTHING


def operate(code: str, first: Range, second: Range) -> Range:
    """One of `+ - * /` on two ranges, as the graph has it."""
    between = _step(code, first, second, None)
    assert between is not None
    return between


def _comparison(code: str, first: Range, second: Range) -> Range:
    if code == "=":
        if first == second and first[0] == first[1]:
            return 1.0, 1.0
        return (0.0, 0.0) if first[1] < second[0] or second[1] < first[0] else (0.0, 1.0)
    function = BY_CODE[code].of_floats
    return function(first[1], second[0]), function(first[0], second[1])


def _where(condition: Range, then: Range | None, otherwise: Range | None) -> Range | None:
    if condition == (0.0, 0.0):
        return otherwise
    if condition[0] > 0.0 or condition[1] < 0.0:
        return then
    if then is None or otherwise is None:
        return None
    return min(then[0], otherwise[0]), max(then[1], otherwise[1])
