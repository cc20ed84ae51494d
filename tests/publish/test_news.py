"""News and its feed, assignments, method and accessibility: what they say is what the budget and the proposals say."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest
from tests.commandline import run
from tests.publish.conftest import ATTACK, ROOT, Site, attack_yaml
from tests.publish.pagetools import read_page

from hundralapp.cli.common import load
from hundralapp.proposals.compare import Effect
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.opened import Link
from hundralapp.publish.pages import initiatives, news
from hundralapp.publish.pages.about import ASSESSED, UPDATED, contact_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(("feed", "page"), [("nyheter.atom", "nyheter.html"), ("news.atom", "news.html")])
def test_the_feed_has_every_dated_decision_newest_first(site: Site, feed: str, page: str) -> None:
    root = ElementTree.parse(site("exempelstad") / feed).getroot()
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(told(Budget(*load(ROOT / "examples" / "exempelstad"))))
    dates = [each.findtext(f"{ATOM}updated") or "" for each in entries]
    assert dates == sorted(dates, reverse=True)
    assert root.findtext(f"{ATOM}updated") == dates[0]
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(set(ids)) == len(ids)
    places = set(read_page(site("exempelstad") / page).ids)
    for each in entries:
        address = each.find(f"{ATOM}link")
        assert address is not None
        file, _, place = address.attrib["href"].partition("#")
        assert file == page
        assert place in places


def test_the_same_item_keeps_its_name(site: Site, tmp_path: Path) -> None:
    """A reader of the feed is not told twice when a figure elsewhere changes."""
    workspace = tmp_path / "exempelstad"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace)
    before = {each.id: each.urn for each in items(workspace)}
    path = workspace / "budget" / "satsningar.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1.2,1.2,1.2", "1.3,1.3,1.3"), encoding="utf-8")
    assert {each.id: each.urn for each in items(workspace)} == before


def items(workspace: Path) -> list[news.Item]:
    found: list[news.Item] = news.pages(Edition(Budget(*load(workspace)), "sv"))[0].values["items"]
    return found


def told(budget: Budget) -> list[Effect]:
    """The decisions that are news: a proposal's own, and those of another that it removes."""
    assert budget.comparison is not None
    return [
        effect
        for compared in budget.comparison.compared
        for effect in compared.effects
        if effect.decision.proposal == compared.proposal.id or effect.removed
    ]


def test_what_a_proposal_takes_over_is_told_once() -> None:
    budget = Budget(*load(ROOT / "examples" / "exempelstad"))
    assert budget.comparison is not None
    assert len(told(budget)) < sum(len(each.effects) for each in budget.comparison.compared)
    titles = [each.title for each in items(ROOT / "examples" / "exempelstad") if not each.removed]
    assert len(titles) == len(set(titles))


def test_an_effect_is_what_compare_says() -> None:
    model, proposals = load(ROOT / "examples" / "exempelstad")
    budget = Budget(model, proposals)
    edition = Edition(budget, "sv")
    wanted = [
        (effect.decision.title, [edition.shower.number(value, "SEK", finer=0, plus=True) for value in effect.by_period.values()])
        for effect in told(budget)
    ]
    said = [(each.title, [shown.text for _, shown in each.effects]) for each in items(ROOT / "examples" / "exempelstad")]
    assert sorted(said) == sorted(wanted)


def test_an_attack_in_a_title_leaves_the_feed_whole(tmp_path: Path) -> None:
    workspace = tmp_path / "stad"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace)
    for path in workspace.glob("proposals/*.yaml"):
        attack_yaml(path, "name", "title", "reason")
    attack_yaml(workspace / "assignments.yaml", "title", "title_en")
    done = run("publish", str(workspace), "--out", str(tmp_path / "sida"))
    assert done.returncode == 0, done.stderr
    entry = ElementTree.parse(tmp_path / "sida" / "nyheter.atom").getroot().find(f"{ATOM}entry")
    assert entry is not None
    assert ATTACK in (entry.findtext(f"{ATOM}title") or "")
    page = read_page(tmp_path / "sida" / "uppdrag.html")
    assert not page.all("img")
    assert sum(ATTACK in each.text for each in page.all("span")) == 4


def test_assignments_stand_in_the_order_they_are_due() -> None:
    edition = Edition(Budget(*load(ROOT / "examples" / "exempelstad")), "en")
    (page,) = initiatives.pages(edition)
    due = [each.by for each in page.values["assignments"]]
    assert due == ["2026-05-29", "2026-10-01", "2026-11-30", ""]
    assert [each.initiative for each in page.values["assignments"]] == ["", "Förstärkt krisberedskap", "Fler speciallärare", ""]
    assert page.values["assignments"][0].title == "Survey the school premises and propose which can be given up"
    assert [each.label for each in page.values["initiatives"]] == ["Fler speciallärare", "Förstärkt krisberedskap"]


def test_the_statement_says_where_to_turn(site: Site) -> None:
    invented = read_page(site("exempelstad") / "tillganglighet.html")
    assert "mailto:ekonomi@exempelstad.example" in [each.attributes["href"] for each in invented.all("a")]
    assert "har inte angett vart du vänder dig" in (site("sjobo-2024") / "tillganglighet.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "tillganglighet.html",
            (
                "Sjöbo kommuns budget för 2024",
                "delvis förenlig",
                "Inte tillgängligt",
                "Genom självskattning",
                "Digg",
                "12 §",
                "18 §",
            ),
        ),
        (
            "accessibility.html",
            ("Sjöbo kommun’s budget for 2024", "complies in part", "Not accessible", "By self-assessment", "Digg", "Section 12"),
        ),
    ],
)
def test_the_statement_has_what_the_law_asks_for(site: Site, file: str, said: tuple[str, ...]) -> None:
    """Whose it is, how well it complies, what is not accessible, how and when that was judged, and where to report it."""
    page, text = read_page(site("sjobo-2024") / file), (site("sjobo-2024") / file).read_text(encoding="utf-8")
    assert [each for each in said if each not in text] == []
    assert "https://www.digg.se/tdosanmalan" in [each.attributes["href"] for each in page.all("a")]
    dates = [date.fromisoformat(each.text) for each in page.all("time")]
    assert dates == [date.fromisoformat(ASSESSED), date.fromisoformat(UPDATED)]
    assert "PDF" not in text  # there is no budget book to say anything of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("budget@sjobo.se", "mailto:budget@sjobo.se"),
        ("https://sjobo.se/kontakt", "https://sjobo.se/kontakt"),
        ("0416-270 00", ""),
        ("a@b.se?body=x", ""),
        ("javascript:a@b.se", ""),
        ("", ""),
    ],
)
def test_where_to_turn_is_a_link_where_it_can_be_one(text: str, address: str) -> None:
    found = contact_of(text)
    assert found == (Link(text, address) if address else text)


@pytest.mark.parametrize(
    ("name", "file", "heading"),
    [
        ("exempelstad", "metod.html", ", varav 6 är okända"),
        ("sjobo-2024", "metod.html", ", alla kända"),
        ("exempelstad", "uppdrag.html", "Fyra uppdrag till fyra nämnder"),
        ("exempelstad", "assignments.html", "Four assignments to four committees"),
        ("stockholm-2024", "data.html", "spåra till 17 källor"),
        ("exempelstad", "data-en.html", "traced to ten sources"),
    ],
)
def test_headings_count_as_one_writes(site: Site, name: str, file: str, heading: str) -> None:
    assert heading in read_page(site(name) / file).all("h1")[0].text


def test_an_item_of_news_leads_to_its_proposal(site: Site) -> None:
    ways = {each.attributes["href"] for each in read_page(site("exempelstad") / "news.html").all("a")}
    assert {f"proposal-forslag-{one}.html" for one in "abc"} <= ways
