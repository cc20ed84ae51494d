"""Every rule finds its examples and leaves what it must."""

from __future__ import annotations

import pytest

from hundralapp.claims.cues import CUES, Cue
from hundralapp.claims.extraction import Context, claims_of
from hundralapp.claims.finding import Claim, Direction, Kind
from hundralapp.claims.quantities import find_quantities
from hundralapp.claims.sentences import Sentence


def claims(text: str) -> list[Claim]:
    return claims_of(Sentence(0, len(text), text), find_quantities(text), Context())


@pytest.mark.parametrize("cue", CUES, ids=lambda each: each.kind)
def test_examples(cue: Cue) -> None:
    assert cue.finds
    assert [text for text in cue.finds if not cue.regex.search(text)] == []
    assert [text for text in cue.leaves if cue.regex.search(text)] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Omsorgen får 4,4 procent mer, det vill säga 177 miljoner kronor.", ["pair"]),
        ("Höjningen med 24 öre ger 848 miljoner.", ["pair"]),
        ("Vi lägger 36 miljoner på tidiga insatser.", ["amount"]),
        ("Skatten höjs med 24 öre.", ["amount"]),
        ("Skattehöjningen kostar mindre än 60 kronor i månaden för den som tjänar 35 000.", ["household"]),
        ("Bidragen ökar med 33 mkr mot 4 201 mkr i skatt.", ["comparison"]),
        ("Vi fördubblar fonden till 50 miljoner.", ["comparison"]),
        ("Skolpengen höjs med 5,1 procent och täcker nästa års kostnadsökningar.", ["cost_cover"]),
        ("Frånvaron ökar för tionde året i rad.", ["trend"]),
        ("Det är en ansvarsfull budget.", ["value"]),
        ("Kommunen ska vara klimatneutral senast 2035.", ["target"]),
        ("Simhallen ligger vid torget.", []),
    ],
)
def test_kinds_of_a_sentence(text: str, kinds: list[str]) -> None:
    assert [each.kind.value for each in claims(text)] == kinds


def test_two_pairs_in_one_sentence() -> None:
    first, second = claims("Omsorgen ökar med 4,4 %, dvs. 177 miljoner, och psykiatrin med 4 %, dvs. 14,2 miljoner.")
    assert [each.text for each in first.quantities] == ["4,4 %", "177 miljoner"]
    assert [each.text for each in second.quantities] == ["4 %", "14,2 miljoner"]
    assert first.kind is second.kind is Kind.PAIR


def test_direction_is_that_of_the_first_word_that_tells() -> None:
    assert claims("Vi höjer anslaget med 3 mkr.")[0].direction is Direction.UP
    assert claims("Anslaget skärs ned med 3 mkr.")[0].direction is Direction.DOWN
    assert claims("Anslaget är 3 mkr.")[0].direction is Direction.LEVEL
