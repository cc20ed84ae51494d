"""`4,4 %, dvs. 177 miljoner`: a percentage and an amount that the text says are one increase. Together they imply a base.

They agree when there is a base that both allow and nothing in the workspace contradicts: its own base, where it has one, or the
whole that the base is a part of. That they agree does not prove that the base is right, and the reason says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Direction, Kind
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.verdict import Judgement, Step, Verdict, cannot, meets
from hundralapp.claims.wording import span, tolerance_of
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range, operate
from hundralapp.graph.figure import Key

_SHARE = re.compile(r"\s+av\s+(?:de\s+|den\s+|det\s+|alla\s+)?(?P<of>[^.,;:!?\n]{3,80})")
_WHOLES = (
    "operating.net_cost",
    "operating.frames",
    "revenue.tax_and_grants",
    "revenue.tax_revenue",
    "revenue.preliminary_tax_revenue",
)


def judge(case: Case) -> Judgement | None:
    """The pair against its implied base."""
    percent, money = case.claim.only(Measure.PERCENT), case.claim.only(Measure.MONEY)
    if case.claim.kind is not Kind.PAIR or percent is None or money is None:
        return None
    if percent.value == 0:
        return cannot(Words("Noll procent har ingen bas.", "Zero percent has no base."))
    narrow, wide = implied_base(percent, money)
    both = span(wide, "SEK")
    base = Step(
        Words("basen som följer", "the base that follows"),
        narrow,
        "SEK",
        Words(
            f"beloppet delat med procenttalet, som är avrundat; är beloppet också avrundat: {both.sv}",
            f"the amount divided by the percentage, which is rounded; if the amount is rounded too: {both.en}",
        ),
        children=(case.said(money), case.said(percent)),
    )
    shown, tolerance = span(narrow, "SEK"), tolerance_of(percent, money)
    of = _SHARE.match(case.claim.sentence.text, percent.end - case.claim.sentence.start)
    if of is not None:
        return _share(case, base, wide, of.group("of").strip(), shown, tolerance)
    found = next(_bases(case), None)
    if found is not None and case.claim.direction is Direction.LEVEL:
        return Judgement(
            Verdict.CANNOT_BE_CHECKED,
            Words(
                f"Talen ger en bas på {shown.sv}. Texten säger inte om procenttalet är en ökning, en minskning eller en andel.",
                f"The numbers imply a base of {shown.en}. The text does not say whether the percentage is a rise, a fall or a share.",
            ),
            (base,),
            missing=(Words("vad procenttalet räknas på", "what the percentage is counted on"),),
            tolerance=tolerance,
        )
    if found is not None:
        key, between = found
        holds = meets(wide, between)
        own, label = span(between, "SEK"), case.label(key[0])
        is_proof = case.is_proof(key)
        verdict = (Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD) if is_proof else Verdict.CANNOT_BE_CHECKED
        reason = Words(
            f"Talen ger en bas på {shown.sv}. Arbetsytans {label.sv.lower()} {key[1]} är {own.sv}{_ends(holds, is_proof).sv}",
            f"The numbers imply a base of {shown.en}. The workspace's {label.en.lower()} {key[1]} is {own.en}{_ends(holds, is_proof).en}",
        )
        return Judgement(verdict, reason, (base, case.step(key)), tolerance=tolerance, origins=case.origins(key))
    whole = _whole(case)
    if whole is not None and wide[0] > whole[1][1]:
        total = span(whole[1], "SEK")
        return Judgement(
            Verdict.DOES_NOT_HOLD,
            Words(
                f"Talen ger en bas på {shown.sv}, mer än hela budgeten ({total.sv}).",
                f"The numbers imply a base of {shown.en}, more than the whole budget ({total.en}).",
            ),
            (base, case.step(whole[0])),
            tolerance=tolerance,
            origins=case.origins(whole[0]),
        )
    return Judgement(
        Verdict.HOLDS,
        Words(
            f"Procent och belopp går ihop: basen blir {shown.sv}. Basen själv är inte prövad: arbetsytan har ingen egen.",
            f"Percentage and amount agree: the base is {shown.en}. The base itself is not tested: the workspace has none.",
        ),
        (base,),
        missing=(Words("beloppet som ökas eller minskas, året före", "the amount that is raised or lowered, the year before"),),
        tolerance=tolerance,
    )


def _share(case: Case, base: Step, wide: Range, of: str, shown: Words, tolerance: Words) -> Judgement:
    """`59,4 miljoner, vilket är 1,3 procent av skatter och bidrag`: the amount is a part of a whole in the same year."""
    link = case.linker.named(of, "SEK")
    top = link.best.confidence if link.best is not None and link.is_sure else math.inf
    meant = [found for each in link.candidates if each.confidence >= top and (found := next(case.known(each.figure), None))]
    answers = {meets(wide, between) for _, between in meant}
    if len(answers) != 1:
        return Judgement(
            Verdict.CANNOT_BE_CHECKED,
            Words(f"Talen ger en helhet på {shown.sv}.", f"The numbers imply a whole of {shown.en}."),
            (base,),
            missing=(Words(f"siffran för {of}", f"the figure for {of}"),),
            tolerance=tolerance,
        )
    (key, between), holds = meant[0], answers.pop()
    own, label, is_proof = span(between, "SEK"), case.label(key[0]), case.is_proof(key)
    return Judgement(
        (Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD) if is_proof else Verdict.CANNOT_BE_CHECKED,
        Words(
            f"Talen ger en helhet på {shown.sv}. Arbetsytans {label.sv.lower()} {key[1]} är {own.sv}{_ends(holds, is_proof).sv}",
            f"The numbers imply a whole of {shown.en}. The workspace's {label.en.lower()} {key[1]} is {own.en}{_ends(holds, is_proof).en}",
        ),
        (base, case.step(key)),
        tolerance=tolerance,
        origins=case.origins(key),
    )


def _ends(holds: bool, is_proof: bool) -> Words:
    if not is_proof:
        return Words(
            ", men det är en parts egen uppgift och prövar inget.", ", but that is a party's own figure and proves nothing."
        )
    if holds:
        return Words(", vilket går ihop.", ", which agrees.")
    return Words(", vilket inte går ihop.", ", which does not agree.")


def implied_base(percent: Quantity, money: Quantity) -> tuple[Range, Range]:
    """The base when only the percentage is rounded, and when both are: 4,4 % and 177 give 3 978-4 069, or 3 966-4 080.

    A range that holds zero percent has no upper end.
    """
    hundredth = tuple(abs(end) / 100.0 for end in percent.printed)
    share = (min(hundredth), max(hundredth)) if percent.low > 0 or percent.high < 0 else (0.0, max(hundredth))
    size = abs(money.value)
    amount = tuple(sorted(abs(end) for end in money.printed))
    if share[0] == 0:
        return (size / share[1], math.inf), (amount[0] / share[1], math.inf)
    narrow, wide = operate("/", (size, size), share), operate("/", (amount[0], amount[1]), share)
    return narrow, wide


def _bases(case: Case) -> Iterator[tuple[Key, Range]]:
    """The figure that the claim is surely about, in the period before its year: the base that an increase is counted on."""
    figure = case.figure
    if figure is None or figure.startswith("initiative.") or case.spans_years:
        return
    for period in case.periods:
        key = (figure, period.follows or "")
        if key in case.model.cells and (between := case.model.range_of(key)) is not None:
            yield key, (min(map(abs, between)), max(map(abs, between)))


def _whole(case: Case) -> tuple[Key, Range] | None:
    """The largest total that is known in the claim's year or the one before: no part of the budget is larger."""
    periods = [each for period in case.periods for each in (period.id, period.follows) if each]
    found = [
        ((figure, period), between)
        for figure in _WHOLES
        for period in periods
        if (figure, period) in case.model.cells and (between := case.model.range_of((figure, period))) is not None
    ]
    return max(found, key=lambda each: each[1][1], default=None)
