"""Households: members add up, cases are what they say, files are read, and rates come from the right place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import hundralapp
from hundralapp.graph.figure import Period, Series
from hundralapp.households.cases import find_case, household_cases
from hundralapp.households.household import Household, Member, change_household
from hundralapp.households.law import income_years, law
from hundralapp.households.person import INCOMES, HouseholdError, Person, change_rate
from hundralapp.households.rates import LocalRates, budget_period, budget_rate, local_rates, rates_of_budget
from hundralapp.households.reading import read_household
from hundralapp.model import Model, load_model
from hundralapp.proposals.decision import read_proposals
from hundralapp.proposals.effects import under

EXAMPLES = Path(__file__).parents[3] / "examples"
LUND = LocalRates("Lund", 2124, 1118, 292)


def test_a_household_is_the_sum_of_its_members() -> None:
    couple = find_case("familj").at(LUND, 2024)
    together = change_household(couple, 24)
    alone = [change_household(replace(couple, members=(each,)), 24) for each in couple.members]
    for depth in ("on_whole_income", "before_credits", "after_credits"):
        assert getattr(together, depth) == sum(getattr(each, depth) for each in alone)
    for figure in together.persons[0].before:
        assert together.before(figure) == sum(each.before(figure) for each in alone)
        assert together.after(figure) == sum(each.after(figure) for each in alone)


def test_children_change_no_tax() -> None:
    with_two = find_case("familj").at(LUND, 2024)
    assert with_two.children == 2
    assert change_household(replace(with_two, children=0), 24).persons == change_household(with_two, 24).persons


@pytest.mark.parametrize("regional", [False, True])
def test_either_level_may_change_and_the_tax_is_the_same(regional: bool) -> None:
    rates = replace(LUND, change_is_regional=regional)
    change = change_household(find_case("larare").at(rates, 2024), 30)
    assert change.after("income_tax.local_tax_rate") == 2124 + 1118 + 30
    assert change.after_credits == change_rate(2024, change.persons[0].person, 30).after_credits


def test_a_region_cannot_go_below_its_own_rate_of_zero() -> None:
    household = find_case("larare").at(replace(LUND, change_is_regional=True), 2024)
    with pytest.raises(HouseholdError, match="below zero"):
        change_household(household, -1119)
    assert change_household(household, -1118).after("income_tax.local_tax_rate") == 2124


def test_a_household_without_place_or_year_is_refused() -> None:
    with pytest.raises(HouseholdError, match="no income year or rate"):
        change_household(find_case("larare"), 10)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"wage": -1}, "wage"),
        ({"pension": 960_000_001}, "pension"),
        ({"age_at_start_of_year": 131}, "131"),
        ({"church_fee_rate": -1}, "below"),
    ],
)
def test_a_person_that_cannot_be_is_refused(wrong: dict[str, int], says: str) -> None:
    with pytest.raises(HouseholdError, match=says):
        Person(**wrong)  # type: ignore[arg-type]


def test_the_cases_are_assumptions_and_say_so() -> None:
    cases = household_cases()
    assert "ingen statistik" in cases.note.sv
    assert "no statistics" in cases.note.en
    assert len(cases.households) >= 12
    names = [name for each in cases.households.values() for name in (each.name, each.name_en)]
    assert all(names)
    assert len(set(names)) == len(names)
    for each in cases.households.values():
        assert each.is_example
        assert all(member.name and member.name_en and member.person.income for member in each.members)


@pytest.mark.parametrize("name", ["sjukskoterska", "Sjuksköterska", "NURSE"])
def test_a_case_is_found_by_id_or_name(name: str) -> None:
    assert find_case(name) is household_cases().households["sjukskoterska"]


def test_the_cases_are_what_their_names_say() -> None:
    """The high earner pays state tax in every year, and in the latest nobody else does; each kind of income is somewhere."""
    for year in income_years():
        pays = {
            name
            for name, each in household_cases().households.items()
            if change_household(each.at(LUND, year), 0).before("income_tax.state_tax") > 0
        }
        assert "hoginkomst" in pays
    assert pays == {"hoginkomst"}
    seen = {
        kind
        for each in household_cases().households.values()
        for one in each.members
        for kind in INCOMES
        if getattr(one.person, kind)
    }
    assert seen == set(INCOMES)


def model_of(name: str) -> Model:
    return load_model(EXAMPLES / name)


def test_the_rates_of_a_municipalitys_budget() -> None:
    model = model_of("stockholm-2024")
    period = budget_period(model)
    rates = rates_of_budget(model, period)
    assert (rates.municipal, rates.regional, rates.burial_fee, rates.change_is_regional) == (1798, 1238, 65, False)
    assert ["12,38" in each.sv and "12.38" in each.en for each in rates.notes] == [True]
    proposal = read_proposals(model.workspace)["utan-skattehojning"]
    assert budget_rate(under(model, proposal.decisions), period) == 1774
    assert rates_of_budget(model, period, other_rate=1200, burial_fee=70) == LocalRates(
        "Stockholms stad", 1798, 1200, 70, code="0180"
    )


@pytest.mark.parametrize(
    ("municipality", "year", "credit"),
    [("Dorotea", 2026, 1675.0), ("2425", 2020, 1675.0), ("Dorotea", 2019, 0.0), ("Umeå", 2026, 0.0)],
)
def test_the_regional_credit_comes_with_the_municipality(municipality: str, year: int, credit: float) -> None:
    rates = local_rates(municipality, year)
    assert rates.in_regional_credit_area is (credit > 0)
    household = find_case("larare").at(rates, year)
    found = law(year).evaluate(household.members[0].person.figures())
    assert found.get("income_tax.set_off.regional_credit", 0.0) == credit


def test_the_rates_of_a_regions_budget() -> None:
    model = model_of("region-stockholm-2024")
    period = budget_period(model)
    rates = rates_of_budget(model, period, municipality="solna")
    shipped = local_rates("Solna", 2024)
    assert (rates.place, rates.municipal, rates.regional) == ("Solna", shipped.municipal, 1238)
    assert rates.change_is_regional
    for municipality, says in (("Lund", "not in Region Stockholm"), (None, "--municipality"), ("Slona", 'Did you mean "Solna"')):
        with pytest.raises(HouseholdError, match=says):
            rates_of_budget(model, period, municipality=municipality)


def test_what_a_budget_does_not_say_is_refused() -> None:
    stockholm = model_of("stockholm-2024")
    with pytest.raises(HouseholdError, match="unknown in the workspace"):
        budget_rate(stockholm, budget_period(stockholm, "2025"))
    with pytest.raises(HouseholdError, match='"2031" is not budget or plan'):
        budget_period(stockholm, "2031")
    with pytest.raises(HouseholdError, match="--municipality is for"):
        rates_of_budget(stockholm, budget_period(stockholm), municipality="Lund")
    town = model_of("exempelstad")
    with pytest.raises(HouseholdError, match="--other-rate"):
        rates_of_budget(town, budget_period(town))


def test_the_latest_shipped_rate_stands_in_for_a_later_year_and_says_so() -> None:
    rates = rates_of_budget(model_of("sjobo-2025"), Period("2027", 2027, Series.PLAN))
    assert rates.regional == local_rates("Sjöbo", 2026).regional
    assert any("2026" in each.en and "2027" in each.en for each in rates.notes)


def test_a_place_that_is_both_has_one_rate(tmp_path: Path) -> None:
    for file, text in {
        "workspace.yaml": "format: 1\nname: Gotland\nentity: {kind: municipality_and_region, code: '0980', name: G}\n"
        "money: mkr\nbudget_year: 2024\nperiods: [{year: 2024, series: adopted_budget}]\n",
        "budget/skatt.csv": "figure,2024\nrevenue.tax_rate,33.60\n",
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    model = load_model(tmp_path)
    rates = rates_of_budget(model, budget_period(model))
    assert (rates.municipal, rates.regional, rates.burial_fee > 0) == (3360, 0, True)


FILE = """\
name: Familjen Öst
name_en: The East family
year: 2024
rates:
  municipal: 21,24
  regional: 11.18
  burial_fee: 0,292
regional_credit: true
children: 2
members:
  - name: Anna
    age: 40
    per_month:
      wage: 35 000
    per_year:
      wage: 1000
      other_pensionable_income: 12000
    church_member: true
    church_fee: 1,005
  - age: 70
    per_month: {pension: 18000, sickness_compensation: 0}
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "familj.yaml"
    path.write_text(FILE, encoding="utf-8")
    household, files = read_household(path)
    assert [str(each) for each in files.report] == []
    assert household is not None
    anna = Person(wage=421_000, other_pensionable_income=12_000, church_fee_rate=1005)
    pensioner = Person(pension=216_000, age_at_start_of_year=70)
    assert household == Household(
        "Familjen Öst",
        (Member("Anna", anna), Member("Person 2", pensioner)),
        children=2,
        year=2024,
        rates=LocalRates("", 2124, 1118, 292),
        name_en="The East family",
        regional_credit=True,
    )
    assert household.rates is not None
    change = change_household(household.at(household.rates, 2024), 10)
    assert change.before("income_tax.set_off.regional_credit") == 2 * 1675
    assert change.before("income_tax.church_fee") > 0


def test_a_parish_rate_for_all_serves_members_without_their_own(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("members: [{age: 30, church_member: true}, {age: 30}]", encoding="utf-8")
    assert read_household(path)[0] is None
    household, _ = read_household(path, church_fee=990)
    assert household is not None
    assert [each.person.church_fee_rate for each in household.members] == [990, 0]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["missing-key"]),
        ("- 1", ["wrong-type"]),
        ("members: 3", ["wrong-type"]),
        ("members: [{age: 30, per_month: 35000}]", ["wrong-type"]),
        ("members: [{age: 30, wage: 35000}]", ["income-without-period"]),
        ("members: [{age: 30, salary: 35000}]", ["unknown-key"]),
        ("members: [{per_month: {wage: 1}}]", ["missing-key"]),
        ("members: [{age: 40,5}]", ["unknown-key"]),
        ("members: [{age: 40.5}]", ["wrong-type"]),
        ("members: [{age: -1}]", ["wrong-type"]),
        ("members: [{age: 30, per_month: {wage: .nan}}]", ["not-a-number"]),
        ("members: [{age: 30, per_month: {wage: 35.000}}]", ["ambiguous-number"]),
        ("members: [{age: 30, church_member: yes}]", ["wrong-type"]),
        ("children: 31\nmembers: [{age: 30}]", ["wrong-type"]),
        ("year: 24\nmembers: [{age: 30}]", ["wrong-type"]),
        ("rates: {municipal: 20}\nmembers: [{age: 30}]", ["missing-key"]),
        ("members: [{age: 30}", ["yaml-syntax"]),
        ("members: [{age: 30, parish: Dalby}]", ["fee-of-no-member"]),
        ("year: 2025\nmunicipality: Lund\nmembers: [{age: 30, church_member: true, parish: Dalby}]", ["unknown-parish"]),
        ("members: [{age: 3, per_month: {wage: 79000000}, per_year: {wage: 99000000}}]", ["income-out-of-range"]),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(text: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    household, files = read_household(path)
    assert household is None
    assert [each.code.name for each in files.report] == codes


def test_the_public_names_are_there() -> None:
    for name in hundralapp.__all__:
        assert getattr(hundralapp, name) is not None


def test_the_regional_credit_follows_the_municipality_unless_said() -> None:
    kiruna, lund = local_rates("Kiruna", 2024), local_rates("Lund", 2024)
    assert (kiruna.in_regional_credit_area, lund.in_regional_credit_area) == (True, False)
    figure = "income_tax.set_off.regional_credit"
    for rates, said, amount in ((kiruna, None, 1675), (lund, None, 0), (kiruna, False, 0), (lund, True, 1675)):
        household = replace(find_case("larare"), regional_credit=said).at(rates, 2024)
        assert change_household(household, 0).before(figure) == amount


def test_a_parish_is_found_where_the_household_lives() -> None:
    member = Member("", Person(wage=420_000), parish="dalby")
    household = Household("", (member,))
    fee = household.at(local_rates("Lund", 2026), 2026).members[0].person.church_fee_rate
    assert 500 < fee < 2_000
    with pytest.raises(HouseholdError, match='no parish "dalby" in Malmö'):
        household.at(local_rates("Malmö", 2026), 2026)
    for rates, year in ((local_rates("Lund", 2025), 2025), (LocalRates("", 3000, 0), 2026)):
        with pytest.raises(HouseholdError, match="Church fees by parish are there for municipalities in 2026"):
            household.at(rates, year)
