"""`fördubblar till 50 miljoner`, `33 mot 4 201 miljoner, mindre än en procent`: two numbers that the text itself ties together."""

from __future__ import annotations

import re

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.verdict import Judgement, Step, Verdict, meets, verdict_of
from hundralapp.claims.wording import UNITS, span, tolerance_of
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range, operate
from hundralapp.graph.figure import Key

_TO = re.compile(r"\btill\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\W*(?:\w+\W+){0,2}$", re.IGNORECASE)


def judge(case: Case) -> Judgement | None:
    """A doubling or a share."""
    if case.claim.kind is not Kind.COMPARISON:
        return None
    factor = case.claim.only(Measure.FACTOR)
    amounts = [each for each in case.claim.quantities if each.measure in (Measure.MONEY, Measure.COUNT, Measure.TAX_RATE)]
    if factor is not None and amounts:
        return _times(case, factor, amounts)
    percent = case.claim.only(Measure.PERCENT)
    if percent is not None and len(amounts) == 2:
        return _share(case, percent, amounts[0], amounts[1])
    return None


def _times(case: Case, factor: Quantity, amounts: list[Quantity]) -> Judgement:
    """Both ends are there, or the other is implied: a doubling to 50 comes from 25."""
    text, base = case.claim.sentence.text, case.claim.sentence.start
    if len(amounts) == 2:
        ratio = operate("/", amounts[1].printed, amounts[0].printed) if amounts[0].low > 0 else (0.0, float("inf"))
        shown = span(ratio, "1")
        step = Step(
            Words("det andra delat med det första", "the second divided by the first"),
            ratio,
            "1",
            children=tuple(map(case.said, amounts)),
        )
        return Judgement(
            verdict_of((factor.value, factor.value), ratio),
            Words(f"Det andra talet är {shown.sv} gånger det första.", f"The second number is {shown.en} times the first."),
            (step,),
            tolerance=tolerance_of(*amounts),
        )
    amount = amounts[0]
    unit = UNITS.get(amount.measure, "1")
    before = text[: amount.start - base]
    after_change = not _FROM.search(before)
    between = operate("/" if after_change else "*", amount.printed, (factor.value, factor.value))
    implied = span(between, unit)
    words = Words("talet före", "the number before") if after_change else Words("talet efter", "the number after")
    step = Step(words, between, unit, children=(case.said(amount), case.said(factor)))
    known = _other(case, before=after_change)
    if known is None:
        return Judgement(
            Verdict.CANNOT_BE_CHECKED,
            Words(
                f"Då ska {words.sv} vara {implied.sv}. Arbetsytan har det inte.",
                f"Then {words.en} should be {implied.en}. The workspace does not have it.",
            ),
            (step,),
            missing=(words,),
            tolerance=tolerance_of(amount),
        )
    key, found = known
    own = span(found, unit)
    is_proof = case.is_proof(key)
    holds = meets(between, found)
    verdict = (Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD) if is_proof else Verdict.CANNOT_BE_CHECKED
    return Judgement(
        verdict,
        Words(
            f"Då ska {words.sv} vara {implied.sv}; arbetsytan har {own.sv}.",
            f"Then {words.en} should be {implied.en}; the workspace has {own.en}.",
        ),
        (step, case.step(key)),
        missing=() if is_proof else (Words("talet från en oberoende källa", "the number from an independent source"),),
        tolerance=tolerance_of(amount),
        origins=case.origins(key),
    )


def _other(case: Case, *, before: bool) -> tuple[Key, Range] | None:
    """The figure that is surely meant, in the period before (or in the year itself)."""
    if case.figure is None:
        return None
    for period in case.periods:
        key = (case.figure, (period.follows or "") if before else period.id)
        if key in case.model.cells and (found := case.model.range_of(key)) is not None:
            return key, found
    return None


def _share(case: Case, percent: Quantity, one: Quantity, other: Quantity) -> Judgement | None:
    """The smaller as a share of the larger, and of both together."""
    small, large = sorted((one, other), key=lambda each: abs(each.value))
    if large.low <= 0 or small.low < 0:
        return None
    of_large = _percent(small.printed, large.printed)
    total = operate("+", small.printed, large.printed)
    of_both = _percent(small.printed, total)
    verdicts = {verdict_of(percent.claimed, each) for each in (of_large, of_both)}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.DEPENDS
    shown, both = span(of_large, "percent"), span(of_both, "percent")
    steps = (
        Step(
            Words("det mindre i procent av det större", "the smaller in percent of the larger"),
            of_large,
            "percent",
            children=(case.said(small), case.said(large)),
        ),
        Step(Words("det mindre i procent av summan", "the smaller in percent of the sum"), of_both, "percent"),
    )
    return Judgement(
        verdict,
        Words(
            f"Det mindre talet är {shown.sv} av det större, och {both.sv} av summan. Talen själva är textens.",
            f"The smaller number is {shown.en} of the larger, and {both.en} of the sum. The numbers are the text's own.",
        ),
        steps,
        tolerance=tolerance_of(percent, one, other),
    )


def _percent(part: Range, whole: Range) -> Range:
    low, high = operate("/", part, whole)
    return low * 100, high * 100
