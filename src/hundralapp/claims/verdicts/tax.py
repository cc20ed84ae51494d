"""`24 öre ger 848 miljoner`, `skatten höjs med 24 öre`, `skattesatsen är 17,98`: rates, and the tax base that a yield implies."""

from __future__ import annotations

import re

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Direction, Kind
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, meets, of_readings, verdict_of
from hundralapp.claims.wording import RATE_LEVEL, number, span, tolerance_of
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range, operate
from hundralapp.graph.figure import Key

LAW = "65 kap. 3 § IL (1999:1229)"
_WHOLE_RATE = 10_000.0
_A_LEVEL = 500.0  # öre: no municipality or region changes its rate by five kronor, and none has so low a rate
_PROPOSED = re.compile(r"\b(?:vill|föresl\w+|förslag\w*|skulle|om vi|lovar|motsätter|säger nej)\b", re.IGNORECASE)


def judge(case: Case) -> Judgement | None:
    """A rate, or a rate and its yield."""
    rate = case.claim.only(Measure.TAX_RATE)
    if rate is None or case.claim.kind not in (Kind.PAIR, Kind.AMOUNT):
        return None
    money = case.claim.only(Measure.MONEY)
    return _yield(case, rate, money) if money is not None else _rate(case, rate)


def _yield(case: Case, rate: Quantity, money: Quantity) -> Judgement:
    """The base that the yield implies, against a base that does not come from the same words."""
    if rate.value <= 0:
        return cannot(Words("Noll öre har inget underlag.", "Zero öre has no base."))
    ore = (rate.value, rate.value)  # a rate is decided in whole öre
    amount = tuple(sorted(abs(end) for end in money.printed))
    share: Range = (ore[0] / _WHOLE_RATE, ore[1] / _WHOLE_RATE)
    implied = operate("/", (amount[0], amount[1]), share)
    base = Step(
        Words("skatteunderlaget som följer", "the tax base that follows"),
        implied,
        "SEK",
        Words("beloppet delat med öre per 100 kr", "the amount divided by öre per SEK 100"),
        children=(case.said(money), case.said(rate)),
    )
    shown, tolerance = span(implied, "SEK"), tolerance_of(money)
    found = [(key, between) for key, between in case.known("revenue.tax_base") if case.is_proof(key)]
    if not found:
        growth = _since_last_known(case, implied)
        return Judgement(
            Verdict.CANNOT_BE_CHECKED,
            Words(
                f"Talen ger ett skatteunderlag på {shown.sv}. Arbetsytan har inget annat underlag för {case.year} att jämföra med.",
                f"The numbers imply a tax base of {shown.en}. The workspace has no other base for {case.year} to compare with.",
            ),
            (base, *growth),
            missing=(
                Words(
                    f"skatteunderlaget {case.year} från en oberoende källa",
                    f"the tax base of {case.year} from an independent source",
                ),
            ),
            tolerance=tolerance,
            laws=(LAW,),
        )
    key, between = found[0]
    holds = meets(implied, between)
    own = span(between, "SEK")
    return Judgement(
        Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD,
        Words(
            f"Talen ger ett skatteunderlag på {shown.sv}; arbetsytans är {own.sv}{', vilket går ihop' if holds else ''}.",
            f"The numbers imply a tax base of {shown.en}; the workspace's is {own.en}{', which agrees' if holds else ''}.",
        ),
        (base, case.step(key)),
        tolerance=tolerance,
        origins=case.origins(key),
        laws=(LAW,),
    )


def _since_last_known(case: Case, implied: Range) -> tuple[Step, ...]:
    """How fast the base would have grown since the last year it is known."""
    known = [
        (period.year, (("revenue.tax_base"), period.id))
        for period in case.model.periods.values()
        if period.year < case.year and ("revenue.tax_base", period.id) in case.model.cells
    ]
    for year, key in sorted(known, reverse=True):
        between = case.model.range_of(key)
        if between is None or not case.is_proof(key) or between[0] <= 0:
            continue
        years = case.year - year
        low, high = (((end / own) ** (1 / years) - 1) * 100 for end, own in zip(implied, reversed(between), strict=True))
        words = Words(f"tillväxt per år sedan {year}", f"growth a year since {year}")
        return (Step(words, (low, high), "percent", children=(case.step(key),)),)
    return ()


def _rate(case: Case, rate: Quantity) -> Judgement:
    """A rate as decided: exact to the öre."""
    is_level = rate.value >= _A_LEVEL
    if case.spans_years:
        return cannot(
            Words("Satsen sägs för flera år på en gång.", "The rate is said of several years at once."),
            Words("satsen för ett år i taget", "the rate of one year at a time"),
            steps=(case.said(rate),),
        )
    figure = "revenue.tax_rate" if is_level else "revenue.tax_rate_change"
    found = list(case.known(figure))
    said = number(rate.value, RATE_LEVEL if is_level else "ore_per_SEK100")
    if not found:
        label = case.label(figure)
        return cannot(
            Words(f"{label.sv} {case.year} finns inte i arbetsytan.", f"{label.en} {case.year} is not in the workspace."),
            Words(f"skattesatsen {case.year}", f"the tax rate of {case.year}"),
        )
    claimed = rate.value if is_level or case.claim.direction is not Direction.DOWN else -rate.value
    readings: list[tuple[Key, Verdict, Range]] = []
    for key, between in found:
        readings.append((key, verdict_of((claimed, claimed), between), between))
    verdict = of_readings([Reading(Words("", ""), each, between, "ore_per_SEK100") for _, each, between in readings])
    key, _, between = readings[0]
    if verdict is not Verdict.HOLDS and (
        _PROPOSED.search(case.claim.sentence.text) or (case.claim.direction is Direction.LEVEL and not is_level)
    ):
        return cannot(
            Words(
                f"Arbetsytans budget ändrar inte satsen med {said.sv}; meningen talar om ett annat förslag.",
                f"The workspace's budget does not change the rate by {said.en}; the sentence speaks of another proposal.",
            ),
            Words("förslaget som meningen gäller", "the proposal that the sentence is about"),
            steps=(case.said(rate), case.step(key)),
        )
    own = number(between[0], RATE_LEVEL if is_level else "ore_per_SEK100")
    label = case.label(figure)
    return Judgement(
        verdict,
        Words(f"{label.sv} {key[1]} är {own.sv} per 100 kr.", f"{label.en} {key[1]} is {own.en} per SEK 100."),
        (case.said(rate), *(case.step(each) for each, _, _ in readings)),
        tolerance=Words("en skattesats är exakt", "a tax rate is exact"),
        origins=case.origins(*(each for each, _, _ in readings)),
        laws=(LAW,),
    )
