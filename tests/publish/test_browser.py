"""The pages in Chromium, opened from the disk: nothing loaded, nothing broken, for eye, keyboard and screen reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.publish.browsertools import CONTRAST, Open, overlapping, unfold, violations
from tests.publish.conftest import EXAMPLES, Site
from tests.publish.pagetools import kinds_of, pages_of

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import publish

pytestmark = pytest.mark.browser
Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
FULL = "exempelstad"  # has everything that a page can have
PLAIN = "sjobo-2024"
LEVER = "prova.html"


@pytest.mark.parametrize("name", EXAMPLES)
def test_opens_from_the_disk_and_never_scrolls_sideways(open_page: Open, site: Site, name: str) -> None:
    page = open_page(name)
    for file in [*kinds_of(site(name)), *(["forklaringar/revenue.html"] if name == "region-stockholm-2024" else [])]:
        page.goto(f"file://{site(name) / file}")
        expect(page.locator("h1")).to_be_visible()
        for size in (320, 375, 760, 1440):
            page.set_viewport_size({"width": size, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == size, file
    assert page.evaluate("document.cookie") == ""


# Every pair of language, scheme and width once.
VIEWS = [
    ("sv", "light", 320),
    ("sv", "dark", 375),
    ("sv", "dark", 1440),
    ("en", "dark", 320),
    ("en", "light", 375),
    ("en", "light", 1440),
]


@pytest.mark.parametrize(("language", "scheme", "width"), VIEWS)
def test_axe_finds_nothing(open_page: Open, site: Site, language: str, scheme: str, width: int) -> None:
    page = open_page(FULL, width=width, color_scheme=scheme)
    for file in kinds_of(site(FULL), language):
        page.goto(f"file://{site(FULL) / file}")
        unfold(page)
        assert violations(page) == [], file


@pytest.mark.parametrize("name", ["lund-2023", "stockholm-2024", "region-stockholm-2024", PLAIN])
def test_axe_finds_nothing_in_the_other_examples(open_page: Open, site: Site, name: str) -> None:
    page = open_page(name, width=375)
    for file in kinds_of(site(name), "sv"):
        page.goto(f"file://{site(name) / file}")
        unfold(page)
        assert violations(page) == [], file


@pytest.mark.parametrize("width", [320, 1280])
def test_the_menu_opens_and_closes_with_the_keyboard(open_page: Open, width: int) -> None:
    page = open_page(FULL, width=width)
    summary = page.locator(".menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    link = page.locator(".menu").get_by_role("link", name="Källor och data")
    expect(link).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    link.click()
    expect(page.locator("h1")).to_contain_text("Allt går att hämta")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_opened_figure(open_page: Open, scheme: str) -> None:
    page = open_page(FULL, "siffror.html", color_scheme=scheme)
    page.locator("table.figures a.n").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_among_the_explanations(open_page: Open) -> None:
    page = open_page("region-stockholm-2024", "forklaringar/revenue.html", width=375)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", [FULL, PLAIN])
def test_texts_in_charts_can_be_read(open_page: Open, site: Site, name: str, width: int, scheme: str) -> None:
    """What axe leaves undecided: each text against what is painted under it."""
    page, found = open_page(name, width=width, color_scheme=scheme, reduced_motion="reduce"), []
    for file in drawn(site(name)):
        page.goto(f"file://{site(name) / file}")
        found += [(file, *each) for each in page.evaluate(CONTRAST)]
    assert len(found) > 50
    assert [each for each in found if each[1] < 4.5] == []


def drawn(folder: Path) -> list[str]:
    """The Swedish pages with drawings."""
    return [each for each in kinds_of(folder, "sv") if 'class="chart' in (folder / each).read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_in_charts_do_not_lie_on_each_other(open_page: Open, site: Site, name: str) -> None:
    page = open_page(name)
    for file in drawn(site(name)):
        page.goto(f"file://{site(name) / file}")
        for width in (320, 375, 900, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert overlapping(page) == [], (file, width)


def test_a_figure_opens_and_closes_with_the_keyboard(open_page: Open) -> None:
    page = open_page(PLAIN, "siffror.html")
    number = page.locator("table.figures").first.locator("a.n").nth(2)
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(page.locator("#opened-title")).to_be_focused()
    expect(dialog.get_by_text("Så räknas den")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(number).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Stäng")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(number).to_be_focused()


def test_an_input_opens_from_its_sum_and_leads_back(open_page: Open) -> None:
    page = open_page(PLAIN)
    page.locator("h1 a.n").click()
    dialog = page.get_by_role("dialog", name="Årets resultat Budget 2024")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Tillbaka")).to_be_hidden()
    dialog.get_by_role("link", name="Resultat efter finansiella poster").click()
    expect(page.locator("#opened-title")).to_contain_text("Resultat efter finansiella poster")
    expect(page.locator("#opened-title")).to_be_focused()
    page.get_by_role("button", name="Årets resultat").click()
    expect(page.locator("#opened-title")).to_contain_text("Årets resultat")
    page.mouse.click(5, 400)
    expect(page.get_by_role("dialog")).to_be_hidden()


_TEXTS = """const of = (root) => [...root.querySelectorAll("h2, .value, dt, dd")]
  .map((each) => each.textContent.trim().replace(/\\s+/g, " "));"""


def test_the_dialog_says_what_the_pages_of_explanations_say(open_page: Open, site: Site) -> None:
    """An explanation drawn by the script and by the template is the same text; every fifth is opened, and all under proposals."""
    written: dict[str, list[str]] = {}
    page = open_page(FULL)
    for file in pages_of(site(FULL), "sv"):
        if "/" in file:
            page.goto(f"file://{site(FULL) / file}")
            written |= page.evaluate(
                f"""() => {{
                  {_TEXTS}
                  return Object.fromEntries([...document.querySelectorAll("main section")].map((each) => [each.id, of(each)]));
                }}"""
            )
    drawn: dict[str, list[str]] = {}
    for file in ("siffror.html", "forslag.html"):
        page.goto(f"file://{site(FULL) / file}")
        drawn |= page.evaluate(
            f"""async () => {{
              {_TEXTS}
              const dialog = document.getElementById("opened"), found = {{}};
              await Hundralapp.load();
              for (const [number, link] of document.querySelectorAll("a.n").entries()) {{
                if (number % 5 && !link.hash.includes("/")) continue;
                link.click();
                await Promise.resolve();
                await new Promise((done) => setTimeout(done));
                found[decodeURIComponent(link.hash.slice(1))] = of(dialog);
                dialog.close();
              }}
              return found;
            }}"""
        )
    assert len(drawn) > 80
    assert any("/" in name for name in drawn)
    assert {name: written[name] for name in drawn} == drawn


def test_without_script_every_number_still_leads_to_its_explanation(open_page: Open) -> None:
    page = open_page(PLAIN, java_script_enabled=False)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("h1 a.n").click()
    assert page.url.endswith("forklaringar/result.html#result.net_income@2024")
    section = page.locator('[id="result.net_income@2024"]')
    expect(section).to_be_in_viewport()
    expect(section).to_contain_text("Resultat efter finansiella poster")


def test_a_hostile_workspace_does_nothing(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    for file in kinds_of(hostile):
        page.goto(f"file://{hostile / file}")
        assert "<script>alert(1)</script>" in page.locator("body").inner_text()
    page.goto(f"file://{hostile / 'siffror.html'}")
    page.locator("table.figures a.n").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("periods", ["[]", "[{year: 2024, series: adopted_budget}]", "[{year: 2020, series: actual}]"])
def test_a_workspace_without_figures_still_makes_a_page(open_page: Open, tmp_path: Path, periods: str) -> None:
    workspace = tmp_path / "tom"
    workspace.mkdir()
    head = 'format: 1\nname: Tom\nentity: {kind: municipality, code: "0001", name: Tomby kommun}\nmoney: mkr\nbudget_year: '
    year = "2020" if "2020" in periods else "2024"
    (workspace / "workspace.yaml").write_text(f"{head}{year}\nperiods: {periods}\n", encoding="utf-8")
    model, proposals = load(workspace)
    assert model.report.ok
    publish([Budget(model, proposals)], tmp_path / "sida")
    page = open_page(tmp_path / "sida", width=320)
    expect(page.locator("h1")).to_have_text(f"Resultatet i Tomby kommuns budget {year} är inte känt")
    assert violations(page) == []
    page.get_by_role("contentinfo").get_by_role("link", name="Hundralappen").click()
    expect(page.get_by_role("heading", name="Vart pengarna går är inte känt")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("name", [FULL, PLAIN])
def test_print_has_the_tables_and_not_the_controls(open_page: Open, name: str) -> None:
    for file, kept in (("siffror.html", "table.figures"), ("ar-och-lag.html", ".judged .reason")):
        page = open_page(name, file, width=700)
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation")).to_have_count(0)
        expect(page.locator(kept).first).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_bars_are_seen_in_forced_colours(open_page: Open) -> None:
    page = open_page(PLAIN, "ar-och-lag.html", forced_colors="active")
    colours = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor, ...[...document.querySelectorAll(".bar, svg.share rect")]
          .map((each) => getComputedStyle(each)).flatMap((style) => style.stroke === "none" ? [style.fill] : [style.stroke])]"""
    )
    assert colours[0] not in colours[1:]


def test_the_data_of_the_page_is_that_of_the_files(open_page: Open, site: Site, loaded: Loaded) -> None:
    page, (model, _) = open_page(FULL, LEVER), loaded(FULL)
    values = json.loads((site(FULL) / "graph.json").read_text(encoding="utf-8"))["values"]
    inputs = page.evaluate("JSON.parse(document.getElementById('lever-data').textContent).inputs")
    stay = {name: model.evaluation[int(name.removeprefix("row "))] for name in inputs if name.startswith("row ")}
    assert 0 < len(stay) < len(inputs)
    assert inputs == {name: values[name] for name in inputs if name not in stay} | stay


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_several_budgets_have_a_first_page(open_page: Open, loaded: Loaded, tmp_path: Path, width: int, scheme: str) -> None:
    publish([Budget(*loaded(name), name) for name in (PLAIN, "region-stockholm-2024")], tmp_path)
    page = open_page(tmp_path, width=width, color_scheme=scheme)
    expect(page.locator("h1")).to_have_text("Två budgetar")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("link", name="Sjöbo kommun").click()
    expect(page.locator("h1")).to_contain_text("Sjöbo kommun")
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].map((each) => each.status))") == ["loaded"] * 2
    page.locator("h1 a.n").click()
    expect(page.get_by_role("dialog")).to_be_visible()
