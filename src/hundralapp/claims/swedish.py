"""Swedish words as they are matched: lower case, common endings taken off, compounds that begin or end alike."""

from __future__ import annotations

import re
from functools import lru_cache

from hundralapp.claims.patterns import word_list

WORD = re.compile(r"[0-9A-Za-zÅÄÖåäöÉéÜü]+")
_ENDINGS = word_list(
    """
    arnas ernas ornas andets ningens heternas arna erna orna ades andet ningen ningar ningarna heten heterna ens ets ars ers ors
    ade are ast aste en et ar er or na as es ns a e n s t
    """
)
_SMALL = frozenset(
    word_list(
        """
        och i på av för med till från den det de en ett som om vid under över mot mellan hos samt eller att är ska vi nu också mer
        än per övrig övriga summa total totalt årets år alla varje
        """
    )
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word without its most common endings; at least four letters stay.

    >>> stem("socialpsykiatrin"), stem("nämnderna"), stem("LSS")
    ('socialpsykiatri', 'nämnd', 'lss')
    """
    lowered = word.lower()
    for ending in _ENDINGS:
        if lowered.endswith(ending) and len(lowered) - len(ending) >= 4:
            return lowered.removesuffix(ending)
    return lowered


@lru_cache(maxsize=16_384)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(word) for word in WORD.findall(text) if word.lower() not in _SMALL)


@lru_cache(maxsize=1024)
def said_stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, each once, in order."""
    return tuple(dict.fromkeys(stem(word) for word in WORD.findall(text)))


def alike(name: str, word: str) -> float:
    """How well a word of a text is a word of a name: 1 the same, less when one is a part of the other's compound, else 0."""
    if name == word:
        return 1.0
    short, long = sorted((name, word), key=len)
    if len(short) >= 4 and long.startswith(short):
        return 0.95 if len(long) - len(short) <= 2 else 0.6
    if len(short) >= 5 and long.endswith(short):
        return 0.5
    return 0.0
