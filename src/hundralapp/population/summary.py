"""What is in a population: read once, every value checked, counted and summed; what is wrong is gathered, not stopped at."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from hundralapp.population.columns import BY_NAME, INCOMES, THOUSANDTHS
from hundralapp.population.problems import PopulationError, Problem
from hundralapp.population.reading import Part, Population, read_batches
from hundralapp.population.validation import Values

_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """A column of the population. `total` is weighted and in the column's unit, of incomes only; None of other columns."""

    name: str
    lowest: int
    highest: int
    rows_above_zero: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A population counted. `persons` is the sum of the weights; what is read before a problem in a part is not counted."""

    rows: int
    persons: float
    municipalities: int
    columns: tuple[ColumnSummary, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Column:
    lowest: int = 2**31
    highest: int = -1
    above_zero: int = 0
    total: int = 0  # thousandths of a person times the unit


@dataclass(slots=True)
class _Counted:
    rows: int = 0
    weight: int = 0
    municipalities: set[int] = field(default_factory=set)
    columns: dict[str, _Column] = field(default_factory=dict)

    def add(self, batch: dict[str, Values]) -> None:
        rows = len(batch["municipality"])
        weight = batch.get("weight")
        self.rows += rows
        self.weight += int(weight.sum(dtype=np.int64)) if weight is not None else rows * THOUSANDTHS
        self.municipalities.update(np.unique(batch["municipality"]).tolist())
        for name, values in batch.items():
            column = self.columns.setdefault(name, _Column())
            column.lowest = min(column.lowest, int(values.min()))
            column.highest = max(column.highest, int(values.max()))
            column.above_zero += int(np.count_nonzero(values))
            if name in INCOMES:
                column.total += _product(values, weight)

    def include(self, other: _Counted) -> None:
        self.rows += other.rows
        self.weight += other.weight
        self.municipalities |= other.municipalities
        for name, theirs in other.columns.items():
            mine = self.columns.setdefault(name, _Column())
            mine.lowest, mine.highest = min(mine.lowest, theirs.lowest), max(mine.highest, theirs.highest)
            mine.above_zero += theirs.above_zero
            mine.total += theirs.total


def _product(values: Values, weight: Values | None) -> int:
    """Sum of value times thousandths, exact: in two halves that int64 holds for any batch."""
    if weight is None:
        return int(values.sum(dtype=np.int64)) * THOUSANDTHS
    wide, high = weight.astype(np.int64), values.astype(np.int64)
    return (int((high >> 16) @ wide) << 16) + int((high & 0xFFFF) @ wide)


def summarise(population: Population, progress: Callable[[int], None] | None = None) -> Summary:
    """Read the whole population, one part per thread at a time.

    Args:
        progress: told the rows that are done.
    """

    def count(part: Part) -> tuple[_Counted, Problem | None]:
        counted = _Counted()
        try:
            for batch in read_batches(population, part, population.columns):
                counted.add(batch)
        except PopulationError as error:
            return counted, error.problem
        return counted, None

    total, problems = _Counted(), list[Problem]()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        parts = population.parts()
        try:
            for part, (counted, problem) in zip(parts, pool.map(count, parts), strict=True):
                total.include(counted)
                if problem is not None:
                    problems.append(problem)
                if progress is not None:
                    progress(part.rows)
        finally:
            pool.shutdown(cancel_futures=True)
    if not problems:
        try:
            population.check_weight_sum(total.weight)
        except PopulationError as error:
            problems.append(error.problem)
    return Summary(
        total.rows,
        total.weight / THOUSANDTHS,
        len(total.municipalities),
        tuple(_column(name, total.columns[name]) for name in population.columns if name in total.columns),
        tuple(problems[:_MOST_PROBLEMS]),
    )


def _column(name: str, found: _Column) -> ColumnSummary:
    total = found.total // THOUSANDTHS if name in INCOMES else None
    return ColumnSummary(BY_NAME[name].name, found.lowest, found.highest, found.above_zero, total)
