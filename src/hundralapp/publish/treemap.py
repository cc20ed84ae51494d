"""A treemap as shapes: rectangles whose areas are to each other as their values, each with its name where there is room for it.

Squarified: M. Bruls, K. Huizing, J. J. van Wijk, Squarified treemaps, 2000. A rectangle too small for a name has a number, and a
list beside says whose it is. What is negative, zero or unknown has no area; who draws says so beside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.publish.charts import Chart, Shape, broken

PART = "part"  # the style of the areas inside a tile
_TINTS = ((20.0, "t1"), (8.0, "t2"), (2.5, "t3"), (0.0, "t4"))  # percent of the whole, and the tint from there
_ROOM = (90.0, 48.0)  # what the parts of a tile need below its name, across and down
_PART_SIZES = (13.0, 12.0)
_SIZES = ((17.0, 9.0), (15.0, 9.0), (13.0, 7.0), (12.0, 5.0))  # of the type, and how far from the edge it stands


@dataclass(frozen=True, slots=True)
class Tile:
    """A value to draw, above zero, with its name and its amount as text. `kind` is a committee or something else (`rest`).

    `inside` are the names and sizes of what it is made of: they divide the tile below its name, where there is room.
    """

    id: str
    name: str
    text: str
    value: float
    kind: str = "committee"
    inside: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile's rectangle, in user units."""

    tile: Tile
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Treemap:
    """The drawing, and the tiles that it names by a number: (number, tile, whether the number itself had room)."""

    chart: Chart
    numbered: tuple[tuple[int, Tile, bool], ...]


def squarified(tiles: Sequence[Tile], x: float, y: float, width: float, height: float) -> list[Placed]:
    """Rectangles that fill the given one, areas proportional to values, as near to squares as rows allow; largest first."""
    left = sorted((each for each in tiles if each.value > 0), key=lambda each: -each.value)
    placed: list[Placed] = []
    if not left:
        return placed
    scale = width * height / sum(each.value for each in left)
    while left:
        side = min(width, height)
        count = _best(left, scale, side)
        row, left = left[:count], left[count:]
        thick = sum(each.value for each in row) * scale / side
        at = 0.0
        for each in row:
            long = each.value * scale / thick
            if width >= height:
                placed.append(Placed(each, x, y + at, thick, long))
            else:
                placed.append(Placed(each, x + at, y, long, thick))
            at += long
        if width >= height:
            x, width = x + thick, width - thick
        else:
            y, height = y + thick, height - thick
    return placed


def _best(tiles: Sequence[Tile], scale: float, side: float) -> int:
    """How many tiles from the first to put in one row: as long as the least square of them does not get less square."""
    total, worst, largest = 0.0, float("inf"), tiles[0].value * scale
    for count, each in enumerate(tiles, 1):
        total += each.value * scale
        now = max(side * side * largest / (total * total), total * total / (side * side * each.value * scale))
        if now > worst:
            return count - 1
        worst = now
    return len(tiles)


def treemap(tiles: Sequence[Tile], *, width: float, height: float, size: str) -> Treemap:
    """The drawing in one width."""
    whole = sum(each.value for each in tiles if each.value > 0)
    shapes: list[Shape] = []
    numbered: list[tuple[int, Tile, bool]] = []
    for each in squarified(tiles, 0.0, 0.0, width, height):
        style = each.tile.kind if each.tile.kind != "committee" else _tint(100.0 * each.tile.value / whole)
        shapes.append(Shape("rect", each.x, each.y, f"tile {style}", each.width, each.height, bar=each.tile.id))
        label = _label(each, style)
        if not label:
            number = len(numbered) + 1
            label = _number(each, str(number), style)
            numbered.append((number, each.tile, bool(label)))
        elif label:
            shapes += _inside(each, label[-1].y, style)
        shapes += label
    return Treemap(Chart(size, width, height, tuple(shapes)), tuple(numbered))


def _inside(placed: Placed, below: float, style: str) -> list[Shape]:
    """The parts of a tile, side by side below its name; nothing where there is no room for two."""
    edge = _SIZES[-1][1]
    top = below + 2 * edge
    wide, high = placed.width - 2 * edge, placed.y + placed.height - edge - top
    tiles = [Tile(str(index), name, "", value) for index, (name, value) in enumerate(placed.tile.inside)]
    if len(tiles) < 2 or wide < _ROOM[0] or high < _ROOM[1]:
        return []
    shapes: list[Shape] = []
    for each in squarified(tiles, placed.x + edge, top, wide, high):
        shapes.append(Shape("rect", each.x, each.y, PART, each.width, each.height))
        shapes += _part_name(each, style)
    return shapes


def _part_name(placed: Placed, style: str) -> list[Shape]:
    """A part's name, where there is room for the whole of it."""
    for size in _PART_SIZES:
        inset = size * 0.45
        wide, high = placed.width - 2 * inset, placed.height - 2 * inset
        most = int(wide / (size * 0.48))
        lines = broken(placed.tile.name, most) if most >= 4 else []
        step = size * 1.2
        if lines and step * len(lines) <= high and max(text_width(line, size) for line in lines) <= wide:
            return [
                Shape(
                    "text", placed.x + inset, placed.y + inset + step * (index + 0.75), f"name s{int(size)} on-{style}", text=line
                )
                for index, line in enumerate(lines)
            ]
    return []


def _tint(percent: float) -> str:
    return next(style for least, style in _TINTS if percent >= least)


def _label(placed: Placed, style: str) -> list[Shape]:
    """The amount and the name, in the largest type that has room; nothing where none has."""
    for size, inset in _SIZES:
        wide, high = placed.width - 2 * inset, placed.height - 2 * inset
        most = int(wide / (size * 0.48))
        if most < 3:
            continue
        lines = broken(placed.tile.name, most)
        step = size * 1.22
        amount = size + 3
        if amount * 1.15 + step * len(lines) > high or text_width(placed.tile.text, amount) > wide:
            continue
        if max(text_width(line, size) for line in lines) > wide:
            continue
        x, y = placed.x + inset, placed.y + inset + amount * 0.8
        made = [Shape("text", x, y, f"amount s{int(size)} on-{style}", text=placed.tile.text)]
        for index, line in enumerate(lines):
            made.append(Shape("text", x, y + amount * 0.3 + step * (index + 0.85), f"name s{int(size)} on-{style}", text=line))
        return made
    return []


def _number(placed: Placed, number: str, style: str) -> list[Shape]:
    if placed.width < text_width(number, 13.0) + 3 or placed.height < 15:
        return []
    middle = placed.x + placed.width / 2
    return [Shape("text", middle, placed.y + placed.height / 2 + 4.5, f"key-number on-{style}", text=number, anchor="middle")]


def text_width(text: str, size: float) -> float:
    """About how wide a text is at a size, rather too wide than too narrow."""
    return size * sum(1.05 if unicodedata.east_asian_width(each) in "WF" else 0.8 if each in "MWmw%" else 0.5 for each in text)
