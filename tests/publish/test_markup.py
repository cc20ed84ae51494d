"""The pages as markup: whole, linked, in order, escaped, and with a policy that allows only what is in them."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from collections.abc import Callable
from itertools import pairwise, takewhile
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from tests.publish.conftest import EXAMPLES, ROOT, Site
from tests.publish.pagetools import HOUSEHOLDS, Element, Page, other_of, pages_of, read_page

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.opened import is_followed
from hundralapp.publish.words import law_heading, possessive, proposal_count, result_heading

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]


@pytest.fixture(scope="session")
def page(site: Site) -> Callable[[str, str], Page]:
    kept: dict[tuple[str, str], Page] = {}

    def give(name: str, file: str) -> Page:
        if (name, file) not in kept:
            kept[name, file] = read_page(site(name) / file)
        return kept[name, file]

    return give


Reader = Callable[[str, str], Page]


def beside(file: str, way: str) -> str:
    """Where a link on a page leads."""
    return normpath(join(dirname(file), way))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_leads_somewhere(site: Site, page: Reader, name: str) -> None:
    files = pages_of(site(name))
    targets = {file: set(page(name, file).ids) for file in files}
    for file in files:
        for each in page(name, file).all("a", "link"):
            address = urlsplit(each.attributes["href"])
            if address.scheme:
                assert address.scheme in ("http", "https", "mailto") or (each.tag == "link" and address.scheme == "data")
                continue
            goal = beside(file, address.path) if address.path else file
            assert (site(name) / goal).is_file(), each.attributes["href"]
            if "=" in address.fragment:  # a choice, which the page's script reads
                field, key = ("f", "f=") if goal in HOUSEHOLDS else ("start", "v=1&fran=")
                (options,) = [one for one in page(name, goal).all("select") if one.attributes["id"] == field]
                assert address.fragment.startswith(key)
                assert unquote(address.fragment.removeprefix(key)) in values_of(page(name, goal), options)
            elif address.fragment and goal in targets:
                assert unquote(address.fragment) in targets[goal], each.attributes["href"]


def values_of(page: Page, select: Element) -> set[str]:
    """What can be chosen in a field."""
    after = page.elements[page.elements.index(select) + 1 :]
    return {each.attributes["value"] for each in takewhile(lambda one: one.tag == "option", after)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_names_are_unique_and_labels_lead_to_them(site: Site, page: Reader, name: str) -> None:
    for file in pages_of(site(name)):
        found = page(name, file)
        ids = found.ids
        assert len(ids) == len(set(ids))
        assert not [each for each in ids if re.search(r"\s", each)]
        for each in found.elements:
            for label in each.attributes.get("aria-labelledby", "").split():
                assert label in ids or label == "opened-title"  # made by the script when a figure is opened


@pytest.mark.parametrize("name", EXAMPLES)
def test_headings_are_in_order(site: Site, page: Reader, name: str) -> None:
    for file in pages_of(site(name)):
        levels = [int(each.tag[1]) for each in page(name, file).all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, file
        assert levels.count(1) == 1, file
        assert all(after <= before + 1 for before, after in pairwise(levels)), file


def in_base64(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_policy_allows_what_is_there_and_nothing_else(site: Site, page: Reader, name: str) -> None:
    for file in pages_of(site(name)):
        found = page(name, file)
        policy = next(each for each in found.all("meta") if "http-equiv" in each.attributes).attributes["content"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        scripts = [each for each in found.all("script") if each.attributes.get("type") != "application/json"]
        assert all(not each.attributes for each in scripts)
        for kind, elements in (("script-src 'self'", scripts), ("style-src", found.all("style"))):
            allowed = " ".join(f"'sha256-{in_base64(each.text)}'" for each in elements)
            assert f"{kind} {allowed};" in policy
        for each in found.elements:
            assert not [attribute for attribute in each.attributes if attribute == "style" or attribute.startswith("on")]
            assert each.tag not in ("iframe", "object", "embed", "img", "base")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_number_opens(site: Site, page: Reader, name: str, language: str) -> None:
    folder = site(name)
    script = (folder / {"sv": "forklaringar", "en": "explanations"}[language] / "data.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("Hundralapp.explanations = ").rstrip().rstrip(";"))
    periods = [at for at, _ in data["periods"]]
    known = {
        f"{figure}@{periods[period]}": data["files"][at] for figure, _, at, opened in data["figures"] for period, *_ in opened
    }
    opened = set()
    for file in pages_of(folder, language):
        for each in page(name, file).all("a"):
            if "n" in classes(each):
                address = urlsplit(each.attributes["href"])
                figure = unquote(address.fragment)
                assert beside(file, address.path) == known[figure]
                opened.add(figure)
    assert {key for key, _ in (each.split("@", 1) for each in opened)} >= {"result.net_income", "revenue.tax_rate"}
    assert len(opened) > 100


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("index.html", "figures"),
        ("forslag.html", "sides"),
        ("forslag-forslag-b.html", "sides own"),
        ("namnd-socialnamnd.html", "figures served"),
        ("committee-barn-och-utbildningsnamnd.html", "figures served"),
        ("ar-och-lag.html", "figures"),
    ],
)
def test_levels_and_changes_of_them_open(page: Reader, file: str, table: str) -> None:
    """In a table of figures every number leads to an explanation, also the one that says how a figure changes."""
    elements = page("exempelstad", file).elements
    first = next(at for at, each in enumerate(elements) if each.tag == "table" and each.attributes.get("class") == table)
    depth = len(elements[first].inside)
    inside = list(takewhile(lambda each: len(each.inside) > depth, elements[first + 1 :]))
    cells = [each.text.strip() for each in inside if each.tag == "td" and any(one.isdigit() for one in each.text)]
    assert cells == []
    links = [each for each in inside if each.tag == "a" and "n" in classes(each)]
    assert len(links) >= 4
    assert any(each.text.startswith(("+", "−")) for each in links)


def test_what_a_proposal_changes_opens_under_it(page: Reader) -> None:
    """The same explanation as of the level beside it, which says what the change is."""
    found = page("exempelstad", "forslag-forslag-a.html")
    heading = next(each for each in found.all("a") if each.inside[-1] == "h1")
    assert heading.attributes["href"] == "forklaringar/forslag-a.html#forslag-a/result.net_income@2026"
    assert heading.text == "20,6\u00a0mkr"
    ways = [each.attributes["href"] for each in found.all("a") if each.text == "+20,6"]
    assert ways.count(heading.attributes["href"]) >= 2


def classes(element: object) -> list[str]:
    return getattr(element, "attributes", {}).get("class", "").split()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_table_says_what_it_is(site: Site, page: Reader, name: str) -> None:
    for file in pages_of(site(name)):
        found = page(name, file)
        assert len(found.all("caption")) == len(found.all("table"))
        assert all(each.attributes.get("scope") in ("col", "row") for each in found.all("th"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_in_one_language_is_left_in_the_other(site: Site, page: Reader, name: str) -> None:
    """Headings of the pages' own are said in both languages; names that the workspace wrote are not the pages'."""
    for file in pages_of(site(name), "sv"):
        other = beside(file, other_of(page(name, file)))
        assert beside(other, other_of(page(name, other))) == file
        if dirname(file):
            continue  # explanations, whose headings are the figures' names
        titles = [[each.text.strip() for each in page(name, one).all("h1", "h2", "label", "button")] for one in (file, other)]
        assert len(titles[0]) == len(titles[1])
        ours = {each.name for each in load(ROOT / "examples" / name)[1].values()} | {"", "+", "−"}
        assert not set(titles[0]) & set(titles[1]) - ours


def test_the_finding_is_the_heading(page: Reader) -> None:
    heading = page("sjobo-2024", "index.html").all("h1")[0]
    assert heading.text == "Sjöbo kommun budgeterar ett underskott på  2024"  # the amount is a link, with its own text
    amount = next(each for each in page("sjobo-2024", "index.html").all("a") if each.inside[-1] == "h1")
    assert amount.text == "26,1\u00a0mkr"


def test_what_is_unknown_is_said_to_be(page: Reader) -> None:
    found = page("stockholm-2024", "index.html")
    assert found.all("h1")[0].text == "Resultatet i Stockholms stads budget\u00a02024 är inte känt"
    unknown = [each for each in found.all("a") if "unknown" in classes(each)]
    assert unknown
    assert {each.text for each in unknown} == {"okänd"}


def test_an_invented_city_says_so_first(site: Site) -> None:
    for language, words in (("sv", "Påhittade siffror."), ("en", "Invented figures.")):
        for file in pages_of(site("exempelstad"), language):
            text = (site("exempelstad") / file).read_text(encoding="utf-8")
            assert text.index(words) < text.index("<main")


def test_a_hostile_name_is_only_a_text(site: Site, hostile: Path, page: Reader) -> None:
    honest_files, said = pages_of(site("stockholm-2024")), 0
    for file in pages_of(hostile):
        found = read_page(hostile / file)
        text = (hostile / file).read_text(encoding="utf-8")
        assert "<img" not in text
        said += "{{7*7}}" in text
        if file in honest_files:
            for tag in ("script", "style", "img", "svg", "table"):
                assert len(found.all(tag)) <= len(page("stockholm-2024", file).all(tag))
        assert not [each for each in found.all("a") if each.attributes["href"].startswith("javascript")]
        for each in found.all("script"):
            if each.attributes.get("type") == "application/json":
                json.loads(each.text)
    assert said == len(pages_of(hostile))


def test_a_hostile_name_does_not_leave_its_csv_cell(hostile: Path) -> None:
    for path in (hostile / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        assert rows
        assert all(len(row) == len(head) for row in rows)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t"))]


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.se/a?b=c#d", True),
        ("http://example.se", True),
        ("HTTPS://example.se", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.se", False),
        ("https:example.se", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_followed(url: str, followed: bool) -> None:
    assert is_followed(url) is followed


def test_words() -> None:
    assert possessive("Sjöbo kommun", "sv") == "Sjöbo kommuns"
    assert possessive("Borås", "sv") == "Borås"
    assert possessive("Sjöbo kommun", "en") == "Sjöbo kommun’s"
    assert proposal_count(1, "en") == "One proposal"
    assert proposal_count(4, "sv") == "Fyra förslag"
    assert proposal_count(13, "sv") == "13 förslag"
    assert result_heading("deficit", ["surplus", "surplus"], "sv") == "Underskott i budgeten, överskott i planen"
    assert result_heading("surplus", ["surplus"], "en") == "A surplus in the budget and throughout the plan"
    assert result_heading("surplus", ["surplus", "deficit"], "sv") == "Överskott i budgeten, både plus och minus i planen"
    assert result_heading("deficit", [], "sv") == "Underskott i budgeten"
    assert result_heading("unknown", [], "sv") == "Budgetens resultat är inte känt"
    assert result_heading("balanced", ["surplus"], "en") == "Neither surplus nor deficit in the budget"
    assert result_heading("deficit", ["surplus", "unknown"], "sv") == "Underskott i budgeten"
    assert law_heading(["met", "met_by_exception"], "sv") == "Lagens krav: alla 2 uppfyllda"
    assert law_heading(["met", "not_met", "cannot_tell", "cannot_tell"], "sv") == (
        "Lagens krav: 1 uppfyllt, 1 ej uppfyllt, 2 går inte att avgöra"
    )
    assert law_heading(["met"], "sv") == "Lagens krav: 1 uppfyllt"
    assert law_heading(["not_met", "not_met"], "sv") == "Lagens krav: 0 uppfyllda, 2 ej uppfyllda"
