"""The claims of a text, ready to show: each with its place, verdict, reason, calculation, sources and alternatives."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hundralapp.claims.judging import Judged, JudgedText
from hundralapp.claims.quantity import Quantity
from hundralapp.claims.verdict import Judgement, Step
from hundralapp.claims.wording import UNITS, span
from hundralapp.diagnostics import Language, Words
from hundralapp.model import Model
from hundralapp.views.explanation import Explanation, SourceView, explain, source_view

VERDICTS: dict[str, tuple[str, str]] = {
    "holds": ("stämmer", "holds"),
    "does_not_hold": ("stämmer inte", "does not hold"),
    "depends_on_definition": ("beror på definition", "depends on definition"),
    "cannot_be_checked": ("kan inte prövas med dessa data", "cannot be checked with this data"),
    "value_judgement": ("värdering", "value judgement"),
}
KINDS: dict[str, tuple[str, str]] = {
    "amount": ("belopp", "amount"),
    "percent": ("procenttal", "percentage"),
    "pair": ("tal som hör ihop", "numbers that belong together"),
    "target": ("mål", "target"),
    "rank": ("rangordning", "rank"),
    "trend": ("utveckling", "trend"),
    "cause": ("orsak", "cause"),
    "forecast": ("prognos", "forecast"),
    "coverage": ("omfattning", "coverage"),
    "capacity": ("kapacitet", "capacity"),
    "cost_cover": ("kostnadstäckning", "cost cover"),
    "household": ("effekt för en person", "effect on a person"),
    "comparison": ("jämförelse", "comparison"),
    "decision": ("beslut eller uppdrag", "decision or assignment"),
    "value": ("värdering", "value judgement"),
}
REASONS: dict[str, tuple[str, str]] = {
    "ambiguous": ("kan läsas på två sätt", "may be read in two ways"),
    "no unit": ("utan enhet", "without a unit"),
    "language": ("meningen är inte på svenska", "the sentence is not in Swedish"),
    "digits": ("siffror utan sammanhang", "digits without context"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """A line of a calculation. `low` and `high` are None where there is no end. `explanation` opens a figure of the workspace."""

    label: str
    low: float | None
    high: float | None
    unit: str
    shown: str
    formula: str
    figure: str | None
    line: int | None
    column: int | None
    explanation: Explanation | None
    children: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One way to read a claim, and what it comes to."""

    label: str
    verdict: str
    verdict_text: str
    shown: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A figure that the claim may be about; confidence from 0 to 1."""

    figure: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its verdict. `start` and `end` are offsets in the view's `text`; line and column those of the file."""

    number: int
    kind: str
    kind_text: str
    quote: str
    sentence: str
    start: int
    end: int
    line: int
    column: int
    speaker: str
    years: tuple[int, int] | None
    direction: str
    candidates: tuple[CandidateView, ...]
    link_is_sure: bool
    link_is_fixed: bool
    verdict: str
    verdict_text: str
    reason: str
    readings: tuple[ReadingView, ...]
    missing: tuple[str, ...]
    tolerance: str
    steps: tuple[StepView, ...]
    sources: tuple[SourceView, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A number of the text: what it measures, in which carried unit, and the range of its print."""

    measure: str
    text: str
    start: int
    end: int
    line: int
    column: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    relation: str
    per: str
    noun: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnreadView:
    """A sentence that was left alone, and why."""

    text: str
    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """A text judged. `text` is what was read; every number of it is in `quantities`, those not understood too."""

    name: str
    text: str
    notes: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    quantities: tuple[QuantityView, ...]
    not_understood: tuple[QuantityView, ...]
    unread: tuple[UnreadView, ...]
    counts: dict[str, int]


def verdict_text(verdict: str, language: Language) -> str:
    """The verdict in words."""
    return VERDICTS[verdict][0 if language == "sv" else 1]


def claims_view(model: Model, judged: JudgedText, language: Language, depth: int = 1) -> ClaimsView:
    """The view of a judged text.

    Args:
        depth: how many levels of the workspace's figures each calculation opens.
    """
    document = judged.document
    claims = tuple(_claim(model, judged, number, each, language, depth) for number, each in enumerate(judged.claims, start=1))
    quantities = tuple(_quantity(judged, each, language) for each in judged.quantities)
    unread = []
    for sentence, why in judged.unread:
        place = document.place(sentence.start)
        unread.append(UnreadView(sentence.text, place.line, place.column, why.say(language)))
    return ClaimsView(
        document.name,
        document.text,
        tuple(each.say(language) for each in document.notes),
        claims,
        quantities,
        tuple(each for each in quantities if each.measure == "not_understood"),
        tuple(unread),
        {verdict: sum(each.verdict == verdict for each in claims) for verdict in VERDICTS},
    )


def _claim(model: Model, judged: JudgedText, number: int, each: Judged, language: Language, depth: int) -> ClaimView:
    claim, judgement, which = each.claim, each.judgement, 0 if language == "sv" else 1
    place = judged.document.place(claim.start, claim.end - claim.start)
    candidates = (CandidateView(one.figure, model.label(one.figure, language), one.confidence) for one in each.link.candidates)
    return ClaimView(
        number,
        claim.kind.value,
        KINDS[claim.kind.value][which],
        judged.document.text[claim.start : claim.end],
        claim.sentence.text,
        claim.start,
        claim.end,
        place.line,
        place.column,
        claim.speaker,
        claim.years,
        claim.direction.value,
        tuple(candidates),
        each.link.is_sure,
        each.link.fixed,
        judgement.verdict.value,
        verdict_text(judgement.verdict.value, language),
        judgement.reason.say(language),
        tuple(
            ReadingView(
                one.label.say(language),
                one.verdict.value,
                verdict_text(one.verdict.value, language),
                span(one.between, one.unit).say(language),
            )
            for one in judgement.readings
        ),
        tuple(one.say(language) for one in judgement.missing),
        _said(judgement.tolerance, language),
        tuple(_step(model, one, language, depth) for one in judgement.steps),
        _sources(model, judgement),
        judgement.laws,
    )


def _said(words: Words | None, language: Language) -> str:
    return words.say(language) if words is not None else ""


def _step(model: Model, step: Step, language: Language, depth: int) -> StepView:
    low, high = step.between
    is_known = not math.isnan(low)
    opened = explain(model, step.key, language, depth) if step.key is not None and step.key in model.cells else None
    return StepView(
        step.label.say(language),
        _end(low),
        _end(high),
        step.unit,
        span(step.between, step.unit).say(language) if is_known else ("okänd" if language == "sv" else "unknown"),
        _said(step.formula, language),
        f"{step.key[0]}@{step.key[1]}" if step.key is not None else None,
        step.place.line if step.place is not None else None,
        step.place.column if step.place is not None else None,
        opened,
        tuple(_step(model, each, language, depth) for each in step.children),
    )


def _end(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _sources(model: Model, judgement: Judgement) -> tuple[SourceView, ...]:
    return tuple(source_view(model, each) for each in judgement.origins)


def _quantity(judged: JudgedText, each: Quantity, language: Language) -> QuantityView:
    place = judged.document.place(each.start, each.end - each.start)
    reason = REASONS.get(each.reason, (each.reason, each.reason))[0 if language == "sv" else 1]
    low, high = each.printed
    return QuantityView(
        each.measure.value,
        each.text,
        each.start,
        each.end,
        place.line,
        place.column,
        _end(each.value),
        _end(low),
        _end(high),
        UNITS.get(each.measure, ""),
        each.relation.value,
        each.per,
        each.noun,
        reason,
    )
