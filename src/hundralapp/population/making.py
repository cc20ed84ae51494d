"""A synthetic population made and written: drawn in chunks by threads, counted and written in order, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.population.assumptions import ASSUMPTIONS, METHOD
from hundralapp.population.calibration import Calibration, Tally
from hundralapp.population.columns import (
    BY_NAME,
    CALIBRATION_KEY,
    PERSONS_KEY,
    SEED_KEY,
    SYNTHETIC_COLUMN,
    SYNTHETIC_KEY,
    THOUSANDTHS,
    YEAR_KEY,
)
from hundralapp.population.facts import INCOME_YEAR, POPULATION_YEAR
from hundralapp.population.opening import import_parquet
from hundralapp.population.plan import Cell, allocate, cells, units_per_person
from hundralapp.population.problems import refuse
from hundralapp.population.synthetic import Chunk, Drawn, chunks, draw
from hundralapp.workspace.writing import new_file

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 500_000
_COMPRESSION = "lz4"
_MOST_THREADS = 4

_COLUMNS = (
    "municipality",
    "age_at_start_of_year",
    "wage",
    "pension",
    "sickness_compensation",
    "other_pensionable_income",
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a synthetic population, and nothing else does.

    Attributes:
        rows: how many rows stand for all taxpayers of the municipalities.
        municipalities: their codes; None for all.
        year: the income year that the incomes are said to be of.
        uprate: what the incomes of 2018 are multiplied by, and `reason` why.
    """

    rows: int
    seed: int
    municipalities: tuple[int, ...] | None = None
    year: int = INCOME_YEAR
    uprate: float = 1.0
    reason: str = ""


def make_population(
    path: Path | str,
    recipe: Recipe,
    *,
    force: bool = False,
    threads: int | None = None,
    row_group: int = ROW_GROUP,
    progress: Callable[[int], None] | None = None,
) -> Calibration:
    """Make a synthetic population and write it, sorted by municipality; labelled synthetic, with its assumptions and errors.

    Args:
        force: replace a file that is there.
        threads: at most this many draw; the result is the same.
        progress: told the rows that are done.
    Raises:
        PopulationError: pyarrow is not installed; the file is there; it cannot be written.
        TooFewPersonsError: fewer rows than cells.
        IncomeYearError: the law of the year does not ship.
    """
    path = Path(path)
    import_parquet()
    found = cells(recipe.municipalities, recipe.uprate)
    rows = allocate(found, recipe.rows)
    persons = sum(each.persons for each in found)
    units = units_per_person(persons, recipe.rows)
    tally = Tally(recipe.year, recipe.uprate, units)
    with _replacing(path, force) as temporary, _Writer(temporary, recipe, persons, units, row_group) as writer:
        for drawn in _in_order(found, rows, units, recipe, threads):
            tally.add(drawn)
            writer.add(drawn)
            if progress is not None:
                progress(drawn.chunk.rows)
        calibration = tally.result()
        writer.describe(calibration)
    return calibration


_REASONS = {
    errno.ENOSPC: Words("disken är full", "the disk is full"),
    errno.EDQUOT: Words("diskkvoten är slut", "the disk quota is used up"),
    errno.ENOENT: Words("mappen finns inte", "the folder does not exist"),
    errno.EACCES: Words("mappen får inte skrivas i", "the folder may not be written in"),
    errno.EROFS: Words("disken är skrivskyddad", "the disk is read-only"),
}


@contextmanager
def _replacing(path: Path, force: bool) -> Iterator[Path]:
    """A file beside `path` that becomes it when the block ends well, and is gone otherwise."""
    if path.is_dir() or (path.exists() and not force):
        raise refuse(codes.POPULATION_EXISTS, str(path))
    try:
        with new_file(path) as building:
            yield building
            if path.exists() and not force:
                raise refuse(codes.POPULATION_EXISTS, str(path))
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, Words(str(error), str(error)))
        raise refuse(codes.POPULATION_NOT_WRITTEN, str(path), reason=reason) from error


def _in_order(
    found: Sequence[Cell], rows: np.ndarray[Any, np.dtype[np.int64]], units: int, recipe: Recipe, threads: int | None
) -> Iterator[Drawn]:
    """The chunks as drawn, in order; no more of them at once than the threads need."""
    waiting: deque[Future[Drawn]] = deque()
    wanted = min(threads or os.cpu_count() or 1, _MOST_THREADS)
    coming = chunks(found, rows, units)

    def start(chunk: Chunk) -> Future[Drawn]:
        return pool.submit(draw, chunk, recipe.seed, recipe.uprate)

    with ThreadPoolExecutor(wanted) as pool:
        try:
            waiting.extend(start(chunk) for chunk in islice(coming, wanted + 1))
            while waiting:
                drawn = waiting.popleft().result()
                waiting.extend(start(chunk) for chunk in islice(coming, 1))
                yield drawn
        finally:
            pool.shutdown(cancel_futures=True)


class _Writer:
    """Rows gathered into row groups of one size, whatever the chunks."""

    def __init__(self, path: Path, recipe: Recipe, persons: int, units: int, row_group: int) -> None:
        import pyarrow as pa

        self._recipe, self._units, self._row_group = recipe, units, row_group
        self._weighted = recipe.rows != persons
        types = [(name, pa.from_numpy_dtype(BY_NAME[name].dtype)) for name in _COLUMNS]
        if self._weighted:
            types.append(("weight", pa.int16() if units == 1 else pa.float64()))
        types.append((SYNTHETIC_COLUMN, pa.bool_()))
        metadata = {
            YEAR_KEY: str(recipe.year),
            SYNTHETIC_KEY: "true",
            PERSONS_KEY: str(persons),
            SEED_KEY: str(recipe.seed),
        }
        self._schema = pa.schema(types, metadata)
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0
        self._file = import_parquet().ParquetWriter(
            path, self._schema, compression=_COMPRESSION, write_page_checksum=True, write_statistics=True
        )

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._flush(self._rows)
            self._file.close()
        else:
            with suppress(OSError):  # the file is thrown away; what went wrong is told by `error`
                self._file.close()

    def add(self, drawn: Drawn) -> None:
        """The persons of a chunk; whole row groups are written."""
        self._waiting.append(self._batch(drawn))
        self._rows += drawn.chunk.rows
        while self._rows >= self._row_group:
            self._flush(self._row_group)

    def _batch(self, drawn: Drawn) -> pa.RecordBatch:
        import pyarrow as pa

        columns = [
            np.full(drawn.chunk.rows, drawn.chunk.cell.municipality, dtype=np.int16),
            (drawn.age - 1).astype(np.uint8),
            *(getattr(drawn, name).astype(np.int32) for name in _COLUMNS[2:]),
        ]
        if self._weighted:
            columns.append(drawn.weight.astype(np.int16) if self._units == 1 else drawn.weight / THOUSANDTHS)
        columns.append(np.ones(drawn.chunk.rows, dtype=np.bool_))
        return pa.RecordBatch.from_arrays([pa.array(each) for each in columns], schema=self._schema)

    def _flush(self, rows: int) -> None:
        """Write the first so many rows that wait."""
        import pyarrow as pa

        if not rows:
            return
        table = pa.Table.from_batches(self._waiting, self._schema)
        self._file.write_table(table.slice(0, rows), row_group_size=rows)
        self._waiting = table.slice(rows).to_batches()
        self._rows -= rows

    def describe(self, calibration: Calibration) -> None:
        """How the population was made and how far it is from the public figures, as JSON in the file."""
        self._file.add_key_value_metadata(
            {CALIBRATION_KEY: json.dumps(description(self._recipe, calibration), ensure_ascii=False)}
        )


def description(recipe: Recipe, calibration: Calibration) -> dict[str, Any]:
    """What a synthetic population says of itself: method, years, level, assumptions, errors."""
    return {
        "method": METHOD,
        "population_year": POPULATION_YEAR,
        "income_year": INCOME_YEAR,
        "uprate": recipe.uprate,
        "reason": recipe.reason,
        "assumptions": [{"sv": each.sv, "en": each.en} for each in ASSUMPTIONS],
        "errors": [asdict(each) for each in calibration.errors],
        "national": [asdict(each) for each in calibration.national],
    }
