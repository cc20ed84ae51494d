"""The model as an Excel workbook with live formulas: a row per figure, a column per period.

    python -m bench.as_workbook examples/exempelstad exempelstad.xlsx

Sheet `Budget` holds the figures, `Inputs` the levers and national parameters that no file states, `Steps` what several
formulas share. A changed number in the workbook reaches what it reaches in the model.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bench.translate import SIGNS, Language, formulas, named_rows, row_names
from hundralapp.model import Model, load_model

BUDGET, INPUTS, STEPS = "Budget", "Inputs", "Steps"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the workbook."""

    sheet: str
    column: str
    line: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.column}{self.line}"


def _sum(terms: list[str]) -> str:
    """A sum as people write it: cells below each other are a range."""
    ranges = []
    for _, group in groupby(enumerate(terms), key=lambda pair: _column_start(*pair)):
        run = [text for _, text in group]
        ranges.append(run[0] if len(run) == 1 else f"{run[0]}:{run[-1].partition('!')[2]}")
    return f"SUM({','.join(ranges)})"


def _column_start(index: int, term: str) -> tuple[str, int]:
    """The same for neighbours among the terms when they stand below each other."""
    match = _CELL.fullmatch(term)
    return (match[1], int(match[2]) - index) if match else (term, index)


_CELL = re.compile(r"(\w+![A-Z]+)(\d+)")
EXCEL = Language(
    {
        **SIGNS,
        "m": "MIN({},{})",
        "M": "MAX({},{})",
        "f": "INT({})",
        "c": "(0 - INT(0 - ({})))",
        "<": "IF({}<{},1,0)",
        "l": "IF({}<={},1,0)",
        "=": "IF({}={},1,0)",
        "?": "IF({}<>0,{},{})",
    },
    _sum,
)


class Book:
    """The workbook of a model. `places` says where each figure stands, by row of the graph."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._figures = sorted(dict.fromkeys(figure for figure, _ in model.cells), key=_family)
        self.places = self._placed()
        self._book = Workbook()
        self._book.active.title = BUDGET
        self._book.create_sheet(INPUTS)
        self._book.create_sheet(STEPS)
        self._write()

    def save(self, path: Path) -> None:
        self._book.save(path)

    def _placed(self) -> dict[int, Place]:
        model = self._model
        places: dict[int, Place] = {}
        lines = {figure: line for line, figure in enumerate(self._figures, start=2)}
        columns = {period: get_column_letter(column) for column, period in enumerate(model.periods, start=2)}
        for (figure, period), cell in model.cells.items():
            places.setdefault(cell.row, Place(BUDGET, columns[period], lines[figure]))
        inputs = [row for row in model.binding.graph.inputs.values() if row not in places]
        places.update({row: Place(INPUTS, "B", line) for line, row in enumerate(inputs, start=1)})
        steps = sorted(named_rows(model) - set(places))
        places.update({row: Place(STEPS, "A", line) for line, row in enumerate(steps, start=1)})
        return places

    def _write(self) -> None:
        model, graph, names = self._model, self._model.binding.graph, row_names(self._model)
        for name, row in graph.inputs.items():
            value = model.binding.inputs[name]
            self._put(self.places[row], "=NA()" if value is None else value)
        for each in formulas(graph, set(self.places), lambda row: str(self.places[row]), EXCEL):
            self._put(self.places[each.row], f"={each.text}")
        for row, place in self.places.items():
            if place.sheet == INPUTS:
                self._put(Place(INPUTS, "A", place.line), names[row])
        for column, period in enumerate(model.periods, start=2):
            self._put(Place(BUDGET, get_column_letter(column), 1), period)
            for line, figure in enumerate(self._figures, start=2):
                self._put(Place(BUDGET, "A", line), figure)
                here, cell = Place(BUDGET, get_column_letter(column), line), model.cells.get((figure, period))
                if cell is not None and self.places[cell.row] != here:
                    self._put(here, f"={self.places[cell.row]}")

    def _put(self, place: Place, content: Any) -> None:
        self._book[place.sheet][f"{place.column}{place.line}"] = content


def _family(figure: str) -> tuple[str, str, str]:
    """Sorts the members of a family below each other: `committee.*.frame`."""
    first, _, rest = figure.partition(".")
    middle, _, measure = rest.rpartition(".")
    above, _, _ = middle.rpartition(".")
    return first, measure, above


if __name__ == "__main__":
    Book(load_model(Path(sys.argv[1]))).save(Path(sys.argv[2]))
