"""A text judged: every sentence read, every claim linked and given its verdict, and every number accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hundralapp.claims.case import Case, Text
from hundralapp.claims.document import Document
from hundralapp.claims.extraction import Context, claims_of, years_of
from hundralapp.claims.facts import Facts
from hundralapp.claims.finding import Claim
from hundralapp.claims.linking import Link, Linker
from hundralapp.claims.patterns import searching
from hundralapp.claims.quantities import find_quantities
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.sentences import Sentence, split_sentences
from hundralapp.claims.verdict import Judgement, Verdict, cannot
from hundralapp.claims.verdicts import (
    amount,
    comparison,
    cost_cover,
    household,
    pair,
    per_unit,
    rank,
    repeated,
    rest,
    target,
    tax,
    trend,
)
from hundralapp.claims.voices import is_other_language, party_of, places_of, speaker_of
from hundralapp.diagnostics import Words
from hundralapp.model import Model
from hundralapp.params.municipal_rates import municipal_rates

CHECKS: tuple[Callable[[Case], Judgement | None], ...] = (
    household.judge,
    pair.judge,
    tax.judge,
    comparison.judge,
    cost_cover.judge,
    rank.judge,
    trend.judge,
    target.judge,
    per_unit.judge,
    amount.judge,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, what it is about, and the verdict on it."""

    claim: Claim
    link: Link
    judgement: Judgement


@dataclass(slots=True)
class JudgedText:
    """All that was found in a text. `unread` are sentences that were left alone, with the reason."""

    document: Document
    sentences: list[Sentence] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    claims: list[Judged] = field(default_factory=list)
    unread: list[tuple[Sentence, Words]] = field(default_factory=list)

    @property
    def not_understood(self) -> list[Quantity]:
        """What looks like a number and was not understood."""
        return [each for each in self.quantities if each.measure is Measure.NOT_UNDERSTOOD]


_RELATIVE = re.compile(
    r"\b(?:(?P<now>i\s+år|nästa\s+år|kommande\s+år|detta\s+år)|i\s+fjol|f(?:örra|öregående)\s+år(?:et)?|året\s+(?:innan|före))\b",
    re.IGNORECASE,
)
_OTHER_TAX = {
    "municipality": searching("region(?:ens )?skatt | landstingsskatt"),
    "region": searching("kommunalskatt | kommunens skatt"),
    "municipality_and_region": None,
}
_DENIES = searching(r"(?:inte|aldrig|varken|knappast)\b(?! bara| minst| mer än| mindre än| fullt| ens) | säger nej")
Fixed = Callable[[Claim], Link | None]


class Judge:
    """A workspace ready to judge texts.

    Args:
        model: the workspace computed.
        facts: what a person has added for the judging of claims.
    """

    def __init__(self, model: Model, facts: Facts) -> None:
        self.model = model
        self.facts = facts
        self.linker = Linker(model, facts.words)
        self.own = _own_names(model)
        self.years = {each.year for each in model.periods.values()}

    def judge(self, document: Document, *, speaker: str = "", fixed: Fixed | None = None) -> JudgedText:
        """Every claim of a text.

        Args:
            speaker: who says it, where the text does not.
            fixed: what a person has said that a claim is about.
        """
        found = JudgedText(document, split_sentences(document.text), find_quantities(document.text))
        text = Text(document, found.quantities)
        starts = [each.start for each in found.quantities]
        context = Context(speaker=speaker or party_of(document.text[:2_000]))
        rate: Quantity | None = None
        foreign: set[int] = set()
        for sentence in found.sentences:
            numbers = found.quantities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if is_other_language(sentence.text):
                found.unread.append((sentence, Words("meningen är inte på svenska", "the sentence is not in Swedish")))
                foreign.update(each.start for each in numbers if each.is_amount)
                continue
            said_by = speaker_of(sentence.text)
            is_relative = _RELATIVE.search(sentence.text) is not None and years_of(sentence, numbers) is None
            years = None if is_relative else _years(sentence, numbers) or context.years
            at = Context(years, said_by or context.speaker, rate)
            rates = [each for each in numbers if each.measure in (Measure.TAX_RATE, Measure.PERCENT)]
            rate = rates[0] if len(rates) == 1 else None
            for claim in claims_of(sentence, numbers, at):
                found.claims.append(self._judged(claim, text, fixed))
        found.quantities = [
            replace(each, measure=Measure.NOT_UNDERSTOOD, reason="language") if each.start in foreign else each
            for each in found.quantities
        ]
        found.claims += [Judged(claim, Link(), judgement) for claim, judgement in repeated.find(found.claims, text)]
        return found

    def _judged(self, claim: Claim, text: Text, fixed: Fixed | None) -> Judged:
        link = (fixed(claim) if fixed is not None else None) or self.linker.link(claim)
        case = Case(claim, link, self.model, text, self.facts, self.linker)
        other = None if link.fixed else self._about_another(claim)
        if other is not None and claim.kind.value != "value":
            return Judged(claim, link, other)
        for check in CHECKS:
            judgement = check(case)
            if judgement is not None:
                return Judged(claim, link, _unless_another_year(claim, _unless_denied(claim, judgement)))
        return Judged(claim, link, rest.judge(case))

    def _about_another(self, claim: Claim) -> Judgement | None:
        """Said and not judged: a claim about another municipality or region, or about a year the workspace does not have."""
        places = places_of(claim.sentence.text)
        for heading in reversed(claim.sentence.headings):
            places = places or places_of(heading)
        if places and not places & self.own:
            names = ", ".join(sorted(places))
            own = self.model.workspace.entity.name
            return cannot(
                Words(
                    f"Meningen handlar om {names}; arbetsytan är {own}.",
                    f"The sentence is about {names}; the workspace is {own}.",
                ),
                Words(f"en arbetsyta för {names}", f"a workspace for {names}"),
            )
        other_tax = _OTHER_TAX[self.model.workspace.entity.kind]
        if other_tax is not None and other_tax.search(claim.sentence.text):
            return cannot(
                Words(
                    "Meningen handlar om en skatt som arbetsytans budget inte bestämmer.",
                    "The sentence is about another body's tax.",
                ),
                Words("en arbetsyta för den som tar ut skatten", "a workspace for the body that levies the tax"),
            )
        if (
            claim.years is not None
            and claim.quantities
            and not any(
                year in self.years or year > max(self.years, default=0) for year in range(claim.years[0], claim.years[1] + 1)
            )
        ):
            year = claim.years[0]
            return cannot(
                Words(
                    f"Meningen handlar om {year}, ett år som arbetsytan inte har.",
                    f"The sentence is about {year}, a year that the workspace lacks.",
                ),
                Words(f"siffror för {year}", f"figures for {year}"),
            )
        return None


def _unless_another_year(claim: Claim, judgement: Judgement) -> Judgement:
    """A verdict in a sentence about `förra året`, which no file can date; `i år` and `nästa år` may be the budget year."""
    said = _RELATIVE.search(claim.sentence.text)
    unsure = (Verdict.DOES_NOT_HOLD,) if said is not None and said["now"] else (Verdict.HOLDS, Verdict.DOES_NOT_HOLD)
    if said is None or claim.years is not None or judgement.verdict not in unsure:
        return judgement
    reason, word = judgement.reason, said[0].lower()
    return replace(
        judgement,
        verdict=Verdict.CANNOT_BE_CHECKED,
        reason=Words(
            f'Texten säger "{word}", inte vilket år. {reason.sv}', f'The text says "{word}", not which year. {reason.en}'
        ),
        missing=(Words("året", "the year"),),
    )


def _unless_denied(claim: Claim, judgement: Judgement) -> Judgement:
    """A verdict on numbers in a sentence that says no: what it denies is not certain, so neither is the verdict."""
    if judgement.verdict not in (Verdict.HOLDS, Verdict.DOES_NOT_HOLD) or _DENIES.search(claim.sentence.text) is None:
        return judgement
    reason = judgement.reason
    return replace(
        judgement,
        verdict=Verdict.CANNOT_BE_CHECKED,
        reason=Words(
            f"Meningen nekar, och det är inte säkert vad. {reason.sv}",
            f"The sentence denies, and it is not certain what. {reason.en}",
        ),
        missing=(Words("vad som nekas", "what is denied"),),
    )


def _years(sentence: Sentence, numbers: list[Quantity]) -> tuple[int, int] | None:
    """The years of the sentence, else those of its nearest heading."""
    own = years_of(sentence, numbers)
    if own is not None:
        return own
    for heading in reversed(sentence.headings):
        found = _years_of_heading(heading)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1024)
def _years_of_heading(heading: str) -> tuple[int, int] | None:
    return years_of(Sentence(0, len(heading), heading), find_quantities(heading))


def _own_names(model: Model) -> set[str]:
    """The names by which a text means the workspace's own body."""
    entity = model.workspace.entity
    names = {
        entity.name,
        entity.name.removesuffix("s stad"),
        entity.name.removesuffix(" kommun"),
        entity.name.removesuffix("s kommun"),
    }
    names |= {each.name for each in municipal_rates().values() if each.code == entity.code}
    return {each for each in names if each}
