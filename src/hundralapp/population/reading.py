"""A population in Parquet: opened by its table of contents, read a part at a time, every value checked.

Opening reads no person. A part is some row groups of one file: parts are small, keep their order, can be sent to other processes,
and give the same arrays whoever reads them. Memory is that of the batches being read, whatever the size of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hundralapp import codes
from hundralapp.population.columns import BY_NAME, COLUMNS, SYNTHETIC_COLUMN, THOUSANDTHS
from hundralapp.population.opening import (
    SourceFile,
    holds_fractions,
    import_parquet,
    read_footer,
    require_columns,
    require_same,
    sources,
    stated_by,
)
from hundralapp.population.problems import PopulationError, number, refuse
from hundralapp.population.validation import Values, check_together, checked

if TYPE_CHECKING:
    import pyarrow as pa

LARGEST_BATCH = 1_048_576
"""Rows: a larger row group is read in batches of this size."""

_PART = 524_288
"""Rows: smaller row groups are read together up to this."""


@dataclass(frozen=True, slots=True)
class Part:
    """Row groups of one file, that follow each other. `first_row` counts from zero in the file."""

    file: int
    row_groups: tuple[int, ...]
    first_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Population:
    """A population's files and what they say of themselves.

    Attributes:
        persons: rows; each one person or as many as its weight says.
        columns: the documented columns that are there.
        ignored: the names of other columns.
        year: the year of the incomes; None where the files do not say.
        synthetic: True where the files say that the persons are made up, in metadata or by a column of that name.
        stated_weight: what the weights should sum to, thousandths of a person; None where the files do not say.
        metadata: what else the files say under `hundralapp.`; of a folder, what its first file says.
    """

    path: Path
    files: tuple[SourceFile, ...]
    persons: int
    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    year: int | None
    synthetic: bool
    stated_weight: int | None
    metadata: tuple[tuple[str, str], ...]

    def parts(self) -> tuple[Part, ...]:
        """The parts, in the order of files and rows. Every row is in exactly one."""
        found: list[Part] = []
        for place, file in enumerate(self.files):
            start, first, rows = 0, 0, 0
            for group, size in enumerate(file.row_groups):
                if rows and rows + size > _PART:
                    found.append(Part(place, tuple(range(start, group)), first, rows))
                    start, first, rows = group, first + rows, 0
                rows += size
            if rows:
                found.append(Part(place, tuple(range(start, len(file.row_groups))), first, rows))
        return tuple(found)

    @property
    def weights_are_rounded(self) -> bool:
        """Whether weights are fractions in some file: they are carried to the nearest thousandth of a person."""
        return any(holds_fractions(dict(file.schema).get("weight", "")) for file in self.files)

    def check_weight_sum(self, thousandths: int) -> None:
        """Whether the weights that were read sum to what the files state; nothing where they do not state it.

        Whole weights must match exactly. Fractions may differ by half a thousandth a row, which is what carrying them can cost,
        or by a millionth of the sum.

        Raises:
            PopulationError: they do not.
        """
        if self.stated_weight is None:
            return
        allowed = max(self.persons / 2, self.stated_weight / 1_000_000) if self.weights_are_rounded else 0
        if abs(thousandths - self.stated_weight) > allowed:
            found, stated = number(thousandths / THOUSANDTHS), number(self.stated_weight / THOUSANDTHS)
            raise refuse(codes.POPULATION_WEIGHTS, str(self.path), column="weight", found=found, stated=stated)


def open_population(path: Path | str) -> Population:
    """Open a Parquet file, or a folder of them, and check all that can be known without reading a person.

    Raises:
        PopulationError: pyarrow is not installed; no such file, not Parquet, cut off, no rows; a column is missing or of a type
            that cannot be carried; files of a folder that do not belong together; without weights, another number of rows than
            stated.
    """
    path = Path(path)
    files = tuple(sources(path))
    for file in files:
        require_columns(file)
        require_same(files[0], file)
    if not any(file.rows for file in files):
        raise refuse(codes.POPULATION_EMPTY, str(path))
    names = [name for name, _ in files[0].schema]
    said = [stated_by(file) for file in files]
    weights = [each.weight for each in said if each.weight is not None]
    found = Population(
        path=path,
        files=files,
        persons=sum(file.rows for file in files),
        columns=tuple(each.name for each in COLUMNS if each.name in names),
        ignored=tuple(each for each in names if each not in BY_NAME and each != SYNTHETIC_COLUMN),
        year=said[0].year,
        synthetic=said[0].synthetic,
        stated_weight=sum(weights) if len(weights) == len(files) else None,
        metadata=said[0].other,
    )
    if "weight" not in found.columns:
        found.check_weight_sum(found.persons * THOUSANDTHS)
    return found


def read_part(population: Population, part: Part, columns: Sequence[str]) -> dict[str, Values]:
    """All rows of a part, in one array per column; `read_batches` bounds the memory where row groups are large.

    Args:
        columns: names among `population.columns`.
    Returns:
        (part.rows,) per column, contiguous, read-only where it is the file's own memory, of the type in `columns.COLUMNS`;
        weights in thousandths of a person.
    Raises:
        PopulationError: as `read_batches`.
    """
    batches = list(read_batches(population, part, columns))
    if len(batches) == 1:
        return batches[0]
    return {name: np.concatenate([each[name] for each in batches]) for name in batches[0]}


def read_batches(population: Population, part: Part, columns: Sequence[str]) -> Iterator[dict[str, Values]]:
    """The rows of a part, in order, at most `LARGEST_BATCH` at a time.

    The church fee is checked against membership when both columns are asked for, and incomes against the law's range by those
    asked for.

    Raises:
        PopulationError: null, NaN, negative, out of bounds, an unknown municipality, a church member without a fee: with file,
            row and column; a damaged or changed file.
        ValueError: a column that the population does not have.
    """
    wanted = list(dict.fromkeys(columns))
    if missing := [each for each in wanted if each not in population.columns]:
        raise ValueError(f"no such column: {missing}")
    file = population.files[part.file]
    name, before = str(file.path), part.first_row
    for batch in _record_batches(file, part, wanted):
        found = {each: checked(batch.column(each), BY_NAME[each], name, before) for each in wanted}
        check_together(found, name, before, population.year)
        yield found
        before += batch.num_rows


def _record_batches(file: SourceFile, part: Part, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """The batches as decoded, in one thread: the caller divides the parts among threads."""
    import pyarrow as pa

    parquet = import_parquet()
    read = 0

    def damaged() -> PopulationError:
        first, last = part.first_row + read + 1, part.first_row + part.rows
        return refuse(codes.POPULATION_DAMAGED, str(file.path), first=first, last=last)

    footer = read_footer(file.path, file.size, file.modified_ns)
    try:
        seen = file.path.stat()
        if (seen.st_size, seen.st_mtime_ns) != (file.size, file.modified_ns):
            raise refuse(codes.POPULATION_CHANGED, str(file.path))
        with parquet.ParquetFile(file.path, metadata=footer, page_checksum_verification=True) as opened:
            for batch in opened.iter_batches(LARGEST_BATCH, list(part.row_groups), columns, use_threads=False):
                yield batch
                read += batch.num_rows
    except FileNotFoundError:
        raise refuse(codes.POPULATION_MISSING, str(file.path), path=str(file.path)) from None
    except (OSError, pa.ArrowException) as error:
        raise damaged() from error
    if read != part.rows:
        raise damaged()
