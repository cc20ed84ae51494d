"""Strips as shapes: for each row, where every proposal stands on one scale from the budget's zero.

Few proposals are marks that differ by shape and colour; many are thin ticks. Marks that would lie on each other stand above each
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.publish.charts import broken

SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")
"""Shapes of marks, in the order of the proposals; more proposals than these are ticks."""
_APART = 12.0  # between marks that stand beside each other
_LINE = 18.5


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row: what it is, each proposal's change, and the range as text."""

    label: str
    changes: tuple[Value, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A proposal in a row: `style` is the shape's name; `number` is the proposal's place in their order."""

    style: str
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A row as drawn, with marks, or with ticks: those that would lie on each other are one."""

    lines: tuple[tuple[str, float], ...]
    text: str
    text_y: float
    y: float
    low: float
    high: float
    marks: tuple[Mark, ...]
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StripChart:
    """A drawing: its rows, and where the budget stands."""

    size: str
    width: float
    height: float
    zero: float
    strips: tuple[Strip, ...]


def strip_charts(rows: Sequence[StripRow]) -> tuple[StripChart, ...]:
    """The same rows for a wide page and for a narrow one; none when there are no rows."""
    return (_drawn(rows, "wide", 880.0, 262.0, 34), _drawn(rows, "narrow", 340.0, 0.0, 26)) if rows else ()


def _drawn(rows: Sequence[StripRow], size: str, width: float, before: float, most: int) -> StripChart:
    values = [0.0, *(each for row in rows for each in row.changes if each is not None)]
    low, high = min(values), max(values)
    number = 16 + max(len(row.text) for row in rows) * 7.6 if before else 0.0
    left, right = before + 10, width - number - 10
    scale = (right - left) / (high - low) if high > low else 0.0
    zero = left - low * scale
    strips, y = [], 6.0
    for row in rows:
        lines = broken(row.label, most)[:3]
        known = [(number, zero + value * scale) for number, value in enumerate(row.changes) if value is not None]
        levels = _levels([x for _, x in known]) if len(row.changes) <= len(SHAPES) else [0] * len(known)
        marks_high = 14.0 * max(levels, default=0)
        labels_high = _LINE * (len(lines) - 1)
        if before:
            high_row = max(34.0, 24.0 + marks_high, 16.0 + labels_high + 16.0)
            middle, first = y + high_row / 2, y + high_row / 2 + 5 - labels_high / 2
            text_y = middle + 5
        else:
            high_row = 44.0 + labels_high + marks_high
            first, text_y, middle = y + 14, y + 14, y + 30 + labels_high + marks_high / 2
        few = len(row.changes) <= len(SHAPES)
        marks = tuple(
            Mark(SHAPES[at], at, x, middle + marks_high / 2 - 14.0 * level)
            for (at, x), level in zip(known, levels, strict=True)
            if few
        )
        ticks = () if few else tuple(sorted({round(x, 0) for _, x in known}))
        ends = [zero, *(x for _, x in known)]
        texts = tuple((line, first + _LINE * index) for index, line in enumerate(lines))
        strips.append(Strip(texts, row.text, text_y, middle + marks_high / 2, min(ends), max(ends), marks, ticks))
        y += high_row
    return StripChart(size, width, y + 4, zero, tuple(strips))


def _levels(places: Sequence[float]) -> list[int]:
    """For each mark the lowest level where it lies on no other."""
    levels = [0] * len(places)
    taken: dict[int, float] = {}
    for at in sorted(range(len(places)), key=lambda each: places[each]):
        level = 0
        while level in taken and places[at] - taken[level] < _APART:
            level += 1
        taken[level], levels[at] = places[at], level
    return levels
