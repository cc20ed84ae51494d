"""A table's header: which columns name figures, which hold numbers of a period, and which say something of the row.

Columns are known by their names. An unknown one is reported, never skipped in silence: it may be a mistyped year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hundralapp import codes
from hundralapp.diagnostics import Words, listed
from hundralapp.graph.figure import Period
from hundralapp.workspace.csvsource import Row
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
    "indicator": "value",
    "age_group": "residents",
    "cost_kind": "price_change",
    "standard_cost": "per_resident",
    "lss_decision": "decisions",
}
ATTRIBUTES = ("measure", "unit", "status", "origin", "vintage", "precision", "note", "page")
COLUMNS = frozenset(("figure", *FAMILIES, *ATTRIBUTES))
_UNDER_COMMITTEE = ("activity", "service", "group", "fee", "targeted_grant")


@dataclass(slots=True)
class Header:
    """Where each column stands. `nameless` columns must be empty all the way down."""

    at: dict[str, int]
    periods: list[tuple[int, Period]]
    families: list[str]
    nameless: list[int]

    @property
    def naming(self) -> list[str]:
        """The family columns that make the id. A committee beside another family than its own only says where it belongs."""
        if "committee" in self.families and not any(name in self.at for name in _UNDER_COMMITTEE):
            return [name for name in self.families if name != "committee"] or self.families
        return self.families


def read_header(files: Files, row: Row, periods: Mapping[str, Period]) -> Header | None:
    """The header that `row` says; None with a diagnostic when its rows could not be tied to any figure."""
    header = Header({}, [], [], [])
    for index, name in enumerate(row.cells):
        if not name:
            header.nameless.append(index)
        elif name in header.at:
            files.report.add(codes.CSV_DUPLICATE_COLUMN.at(row.location(index), column=name))
        else:
            header.at[name] = index
            if name in periods:
                header.periods.append((index, periods[name]))
            elif name not in COLUMNS:
                _report_unknown(files, row, index, periods)
    header.families = [name for name in FAMILIES if name in header.at]
    if "figure" not in header.at and not header.families:
        columns = Words(f"figure, eller en av {listed(list(FAMILIES), 12)}", f"figure, or one of {listed(list(FAMILIES), 12)}")
        files.report.add(codes.CSV_MISSING_COLUMN.at(row.location(0), column="figure", columns=columns))
        return None
    if not header.periods and periods:
        known = listed(list(periods), 12)
        columns = Words(f"minst en av {known}", f"at least one of {known}")
        files.report.add(codes.CSV_MISSING_COLUMN.at(row.location(0), column=next(iter(periods)), columns=columns))
    return header


def _report_unknown(files: Files, row: Row, index: int, periods: Mapping[str, Period]) -> None:
    name = row.cells[index]
    columns = listed(["figure", "committee", *ATTRIBUTES], 12)
    suggestion = files.report.suggest(name, ["figure", *FAMILIES, *ATTRIBUTES, *periods])
    files.report.add(codes.CSV_UNKNOWN_COLUMN.at(row.location(index), column=name, columns=columns, suggestion=suggestion))
