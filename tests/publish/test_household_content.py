"""What the household page says, without a browser: whose rates, which words, and why there is no page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish.pagetools import HOUSEHOLDS, read_page

from hundralapp.cli.common import load
from hundralapp.diagnostics import Words
from hundralapp.households.household import change_household, move_household
from hundralapp.households.person import HouseholdError, Person, at_rates, change_rate
from hundralapp.households.rates import LocalRates
from hundralapp.model import Model
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.alternatives import MOST_GROUPS, Alternative, chosen, groups_at
from hundralapp.publish.curves import POINTS, Curve, plots, reach
from hundralapp.publish.edition import Budget
from hundralapp.publish.household import HouseholdPage, make_household, middle_place, standard_household
from hundralapp.publish.household_words import PROBLEMS, WORDS, joined, said_change, sentence
from hundralapp.publish.residents import Place, median_regional_rate, places_of
from hundralapp.publish.shown import Shower
from hundralapp.publish.site import publish

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
CITY = Place("0180", LocalRates("Stockholm", 1798, 1238, 65), (1774, 1208), ())
REGION = Place("0180", LocalRates("Stockholm", 1798, 1238, 65, change_is_regional=True), (1774, 1208), ())


def test_both_languages_have_the_same_words() -> None:
    for words in (WORDS, PROBLEMS):
        assert words["sv"].keys() == words["en"].keys()
        for name in words["sv"]:
            places = [sorted(part.split("}")[0] for part in words[language][name].split("{")[1:]) for language in ("sv", "en")]
            assert places[0] == places[1], name


def test_other_rates_of_one_level_are_a_change_of_it() -> None:
    person = Person(wage=420_000, municipal_tax_rate=1798, regional_tax_rate=1238, burial_fee_rate=65)
    moved, changed = at_rates(2024, person, 1774, 1238), change_rate(2024, person, -24)
    assert moved == changed
    assert at_rates(2024, person, 1774, 1208).rate_change == -54
    household = standard_household().at(CITY.rates, 2024)
    assert move_household(household, 1774, 1238) == change_household(household, -24)
    assert move_household(household, 1774, 1208).after_credits == -1499.0
    for wrong in (-1, -1238):
        with pytest.raises(HouseholdError):
            move_household(household, 1774, wrong)
    with pytest.raises(HouseholdError, match="no income year"):
        move_household(standard_household(), 1774, 1238)


def test_an_alternative_changes_the_level_that_decides() -> None:
    assert Alternative("A", 1774).at(CITY) == (1774, 1238)
    assert Alternative("A", 1208).at(REGION) == (1798, 1208)
    assert Alternative("A", 1208).change(REGION) == -30
    assert Alternative("A").at(CITY) is None
    assert Alternative("A").change(CITY) is None
    assert Alternative("2023", is_last_year=True).at(CITY) == (1774, 1208)
    assert Alternative("2023", is_last_year=True).change(CITY) == -54


def test_alternatives_that_change_equally_stand_together() -> None:
    listed = [Alternative("A", 1774), Alternative("B", 1798), Alternative("C"), Alternative("D", 1810), Alternative("E", 1774)]
    assert [(each.change, each.names) for each in groups_at(CITY, listed)] == [(-24, ("A", "E")), (12, ("D",))]
    assert [(each.change, each.names) for each in groups_at(CITY, listed[1:3])] == [(0, ())]
    many = groups_at(CITY, [Alternative(f"{rate}", rate) for rate in range(1900, 1800, -1)])
    assert chosen(many[:MOST_GROUPS]) == many[:MOST_GROUPS]
    some = [each.change for each in chosen(many)]
    assert len(some) == len(set(some)) == MOST_GROUPS
    assert some == sorted(some)
    assert (some[0], some[-1]) == (3, 102)


def test_a_change_in_words() -> None:
    assert said_change(-55.5, 0, "sv") == "56 kr mindre i månaden"
    assert said_change(2.5833, 1, "en") == "SEK 2.6 more a month"
    assert said_change(0.0, 0, "sv") == "lika mycket"
    assert said_change(None, 0, "en") == "an unknown amount"


def test_the_sentence_groups_ranges_and_keeps_what_is_unknown() -> None:
    assert sentence("hushållet", [], "sv") == ""
    assert sentence("hushållet", [("A", -12.0), ("B", None), ("C", -12.0), ("D", 0.0)], "sv") == (
        "Jämfört med budgeten betalar hushållet 12 kr mindre i månaden med A och C; okänt hur mycket med B; lika mycket med D."
    )
    assert sentence("the household", [("A {x}", 3.0)], "en") == (
        "Compared with the budget, the household pays SEK 3.0 more a month with A {x}."
    )
    many = [(f"F{count}", count - 3.0) for count in range(8)]
    assert sentence("hushållet", many, "sv") == (
        "Jämfört med budgeten betalar hushållet från 3,0 kr mindre i månaden till 4,0 kr mer i månaden, beroende på förslag."
    )
    assert joined([f"F{count}" for count in range(8)], "sv") == "F0, F1, F2, F3, F4, F5 … (+2)"
    assert joined([], "sv") == ""
    assert joined(["A", "B", "C"], "en") == "A, B and C"


def test_the_place_in_the_middle_is_the_reader_s_until_another_is_chosen() -> None:
    rates = [LocalRates(f"{total}", total - 1238, 1238) for total in (3000, 3200, 3100, 3300)]
    assert middle_place([Place("", each, None, ()) for each in rates]).rates.total == 3100


def test_the_regions_median_is_a_region_s_rate() -> None:
    regional = {each.regional for each in municipal_rates().values() if each.year == 2026 and not each.is_also_region}
    assert median_regional_rate(2026) in regional
    assert median_regional_rate(2030) == median_regional_rate(2026)


def test_the_chart_reaches_the_reader_s_income() -> None:
    assert reach(0) == reach(76_000) == 80_000
    assert reach(76_001) == 160_000
    assert reach(80_000_000) >= 80_000_000
    straight = Curve(-100, tuple(-1.0 * count for count in range(POINTS + 1)))
    wide, narrow = plots([straight], 35_000, "sv")
    assert (wide.size, narrow.size) == ("wide", "narrow")
    assert [each.tag for each in wide.marks].count("polyline") == 1
    assert {each.text for each in narrow.marks} >= {"−100 öre", "Budgeten", "35\u00a0000 kr"}
    assert plots([], 35_000, "en")[0].marks == ()


def workspace(folder: Path, entity: str, rate: str, *, year: int = 2024, synthetic: bool = False, proposal: str = "") -> Path:
    """A small workspace with one tax rate."""
    folder.mkdir()
    head = f"format: 1\nname: Prov\nentity: {{{entity}}}\nmoney: mkr\nbudget_year: {year}\n"
    periods = f"periods: [{{year: {year}, series: adopted_budget}}]\n"
    (folder / "workspace.yaml").write_text(head + periods + ("synthetic: true\n" if synthetic else ""), encoding="utf-8")
    (folder / "budget").mkdir()
    row = f"figure,{year},unit\nrevenue.tax_rate,{rate},kr_per_100kr\n"
    (folder / "budget" / "skatt.csv").write_text(row, encoding="utf-8")
    if proposal:
        (folder / "proposals").mkdir()
        (folder / "proposals" / "f.yaml").write_text(proposal, encoding="utf-8")
    return folder


SJOBO = 'kind: municipality, code: "1265", name: Sjöbo'


@pytest.mark.parametrize(
    ("entity", "rate", "year", "reason"),
    [
        (SJOBO, "okänd", 2024, "skattesatsen för 2024 är inte känd."),
        (SJOBO, "20.92", 2031, "lagens belopp för inkomståret 2031 finns inte här, bara för 2016–2026."),
        (SJOBO, "20.9250", 2024, "skattesatsen för 2024, 20,925, är inte hela ören."),
        ("kind: municipality, name: Sjöbo", "20.92", 2024, "regionens skattesats för Sjöbo är inte känd"),
        ('kind: municipality, code: "9999", name: X', "20.92", 2024, "kommunens kod står inte i arbetsytan, eller finns inte."),
        ("kind: region, name: Region Skåne", "11.18", 2024, "länets kod står inte i arbetsytan"),
    ],
)
def test_without_rates_there_is_no_page_and_the_reason_is_said(
    tmp_path: Path, entity: str, rate: str, year: int, reason: str
) -> None:
    model, proposals = load(workspace(tmp_path / "prov", entity, rate, year=year))
    assert model.report.ok, model.report.render("sv", model.workspace.files.line)
    with pytest.raises(HouseholdError) as refused:
        places_of(model)
    assert reason in refused.value.words.sv
    found = make_household(Shower(model, "sv"), ())
    assert isinstance(found, Words)
    assert found == refused.value.words
    written = publish([Budget(model, proposals)], tmp_path / "sida")
    assert not {each.name for each in written} & set(HOUSEHOLDS)
    for file in ("index.html", "en.html"):
        page = read_page(tmp_path / "sida" / file)
        assert not [each for each in page.all("a") if each.attributes["href"].startswith(HOUSEHOLDS)]
        assert "hushall" in page.ids
    assert found.sv in (tmp_path / "sida" / "index.html").read_text(encoding="utf-8")
    assert found.en.replace("'", "&#39;") in (tmp_path / "sida" / "en.html").read_text(encoding="utf-8")


def test_a_workspace_without_periods_says_so(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "prov", SJOBO, "20.92")
    head = (folder / "workspace.yaml").read_text(encoding="utf-8")
    (folder / "workspace.yaml").write_text(head.replace("[{year: 2024, series: adopted_budget}]", "[]"), encoding="utf-8")
    shutil.rmtree(folder / "budget")
    with pytest.raises(HouseholdError, match="no budget period"):
        places_of(load(folder)[0])


def test_a_rate_of_another_year_and_one_that_is_inferred_are_said(tmp_path: Path, loaded: Loaded) -> None:
    model, _ = load(workspace(tmp_path / "prov", SJOBO, "20.92", year=2017))
    _, (place,) = places_of(model)
    assert place.last_year is None
    assert any("2017 levereras inte; den för 2018 används." in each.sv for each in place.notes)
    _, (stockholm,) = places_of(loaded("stockholm-2024")[0])
    assert [each.en for each in stockholm.notes] == [
        "The region's rate of 2024, 12.38, is inferred from the Tax Agency's total and may be off by 0.01."
    ]
    assert all("--" not in each.sv + each.en for each in (*place.notes, *stockholm.notes))  # no options of the command line


def test_gotland_has_one_rate(tmp_path: Path) -> None:
    entity = 'kind: municipality_and_region, code: "0980", name: Region Gotland'
    _, (place,) = places_of(load(workspace(tmp_path / "prov", entity, "33.60", year=2025))[0])
    assert (place.rates.municipal, place.rates.regional) == (3360, 0)
    assert place.notes == ()


def test_an_invented_municipality_is_given_the_median_region_and_says_so(tmp_path: Path) -> None:
    entity = "kind: municipality, name: Påhittby"
    _, (place,) = places_of(load(workspace(tmp_path / "prov", entity, "20.00", synthetic=True))[0])
    assert place.rates.regional == median_regional_rate(2024)
    assert any("medianen av regionernas 2024" in each.sv for each in place.notes)
    assert any("Begravningsavgift är inte med" in each.sv for each in place.notes)


def test_a_region_has_its_municipalities_each_with_its_own_rate(loaded: Loaded) -> None:
    period, places = places_of(loaded("region-stockholm-2024")[0])
    assert period.year == 2024
    assert len(places) == 26
    for place in places:
        shipped = municipal_rates()[place.code, 2024]
        assert place.rates.municipal == shipped.municipal
        assert place.rates.regional == 1238
        assert place.rates.change_is_regional
        before = municipal_rates()[place.code, 2023]
        assert place.last_year == (before.municipal, before.regional)


@pytest.mark.parametrize(
    ("decision", "rate"),
    [("rate: okänd", None), ('rate: "21,00"', 2100), ("change: 0", 2092), ("change: -8", 2084)],
)
def test_a_proposal_s_rate_is_known_or_said_to_be_unknown(tmp_path: Path, decision: str, rate: int | None) -> None:
    text = (
        f"name: Ett förslag\nproposer: Parti\ndecisions:\n  - id: skatt\n    title: Skatt\n    kind: tax_rate\n    {decision}\n"
    )
    model, proposals = load(workspace(tmp_path / "prov", SJOBO, "20.92", proposal=text))
    assert model.report.ok, model.report.render("sv", model.workspace.files.line)
    from hundralapp.publish.edition import Budget, Edition

    page = Edition(Budget(model, proposals), "sv").household
    assert isinstance(page, HouseholdPage)
    assert page.alternatives[0] == Alternative("Ett förslag", rate, proposal=page.alternatives[0].proposal)
    assert page.is_unknown == (rate is None)
    change = change_household(standard_household().at(page.place.rates, page.year), (rate or 2092) - 2092).after_credits
    assert page.spread == (f"{abs(change) / 12:.0f}" if change else "")
    if rate is None:
        assert page.rows[0].is_unknown
        assert page.rows[0].month == page.rows[0].rate == "okänd"
        assert "okänt hur mycket med Ett förslag" in page.teaser


def test_the_cases_are_the_command_line_s(loaded: Loaded) -> None:
    """The table of built-in households, against the way `hundralapp households --cases` computes them."""
    from hundralapp.households.cases import household_cases
    from hundralapp.publish.edition import Budget, Edition

    model, proposals = loaded("stockholm-2024")
    page = Edition(Budget(model, proposals), "en").household
    assert isinstance(page, HouseholdPage)
    cases = household_cases().households.values()
    assert len(page.cases) == len(cases) == 15
    for row, case in zip(page.cases, cases, strict=True):
        change = change_household(case.at(page.place.rates, page.year), -24)
        assert row.name == case.name_en
        assert row.months[0].replace("\u2212", "-") == f"{change.after_credits / 12:,.0f}".replace("+", "")
