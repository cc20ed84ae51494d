"""5, 12, 13 and 14 §§ of chapter 11: the balanced budget, the restoration of deficits, and the result reserve.

Whether special reasons are good reasons, and whether a use of the reserve evens out a business cycle, are judgements and called so.
"""

from __future__ import annotations

from collections.abc import Iterator

from hundralapp.checks.evidence import ACT, amount_in_words, governance_says, judged_periods, why_unknown
from hundralapp.checks.verdict import Check, Verdict
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Key, Period
from hundralapp.model import Model


def check_balance(model: Model) -> list[Check]:
    """Income against costs in every year of budget and plan."""
    return [_balance(model, period) for period in model.workspace.budget_periods]


def check_restoration_and_reserve(model: Model) -> list[Check]:
    """Deficits to restore, then the reserve, in every period that the budget continues from."""
    periods = judged_periods(model)
    return [
        *(_restoration(model, period) for period in periods),
        *(each for period in periods for each in _reserve(model, period)),
    ]


def _balance(model: Model, period: Period) -> Check:
    """5 §: income exceeds costs, or the reserve is used, or there are exceptional reasons."""
    title = Words("Intäkterna ska överstiga kostnaderna", "Income must exceed costs")
    law, key = ACT.format("5"), ("result.net_income", period.id)
    result = model.find(*key)

    def answer(verdict: Verdict, sv: str, en: str, figures: tuple[Key, ...] = (key,), origin: str | None = None) -> Check:
        return Check("balance", law, title, period.id, verdict, Words(sv, en), figures, origin)

    special = governance_says(model, "special_reasons", period.id)
    if result is None:
        return answer(
            Verdict.CANNOT_TELL,
            why_unknown(model, key).sv,
            why_unknown(model, key).en,
            (key,) if key in model.cells else (),
        )
    amount = amount_in_words(model, result)
    if result > 0:
        return answer(Verdict.MET, f"Årets resultat är {amount.sv}.", f"Net income is {amount.en}.")
    use_key = ("reserve.use", period.id)
    use = model.find(*use_key) or 0.0
    if use > 0 and use >= -result:
        covered = amount_in_words(model, use)
        return answer(
            Verdict.MET_BY_EXCEPTION,
            f"Årets resultat är {amount.sv}, och {covered.sv} tas ur resultatreserven (14 §).",
            f"Net income is {amount.en}, and {covered.en} is taken from the result reserve (section 14).",
            (key, use_key),
        )
    if special is not None:
        return answer(
            Verdict.MET_BY_EXCEPTION,
            f"Årets resultat är {amount.sv}. Synnerliga skäl åberopas: {special[0]}",
            f"Net income is {amount.en}. Exceptional reasons are invoked: {special[0]}",
            origin=special[1],
        )
    silent = model.workspace.governance is None
    verdict = Verdict.CANNOT_TELL if silent else Verdict.NOT_MET
    if use > 0:
        covered, left = amount_in_words(model, use), amount_in_words(model, -result - use)
        return answer(
            verdict,
            f"Årets resultat är {amount.sv}; resultatreserven täcker {covered.sv}, och {left.sv} återstår utan angivna synnerliga skäl{' (governance.yaml finns inte)' if silent else ''}.",
            f"Net income is {amount.en}; the result reserve covers {covered.en}, and {left.en} is left without stated exceptional reasons{' (no governance.yaml)' if silent else ''}.",
            (key, use_key),
        )
    return answer(
        verdict,
        f"Årets resultat är {amount.sv}. Varken resultatreserv eller synnerliga skäl är angivna{' (governance.yaml finns inte)' if silent else ''}.",
        f"Net income is {amount.en}. Neither a use of the result reserve nor exceptional reasons are stated{' (no governance.yaml)' if silent else ''}.",
    )


def _restoration(model: Model, period: Period) -> Check:
    """12 and 13 §§: a negative balance-requirement result is restored within three years."""
    title = Words("Underskott ska återställas inom tre år", "Deficits must be restored within three years")
    overdue_key, left_key = (
        ("balance_requirement.left_after_three_years", period.id),
        ("balance_requirement.to_restore", period.id),
    )
    result_key = ("balance_requirement.result", period.id)
    overdue, left, result = (model.find(*key) for key in (overdue_key, left_key, result_key))
    law = ACT.format("12")

    def answer(verdict: Verdict, reason: Words, origin: str | None = None, law: str = law) -> Check:
        figures = tuple(key for key in (result_key, left_key) if key in model.cells)
        return Check("restoration", law, title, period.id, verdict, reason, figures, origin)

    if overdue is None or left is None or result is None:
        return answer(Verdict.CANNOT_TELL, why_unknown(model, result_key if result is None else left_key))
    exempt = governance_says(model, "not_restored", period.id)
    if overdue > 0:
        amount = amount_in_words(model, overdue)
        reason = Words(f"{amount.sv} är inte återställt i tid.", f"{amount.en} is not restored in time.")
        return answer(Verdict.NOT_MET, reason)
    if exempt is not None:
        reason = Words(
            f"Fullmäktige har beslutat att inte reglera: {exempt[0]}", f"The council has decided not to restore: {exempt[0]}"
        )
        return answer(Verdict.MET_BY_EXCEPTION, reason, exempt[1], ACT.format("13"))
    if left > 0:
        amount, until = amount_in_words(model, left), period.year + 3
        verdict = Verdict.MET if _restored_later(model, period) else Verdict.CANNOT_TELL
        reason = (
            Words(
                f"{amount.sv} ska återställas; planen gör det i tid.", f"{amount.en} is to be restored; the plan does so in time."
            )
            if verdict is Verdict.MET
            else Words(
                f"{amount.sv} återstår att återställa, senast {until}; planen visar inte hur.",
                f"{amount.en} is left to restore, by {until} at the latest; the plan does not show how.",
            )
        )
        return answer(verdict, reason)
    return answer(Verdict.MET, Words("Inget underskott återstår att återställa.", "No deficit is left to restore."))


def _restored_later(model: Model, period: Period) -> bool:
    """True when some later period of the chain has nothing left and none in between was overdue."""
    at: str | None = period.id
    following: dict[str | None, str] = {}
    for each in model.periods.values():
        following.setdefault(each.follows, each.id)
    while (at := following.get(at)) is not None:
        overdue = model.find("balance_requirement.left_after_three_years", at)
        if overdue is None or overdue > 0:
            return False
        if model.find("balance_requirement.to_restore", at) == 0.0:
            return True
    return False


def _reserve(model: Model, period: Period) -> Iterator[Check]:
    """14 §: how much may be put in the reserve, how large it may be, and that it is not overdrawn."""
    law = ACT.format("14")
    allocation_key, use_key, closing_key = (f"reserve.{name}" for name in ("allocation", "use", "closing"))
    allocation, use = model.find(allocation_key, period.id), model.find(use_key, period.id)
    regime = (
        Words("resultatreserven", "the result reserve")
        if period.year >= 2024
        else Words("resultatutjämningsreserven (RUR)", "the result-equalisation reserve (RUR)")
    )

    def answer(name: str, title: Words, verdict: Verdict, reason: Words, *figures: str) -> Check:
        return Check(name, law, title, period.id, verdict, reason, tuple((figure, period.id) for figure in figures))

    if allocation:
        title = Words(f"Avsättning till {regime.sv}", f"Allocation to {regime.en}")
        largest = model.find("reserve.largest_allocation", period.id)
        if largest is None:
            reason = Words("Högsta tillåtna avsättning kan inte räknas.", "The largest allowed allocation cannot be computed.")
            yield answer("reserve_allocation", title, Verdict.CANNOT_TELL, reason, allocation_key)
        else:
            put, most = amount_in_words(model, allocation), amount_in_words(model, largest)
            verdict = Verdict.MET if allocation <= largest else Verdict.NOT_MET
            reason = Words(
                f"{put.sv} avsätts; högst {most.sv} får avsättas.", f"{put.en} is allocated; at most {most.en} may be."
            )
            yield answer("reserve_allocation", title, verdict, reason, allocation_key, "reserve.largest_allocation")
    if use:
        yield _reserve_use(model, period, use, regime, law)
    closing, ceiling = model.find(closing_key, period.id), model.find("reserve.ceiling", period.id)
    if closing is not None and ceiling is not None:
        size, most = amount_in_words(model, closing), amount_in_words(model, ceiling)
        old_money = closing > ceiling and not allocation
        verdict = Verdict.MET if closing <= ceiling else Verdict.CANNOT_TELL if old_money else Verdict.NOT_MET
        reason = Words(f"Reserven är {size.sv}; taket är {most.sv}.", f"The reserve is {size.en}; the ceiling is {most.en}.")
        if old_money:
            reason = Words(
                f"{reason.sv} Äldre RUR-medel får användas under en övergångstid.",
                f"{reason.en} Older RUR money may be used during a transition.",
            )
        title = Words("Reservens storlek", "The size of the reserve")
        yield answer("reserve_ceiling", title, verdict, reason, closing_key, "reserve.ceiling")


def _reserve_use(model: Model, period: Period, use: float, regime: Words, law: str) -> Check:
    title = Words(f"Användning av {regime.sv}", f"Use of {regime.en}")
    closing = model.find("reserve.closing", period.id)
    taken = amount_in_words(model, use)
    figures = (("reserve.use", period.id),)
    if closing is None:
        reason = Words(
            f"{taken.sv} tas ur reserven, vars storlek inte är känd.",
            f"{taken.en} is taken from the reserve, whose size is not known.",
        )
        return Check("reserve_use", law, title, period.id, Verdict.CANNOT_TELL, reason, figures)
    left = amount_in_words(model, closing)
    reason = Words(
        f"{taken.sv} tas ur reserven; {left.sv} återstår.", f"{taken.en} is taken from the reserve; {left.en} is left."
    )
    verdict = Verdict.MET if closing >= 0 else Verdict.NOT_MET
    if verdict is Verdict.MET and period.year < 2024:
        verdict = Verdict.CANNOT_TELL
        reason = Words(
            f"{reason.sv} RUR fick bara användas för att utjämna över en konjunkturcykel; det är en bedömning.",
            f"{reason.en} RUR could be used only to even out over a business cycle; that is a judgement.",
        )
    return Check("reserve_use", law, title, period.id, verdict, reason, (*figures, ("reserve.closing", period.id)))
