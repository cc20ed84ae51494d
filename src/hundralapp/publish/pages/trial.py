"""A budget of the reader's own: levers and the proposals' decisions, on the exported graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from hundralapp.diagnostics import Language
from hundralapp.households.household import move_household
from hundralapp.households.person import MONTHS
from hundralapp.numbers_sv import show_number
from hundralapp.publish.choices import choices_of, offered
from hundralapp.publish.edition import Edition
from hundralapp.publish.frame import DIFFERENCES
from hundralapp.publish.household import STANDARD_WAGE, standard_household
from hundralapp.publish.household_words import decimals_for
from hundralapp.publish.lever import MOST_ORE
from hundralapp.publish.locked import locked_lines
from hundralapp.publish.page import Page
from hundralapp.publish.residents import Place
from hundralapp.publish.trial_data import choice_name, short_names, trial_data
from hundralapp.publish.trial_page import Trial
from hundralapp.publish.trial_words import WORDS
from hundralapp.publish.words import PARTS
from hundralapp.views.tables import period_heads

FILES: Mapping[Language, str] = {"sv": "prova.html", "en": "try.html"}
_SCRIPTS = ("numbers.js", DIFFERENCES, "trial-budget.js", "trial-file.js", "lever.js")


def pages(edition: Edition) -> Sequence[Page]:
    """The page, where there is anything to move or to take over with a known effect."""
    budget, shower, language = edition.budget, edition.shower, edition.language
    years = edition.space.budget_periods
    proposals = offered(budget.proposals)
    if not years or not (budget.levers or proposals):
        return []
    trial = Trial(edition, proposals)
    short = short_names(choice_name(each) for each in choices_of(proposals))
    heads = {each.id: each.label for each in period_heads(edition.model, language)}
    values = {
        "trial": trial,
        "sources": trial.sources(budget.comparison, short),
        "left_out": len(budget.proposals) - len(proposals),
        "locked": locked_lines(shower, budget.levers, years[0].id),
        "years": [heads[each.id] for each in years],
        "part_names": PARTS[language],
    }
    home = edition.household
    data = trial_data(shower, budget.levers, proposals) | {
        "words": WORDS[language],
        "swedish": WORDS["sv"],
        "english": WORDS["en"],
        "parts": PARTS[language],
        "household": None if home is None else _household(home.year, home.place, language),
    }
    title = edition.say("Prova själv", "Try yourself")
    about = edition.say(
        "Flytta reglagen eller ta över beslut ur förslagen, och se om budgeten går ihop.",
        "Move the controls or take over decisions from the proposals, and see whether the budget balances.",
    )
    styles = ("trial.css",)
    return [Page("trial", FILES, title, "trial.html.j2", values, about, _SCRIPTS, styles, {"lever-data": data}, computes=True)]


def _household(year: int, place: Place, language: Language) -> dict[str, object]:
    """What each change of the rate means a month for the household page's standard person, as texts from -MOST_ORE öre on."""
    months = _months(year, place)
    texts = [show_number(each, decimals_for([each]), language, plus=True) for each in months]
    return {"wage": show_number(STANDARD_WAGE, 0, language), "most": MOST_ORE, "months": texts}


@lru_cache(maxsize=4)
def _months(year: int, place: Place) -> tuple[float, ...]:
    """SEK a month after credits, for each change from -MOST_ORE to MOST_ORE öre."""
    rates, found = place.rates, []
    there = standard_household().at(rates, year)
    for ore in range(-MOST_ORE, MOST_ORE + 1):
        regional = ore if rates.change_is_regional else 0
        moved = move_household(there, rates.municipal + ore - regional, rates.regional + regional)
        found.append(moved.after_credits / MONTHS)
    return tuple(found)
