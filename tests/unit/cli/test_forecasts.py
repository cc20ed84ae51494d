"""`hundralapp forecasts`: vintages side by side, causes that add up, a picture, and what is said where there are none."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.forecasts import command
from hundralapp.forecasts.sensitivity import sensitivities
from hundralapp.forecasts.vintages import MEASURED, compare_vintages, vintage_dates
from hundralapp.model import load_model

EXAMPLES = Path(__file__).parents[3] / "examples"
EXEMPELSTAD = EXAMPLES / "exempelstad"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_each_vintage_is_the_budget_as_it_was_known_then() -> None:
    model = load_model(EXEMPELSTAD)
    found = compare_vintages(model, vintage_dates(model))
    assert [each.date.isoformat() for each in found.vintages] == ["2025-04-01", "2025-10-01"]
    for each in found.vintages:
        alone = load_model(EXEMPELSTAD, as_of=each.date)
        for figure in MEASURED:
            for period in found.periods:
                assert each.model.value(figure, period) == alone.value(figure, period)
    newest = found.vintages[-1].model
    assert [newest.value("result.net_income", period) for period in found.periods] == [
        model.value("result.net_income", period) for period in found.periods
    ]


def test_the_causes_add_up_to_the_change() -> None:
    model = load_model(EXEMPELSTAD)
    (step,) = compare_vintages(model, vintage_dates(model)).steps
    for figure in MEASURED:
        for at, change in enumerate(step.change[figure]):
            parts = [each.effects[figure][at] for each in step.causes]
            assert change is not None
            assert sum(part for part in parts if part is not None) == pytest.approx(change, abs=0.01)
    assert any(each.figure == "revenue.tax_base_growth" for each in step.causes)
    growth = next(each for each in step.causes if each.figure == "revenue.tax_base_growth")
    # 15 000 mkr of 2024, grown 4.6 percent; two tenths of a percent less growth at 21.75
    assert growth.effects["revenue.tax_and_grants"][0] == pytest.approx(-15_690e6 * 0.002 * 0.2175)


def test_a_workspace_without_forecasts_is_told(tmp_path: Path) -> None:
    result = run(str(EXAMPLES / "stockholm-2024"))
    assert result.exit_code == 2
    assert "inga prognoser" in result.output
    assert run(str(EXEMPELSTAD), "--from", "2030-01").exit_code == 2


def test_a_problem_in_the_files_stops_it(tmp_path: Path) -> None:
    folder = tmp_path / "stad"
    shutil.copytree(EXEMPELSTAD, folder)
    (folder / "assumptions" / "fel.csv").write_text("figure,2026\nrevenue.tax_rates,21\n", encoding="utf-8")
    result = run(str(folder))
    assert result.exit_code == 1
    assert "unknown-figure" in result.output


def test_a_forecast_that_makes_an_older_budget_wrong_is_told_too(tmp_path: Path) -> None:
    """An older vintage may hold a mistake that the newest hides: then nothing is compared."""
    folder = tmp_path / "stad"
    shutil.copytree(EXEMPELSTAD, folder)
    newest = load_model(folder).value("revenue.tax_revenue", "2027")
    assert newest is not None
    rows = f"figure,2027,unit,vintage\nrevenue.tax_revenue,{round(newest)},kr,2025-10\nrevenue.tax_revenue,1,kr,2025-04\n"
    (folder / "assumptions" / "skatt.csv").write_text(rows, encoding="utf-8")
    assert load_model(folder).report.ok
    result = run(str(folder))
    assert result.exit_code == 1
    assert "sum-does-not-close" in result.output


def test_json_and_picture(tmp_path: Path) -> None:
    picture = tmp_path / "prognoser.svg"
    result = run(str(EXEMPELSTAD), "--json", "--svg", str(picture))
    assert result.exit_code == 0
    data = json.loads(result.output)["data"]["forecasts"]
    assert data["vintages"] == ["2025-04-01", "2025-10-01"]
    assert [table["period"] for table in data["tables"]] == data["periods"] == ["2026", "2027", "2028"]
    drawn = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "−60,1" in texts
    assert any("påhittade siffror" in (text or "") for text in texts)
    bars = [each for each in drawn.iter("{http://www.w3.org/2000/svg}rect") if float(each.attrib["height"]) != 12]
    assert len(bars) == 3


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = run(str(EXEMPELSTAD), "--svg", str(tmp_path / "saknas" / "bild.svg"))
    assert result.exit_code == 2
    assert "kan inte skrivas" in result.output


def test_sensitivity_moves_what_is_stated_and_says_what_is_not_counted() -> None:
    model = load_model(EXEMPELSTAD)
    found = {each.question.id: each for each in sensitivities(model)}
    assert all(each.moved == 3 for each in found.values())
    growth = found["lower_growth"].effects["revenue.tax_and_grants"][0]
    assert growth == pytest.approx(-15_690e6 * 0.01 * 0.2175)
    assert set(found["fewer_residents"].effects["result.net_income"]) == {0.0}  # Exempelstad states its equalisation
    wages = found["higher_wages"].effects["result.net_income"]
    assert all(value is not None and value < 0 for value in wages)
    output = run(str(EXEMPELSTAD), "--sensitivity").output
    assert "räknas inte" in output
    assert "−34,1" in output
    data = json.loads(run(str(EXEMPELSTAD), "--sensitivity", "--json").output)["data"]["sensitivity"]
    assert [row["question"] for row in data["rows"][:3]] == ["lower_growth", "fewer_residents", "higher_wages"]
    nothing = run(str(EXAMPLES / "lund-2023"), "--sensitivity").output
    assert "anges inte" in nothing


def test_residents_count_where_the_law_is_used(tmp_path: Path) -> None:
    """100 residents fewer take the county's rate of the guaranteed base of each."""
    (tmp_path / "assumptions").mkdir()
    head = 'format: 1\nname: D\nentity: {kind: municipality, code: "0162", name: D}\nmoney: kr\nbudget_year: 2018\n'
    (tmp_path / "workspace.yaml").write_text(head + "periods: [{year: 2018, series: adopted_budget}]\n", encoding="utf-8")
    rows = "tax_base.known,12039000000\nrevenue.tax_rate,17.35\npopulation.residents_1_november_before,32711\n"
    (tmp_path / "assumptions" / "a.csv").write_text(f"figure,2018\n{rows}", encoding="utf-8")
    fewer = next(each for each in sensitivities(load_model(tmp_path)) if each.question.id == "fewer_residents")
    per_resident = 6180 + 94 + 157  # what ships of the outcome for Danderyd
    expected = -100 * (1.15 * 2_261_727e6 / 10_104_000 * 0.1698 + per_resident)
    assert fewer.effects["revenue.tax_and_grants"][0] == pytest.approx(expected)
