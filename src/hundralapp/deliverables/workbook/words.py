"""The words of the workbook, in the reader's language."""

from __future__ import annotations

from functools import cache

from hundralapp.diagnostics import Language, Words
from hundralapp.views.tables import SECTIONS

START, INPUTS, LEVERS, PARAMETERS, DECISIONS, FIGURES, STEPS, CHECKS, GOALS, PROPOSALS, SOURCES, METHOD = (
    "start",
    "inputs",
    "levers",
    "parameters",
    "decisions",
    "figures",
    "steps",
    "checks",
    "goals",
    "proposals",
    "sources",
    "method",
)
# The sheets that formulas name have names without spaces in both languages, so that a formula stays readable.
SHEETS: dict[str, Words] = {
    START: Words("Start", "Start"),
    "result": Words("Resultaträkning", "Result statement"),
    "balance_requirement": Words("Balanskrav", "Balance requirement"),
    "revenue": Words("Skatter och bidrag", "Taxes and grants"),
    "revenue_change": Words("Varför intäkterna ändras", "Why revenue changes"),
    "tax_by_law": Words("Skatt enligt lagen", "Tax by law"),
    "payments": Words("Utbetalningar", "Payments"),
    "committees": Words("Nämnder", "Committees"),
    "services": Words("Verksamheter", "Services"),
    "hundred": Words("Hundralappen", "SEK 100"),
    "need": Words("Demografiskt behov", "Demographic need"),
    "initiatives": Words("Satsningar", "Initiatives"),
    "balance_sheet": Words("Balansräkning", "Balance sheet"),
    "key_figures": Words("Nyckeltal", "Key figures"),
    CHECKS: Words("Lagens krav", "Checks of the law"),
    GOALS: Words("Mål", "Goals"),
    PROPOSALS: Words("Förslag", "Proposals"),
    INPUTS: Words("Indata", "Inputs"),
    LEVERS: Words("Spakar", "Levers"),
    DECISIONS: Words("Beslut", "Decisions"),
    PARAMETERS: Words("Parametrar", "Parameters"),
    FIGURES: Words("Siffror", "Figures"),
    STEPS: Words("Steg", "Steps"),
    SOURCES: Words("Källor", "Sources"),
    METHOD: Words("Metod", "Method"),
}
_SECTIONS = {name: title for name, title, _ in SECTIONS}


@cache
def sheet_name(key: str, language: Language) -> str:
    """A sheet's name; a section of the budget without a short one has its title, as much as Excel takes."""
    title = SHEETS.get(key) or _SECTIONS[key]
    plain = "".join(each for each in title.say(language) if each not in "[]:*?/\\")
    return plain[:LONGEST_NAME].rstrip()


SYNTHETIC = Words("PÅHITTADE TAL", "INVENTED NUMBERS")
LONGEST_NAME = 31  # letters of a sheet's name
UNKNOWN = Words("okänt", "unknown")
NOT_STATED = Words("inte angiven", "not stated")
