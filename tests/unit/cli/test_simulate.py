"""`hundralapp simulate`: who receives and who pays, as text, JSON and CSV; and what cannot be asked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.simulate import command
from hundralapp.households.person import Person, change_rate
from hundralapp.params.municipal_rates import find_rates

STOCKHOLM = ("--change", "24", "--municipality", "Stockholm")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred with 35 000 kr a month in each of Stockholm, Solna and Region Gotland, said to be made up."""
    table = pa.table(
        {
            "municipality": np.repeat(np.array([180, 184, 980], np.int16), 100),
            "age_at_start_of_year": np.full(300, 40, np.uint8),
            "wage": np.full(300, 420_000, np.int32),
        }
    ).replace_schema_metadata({"hundralapp.year": "2023", "hundralapp.synthetic": "true"})
    path = tmp_path_factory.mktemp("people") / "people.parquet"
    pq.write_table(table, path)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_what_a_rise_gives_and_takes(people: Path) -> None:
    result = run(people, *STOCKHOLM, "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)["data"]
    assert data["synthetic"] is True
    assert data["notes"][0].startswith("SYNTETISK BEFOLKNING")
    (reform,) = data["reforms"]
    rates = find_rates("Stockholm", 2023)
    assert rates is not None
    person = Person(
        wage=420_000, municipal_tax_rate=rates.municipal, regional_tax_rate=rates.regional, burial_fee_rate=rates.burial_fee
    )
    alone = change_rate(2023, person, 24)
    parties = {each["party"]: each["change"] for each in reform["parties"]}
    assert parties["persons"] == 100 * alone.after_credits == 70_300
    taxable = alone.before["income_tax.taxable_earned_income"]
    assert parties["municipalities"] == pytest.approx(100 * taxable * 24 / 10_000)
    assert parties["regions"] == 0
    assert parties["state"] == pytest.approx(parties["persons"] - parties["municipalities"])
    stockholm = next(each for each in reform["municipalities"] if each["code"] == "0180")
    assert stockholm["one_ore_gives"] == pytest.approx(100 * taxable / 10_000)
    assert (stockholm["rate_after"], stockholm["persons"]) == (rates.municipal + 24, 100)
    assert (reform["pay_more"], reform["pay_less"], reform["mean_increase"], reform["mean_decrease"]) == (100, 0, 703.0, None)


def test_a_region_raises_for_its_county_and_not_for_gotland(people: Path) -> None:
    data = json.loads(run(people, "--regional-change", "30", "--json").stdout)["data"]
    changed = {each["code"]: each["change"] for each in data["reforms"][0]["regions"] if each["change"]}
    assert list(changed) == ["01"]
    assert data["reforms"][0]["pay_more"] == 200


def test_text_says_whose_persons_they_are(people: Path) -> None:
    text = run(people, *STOCKHOLM, "--year", "2024").output.replace("\u00a0", " ")
    assert "300 rader för 300 personer, lag och skattesatser 2024" in text
    assert "SYNTETISK BEFOLKNING: påhittade personer" in text
    assert "Inkomsterna är från 2023 och räknas inte upp" in " ".join(text.split())
    assert "+24 öre i Stockholm" in text
    assert "Stockholm (kommun)" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_reforms_are_compared(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "threshold.yaml"
    path.write_text(
        "name: Högre skiktgräns\nyear: 2023\nparameters:\n  income_tax.state_tax_threshold: 700000\n", encoding="utf-8"
    )
    data = json.loads(run(people, "--reform", path, *STOCKHOLM, "--json").stdout)["data"]
    assert [each["name"] for each in data["reforms"]] == ["Högre skiktgräns", "+24 öre i Stockholm"]
    assert [each["pay_more"] for each in data["reforms"]] == [0, 100]


@pytest.mark.parametrize(("table", "rows"), [("municipality", 290), ("region", 20), ("decile", 10), ("age_group", 10)])
def test_csv_has_a_row_for_each_group(people: Path, table: str, rows: int) -> None:
    result = run(people, *STOCKHOLM, "--csv", table)
    found = list(csv.DictReader(result.stdout.splitlines()))
    assert len(found) == rows
    assert sum(float(each["persons"]) for each in found) == (200 if table == "region" else 300)
    assert "SYNTETISK" in result.stderr


@pytest.mark.parametrize("engine", ["compiled", "numpy"])
def test_every_engine_gives_the_same(people: Path, engine: str) -> None:
    assert run(people, *STOCKHOLM, "--engine", engine, "--json").stdout == run(people, *STOCKHOLM, "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--change", "24", "--municipality", "Stokholm"), 'Kommunen "Stokholm" finns inte. Menade du "Stockholm"?'),
        (("--regional-change", "24", "--region", "Skone"), 'Regionen "Skone" finns inte. Menade du "Skåne"?'),
        (("--municipality", "Stockholm"), "Ange --change eller --regional-change."),
        ((), "Ange --reform, --change eller --regional-change."),
        (("--change", "24", "--year", "2017"), "lag och skattesatser finns för 2018–2026"),
        (("--change", "24", "--year", "2027"), "lag och skattesatser finns för 2018–2026"),
        (("--change", "1", "--scheduler", "tcp://127.0.0.1:1"), "--scheduler hör till --engine dask."),
        (("--change", "1", "--json", "--csv", "decile"), "Ange --json eller --csv, ett av dem."),
    ],
)
def test_what_cannot_be_asked(people: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(people, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_a_rate_below_zero_is_refused(people: Path, tmp_path: Path) -> None:
    twice = "  - {region: alla, change: -999}\n"
    path = tmp_path / "zero.yaml"
    path.write_text(f"name: Noll\nyear: 2023\nrates:\n{twice}{twice}", encoding="utf-8")
    result = run(people, "--reform", path)
    assert result.exit_code == 1
    assert "reform-rate-below-zero" in result.stderr


def test_reforms_of_another_year_are_refused(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text("name: Ett år\nyear: 2024\nrates:\n  - {change: 10}\n", encoding="utf-8")
    result = run(people, "--reform", path, "--year", "2023")
    assert result.exit_code == 2
    assert "Reformen i other.yaml gäller 2024, inte 2023." in " ".join(result.output.split())


def test_a_population_that_is_not_there(tmp_path: Path) -> None:
    result = run(tmp_path / "nobody.parquet", "--change", "24")
    assert result.exit_code == 1
    assert "population-missing" in result.stderr


def test_what_is_wrong_is_said_in_json_too(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "unit.yaml"
    path.write_text("name: Fel\nyear: 2023\nrates:\n  - {change: 0.24}\n", encoding="utf-8")
    for arguments, code in (((people, "--reform", path), "reform-rate-unit"), ((tmp_path / "x.parquet",), "population-missing")):
        result = run(*arguments, "--change", "24", "--json")
        assert result.exit_code == 1
        answer = json.loads(result.stdout)
        assert [each["code"] for each in answer["diagnostics"]] == [code]
        assert answer["data"] == {}


def test_the_file_does_not_say_the_year(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({"municipality": [180], "age_at_start_of_year": [40], "wage": [420_000]}), path)
    assert "Ange --year" in run(path, "--change", "24").output
    result = run(path, "--change", "24", "--year", "2024")
    assert "Filen säger inte vilket års inkomster det är." in result.output
