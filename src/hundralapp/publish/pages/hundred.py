"""What each hundred kronor of tax and grants becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language
from hundralapp.graph.evaluate import Value
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.shown import Shower, Shown
from hundralapp.views.tables import COMMITTEES, HUNDRED, INITIATIVES, PeriodHead, RowView, table

FILES: Mapping[Language, str] = {"sv": "hundralappen.html", "en": "hundred.html"}


@dataclass(frozen=True, slots=True)
class Share:
    """A row of the hundred kronor: who, how much, where its bar begins and ends (0 to 100), and per resident."""

    label: str
    shown: Shown
    start: float
    width: float
    per_resident: Shown | None
    is_part: bool
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Hundred:
    """What 100 kronor become; or where that is unknown the committees' net costs, or what is known of initiatives (`of`)."""

    of: str
    period: PeriodHead
    shares: tuple[Share, ...]
    result: Shown | None
    result_kind: str
    residents_known: bool
    zero: float


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the hundred kronor; it says so when they are not known."""
    values = {"hundred": hundred(edition.shower, edition.head)}
    return [Page("hundred", FILES, edition.say("Hundralappen", "Each SEK 100"), "hundred.html.j2", values)]


def hundred(shower: Shower, head: PeriodHead) -> Hundred | None:
    """What each hundred kronor becomes in the budget year; else in another; else what is known instead."""
    model, language = shower.model, shower.language
    planned = [each.id for each in model.workspace.budget_periods]
    others = [each.id for each in sorted(model.periods.values(), key=lambda each: -each.year) if each.id not in planned]
    order = dict.fromkeys([head.id, *planned, *others])
    for of, figures in (("hundred", HUNDRED), ("net_cost", COMMITTEES[:1]), ("initiatives", INITIATIVES)):
        view = table(model, of, "", figures, language)
        for period in order:
            at = next((i for i, each in enumerate(view.periods) if each.id == period), None)
            if at is not None and any(_is_part(row) and _value(row, at) is not None for row in view.rows):
                return _hundred(shower, view.rows, at, view.periods[at], of)
    return None


def _is_part(row: RowView) -> bool:
    return row.figure.startswith(("committee.", "initiative."))


def _of_committee(row: RowView) -> bool:
    return row.figure.startswith("committee.")


def _value(row: RowView, at: int) -> Value:
    cell = row.cells[at]
    return None if cell is None else cell.value


def _hundred(shower: Shower, all_rows: Iterable[RowView], at: int, head: PeriodHead, of: str) -> Hundred:
    there = [row for row in all_rows if row.cells[at] is not None]
    parts = [row for row in there if row.figure != "hundred.result"]
    parts.sort(key=lambda row: (not _is_part(row), _value(row, at) is None, -(_value(row, at) or 0.0)))
    values = [value for row in there if (value := _value(row, at)) is not None]
    low, high = min([0.0, *values]), max([1e-9, *values])
    finer = shower.finer((row.cells[at] for row in there), there[0].unit)
    last = next((row for row in there if row.figure == "hundred.result"), None)
    shares = tuple(_share(shower, row, at, low, high, finer) for row in [*parts, *([last] if last else [])])
    result, kind = None, ""
    if last is not None and (cell := last.cells[at]) is not None and cell.value is not None:
        result = shower.size(cell)
        kind = "surplus" if cell.value > 0 else "deficit"
    residents = shower.model.find("population.residents", head.id) is not None
    return Hundred(of, head, shares, result, kind, residents, _position(0.0, low, high))


def _share(shower: Shower, row: RowView, at: int, low: float, high: float, finer: int) -> Share:
    cell = row.cells[at]
    assert cell is not None
    value = cell.value or 0.0
    start, end = sorted((_position(0.0, low, high), _position(value, low, high)))
    person = f"{row.figure.rpartition('.')[0]}.per_resident" if _of_committee(row) else ""
    per_resident = shower.figure(person, cell.period, with_unit=True)
    if per_resident is not None and per_resident.is_unknown:
        per_resident = None
    shown = shower.cell(cell, finer=finer)
    return Share(row.label, shown, start, end - start, per_resident, _is_part(row), value < 0)


def _position(value: float, low: float, high: float) -> float:
    """Where on the drawing a value stands, from 0 to 100."""
    return 100.0 * (value - low) / (high - low)
