"""Proposals side by side: few as columns, many as rows; names long, from the right, or markup; two against each other."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.publish.browsertools import CONTRAST, Open, overlapping, unfold, violations
from tests.publish.conftest import ROOT, Site
from tests.publish.pagetools import read_page

from hundralapp.cli.common import load
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import make_site, publish
from hundralapp.publish.strips import SHAPES, StripRow, strip_charts

LONG = "Enlångbenämning" * 20
RTL = "اقتراح الميزانية البلدية"
MARKUP = '<b>"&amp;</b>'
Many = Callable[[int], Path]
COMMITTEES = ("Barn- och utbildningsnämnd", "Kommunstyrelse", "Teknisk nämnd", "Kultur- och fritidsnämnd")


def workspace(folder: Path, count: int) -> Path:
    """Exempelstad with so many proposals, whose first names are a long one, one from the right, and markup."""
    shutil.copytree(ROOT / "examples" / "exempelstad", folder)
    for path in folder.glob("proposals/*.yaml"):
        path.unlink()
    for number in range(count):
        name = [LONG, RTL, MARKUP][number] if number < 3 and count > 1 else f"Förslag nummer {number + 1}"
        amount = "unknown" if number == count - 1 else str(number % 40 - 20)
        text = f"name: '{name}'\nproposer: '{name}'\ndate: 2025-10-27\ndecisions:\n"
        text += f"  - {{id: skatt, title: Skatt, kind: tax_rate, change: {number % 61 - 30}, reason: '{name}'}}\n"
        for place, committee in enumerate(COMMITTEES[: 1 + number % 4]):
            text += f"  - {{id: b{place}, title: '{name}', kind: add, committee: {committee}, amount: {amount}}}\n"
        (folder / "proposals" / f"f-{number:03d}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Many:
    """The site of exempelstad with so many proposals."""
    root, made = tmp_path_factory.mktemp("many"), {}

    def give(count: int) -> Path:
        if count not in made:
            model, proposals = load(workspace(root / f"w{count}", count))
            assert model.report.ok, model.report.render("sv", model.workspace.files.line)
            publish([Budget(model, proposals)], root / f"s{count}")
            made[count] = root / f"s{count}"
        return made[count]

    return give


@pytest.mark.parametrize("count", [1, 3, 8, 60])
def test_every_proposal_is_there_in_the_order_of_files(many: Many, count: int) -> None:
    page = read_page(many(count) / "forslag.html")
    ways = [each.attributes["href"] for each in page.all("a") if re.match(r"forslag-f-\d+\.html", each.attributes["href"])]
    expected = [f"forslag-f-{number:03d}.html" for number in range(count)]
    assert list(dict.fromkeys(ways)) == expected
    assert all((many(count) / each).is_file() for each in expected)


def test_five_hundred_are_published_soon_and_light(tmp_path: Path) -> None:
    """Two pages for each, in two languages. Five times what it takes on a machine with nothing else to do."""
    model, proposals = load(workspace(tmp_path / "w", 500))
    start = time.process_time()
    files = make_site([Budget(model, proposals)])
    assert time.process_time() - start < 30
    page = files["forslag.html"]
    assert page.count(b"<tr>") > 500
    assert len(gzip.compress(page)) < 150_000
    assert sum(name.startswith("forslag-") for name in files) == 500
    assert max(len(gzip.compress(files[name])) for name in files if name.startswith("forslag-")) < 40_000


def test_only_unknown_amounts(many: Many) -> None:
    text = (many(3) / "forslag-f-002.html").read_text(encoding="utf-8")
    assert "hur resultatet ändras är inte känt" in text
    assert "Hur förslaget betalas går inte att räkna ut" in text
    assert "är inte finansierat" not in text
    assert "hur resultatet skiljer är inte känt" in (many(3) / "forslag.html").read_text(encoding="utf-8")


def test_markup_is_text(many: Many) -> None:
    for name in ("forslag.html", "forslag-f-002.html"):
        text = (many(3) / name).read_text(encoding="utf-8")
        assert "&lt;b&gt;" in text
        assert '<b>"&' not in text


def test_a_proposal_s_page_says_what_each_decision_does(site: Site) -> None:
    text = (site("exempelstad") / "forslag-forslag-a.html").read_text(encoding="utf-8")
    assert re.search("resultatet blir <a [^>]+>20,6\u00a0mkr</a> bättre", text)
    for said in ("Skatten höjs med 30 öre", "behöver pengar som räcker", "proposals/forslag-a.yaml:8"):
        assert said in text
    english = (site("exempelstad") / "proposal-forslag-b.html").read_text(encoding="utf-8")
    assert "Builds on Proposal A" in english
    assert "is not financed in budget 2026" in english
    for way in ("forslag-forslag-b.html", "hundralappen-forslag-a.html", "hushall.html"):
        assert f'href="{way}"' in text


def test_marks_stand_where_the_numbers_are_and_not_on_each_other() -> None:
    rows = [StripRow("a", (10.0, -20.0, None), "x"), StripRow("b", (5.0, 5.0, 5.0), "y")]
    for chart in strip_charts(rows):
        first, second = chart.strips
        assert [mark.style for mark in first.marks] == list(SHAPES[:2])
        unit = (first.marks[0].x - chart.zero) / 10
        assert first.marks[1].x == pytest.approx(chart.zero - 20 * unit)
        assert (first.low, first.high) == pytest.approx((first.marks[1].x, first.marks[0].x))
        assert len({(mark.x, mark.y) for mark in second.marks}) == 3
    assert strip_charts([]) == ()
    [tick] = {chart.strips[0].ticks for chart in strip_charts([StripRow("a", tuple([0.0] * 500), "x")])[:1]}
    assert len(tick) == 1


@pytest.mark.browser
@pytest.mark.parametrize(("count", "width"), [(1, 375), (3, 320), (3, 1280), (60, 320), (60, 1280)])
def test_no_name_breaks_the_page(open_page: Open, many: Many, count: int, width: int) -> None:
    page = open_page(many(count), "forslag.html", width=width)
    for file in ("forslag.html", "forslag-f-000.html", "proposals.html"):
        page.goto(f"file://{many(count) / file}")
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width, file
        assert overlapping(page) == []
        assert violations(page) == [], file
    assert [each for each in page.evaluate(CONTRAST) if each[0] < 4.5] == []


@pytest.mark.browser
def test_the_unit_is_chosen_and_kept(open_page: Open) -> None:
    page = open_page("exempelstad", "forslag.html")
    expect(page.locator(".unit-of:visible")).to_have_count(1)
    page.get_by_role("button", name="öre av 100 kr").focus()
    page.keyboard.press("Enter")
    expect(page.locator('.unit-of[data-unit="of_hundred"]')).to_be_visible()
    expect(page.get_by_role("button", name="öre av 100 kr")).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("#unit=of_hundred")
    page.get_by_role("link", name="English").click()
    expect(page.locator('.unit-of[data-unit="of_hundred"]')).to_be_visible()


@pytest.mark.browser
def test_without_script_every_unit_is_there(open_page: Open) -> None:
    page = open_page("exempelstad", "forslag.html", java_script_enabled=False)
    expect(page.locator(".unit-of:visible")).to_have_count(3)
    expect(page.get_by_text("Förslag A mot Förslag B")).to_be_visible()
    expect(page.locator(".units")).to_be_hidden()


@pytest.mark.browser
def test_two_against_each_other_are_their_difference(open_page: Open) -> None:
    page = open_page("exempelstad", "forslag.html", address="#a=2&b=0")
    row = page.locator("#against tr", has_text="Årets resultat")
    assert row.locator("td").all_inner_texts() == ["−13,4", "+20,6", "−34,1"]
    page.locator("#b").select_option("2")
    expect(page.locator("#against")).to_have_text("Ingen skillnad i budgetårets siffror.")
    assert page.url.endswith("#a=2&b=2")
    assert violations(page) == []


@pytest.mark.browser
def test_many_are_found_and_sorted(open_page: Open, many: Many) -> None:
    page = open_page(many(60), "forslag.html", address="#find=nummer+4")
    shown = page.locator("table.many tbody tr:visible")
    expect(shown).to_have_count(11)
    expect(page.locator("#found")).to_have_text("11 / 60")
    page.get_by_label("Ordning").select_option("0")
    rates = [float(each.replace(",", ".")) for each in shown.locator("td:nth-child(2)").all_inner_texts()]
    assert rates == sorted(rates, reverse=True)
    assert "sort=0" in page.url
