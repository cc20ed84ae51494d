"""`8,5 miljoner så att varje stadsdel kan anställa en handläggare`: money shared out among as many as there are.

What each gets is computed; whether it is enough is known only where the workspace knows what one costs.
"""

from __future__ import annotations

import re

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure
from hundralapp.claims.verdict import Judgement, Step, Verdict, cannot
from hundralapp.claims.wording import number, span, tolerance_of
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import operate

_ONE_EACH = re.compile(
    r"\b(?:i|på|per|för|till|åt|hos|så att) (?:varje|var och en av|alla|samtliga|de|stadens)?\s*\w*(?:stadsdel|nämnd|skol|kommundel|distrikt|område|förskol|enhet)\w*|\bvar(?:sin|t sitt| sin| sitt)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:en|ett|varsin|varsitt)\s+(?:\w+\s+)?(?:\w+are|\w+tjänst|\w+grupp|\w+ledare|\w+samordnare|\w+pedagog|\w+sköterska|\w+kurator|\w+vakt|\w+coach|handläggare)\b",
    re.IGNORECASE,
)


def judge(case: Case) -> Judgement | None:
    """The amount divided by how many share it."""
    money, text = case.claim.only(Measure.MONEY), case.claim.sentence.text
    if (
        case.claim.kind not in (Kind.AMOUNT, Kind.COVERAGE)
        or money is None
        or not _ONE_EACH.search(text)
        or not _ONE.search(text)
    ):
        return None
    counted = [
        (each, key, between)
        for each in case.facts.meant("count", text)
        for key, between in case.known(each.figure)
        if between[0] > 0
    ]
    if not counted:
        return None
    _, key, size = counted[0]
    each_gets = operate("/", money.printed, size)
    label = case.label(key[0])
    how_many = number(size[0], "1")
    point = number(money.value / size[0], "SEK", scale_of=1e4, decimals=0)
    share = Step(
        Words("var och en får", "each gets"),
        each_gets,
        "SEK",
        Words(f"beloppet delat med {how_many.sv}", f"the amount divided by {how_many.en}"),
        children=(case.said(money), case.step(key)),
    )
    start = Words(
        f"{label.sv} {case.year}: {how_many.sv}. Var och en får omkring {point.sv}.",
        f"{label.en} {case.year}: {how_many.en}. Each gets about {point.en}.",
    )
    costs = [(cost_key, between) for one in case.facts.meant("unit_cost", text) for cost_key, between in case.known(one.figure)]
    if not costs:
        return Judgement(
            Verdict.CANNOT_BE_CHECKED,
            Words(
                f"{start.sv} Om det räcker beror på vad en kostar.",
                f"{start.en} Whether that is enough depends on what one costs.",
            ),
            (share,),
            missing=(Words("vad en kostar om året", "what one costs a year"),),
            tolerance=tolerance_of(money),
            origins=case.origins(key),
        )
    cost_key, cost = costs[0]
    if not case.is_proof(cost_key):
        return cannot(
            start,
            Words("kostnaden från en oberoende källa", "the cost from an independent source"),
            steps=(share, case.step(cost_key)),
        )
    enough = each_gets[1] >= cost[0]
    shown = span(cost, "SEK")
    return Judgement(
        Verdict.HOLDS if enough else Verdict.DOES_NOT_HOLD,
        Words(f"{start.sv} En kostar {shown.sv}.", f"{start.en} One costs {shown.en}."),
        (share, case.step(cost_key)),
        tolerance=tolerance_of(money),
        origins=case.origins(key, cost_key),
    )
