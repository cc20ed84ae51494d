"""`hundralapp households`: text and JSON, and what cannot be asked."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.households import command

STOCKHOLM = ("--year", "2023", "--income", "35000", "--municipality", "Stockholm", "--change", "24")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_text_shows_each_step_with_its_paragraph() -> None:
    result = run(*STOCKHOLM)
    assert result.exit_code == 0, result.output
    text = result.output.replace("\u00a0", " ")
    assert "Stockholm, inkomstår 2023: skattesats 29,82 → 30,06" in text
    assert "63 kap. 3 § IL" in text
    assert "63 kap. 3 a § IL" not in text, "the special amount gives a 40-year-old nothing"
    assert "+58,6" in text
    assert "härledd" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_json_has_stable_keys() -> None:
    data = json.loads(run(*STOCKHOLM, "--json").stdout)["data"]
    assert data["person"]["wage"] == 420_000
    assert data["municipality"] == "Stockholm"
    household = data["household"]
    assert [each["per_year"] for each in household["changes"]] == [1008.0, 971.0, 703.0]
    final = next(each for each in household["steps"] if each["figure"] == "income_tax.final_tax")
    assert final["change"] == 703.0


@pytest.mark.parametrize("rate", ["29,82", "29.82"])
def test_a_rate_of_ones_own(rate: str) -> None:
    data = json.loads(run("--year", "2016", "--income", "20000", "--rate", rate, "--church-fee", "1.005", "--json").stdout)[
        "data"
    ]
    assert data["person"]["municipal_tax_rate"] == 2982
    assert data["person"]["church_fee_rate"] == 1005


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--year", "2027", "--income", "1", "--rate", "30"], "2016–2026"),
        (["--year", "2017", "--income", "1", "--municipality", "Lund"], "2018–2026"),
        (["--year", "2023", "--income", "1", "--municipality", "Lnud"], 'Menade du "Lund"'),
        (["--year", "2023", "--income", "1"], "--municipality eller --rate"),
        (["--year", "2023", "--income", "1", "--rate", "30", "--municipality", "Lund"], "--municipality eller --rate"),
        (["--year", "2023", "--income", "1", "--rate", "29,825"], "29,82"),
        (["--year", "2023", "--income", "1", "--rate", "trettio"], "ingen skattesats"),
        (["--year", "2023", "--income", "1", "--rate", "30", "--change", "-3001"], "mindre än noll"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output
