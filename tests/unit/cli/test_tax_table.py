"""`hundralapp tax-table`: CSV, JSON and text say the same, and what does not exist is refused with the way forward."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner, Result
from tests import commandline

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
    ("year", "meaning"), [("2017", "lön, födda 1937 eller tidigare"), ("2018", "sjuk- och aktivitetsersättning")]
)
def test_column_four_had_another_meaning_until_2017(year: str, meaning: str) -> None:
    assert f"4 {meaning}" in run("--year", year, "--table", "32").output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--year", "2016", "--table", "29"], 0, "Table 29, 2016, SEK per month"),
        (["--year", "2016", "--table", "29"], 0, "4 wage, born in 1937 or earlier"),
        (["--year", "2015"], 2, "there for 2016–2026"),
        (["--year", "2026", "--table", "28"], 2, "There is no table 28 in 2026: choose 29–42."),
        (["--help"], 0, "The Tax Agency's monthly withholding tables"),
    ],
)
def test_text_in_english(arguments: list[str], code: int, says: str) -> None:
    done = commandline.run("tax-table", *arguments, "--lang", "en")
    assert done.returncode == code, done.stderr
    assert says in " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize("year", range(2016, 2027))
def test_the_shape_of_every_year(year: int) -> None:
    """Tables, columns, krona rows and after them percent rows; a table goes from 1 krona to no bound without a gap."""
    head, *rows = list(csv.reader(run("--year", str(year), "--csv").stdout.splitlines()))
    assert len(head) == 3 + (7 if year == 2023 else 6)
    assert {len(row) for row in rows} == {len(head)}
    tables = list(dict.fromkeys(int(row[0]) for row in rows))
    assert tables == list(range(29, 41 if year < 2020 else 43))
    for table in tables:
        own = [row for row in rows if int(row[0]) == table]
        assert own[0][1] == "1"
        assert [int(row[1]) for row in own[1:]] == [int(row[2]) + 1 for row in own[:-1]]
        assert own[-1][2] == ""
        assert "80000" in [row[2] for row in own]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--year", "2027"], "2016–2026"),
        (["--year", "tjugo"], "tjugo"),
        (["--year", "2020", "--table", "-1"], "29–42"),
        (["--year", "2019", "--table", "41"], "29–40"),
        (["--year", "2023", "--csv", "--json"], "--csv eller --json"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output


def test_the_verb_is_found_by_its_name() -> None:
    done = commandline.run("tax-table", "--year", "2020", "--table", "29", "--csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("table,income_from,income_to,col1,col2,col3,col4,col5,col6\n29,1,1600,0,")
