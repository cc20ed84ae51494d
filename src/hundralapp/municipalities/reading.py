"""A file of municipalities: code, tax base in kronor and residents, one row each. All problems are found at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Location, Suggestion, Words, listed
from hundralapp.numbers_sv import Ambiguous, Number, read_number, show_number
from hundralapp.params.former_codes import why_former
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.workspace.csvsource import Row, read_table
from hundralapp.workspace.files import Files

NEEDED = ("code", "tax_base", "residents")
ALSO = ("name", "note")
# SEK per resident; thousands or millions in the place of kronor are far below.
LEAST_BASE, MOST_BASE = 50_000, 2_000_000


def read_municipalities(path: Path, year: int) -> tuple[dict[str, tuple[float, float]], Files]:
    """Base (SEK) and residents by code of municipality, and the file with its report.

    Args:
        path: a CSV file with the columns `code`, `tax_base` (kronor) and `residents` (1 November the year before).
        year: whose municipalities there are.
    """
    files = Files(path.parent)
    rows = iter(read_table(files, path.name))
    header = next(rows, None)
    if header is None:
        if files.report.ok:
            files.report.add(codes.CSV_NO_HEADER.at(Location(path.name), columns=listed(NEEDED)))
        return {}, files
    at = _columns(files, header)
    found: dict[str, tuple[float, float]] = {}
    lines: dict[str, int] = {}
    for row in rows if at is not None else ():
        assert at is not None
        code = row.cells[at["code"]]
        if not _is_municipality(files, row, at["code"], code, year):
            continue
        if code in lines:
            files.report.add(codes.MUNICIPALITY_TWICE.at(row.location(at["code"]), code=code, first=lines[code]))
            continue
        lines[code] = row.line
        base, residents = _number(files, row, at["tax_base"]), _number(files, row, at["residents"])
        if base is not None and residents is not None and _is_reasonable(files, row, at["tax_base"], base, residents, year):
            found[code] = base, residents
    return found, files


def _columns(files: Files, header: Row) -> dict[str, int] | None:
    at: dict[str, int] = {}
    for index, name in enumerate(header.cells):
        if name in at:
            files.report.add(codes.CSV_DUPLICATE_COLUMN.at(header.location(index), column=name))
        elif name in (*NEEDED, *ALSO):
            at[name] = index
        elif name:
            suggestion = files.report.suggest(name, (*NEEDED, *ALSO))
            columns = listed((*NEEDED, *ALSO))
            files.report.add(
                codes.CSV_UNKNOWN_COLUMN.at(header.location(index), column=name, columns=columns, suggestion=suggestion)
            )
    for name in NEEDED:
        if name not in at:
            files.report.add(codes.CSV_MISSING_COLUMN.at(header.location(0), column=name, columns=listed(NEEDED)))
    return at if all(name in at for name in NEEDED) else None


def _is_municipality(files: Files, row: Row, index: int, code: str, year: int) -> bool:
    if (code, year) in municipal_rates():
        return True
    reason = why_former(code)
    if reason is not None:
        files.report.add(codes.FORMER_MUNICIPALITY.at(row.location(index), code=code, reason=reason))
        return False
    names = {each.name: each.code for (_, at), each in municipal_rates().items() if at == year}
    lost_zero = f"0{code}" if (f"0{code}", year) in municipal_rates() else None
    meant = lost_zero or names.get(code)
    suggestion = Suggestion(meant) if meant else files.report.suggest(code, list(names.values()))
    files.report.add(codes.UNKNOWN_MUNICIPALITY.at(row.location(index), municipality=code, suggestion=suggestion))
    return False


def _number(files: Files, row: Row, index: int) -> float | None:
    text = row.cells[index]
    if not text:
        return None
    found = read_number(text)
    if isinstance(found, Ambiguous):
        place = row.location(index)
        files.report.add(codes.AMBIGUOUS_NUMBER.at(place, text=text, thousands=found.as_thousands, decimal=found.as_decimal))
        return None
    if not isinstance(found, Number) or found.value <= Decimal(0):
        files.report.add(codes.NOT_A_NUMBER.at(row.location(index), text=text))
        return None
    return float(found.value)


def _is_reasonable(files: Files, row: Row, index: int, base: float, residents: float, year: int) -> bool:
    if LEAST_BASE <= base / residents <= MOST_BASE:
        return True
    files.report.add(
        codes.TAX_BASE_MAGNITUDE.at(
            row.location(index),
            figure=Words("skatteunderlaget", "the tax base"),
            period=year,
            per_resident=Words(show_number(base / residents, 0), show_number(base / residents, 0, "en")),
            least=Words(show_number(LEAST_BASE, 0), show_number(LEAST_BASE, 0, "en")),
            most=Words(show_number(MOST_BASE, 0), show_number(MOST_BASE, 0, "en")),
            money=Words("kronor", "kronor"),
        )
    )
    return False
