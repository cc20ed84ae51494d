"""Sentences of the page that depend on what was found, and the names of its parts. The rest stand in the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hundralapp.diagnostics import Language

_COUNTS = {
    "sv": ("Inget", "Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv"),
    "en": ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
}
_KINDS = {"sv": {"surplus": "överskott", "deficit": "underskott"}, "en": {"surplus": "surplus", "deficit": "deficit"}}

_MONEY = {"tkr": "thousand kronor", "mkr": "million kronor", "mnkr": "million kronor", "mdkr": "billion kronor"}

PARTS: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "revenue": "Större intäkter",
        "itemised_savings": "Preciserade besparingar",
        "savings_not_itemised": "Besparingar som inte är preciserade",
        "costs": "Större kostnader",
        "forgone_revenue": "Mindre intäkter",
        "unfinanced": "Inte finansierat",
    },
    "en": {
        "revenue": "More revenue",
        "itemised_savings": "Itemised savings",
        "savings_not_itemised": "Savings that are not itemised",
        "costs": "More costs",
        "forgone_revenue": "Less revenue",
        "unfinanced": "Not financed",
    },
}
CAUSES: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "price_effect": "priser",
        "volume_effect": "volymer",
        "mix_effect": "sammansättning",
        "services": "verksamheter",
        "activities": "anslag till övrig verksamhet",
        "fees_and_grants": "avgifter och riktade bidrag",
        "decided": "beslutade ändringar",
    },
    "en": {
        "price_effect": "prices",
        "volume_effect": "volumes",
        "mix_effect": "mix",
        "services": "services",
        "activities": "appropriations of other activities",
        "fees_and_grants": "fees and targeted grants",
        "decided": "decided changes",
    },
}
DATA: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "budget.xlsx": "arbetsbok med levande formler: välj förslag, ändra indata",
        "budget.pdf": "budgetboken: allt på papper, taggad PDF",
        "data.zip": "datapaketet: alla tabeller med beskrivning, licens och kontrollsummor",
        "data/datapackage.json": "paketets beskrivning, för program",
        "budget.json": "allt, så som hundralapp compute --json skriver det",
        "graph.json": "räknegrafen med sina indata",
    },
    "en": {
        "budget-en.xlsx": "workbook with live formulas: choose a proposal, change inputs",
        "budget-en.pdf": "the budget book: everything on paper, tagged PDF",
        "data.zip": "the data package: all tables with description, licence and checksums",
        "data/datapackage.json": "the package's description, for programs",
        "budget.json": "everything, as hundralapp compute --json writes it",
        "graph.json": "the graph of rules with its inputs",
    },
}
STATUSES: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "exact": "står exakt så i källan",
        "rounded": "står avrundad i källan",
        "derived": "är räknad ur andra siffror",
        "estimate": "är uppskattad av den som skrev den, eller räknad ur en sådan",
        "claim": "är någons uppgift, som inte har prövats",
        "synthetic": "är uppdiktad för ett exempel",
        "unknown": "är inte känd, och inte heller det som räknas ur den",
    },
    "en": {
        "exact": "stands exactly so in the source",
        "rounded": "stands rounded in the source",
        "derived": "is computed from other figures",
        "estimate": "is a judgement of whoever wrote it, or computed from one",
        "claim": "is somebody’s word, which has not been tested",
        "synthetic": "is made up for an example",
        "unknown": "is not known, nor is what is computed from it",
    },
}


def possessive(name: str, language: Language) -> str:
    """`Sjöbo kommuns`, `Borås`; in English `Sjöbo kommun’s`."""
    if language == "en":
        return f"{name}’s"
    return name if name[-1:].lower() in ("s", "x", "z") else f"{name}s"


def money(name: str, language: Language) -> str:
    """The workspace's money; in English with what it stands for."""
    return f"{name} ({_MONEY[name]})" if language == "en" and name in _MONEY else name


def counted(count: int, language: Language) -> str:
    """A number at the beginning of a sentence, in words up to twelve."""
    words = _COUNTS[language]
    return words[count] if count < len(words) else str(count)


def proposal_count(count: int, language: Language) -> str:
    """`Fyra förslag`, `Four proposals`."""
    number = counted(count, language)
    return f"{number} förslag" if language == "sv" else f"{number} proposal{'' if count == 1 else 's'}"


def budget_count(count: int, language: Language) -> str:
    """`En budget`, `Two budgets`."""
    if count == 1:
        return "En budget" if language == "sv" else "One budget"
    number = counted(count, language)
    return f"{number} budgetar" if language == "sv" else f"{number} budgets"


def result_heading(now: str, plan: Sequence[str], language: Language) -> str:
    """What the result does, from the budget year into the plan: `Underskott i budgeten, överskott i planen`.

    A plan that is not known in every year is left out.
    """
    words, swedish = _KINDS[language], language == "sv"
    if now == "balanced":
        return "Nollresultat i budgeten" if swedish else "Neither surplus nor deficit in the budget"
    if now not in words:
        return "Budgetens resultat är inte känt" if swedish else "The result of the budget is not known"
    first = words[now].capitalize()
    later = set(plan)
    if not later or not later <= set(words):
        return f"{first} i budgeten" if swedish else f"A {words[now]} in the budget"
    if later == {now}:
        return f"{first} i budgeten och i hela planen" if swedish else f"A {words[now]} in the budget and throughout the plan"
    if len(later) == 1:
        other = next(iter(later))
        if swedish:
            return f"{first} i budgeten, {words[other]} i planen"
        return f"A {words[now]} in the budget, a {words[other]} in the plan"
    if swedish:
        return f"{first} i budgeten, både plus och minus i planen"
    return f"A {words[now]} in the budget, both plus and minus in the plan"


def law_heading(verdicts: Iterable[str], language: Language) -> str:
    """How many of the law's demands are met, not met, and cannot be told."""
    found = list(verdicts)
    met = sum(each in ("met", "met_by_exception") for each in found)
    not_met, untold = found.count("not_met"), found.count("cannot_tell")
    if met == len(found) > 1:
        return f"Lagens krav: alla {met} uppfyllda" if language == "sv" else f"The law’s demands: all {met} met"
    if language == "sv":
        ends = ("t" if count == 1 else "da" for count in (met, not_met))
        parts = [f"{met} uppfyll{next(ends)}", f"{not_met} ej uppfyll{next(ends)}", f"{untold} går inte att avgöra"]
        return "Lagens krav: " + ", ".join(part for part, count in zip(parts, (1, not_met, untold), strict=True) if count)
    parts = [f"{met} met", f"{not_met} not met", f"{untold} cannot be told"]
    return "The law’s demands: " + ", ".join(part for part, count in zip(parts, (1, not_met, untold), strict=True) if count)
