"""The files of a population and what their tables of contents say: no person is read here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hundralapp import codes
from hundralapp.diagnostics import Words, listed, nearest
from hundralapp.population.columns import (
    BY_NAME,
    INCOMES,
    PERSONS_KEY,
    REQUIRED,
    SYNTHETIC_COLUMN,
    SYNTHETIC_KEY,
    THOUSANDTHS,
    YEAR_KEY,
    Column,
)
from hundralapp.population.problems import PopulationError, refuse

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One Parquet file as it was when opened: `row_groups` gives the rows of each, `schema` each column's type by name."""

    path: Path
    size: int
    modified_ns: int
    row_groups: tuple[int, ...]
    schema: tuple[tuple[str, str], ...]
    metadata: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        return sum(self.row_groups)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of its persons. `weight` is in thousandths of a person."""

    year: int | None
    synthetic: bool
    weight: int | None
    other: tuple[tuple[str, str], ...]


def sources(path: Path) -> list[SourceFile]:
    """The file, or the Parquet files of the folder in order of name; not those whose name begins with a dot or underscore.

    Raises:
        PopulationError: none there, or one that is not whole Parquet.
    """
    if path.is_dir():
        names = [each for each in sorted(path.glob("*.parquet")) if each.name[0] not in "._"]
        if not names:
            raise refuse(codes.POPULATION_EMPTY, str(path))
        return [_source(each) for each in names]
    return [_source(path)]


def _source(path: Path) -> SourceFile:
    import_parquet()
    try:
        seen = path.stat()
        with path.open("rb") as file:
            begins = file.read(4)
            file.seek(max(0, seen.st_size - 4))
            ends = file.read(4)
    except FileNotFoundError:
        raise refuse(codes.POPULATION_MISSING, str(path), path=str(path)) from None
    except OSError as error:
        raise refuse(codes.POPULATION_UNREADABLE, str(path), reason=error.strerror or str(error)) from error
    if not seen.st_size:
        raise refuse(codes.POPULATION_EMPTY, str(path))
    if begins != _MAGIC:
        raise refuse(codes.POPULATION_NOT_PARQUET, str(path))
    if ends != _MAGIC or seen.st_size < 12:
        raise refuse(codes.POPULATION_CUT_OFF, str(path))
    footer = read_footer(path, seen.st_size, seen.st_mtime_ns)
    schema = footer.schema.to_arrow_schema()
    said = [(key.decode("utf-8", "replace"), value.decode("utf-8", "replace")) for key, value in (footer.metadata or {}).items()]
    return SourceFile(
        path,
        seen.st_size,
        seen.st_mtime_ns,
        tuple(footer.row_group(each).num_rows for each in range(footer.num_row_groups)),
        tuple((each.name, str(each.type)) for each in schema),
        tuple(sorted((key, value) for key, value in said if key.startswith("hundralapp."))),
    )


def import_parquet() -> Any:
    """pyarrow.parquet.

    Raises:
        PopulationError: it is not installed.
    """
    try:
        import pyarrow.parquet
    except ImportError:
        raise refuse(codes.POPULATION_EXTRA, "pyarrow") from None
    return pyarrow.parquet


@lru_cache(maxsize=256)
def read_footer(path: Path, size: int, modified_ns: int) -> pq.FileMetaData:
    """The table of contents of a file that has this size and time; read once in each process.

    Raises:
        PopulationError: it is damaged, or the file is no longer the same.
    """
    import pyarrow as pa

    parquet = import_parquet()
    try:
        footer = parquet.read_metadata(path)
        now = path.stat()
    except FileNotFoundError:
        raise refuse(codes.POPULATION_MISSING, str(path), path=str(path)) from None
    except (OSError, pa.ArrowException):
        raise refuse(codes.POPULATION_CUT_OFF, str(path)) from None
    if (now.st_size, now.st_mtime_ns) != (size, modified_ns):
        raise refuse(codes.POPULATION_CHANGED, str(path))
    return footer


def require_columns(file: SourceFile) -> None:
    """Whether the file has the columns that tax needs, each of a type that can be carried.

    Raises:
        PopulationError: it has not.
    """
    types = dict(file.schema)
    for name in REQUIRED:
        if name not in types:
            near = nearest(name, [each for each in types if each not in BY_NAME])
            sv, en = (f"{BY_NAME[name].meaning.say(each)}.{near.say(each)}" for each in ("sv", "en"))
            raise _missing(file, name, Words(f"Den är: {sv}", f"It is: {en}"))
    if not any(name in types for name in INCOMES):
        names = ", ".join(INCOMES)
        raise _missing(
            file, INCOMES[0], Words(f"Minst en av dessa behövs: {names}.", f"At least one of these is needed: {names}.")
        )
    if "church_member" in types and "church_fee_rate" not in types:
        raise _missing(
            file,
            "church_fee_rate",
            Words(
                "Den behövs där church_member finns: församlingens avgift, öre per 1 000 kr.",
                "It is needed where church_member is there: the parish's fee, öre per SEK 1,000.",
            ),
        )
    if "church_fee_rate" in types and "church_member" not in types:
        raise _missing(
            file,
            "church_member",
            Words("Utan den vet vi inte vem som betalar kyrkoavgift.", "Without it we do not know who pays the church fee."),
        )
    for name, found in file.schema:
        if name in BY_NAME:
            _require_type(file, BY_NAME[name], found)


def _missing(file: SourceFile, column: str, why: Words) -> PopulationError:
    return refuse(codes.POPULATION_MISSING_COLUMN, str(file.path), column=column, why=why)


_INTEGER = re.compile(r"u?int(8|16|32|64)")
_FRACTION = re.compile(r"halffloat|float|double|decimal\d*\(.*\)")


def holds_fractions(found: str) -> bool:
    """Whether a type, as Arrow writes it, may hold parts of one."""
    return _FRACTION.fullmatch(found) is not None


def _require_type(file: SourceFile, column: Column, found: str) -> None:
    fits = _INTEGER.fullmatch(found) is not None
    fits |= column.kind == "flag" and found == "bool"
    fits |= column.kind == "weight" and holds_fractions(found)
    if fits:
        return
    wanted = {
        "integer": Words(f"heltal ({column.dtype})", f"an integer ({column.dtype})"),
        "flag": Words("sanningsvärde eller heltal 0/1", "boolean or integer 0/1"),
        "weight": Words("ett tal", "a number"),
    }[column.kind]
    wider = "float64" if column.kind == "weight" else column.dtype
    remedy = Words(f'I pandas: astype("{wider}").', f'In pandas: astype("{wider}").')
    if column.need == "income":
        remedy = Words(
            f'Avrunda till hela kronor; i pandas: round().astype("{column.dtype}").',
            f'Round to whole kronor; in pandas: round().astype("{column.dtype}").',
        )
    raise refuse(codes.POPULATION_COLUMN_TYPE, str(file.path), column=column.name, found=found, wanted=wanted, remedy=remedy)


def stated_by(file: SourceFile) -> Stated:
    """What the file's metadata say.

    Raises:
        PopulationError: they say something that is not what they should.
    """
    said = dict(file.metadata)
    year = said.get(YEAR_KEY)
    if year is not None and not re.fullmatch(r"\d{4}", year):
        raise _unfit(file, YEAR_KEY, year, Words("ett årtal", "a year"))
    synthetic = said.get(SYNTHETIC_KEY, "false")
    if synthetic not in ("true", "false"):
        raise _unfit(file, SYNTHETIC_KEY, synthetic, Words("true eller false", "true or false"))
    persons = said.get(PERSONS_KEY)
    if persons is not None and not re.fullmatch(r"\d{1,12}(\.\d{1,3})?", persons):
        raise _unfit(file, PERSONS_KEY, persons, Words("ett antal personer", "a number of persons"))
    other = tuple((key, value) for key, value in file.metadata if key not in (YEAR_KEY, SYNTHETIC_KEY, PERSONS_KEY))
    weight = int(Decimal(persons) * THOUSANDTHS) if persons is not None else None
    made_up = synthetic == "true" or SYNTHETIC_COLUMN in dict(file.schema)
    return Stated(int(year) if year is not None else None, made_up, weight, other)


def _unfit(file: SourceFile, key: str, value: str, wanted: Words) -> PopulationError:
    return refuse(codes.POPULATION_METADATA, str(file.path), key=key, value=f'"{value}"', wanted=wanted)


def require_same(first: SourceFile, file: SourceFile) -> None:
    """Whether two files of a folder can be parts of one population: the same documented columns, year and label.

    Raises:
        PopulationError: they cannot.
    """
    mine, theirs = ({name for name, _ in each.schema} & BY_NAME.keys() for each in (file, first))
    if mine != theirs:
        names = listed(sorted(mine ^ theirs))
        what = Words(f"kolumnerna {names} finns bara i den ena", f"only one of them has the columns {names}")
        raise refuse(codes.POPULATION_MIXED, str(file.path), other=first.path.name, what=what)
    one, other = stated_by(file), stated_by(first)
    for key, here, there in ((YEAR_KEY, one.year, other.year), (SYNTHETIC_KEY, one.synthetic, other.synthetic)):
        if here != there:
            raise refuse(
                codes.POPULATION_MIXED, str(file.path), other=first.path.name, what=f"{key}: {_said(here)} ≠ {_said(there)}"
            )


def _said(value: int | bool | None) -> str:
    return "–" if value is None else str(value).lower()
