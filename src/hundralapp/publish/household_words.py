"""Sentences of the household page that depend on numbers, the same for Python and for the page's script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.graph.evaluate import Value
from hundralapp.numbers_sv import show_number

MOST_NAMED = 6  # alternatives in a sentence; more are told as a range
_SMALL = 10.0  # kronor a month, below which a decimal is shown

WORDS: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "less": "{amount} kr mindre i månaden",
        "more": "{amount} kr mer i månaden",
        "same": "lika mycket",
        "unknown": "okänt hur mycket",
        "unknown_rate": "okänd",
        "with": "{change} med {names}",
        "and": " och ",
        "between": "; ",
        "compared": "Jämfört med budgeten betalar {who} {parts}.",
        "range": "från {low} till {high}, beroende på förslag",
        "household": "hushållet",
        "standard": "den som har {wage} kr i månadslön",
        "standard_in": "den som bor i {place} och har {wage} kr i månadslön",
        "tax": "Med budgeten är skatten {tax} kr i månaden.",
        "budget": "Budgeten",
        "yours": "din ändring",
        "last_year": "{year} års skattesatser",
        "person": "Person {number}",
        "ore": "{ore} öre",
        "before": "Budgeten",
        "after": "Efter",
        "change": "Ändring",
        "step": "Steg, kr per år",
        "depth": "Ändring av skatten",
        "way": "Räknad",
        "month": "kr per månad",
        "year": "kr per år",
        "together": "Hushållet tillsammans",
        "steps": "Steg för steg, {label}",
        "no_change": "Steg för steg, budgeten",
        "income": "Inkomst, kr per månad",
        "case": "Hushåll",
        "base_tax": "Skatt med budgeten",
        "left_out": "Ytterligare {count} ändringar av skattesatsen står bara i den första tabellen.",
        "axis_x": "inkomst, kr per månad",
        "axis_y": "skatt, kr per månad",
        "you": "{amount} kr",
        "final_tax": "Slutlig skatt, kr per år",
        "wage": "lön",
        "pension": "pension",
        "sickness_compensation": "sjukersättning",
        "other_pensionable_income": "annan pensionsgrundande ersättning",
        "aged": "{age} år",
        "children": "barn: {children}",
    },
    "en": {
        "less": "SEK {amount} less a month",
        "more": "SEK {amount} more a month",
        "same": "the same",
        "unknown": "an unknown amount",
        "unknown_rate": "unknown",
        "with": "{change} with {names}",
        "and": " and ",
        "between": "; ",
        "compared": "Compared with the budget, {who} pays {parts}.",
        "range": "from {low} to {high}, depending on the proposal",
        "household": "the household",
        "standard": "a person with a wage of SEK {wage} a month",
        "standard_in": "a person who lives in {place} with a wage of SEK {wage} a month",
        "tax": "With the budget the tax is SEK {tax} a month.",
        "budget": "The budget",
        "yours": "your change",
        "last_year": "{year}’s rates",
        "person": "Person {number}",
        "ore": "{ore} öre",
        "before": "Budget",
        "after": "After",
        "change": "Change",
        "step": "Step, SEK a year",
        "depth": "Change of the tax",
        "way": "Counted",
        "month": "SEK a month",
        "year": "SEK a year",
        "together": "The household together",
        "steps": "Step by step, {label}",
        "no_change": "Step by step, the budget",
        "income": "Income, SEK a month",
        "case": "Household",
        "base_tax": "Tax with the budget",
        "left_out": "Another {count} changes of the rate are only in the first table.",
        "axis_x": "income, SEK a month",
        "axis_y": "tax, SEK a month",
        "you": "SEK {amount}",
        "final_tax": "Final tax, SEK a year",
        "wage": "wage",
        "pension": "pension",
        "sickness_compensation": "sickness compensation",
        "other_pensionable_income": "other pensionable pay",
        "aged": "aged {age}",
        "children": "children: {children}",
    },
}

PROBLEMS: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "amount": "Skriv hela kronor i månaden, 0 till {most}.",
        "age": "Skriv hela år, 0 till {oldest}.",
        "fee": "Skriv kronor per 100 kr, som 1,005, högst 3.",
        "place": "Kommunen finns inte här.",
        "ore": "Skriv hela ören, {least} till {most_ore}.",
        "address": "I adressen stod något som inte går att använda. Det är hoppat över: {what}.",
        "unheard": "okänt",
    },
    "en": {
        "amount": "Write whole kronor a month, 0 to {most}.",
        "age": "Write whole years, 0 to {oldest}.",
        "fee": "Write kronor per SEK 100, such as 1.005, at most 3.",
        "place": "The municipality is not here.",
        "ore": "Write whole öre, {least} to {most_ore}.",
        "address": "The address held something that cannot be used. It is left out: {what}.",
        "unheard": "unknown",
    },
}


def decimals_for(months: Sequence[Value]) -> int:
    """Decimals of a column of kronor a month: none, or one where an amount is small."""
    return int(any(value is not None and 0.0 < abs(value) < _SMALL for value in months))


def said_change(month: Value, decimals: int, language: Language) -> str:
    """`56 kr mindre i månaden`, `lika mycket`, `okänt hur mycket`."""
    words = WORDS[language]
    if month is None:
        return words["unknown"]
    if month == 0.0:
        return words["same"]
    return words["less" if month < 0 else "more"].format(amount=show_number(abs(month), decimals, language))


def sentence(who: str, changes: Sequence[tuple[str, Value]], language: Language) -> str:
    """What each alternative means, in one sentence; those that mean the same stand together, and many are told as a range.

    Args:
        who: the subject, in the middle of the sentence.
        changes: (alternative, change of the tax in SEK a month; None where it is not known).
    """
    words = WORDS[language]
    if not changes:
        return ""
    decimals = decimals_for([month for _, month in changes])
    known = [month for _, month in changes if month is not None]
    if len(changes) > MOST_NAMED and known and min(known) != max(known):
        low, high = (said_change(month, decimals, language) for month in (min(known), max(known)))
        parts = words["range"].format(low=low, high=high)
    else:
        groups: dict[str, list[str]] = {}
        for name, month in changes:
            groups.setdefault(said_change(month, decimals, language), []).append(name)
        parts = words["between"].join(
            words["with"].format(change=change, names=joined(names, language)) for change, names in groups.items()
        )
    return words["compared"].format(who=who, parts=parts)


def joined(names: Sequence[str], language: Language) -> str:
    """`A, B och C`; a long list is cut, and says how many it leaves out."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} … (+{len(names) - MOST_NAMED})"
    return WORDS[language]["and"].join(each for each in (", ".join(names[:-1]), *names[-1:]) if each)
