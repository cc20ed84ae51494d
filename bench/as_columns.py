"""The model as plain code: straight Python, NumPy or pandas, as it is written without a framework.

`straight` is one function with a line per figure; its numbers are floats, or arrays and Series over scenarios.
`by_period` is a budget's table in pandas: a Series per figure, with a value per period. A formula that is the same in several
periods is one vectorised statement; what goes from year to year, as equity does, is set year by year.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.translate import ARRAYS, Language, formulas, input_values, named_rows, row_names
from hundralapp.graph.figure import Key
from hundralapp.model import Model

Answer = Callable[[dict[str, Any]], list[Any]]


def straight(model: Model, outputs: Sequence[int], language: Language) -> Answer:
    """A function from inputs by name to the values of `outputs`."""
    graph = model.binding.graph
    lines = ["def run(inputs):"]
    lines += [f"    r{row} = inputs[{name!r}]" for name, row in graph.inputs.items()]
    lines += [f"    r{each.row} = {each.text}" for each in formulas(graph, named_rows(model), lambda row: f"r{row}", language)]
    lines += [f"    return [{', '.join(f'r{row}' for row in outputs)}]"]
    run: Answer = _made(lines, _choose=_choose)
    return run


def _choose(condition: Any, then: Any, otherwise: Any) -> Any:
    """Over scenarios an array; what does not vary stays a number."""
    if np.ndim(condition) == 0:
        return then if condition else otherwise
    return np.where(condition, then, otherwise)


def _made(lines: list[str], **names: Any) -> Any:
    """The function `run` that the lines define."""
    names.update(math=math, np=np)
    exec(compile("\n".join(lines), "<generated>", "exec"), names)
    return names["run"]


@dataclass(slots=True)
class _Cell:
    """A figure's formula in one period, over single values."""

    row: int
    period: str
    uses: tuple[int, ...]
    text: str


class ByPeriod:
    """The table, and `run` that computes it from its inputs."""

    def __init__(self, model: Model) -> None:
        import pandas as pd

        self._model = model
        self._keys: dict[int, Key] = {row: _key(name) for row, name in row_names(model).items()}
        periods = list(model.periods)
        follows = [periods.index(each.follows) if each.follows else -1 for each in model.periods.values()]
        self.table = {figure: pd.Series(math.nan, periods) for figure, _ in self._keys.values()}
        self._fill_inputs()
        keep: list[Any] = []
        lines = ["def run(c):"]
        for figure, template, cells in self._statements():
            inside = {each.period for each in cells}
            if len(cells) == 1:
                lines.append(f"    c[{figure!r}].at[{cells[0].period!r}] = {cells[0].text}")
            elif inside == {period for name, period in self._keys.values() if name == figure}:
                lines.append(f"    c[{figure!r}] = {template}")
            else:
                lines.append(f"    c[{figure!r}] = c[{figure!r}].where(keep[{len(keep)}], {template})")
                keep.append(pd.Series([period not in inside for period in periods], periods))
        self._run = _made(
            lines,
            keep=keep,
            before=lambda series: pd.Series(series.to_numpy()[follows], periods),
            _choose=lambda *args: pd.Series(np.where(*args), periods) if np.ndim(args[0]) else _choose(*args),
        )

    def run(self) -> None:
        self._run(self.table)

    def set(self, name: str, value: float) -> None:
        figure, period = _key(name)
        self.table[figure].at[period] = value

    def values(self, rows: Sequence[int]) -> list[float]:
        return [self.table[figure].at[period] for figure, period in (self._keys[row] for row in rows)]

    def _fill_inputs(self) -> None:
        for name, value in input_values(self._model).items():
            figure, at = _key(name)
            for period in self._model.periods.values():
                if at == period.id or (_is_of_year(figure) and at == str(period.year)):
                    self.table[figure].at[period.id] = value

    def _statements(self) -> Iterator[tuple[str, str, list[_Cell]]]:
        """Each after what it needs: formulas that are alike in several periods together, where the order allows it."""
        graph = self._model.binding.graph
        alike: dict[tuple[str, str], list[_Cell]] = {}
        for each in formulas(graph, set(self._keys), lambda row: f"r{row}", ARRAYS):
            figure, period = self._keys[each.row]
            template, text = self._written(each.text, period, columns=True), self._written(each.text, period, columns=False)
            alike.setdefault((figure, template), []).append(_Cell(each.row, period, each.uses, text))
        done = set(graph.inputs.values())
        while alike:
            ready = [names for names, cells in alike.items() if done.issuperset(row for cell in cells for row in cell.uses)]
            for names in ready:
                cells = alike.pop(names)
                done.update(cell.row for cell in cells)
                yield *names, cells
            if not ready:
                names = min(alike, key=lambda each: alike[each][0].row)
                cell = alike[names].pop(0)
                done.add(cell.row)
                yield *names, [cell]

    def _written(self, text: str, period: str, *, columns: bool) -> str:
        """A formula with its figures as columns, or as single values in the period."""

        def write(match: re.Match[str]) -> str:
            figure, at = self._keys[int(match[1])]
            column, at = f"c[{figure!r}]", period if _is_of_year(figure) else at
            if columns and at == period:
                return column
            return f"before({column})" if columns and at == self._model.periods[period].follows else f"{column}.at[{at!r}]"

        return _ROW.sub(write, text)


_ROW = re.compile(r"\br(\d+)\b")


def _key(name: str) -> Key:
    figure, _, period = name.rpartition("@")
    return figure, period


def _is_of_year(figure: str) -> bool:
    """National parameters are named by year, not by period."""
    return figure.startswith("parameter.")
