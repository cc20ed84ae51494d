"""A value as a thin bar in a row of a table, on one scale for all the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value

Scale = tuple[float, float]
_LEAST = 1e-9  # so that a scale of nothing but zeros has a length


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins, how long it is and where zero stands, from 0 to 100."""

    start: float
    width: float
    zero: float
    is_negative: bool


def scale_of(values: Iterable[Value]) -> Scale:
    """From the least to the greatest known value, zero among them."""
    known = [each for each in values if each is not None]
    return min([0.0, *known]), max([_LEAST, *known])


def bar(value: Value, scale: Scale) -> Bar | None:
    """A value's bar on a scale; None when it is unknown."""
    if value is None:
        return None
    start, end = sorted((_position(0.0, scale), _position(value, scale)))
    return Bar(start, end - start, _position(0.0, scale), value < 0)


def _position(value: float, scale: Scale) -> float:
    low, high = scale
    return 100.0 * (value - low) / (high - low)
