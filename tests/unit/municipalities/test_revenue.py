"""All municipalities at once: what ships, ranks with ties, a file of one's own, one municipality explained, the page."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.revenue import command
from hundralapp.graph.figure import Status
from hundralapp.municipalities import RANKED
from hundralapp.municipalities.data import Nation, given_data, shipped_data, shipped_years
from hundralapp.municipalities.reading import read_municipalities
from hundralapp.municipalities.table import RevenueRow, evaluate_row, ranks, revenue_rows
from hundralapp.params.local_economy import equalisation_outcomes, municipal_accounts
from hundralapp.params.municipal_rates import municipal_rates


@cache
def rows(year: int) -> dict[str, RevenueRow]:
    return {each.code: each for each in revenue_rows(shipped_data(year))}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), env={"COLUMNS": "120"})


def test_what_is_ranked_are_columns() -> None:
    assert set(RANKED) <= {each.name for each in fields(RevenueRow)}


def test_every_municipality_and_region_is_there_every_year() -> None:
    assert shipped_years() == (2018, 2019)
    for year in shipped_years():
        kinds = [each.kind for each in rows(year).values()]
        assert (kinds.count("municipality"), kinds.count("municipality_and_region"), kinds.count("region")) == (289, 1, 20)


def test_what_is_not_known_is_unknown_and_never_zero() -> None:
    gotland, sjobo = rows(2019)["0980"], rows(2018)["1265"]
    for each in (gotland, sjobo):
        assert each.status == "unknown"
        assert (each.tax_base, each.preliminary_tax_revenue, each.income_equalisation, each.kept_of_tax_base) == (None,) * 4
    region = rows(2019)["01"]
    assert region.income_equalisation is None  # the guarantee level of regions was not found
    assert region.preliminary_tax_revenue is not None


def test_the_accounts_give_back_a_municipalitys_own_preliminary_tax() -> None:
    """Sjöbo prints 815.5 mkr; the base implied by SCB's accounts times the rate is that, to the last digit printed."""
    tax = rows(2019)["1265"].preliminary_tax_revenue
    assert tax is not None
    assert round(tax / 1e6, 1) == 815.5
    equalisation = rows(2019)["1265"].income_equalisation
    assert equalisation is not None
    assert abs(equalisation / 233.8e6 - 1) < 0.03  # residents of 31 December 2019 stand in for those of 1 November 2018


def test_tax_revenue_of_2019_is_what_scb_prints() -> None:
    for code, row in rows(2019).items():
        if row.kind == "municipality":
            printed = municipal_accounts()[code, 2019]
            assert row.tax_revenue_per_resident == pytest.approx(printed.tax_revenue + 406, abs=1e-6)


def test_a_region_is_the_sum_of_its_municipalities() -> None:
    skane = [each for each in rows(2019).values() if each.county == "12" and each.kind == "municipality"]
    assert len(skane) == 33
    region = rows(2019)["12"]
    assert region.tax_base == pytest.approx(sum(each.tax_base or 0.0 for each in skane), rel=1e-12)
    assert region.yield_of_one_ore == pytest.approx(sum(each.yield_of_one_ore or 0.0 for each in skane), rel=1e-12)


def test_some_lose_on_a_greater_tax_base() -> None:
    """Where the own rate is below the county's, the equalisation takes more than the tax gives."""
    losers = {each.name for each in rows(2019).values() if each.kept_of_tax_base is not None and each.kept_of_tax_base < 0}
    assert "Österåker" in losers
    assert len(losers) == 5


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    given = list(rows(2019).values())[:4]
    made = [
        replace(each, tax_rate=rate, yield_of_one_ore=ore)
        for each, rate, ore in zip(given, (20.0, 21.0, 20.0, 19.0), (1.0, None, 2.0, 2.0), strict=True)
    ]
    codes = [each.code for each in made]
    assert [ranks(made, "tax_rate")[code] for code in codes] == [2, 1, 2, 4]
    assert [ranks(made, "yield_of_one_ore").get(code) for code in codes] == [3, None, 1, 1]


def test_municipalities_and_regions_are_ranked_apart() -> None:
    found = ranks(list(rows(2019).values()), "tax_rate")
    firsts = [code for code, rank in found.items() if rank == 1]
    assert sorted(len(code) for code in firsts) == [2, 4]


def test_one_row_is_what_the_whole_run_has() -> None:
    data = shipped_data(2018)
    alone, row = evaluate_row(data, "0162"), rows(2018)["0162"]
    assert alone["equalisation.income_equalisation"] == row.income_equalisation
    assert alone["marginal.kept_of_tax_base"] == row.kept_of_tax_base
    with pytest.raises(KeyError):
        evaluate_row(data, "9999")


def test_a_file_of_all_gives_the_mean_and_one_of_some_does_not(tmp_path: Path) -> None:
    base = {code: (250_000.0 * each.residents, float(each.residents)) for (code, _), each in municipal_accounts().items()}
    whole = given_data(2024, base, None, "")
    assert whole.nation.mean_tax_base == pytest.approx(250_000)
    assert whole.nation.status == "exact" or whole.nation.status == "derived"
    some = given_data(2024, {"0180": base["0180"]}, None, "")
    assert some.nation.mean_tax_base is None
    told = given_data(2024, {"0180": base["0180"]}, Nation(250_000.0, None, whole.nation.status), "")
    stockholm = next(each for each in revenue_rows(told) if each.code == "0180")
    assert stockholm.income_equalisation == pytest.approx(0.15 * 250_000 * 0.1905 * base["0180"][1])
    assert stockholm.kept_of_tax_base == pytest.approx(1798 - 1905)  # the mean taken as given


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "underlag.csv"
    path.write_text("code;tax_base;residents;note\n0180;353 000 000 000;985000;x\n0162;;32900;\n", encoding="utf-8")
    found, files = read_municipalities(path, 2024)
    assert files.report.ok
    assert found == {"0180": (353e9, 985_000.0)}  # an empty base is not known
    path.write_text("code,base,residents\n0180,1,2\n", encoding="utf-8")
    _, files = read_municipalities(path, 2024)
    assert {each.code.name for each in files.report} == {"csv-unknown-column", "csv-missing-column"}
    path.write_text("", encoding="utf-8")
    assert [each.code.name for each in read_municipalities(path, 2024)[1].report] == ["csv-no-header"]
    path.write_text("code,tax_base,residents\n0180,1.234,985000\n0162,-5,1\n0114,x,1\n", encoding="utf-8")
    assert [each.code.name for each in read_municipalities(path, 2024)[1].report] == [
        "ambiguous-number",
        "not-a-number",
        "not-a-number",
    ]


def test_the_table() -> None:
    result = run("--year", "2018", "--county", "01", "--by", "kept_of_tax_base", "--lang", "sv")
    assert result.exit_code == 0
    lines = [line for line in result.output.splitlines() if re.match(r"\d{4} ", line)]
    assert len(lines) == 26
    assert lines[0].startswith("0187 Vaxholm")
    assert lines[-1].startswith("0117 Österåker")
    assert "högst 366 kr per invånare, 170 i kvadratiskt medel" in " ".join(result.output.split())


def test_csv_is_ready_for_a_map() -> None:
    result = run("--year", "2019", "--level", "all", "--csv")
    found = list(csv.DictReader(io.StringIO(result.output)))
    assert len(found) == 310
    assert found[0]["code"] == "0114"
    gotland = next(each for each in found if each["code"] == "0980")
    assert (gotland["tax_base"], gotland["rank_tax_base_per_resident"]) == ("", "")
    assert gotland["rank_tax_rate"] == "1"


def test_json_and_errors(tmp_path: Path) -> None:
    data = json.loads(run("--year", "2018", "--county", "01", "--json").output)["data"]
    assert len(data["rows"]) == 26
    assert data["rows"][0]["code"] == "0114"
    for row in data["rows"]:
        parts = ("cost_equalisation", "structural_and_transitional_grants", "adjustment_item")
        assert row["printed_income_equalisation"] + sum(row[f"outcome_{part}"] for part in parts) == row["outcome_total"]
    steps = json.loads(run("--year", "2018", "--explain", "danderyd", "--json").output)["data"]["steps"]
    assert {"figure", "label", "value", "unit", "summary", "law"} == set(steps[0])
    assert not any(".region." in each["figure"] for each in steps)
    for arguments, words in (
        (("--year", "2015"), "2018–2026"),
        (("--county", "99"), "99"),
        (("--county", "Skåne"), "två siffror"),
        (("--explain", "Dandery"), 'Menade du "Danderyd"?'),
        (("--csv", "--json"), "inte båda"),
        (("--page", str(tmp_path / "saknas" / "x.html")), "kan inte skrivas"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert words in result.output, arguments
    broken = tmp_path / "fel.csv"
    broken.write_text("code,tax_base,residents\n9999,1,1\n", encoding="utf-8")
    result = run("--data", str(broken), "--year", "2024")
    assert (result.exit_code, "unknown-municipality" in result.output) == (1, True)


def test_the_page_holds_everything_and_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kommuner.html"
    assert run("--year", "2019", "--page", str(path)).exit_code == 0
    page = path.read_text(encoding="utf-8")
    assert page.count("<tr>") == 1 + 290
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert "default-src 'none'" in page or "default-src &#39;none&#39;" in page
    assert 'data-v=""' in page  # Gotland's base is not known, and says so
    assert "okänd" in page


def test_a_municipality_explained() -> None:
    result = run("--year", "2018", "--explain", "0162", "--lang", "sv")
    assert result.exit_code == 0
    assert "Inkomstutjämning, beräknad: −785,2 mkr" in result.output
    assert "lagen (2004:773)" in result.output
    assert "region" not in result.output.replace("som region", "").split("Räknat")[0]


def test_outcomes_are_tried(tmp_path: Path) -> None:
    """The shipped outcomes of 2018 hold; a part that is wrong is named, and the answer says what could not be tried."""
    outcomes = [each for (code, _), each in equalisation_outcomes().items() if code != "01"]
    lines = ["code,income_equalisation,cost_equalisation,structural_grant,adjustment_item,total"]
    for each in outcomes:
        parts = (each.income_equalisation, each.cost_equalisation, each.structural_and_transitional_grants, each.adjustment_item)
        lines.append(",".join(map(str, (each.code, *parts, each.total))))
    file = tmp_path / "outcomes.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("--outcomes", str(file), "--lang", "sv")
    assert result.exit_code == 0
    assert "26 rader: 26 summor och 26 regleringsposter prövade" in result.output
    assert "inget, för alla kommuner finns inte i filen" in result.output
    file.write_text("\n".join([*lines[:-1], lines[-1] + "9"]) + "\n", encoding="utf-8")
    result = run("--outcomes", str(file), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.output)
    assert [each["code"] for each in answer["diagnostics"]] == ["parts-do-not-sum"]
    assert answer["data"] == {"rows": 26, "sums": 26, "uniform": 26, "whole_country": []}


def test_sums_over_the_whole_country(tmp_path: Path) -> None:
    """Every municipality with ten thousand residents, every other one receiving what the next pays: zero."""
    every = sorted({code for code, _ in municipal_rates()})
    lines = ["code,residents,cost_equalisation,lss_equalisation"]
    lines += [f"{code},10000,{500 if at % 2 else -500},{-80 if at % 2 else 80}" for at, code in enumerate(every)]
    file = tmp_path / "outcomes.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("--outcomes", str(file), "--lang", "sv")
    assert result.exit_code == 0
    assert "i hela landet: cost_equalisation, lss_equalisation" in result.output


def test_regions_with_a_guarantee_level_that_someone_gives() -> None:
    """None ships; with 115 percent every region but the one that is unknown is equalised, and Gotland as both."""
    without = {each.code: each for each in revenue_rows(shipped_data(2019)) if each.kind == "region"}
    assert {each.income_equalisation for each in without.values()} == {None}
    data = replace(shipped_data(2019), region_guarantee=115.0)
    found = {each.code: each for each in revenue_rows(data)}
    regions = [each for each in found.values() if each.kind == "region"]
    assert len(regions) == 20
    assert all(each.income_equalisation is not None and each.status == "estimate" for each in regions)
    assert [each.code for each in regions if (each.income_equalisation or 0.0) < 0] == ["01"]
    stockholm = found["01"]
    assert stockholm.tax_base is not None
    assert stockholm.residents is not None
    guaranteed = 1.15 * (data.nation.mean_tax_base or 0.0) * stockholm.residents
    assert stockholm.income_equalisation == pytest.approx((guaranteed - stockholm.tax_base) * 0.0951)
    assert {code: each for code, each in found.items() if each.kind == "municipality"} == {
        each.code: each for each in revenue_rows(shipped_data(2019)) if each.kind == "municipality"
    }
    lower = {each.code: each.income_equalisation for each in revenue_rows(replace(data, region_guarantee=110.0))}
    assert all((lower[each.code] or 0.0) < (each.income_equalisation or 0.0) for each in regions)


def test_gotland_with_a_base_and_a_guarantee_level_is_both() -> None:
    data = given_data(2020, {"0980": (12_000e6, 59_000.0)}, Nation(223_845.0, None, Status.ESTIMATE), "test")
    by_both = {each.code: each for each in revenue_rows(replace(data, region_guarantee=115.0))}["0980"]
    lacking = 1.15 * 223_845 * 59_000 - 12_000e6
    assert by_both.income_equalisation == pytest.approx(lacking * (0.1960 + 0.0948))


def test_the_option_for_regions() -> None:
    result = run("--year", "2019", "--level", "region", "--region-guarantee", "115", "--csv")
    rows_of_regions = list(csv.DictReader(io.StringIO(result.output)))
    assert len(rows_of_regions) == 20
    assert all(each["income_equalisation"] for each in rows_of_regions)
