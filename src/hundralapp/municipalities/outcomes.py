"""A file of outcomes of the equalisation, tried against what must hold: parts, sums over the country, one amount for everyone.

One row per municipality, SEK per resident of 1 November the year before. Parts must make the total; the adjustment item is one
amount in the whole country; cost and LSS equalisation, weighed by residents, are zero over it. All problems are found at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Words, listed
from hundralapp.numbers_sv import Number, read_number, show_number
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.workspace.csvsource import Row, read_table
from hundralapp.workspace.files import Files

PARTS = (
    "income_equalisation",
    "cost_equalisation",
    "structural_grant",
    "transitional_grant",
    "adjustment_item",
    "lss_equalisation",
)
ZERO_SUM = ("cost_equalisation", "lss_equalisation")
COLUMNS = ("code", "residents", *PARTS, "total")
ALSO = ("name", "note", "source")
_NAMES = {
    "cost_equalisation": Words("kostnadsutjämningen", "the cost equalisation"),
    "lss_equalisation": Words("LSS-utjämningen", "the LSS equalisation"),
}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One municipality's outcome: what the file states, per resident, and where."""

    code: str
    values: dict[str, float]
    row: Row


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried: rows read, and of the identities how many rows, or the whole country, could be tried."""

    rows: int
    sums: int
    uniform: int
    whole_country: tuple[str, ...]


def try_outcomes(path: Path) -> tuple[Tried, Files]:
    """Read the file and try every identity that its columns allow.

    Args:
        path: a CSV file with the column `code`, and any of `residents`, the parts and `total`.
    """
    files = Files(path.parent)
    rows, header, at = _read(files, path.name)
    sums = [each for each in rows if "total" in each.values and any(part in each.values for part in PARTS)]
    for each in sums:
        _try_sum(files, each, at)
    uniform = [each for each in rows if "adjustment_item" in each.values]
    _try_uniform(files, uniform, at)
    whole = tuple(part for part in ZERO_SUM if header is not None and _try_zero(files, rows, part, header, at))
    return Tried(len(rows), len(sums), len(uniform), whole), files


def _read(files: Files, name: str) -> tuple[list[OutcomeRow], Row | None, dict[str, int]]:
    table = iter(read_table(files, name))
    header = next(table, None)
    if header is None:
        return [], None, {}
    at = {column: index for index, column in enumerate(header.cells) if column in COLUMNS}
    for index, column in enumerate(header.cells):
        if column and column not in (*COLUMNS, *ALSO):
            suggestion = files.report.suggest(column, COLUMNS)
            place = header.location(index)
            files.report.add(codes.CSV_UNKNOWN_COLUMN.at(place, column=column, columns=listed(COLUMNS), suggestion=suggestion))
    if "code" not in at:
        files.report.add(codes.CSV_MISSING_COLUMN.at(header.location(0), column="code", columns=listed(COLUMNS)))
        return [], header, at
    return [each for row in table if (each := _row(files, row, at)) is not None], header, at


def _row(files: Files, row: Row, at: dict[str, int]) -> OutcomeRow | None:
    values: dict[str, float] = {}
    for column, index in at.items():
        text = row.cells[index]
        if column == "code" or not text:
            continue
        found = read_number(text)
        if not isinstance(found, Number):
            files.report.add(codes.NOT_A_NUMBER.at(row.location(index), text=text))
            return None
        values[column] = float(found.value)
    return OutcomeRow(row.cells[at["code"]], values, row)


def _try_sum(files: Files, each: OutcomeRow, at: dict[str, int]) -> None:
    parts = [each.values[part] for part in PARTS if part in each.values]
    slack = 0.5 * (len(parts) + 1)  # every number is rounded to whole kronor
    if abs(sum(parts) - each.values["total"]) > slack:
        files.report.add(
            codes.PARTS_DO_NOT_SUM.at(
                each.row.location(at["total"]),
                code=each.code,
                parts=_number(sum(parts)),
                total=_number(each.values["total"]),
            )
        )


def _try_uniform(files: Files, rows: list[OutcomeRow], at: dict[str, int]) -> None:
    if not rows:
        return
    usual = Counter(each.values["adjustment_item"] for each in rows).most_common(1)[0][0]
    for each in rows:
        if abs(each.values["adjustment_item"] - usual) > 1:
            index = at["adjustment_item"]
            text = each.row.cells[index]
            place = each.row.location(index)
            files.report.add(codes.NOT_UNIFORM.at(place, code=each.code, text=text, usual=_number(usual)))


def _try_zero(files: Files, rows: list[OutcomeRow], part: str, header: Row, at: dict[str, int]) -> bool:
    """True where the whole country is in the file, so that the sum could be tried."""
    counted = {each.code: each.values for each in rows if part in each.values and "residents" in each.values}
    if not {code for code, _ in municipal_rates()} <= set(counted):
        return False
    total = sum(each[part] * each["residents"] for each in counted.values())
    slack = 0.5 * sum(each["residents"] for each in counted.values())
    if abs(total) > slack:
        files.report.add(
            codes.SUM_NOT_ZERO.at(header.location(at[part]), part=_NAMES[part], sum=_millions(total), slack=_millions(slack))
        )
    return True


def _number(value: float) -> Words:
    return Words(show_number(value, 0), show_number(value, 0, "en"))


def _millions(value: float) -> Words:
    return _number(float(round(Decimal(value) / 1_000_000)))
