"""The words of the workbook, in the reader's language."""

from __future__ import annotations

from hundralapp.diagnostics import Words

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
SYNTHETIC = Words("PÅHITTADE TAL", "INVENTED NUMBERS")
UNKNOWN = Words("okänt", "unknown")
NOT_STATED = Words("inte angiven", "not stated")
