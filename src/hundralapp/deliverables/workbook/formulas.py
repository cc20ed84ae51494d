"""Formulas: each placed row of the graph as an Excel formula over other placed cells.

Rows that are used once stand inside the formula that uses them; those that several use, or that have grown long, get a cell of
their own on the sheet of steps. A run of cells below each other is written as SUM over the range, as people write it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hundralapp.graph.evaluate import rows_needed
from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.graph.trace import Graph

_LONGEST = 1_500  # characters of a formula's part before it becomes a step: Excel takes 8 192 in all
_DEEPEST = 24  # functions within each other: Excel takes 64
_MOST_TERMS = 200
_SHORTEST_RUN = 3
_SIGNS = {"+": (1, "+"), "-": (1, "-"), "*": (2, "*"), "/": (2, "/")}
_COMPARISONS = {"<": "<", "l": "<=", "=": "="}
_ATOM = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell: its sheet's key, column (from 0) and line (from 0)."""

    sheet: str
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A formula's part: how strongly its last sign binds, and how deep its functions go.

    A sum is kept as its `terms` until it is written; `condition` is a comparison without the numbers it gives.
    """

    text: str
    binds: int = _ATOM
    deep: int = 0
    terms: tuple[_Part, ...] = ()
    condition: str = ""
    place: Place | None = None


class Formulas:
    """The formulas of a graph.

    Args:
        graph: traced.
        places: cells of the rows that have one: every input, and every figure.
        step: makes the cell of the next step.
        name: a place as it is written in a formula, and a range of places from one line to another.
    """

    def __init__(
        self, graph: Graph, places: Mapping[int, Place], step: Callable[[], Place], name: Callable[[Place, int], str]
    ) -> None:
        self.graph = graph
        self.places = dict(places)
        self.steps: list[int] = []
        self.of: dict[int, str] = {}
        self._step, self._name = step, name
        self._parts: dict[int, _Part] = {}
        needed = rows_needed(graph, places)
        uses = Counter(each for row in range(len(graph)) if needed[row] for each in graph.operands(row))
        for row, code in enumerate(graph.code):
            if needed[row]:
                self._write(row, code, uses[row])

    def _write(self, row: int, code: str, uses: int) -> None:
        if code == CONSTANT:
            self._parts[row] = _number(self.graph.constants[row])
            return
        if code != INPUT:
            part = self._part(code, [self._parts[each] for each in self.graph.operands(row)])
            long = len(part.text) > _LONGEST or part.deep > _DEEPEST or len(part.terms) > _MOST_TERMS
            if row not in self.places and (uses > 1 or long):
                self.places[row] = self._step()
                self.steps.append(row)
            if row not in self.places:
                self._parts[row] = part
                return
            self.of[row] = self._said(part).text
        place = self.places[row]
        self._parts[row] = _Part(self._name(place, place.line), place=place)

    def _part(self, code: str, parts: list[_Part]) -> _Part:
        deep = max(each.deep for each in parts)
        if code == "+":
            first, second = parts
            return _Part("", 1, max(first.deep, second.deep, 1), (*(first.terms or (first,)), self._said(second)))
        parts = [self._said(each) for each in parts]
        if code in _SIGNS:
            binds, sign = _SIGNS[code]
            return _Part(f"{_within(parts[0], binds)}{sign}{_within(parts[1], binds + 1)}", binds, deep)
        if code in _COMPARISONS:
            condition = f"{_within(parts[0], 1)}{_COMPARISONS[code]}{_within(parts[1], 1)}"
            return _Part(f"IF({condition},1,0)", deep=deep + 1, condition=condition)
        first, *others = parts
        match code:
            case "m":
                text = f"MIN({first.text},{others[0].text})"
            case "M":
                text = f"MAX({first.text},{others[0].text})"
            case "f":
                text = f"INT({first.text})"
            case "c":
                text = f"(0-INT(0-({first.text})))"
            case "?":
                text = f"IF({first.condition or f'{_within(first, 1)}<>0'},{others[0].text},{others[1].text})"
        return _Part(text, deep=deep + 1)

    def _said(self, part: _Part) -> _Part:
        """The part with its text: a sum is written once it is known to be whole."""
        return replace(part, text=self._sum(part.terms), terms=()) if part.terms else part

    def _sum(self, terms: tuple[_Part, ...]) -> str:
        """Terms from left to right; runs of cells below each other as ranges."""
        written: list[str] = []
        at = 0
        while at < len(terms):
            end = at + 1
            while end < len(terms) and _is_below(terms[end - 1].place, terms[end].place):
                end += 1
            first = terms[at]
            if end - at >= _SHORTEST_RUN and first.place is not None:
                written.append(f"SUM({self._name(first.place, first.place.line + end - at - 1)})")
                at = end
                continue
            written.append(_within(self._said(first), 1 if at == 0 else 2))
            at += 1
        return "+".join(written)


def _is_below(above: Place | None, below: Place | None) -> bool:
    return above is not None and below is not None and below == replace(above, line=above.line + 1)


def _within(part: _Part, binds: int) -> str:
    return f"({part.text})" if part.binds < binds else part.text


def _number(value: float) -> _Part:
    """A constant, in the notation that Excel has for small and large ones."""
    text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).upper()
    return _Part(text, _ATOM if value >= 0 else 0)
