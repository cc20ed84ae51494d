"""What was fetched, in a workspace: read by `check` and `compute` as everything else, and never over what stands there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.fetch import synthetic
from tests.unit.fetch.conftest import Compare, fetch, plan
from tests.unit.fetch.server import Site

from hundralapp import codes
from hundralapp.fetch.derived import derive
from hundralapp.fetch.problems import FetchError, Problems
from hundralapp.fetch.transport import Client
from hundralapp.fetch.workspace_rows import FIGURES, INDICATORS, ORIGINS, Placed, is_ours
from hundralapp.graph.figure import Status
from hundralapp.model import load_model
from hundralapp.params.parameter import national_parameters
from hundralapp.workspace.writing import write_file

pytestmark = pytest.mark.loopback

HEAD = """\
format: 1
name: Sjöbo, med påhittade tal
entity: {kind: municipality, code: "1265", name: Sjöbo}
synthetic: true
money: mkr
budget_year: 2025
periods:
  - {year: 2023, series: actual}
  - {year: 2024, series: actual}
  - {year: 2025, series: adopted_budget}
  - {year: 2026, series: plan}
  - {year: 2027, series: plan}
"""
EXAMPLES = Path(__file__).parents[3] / "examples"
YEARS = (2023, 2024, 2025, 2026)
FACTORS = {each.year for each in national_parameters().parameters["tax_base.uprating"].values}


def workspace(folder: Path, head: str = HEAD, **tables: str) -> Path:
    (folder / "assumptions").mkdir(parents=True)
    write_file(folder / "workspace.yaml", head)
    for name, text in tables.items():
        write_file(folder / "assumptions" / f"{name}.csv", text)
    return folder


def placed(folder: Path, site: Site, client: Client, *, hours: float = 0, **more: object) -> tuple[Placed, Problems]:
    """Fetch into the workspace."""
    wanted = plan(folder, site, years=YEARS, **more)
    outcome = fetch(wanted, client, hours)
    found = derive(wanted, load_model(folder), outcome.problems)[1]
    assert found is not None
    return found, outcome.problems


def test_figures_become_rows_that_the_workspace_reads(site: Site, client: Client, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "sjobo")
    found, problems = placed(folder, site, client, kpis=("N15505",))
    assert problems.errors == []
    assert found.written == [ORIGINS, FIGURES, INDICATORS]
    model = load_model(folder)
    assert [each.message("en") for each in model.report] == []
    assert model.find("population.residents", "2024") == synthetic.residents("1265", 2024)
    assert model.find("population.residents_1_november", "2023") == synthetic.november("1265", 2023)
    assert model.find("population.residents_1_november_before", "2025") == synthetic.november("1265", 2024)
    assert model.find("revenue.tax_rate", "2026") == 100 * synthetic.rate("1265", 2026)
    assert model.find("indicator.n15505.value", "2024") == synthetic.kolada_value("N15505", "1265", 2024)
    entry = model.workspace.entries["population.residents", "2024"]
    assert entry.origin == "fetched-scb-residents"
    assert model.workspace.origins[entry.origin].publisher == "Statistiska centralbyrån (SCB)"
    assert model.workspace.origins[entry.origin].retrieved == "2026-11-22"
    assert "127.0.0.1" in model.workspace.origins[entry.origin].note


def test_outcomes_are_for_actuals_and_noise_makes_an_estimate(site: Site, client: Client, tmp_path: Path) -> None:
    head = HEAD.replace("synthetic: true\n", "")
    folder = workspace(tmp_path / "sjobo", head)
    placed(folder, site, client)
    model = load_model(folder)
    entries = model.workspace.entries
    assert {period for figure, period in entries if figure == "population.residents"} == {"2023", "2024"}
    assert entries["population.residents_1_november_before", "2025"].status is Status.EXACT
    assert entries["population.residents_1_november_before", "2026"].status is Status.ESTIMATE
    assert "slumpmässig" in entries["population.residents_1_november_before", "2026"].note


def test_again_writes_nothing_and_the_indicators_stay(site: Site, client: Client, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "sjobo")
    placed(folder, site, client, kpis=("N15505",))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found, _ = placed(folder, site, client, hours=1)
    assert found.written == []
    assert (found.figures, found.indicators) == (13 + sum(year in FACTORS for year in YEARS), 2)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_stands_there_is_kept_and_the_difference_said(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    same = synthetic.residents("1265", 2023)
    stated = f"figure,2023,2024\npopulation.residents,{same},19549\n"
    folder = workspace(tmp_path / "sjobo", befolkning=stated)
    found, problems = placed(folder, site, client)
    (said,) = problems
    compare("already-stated", said, codes.FETCH_ALREADY_STATED)
    assert found.agrees == 1
    assert "population.residents," not in (folder / FIGURES).read_text(encoding="utf-8")
    model = load_model(folder)
    assert model.report.ok
    assert model.find("population.residents", "2024") == 19549


def test_a_known_base_goes_in_only_where_it_can_be_uprated(site: Site, client: Client, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "without")
    found, _ = placed(folder, site, client)
    assert [each.en for each in found.left_out] == [
        f"The known tax base of {year} is not put in: the uprating factors of the year are not known."
        for year in YEARS
        if year not in FACTORS
    ]
    growth = "figure,2023,2024,2025,2026,unit\ntax_base.uprating,8,8,8,8,%\n"
    factors = workspace(tmp_path / "with", uppräkning=growth)
    base = "figure,2023,2024,2025,2026,unit\nrevenue.tax_base,3000,3100,3200,3300,mkr\n"
    stated = workspace(tmp_path / "stated", underlag=base)
    for each, left_out in ((factors, 0), (stated, 4)):
        found, _ = placed(each, site, client)
        model = load_model(each)
        assert [one.message("en") for one in model.report.errors] == []
        assert len(found.left_out) == left_out
    assert load_model(factors).find("revenue.tax_base", "2024") == pytest.approx(1.08 * synthetic.base_in_kronor("1265", 2024))


def test_a_user_s_origins_stay_byte_for_byte(site: Site, client: Client, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "sjobo")
    own = "# Våra källor\n\nbudget:\n  title:   Budget 2025   # med kommentar\n"
    write_file(folder / ORIGINS, own)
    placed(folder, site, client)
    text = (folder / ORIGINS).read_text(encoding="utf-8")
    assert text.startswith(own)
    write_file(folder / ORIGINS, text + "plan:\n  title: Plan\n")
    placed(folder, site, client, hours=25)
    assert (folder / ORIGINS).read_text(encoding="utf-8") == text + "plan:\n  title: Plan\n"
    assert load_model(folder).report.ok


def test_a_damaged_block_is_left_to_the_user(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    folder = workspace(tmp_path / "sjobo")
    placed(folder, site, client)
    text = (folder / ORIGINS).read_text(encoding="utf-8")
    damaged = "".join(f"{line}\n" for line in text.splitlines()[:-1])
    write_file(folder / ORIGINS, damaged)
    with pytest.raises(FetchError) as found:
        placed(folder, site, client, hours=1)
    compare("damaged-block", found.value.problem, codes.FETCH_BLOCK)
    assert (folder / ORIGINS).read_text(encoding="utf-8") == damaged


EQUALISED = """\
figure,2025,unit
revenue.tax_base,5000,mkr
equalisation.mean_tax_base_per_resident,280000,kr/invånare
"""


def test_what_would_make_check_fail_is_left_out(site: Site, client: Client, tmp_path: Path) -> None:
    """The residents of 1 November let the law compute an equalisation that this budget has under a name of its own."""
    folder = workspace(tmp_path / "sjobo", underlag=EQUALISED)
    (folder / "budget").mkdir()
    write_file(folder / "budget" / "bidrag.csv", "general_grant,2025\nInkomstutjämning,300\n")
    assert load_model(folder).report.ok
    found, problems = placed(folder, site, client)
    assert problems.errors == []
    assert found.left_out[-1].en == (
        "Residents of 1 November and the known base are not put in: check would say counted-twice (budget/bidrag.csv:2:18)."
    )
    assert load_model(folder).report.ok
    assert load_model(folder).find("population.residents", "2024") == synthetic.residents("1265", 2024)
    assert "1_november" not in (folder / FIGURES).read_text(encoding="utf-8")


def test_nothing_is_put_in_where_check_would_fail_all_the_same(
    site: Site, client: Client, tmp_path: Path, compare: Compare
) -> None:
    def change(path: str, document: dict[str, list[dict[str, str]]]) -> object:
        if "/skatteverket/" in path:
            for each in document["results"]:
                each["kommunal-skatt"] = "99.99"
        return document

    site.change = change
    folder = workspace(tmp_path / "sjobo")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found, problems = placed(folder, site, client)
    compare("unsound", problems.errors[0], codes.FETCH_UNSOUND)
    assert (found.written, found.figures) == ([], 0)
    assert {path: path.read_bytes() for path in before} == before
    assert not (folder / FIGURES).exists()


def test_what_someone_enters_later_takes_the_place_of_ours(site: Site, client: Client, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "sjobo")
    placed(folder, site, client)
    write_file(folder / "assumptions" / "skattesats.csv", "figure,2024,2025\nrevenue.tax_rate,20.92,20.92\n")
    write_file(folder / "assumptions" / "befolkning.csv", "figure,2024\npopulation.residents,19549\n")
    errors = load_model(folder).report.errors
    assert {each.code.name for each in errors} == {"duplicate-figure"}
    assert all(is_ours(each) for each in errors)
    placed(folder, site, client, hours=1)
    model = load_model(folder)
    assert model.report.ok
    assert model.find("population.residents", "2024") == 19549
    assert model.find("population.residents", "2023") == synthetic.residents("1265", 2023)


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_the_examples_stay_sound(example: str, site: Site, client: Client, tmp_path: Path) -> None:
    folder = tmp_path / example
    shutil.copytree(EXAMPLES / example, folder)
    model = load_model(folder)
    wanted = plan(folder, site, "scb", "skatteverket", years=(model.workspace.budget_year,))
    outcome = fetch(wanted, client)
    derive(wanted, model, outcome.problems)
    assert {each.code for each in outcome.problems.errors} <= {codes.FETCH_UNSOUND}  # invented residents do not suit Lund
    assert load_model(folder).report.ok


def test_gotland_is_both(site: Site, client: Client, tmp_path: Path) -> None:
    head = HEAD.replace(
        '{kind: municipality, code: "1265", name: Sjöbo}', '{kind: municipality_and_region, code: "0980", name: Gotland}'
    )
    folder = workspace(tmp_path / "gotland", head)
    placed(folder, site, client)
    model = load_model(folder)
    assert model.report.ok
    assert model.find("revenue.tax_rate", "2024") == 100 * synthetic.rate("0980", 2024)


def test_a_region_has_its_own_rate(site: Site, client: Client, tmp_path: Path) -> None:
    head = HEAD.replace('{kind: municipality, code: "1265", name: Sjöbo}', '{kind: region, code: "12", name: Region Skåne}')
    folder = workspace(tmp_path / "skane", head)
    placed(folder, site, client)
    model = load_model(folder)
    assert model.report.ok
    assert model.find("revenue.tax_rate", "2024") == pytest.approx(100 * synthetic.region_value("N60918", "12", 2024))


def test_three_decimals_are_not_read_as_thousands(site: Site, client: Client, tmp_path: Path) -> None:
    def change(path: str, document: object) -> object:
        if "/data/kpi/N15505/" in path:
            for each in document["values"]:  # type: ignore[index]
                each["values"][1]["value"] = 1.234
        return document

    site.change = change
    folder = workspace(tmp_path / "sjobo")
    placed(folder, site, client, kpis=("N15505",))
    model = load_model(folder)
    assert model.report.ok
    assert model.find("indicator.n15505.value", "2024") == 1.234


def test_all_municipalities_are_ready_for_revenue(site: Site, client: Client, tmp_path: Path) -> None:
    from hundralapp.municipalities.data import given_data
    from hundralapp.municipalities.reading import read_municipalities
    from hundralapp.municipalities.table import revenue_rows

    wanted = plan(tmp_path, site)
    fetch(wanted, client)
    written, nowhere = derive(wanted, None, Problems())
    assert (written, nowhere) == (["fetched/revenue-2024.csv"], None)
    given, files = read_municipalities(tmp_path / "fetched" / "revenue-2024.csv", 2024)
    assert [each.message("en") for each in files.report] == []
    assert set(given) == set(synthetic.CODES)
    rows = {row.code: row for row in revenue_rows(given_data(2024, given, None, ""))}
    for code in ("1265", "0180", "2303"):  # what the law gives is what the service publishes, to the krona per resident
        found = rows[code].income_equalisation_per_resident
        assert found is not None
        assert found == pytest.approx(synthetic.income_equalisation(code, 2024), abs=1)
