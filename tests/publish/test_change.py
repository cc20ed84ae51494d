"""The page of the change: the waterfall drawn truthfully, every bar with what it stands for, and what is unknown said to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.publish.browsertools import Open
from tests.publish.conftest import EXAMPLES, Site
from tests.publish.pagetools import read_page

from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.pages.change import pages, shown_change
from hundralapp.publish.shown import Shower
from hundralapp.publish.waterfall import Step, waterfalls
from hundralapp.views.result_change import result_change, result_changes

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
STEPS = [
    Step("", "Budget 2025", 30.0, "30", "total"),
    Step("a", "Det som ger", 50.0, "+50", "gives"),
    Step("b", "Ett okänt", None, "okänd", "unknown"),
    Step("c", "Det som tar", -120.0, "−120", "takes"),
    Step("d", "Inte förklarat", 10.0, "+10", "rest"),
    Step("", "Budget 2026", -30.0, "−30", "total"),
]


@pytest.mark.parametrize("size", [0, 1])
def test_each_step_begins_where_the_one_before_ended(size: int) -> None:
    chart = waterfalls(STEPS)[size]
    start, gives, unknown, takes, rest, end = chart.falls
    unit = start.width / 30
    assert start.x == pytest.approx(chart.zero)
    assert gives.x == pytest.approx(chart.zero + 30 * unit) == pytest.approx(start.link_x)
    assert gives.width == pytest.approx(50 * unit)
    assert unknown.link_x == gives.link_x == pytest.approx(chart.zero + 80 * unit)
    assert takes.width == pytest.approx(120 * unit)
    assert takes.x == pytest.approx(chart.zero - 40 * unit) == pytest.approx(takes.link_x) == pytest.approx(rest.x)
    assert end.x + end.width == pytest.approx(chart.zero)
    assert end.width == pytest.approx(30 * unit)
    assert all(fall.x >= 0 and fall.x + fall.width <= chart.width for fall in chart.falls)
    assert all(after.y >= fall.y + fall.thick for fall, after in zip(chart.falls, chart.falls[1:], strict=False))


def test_nothing_that_changes_is_drawn_without_a_scale() -> None:
    zero = [Step("", "Budget 2025", 0.0, "0,0", "total"), Step("", "Budget 2026", 0.0, "0,0", "total")]
    for chart in waterfalls(zero):
        assert {fall.x for fall in chart.falls} == {chart.zero}
    assert waterfalls([]) == ()


def test_a_long_label_keeps_its_lines() -> None:
    wide, narrow = waterfalls([Step("a", "Pneumono" * 40, 1.0, "+1", "gives"), Step("b", "ord " * 40, 1.0, "+1", "gives")])
    for chart in (wide, narrow):
        assert all(len(text) <= 32 for fall in chart.falls for text, _ in fall.lines)
        assert chart.falls[0].lines[0][0].endswith("…")
        assert chart.falls[1].y > chart.falls[0].y


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_bar_leads_to_its_row(site: Site, name: str) -> None:
    page = read_page(site(name) / "forandringen.html")
    bars = [each.attributes["href"][1:] for each in page.all("a") if "svg" in each.inside]
    rows = {each.attributes["id"] for each in page.all("tr") if "id" in each.attributes}
    assert set(bars) <= rows
    assert all(bars.count(each) == 2 for each in bars), "once in the wide drawing and once in the narrow"


def test_the_shown_numbers_are_those_of_the_change(loaded: Loaded) -> None:
    model, _ = loaded("exempelstad")
    found = result_changes(model)
    assert [(each.before.id, each.after.id) for each in found] == [("2025", "2026"), ("2026", "2027"), ("2027", "2028")]
    shown = shown_change(Shower(model, "sv"), found[0])
    assert (shown.kind, shown.size.text, shown.most, shown.least) == (
        "better",
        "23,5\u00a0mkr",
        "skatteunderlaget",
        "priser och löner",
    )
    assert [each.amount.text for each in shown.causes][:4] == ["+143,3", "−15,6", "+32,5", "−90,1"]
    assert shown.rest is None


def test_the_heading_says_the_finding(site: Site) -> None:
    for name, heading in (
        ("exempelstad", "Resultatet 2026 blir 23,5\u00a0mkr bättre"),
        ("sjobo-2024", "Resultatet 2024 blir 6,7\u00a0mkr sämre"),
        ("region-stockholm-2024", "Varför resultatet 2024 ändras är bara delvis känt"),
        ("stockholm-2024", "Hur resultatet 2024 ändras är inte känt, men några orsaker är det"),
        ("stockholm-2021", "Hur resultatet 2021 ändras är inte känt, men en orsak är det"),
    ):
        found = read_page(site(name) / "forandringen.html")
        [whole] = found.all("h1")
        amount = "".join(each.text for each in found.all("a") if each.inside[-1] == "h1")
        assert whole.text.replace("  ", f" {amount} ") == heading


def test_two_changes_of_a_year_are_called_by_their_periods(loaded: Loaded) -> None:
    """Lund has a budget and a revised one: "the result of 2023" would say two things."""
    [page] = pages(Edition(Budget(*loaded("lund-2023")), "sv"))
    assert [each.named for each in page.values["changes"]] == ["i budget 2023", "i reviderad budget 2023", "2024", "2025"]
    [page] = pages(Edition(Budget(*loaded("lund-2023")), "en"))
    assert page.values["changes"][1].named == "revised budget 2023"


def test_a_result_that_does_not_change(loaded: Loaded) -> None:
    model, _ = loaded("exempelstad")
    shown = shown_change(Shower(model, "sv"), result_change(model, "2026", "2026"))
    assert shown.kind == "same"
    assert shown.causes == ()
    assert [fall.step.kind for fall in shown.charts[0].falls] == ["total", "total"]


def test_the_change_under_each_proposal(loaded: Loaded) -> None:
    model, proposals = loaded("exempelstad")
    [page] = pages(Edition(Budget(model, proposals), "sv"))
    sides = page.values["sides"]
    assert sides.names == ("Majoritetens budget", "Förslag A", "Förslag B", "Förslag C")
    assert [each.text for each in sides.change] == ["+23,5", "+44,1", "+20,2", "+10,0"]
    by_label = {label: [each.text for each in row] for label, row in sides.rows}
    assert by_label["Skattesatsen"] == ["0,0", "+49,0", "0,0", "−24,5"]
    assert "Slutavräkningarna" not in by_label


def test_a_workspace_without_an_earlier_year_has_no_such_page(loaded: Loaded) -> None:
    model, _ = loaded("exempelstad")
    assert result_changes(model)
    follows = {each.id: each for each in model.periods.values() if each.follows is None}
    assert "2024" in follows, "the first period follows none, and is no change"
    assert "2024" not in {each.after.id for each in result_changes(model)}


@pytest.mark.browser
def test_a_bar_opens_its_explanation(open_page: Open) -> None:
    page = open_page("exempelstad", "forandringen.html")
    bar = page.locator("#from-2026-2027 svg.wide a").first
    row = page.locator('[id="c-2027-tax_base"]')
    expect(row).to_be_hidden()
    bar.focus()
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("Skatteunderlag")
    row.locator("a.n").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Skatteunderlag")
