"""Ranges of incomes and their picture: what is drawn, in both widths and languages, and what cannot be."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from hundralapp.diagnostics import Language
from hundralapp.households.person import HouseholdError, Person
from hundralapp.households.ranges import MOST_POINTS, change_over_incomes, monthly_incomes
from hundralapp.households.rates import LocalRates
from hundralapp.publish.picture import HEIGHT, WIDTH, income_picture, ticks
from hundralapp.views.income_range import IncomeRangeView, income_range_view

SVG = "{http://www.w3.org/2000/svg}"
RATES = LocalRates("Ö <& by", 2000, 1000)


def view_of(
    change: int = 24, kind: str = "wage", age: int = 40, first: int = 0, language: str = "sv", synthetic: bool = False
) -> IncomeRangeView:
    person = Person(age_at_start_of_year=age, municipal_tax_rate=2000, regional_tax_rate=1000)
    found = change_over_incomes(2024, person, change, monthly_incomes(first, 60_000, 5_000), kind=kind)
    return income_range_view(found, person, RATES, change, 2024, language, kind=kind, synthetic=synthetic)


def drawn(view: IncomeRangeView, language: Language = "sv") -> ElementTree.Element:
    return ElementTree.fromstring(income_picture(view, language))


def texts(group: ElementTree.Element) -> list[str]:
    return [(each.text or "").replace("\u00a0", " ") for each in group.iter(f"{SVG}text")]


def test_incomes_reach_from_end_to_end() -> None:
    assert list(monthly_incomes(10_000, 30_000, 10_000)) == [120_000, 240_000, 360_000]
    assert list(monthly_incomes(10_000, 29_999, 10_000)) == [120_000, 240_000]
    assert list(monthly_incomes(5, 5, 1)) == [60]
    assert len(monthly_incomes(0, MOST_POINTS - 1, 1)) == MOST_POINTS


@pytest.mark.parametrize(
    ("asked", "sv", "en"),
    [
        ((0, 10, 0), "Steget 0 är inte större än noll.", "The step 0 is not above zero."),
        (
            (20, 10, 1),
            "Området 20–10 går inte att räkna. Skriv från och till i kronor per månad, det mindre först.",
            "The range 20–10 cannot be computed. Write from and to in SEK a month, the smaller first.",
        ),
        (
            (0, MOST_POINTS, 1),
            "Området ger 10001 inkomster, fler än 10000. Ta ett större steg.",
            "The range gives 10001 incomes, more than 10000. Take a larger step.",
        ),
    ],
)
def test_what_is_no_range_is_refused(asked: tuple[int, int, int], sv: str, en: str) -> None:
    with pytest.raises(HouseholdError) as refused:
        monthly_incomes(*asked)
    assert (refused.value.words.sv, refused.value.words.en) == (sv, en)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        change_over_incomes(2024, Person(), 1, monthly_incomes(0, 10, 1), kind="salary")


def test_the_picture_says_what_it_shows() -> None:
    root = drawn(view_of())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Vad 24 öre högre skattesats betyder vid olika lön"
    said = (description.text or "").replace("\u00a0", " ")
    assert said.startswith("Ö <& by, inkomstår 2024, 40 år: skattesats 30,00 → 30,24. Ändring av skatten i kronor per månad.")
    last = view_of().rows[-1]
    assert f"+{last.after_credits / 12:.1f}".replace(".", ",") + " efter" in said


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("change", "kind", "age"), [(24, "wage", 40), (-24, "sickness_compensation", 50), (100, "pension", 70), (0, "wage", 40)]
)
def test_both_widths_hold_both_lines_within_the_drawing(change: int, kind: str, age: int, language: Language) -> None:
    view = view_of(change, kind, age, language=language)
    root = drawn(view, language)
    groups = {each.get("class"): each for each in root.iter(f"{SVG}g")}
    assert set(groups) == {"wide", "narrow"}
    for group in groups.values():
        lines = {each.get("class"): each.get("points", "").split() for each in group.iter(f"{SVG}polyline")}
        assert set(lines) == {"line before_credits", "line after_credits"}
        for points in lines.values():
            assert len(points) == len(view.rows)
            for point in points:
                x, y = map(float, point.split(","))
                assert 0 <= x <= WIDTH
                assert 0 <= y <= HEIGHT
        for each in group.iter(f"{SVG}text"):
            assert 0 <= float(each.get("y", "-1")) <= HEIGHT
        names = [each for each in group.iter(f"{SVG}text") if (each.get("class") or "").startswith("name")]
        tops = [float(each.get("y", "0")) for each in names]
        assert all(after - before >= 16 for before, after in zip(sorted(tops), sorted(tops)[1:], strict=False)), "names meet"


def test_a_rise_goes_up_and_a_cut_goes_down() -> None:
    for change, is_up in ((24, True), (-24, False)):
        line = next(each for each in drawn(view_of(change)).iter(f"{SVG}polyline"))
        points = [float(each.split(",")[1]) for each in line.get("points", "").split()]
        assert (points[-1] < points[0]) == is_up


def test_one_line_has_one_name() -> None:
    """A pensioner has no credit that follows the local rate."""
    wide = next(drawn(view_of(kind="pension", age=70, first=20_000)).iter(f"{SVG}g"))
    assert "Före och efter" in texts(wide)
    assert "Före skatte-" not in texts(wide)


def test_an_invented_budget_is_labelled() -> None:
    assert any("PÅHITTADE SIFFROR" in each for each in texts(drawn(view_of(synthetic=True))))
    assert any("SYNTHETIC" in each for each in texts(drawn(view_of(synthetic=True, language="en"), "en")))
    assert not any("PÅHITTADE" in each for each in texts(drawn(view_of())))


def test_colours_are_the_pages_own_light_and_dark() -> None:
    text = income_picture(view_of(), "sv")
    assert len(re.findall(r"--plus: #\w{6};", text)) == 2
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), "nothing is fetched"


def test_a_picture_needs_two_incomes() -> None:
    person = Person()
    one = change_over_incomes(2024, person, 1, monthly_incomes(10, 10, 1))
    with pytest.raises(ValueError, match="two points"):
        income_picture(income_range_view(one, person, RATES, 1, 2024, "sv"), "sv")


@pytest.mark.parametrize(
    ("low", "high", "most", "found"),
    [
        (0, 117, 6, [0, 20, 40, 60, 80, 100, 120]),
        (-141, 0, 3, [-150, -100, -50, 0]),
        (0, 0, 6, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (8_000, 60_000, 6, [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]),
        (0, 0.4, 4, [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_ticks_are_round_and_span(low: float, high: float, most: int, found: list[float]) -> None:
    assert list(ticks(low, high, most)) == pytest.approx(found)
