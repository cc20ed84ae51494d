"""Charts as shapes: where bars begin and end. Colours, patterns and type come from the style sheet.

Each chart is made in two widths, since a wide one made small cannot be read: columns for a wide page, rows for a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value


@dataclass(frozen=True, slots=True)
class Bar:
    """What a chart shows of one period. `kind` is actual, budget, plan or forecast; `now` is the budget year's."""

    id: str
    head: str
    year: str
    value: Value
    text: str
    kind: str
    now: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle, a line, a polyline or a text; numbers are user units of the drawing. `bar` names the period it belongs to."""

    tag: str
    x: float
    y: float
    style: str
    width: float = 0.0
    height: float = 0.0
    text: str = ""
    anchor: str = "start"
    bar: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing. `zero` and `scale` say where a value stands: zero − value × scale."""

    size: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    zero: float = 0.0
    scale: float = 0.0


def columns(
    bars: Sequence[Bar],
    *,
    low: float,
    high: float,
    width: float = 880,
    height: float = 330,
    size: str = "wide",
    marks: bool = False,
) -> Chart:
    """Columns from a zero line, each with its number at its end and its period below.

    Args:
        low, high: the values that the drawing has room for; zero is always among them.
        marks: a line stays where each bar ends, for a drawing whose bars move.
    """
    low, high = _room(low, high)
    top, bottom = 30.0, 78.0 if low < 0 else 58.0
    scale = (height - top - bottom) / (high - low)
    zero = top + high * scale
    slot = width / max(1, len(bars))
    thick = min(76.0, slot * 0.62)
    shapes: list[Shape] = []
    for index, bar in enumerate(bars):
        x = slot * index + (slot - thick) / 2
        middle = x + thick / 2
        value = bar.value
        if value is None:
            shapes.append(Shape("rect", x, zero - 26, "empty", thick, 26, bar=bar.id))
            shapes.append(Shape("text", middle, zero - 34, "value unknown", text=bar.text, anchor="middle", bar=bar.id))
        else:
            end = zero - value * scale
            shapes.append(Shape("rect", x, min(zero, end), _style(bar), thick, max(1.5, abs(end - zero)), bar=bar.id))
            beside = end - 9 if value >= 0 else end + 20
            strong = "value now" if bar.now else "value"
            if marks:
                shapes.append(Shape("line", x - 8, end, "base", width=thick + 16))
            shapes.append(Shape("text", middle, beside, strong, text=bar.text, anchor="middle", bar=bar.id))
        foot = height - 26
        head = broken(bar.head, 12 if slot < 110 else 24)
        for line, words in enumerate(reversed(head)):
            shapes.append(Shape("text", middle, foot - 16 * line, "head", text=words, anchor="middle"))
        shapes.append(Shape("text", middle, foot + 19, "year now" if bar.now else "year", text=bar.year, anchor="middle"))
    shapes.append(Shape("line", 0, zero, "zero", width=width))
    return Chart(size, width, height, tuple(shapes), zero, scale)


def rows(bars: Sequence[Bar], *, low: float, high: float, width: float = 340, size: str = "narrow") -> Chart:
    """Rows from a zero line, each with its period before it and its number at its end."""
    low, high = _room(low, high)
    heads = [f"{bar.head} {bar.year}" for bar in bars]
    before = min(150.0, 12 + max((len(head) for head in heads), default=0) * 7.0)
    number = 10 + max((len(bar.text) for bar in bars), default=0) * 8.4
    left, right = before + (number if low < 0 else 0), width - (number if high > 0 else 0)
    scale = max(1.0, right - left) / (high - low)
    zero = left - low * scale
    step = 36.0
    shapes: list[Shape] = []
    for index, (bar, head) in enumerate(zip(bars, heads, strict=True)):
        y = index * step + 6
        lines = broken(head, 20)
        for line, words in enumerate(lines):
            base = y + 16 + 17 * (line - (len(lines) - 1) / 2)
            shapes.append(Shape("text", 0, base, "head now" if bar.now else "head", text=words))
        value = bar.value
        if value is None:
            shapes.append(Shape("text", zero + 8, y + 16, "value unknown", text=bar.text))
            continue
        end = zero + value * scale
        shapes.append(Shape("rect", min(zero, end), y, _style(bar), max(1.5, abs(end - zero)), step - 14))
        at, anchor = (end + 7, "start") if value >= 0 else (end - 7, "end")
        shapes.append(Shape("text", at, y + 16, "value now" if bar.now else "value", text=bar.text, anchor=anchor))
    height = step * len(bars) + 4
    shapes.append(Shape("line", zero, 0, "zero", height=height))
    return Chart(size, width, height, tuple(shapes))


def span(bars: Sequence[Bar]) -> tuple[float, float]:
    """The least and the greatest value, zero among them."""
    values = [bar.value for bar in bars if bar.value is not None]
    return min([0.0, *values]), max([0.0, *values])


def _room(low: float, high: float) -> tuple[float, float]:
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def _style(bar: Bar) -> str:
    below = " below" if bar.value is not None and bar.value < 0 else ""
    return f"bar {bar.kind}{below}{' synthetic' if bar.synthetic else ''}"


def broken(text: str, most: int) -> list[str]:
    """A text in lines of at most `most` characters, broken at spaces."""
    lines = [""]
    for part in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(part) > most:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]} {part}".strip()
    return lines
