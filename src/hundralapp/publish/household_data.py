"""What the household page's script needs: the law's graph with its amounts, the places, the alternatives, and every word."""

from __future__ import annotations

from typing import Any

from hundralapp.diagnostics import Language
from hundralapp.graph.export import export_graph
from hundralapp.graph.figure import input_name
from hundralapp.households.cases import household_cases
from hundralapp.households.household import Household
from hundralapp.households.law import law
from hundralapp.households.person import INCOMES, MONTHS, MOST_INCOME, OLDEST
from hundralapp.publish.alternatives import MOST_GROUPS
from hundralapp.publish.curves import POINTS
from hundralapp.publish.household import TABLE_ROWS, HouseholdPage
from hundralapp.publish.household_words import MOST_NAMED, PROBLEMS, WORDS
from hundralapp.publish.residents import Place
from hundralapp.views.household import DEPTHS, step_forms

MOST_ORE = 1_000  # the greatest change of rate that a reader may try
MOST_FEE = 3_000  # öre per SEK 1 000
_PERSON = (*INCOMES, "age_at_start_of_year", "church_fee_rate")
_PLACE = ("municipal_tax_rate", "regional_tax_rate", "burial_fee_rate", "in_regional_credit_area")
_CHANGES = ("income_tax.total_income", "income_tax.municipal_tax", "income_tax.final_tax")


def household_data(page: HouseholdPage, language: Language) -> dict[str, Any]:
    """The page's data. Persons are lists in the order of `person`, incomes SEK a year; rates öre per SEK 100."""
    of_year = law(page.year)
    forms = step_forms(of_year, language)
    figures = dict.fromkeys(
        [*_CHANGES, *(each.figure for each in forms), *(needed for each in forms for _, needed in each.laws if needed)]
    )
    period = str(page.year)
    graph = export_graph(of_year.binding.graph, {each: of_year.binding.cells[each, period].row for each in figures})
    return {
        "graph": graph,
        "inputs": {name: of_year.binding.inputs[name] for name in graph["inputs"]},
        "person": [input_name((f"person.{name}", period)) for name in _PERSON],
        "place": [input_name((f"person.{name}", period)) for name in _PLACE],
        "steps": [[each.figure, each.label, each.sign, each.always, each.laws] for each in forms],
        "depths": [label[0 if language == "sv" else 1] for label in DEPTHS.values()],
        "places": [_place(each, language) for each in page.places],
        "isRegional": page.place.rates.change_is_regional,
        "alternatives": [[each.name, each.rate, each.is_last_year, each.proposal] for each in page.alternatives],
        "cases": [_persons(each) for each in household_cases().households.values()],
        "points": POINTS,
        "tableRows": TABLE_ROWS,
        "mostNamed": MOST_NAMED,
        "mostGroups": MOST_GROUPS,
        "mostIncome": MOST_INCOME // MONTHS,
        "oldest": OLDEST,
        "mostOre": MOST_ORE,
        "mostFee": MOST_FEE,
        "words": WORDS[language],
        "problems": PROBLEMS[language],
    }


def _place(place: Place, language: Language) -> dict[str, Any]:
    rates = place.rates
    return {
        "code": place.code,
        "name": rates.place,
        "municipal": rates.municipal,
        "regional": rates.regional,
        "burial": rates.burial_fee,
        "credit": int(rates.in_regional_credit_area),
        "last": place.last_year,
        "notes": [each.say(language) for each in place.notes],
    }


def _persons(household: Household) -> list[list[int]]:
    return [[getattr(each.person, name) for name in _PERSON] for each in household.members]
