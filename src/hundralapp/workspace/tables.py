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
from functools import lru_cache
from typing import Protocol

from hundralapp import codes
from hundralapp.dates import read_vintage
from hundralapp.diagnostics import Location, Words, listed
from hundralapp.graph.figure import Entry, Period, Status, worst
from hundralapp.graph.rule import Catalogue
from hundralapp.numbers_sv import REST_WORDS, UNKNOWN_WORDS, Ambiguous, Number, read_number, show_number
from hundralapp.terms import figure_label
from hundralapp.units import SEK, TAX_RATE, Unit, UnitError, Written, written, written_names
from hundralapp.workspace.csvsource import Row, read_table
from hundralapp.workspace.files import Files
from hundralapp.workspace.header import FAMILIES, Header, read_header
from hundralapp.workspace.magnitude import find_jump
from hundralapp.workspace.schema import DATE_OR_MONTH

_ID = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")

# What a total row of a family is called in ids; rows named as totals are not members of the family.
_TOTALS = {
    "committee": "operating.frames",
    "general_grant": "revenue.general_grants",
    "financial_income": "result.financial_revenue",
    "financial_expense": "result.financial_expenditure",
    "investment": "capital.investments",
    "fixed_asset": "balance.fixed_assets",
    "current_asset": "balance.current_assets",
    "provision": "balance.provisions",
}
_NAMED_AS_TOTAL = re.compile(r"(summa|delsumma|total|totalt|sum)|(summa|delsumma)-.*")


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


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A name as an id segment: `Vård- och omsorgsnämnd` -> `vard-och-omsorgsnamnd`."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class Origins(Protocol):
    """What the tables' origins are checked against."""

    @property
    def origins(self) -> Mapping[str, object]: ...

    def lacks_origin(self, name: str) -> bool: ...


class TableReader:
    """Reads the tables of one workspace into `Tables`."""

    def __init__(
        self,
        files: Files,
        catalogue: Catalogue,
        periods: Mapping[str, Period],
        defaults: Defaults,
        origins: Origins,
    ) -> None:
        self.files = files
        self.catalogue = catalogue
        self.periods = periods
        self.defaults = defaults
        self.origins = origins
        self.tables = Tables()
        self._units: dict[tuple[str | None, str], Written] = {}  # a figure's unit follows from its template
        self._templates: dict[str, str | None] = {}

    def read(self, name: str) -> bool:
        """Add what the table `name` says; False when it could not be read."""
        rows = read_table(self.files, name)
        header_row = next(rows, None)
        if header_row is None:
            if not any(each.location.file == name for each in self.files.report.diagnostics):
                columns = f"figure, {listed(list(self.periods))}"
                self.files.report.add(codes.CSV_NO_HEADER.at(Location(name), columns=columns))
            return False
        header = read_header(self.files, header_row, self.periods)
        if header is None:
            return False
        for row in rows:
            self._row(header, row)
        return True

    def _row(self, header: Header, row: Row) -> None:
        for index in header.nameless:
            if row.cells[index]:
                self.files.report.add(codes.CSV_NAMELESS_COLUMN.at(row.location(index), number=index + 1))
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
            self.files.report.add(codes.BAD_DATE.at(place, value=vintage_text, form=DATE_OR_MONTH))
        precision = self._precision(header, row)
        if unit is None:
            return
        status_here = worst(status, Status.SYNTHETIC) if self.defaults.synthetic else status
        note = self._cell(header, row, "note")
        before = len(self.tables.entries)
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
                status_here,
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
        if unit.carried == SEK:
            self._check_jump(self.tables.entries[before:])

    def _check_jump(self, entries: list[Entry]) -> None:
        jump = find_jump(entries)
        if jump is not None:
            self.files.report.add(
                codes.MAGNITUDE_JUMP.at(
                    jump.odd.location,
                    text=jump.odd.written,
                    period=jump.odd.period,
                    times=Words(show_number(jump.times, 0), show_number(jump.times, 0, "en")),
                    direction=Words("större", "larger") if jump.is_larger else Words("mindre", "smaller"),
                    other=jump.other.written,
                    other_period=jump.other.period,
                )
            )

    def _fill(self, entry: Entry, text: str, unit: Written, precision: Decimal | None, *, is_rounded: bool) -> None:
        found = read_number(text.removesuffix("%") if unit.text in ("%", "percent") else text)
        if isinstance(found, Ambiguous):
            self.files.report.add(
                codes.AMBIGUOUS_NUMBER.at(entry.location, text=text, thousands=found.as_thousands, decimal=found.as_decimal)
            )
            return
        if found is None:
            self._fill_word(entry, text)
            return
        entry.value = float(found.value * unit.factor)
        if is_rounded or precision is not None:
            entry.half_step = _half_step(precision, found.decimals, unit.factor)
        if unit.carried == TAX_RATE and entry.figure.endswith(".tax_rate") and not 500 <= entry.value <= 4000:
            self._report_rate(entry, found)
            return
        self.tables.entries.append(entry)

    def _fill_word(self, entry: Entry, text: str) -> None:
        if text.lower() in UNKNOWN_WORDS:
            entry.status = Status.UNKNOWN
            self.tables.entries.append(entry)
        elif text.lower() in REST_WORDS:
            entry.status = worst(entry.status, Status.DERIVED)
            self.tables.rests.append(Rest(entry))
        else:
            self.files.report.add(codes.NOT_A_NUMBER.at(entry.location, text=text))

    def _report_rate(self, entry: Entry, found: Number) -> None:
        factors = (Decimal("0.01"), Decimal(100), Decimal(1))
        likely = next((found.value * each for each in factors if 5 <= found.value * each <= 40), Decimal("17.74"))
        example = Words(f"{likely:.2f}".replace(".", ","), f"{likely:.2f}")
        self.files.report.add(codes.TAX_RATE_MAGNITUDE.at(entry.location, text=entry.written, example=example))

    def _cell(self, header: Header, row: Row, name: str) -> str:
        return row.cells[header.at[name]] if name in header.at else ""

    def _figure(self, header: Header, row: Row) -> str | None:
        """The row's figure id; None with a diagnostic when it is no known figure."""
        if "figure" in header.at:
            figure, index = row.cells[header.at["figure"]], header.at["figure"]
        else:
            found = self._family_figure(header, row)
            if found is None:
                return None
            figure, index = found
        if figure not in self._templates:
            self._templates[figure] = self.catalogue.template_of(figure) if _ID.fullmatch(figure) else None
        if self._templates[figure] is None:
            suggestion = self.files.report.suggest(figure, _filled(self.catalogue, figure))
            self.files.report.add(codes.UNKNOWN_FIGURE.at(row.location(index), figure=figure, suggestion=suggestion))
            return None
        return figure

    def _family_figure(self, header: Header, row: Row) -> tuple[str, int] | None:
        prefix, measure, index = "", "", 0
        families = header.naming
        for family in families:
            name = row.cells[header.at[family]]
            if not name and family != families[0]:
                continue
            segment, index, measure = slug(name), header.at[family], FAMILIES[family]
            if not segment:
                self.files.report.add(codes.NO_NAME.at(row.location(index), column=family))
                return None
            if _NAMED_AS_TOTAL.fullmatch(segment):
                self._report_total(row, index, family)
                return None
            prefix = f"{prefix}.{family}.{segment}" if prefix else f"{family}.{segment}"
            self.tables.labels.setdefault(prefix, name)
        if "committee" in header.families and "committee" not in families and row.cells[header.at["committee"]]:
            self.tables.attributes.setdefault(prefix, {})["committee"] = slug(row.cells[header.at["committee"]])
        stated = self._cell(header, row, "measure")
        if stated:
            index = header.at["measure"]
        return f"{prefix}.{stated or measure}", index

    def _report_total(self, row: Row, index: int, family: str) -> None:
        total = _TOTALS.get(family)
        hint = Words(f", som {total}", f", as {total}") if total else Words("", "")
        self.files.report.add(codes.TOTAL_ROW.at(row.location(index), name=row.cells[index], hint=hint))

    def _unit(self, header: Header, row: Row, figure: str) -> Written | None:
        text = self._cell(header, row, "unit")
        key = (self._templates[figure], text)
        if key not in self._units:
            unit = self._read_unit(header, row, figure, text)
            if unit is None:
                return None
            self._units[key] = unit
        return self._units[key]

    def _read_unit(self, header: Header, row: Row, figure: str, text: str) -> Written | None:
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
                codes.UNKNOWN_UNIT.at(
                    place, unit=text, suggestion=self.files.report.suggest(str(error), names), units=listed(names, 12)
                )
            )
            return None
        if expected is not None and unit.carried != expected:
            words = Words(*(figure_label(figure, self.tables.labels, {}, language) for language in ("sv", "en")))
            self.files.report.add(codes.WRONG_UNIT.at(place, figure=words, expected=unit_in_words(expected), found=text))
            return None
        return unit

    def _status(self, header: Header, row: Row) -> Status:
        text = self._cell(header, row, "status")
        status = self.defaults.status
        if text:
            if text not in tuple(Status):
                suggestion = self.files.report.suggest(text, tuple(Status))
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

    def _origin(self, header: Header, row: Row) -> str | None:
        text = self._cell(header, row, "origin")
        if not text:
            return None
        if self.origins.lacks_origin(text):
            place = row.location(header.at["origin"])
            self.files.report.add(
                codes.UNKNOWN_ORIGIN.at(place, origin=text, suggestion=self.files.report.suggest(text, self.origins.origins))
            )
            return None
        return text

    def _precision(self, header: Header, row: Row) -> Decimal | None:
        text = self._cell(header, row, "precision")
        if not text:
            return None
        found = read_number(text)
        if isinstance(found, Number) and found.value > 0:
            return found.value
        self.files.report.add(codes.NOT_A_NUMBER.at(row.location(header.at["precision"]), text=text))
        return None


@lru_cache(maxsize=1024)
def _half_step(precision: Decimal | None, decimals: int, factor: Decimal) -> float:
    """Half the step that a number is printed in, in the carried unit: the stated precision, or its last decimal."""
    step = precision if precision is not None else Decimal(1).scaleb(-decimals)
    return float(step * factor / 2)


def _filled(catalogue: Catalogue, figure: str) -> Iterator[str]:
    """Declared ids with their places filled from `figure`, so that a suggestion can be written as it stands."""
    segments = figure.split(".")
    for template in catalogue.templates():
        parts = template.split(".")
        if len(parts) == len(segments):
            yield ".".join(b if a.startswith("{") else a for a, b in zip(parts, segments, strict=True))
    yield from (each for each in catalogue.templates() if "{" not in each)


def unit_in_words(expected: Unit) -> Words:
    """A unit as a writer of files meets it: money may be written in any of its units."""
    if expected == SEK:
        return Words("pengar (kr, tkr, mkr eller mdkr)", "money (kr, tkr, mkr or mdkr)")
    return Words(expected.label("sv") or "tal utan enhet", expected.label("en") or "numbers without a unit")


def table_names(files: Files) -> Iterator[str]:
    """The tables of a workspace: every CSV file below `assumptions/` and `budget/`."""
    for folder in ("assumptions", "budget"):
        yield from (name for name in files.names(folder) if name.endswith(".csv"))
