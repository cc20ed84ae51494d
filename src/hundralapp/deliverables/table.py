"""A table to hand over: its fields with what they mean, its keys, its rows; and how it is written as CSV and JSON.

Two kinds of CSV, of the same rows. For machines: comma, decimal point, ids as they are (UTF-8). For a Swedish Excel
that opens the file by a double click: semicolon, decimal comma, a byte order mark, headings and statuses in Swedish.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from hundralapp.diagnostics import Words

Kind = Literal["string", "number", "integer", "boolean", "date", "year"]
Cell = str | float | int | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `meaning` says what it holds, with its unit; `column_type` is its concept in the Fiscal Data Package.

    `swedish` says its values in words for the table that is in Swedish.
    """

    name: str
    kind: Kind
    title: Words
    meaning: Words
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    column_type: str = ""
    swedish: Mapping[str, str] = field(default_factory=dict)

    def schema(self) -> dict[str, Any]:
        """The field as Table Schema describes it."""
        constraints: dict[str, Any] = {}
        if self.required:
            constraints["required"] = True
        if self.choices:
            constraints["enum"] = list(self.choices)
        if self.minimum is not None:
            constraints["minimum"] = self.minimum
        found: dict[str, Any] = {
            "name": self.name,
            "type": self.kind,
            "title": self.title.sv,
            "title_en": self.title.en,
            "description": self.meaning.sv,
            "description_en": self.meaning.en,
        }
        if self.column_type:
            found["columnType"] = self.column_type
        return found | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that point at the same-named or given columns of another table."""

    fields: tuple[str, ...]
    table: str
    to: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        return {"fields": list(self.fields), "reference": {"resource": self.table, "fields": list(self.to)}}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under fields. `constants` are columns that every row would repeat: name -> (field, value), said in the schema alone."""

    name: str
    title: Words
    meaning: Words
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    constants: tuple[tuple[Field, Cell], ...] = field(default=())

    def schema(self) -> dict[str, Any]:
        """Table Schema; `extraFields` as the Fiscal Data Package has them."""
        found: dict[str, Any] = {"fields": [each.schema() for each in self.fields], "missingValues": [""]}
        if self.primary_key:
            found["primaryKey"] = list(self.primary_key)
        if self.foreign_keys:
            found["foreignKeys"] = [each.schema() for each in self.foreign_keys]
        if self.constants:
            found["extraFields"] = [{**each.schema(), "constant": value} for each, value in self.constants]
        return found


def as_csv(table: Table) -> bytes:
    """The table for machines: comma, decimal point, `true` and `false`, empty for unknown."""
    return _written(table, [each.name for each in table.fields], [_TEXT[each.kind] for each in table.fields], ",", "\n")


def as_excel_csv(table: Table) -> bytes:
    """The table for a Swedish Excel: semicolon, decimal comma, `ja` and `nej`, headings in Swedish, a byte order mark."""
    titles = [each.title.sv for each in table.fields]
    return b"\xef\xbb\xbf" + _written(table, titles, [_in_swedish(each) for each in table.fields], ";", "\r\n")


def as_json(table: Table) -> bytes:
    """The rows as a JSON list of objects, one per line; None where there is no value."""
    names = [each.name for each in table.fields]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = ",\n".join(encode(dict(zip(names, map(_plain, row), strict=True))) for row in table.rows)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _written(table: Table, head: Iterable[str], told: Sequence[Callable[[Cell], str]], delimiter: str, end: str) -> bytes:
    """CSV, told column by column."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(head)
    columns = (map(tell, cells) for tell, cells in zip(told, zip(*table.rows, strict=True), strict=True))
    writer.writerows(zip(*columns, strict=True) if table.rows else ())
    return text.getvalue().encode()


def _of_text(cell: Cell) -> str:
    return "" if cell is None else plain_text(str(cell))


def _of_number(cell: Cell) -> str:
    return "" if cell is None else _number(cell) if isinstance(cell, float) else str(cell)


def _of_flag(cell: Cell) -> str:
    return "" if cell is None else "true" if cell else "false"


_TEXT: dict[Kind, Callable[[Cell], str]] = {
    "string": _of_text,
    "date": _of_text,
    "number": _of_number,
    "integer": _of_number,
    "year": _of_number,
    "boolean": _of_flag,
}


def _in_swedish(field: Field) -> Callable[[Cell], str]:
    """How a Swedish Excel is told the cells of a field."""
    if field.kind == "boolean":
        return lambda cell: "" if cell is None else "ja" if cell else "nej"
    if field.kind == "number":
        return lambda cell: _of_number(cell).replace(".", ",")
    if field.swedish:
        return lambda cell: field.swedish.get(str(cell), _of_text(cell))
    return _TEXT[field.kind]


def _plain(cell: Cell) -> Cell:
    """A whole number without a point, as the CSV has it."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value.is_integer() else repr(value)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = re.compile(r"[+-]?[\d\s.,]*")


def plain_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe is put before one that begins like it.

    A signed number such as `-335,6` does no harm and is left.
    """
    return f"'{text}" if text.startswith(_FORMULA) and _HARMLESS.fullmatch(text) is None else text
