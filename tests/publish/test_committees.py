"""The committees' pages: equal to the model, every change explained or said to be unknown, for any committee of any workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.publish.browsertools import CONTRAST, Open, overlapping, violations
from tests.publish.conftest import EXAMPLES, Site
from tests.publish.pagetools import read_page
from tests.publish.test_hundred import HEAD, LONG, MARKUP, RIGHT, workspace

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.pages.committees import pages
from hundralapp.publish.site import make_site, publish
from hundralapp.views.committees import committees_view, proposed_views

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
FULL = "exempelstad"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_committee_has_a_page_and_is_listed(site: Site, loaded: Loaded, name: str) -> None:
    model, proposals = loaded(name)
    made = {each.kind: each for each in pages(Edition(Budget(model, proposals), "sv"))}
    assert set(made) == {"committees", *(f"committee/{each}" for each in model.workspace.committees)}
    overview = read_page(site(name) / "namnder.html")
    ways = {each.attributes["href"] for each in overview.all("a")}
    for kind, page in made.items():
        if kind != "committees":
            assert not page.listed
            assert page.files["sv"] in ways
            assert (site(name) / page.files["en"]).is_file()


def test_an_explanation_names_the_committee_in_the_language_of_the_page(site: Site) -> None:
    for file, name in (
        ("forklaringar/committee-socialnamnd.html", "Socialnämnd"),
        ("explanations/committee-socialnamnd.html", "Social services committee"),
    ):
        assert read_page(site(FULL) / file).all("h1")[0].text.endswith(f": {name}")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_causes_sum_to_the_change(loaded: Loaded, name: str) -> None:
    model, _ = loaded(name)
    head = next(iter(model.workspace.budget_periods)).id
    view = committees_view(model, "sv", head)
    assert view is not None
    for each in view.committees:
        if each.causes:
            assert sum(cause.value or 0.0 for cause in each.causes) == pytest.approx(each.net_cost.change, abs=1.0)


def test_change_in_price_volume_and_mix_is_the_model_s(loaded: Loaded) -> None:
    model, _ = loaded(FULL)
    view = committees_view(model, "sv", "2026")
    assert view is not None
    school = next(each for each in view.committees if each.id == "barn-och-utbildningsnamnd")
    causes = {each.kind: each.value for each in school.causes}
    for kind in ("price_effect", "volume_effect", "mix_effect"):
        figures = [
            f for f, at in model.cells if at == "2026" and f.startswith(f"committee.{school.id}.") and f.endswith(f".{kind}")
        ]
        assert causes[kind] == pytest.approx(sum(model.value(each, "2026") or 0.0 for each in figures))
    assert causes["fees_and_grants"] == pytest.approx(-410_000)
    assert "residual" not in causes
    service = next(each for each in school.services if each.label == "Grundskola")
    assert (service.volume.now, service.volume.was, service.volume.change) == (7050, 7060, -10)
    assert [each.label for each in service.groups] == ["Förskoleklass till årskurs 3", "Årskurs 4 till 6", "Årskurs 7 till 9"]


def test_the_overview_is_the_model_s(site: Site, loaded: Loaded) -> None:
    model, proposals = loaded(FULL)
    shower = Edition(Budget(model, proposals), "sv").shower
    links = [each for each in read_page(site(FULL) / "namnder.html").all("a") if each.inside[-2:] == ("td", "b")]
    said = {each.attributes["href"].split("#")[1]: each.text for each in links}
    costs = {
        f"{figure}@2026" for figure, at in model.cells if at == "2026" and figure.endswith("net_cost") and "committee." in figure
    }
    assert set(said) == costs
    assert all(text == shower.number(model.value(name.split("@")[0], "2026"), "SEK") for name, text in said.items())


def test_a_decision_stands_with_every_committee_it_is_about(loaded: Loaded) -> None:
    budget = Budget(*loaded(FULL))
    assert budget.comparison is not None
    found = proposed_views(budget.comparison, "sv", "2026")
    moved = "Medborgarkontoret flyttar in i biblioteket"
    for committee, amount in (("kommunstyrelse", -10_513_000.0), ("kultur-och-fritidsnamnd", 2_290_000.0)):
        each = next(one for one in found[committee] if one.compared.proposal.id == "forslag-c")
        assert moved in [decision.title for decision in each.decisions]
        assert each.change == pytest.approx(amount)
    assert any(one.title.startswith("Hemtjänstens timmar") for one in found["vard-och-omsorgsnamnd"][-1].decisions)


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("lund-2023", "namnd-centrala-poster.html", "Centrala poster: nettokostnad −147\u00a0mkr, 236\u00a0mkr mindre än 2022"),
        (FULL, "committee-interna-kop-och-salj.html", "Internal purchases and sales: net cost 0.0\u00a0mkr, as much as in 2025"),
        ("sjobo-2024", "namnd-finansiering-ovriga-rader.html", "Finansiering, övriga rader: nettokostnad 38,7\u00a0mkr 2024"),
    ],
)
def test_an_amount_that_is_nobody_s_does_not_cost(open_page: Open, name: str, file: str, said: str) -> None:
    expect(open_page(name, file).locator("h1")).to_have_text(said)


def test_a_committee_of_a_region_and_districts_whose_money_is_unknown(site: Site) -> None:
    region = (site("region-stockholm-2024") / "namnd-halso-och-sjukvardsnamnden.html").read_text("utf-8")
    assert "Underlaget delar inte upp beloppet på verksamheter." in region
    assert "Beloppet året före är inte känt." in region
    districts = (site("stockholm-2024") / "namnd-stadsdelsnamnderna.html").read_text("utf-8")
    assert "Vad Stadsdelsnämnderna kostar 2024 är inte känt" in districts
    assert "Placeringskostnader för barn och unga" in districts
    assert '<svg class="chart' not in districts


def test_a_committee_that_is_no_more_leads_to_the_one_after(open_page: Open) -> None:
    page = open_page(FULL, "namnd-miljo-och-byggnadsnamnd.html")
    expect(page.locator("h1")).to_have_text("Miljö- och byggnadsnämnd har gått upp i Stadsbyggnadsnämnd")
    page.locator("h1 a").click()
    expect(page.locator("h1")).to_contain_text("Stadsbyggnadsnämnd kostar 42,3\u00a0mkr, 0,8\u00a0mkr mer än 2025")
    expect(page.get_by_text("De tidigare åren är Miljö- och byggnadsnämnd.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_a_whole_committee_for_eye_and_reader(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(FULL, "namnd-barn-och-utbildningsnamnd.html", width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []
    assert overlapping(page) == []
    assert min(ratio for ratio, _ in page.evaluate(CONTRAST)) >= 4.5
    page.get_by_role("table", name="Grundskola").locator("a.n").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Grundskola")


def test_hard_names_negative_zero_and_unknown(open_page: Open, tmp_path: Path) -> None:
    rows = f'A,-5,-20\nB,0,0\nC,okänd,okänd\nD,1,2\n"{"x" * 300}",20,30\n'
    yaml = f"A: {{name: '{LONG}'}}\nB: {{name: '{RIGHT}', role: district}}\nC: {{name: '{MARKUP}'}}\n"
    publish([Budget(workspace(tmp_path / "a", rows, yaml), {})], tmp_path / "sida")
    page = open_page(tmp_path / "sida", "namnder.html", width=320)
    for way, said in (
        (LONG.strip(), ": nettokostnad −20\u00a0mkr, 15\u00a0mkr mindre än 2025"),
        (RIGHT, "kostar 0\u00a0mkr, lika mycket som 2025"),
        (MARKUP, "kostar 2026 är inte känt"),
        ("x" * 300, "kostar 30\u00a0mkr, 10\u00a0mkr mer än 2025"),
    ):
        page.goto(f"file://{tmp_path / 'sida' / 'namnder.html'}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.get_by_role("link", name=way, exact=True).click()
        expect(page.locator("h1")).to_contain_text(said)
        expect(page.locator("h1")).to_contain_text(way)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert violations(page) == []


def test_sixty_committees(tmp_path: Path) -> None:
    rows = "".join(f"Nämnd nummer {count},{count},{count + 1}\n" for count in range(60))
    files = make_site([Budget(workspace(tmp_path / "a", rows), {})])
    assert sum(name.startswith("namnd-") for name in files) == 60
    assert max(len(content) for name, content in files.items() if name.endswith(".html") and "/" not in name) < 200_000


def test_assignments_stand_with_their_committee(site: Site) -> None:
    page = (site(FULL) / "namnd-barn-och-utbildningsnamnd.html").read_text("utf-8")
    assert "Anställ speciallärare i grundskolan och redovisa hur många elever de når" in page
    assert "senast&nbsp;<time>2026-11-30</time>" in page
    assert "Öva krisledningen" not in page
    assert "Exercise crisis management together with the region" in (site(FULL) / "committee-kommunstyrelse.html").read_text(
        "utf-8"
    )


def test_no_page_without_committees(tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text(HEAD.removesuffix("\n") + " []\n", encoding="utf-8")
    assert pages(Edition(Budget(*load(tmp_path)), "sv")) == []
