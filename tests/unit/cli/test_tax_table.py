"""`hundralapp tax-table`: CSV, JSON and text say the same, and what does not exist is refused with the way forward."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.tax_table import command
from hundralapp.households.tax_tables import tax_tables


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_csv_holds_krona_rows_then_percent_rows() -> None:
    result = run("--year", "2023", "--table", "32", "--csv")
    assert result.exit_code == 0, result.output
    head, *rows = list(csv.reader(result.stdout.splitlines()))
    assert head == ["table", "income_from", "income_to", *(f"col{each}" for each in range(1, 8))]
    assert ["32", "25001", "25200", "5141", "5044", "2057", "5288", "7337", "7337", "4337"] in rows
    assert rows[-1][2] == ""
    assert len(rows) == len(tax_tables(2023, [32]))


def test_json_says_which_rows_are_percent() -> None:
    data = json.loads(run("--year", "2024", "--table", "35", "--json").stdout)["data"]
    assert data["columns"] == [1, 2, 3, 4, 5, 6]
    assert data["rows"][0] == {"table": 35, "income_from": 1, "income_to": 2000, "is_percent": False, "columns": [0] * 6}
    assert data["rows"][-1]["is_percent"]


def test_text_explains_its_columns() -> None:
    text = run("--year", "2019", "--table", "29").output
    assert "Tabell 29, 2019" in text
    assert "1 lön under åldersgränsen" in text
    assert "7 lön" not in text
    assert max(len(line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--year", "2027"], "2016–2026"),
        (["--year", "2019", "--table", "41"], "29–40"),
        (["--year", "2023", "--csv", "--json"], "--csv eller --json"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output


def test_the_verb_is_found_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hundralapp", "tax-table", "--year", "2020", "--table", "29", "--csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("table,income_from,income_to,col1,col2,col3,col4,col5,col6\n29,1,1600,0,")
