"""Skattetabeller: Skatteverket's monthly withholding tables, made from the law.

A table's number is local tax rate and fees in whole kronor per hundred; inside it the fees are 1.16 kronor (1.20 through 2017)
and the rest is local tax. The year's income is the upper bound of the month's interval times twelve. Krona rows go to 80 000 a
month in steps of 100 and 200; above, rows give percent. Columns: 1 wage below the age limit; 2 pension and 3 wage from the limit;
4 sickness and activity compensation, until 2017 wage of those born in 1937 or earlier; 5 other pensionable pay; 6 pension below
the limit; 7, in a year when the two age limits differ, wage between them. Law: 3 kap. 7 § skatteförfarandeförordningen
(2011:1261); the method is that of SKV 433, as the tables confirm it.

Percent follow binary floats, since the authority's own do: they are no part of the law's exactness. The rule for 2020-2022 and
2024 is taken from the years around them. Where the last, open row begins is not known beyond `LAST_STEP`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hundralapp.graph.scenarios import Array
from hundralapp.households.law import IncomeYearError, income_years, law
from hundralapp.params.parameter import national_parameters

KRONA_ROWS_TO = 80_000
LAST_STEP = 2_500_000
YOUNGER, BETWEEN, OLDER, BORN_IN_1937 = 40.0, 65.0, 70.0, 79.0


@dataclass(frozen=True, slots=True)
class TaxTableRow:
    """Income per month from and to (None: no bound), and the deduction by column: kronor, or percent of the income."""

    table: int
    income_from: int
    income_to: int | None
    is_percent: bool
    columns: tuple[int, ...]


def table_numbers(year: int) -> tuple[int, ...]:
    """The tables of a year: 29-40, from 2020 also 41 and 42."""
    return tuple(range(29, 41 if year < 2020 else 43))


def column_numbers(year: int) -> tuple[int, ...]:
    """Six columns, and a seventh when a person can be past one age limit and not the other."""
    limits = {_parameter(name, year) for name in ("allowance_age", "credit_age")}
    return (1, 2, 3, 4, 5, 6) if len(limits) == 1 else (1, 2, 3, 4, 5, 6, 7)


def has_column_for_born_in_1937(year: int) -> bool:
    """Whether column 4 is wage without pension contribution: until sickness compensation got a credit of its own, in 2018."""
    return year < 2018


_PERSONS: dict[int, tuple[str, float]] = {
    1: ("person.wage", YOUNGER),
    2: ("person.pension", OLDER),
    3: ("person.wage", OLDER),
    4: ("person.sickness_compensation", YOUNGER),
    5: ("person.other_pensionable_income", YOUNGER),
    6: ("person.pension", YOUNGER),
    7: ("person.wage", BETWEEN),
}


def _parameter(name: str, year: int) -> float:
    found = national_parameters().value(f"income_tax.{name}", year)
    if found is None:
        raise IncomeYearError(f"{year}")
    return found[0]


def krona_bounds(year: int) -> npt.NDArray[np.int64]:
    """(n,) upper bounds of the krona rows: the income that no one pays tax of, steps of 100 to 20 000, and of 200 to 80 000."""
    free = (
        int(_parameter("pension_contribution_floor", year) * _parameter("price_base_amount", year)) // (12 * 10_000 * 100) * 100
    )
    return np.concatenate([np.arange(free, 20_000, 100), np.arange(20_000, KRONA_ROWS_TO + 1, 200)])


def monthly_deductions(year: int, table: int, column: int, income_to: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Skatteavdrag i kronor: the deduction for a month whose income ends at each of `income_to`.

    Args:
        income_to: (n,) SEK per month.
    Returns:
        (n,) SEK per month.
    """
    return _year(year, table, column, income_to)[0].astype(np.int64)


def _year(year: int, table: int, column: int, income_to: npt.NDArray[np.int64]) -> tuple[Array, Array]:
    """(n,) the month's deduction and the year's tax."""
    kind, age = ("person.wage", BORN_IN_1937) if column == 4 and has_column_for_born_in_1937(year) else _PERSONS[column]
    fees = 120 if year < 2018 else 116  # öre per SEK 100
    found = law(year, tables=True).evaluate_many(
        {
            kind: income_to.astype(np.float64) * 12.0,
            "person.age_at_start_of_year": age,
            "person.municipal_tax_rate": table * 100.0 - fees,
            "person.burial_fee_rate": fees * 10.0,
        },
        ["income_tax.month", "income_tax.tax_in_tables"],
    )
    return found["income_tax.month"], found["income_tax.tax_in_tables"]


def percent_bounds() -> npt.NDArray[np.int64]:
    """(n,) upper bounds of the steps above the krona rows."""
    return np.arange(KRONA_ROWS_TO + 200, LAST_STEP + 1, 200)


def percent_deductions(year: int, table: int, column: int) -> npt.NDArray[np.int64]:
    """Skatteavdrag i procent: for each of `percent_bounds`, half a percent up.

    Until 2019 percent of the year's tax, and the first step has the percent at 80 000; after that of the month's whole kronor.
    """
    bounds = percent_bounds()
    if year <= 2019:
        bounds = np.concatenate([[KRONA_ROWS_TO], bounds[1:]])
        _, tax = _year(year, table, column, bounds)
        share = tax / (bounds * 12.0)
    else:
        month, _ = _year(year, table, column, bounds)
        share = month / bounds
    return np.floor(share * 100.0 + 0.5).astype(np.int64)


def tax_tables(year: int, tables: Sequence[int] | None = None) -> list[TaxTableRow]:
    """The rows of a year's tables, krona rows then percent rows in each.

    Args:
        tables: numbers from `table_numbers`; None for all.
    Raises:
        IncomeYearError: no parameters for the year.
    """
    if year not in income_years():
        raise IncomeYearError(f"{year}")
    rows: list[TaxTableRow] = []
    for table in tables if tables is not None else table_numbers(year):
        rows.extend(_krona_rows(year, table))
        rows.extend(_percent_rows(year, table))
    return rows


def _krona_rows(year: int, table: int) -> list[TaxTableRow]:
    bounds = krona_bounds(year)
    cells = np.stack([monthly_deductions(year, table, column, bounds) for column in column_numbers(year)], axis=1)
    starts = [1, *(int(each) + 1 for each in bounds[:-1])]
    return [
        TaxTableRow(table, start, int(end), False, tuple(int(each) for each in row))
        for start, end, row in zip(starts, bounds, cells, strict=True)
    ]


def _percent_rows(year: int, table: int) -> list[TaxTableRow]:
    """A row is a run of steps in which no column changes; the last is open."""
    bounds = percent_bounds()
    cells = np.stack([percent_deductions(year, table, column) for column in column_numbers(year)], axis=1)
    changes = np.flatnonzero(np.any(cells[1:] != cells[:-1], axis=1)) + 1
    firsts = [0, *(int(each) for each in changes)]
    rows = []
    for first, after in zip(firsts, [*firsts[1:], None], strict=True):
        start = int(bounds[first]) - 199
        end = None if after is None else int(bounds[after - 1])
        rows.append(TaxTableRow(table, start, end, True, tuple(int(each) for each in cells[first])))
    return rows
