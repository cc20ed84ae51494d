"""Who says it, and about whom: parties and quoted persons as speakers; other municipalities, regions and countries as places."""

from __future__ import annotations

import re
from functools import lru_cache

from hundralapp.claims.patterns import any_of, one_of, searching, word_list
from hundralapp.params.municipal_rates import municipal_rates

# Every party of the Riksdag, by the same rule: name, short forms. In the order of the alphabet.
PARTIES: dict[str, str] = {
    "Centerpartiet": r"[Cc]enterpartiet|\(C\)",
    "Kristdemokraterna": r"[Kk]ristdemokraterna|\(KD\)|\bKD\b",
    "Liberalerna": r"[Ll]iberalerna|\(L\)|[Ff]olkpartiet",
    "Miljöpartiet": r"[Mm]iljöpartiet|\(MP\)|\bMP\b|De [Gg]röna",
    "Moderaterna": r"[Mm]oderaterna|\(M\)",
    "Socialdemokraterna": r"[Ss]ocialdemokraterna|\(S\)",
    "Sverigedemokraterna": r"[Ss]verigedemokraterna|\(SD\)|\bSD\b",
    "Vänsterpartiet": r"[Vv]änsterpartiet|\(V\)",
}
_PARTY = re.compile("|".join(f"(?P<p{index}>{pattern})" for index, pattern in enumerate(PARTIES.values())))
_SAYS = re.compile(
    r"(?:säger|menar|skriver|hävdar|anser|konstaterar|förklarar|kommenterar|enligt)\s+"
    r"(?P<name>[A-ZÅÄÖ][\wåäöé-]+(?:\s+[A-ZÅÄÖ][\wåäöé-]+){0,2})(?:\s*\((?P<party>[A-ZÅÄÖ]{1,2})\))?"
)


def speaker_of(text: str) -> str:
    """Who a sentence says it is from: a quoted person (with party), or nobody."""
    match = _SAYS.search(text)
    if match is None or match["name"].isupper():  # "enligt LSS" names a law
        return ""
    return f"{match['name']} ({match['party']})" if match["party"] else match["name"]


def party_of(text: str) -> str:
    """The party named first in a text, empty where none is."""
    match = _PARTY.search(text)
    return list(PARTIES)[int((match.lastgroup or "p0")[1:])] if match is not None else ""


def is_party(publisher: str) -> bool:
    """True when a publisher is a party, so that its own figures are claims and no proof of themselves."""
    return any(name.lower() in publisher.lower() for name in PARTIES) or "folkpartiet" in publisher.lower()


# Names that are ordinary words, or words of names: only with `kommun` or `stad` after them.
_ORDINARY = frozenset(word_list("Mark Vara Ale Ed Eda Grums Hjo Lund Orsa Salem Habo Sala"))


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    names = sorted({each.name for each in municipal_rates().values()})
    plain, every = one_of(name for name in names if name not in _ORDINARY), one_of(names)
    return re.compile(
        any_of(
            rf"""
            (?P<kind>[Rr]egion(?:en)?)\s+(?P<region>[A-ZÅÄÖ][\wåäö]+(?:\s(?:Götaland(?:sregionen)?|län))?)
            (?P<county>\b[A-ZÅÄÖ]\w+s läns landsting)
            \b(?P<body>{every})s?\s+(?:kommun|stad|stads)\b
            \b(?:i|från|för|av|till|än|som|med|och|hos)\s(?P<place>{plain})\b(?!-)
            ^(?P<first>{plain})(?=\s)
            """
        )
    )


@lru_cache(maxsize=1024)
def places_of(text: str) -> frozenset[str]:
    """The municipalities and regions that a text names: `Göteborg`, `Region Skåne`."""
    found: set[str] = set()
    for match in _places().finditer(text):
        if match["region"]:
            found.add(f"Region {match['region'].removesuffix('s') if match['region'].endswith('ms') else match['region']}")
        else:
            found.add(match["body"] or match["place"] or match["first"] or match["county"] or "")
    return frozenset(each for each in found if each)


_ENGLISH = searching(r"(?:the|and|of|to|in|is|for|with|will|that|are|by|from|on|this|we|our|has|have)\b")
_SWEDISH = searching(r"(?:och|att|det|som|en|ett|är|för|med|på|av|till|ska|vi|den|har|de|om|inte|mer|från|i|under|över|kommer)\b")


def is_other_language(text: str) -> bool:
    """True for a sentence that is plainly English: more of its small words are English than Swedish."""
    english, swedish = len(_ENGLISH.findall(text)), len(_SWEDISH.findall(text))
    return english >= 3 and english > 2 * swedish
