"""What the budget and each proposal mean for a household's tax, which the reader computes for their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.households.cases import household_cases
from hundralapp.numbers_sv import show_number
from hundralapp.publish.edition import Edition
from hundralapp.publish.household import STANDARD_AGE, STANDARD_WAGE
from hundralapp.publish.household_data import household_data
from hundralapp.publish.page import Page

FILES: Mapping[Language, str] = {"sv": "hushall.html", "en": "household.html"}
_SCRIPTS = ("numbers.js", "household-law.js", "household-chart.js", "household.js")


def pages(edition: Edition) -> Sequence[Page]:
    """The page of households, where the tax rate is known."""
    home, language = edition.household, edition.language
    if home is None:
        return []
    values = {
        "home": home,
        "wage": STANDARD_WAGE,
        "standard_wage": show_number(STANDARD_WAGE, 0, language),
        "age": STANDARD_AGE,
        "case_note": household_cases().note.say(language),
    }
    title, about = edition.say("Mitt hushåll", "My household"), home.teaser or home.tax
    data = {"household-data": household_data(home, language)}
    styles = ("household.css",)
    return [Page("household", FILES, title, "household.html.j2", values, about, _SCRIPTS, styles, data, computes=True)]
