"""The persons as NumPy columns, and sums of them: what the contenders that compute with arrays have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from bench.population.job import DECILES, Answer, Job, whole

Columns = dict[str, npt.NDArray[Any]]


def read_persons(job: Job) -> Columns:
    """(n,) per column."""
    return _as_columns(pq.read_table(job.files))


def persons_in_parts(job: Job) -> Iterator[Columns]:
    """(n,) per column, one row group at a time."""
    for path in job.files:
        file = pq.ParquetFile(path)
        for group in range(file.num_row_groups):
            yield _as_columns(file.read_row_group(group, use_threads=False))


def _as_columns(table: Any) -> Columns:
    """Arrow's own `to_numpy` would import pandas where it happens to be installed, which none of them needs."""
    return {name: np.from_dlpack(table.column(name).combine_chunks()) for name in table.column_names}


class Rates:
    """Rates per municipality code, to be looked up with the persons' codes."""

    def __init__(self, job: Job) -> None:
        self.codes = np.array(job.codes)
        self._tables = {name: self._by_code(values) for name, values in job.rates.items()}
        self.municipal = self._tables.pop("municipal_tax_rate")

    def _by_code(self, values: Sequence[int]) -> npt.NDArray[np.float64]:
        table = np.zeros(int(self.codes.max()) + 1)
        table[self.codes] = values
        return table

    def unchanged(self, municipality: npt.NDArray[Any]) -> Columns:
        """(n,) per rate that no change in the job is about, for persons by their municipality."""
        return {name: table[municipality] for name, table in self._tables.items()}


class Sums:
    """Sums in whole kronor, exact as long as they stay below 2**53."""

    def __init__(self, rates: Rates, changes: int) -> None:
        self.codes, self.size = rates.codes, len(rates.municipal)
        self.revenue = np.zeros((changes, self.size))
        self.final_tax = np.zeros((changes, DECILES + 1))
        self.persons = np.zeros(DECILES + 1)

    def count(self, decile: npt.NDArray[Any]) -> None:
        self.persons += np.bincount(decile, minlength=DECILES + 1)

    def add(self, change: int, persons: Columns, municipal_tax: npt.NDArray[Any], final_tax: npt.NDArray[Any]) -> None:
        """Add what some persons pay after one change."""
        self.revenue[change] += np.bincount(persons["municipality"], municipal_tax, minlength=self.size)
        self.final_tax[change] += np.bincount(persons["decile"], final_tax, minlength=DECILES + 1)

    def merge(self, other: Sums) -> None:
        self.revenue += other.revenue
        self.final_tax += other.final_tax
        self.persons += other.persons

    def answer(self) -> Answer:
        return Answer(
            [whole(row[self.codes]) for row in self.revenue], [whole(row[1:]) for row in self.final_tax], whole(self.persons[1:])
        )
