"""Tables: rows of a CSV file become entries, one per figure and period.

A table is known by its first columns. `figure` names figures by id; the family columns (`committee`, `service` ...) name the
things a budget is made of, as people write them, and make the ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hundralapp import codes
from hundralapp.dates import read_vintage
from hundralapp.diagnostics import Location, Words, listed, nearest
from hundralapp.graph.figure import Entry, Period, Status, worst
from hundralapp.graph.rule import Catalogue
from hundralapp.numbers_sv import REST_WORDS, UNKNOWN_WORDS, Ambiguous, Number, read_number
from hundralapp.units import SEK, TAX_RATE, UnitError, Written, written, written_names
from hundralapp.workspace.csvsource import Row, read_table
from hundralapp.workspace.files import Files

# family column -> its default measure; the order is the order of segments in an id
FAMILIES: dict[str, str] = {
    "committee": "frame",
    "activity": "frame",
    "service": "volume",
    "group": "volume",
    "fee": "revenue",
    "targeted_grant": "amount",
    "general_grant": "amount",
    "financial_income": "amount",
    "financial_expense": "amount",
    "investment": "outlay",
    "fixed_asset": "amount",
    "current_asset": "amount",
    "provision": "amount",
    "initiative": "amount",
}
_UNDER_COMMITTEE = ("activity", "service", "group", "fee", "targeted_grant")
ATTRIBUTES = ("measure", "unit", "status", "origin", "vintage", "precision", "note", "page")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What workspace.yaml says where a row is silent."""

    money: str
    status: Status
    origin: str | None
    synthetic: bool


@dataclass(slots=True)
class Rest:
    """A cell that says `rest`: to be computed from the stated total."""

    entry: Entry


@dataclass(slots=True)
class Tables:
    """What all tables say: entries in file order (all vintages), rests, and the names people wrote."""

    entries: list[Entry] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


def slug(name: str) -> str:
    """A name as an id segment: `Vård- och omsorgsnämnd` -> `vard-och-omsorgsnamnd`."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(slots=True)
class _Header:
    names: list[str]
    at: dict[str, int]
    periods: list[tuple[int, Period]]
    families: list[str]


class TableReader:
    """Reads the tables of one workspace into `Tables`."""

    def __init__(
        self,
        files: Files,
        catalogue: Catalogue,
        periods: Mapping[str, Period],
        defaults: Defaults,
        origins: Mapping[str, object],
    ) -> None:
        self.files = files
        self.catalogue = catalogue
        self.periods = periods
        self.defaults = defaults
        self.origins = origins
        self.tables = Tables()
        self._units: dict[tuple[str, str], Written | None] = {}
        self._templates: dict[str, str | None] = {}

    def read(self, name: str) -> None:
        """Add what the table `name` says."""
        rows = read_table(self.files, name)
        header_row = next(rows, None)
        if header_row is None:
            if not any(each.location.file == name for each in self.files.report.diagnostics):
                columns = f"figure, {listed(list(self.periods))}"
                self.files.report.add(codes.CSV_NO_HEADER.at(Location(name), columns=columns))
            return
        header = self._header(header_row)
        if header is not None:
            for row in rows:
                self._row(header, row)

    def _header(self, row: Row) -> _Header | None:
        at: dict[str, int] = {}
        periods: list[tuple[int, Period]] = []
        ok = True
        for index, name in enumerate(row.cells):
            if name in at:
                self.files.report.add(codes.CSV_DUPLICATE_COLUMN.at(row.location(index), column=name))
                ok = False
            at[name] = index
            if name in self.periods:
                periods.append((index, self.periods[name]))
            elif name != "figure" and name not in FAMILIES and name not in ATTRIBUTES:
                known = ["figure", *FAMILIES, *ATTRIBUTES]
                columns = listed(["figure", "committee", *ATTRIBUTES], 12)
                suggestion = nearest(name, [*known, *self.periods])
                place = row.location(index)
                self.files.report.add(codes.CSV_UNKNOWN_COLUMN.at(place, column=name, columns=columns, suggestion=suggestion))
                ok = False
        families = [name for name in FAMILIES if name in at]
        if "figure" not in at and not families:
            self.files.report.add(codes.CSV_MISSING_COLUMN.at(row.location(0), column="figure", columns="figure / committee"))
            return None
        return _Header(row.cells, at, periods, families) if ok else None

    def _row(self, header: _Header, row: Row) -> None:
        figure = self._figure(header, row)
        if figure is None:
            return
        unit = self._unit(header, row, figure)
        status = self._status(header, row)
        origin = self._origin(header, row)
        vintage_text = self._cell(header, row, "vintage")
        vintage = read_vintage(vintage_text) if vintage_text else None
        if vintage_text and vintage is None:
            place = row.location(header.at["vintage"])
            self.files.report.add(codes.BAD_DATE.at(place, value=vintage_text, form="2023-11-27, 2023-11"))
        precision = self._precision(header, row)
        if unit is None:
            return
        note = self._cell(header, row, "note")
        for index, period in header.periods:
            text = row.cells[index]
            if not text:
                continue
            origin_here = origin or period.origin or self.defaults.origin
            entry = Entry(
                figure,
                period.id,
                None,
                unit.carried,
                0.0,
                worst(status, Status.SYNTHETIC) if self.defaults.synthetic else status,
                origin_here,
                vintage,
                note,
                row.file,
                row.line,
                row.columns[index],
                len(text),
                text,
            )
            self._fill(entry, text, unit, precision, is_rounded=status is Status.ROUNDED)

    def _fill(self, entry: Entry, text: str, unit: Written, precision: Decimal | None, *, is_rounded: bool) -> None:
        lowered = text.lower()
        if lowered in UNKNOWN_WORDS:
            entry.status = Status.UNKNOWN
            self.tables.entries.append(entry)
            return
        if lowered in REST_WORDS:
            entry.status = worst(entry.status, Status.DERIVED)
            self.tables.rests.append(Rest(entry))
            return
        found = read_number(text.removesuffix("%") if unit.text in ("%", "percent") else text)
        if isinstance(found, Ambiguous):
            self.files.report.add(
                codes.AMBIGUOUS_NUMBER.at(entry.location, text=text, thousands=found.as_thousands, decimal=found.as_decimal)
            )
            return
        if found is None:
            self.files.report.add(codes.NOT_A_NUMBER.at(entry.location, text=text))
            return
        entry.value = float(found.value * unit.factor)
        if is_rounded:
            step = precision if precision is not None else Decimal(1).scaleb(-found.decimals)
            entry.half_step = float(step * unit.factor / 2)
        if unit.carried == TAX_RATE and entry.figure.endswith(".tax_rate") and not 500 <= entry.value <= 4000:
            self._report_rate(entry, found)
            return
        self.tables.entries.append(entry)

    def _report_rate(self, entry: Entry, found: Number) -> None:
        factors = (Decimal("0.01"), Decimal(100), Decimal(1))
        likely = next((found.value * each for each in factors if 5 <= found.value * each <= 40), Decimal("17.74"))
        self.files.report.add(
            codes.TAX_RATE_MAGNITUDE.at(entry.location, text=entry.written, example=f"{likely:.2f}".replace(".", ","))
        )

    def _cell(self, header: _Header, row: Row, name: str) -> str:
        return row.cells[header.at[name]] if name in header.at else ""

    def _figure(self, header: _Header, row: Row) -> str | None:
        """The row's figure id; None with a diagnostic when it is no known figure."""
        if "figure" in header.at:
            figure, index = row.cells[header.at["figure"]], header.at["figure"]
        else:
            figure, index = self._family_figure(header, row)
        if figure not in self._templates:
            self._templates[figure] = self.catalogue.template_of(figure)
        if self._templates[figure] is None:
            suggestion = nearest(figure, self.catalogue.templates())
            self.files.report.add(codes.UNKNOWN_FIGURE.at(row.location(index), figure=figure, suggestion=suggestion))
            return None
        return figure

    def _family_figure(self, header: _Header, row: Row) -> tuple[str, int]:
        prefix, measure, index = "", "", 0
        families = header.families
        if "committee" in families and not any(name in header.at for name in _UNDER_COMMITTEE):
            families = [name for name in families if name != "committee"] or families
        for family in families:
            name = row.cells[header.at[family]]
            if not name:
                continue
            index, measure = header.at[family], FAMILIES[family]
            prefix = f"{prefix}.{family}.{slug(name)}" if prefix else f"{family}.{slug(name)}"
            self.tables.labels.setdefault(prefix, name)
        if "committee" in header.families and "committee" not in families and row.cells[header.at["committee"]]:
            self.tables.attributes.setdefault(prefix, {})["committee"] = slug(row.cells[header.at["committee"]])
        stated = self._cell(header, row, "measure")
        if stated:
            index = header.at["measure"]
        return f"{prefix}.{stated or measure}", index

    def _unit(self, header: _Header, row: Row, figure: str) -> Written | None:
        text = self._cell(header, row, "unit")
        key = (figure, text)
        if key not in self._units:
            self._units[key] = self._read_unit(header, row, figure, text)
        return self._units[key]

    def _read_unit(self, header: _Header, row: Row, figure: str, text: str) -> Written | None:
        expected = self.catalogue.unit_of(figure)
        if not text:
            if expected == SEK or expected is None:
                return written(self.defaults.money)
            if expected == TAX_RATE:
                return written("öre" if figure.endswith("_change") else "kr_per_100kr")
            return Written(expected, Decimal(1), str(expected))
        place = row.location(header.at["unit"])
        try:
            unit = written(text)
        except UnitError as error:
            names = written_names()
            self.files.report.add(
                codes.UNKNOWN_UNIT.at(place, unit=text, suggestion=nearest(str(error), names), units=listed(names, 12))
            )
            return None
        if expected is not None and unit.carried != expected:
            says = Words(expected.label("sv") or "tal", expected.label("en") or "a number")
            self.files.report.add(codes.WRONG_UNIT.at(place, figure=figure, expected=says, found=text))
            return None
        return unit

    def _status(self, header: _Header, row: Row) -> Status:
        text = self._cell(header, row, "status")
        status = self.defaults.status
        if text:
            if text not in tuple(Status):
                suggestion = nearest(text, tuple(Status))
                self.files.report.add(
                    codes.BAD_CHOICE.at(
                        row.location(header.at["status"]),
                        value=text,
                        key="status",
                        choices=listed(tuple(Status)),
                        suggestion=suggestion,
                    )
                )
            else:
                status = Status(text)
        return status

    def _origin(self, header: _Header, row: Row) -> str | None:
        text = self._cell(header, row, "origin")
        if not text:
            return None
        if text not in self.origins:
            place = row.location(header.at["origin"])
            self.files.report.add(codes.UNKNOWN_ORIGIN.at(place, origin=text, suggestion=nearest(text, list(self.origins))))
            return None
        return text

    def _precision(self, header: _Header, row: Row) -> Decimal | None:
        text = self._cell(header, row, "precision")
        if not text:
            return None
        found = read_number(text)
        if isinstance(found, Number) and found.value > 0:
            return found.value
        self.files.report.add(codes.NOT_A_NUMBER.at(row.location(header.at["precision"]), text=text))
        return None


def table_names(files: Files) -> Iterator[str]:
    """The tables of a workspace: every CSV file below `assumptions/` and `budget/`."""
    yield from files.names("assumptions", ".csv")
    yield from files.names("budget", ".csv")
