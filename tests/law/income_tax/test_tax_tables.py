"""Skatteverket's own tables, cell by cell, with no tolerance."""

from __future__ import annotations

import csv
import gzip
import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from hundralapp.households.law import income_years
from hundralapp.households.tax_tables import (
    TaxTableRow,
    column_numbers,
    krona_bounds,
    monthly_deductions,
    percent_bounds,
    percent_deductions,
    table_numbers,
    tax_tables,
)

TABLES = Path(__file__).parent / "tables"
COMPLETE = {2019: 12, 2023: 14}
SAMPLES = {2016: 324, 2017: 432, 2018: 372, 2020: 462, 2021: 408, 2022: 438, 2024: 522, 2025: 510, 2026: 420}
LENGTHS = list(csv.DictReader((TABLES / "lengths.csv").read_text(encoding="utf-8").splitlines()))
ROW = tuple[int, int, int | None, tuple[int, ...]]


@lru_cache(maxsize=8)
def official(name: str, days: str) -> tuple[ROW, ...]:
    with gzip.open(TABLES / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        return tuple(
            (
                int(row["table"]),
                int(row["income_from"]),
                int(row["income_to"]) if row["income_to"] else None,
                tuple(int(row[f"col{column}"]) for column in range(1, 8) if row[f"col{column}"]),
            )
            for row in csv.DictReader(file)
            if row["days"] == days
        )


def plain(row: TaxTableRow) -> ROW:
    return row.table, row.income_from, row.income_to, row.columns


@pytest.mark.parametrize("year", COMPLETE)
def test_every_krona_row_of_a_complete_year(year: int) -> None:
    made = [plain(row) for row in tax_tables(year) if not row.is_percent]
    assert len({row[0] for row in made}) == COMPLETE[year]
    assert made == list(official(str(year), "30B"))


@pytest.mark.parametrize("year", SAMPLES)
def test_the_krona_cells_of_a_sample(year: int) -> None:
    cells = 0
    for table, start, end, expected in official(f"{year}_sample", "30B"):
        assert end in krona_bounds(year)
        found = [int(monthly_deductions(year, table, column, np.array([end]))[0]) for column in column_numbers(year)]
        assert tuple(found) == expected, (year, table, start)
        cells += len(expected)
    assert cells == SAMPLES[year]


def as_json(year: int, tables: list[int], form: str) -> str:
    """The krona rows, columns 1-6, as the stored file that `lengths.csv` has measured writes them."""
    source = "Skatteverket, skattetabeller (rowstore 88320397-5c32-4c16-ae79-d36d95b17b95), m\\u00e5nadsl\\u00f6n 30B"
    columns = ["table", "from", "to", *(f"col{column}" for column in range(1, 7))]
    rows = [
        [row.table, row.income_from, row.income_to, *row.columns[:6]] for row in tax_tables(year, tables) if not row.is_percent
    ]
    if form == "compact":
        head = json.dumps({"year": year, "columns": columns}, separators=(",", ":"))
        head = head.replace(',"columns"', f',"source":"{source}","columns"')
        return f'{head[:-1]},"rows":{json.dumps(rows, separators=(",", ":"))}}}'
    names = ",\n".join(f'    "{column}"' for column in columns)
    lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
    return f'{{\n  "year": {year},\n  "source": "{source}",\n  "columns": [\n{names}\n  ],\n  "rows": [\n{lines}\n  ]\n}}\n'


@pytest.mark.parametrize("measured", LENGTHS, ids=lambda row: row["year"])
def test_the_length_of_all_figures_of_a_year(measured: dict[str, str]) -> None:
    """A stored copy of four tables or more per year could be measured though not kept: as many characters, to the last one.

    It is no proof of each digit, but a row, a column or a piece of a schedule that is wrong moves the length.
    """
    tables = [int(each) for each in measured["tables"].split()]
    assert len(as_json(int(measured["year"]), tables, measured["form"])) == int(measured["characters"])


def test_column_four_before_2018_is_wage_without_pension_contribution() -> None:
    """A wage of those born in 1937 or earlier is deducted from as their pension is, less the credit for work income."""
    for year in (2016, 2017):
        wage, pension, earned = (column_of(year, 33, column) for column in (4, 2, 3))
        assert np.all(wage <= pension)
        assert np.all(wage <= earned)
        assert np.any(wage < earned)
    assert not np.array_equal(column_of(2018, 33, 4), column_of(2018, 33, 2))


def column_of(year: int, table: int, column: int) -> np.ndarray:
    return monthly_deductions(year, table, column, krona_bounds(year))


def test_every_percent_row_of_2023() -> None:
    """Equal, but for the last row of each table, which is open here and left out in the copy of the source."""
    for table in table_numbers(2023):
        made = [plain(row) for row in tax_tables(2023, [table]) if row.is_percent]
        expected = [row for row in official("2023", "30%") if row[0] == table]
        assert made[: len(expected)] == expected


def test_every_percent_cell_of_2019() -> None:
    """All but six, by the first step of each row; further on in a row the same three tables differ in column 4."""
    bounds = percent_bounds()
    missed = []
    for table in table_numbers(2019):
        made = {column: percent_deductions(2019, table, column) for column in column_numbers(2019)}
        for _, start, end, expected in (row for row in official("2019", "30%") if row[0] == table):
            steps = (bounds > start) & (bounds <= (end or start + 199))
            for column, value in enumerate(expected, 1):
                if made[column][steps][0] != value:
                    missed.append((table, column, start))
                elif not np.all(made[column][steps] == value):
                    first = bounds[steps][made[column][steps] != value][0]
                    assert (column, table in (38, 39, 40), bool(first > 2_000_000)) == (4, True, True)
    assert len(missed) == 6
    assert all(column == 4 and start > 2_200_000 for _, column, start in missed)


@pytest.mark.parametrize("year", income_years())
def test_the_form_of_the_tables(year: int) -> None:
    table = table_numbers(year)[0]
    rows = tax_tables(year, [table])
    assert rows[0].income_from == 1
    assert set(rows[0].columns) == {0}
    for row, after in pairwise(rows):
        assert row.income_to is not None
        assert after.income_from == row.income_to + 1
        assert row.is_percent <= after.is_percent
        assert len(after.columns) == (7 if year == 2023 else 6)
    assert (rows[-1].income_to, rows[-1].is_percent) == (None, True)
