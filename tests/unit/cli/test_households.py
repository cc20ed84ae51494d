"""`hundralapp households`: text and JSON, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli import household_range, household_text
from hundralapp.cli.households import command
from hundralapp.households.cases import household_cases

EXAMPLES = Path(__file__).parents[3] / "examples"
STOCKHOLM_2024 = str(EXAMPLES / "stockholm-2024")
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
    assert "härledd" in data["notes"][0]
    (household,) = data["households"]
    assert household["persons"][0]["wage"] == household["income"] == 420_000
    assert household["place"] == "Stockholm"
    assert [each["per_year"] for each in household["changes"]] == [1008.0, 971.0, 703.0]
    final = next(each for each in household["persons"][0]["steps"] if each["figure"] == "income_tax.final_tax")
    assert final["change"] == 703.0


@pytest.mark.parametrize("rate", ["29,82", "29.82"])
def test_a_rate_of_ones_own(rate: str) -> None:
    data = json.loads(run("--year", "2016", "--income", "20000", "--rate", rate, "--church-fee", "1.005", "--json").stdout)[
        "data"
    ]
    (household,) = data["households"]
    assert household["municipal_rate"] == household["rate_before"] == 2982
    assert household["persons"][0]["church_fee_rate"] == 1005


def households(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["data"]["households"]
    return found


def after_credits(household: dict[str, Any]) -> float:
    return float(next(each for each in household["changes"] if each["depth"] == "after_credits")["per_year"])


def test_a_workspace_brings_its_rate_and_its_proposals() -> None:
    found = households(STOCKHOLM_2024, "--income", "35000")
    assert [each["proposal"] for each in found] == [
        "Centerpartiets förslag",
        "Kristdemokraternas förslag",
        "Moderaternas förslag",
        "Budgeten utan skattehöjning",
    ]
    assert {(each["rate_before"], each["rate_after"], after_credits(each)) for each in found} == {(3036, 3012, -666.0)}
    (one,) = households(STOCKHOLM_2024, "--income", "35000", "--proposal", "moderaterna")
    assert one == next(each for each in found if each["proposal"] == "Moderaternas förslag")


def test_a_baseline_turns_the_question_round() -> None:
    (rise,) = households(STOCKHOLM_2024, "--income", "35000", "--baseline", "utan-skattehojning")
    assert rise["baseline"] == "Budgeten utan skattehöjning"
    text = run(STOCKHOLM_2024, "--income", "35000", "--baseline", "utan-skattehojning").output
    assert "Från Budgeten utan skattehöjning till budgeten." in text
    assert (rise["proposal"], rise["rate_change"], after_credits(rise)) == ("budgeten", 24, 666.0)


def test_a_rate_that_a_proposal_sets_and_another_law_year() -> None:
    arguments = (str(EXAMPLES / "exempelstad"), "--other-rate", "11,50", "--case", "student")
    (c,) = households(*arguments, "--proposal", "forslag-c")
    assert (c["rate_before"], c["rate_after"]) == (2175 + 1150, 2160 + 1150)
    before = run(*arguments, "--proposal", "forslag-c", "--year", "2024").output
    assert "Budgeten gäller 2026; skatten räknas efter lagen för inkomståret 2024." in before
    assert "PÅHITTADE SIFFROR" in before


def test_a_regions_workspace_asks_for_the_municipality() -> None:
    region = str(EXAMPLES / "region-stockholm-2024")
    (one,) = households(region, "--municipality", "Solna", "--case", "familj", "--change", "5")
    assert (one["place"], one["change_is_regional"], len(one["persons"])) == ("Solna", True, 2)
    (other,) = households("--year", "2024", "--municipality", "Solna", "--case", "familj", "--change", "5")
    assert other["changes"] == one["changes"]


def test_a_workspace_without_another_rate_says_so() -> None:
    result = run(str(EXAMPLES / "sjobo-2025"), "--income", "30000")
    assert "Inget förslag i arbetsytan har en annan skattesats." in " ".join(result.output.split())


def test_persons_on_the_line_add_up() -> None:
    line = ("--year", "2024", "--municipality", "Lund", "--change", "24")
    (both,) = households(*line, "--person", "wage=35000,name=Anna", "--person", "pension=18000,age=70")
    (anna,) = households(*line, "--income", "35000")
    (old,) = households(*line, "--income", "18000", "--kind", "pension", "--age", "70")
    assert after_credits(both) == after_credits(anna) + after_credits(old)
    assert [each["name"] for each in both["persons"]] == ["Anna", "Person 2"]
    text = run(*line, "--person", "wage=35000,name=Anna", "--person", "pension=18000,age=70").output.replace("\u00a0", " ")
    assert "Anna: 40 år, lön 35 000 kr per månad" in text
    assert "Hushållet tillsammans" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_all_cases_are_one_table() -> None:
    result = run("--cases", "--year", "2024", "--municipality", "Lund", "--change", "24")
    text = result.output.replace("\u00a0", " ")
    assert "Skattesatsen ändras +24 öre" in text
    assert "Från" not in text
    assert "ingen statistik" in " ".join(text.split())
    for name, case in household_cases().households.items():
        assert f"({name})" in text
        assert case.name.split()[0] in text
    assert max(len(line) for line in text.splitlines()) <= 80
    two = run("--case", "student", "--case", "nurse", "--year", "2024", "--municipality", "Lund").output
    assert "(student)" in two
    assert "(larare)" not in two


def test_children_are_told_and_change_nothing() -> None:
    text = run("--case", "familj", "--year", "2024", "--municipality", "Lund").output
    assert "Barn: 2. Barn ändrar ingen inkomstskatt" in text
    assert "antagen inkomst" in text


def test_a_file_says_where_and_when_and_options_win(tmp_path: Path) -> None:
    path = tmp_path / "anna.yaml"
    path.write_text(
        "year: 2024\nmunicipality: Lund\nmembers: [{name: Anna, age: 40, per_month: {wage: 35000}}]", encoding="utf-8"
    )
    (one,) = households("--household", str(path), "--change", "24")
    assert (one["place"], one["year"], one["name"]) == ("Lund", 2024, "anna")
    result = run("--household", str(path), "--municipality", "Malmö", "--year", "2025", "--regional-credit")
    assert "Malmö, inkomstår 2025" in result.output
    assert "inte hushållsfilens" in result.output
    assert "Regional skattereduktion" in result.output
    assert "inte hushållsfilens" in " ".join(run(STOCKHOLM_2024, "--household", str(path)).output.split())


@pytest.mark.parametrize(
    ("arguments", "sv", "en"),
    [
        (
            ["--year", "2027", "--income", "1", "--rate", "30"],
            "Inkomståret 2027 kan inte räknas: lagens belopp finns för 2016–2026.",
            "Income year 2027 cannot be computed: the amounts of the law are there for 2016–2026.",
        ),
        (
            ["--year", "2017", "--income", "1", "--municipality", "Lund"],
            "Kommunernas skattesatser finns för 2018–2026. Ange skattesatsen i stället.",
            "The municipalities' rates are there for 2018–2026. Give the rate instead.",
        ),
        (
            ["--year", "2023", "--income", "1", "--municipality", "Lnud"],
            'Kommunen "Lnud" finns inte. Menade du "Lund"?',
            'There is no municipality "Lnud". Did you mean "Lund"?',
        ),
        (
            ["--year", "2023", "--income", "1"],
            "Ange en arbetsyta, --municipality eller --rate.",
            "Give a workspace, --municipality or --rate.",
        ),
        (
            ["--year", "2023", "--income", "1", "--rate", "30", "--municipality", "Lund"],
            "Ange --municipality eller --rate, ett av dem.",
            "Give --municipality or --rate, one of them.",
        ),
        (["--income", "1", "--rate", "30"], "Ange inkomståret med --year.", "Give the income year with --year."),
        (
            ["--year", "2023", "--rate", "30"],
            "Säg vem det gäller med ett av --income, --range, --person, --household, --case, --cases.",
            "Say who it is about with one of --income, --range, --person, --household, --case, --cases.",
        ),
        (
            ["--year", "2023", "--rate", "30", "--income", "1", "--cases"],
            "Säg vem det gäller med ett av --income, --range, --person, --household, --case, --cases. Nu står --income, --cases.",
            "Say who it is about with one of --income, --range, --person, --household, --case, --cases. "
            "Given now: --income, --cases.",
        ),
        (
            ["--year", "2023", "--income", "1", "--rate", "5", "--change", "-501"],
            "Skattesatsen blir mindre än noll.",
            "The rate falls below zero.",
        ),
        (
            ["--year", "2023", "--income", "1", "--rate", "30", "--proposal", "x"],
            "--proposal behöver en arbetsyta.",
            "--proposal needs a workspace.",
        ),
        (
            [STOCKHOLM_2024, "--income", "1", "--proposal", "moderatrena"],
            'Förslaget "moderatrena" finns inte. Menade du "moderaterna"?',
            'There is no proposal "moderatrena". Did you mean "moderaterna"?',
        ),
        (
            [STOCKHOLM_2024, "--income", "1", "--proposal", "moderaterna", "--change", "1"],
            "Ange --proposal eller --change, inte båda.",
            "Give --proposal or --change, not both.",
        ),
        (
            [STOCKHOLM_2024, "--income", "1", "--rate", "30"],
            "Med en arbetsyta kommer skattesatsen från den. Ange --other-rate för den andra nivåns sats.",
            "With a workspace the rate comes from it. Give --other-rate for the other level's rate.",
        ),
        (
            [STOCKHOLM_2024, "--income", "1", "--period", "2025"],
            "Skattesatsen (revenue.tax_rate) för 2025 är okänd i arbetsytan. Skriv in den, eller välj en annan --period.",
            "The tax rate (revenue.tax_rate) of 2025 is unknown in the workspace. Write it there, or choose another --period.",
        ),
        (
            ["--year", "2023", "--rate", "30", "--case", "nurs"],
            'Typfallet "nurs" finns inte. Menade du "Nurse"? `--cases` visar alla.',
            'There is no case "nurs". Did you mean "Nurse"? `--cases` shows all.',
        ),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_cannot_be_asked_is_refused(
    arguments: list[str], sv: str, en: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("language", "common", "household_options", "households"):
        monkeypatch.setattr(f"hundralapp.cli.{module}.LANGUAGE", language)
    for other in (household_range, household_text):  # already imported, so that they do not keep this language
        monkeypatch.setattr(other, "LANGUAGE", language)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == f"Error: {sv if language == 'sv' else en}"


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--rate", "2982", "Skriv till exempel 29,82."),
        ("--rate", "0,2982", "Skriv till exempel 29,82."),
        ("--rate", "29,825", "Skriv till exempel 29,82."),
        ("--income", "-1", "mindre än noll"),
        ("--church-fee", "100,5", "Skriv till exempel 1,005."),
        ("--change", "0,24", "till exempel 24."),
    ],
)
def test_a_wrong_value_names_its_option(option: str, value: str, says: str) -> None:
    result = run("--year", "2023", option, value)
    assert result.exit_code == 2
    assert option in result.output
    assert says in result.output


LUND = ("--year", "2024", "--municipality", "Lund", "--change", "24")


def test_a_range_as_table_csv_and_json() -> None:
    span = (*LUND, "--range", "20000", "40000", "10000")
    text = run(*span).output.replace("\u00a0", " ")
    assert [line.split("+")[0].split()[:2] for line in text.splitlines() if line.strip()[:2] in ("20", "30", "40")] == [
        ["20", "000"],
        ["30", "000"],
        ["40", "000"],
    ]
    rows = list(csv.DictReader(io.StringIO(run(*span, "--csv").stdout)))
    assert [row["income_per_month"] for row in rows] == ["20000", "30000", "40000"]
    for row in rows:
        (one,) = households(*LUND, "--income", row["income_per_month"])
        assert float(row["after_credits"]) == after_credits(one)
        assert float(row["final_tax_after"]) == one["final_tax_after"]
        assert (row["rate_change"], row["synthetic"]) == ("24", "false")
    (range_,) = json.loads(run(*span, "--json").stdout)["data"]["ranges"]
    assert [each["after_credits"] for each in range_["rows"]] == [float(row["after_credits"]) for row in rows]


def test_a_range_of_pensions_and_of_proposals() -> None:
    pensions = run(*LUND, "--range", "20000", "20000", "1", "--kind", "pension", "--age", "70", "--csv").stdout
    (one,) = households(*LUND, "--income", "20000", "--kind", "pension", "--age", "70")
    assert float(pensions.splitlines()[1].split(",")[8]) == after_credits(one)
    town = (str(EXAMPLES / "exempelstad"), "--other-rate", "11,50", "--range", "20000", "20000", "1")
    rows = list(csv.DictReader(io.StringIO(run(*town, "--csv").stdout)))
    assert [(row["proposal"], row["rate_change"], row["synthetic"]) for row in rows] == [
        ("Förslag A", "30", "true"),
        ("Förslag C", "-15", "true"),
    ]
    assert "PÅHITTADE SIFFROR" in run(*town).output
    stockholm = run(STOCKHOLM_2024, "--range", "20000", "20000", "1").output
    assert stockholm.count("30,36 → 30,12") == 1, "proposals with one change share a table"


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "bild.svg"
    result = run(*LUND, "--range", "0", "60000", "1000", "--picture", str(path))
    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")
    assert [each.name for each in tmp_path.iterdir()] == ["bild.svg"]
    refused = run(*LUND, "--range", "0", "60000", "1000", "--picture", str(tmp_path / "no" / "bild.svg"))
    assert refused.exit_code == 2
    assert "Kan inte skriva" in refused.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--income", "1", "--csv"], "--csv hör till --range."),
        (["--income", "1", "--picture", "x.svg"], "--picture hör till --range."),
        (["--range", "1", "2", "1", "--csv", "--json"], "Välj --csv eller --json, inte båda."),
        (["--range", "1", "1", "1", "--picture", "x.svg"], "En bild behöver minst två inkomster."),
        (["--range", "2", "1", "1"], "det mindre först."),
        (["--range", "1", "2", "1", "--income", "2"], "Nu står --income, --range."),
    ],
)
def test_a_range_that_cannot_be_is_refused(arguments: list[str], says: str) -> None:
    result = run(*LUND, *arguments)
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].endswith(says)


def test_a_picture_of_two_changes_is_refused() -> None:
    town = (str(EXAMPLES / "exempelstad"), "--other-rate", "11,50", "--range", "20000", "30000", "1000")
    assert "Välj ett förslag med --proposal." in run(*town, "--picture", "x.svg").output


def test_a_parish_instead_of_a_fee() -> None:
    place = ("--year", "2026", "--municipality", "Lund")
    (one,) = households(*place, "--income", "35000", "--parish", "Dalby församling")
    (same,) = households(*place, "--person", "wage=35000,parish=Dalby")
    fee = one["persons"][0]["church_fee_rate"]
    assert fee > 0
    assert same["persons"][0]["church_fee_rate"] == fee
    refused = run(*place, "--income", "35000", "--parish", "Dalbi")
    assert 'Församlingen "Dalbi" finns inte i Lund. Menade du "Dalby"?' in refused.output
    assert "Där finns: Dalby, " in run(*place, "--income", "35000", "--parish", "x").output
    assert "--parish hör till --income och --range" in run(*place, "--cases", "--parish", "Dalby").output
