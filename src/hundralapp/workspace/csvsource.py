"""CSV tables with positions: each cell knows its line and column in the file.

Separated by commas, semicolons (Excel in Swedish) or tabs, whichever the header has most of. Lines that start with `#` are
comments.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from hundralapp import codes
from hundralapp.diagnostics import Location
from hundralapp.workspace.files import LONGEST_LINE, Files


@dataclass(slots=True)
class Row:
    """One row: its cells as text, and where each starts (columns count from one)."""

    file: str
    line: int
    cells: list[str]
    columns: list[int]

    def location(self, index: int) -> Location:
        return Location(self.file, self.line, self.columns[index], max(1, len(self.cells[index])))


def read_table(files: Files, name: str) -> Iterator[Row]:
    """Rows of a table, header first; rows with the wrong number of cells are reported and left out."""
    text = files.read(name)
    if text is None:
        return
    if not _is_table(files, name, text):
        return
    lines = text.split("\n")
    header_line = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    separator = max(_SEPARATORS, key=header_line.count)
    csv.field_size_limit(LONGEST_LINE)  # of the whole process: another library may have moved it
    reader = csv.reader(_without_comments(lines), delimiter=separator, strict=True)
    width: int | None = None
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _report_quotes(files, Location(name, min(start, len(lines))), str(error))
            continue
        if not any(map(str.strip, cells)):
            continue
        if width is not None and len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        row = Row(name, start, [cell.strip() for cell in cells], _columns(lines[start - 1], cells, separator))
        if width is None:
            width = len(cells)
        elif len(cells) != width:
            files.report.add(codes.CSV_ROW_LENGTH.at(Location(name, start), found=len(cells), expected=width))
            continue
        yield row


_HTML = ("<!doctype", "<html")
_JSON = ("{", "[")


def _is_table(files: Files, name: str, text: str) -> bool:
    """False, with a diagnostic, for what is easily saved in the place of a table: a web page, or an interface's answer."""
    start = text.lstrip()[:9].lower()
    if start.startswith(_HTML):
        files.report.add(codes.HTML_PAGE.at(Location(name)))
        return False
    if start.startswith(_JSON):
        files.report.add(codes.JSON_FILE.at(Location(name)))
        return False
    return True


_SEPARATORS = (",", ";", "\t")


def _report_quotes(files: Files, place: Location, problem: str) -> None:
    if "field larger than" in problem:
        files.report.add(codes.LINE_TOO_LONG.at(place, limit=LONGEST_LINE))
    else:
        files.report.add(codes.CSV_QUOTES.at(place))


def _without_comments(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield "\n" if line.startswith("#") else line + "\n"


def _columns(line: str, cells: list[str], separator: str) -> list[int]:
    """Where each cell's text starts on the line: a running sum without quotes, a search past them with."""
    columns: list[int] = []
    at = 0
    if '"' not in line:
        for cell in cells:
            columns.append(at + 1 + len(cell) - len(cell.lstrip()))
            at += len(cell) + 1
        return columns
    for cell in cells:
        quoted = line[at : at + 1] == '"'
        columns.append(min(at + 1 + quoted, max(1, len(line))))
        at += len(cell) + 1 + (2 + cell.count('"') if quoted else 0)
    return columns
