"""The start page: what it says of changes, of where the money goes and of the proposals is what the model says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.publish.browsertools import Open, violations
from tests.publish.conftest import EXAMPLES
from tests.publish.test_hundred import LONG, MARKUP, RIGHT, workspace

from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.pages.start import committees, in_short, since, where_it_goes
from hundralapp.publish.site import make_site, publish
from hundralapp.views.year_change import changed, largest

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
FULL = "exempelstad"


def test_what_changes_is_the_difference_of_the_model(loaded: Loaded) -> None:
    model, proposals = loaded(FULL)
    edition = Edition(Budget(model, proposals), "sv")
    found = changed(model, "result.net_income", "2026", "sv")
    assert found is not None
    now, was = model.value("result.net_income", "2026"), model.value("result.net_income", "2025")
    assert now is not None
    assert was is not None
    assert found.change == now - was
    shown = since(edition, "result.net_income")
    assert shown is not None
    assert (shown.size.text, shown.kind, shown.year) == (edition.shower.number(now - was, "SEK", with_unit=True), "more", 2025)
    rate = since(edition, "revenue.tax_rate")
    assert rate is not None
    assert rate.kind == "same"
    three = committees(edition)
    assert three is not None
    assert [each.name for each in three[2]] == ["Barn- och utbildningsnämnd", "Vård- och omsorgsnämnd", "Socialnämnd"]
    assert three[2][0].causes == (("priser", "+45,4"), ("volymer", "−11,3"))


def test_a_tax_rate_that_rises_is_said_in_ore(loaded: Loaded) -> None:
    edition = Edition(Budget(*loaded("stockholm-2024")), "sv")
    rate = since(edition, "revenue.tax_rate")
    assert rate is not None
    assert (rate.size.text, rate.kind) == ("24\u00a0öre", "more")
    assert since(edition, "result.net_income") is None
    assert committees(edition) is None
    text = make_site([edition.budget])["index.html"].decode()
    assert re.search("Skattesatsen höjs med <a [^>]+>24\u00a0öre</a> till", text)
    assert "Hur resultatet och nämndernas pengar ändras är inte känt." in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_short_hundred_sums_to_the_whole(loaded: Loaded, name: str) -> None:
    model, _ = loaded(name)
    view = Edition(Budget(model, {}), "sv").hundred
    assert view is not None
    rows = largest(view)
    assert len(rows) <= 6
    whole = sum(each.value for each in view.shares if each.value is not None)
    assert sum(value or 0.0 for _, value, _, _ in rows) == pytest.approx(whole)
    if view.of == "hundred":
        assert whole == pytest.approx(100.0)


def test_each_proposal_in_one_line_as_it_is_compared(loaded: Loaded) -> None:
    budget = Budget(*loaded(FULL))
    edition = Edition(budget, "sv")
    assert budget.comparison is not None
    for line, each in zip(in_short(edition), budget.comparison.compared, strict=True):
        assert line.name == each.proposal.name
        assert line.kind == f"proposal/{each.proposal.id}"
        assert line.result.text == edition.shower.number(each.total("2026"), "SEK", plus=True)
        assert line.unfinanced.text == edition.shower.number(each.meter("2026").unfinanced, "SEK")
    assert [each.rate.text for each in in_short(edition)] == ["+30", "0", "−15"]


def test_many_proposals_are_left_to_their_page(loaded: Loaded) -> None:
    model, proposals = loaded(FULL)
    many = {f"f{index}": replace(proposals["forslag-c"], id=f"f{index}") for index in range(13)}
    edition = Edition(Budget(model, many), "sv")
    assert in_short(edition) == ()
    assert where_it_goes(edition) is not None


@pytest.mark.parametrize(("width", "file", "said"), [(320, "index.html", "Vad som ändras"), (1280, "en.html", "What changes")])
def test_hard_names_and_unknown_money(open_page: Open, tmp_path: Path, width: int, file: str, said: str) -> None:
    rows = f'A,500,560\nB,300,-10\nC,okänd,okänd\nD,40,30\n"{"x" * 300}",20,90\n'
    yaml = f"A: {{name: '{LONG}'}}\nB: {{name: '{RIGHT}'}}\nC: {{name: '{MARKUP}'}}\n"
    publish([Budget(workspace(tmp_path / "a", rows, yaml), {})], tmp_path / "sida")
    page = open_page(tmp_path / "sida", file, width=width)
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    for name, change in ((RIGHT, "−310\u00a0mkr"), ("x" * 300, "+70\u00a0mkr"), (LONG.strip(), "+60\u00a0mkr")):
        expect(page.locator(".changes").first.get_by_role("listitem").filter(has_text=name)).to_contain_text(change)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_the_ways_on_lead_to_every_page(open_page: Open) -> None:
    page = open_page(FULL)
    for name, heading in (
        ("Hela hundralappen", "Av varje hundralapp"),
        ("Barn- och utbildningsnämnd", "Barn- och utbildningsnämnd kostar"),
        ("nämnderna en och en", "ökar mest"),
        ("Förslagen sida vid sida, beslut för beslut", "förslag"),
    ):
        page.goto(page.url.rpartition("/")[0] + "/index.html")
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_contain_text(heading)


def test_each_proposal_leads_to_its_own_page(open_page: Open) -> None:
    for number, name in enumerate("ABC"):
        page = open_page(FULL, "en.html")
        page.get_by_role("region", name="The proposals in short").get_by_role("rowheader").get_by_role("link").nth(number).click()
        expect(page.locator("h1")).to_contain_text(f"Proposal {name}: the result is")
