"""The chart over income: what each change of rate means a month, one line per change, the reader's income marked.

`household-chart.js` draws the same marks in the browser; a test holds the two equal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from hundralapp.diagnostics import Language
from hundralapp.numbers_sv import show_number
from hundralapp.publish.household_words import WORDS

POINTS = 40
LEAST_SPAN = 80_000  # SEK a month, the least that the chart reaches
_MOST_LABELS = 6
_SIZES = {"wide": (880.0, 380.0), "narrow": (340.0, 320.0)}


@dataclass(frozen=True, slots=True)
class Curve:
    """A change of rate, öre per SEK 100, and what it means in SEK a month at each of POINTS + 1 incomes from zero."""

    change: int
    months: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of a drawing: its name, attributes, and text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing in one width."""

    size: str
    width: float
    height: float
    marks: tuple[Mark, ...]


def reach(income: int) -> int:
    """How far the chart goes, SEK a month: to 80 000, doubled until the reader's income has room."""
    most = LEAST_SPAN
    while income > most * 0.95:
        most *= 2
    return most


def plots(curves: Sequence[Curve], income: int, language: Language) -> tuple[Plot, ...]:
    """The chart for a wide page and for a narrow one.

    Args:
        curves: with changes other than zero, over incomes up to `reach(income)`; without any, the drawing is empty.
        income: the reader's, SEK a month.
    """
    return tuple(_plot(size, curves, income, language) for size in _SIZES)


def _plot(size: str, curves: Sequence[Curve], income: int, language: Language) -> Plot:
    width, height = _SIZES[size]
    if not curves:
        return Plot(size, width, height, ())
    words, most = WORDS[language], reach(income)
    bounds = [each.change * most / 10_000 for each in curves]
    low, high = min(0.0, *bounds), max(0.0, *bounds)
    step = _nice((high - low) / 4)
    names = {each.change: words["ore"].format(ore=show_number(each.change, 0, language, plus=True)) for each in curves}
    names[0] = words["budget"]
    ticks = [count * step for count in range(math.ceil(low / step), math.floor(high / step) + 1)]
    tick_names = [show_number(each, 0 if step >= 1 else 1, language, plus=True) for each in ticks]
    left = 14 + 8 * max(len(each) for each in tick_names)
    right = width - 16 - 8 * max(len(each) for each in names.values())
    top, bottom = 52.0, height - 52.0
    scale = (bottom - top) / (high - low)

    def x(amount: float) -> float:
        return left + amount * (right - left) / most

    def y(month: float) -> float:
        return top + (high - month) * scale

    marks = [_text(0, 14, "head", words["axis_y"]), _text(right, height - 6, "head", words["axis_x"], "end")]
    for value, name in zip(ticks, tick_names, strict=True):
        marks.append(_line(left, y(value), right, y(value), "zero" if value == 0 else "grid"))
        marks.append(_text(left - 8, y(value) + 5, "head", name, "end"))
    parts = 4 if size == "wide" else 2
    for count in range(parts + 1):
        at = most * count / parts
        marks.append(_text(x(at), bottom + 22, "head", show_number(at, 0, language), "middle"))
    for number, curve in enumerate(curves):
        points = " ".join(f"{_place(x(most * i / POINTS))},{_place(y(month))}" for i, month in enumerate(curve.months))
        marks.append(Mark("polyline", {"class": f"curve c{number % 4}", "points": points}))
    ends = [(y(each.months[-1]), names[each.change]) for each in curves]
    if len(ends) > _MOST_LABELS:
        ends = [min(ends), max(ends)]
    for at, name in _apart([*ends, (y(0.0), names[0])], top, bottom):
        marks.append(_text(right + 8, at + 5, "end", name))
    marks.append(_line(x(income), top - 8, x(income), bottom, "mine"))
    anchor = "start" if x(income) < left + 50 else ("end" if x(income) > right - 50 else "middle")
    marks.append(_text(x(income), top - 14, "mine", words["you"].format(amount=show_number(income, 0, language)), anchor))
    return Plot(size, width, height, tuple(marks))


def _nice(rough: float) -> float:
    """The least of 0.1, 0.2, 0.5, 1, 2, 5 ... that is not below `rough`."""
    power = 0.1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= rough:
                return digit * power
        power = power * 10


def _apart(ends: list[tuple[float, str]], top: float, bottom: float) -> list[tuple[float, str]]:
    """Labels moved so that none lies on another: down from the top, then up from the bottom."""
    room, placed = 18.0, []
    free = top
    for at, name in sorted(ends):
        free = max(at, free)
        placed.append((free, name))
        free += room
    free, moved = bottom, []
    for at, name in reversed(placed):
        free = min(at, free)
        moved.append((free, name))
        free -= room
    return moved


def _text(x: float, y: float, style: str, text: str, anchor: str = "start") -> Mark:
    return Mark("text", {"class": style, "x": _place(x), "y": _place(y), "text-anchor": anchor}, text)


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> Mark:
    return Mark("line", {"class": style, "x1": _place(x1), "y1": _place(y1), "x2": _place(x2), "y2": _place(y2)})


def _place(number: float) -> str:
    """A length in steps of a tenth, rounded as JavaScript's Math.round does."""
    tenths = math.floor(number * 10 + 0.5)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths / 10}"
