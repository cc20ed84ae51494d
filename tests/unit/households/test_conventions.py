"""A published figure: what it may stand for, which way to count gives it, and what is said."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.cli.households import command
from hundralapp.households.conventions import Convention, in_other_years, read_published, reproducing, which_conventions
from hundralapp.households.household import Household, Member, change_household
from hundralapp.households.person import HouseholdError, Person
from hundralapp.households.rates import LocalRates
from hundralapp.views.published_figure import published_figure_view

STOCKHOLM = LocalRates("Stockholm", 1774, 1238, 65)


def earner(wage: int, year: int = 2024) -> Household:
    return Household("", (Member("", Person(wage=wage * 12)),)).at(STOCKHOLM, year)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60", 59.5 * 12, 60.5 * 12),
        ("58,6", 58.55 * 12, 58.65 * 12),
        ("58.60/mån", 58.595 * 12, 58.605 * 12),
        ("660/år", 659.5, 660.5),
        ("1 000/year", 999.5, 1000.5),
    ],
)
def test_a_printed_figure_is_an_interval(text: str, low: float, high: float) -> None:
    claim = read_published(text)
    assert (claim.low, claim.high) == pytest.approx((low, high))
    assert claim.holds_for(claim.low)
    assert claim.holds_for(-claim.high), "without a sign, the size is compared"
    assert not claim.holds_for(claim.high + 0.01)


def test_a_sign_is_compared_and_a_bound_is_open_below() -> None:
    cut = read_published("\u221248")
    assert cut.holds_for(-48.0 * 12)
    assert not cut.holds_for(48.0 * 12)
    bound = read_published("60", at_most=True)
    assert bound.holds_for(0)
    assert bound.holds_for(-720)
    assert not bound.holds_for(720.01)


@pytest.mark.parametrize("text", ["", "sextio", "60/dag", "nan", "1.234"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(HouseholdError):
        read_published(text)


@settings(deadline=None, max_examples=40)
@given(wage=st.integers(15_000, 90_000), ore=st.integers(-100, 100).filter(bool), decimals=st.integers(0, 2))
def test_a_figure_printed_from_a_convention_is_found_again(wage: int, ore: int, decimals: int) -> None:
    change = change_household(earner(wage), ore)
    for convention in Convention:
        printed = f"{getattr(change, convention) / 12:.{decimals}f}"
        claim = read_published(printed if printed.startswith("-") else f"+{printed}")
        if float(printed) != 0:
            assert convention in reproducing(which_conventions(change, claim))


def test_none_is_said_when_none_does() -> None:
    change = change_household(earner(35_000), 24)
    assert reproducing(which_conventions(change, read_published("70"))) == ()
    assert in_other_years(earner(35_000), 24, read_published("70")) == {}
    view = published_figure_view(change, read_published("70"), "sv")
    assert (view.follows, view.other_years) == ((), ())
    assert [each.convention for each in view.conventions] == ["on_whole_income", "before_credits", "after_credits"]


def test_another_years_rules_are_tried_only_when_none_does() -> None:
    found = in_other_years(earner(50_000), 24, read_published("94"))
    assert {year: [each.convention for each in answers] for year, answers in found.items()} == {2023: [Convention.AFTER_CREDITS]}
    assert published_figure_view(change_household(earner(50_000), 24), read_published("94"), "en").other_years[0].year == 2023
    assert published_figure_view(change_household(earner(50_000), 24), read_published("120"), "en").other_years == ()
    assert in_other_years(earner(50_000, 2016), 24, read_published("120")).keys() == {2017}, "the years that ship end"


LINE = ("--year", "2024", "--rate", "30,12", "--change", "24", "--income")


def said(*arguments: str) -> str:
    result = CliRunner().invoke(command, [*LINE, *arguments])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.replace("\u00a0", " ").split())


def test_the_command_says_which_it_follows() -> None:
    text = said("35000", "--claimed-at-most", "60")
    assert "Påstått: högst 60 kr per månad" in text
    assert text.count(" stämmer inte") == 2
    assert text.endswith("Siffran följer detta sätt att räkna: efter jobbskatteavdrag och andra reduktioner.")
    assert "Påstått: 84 kr per månad, alltså 83,50 till 84,50 per månad" in said("35000", "--claimed", "84")
    assert "ger den siffran. Med 2023 års regler" in said("20000", "--claimed", "27")
    assert said("20000", "--claimed", "30").endswith("Inget av de tre sätten att räkna ger den siffran.")
    assert "Påstått: 1008 kr per år" in said("35000", "--claimed", "1008/år")


def test_the_answer_is_in_json() -> None:
    result = CliRunner().invoke(command, [*LINE, "35000", "--claimed", "84", "--json"])
    claim = json.loads(result.stdout)["data"]["claimed"]
    assert claim["follows"] == ["on_whole_income"]
    assert [each["reproduces"] for each in claim["conventions"]] == [True, False, False]
    assert "claimed" not in json.loads(CliRunner().invoke(command, [*LINE, "35000", "--json"]).stdout)["data"]
    bound = json.loads(CliRunner().invoke(command, [*LINE, "35000", "--claimed-at-most", "-60", "--json"]).stdout)["data"][
        "claimed"
    ]
    assert (bound["low_per_month"], bound["follows"]) == (None, [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("1", "--claimed", "x"), '"x" är inget belopp. Skriv det som det är tryckt, som 60 eller 58,6.'),
        (("1", "--claimed", "1", "--claimed-at-most", "1"), "Ange --claimed eller --claimed-at-most, inte båda."),
    ],
)
def test_a_claim_that_cannot_be_read_is_refused(arguments: tuple[str, ...], says: str) -> None:
    result = CliRunner().invoke(command, [*LINE, *arguments])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == f"Error: {says}"


def test_a_claim_is_about_one_household_and_one_change() -> None:
    many = CliRunner().invoke(command, ["--year", "2024", "--rate", "30", "--cases", "--claimed", "1"])
    assert many.output.endswith("--claimed prövas på ett hushåll i taget.\n")
