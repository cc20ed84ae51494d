"""What 100 kronor become: equal to the model, summing to 100, drawn with true areas, and saying what it cannot draw."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from tests.publish.browsertools import Open, overlapping, violations
from tests.publish.conftest import EXAMPLES, Site
from tests.publish.pagetools import read_page

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.proposals.effects import Overlay
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.pages.hundred import MOST_PARTS, pages
from hundralapp.publish.sided import sides, slugs
from hundralapp.publish.site import make_site, publish
from hundralapp.publish.treemap import PART, Tile, squarified, treemap
from hundralapp.views.hundred import HundredView, PartView, hundred_year, in_short, view_of_year
from hundralapp.views.lineage import period_before, taken_over

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
FULL = "exempelstad"
HEAD = 'format: 1\nname: Prov\nentity: {kind: municipality, code: "0001", name: Prov}\nmoney: mkr\nbudget_year: 2026\nperiods:\n'
PERIODS = "  - {year: 2025, series: adopted_budget}\n  - {year: 2026, series: adopted_budget}\n"


def hundred_view(model: Model, language: str, period: str, overlay: Overlay | None = None) -> HundredView | None:
    """What 100 kronor become in the period, or in what takes its place."""
    year = hundred_year(model, language, period)
    return None if year is None else view_of_year(year, overlay)


def workspace(folder: Path, rows: str, names: str = "", more: str = "") -> Model:
    """A workspace of committees' frames, with 1 000 mkr of taxes and grants in 2026."""
    (folder / "budget").mkdir(parents=True)
    (folder / "workspace.yaml").write_text(HEAD + PERIODS, encoding="utf-8")
    (folder / "budget" / "namnder.csv").write_text(f"committee,2025,2026\n{rows}", encoding="utf-8")
    (folder / "budget" / "skatt.csv").write_text(
        f"figure,2025,2026\nrevenue.tax_revenue,900,950\nrevenue.general_grants,100,50\n{more}", encoding="utf-8"
    )
    if names:
        (folder / "budget" / "committees.yaml").write_text(names, encoding="utf-8")
    model, _ = load(folder)
    assert model.report.ok, model.report.render("sv", model.workspace.files.line)
    return model


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(0.001, 1e6), min_size=1, max_size=60),
    st.floats(50, 2000),
    st.floats(50, 2000),
)
def test_areas_are_as_the_values_and_fill_the_drawing(values: list[float], width: float, height: float) -> None:
    tiles = [Tile(str(index), "", "", value) for index, value in enumerate(values)]
    placed = squarified(tiles, 0.0, 0.0, width, height)
    assert len(placed) == len(values)
    whole = sum(values)
    for each in placed:
        assert each.width * each.height == pytest.approx(each.tile.value / whole * width * height, rel=1e-6)
        assert each.x >= -1e-6
        assert each.y >= -1e-6
        assert each.x + each.width <= width * (1 + 1e-6)
        assert each.y + each.height <= height * (1 + 1e-6)
    for index, a in enumerate(placed):
        for b in placed[index + 1 :]:
            across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
            down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
            assert across <= 1e-6 * width or down <= 1e-6 * height


def test_what_is_not_above_zero_has_no_area_and_small_tiles_are_numbered() -> None:
    tiles = [
        Tile("a", "Stor", "90", 90.0),
        Tile("b", "Liten", "1", 1.0),
        Tile("c", "Noll", "0", 0.0),
        Tile("d", "Minus", "−5", -5.0),
    ]
    made = treemap(tiles, width=300, height=200, size="wide")
    drawn = [shape.bar for shape in made.chart.shapes if shape.tag == "rect"]
    assert drawn == ["a", "b"]
    assert [(number, tile.id) for number, tile, _ in made.numbered] == [(1, "b")]
    assert {"Stor", "90"} <= {shape.text for shape in made.chart.shapes}


def test_a_tile_with_room_is_divided_as_its_parts() -> None:
    """Below its name, in proportion to each other and nowhere else; one part, or too little room, divides nothing."""
    inside = (("Grundskola", 6.0), ("Förskola", 3.0), ("Annat", 1.0))
    tiles = [Tile("a", "Skolnämnd", "80", 80.0, inside=inside), Tile("b", "Kultur", "15", 15.0, inside=inside[:1])]
    tiles.append(Tile("c", "Val", "5", 5.0, inside=inside))
    shapes = treemap(tiles, width=400, height=300, size="wide").chart.shapes
    whole = next(each for each in shapes if each.bar == "a")
    parts = [each for each in shapes if each.style == PART]
    name = next(each for each in shapes if each.text == "Skolnämnd")
    assert len(parts) == 3
    areas = [each.width * each.height for each in parts]
    assert [area / sum(areas) for area in areas] == pytest.approx([0.6, 0.3, 0.1])
    for each in parts:
        assert each.y > name.y
        assert whole.x <= each.x <= each.x + each.width <= whole.x + whole.width + 1e-9
        assert each.y + each.height <= whole.y + whole.height + 1e-9
    assert {"Grundskola", "Förskola"} <= {each.text for each in shapes}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_parts_sum_to_a_hundred_on_every_side(loaded: Loaded, name: str) -> None:
    budget = Budget(*loaded(name))
    edition = Edition(budget, "sv")
    checked = 0
    for side in sides(edition):
        view = hundred_view(budget.model, "sv", edition.head.id, side.overlay)
        assert view is not None
        if view.of == "hundred":
            values = [each.value for each in view.shares if each.value is not None]
            assert sum(values) == pytest.approx(100.0, abs=1e-6)
            checked += 1
        for share in view.shares:
            if share.parts and share.amount is not None:
                assert sum(part.amount or 0.0 for part in share.parts) == pytest.approx(share.amount, abs=1.0)
    assert (checked > 0) == (name not in ("stockholm-2024", "stockholm-2021", "region-stockholm-2024"))


def test_a_share_is_the_model_s_and_its_change_the_difference(loaded: Loaded) -> None:
    model, proposals = loaded(FULL)
    budget = Budget(model, proposals)
    edition = Edition(budget, "sv")
    for side in sides(edition):
        view = hundred_view(model, "sv", "2026", side.overlay)
        assert view is not None
        assert view.before is not None
        assert view.before.id == "2025"
        for share in view.shares:
            if share.kind == "undistributed":
                assert side.name == "Förslag B"
                assert share.amount == share.more == pytest.approx(-25_000_000.0)
                continue
            assert share.value == side.value(share.figure, "2026")
            if side.compared is not None:
                change = side.compared.overlay.change(share.figure, "2026")
                assert change is not None
                assert share.change == pytest.approx(100 * change)
            if not share.names and share.committee:
                was, now = model.value(share.figure, "2025"), share.value
                assert now is not None
                assert was is not None
                assert share.since == pytest.approx(100 * (now - was))


def test_a_new_committee_is_compared_with_those_it_has_taken_over_from(loaded: Loaded) -> None:
    model, _ = loaded(FULL)
    view = hundred_view(model, "sv", "2026")
    assert view is not None
    share = next(each for each in view.shares if each.committee == "stadsbyggnadsnamnd")
    now, was = share.value, model.value("committee.miljo-och-byggnadsnamnd.of_hundred", "2025")
    assert now is not None
    assert was is not None
    assert share.names == ("Miljö- och byggnadsnämnd",)
    assert share.since == pytest.approx(100 * (now - was))
    assert taken_over(model, "2026", "net_cost") == {"miljo-och-byggnadsnamnd"}


def test_the_year_before_may_stand_in_a_column_of_its_own(tmp_path: Path) -> None:
    periods = "  - {year: 2025, series: forecast}\n  - {id: 2025-utfall, year: 2025, series: actual}\n"
    periods += (
        "  - {id: 2025-budget, year: 2025, series: adopted_budget}\n  - {year: 2026, series: adopted_budget, follows: '2025'}\n"
    )
    (tmp_path / "budget").mkdir()
    (tmp_path / "workspace.yaml").write_text(HEAD + periods, encoding="utf-8")
    (tmp_path / "budget" / "n.csv").write_text("committee,2025-utfall,2025-budget,2026\nSkolnämnd,5,6,7\n", encoding="utf-8")
    model, _ = load(tmp_path)
    assert model.report.ok, model.report.render("sv", model.workspace.files.line)
    assert period_before(model, "2026", ["committee.skolnamnd.net_cost"]) == "2025-budget"
    assert period_before(model, "2025-budget", ["committee.skolnamnd.net_cost"]) is None
    view = hundred_view(model, "sv", "2026")
    assert view is not None
    assert (view.of, view.shares[0].since) == ("net_cost", 1_000_000)


@pytest.mark.parametrize(("file", "language"), [("hundralappen", "sv"), ("hundred", "en")])
def test_the_page_says_what_the_model_says(site: Site, loaded: Loaded, file: str, language: str) -> None:
    model, proposals = loaded(FULL)
    edition = Edition(Budget(model, proposals), "sv" if language == "sv" else "en")
    for side in sides(edition):
        found = read_page(site(FULL) / f"{file}{'-' if side.slug else ''}{side.slug}.html")
        links = [each for each in found.all("a") if each.inside[-2:] == ("td", "b")]
        said = {each.attributes["href"].split("#")[1].split("/")[-1].split("@")[0]: each.text for each in links}
        view = hundred_view(model, edition.language, "2026", side.overlay)
        assert view is not None
        assert set(said) == {share.figure for share in view.shares if share.figure}
        for share in (each for each in view.shares if each.figure):
            assert said[share.figure] == edition.shower.number(share.value, "SEK_of_100")


def test_the_drawn_areas_are_as_the_amounts(site: Site, loaded: Loaded) -> None:
    view = hundred_view(loaded(FULL)[0], "sv", "2026")
    assert view is not None
    found = read_page(site(FULL) / "hundralappen.html")
    rects = [each for each in found.all("rect") if "tile" in each.attributes.get("class", "")]
    positive = {str(index): share.value for index, share in enumerate(view.shares) if (share.value or 0.0) > 0}
    assert len(rects) == 2 * len(positive)
    for drawing, whole in ((rects[: len(positive)], 880 * 460), (rects[len(positive) :], 340 * 680)):
        for each in drawing:
            at = each.attributes
            area = float(at["width"]) * float(at["height"])
            value = positive[at["data-bar"]]
            assert value is not None
            share = value / sum(each for each in positive.values() if each is not None)
            assert area / whole == pytest.approx(share, rel=0.02, abs=2e-5)  # coordinates have two decimals


def test_negative_zero_and_unknown_stand_beside_with_the_reason(tmp_path: Path) -> None:
    rows = "Skolnämnd,500,510\nVårdnämnd,300,310\nMarknämnd,-20,-30\nValnämnd,0,0\nKulturnämnd,40,okänd\n"
    model = workspace(tmp_path / "a", rows)
    view = hundred_view(model, "sv", "2026")
    assert view is not None
    assert view.of == "hundred"
    by_kind = {each.committee or each.kind: each.value for each in view.shares}
    assert by_kind["kulturnamnd"] is None
    assert by_kind["marknamnd"] == pytest.approx(-3.0)
    assert by_kind["residual"] == pytest.approx(100 - 51 - 31 + 3)
    files = make_site([Budget(model, {})])
    text = files["hundralappen.html"].decode()
    assert "Marknämnd, −3,00, har ingen yta: intäkterna är större än kostnaderna." in text
    assert "Valnämnd, 0,00, har ingen yta." in text
    assert "Kulturnämnd, okänd, har ingen yta: beloppet är inte känt." in text
    assert "Det som inte är känt, tillsammans" in text


def test_all_unknown_says_so(tmp_path: Path) -> None:
    model = workspace(tmp_path / "a", "Skolnämnd,okänd,okänd\nVårdnämnd,okänd,okänd\n")
    assert hundred_view(model, "sv", "2026") is None
    text = make_site([Budget(model, {})])["hundralappen.html"].decode()
    assert "Vart pengarna går är inte känt" in text
    assert 'class="tile' not in text


LONG = "Nämnden för " + "mycket långa ord och " * 15
RIGHT = "لجنة التعليم"
MARKUP = '<b>Skol</b> & "vård" {{7*7}} </script>'


def test_hard_names_are_whole_and_the_page_holds(open_page: Open, tmp_path: Path) -> None:
    rows = f'A,500,510\nB,300,310\nC,90,91\nD,40,30\nE,1,1\n"{"x" * 300}",20,20\n'
    yaml = f"A: {{name: '{LONG}'}}\nB: {{name: '{RIGHT}'}}\nC: {{name: '{MARKUP}'}}\n"
    model = workspace(tmp_path / "a", rows, yaml)
    publish([Budget(model, {})], tmp_path / "sida")
    page = open_page(tmp_path / "sida", "hundralappen.html", width=320)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert overlapping(page) == []
    assert violations(page) == []
    table = page.locator("table.hundred").first
    for name in (LONG.strip(), RIGHT, MARKUP, "x" * 300):
        expect(table.get_by_role("rowheader", name=name)).to_be_visible()


def test_the_sides_are_chosen_by_links(open_page: Open, loaded: Loaded) -> None:
    page = open_page(FULL, "hundralappen.html")
    choose = page.get_by_role("navigation", name="Budgeten eller ett förslag")
    expect(choose.get_by_role("link")).to_have_count(1 + len(loaded(FULL)[1]))
    expect(choose.locator("[aria-current]")).to_have_text("Budgeten")
    choose.get_by_role("link", name="Förslag C").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"hundralappen-forslag-c\.html#valj$"))
    expect(page.locator("h1")).to_have_text("Kommunstyrelse får 10,5\u00a0mkr mindre i Förslag C")
    expect(choose.locator("[aria-current]")).to_have_text("Förslag C")
    page.locator("table.hundred td a.n").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Förslag C")


def test_inside_a_committee_its_parts_open(open_page: Open) -> None:
    page = open_page(FULL, "hundralappen.html", width=375)
    group = page.locator("details.inside").first
    expect(group.get_by_role("rowheader", name="Grundskola", exact=True)).to_be_hidden()
    group.locator("summary").click()
    expect(group.get_by_role("rowheader", name="Grundskola", exact=True)).to_be_visible()
    expect(group.get_by_role("row", name="Avgifter och riktade bidrag")).to_contain_text("−108,8")


def test_many_proposals_are_a_list(loaded: Loaded) -> None:
    model, proposals = loaded(FULL)
    one = proposals["forslag-c"]
    many = {f"f{index}": replace(one, id=f"f{index}", name=f"Förslag nummer {index}") for index in range(14)}
    made = {each.kind: each for each in pages(Edition(Budget(model, many), "sv"))}
    assert len(made) == 15
    assert made["hundred"].values["table"] is None
    assert [each.most for each in made["hundred"].values["ways"]][1:] == ["−10,5\u00a0mkr, Kommunstyrelse"] * 14


def test_slugs_are_plain_short_and_different() -> None:
    found = slugs(["Förslag A", "forslag-a", "förslag a!", "../x", "", "å" * 300])
    assert list(found.values()) == ["forslag-a", "forslag-a-2", "forslag-a-3", "x", "x-2", "a" * 60]


def test_of_many_services_the_smallest_are_one_row(tmp_path: Path) -> None:
    """Thirty activities of 1 to 30 mkr: the 23 largest each, and the seven smallest as their sum."""
    names = "skola: {name: Skolnämnd}\n"
    more = "".join(f"committee.skola.activity.a{n:02}.frame,{n},{n + 1}\n" for n in range(1, 31))
    model = workspace(tmp_path / "a", "", names, more)
    view = hundred_view(model, "sv", "2026")
    assert view is not None
    (share,) = (each for each in view.shares if each.committee == "skola")
    assert len(share.parts) == 30
    short = in_short(share.parts, MOST_PARTS, "sv")
    assert len(short) == MOST_PARTS
    assert short[-1] == PartView("further", "", "7 verksamheter till", 35e6, pytest.approx(3.5), 7e6)
    assert sum(each.amount or 0.0 for each in short) == sum(each.amount or 0.0 for each in share.parts)
    assert in_short(share.parts, 30, "sv") == share.parts
    unknown = [*share.parts[:-1], replace(share.parts[-1], amount=None)]
    assert in_short(unknown, MOST_PARTS, "en")[-1].amount is None, "a sum with an unknown in it is unknown"
    files = make_site([Budget(model, {})])
    assert "7 verksamheter till" in files["hundralappen.html"].decode()
    listed = files["namnd-skola.html"].decode()
    assert all(f"activity.a{n:02}.frame" in listed for n in range(1, 31)), "each stands on the committee's page"
