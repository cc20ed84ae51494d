"""A waterfall as shapes: from one level to another in steps, each row beginning where the one before ended.

Rows and not columns, on a wide page too, since causes have names that a column has no room for. In the narrow drawing the name
stands above its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hundralapp.graph.evaluate import Value
from hundralapp.publish.charts import broken

_LINE = 18.5  # from one line of a label to the next


@dataclass(frozen=True, slots=True)
class Step:
    """A row. `kind` is total (a level, from zero), gives, takes, rest, or unknown; `id` names what is said about it."""

    id: str
    label: str
    value: Value
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fall:
    """A step as drawn; lengths are user units. `lines` are the label's lines with their height."""

    step: Step
    lines: tuple[tuple[str, float], ...]
    x: float
    y: float
    width: float
    thick: float
    text_x: float
    text_y: float
    anchor: str
    link_x: float
    link_end: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A drawing: its rows, where zero stands, and how far right and down it reaches."""

    size: str
    width: float
    height: float
    zero: float
    falls: tuple[Fall, ...]


def waterfalls(steps: Sequence[Step]) -> tuple[Waterfall, ...]:
    """The same steps for a wide page and for a narrow one; none when there is nothing to draw."""
    if not steps:
        return ()
    return _drawn(steps, "wide", 880.0, 262.0, 34.0, 20.0, 32), _drawn(steps, "narrow", 340.0, 0.0, 50.0, 14.0, 30)


def _drawn(steps: Sequence[Step], size: str, width: float, before: float, row: float, thick: float, most: int) -> Waterfall:
    """
    Args:
        before: room for the labels; none when they stand above their bars.
        row, thick: height of a row and of its bar.
        most: characters on a line of a label.
    """
    spans = _spans(steps)
    low, high = min([0.0, *(min(each) for each in spans)]), max([0.0, *(max(each) for each in spans)])
    number = 12 + max(len(step.text) for step in steps) * 8.2
    left, right = before + (number if before else 2.0), width - (number if before else 2.0)
    scale = (right - left) / (high - low) if high > low else 0.0
    zero = left - low * scale
    falls: list[Fall] = []
    y = 4.0
    for step, (begin, end) in zip(steps, spans, strict=True):
        lines = _lines(step.label, most)
        extra = _LINE * (len(lines) - 1)
        x, wide = zero + min(begin, end) * scale, abs(end - begin) * scale
        if before:
            top = y + (row - thick + extra) / 2 - 2
            first = y + row / 2 + 4
            down = step.value is not None and (end < begin or (step.kind == "total" and end < 0))
            at, anchor = (x - 7, "end") if down else (x + max(wide, 1.5) + 7, "start")
            text_y = top + thick / 2 + 5.5
        else:
            first, top = y + 14, y + 21 + extra
            at, anchor, text_y = width, "end", y + 14
        texts = tuple((line, first + _LINE * index) for index, line in enumerate(lines))
        falls.append(Fall(step, texts, x, top, max(wide, 1.5), thick, at, text_y, anchor, zero + end * scale, top + row + extra))
        y += row + extra
    ends = [each.y for each in falls[1:]]
    linked = [replace(each, link_end=end) for each, end in zip(falls, [*ends, falls[-1].y + thick], strict=True)]
    return Waterfall(size, width, y + 4, zero, tuple(linked))


def _spans(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Where each row begins and ends; a row of unknown size is a point."""
    found, at = [], 0.0
    for step in steps:
        value = step.value or 0.0
        begin = 0.0 if step.kind == "total" else at
        at = begin + value if step.value is not None else at
        found.append((begin, at))
    return found


def _lines(label: str, most: int) -> list[str]:
    """The label in lines; a word with no room is cut where the line ends, and its dots say so."""
    return [line if len(line) <= most else f"{line[: most - 1]}…" for line in broken(label, most)]
