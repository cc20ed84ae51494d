"""The same amount stated twice and differently in one text: shown, for both cannot be right unless they mean different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hundralapp.claims.case import Text
from hundralapp.claims.finding import Claim, Kind
from hundralapp.claims.linking import Link
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.swedish import stems
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, meets
from hundralapp.claims.voices import places_of
from hundralapp.claims.wording import UNITS, span, tolerance_of
from hundralapp.diagnostics import Words

_ALIKE = 0.5
_LEAST_SHARED = 2
_MEASURES = (Measure.MONEY, Measure.TAX_RATE)
_LEAST_LETTERS = 5
_MOST_SEEN = 500  # different numbers of one text that later ones are compared with


class _Found(Protocol):
    @property
    def claim(self) -> Claim: ...
    @property
    def link(self) -> Link: ...


def find(claims: Sequence[_Found], text: Text) -> Iterator[tuple[Claim, Judgement]]:
    """A comparison for each number that an earlier sentence gives otherwise for the same thing.

    The same thing: words in common but for the number, the same year and direction, and the same figure where both are linked.
    """
    seen: set[tuple[object, ...]] = set()  # what is said again in the same words is looked at once
    alike: dict[tuple[object, ...], list[_Said]] = {}  # what may be the same thing, but for its words
    for each in claims:
        if each.claim.kind not in (Kind.AMOUNT, Kind.PAIR):
            continue
        for quantity in (one for one in each.claim.quantities if one.measure in _MEASURES):
            words = frozenset(one for one in stems(_without(each.claim, quantity)) if len(one) >= _LEAST_LETTERS)
            new = _Said(each, quantity, words)
            about = (quantity.measure, each.claim.direction, places_of(each.claim.sentence.text))
            before = alike.setdefault(about, [])
            earlier = next((old for old in before if _is_same(new, old) and not _agree(quantity, old.quantity)), None)
            if earlier is not None:
                yield _differing(each.claim, earlier.quantity, quantity, text)
            key = (words, quantity.measure, quantity.printed, each.claim.years, each.claim.direction)
            if len(seen) < _MOST_SEEN and key not in seen:
                seen.add(key)
                before.append(new)


@dataclass(frozen=True, slots=True)
class _Said:
    """A number that was said: its claim, and the other words of the sentence."""

    found: _Found
    quantity: Quantity
    words: frozenset[str]


def _without(claim: Claim, quantity: Quantity) -> str:
    text, base = claim.sentence.text, claim.sentence.start
    return text[: max(0, quantity.start - base)] + " " + text[max(0, quantity.end - base) :]


def _is_same(new: _Said, old: _Said) -> bool:
    shared = len(new.words & old.words)
    if shared < _LEAST_SHARED or shared < _ALIKE * min(len(new.words), len(old.words)):
        return False
    one, other = new.found.claim, old.found.claim
    if one.sentence == other.sentence or (one.years is not None and other.years is not None and one.years != other.years):
        return False
    links = new.found.link, old.found.link
    return not (links[0].is_sure and links[1].is_sure and links[0].best != links[1].best)


def _agree(one: Quantity, other: Quantity) -> bool:
    """True when the prints may stand for one number, final zeros counted as rounding."""
    return meets((one.round_low, one.round_high), (other.round_low, other.round_high)) or meets(one.claimed, other.claimed)


def _differing(claim: Claim, earlier: Quantity, quantity: Quantity, text: Text) -> tuple[Claim, Judgement]:
    unit = UNITS[quantity.measure]
    places = [text.document.place(each.start, each.end - each.start) for each in (earlier, quantity)]
    said = [" ".join(each.text.split()) for each in (earlier, quantity)]
    labels = [Words(f"{each}, rad {place.line}", f"{each}, line {place.line}") for each, place in zip(said, places, strict=True)]
    readings = tuple(
        Reading(label, Verdict.DEPENDS, each.printed, unit) for label, each in zip(labels, (earlier, quantity), strict=True)
    )
    steps = tuple(
        Step(label, each.printed, unit, place=place)
        for label, each, place in zip(labels, (earlier, quantity), places, strict=True)
    )
    first, second = (span(each.printed, unit) for each in (earlier, quantity))
    reason = Words(
        f"Texten säger {first.sv} på rad {places[0].line} och {second.sv} här, om det som ser ut att vara samma sak.",
        f"The text says {first.en} on line {places[0].line} and {second.en} here, of what looks like the same thing.",
    )
    compared = replace(claim, kind=Kind.COMPARISON, start=quantity.start, end=quantity.end, quantities=(earlier, quantity))
    return compared, Judgement(Verdict.DEPENDS, reason, steps, readings, tolerance=tolerance_of(earlier, quantity))
