"""The tables that are made of answers: one row per series, year and place, with the source's own mark of each value.

`fetched/<source>.csv` holds the values, `fetched/<source>-series.csv` what the series are, and `fetched/<source>-origins.yaml`
where they come from (in the form of a workspace's origins.yaml). Unknown values are empty cells with the status `unknown`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Location, Report
from hundralapp.fetch.observation import Observation, Series, plain
from hundralapp.fetch.places import places
from hundralapp.graph.figure import Status
from hundralapp.numbers_sv import Number, read_number
from hundralapp.workspace.csvsource import Row, read_table
from hundralapp.workspace.files import Files

FOLDER = "fetched"
COLUMNS = ("series", "year", "code", "name", "value", "status", "mark", "origin", "note")
SERIES_COLUMNS = ("series", "title", "unit", "origin")


def table_name(source: str) -> str:
    """The file of a source's values."""
    return f"{FOLDER}/{source}.csv"


def series_name(source: str) -> str:
    """The file of what a source's series are."""
    return f"{FOLDER}/{source}-series.csv"


def origins_name(source: str) -> str:
    """The file of a source's origins."""
    return f"{FOLDER}/{source}-origins.yaml"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as a CSV text with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def values_csv(observations: Sequence[Observation], series: Mapping[str, Series]) -> str:
    """The table of a source's values."""
    return as_csv(
        COLUMNS,
        (
            (
                each.series,
                each.year,
                each.place.code,
                each.place.name,
                "" if each.value is None else plain(each.value),
                each.status.value,
                each.mark,
                series[each.series].origin,
                each.note,
            )
            for each in observations
        ),
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A known value with how sure it is, where it comes from and what the source adds."""

    value: Decimal
    status: Status
    origin: str
    note: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the tables of a folder say, for what needs no network."""

    values: dict[tuple[str, int], dict[str, Fact]]  # (series, year) -> code -> known value
    report: Report

    def years(self) -> list[int]:
        """Every year there is a value of, in order."""
        return sorted({year for _, year in self.values})


def read_tables(folder: Path, names: Iterable[str]) -> Fetched:
    """What the named tables say; problems with file, row and column go to the report."""
    files = Files(folder)
    found = Fetched({}, files.report)
    for name in names:
        rows = read_table(files, name)
        header = next(rows, None)
        if header is None:
            continue
        lacking = [column for column in COLUMNS if column not in header.cells]
        if lacking:
            columns = ", ".join(COLUMNS)
            files.report.add(codes.CSV_MISSING_COLUMN.at(Location(name), column=lacking[0], columns=columns))
            continue
        at = {column: header.cells.index(column) for column in COLUMNS}
        for row in rows:
            _read_row(files, row, at, found)
    return found


def _read_row(files: Files, row: Row, at: Mapping[str, int], found: Fetched) -> None:
    year, code, text = row.cells[at["year"]], row.cells[at["code"]], row.cells[at["value"]]
    if not year.isdecimal() or len(year) != 4:
        files.report.add(codes.NOT_A_NUMBER.at(row.location(at["year"]), text=year))
        return
    if code not in places():
        nearest = files.report.suggest(code, places())
        files.report.add(codes.UNKNOWN_MUNICIPALITY.at(row.location(at["code"]), municipality=code, suggestion=nearest))
        return
    if not text or row.cells[at["status"]] == Status.UNKNOWN.value:
        return
    number = _decimal(text)
    if number is None:
        files.report.add(codes.NOT_A_NUMBER.at(row.location(at["value"]), text=text))
        return
    status = row.cells[at["status"]]
    sure = Status(status) if status in tuple(Status) else Status.ESTIMATE
    found.values.setdefault((row.cells[at["series"]], int(year)), {})[code] = Fact(
        number, sure, row.cells[at["origin"]], row.cells[at["note"]]
    )


def _decimal(text: str) -> Decimal | None:
    """A value as `fetch` writes it: a point for decimals, so that three decimals are not ambiguous here."""
    whole, point, decimals = text.partition(".")
    if point and not (decimals.isascii() and decimals.isdecimal()):
        return None
    number = read_number(whole)
    if not isinstance(number, Number):
        return None
    return Decimal(text) if whole.lstrip("-").isdecimal() and whole.isascii() else None


def series_csv(series: Mapping[str, Series]) -> str:
    """The table of a source's series."""
    return as_csv(SERIES_COLUMNS, ((each.id, each.title, each.unit, each.origin) for _, each in sorted(series.items())))


def read_series(folder: Path, names: Iterable[str]) -> dict[str, Series]:
    """What the named tables of series say."""
    files = Files(folder)
    found = {}
    for name in names:
        rows = read_table(files, name)
        header = next(rows, None)
        if header is not None and header.cells == list(SERIES_COLUMNS):
            for row in rows:
                name, title, unit, origin = row.cells
                found[name] = Series(name, title, unit, origin)
    return found
