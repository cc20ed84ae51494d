"""`hundralapp population`: made, examined, refused, interrupted; text and JSON say the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests import commandline

from hundralapp.cli.population import command
from hundralapp.population.assumptions import ASSUMPTIONS

FILE = "people.parquet"
SMALL = ("--persons", "2000", "--municipality", "Bjurholm", "--municipality", "0162")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def data(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    envelope = json.loads(result.stdout)
    assert envelope["diagnostics"] == []
    return envelope["data"]


def test_make_says_what_is_assumed_and_how_far_off_it_is() -> None:
    result = run("make", FILE, *SMALL)
    assert result.exit_code == 0, result.output
    assert f"{FILE}: SYNTETISK befolkning, inga verkliga personer." in result.stdout
    words = " ".join(result.stdout.split())
    assert "i 2 kommuner; inkomstår 2018, frö 1." in words
    for each in ASSUMPTIONS:
        assert each.sv in words
    assert "medelinkomst, män 16+, kr" in result.stdout
    assert "Riket 2018" not in result.stdout
    assert os.listdir() == [FILE]


def test_json_holds_every_municipality() -> None:
    made = data("make", FILE, *SMALL, "--seed", "9")
    assert made["synthetic"] is True
    assert made["recipe"] == {
        "rows": 2000, "seed": 9, "municipalities": [162, 2403], "year": 2018, "uprate": 1.0, "reason": "",
    }  # fmt: skip
    assert [each["code"] for each in made["municipalities"]] == ["0162", "2403"]
    assert made["municipalities"][0]["persons"] == made["municipalities"][0]["persons_public"]
    assert {each["measure"] for each in made["errors"]} >= {"persons", "mean", "median"}
    assert len(made["assumptions"]) == len(ASSUMPTIONS)


def test_by_default_a_row_each() -> None:
    made = data("make", FILE, "--municipality", "2403")
    assert made["recipe"]["rows"] == made["municipalities"][0]["persons_public"]


def test_check_counts() -> None:
    run("make", FILE, *SMALL)
    found = data("check", FILE)
    table = pq.read_table(FILE)
    weight = table["weight"].to_numpy()
    assert (found["rows"], found["persons"], found["municipalities"]) == (2000, float(weight.sum()), 2)
    assert (found["synthetic"], found["year"], found["ignored"]) == (True, 2018, [])
    for each in found["columns"]:
        values = table[each["name"]].to_numpy().astype(np.int64)
        scale = 1_000 if each["name"] == "weight" else 1
        assert (each["lowest"], each["highest"]) == (values.min() * scale, values.max() * scale)
        assert each["rows_above_zero"] == np.count_nonzero(values)
        if each["total"] is not None:
            assert each["total"] == int(values @ weight)
    text = run("check", FILE).stdout
    assert "2\u00a0000 rader" in text
    assert "Inga fel." in text
    assert "SYNTETISK" in text


def test_check_of_other_peoples_files() -> None:
    """Large values and heavy weights are summed exactly, floats are carried in thousandths, and what is not read is named."""
    rows = 300_000
    table = pa.table(
        {
            "municipality": np.full(rows, 180),
            "age_at_start_of_year": np.full(rows, 40),
            "wage": np.full(rows, 1_000_000_000),
            "weight": np.full(rows, 4_194.0),
            "colour": ["red"] * rows,
        }
    )
    pq.write_table(table, FILE)
    found = data("check", FILE)
    assert found["persons"] == rows * 4_194
    assert next(each for each in found["columns"] if each["name"] == "wage")["total"] == 1_000_000_000 * 4_194 * rows
    assert found["ignored"] == ["colour"]
    text = run("check", FILE).stdout
    assert "befolkning, utan inkomstår" in text
    assert "SYNTETISK" not in text
    assert "Läses inte: colour" in text


def test_check_tells_what_is_wrong_in_every_part() -> None:
    wage = np.zeros(1_200_000, dtype=np.int32)
    wage[[5, 600_000]] = -1
    everyone = {"municipality": np.full(len(wage), 180), "age_at_start_of_year": np.full(len(wage), 40)}
    pq.write_table(pa.table({**everyone, "wage": wage}), FILE, row_group_size=400_000)
    result = run("check", FILE)
    assert result.exit_code == 1
    assert [line.split(":")[1] for line in result.stderr.splitlines()] == [" rad 6, kolumn wage", " rad 600001, kolumn wage"]
    envelope = json.loads(run("check", FILE, "--json").stdout)
    assert [(each["code"], each["row"], each["column"]) for each in envelope["diagnostics"]] == [
        ("population-negative", 6, "wage"),
        ("population-negative", 600_001, "wage"),
    ]
    assert envelope["data"] == {}


def test_check_of_nothing() -> None:
    result = run("check", FILE)
    assert result.exit_code == 1
    assert result.stderr == f"{FILE}: population-missing: filen finns inte. Gör en med: hundralapp population make {FILE}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--persons", "3"), "3 rader räcker inte: kommunerna, könen och åldersgrupperna behöver minst 3577."),
        (("--municipality", "Stokholm"), 'Kommunen "Stokholm" finns inte. Menade du "Stockholm"?'),
        (("--year", "2026"), "Ange --uprate med en faktor till 2026"),
        (("--year", "1999", "--uprate", "1"), "Inkomståret 1999 kan inte räknas"),
        (("--uprate", "1,21"), "Ange med --reason varför just den faktorn"),
        (("--uprate", "mycket", "--reason", "x"), '"mycket" är ingen faktor. Skriv som 1,21.'),
        (("--uprate", "0", "--reason", "x"), '"0" är ingen faktor.'),
        (("--uprate", "-1", "--reason", "x"), '"-1" är ingen faktor.'),
        (("--seed", "-1"), "--seed"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    result = run("make", FILE, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not os.listdir()


@pytest.mark.parametrize(("written", "factor"), [("1,21", 1.21), ("1.21", 1.21), ("1.215", 1.215), ("1", 1.0)])
def test_a_factor_with_its_reason(written: str, factor: float) -> None:
    made = data("make", FILE, *SMALL, "--year", "2026", "--uprate", written, "--reason", "löner 2018-2026")
    assert (made["uprate"], made["reason"], made["recipe"]["year"]) == (factor, "löner 2018-2026", 2026)
    assert data("check", FILE)["year"] == 2026


def test_a_file_in_the_way() -> None:
    Path(FILE).write_text("mine")
    result = run("make", FILE, *SMALL)
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert Path(FILE).read_text() == "mine"
    envelope = json.loads(run("make", FILE, *SMALL, "--json").stdout)
    assert [each["code"] for each in envelope["diagnostics"]] == ["population-exists"]
    assert run("make", FILE, *SMALL, "--force").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_leaves_nothing() -> None:
    """Ctrl-C in a process of its own, while the file is being written."""
    arguments = [sys.executable, "-m", "hundralapp", "population", "make", FILE, "--persons", "60000000"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 120
        while sum(os.path.getsize(each) for each in os.listdir()) < 1_000_000 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [each[0] for each in os.listdir()] == ["."], "a hidden file while it is made"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not os.listdir()


def test_in_english() -> None:
    done = commandline.run("--lang", "en", "population", "make", FILE, *SMALL)
    assert done.returncode == 0, done.stderr
    assert "SYNTHETIC population, no real persons." in done.stdout
    done = commandline.run("--lang", "en", "population", "check", FILE)
    assert done.returncode == 0, done.stderr
    assert "No problems." in done.stdout
