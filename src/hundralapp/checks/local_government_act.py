"""11 kap. kommunallagen (2017:725): the checks that can be made on a budget and its plan.

Checked: 1, 5, 6, 6 a, 8, 10, 11, 12, 13, 14 and 20 §§. Not checked: 15 § (financing of decisions during the year) and 16 §
(interim reports), which are about the year's follow-up; whether special reasons are good reasons, which is a judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hundralapp.checks.verdict import Check, Verdict
from hundralapp.dates import is_election_year, read_date
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Key, Period, Series
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.units import written
from hundralapp.workspace.yamlsource import Tree

ACT = "11 kap. {} § KL (2017:725)"


def check_local_government_act(model: Model) -> list[Check]:
    """Every check of the chapter, over the budget year and the plan, in the order of the Act."""
    checks: list[Check] = [_guidelines(model)]
    for period in model.workspace.budget_periods:
        checks.append(_balance(model, period))
    checks += _contents(model)
    checks += _dates(model)
    for period in _chain(model):
        checks.append(_restoration(model, period))
    for period in _chain(model):
        checks += _reserve(model, period)
    checks += _annual_report(model)
    return checks


def _chain(model: Model) -> list[Period]:
    """The periods that budget and plan continue from, and they themselves, where there is a result to judge."""
    reached: set[str] = set()
    for each in model.workspace.budget_periods:
        at: str | None = each.id
        while at is not None and at not in reached:
            reached.add(at)
            at = model.periods[at].follows
    return [each for each in model.periods.values() if each.id in reached and model.has("balance_requirement.result", each.id)]


def _governance(model: Model, name: str, period: str | None = None) -> tuple[str, str | None] | None:
    """A document or reason that governance.yaml names: its text and origin."""
    tree: Tree | None = model.workspace.governance
    found = tree.get(name) if tree is not None else None
    if found is not None and period is not None:
        found = found.get(period)
    if found is None or found.value("text") is None:
        return None
    return found.value("text") or "", found.value("origin")


def _amount(model: Model, value: float) -> Words:
    """An amount in the workspace's money, as words in both languages."""
    money = model.workspace.money
    factor, decimals = float(written(money).factor), model.money_decimals
    return Words(f"{show_number(value / factor, decimals)} {money}", f"{show_number(value / factor, decimals, 'en')} {money}")


def _guidelines(model: Model) -> Check:
    title = Words("Riktlinjer för god ekonomisk hushållning", "Guidelines for sound financial management")
    said = _governance(model, "guidelines")
    law = ACT.format("1")
    if said is None:
        reason = Words(
            "governance.yaml nämner inga riktlinjer; om fullmäktige har beslutat sådana framgår inte av arbetsytan.",
            "governance.yaml names no guidelines; the workspace does not show whether the council has decided any.",
        )
        return Check("guidelines", law, title, None, Verdict.CANNOT_TELL, reason)
    return Check("guidelines", law, title, None, Verdict.MET, Words(said[0], said[0]), origin=said[1])


def _balance(model: Model, period: Period) -> Check:
    """5 §: income exceeds costs, or the reserve is used, or there are exceptional reasons."""
    title = Words("Intäkterna ska överstiga kostnaderna", "Income must exceed costs")
    law, key = ACT.format("5"), ("result.net_income", period.id)
    result = model.find(*key)

    def answer(verdict: Verdict, sv: str, en: str, figures: tuple[Key, ...] = (key,), origin: str | None = None) -> Check:
        return Check("balance", law, title, period.id, verdict, Words(sv, en), figures, origin)

    special = _governance(model, "special_reasons", period.id)
    if result is None:
        return answer(
            Verdict.CANNOT_TELL,
            _unknown(model, key, "Årets resultat").sv,
            _unknown(model, key, "Net income").en,
            (key,) if key in model.cells else (),
        )
    amount = _amount(model, result)
    if result > 0:
        return answer(Verdict.MET, f"Årets resultat är {amount.sv}.", f"Net income is {amount.en}.")
    use_key = ("reserve.use", period.id)
    use = model.find(*use_key) or 0.0
    if use > 0 and use >= -result:
        covered = _amount(model, use)
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
        covered, left = _amount(model, use), _amount(model, -result - use)
        return answer(
            verdict,
            f"Årets resultat är {amount.sv}; resultatreserven täcker {covered.sv}, och {left.sv} återstår utan angivna synnerliga skäl{' (governance.yaml saknas)' if silent else ''}.",
            f"Net income is {amount.en}; the result reserve covers {covered.en}, and {left.en} is left without stated exceptional reasons{' (no governance.yaml)' if silent else ''}.",
            (key, use_key),
        )
    return answer(
        verdict,
        f"Årets resultat är {amount.sv}. Varken resultatreserv eller synnerliga skäl är angivna{' (governance.yaml saknas)' if silent else ''}.",
        f"Net income is {amount.en}. Neither a use of the result reserve nor exceptional reasons are stated{' (no governance.yaml)' if silent else ''}.",
    )


def _unknown(model: Model, key: Key, name: str) -> Words:
    if key not in model.cells:
        return Words(f"{name} {key[1]} finns inte i arbetsytan.", f"{name} {key[1]} is not in the workspace.")
    causes = ", ".join(cause.split("@")[0] for cause in model.causes(key)[:3])
    return Words(f"{name} {key[1]} är okänt: {causes} är okänd.", f"{name} {key[1]} is unknown: {causes} is unknown.")


def _contents(model: Model) -> Iterator[Check]:
    """6 and 6 a §§: what a budget must hold."""
    year = model.workspace.budget_year
    budget = next((each for each in model.workspace.budget_periods if each.year == year), None)
    law = ACT.format("6")
    period = budget.id if budget is not None else str(year)

    def holds(name: str, title: Words, figures: tuple[str, ...], missing: Words) -> Check:
        there = tuple((figure, period) for figure in figures if (figure, period) in model.cells)
        known = [key for key in there if model.find(*key) is not None]
        verdict = Verdict.MET if known else Verdict.CANNOT_TELL if there else Verdict.NOT_MET
        stated = Words("Angivet.", "Stated.") if known else Words("Angivet som okänt.", "Stated as unknown.")
        return Check(name, law, title, period, verdict, stated if there else missing, there)

    yield holds(
        "tax_rate",
        Words("Skattesatsen ska anges", "The tax rate must be stated"),
        ("revenue.tax_rate",),
        Words("Raden revenue.tax_rate saknas.", "The row revenue.tax_rate is missing."),
    )
    frames = tuple(f"committee.{name}.frame" for name in model.workspace.committees)
    yield holds(
        "appropriations",
        Words("Anslagen ska anges", "Appropriations must be stated"),
        ("operating.frames", *frames),
        Words("Inga nämndramar finns i arbetsytan.", "No committee frames are in the workspace."),
    )
    yield holds(
        "financial_position",
        Words("Den ekonomiska ställningen vid årets slut ska anges", "The financial position at year end must be stated"),
        ("balance.equity", "balance.total_assets"),
        Words("Varken eget kapital eller balansräkning finns.", "Neither equity nor a balance sheet is there."),
    )
    goals = model.workspace.goals
    has_goals = goals is not None and bool(goals.keys)
    title = Words("Finansiella mål ska anges", "Financial goals must be stated")
    reason = (
        Words("Målen står i goals.yaml.", "The goals are in goals.yaml.")
        if has_goals
        else Words("goals.yaml saknas.", "goals.yaml is missing.")
    )
    yield Check("financial_goals", law, title, None, Verdict.MET if has_goals else Verdict.CANNOT_TELL, reason)
    yield _plan(model, year, law)
    if year >= 2024:
        title = Words("Kommunkoncernens företag ska redovisas", "The group's companies must be accounted for")
        said = _governance(model, "group_companies")
        reason = (
            Words(said[0], said[0])
            if said
            else Words("governance.yaml nämner ingen redogörelse.", "governance.yaml names no account.")
        )
        verdict = Verdict.MET if said else Verdict.CANNOT_TELL
        yield Check("group_companies", ACT.format("6 a"), title, None, verdict, reason, origin=said[1] if said else None)


def _plan(model: Model, year: int, law: str) -> Check:
    years = sorted({each.year for each in model.workspace.budget_periods})
    count = next((count for count in range(len(years) + 1) if year + count not in years), 0)
    title = Words("Planen ska omfatta tre år med budgetåret först", "The plan must cover three years, the budget year first")
    reason = Words(f"Planen omfattar {count} år från {year}.", f"The plan covers {count} years from {year}.")
    return Check("three_year_plan", law, title, None, Verdict.MET if count >= 3 else Verdict.NOT_MET, reason)


def _date(model: Model, name: str) -> date | None:
    tree = model.workspace.governance
    return read_date(tree.value(name) or "") if tree is not None else None


def _dates(model: Model) -> Iterator[Check]:
    """8, 10 and 11 §§: when the budget is proposed and adopted. In election years the newly elected council adopts it."""
    before = model.workspace.budget_year - 1
    proposed, adopted, rate = (_date(model, name) for name in ("proposed", "adopted", "tax_rate_decided"))
    election = is_election_year(before)
    title = Words("Styrelsens förslag före oktober månads utgång", "The board's proposal before the end of October")
    if proposed is None:
        yield _no_date("proposed", ACT.format("8"), title)
    else:
        late = Words(
            f"Förslaget lades fram {proposed}. Vid särskilda skäl får det ske i november, om skattesatsen föreslås före oktobers utgång.",
            f"The proposal was made {proposed}. For special reasons November is allowed, if the tax rate is proposed before the end of October.",
        )
        in_time = proposed <= date(before, 10, 31)
        verdict = Verdict.MET if in_time else Verdict.MET_BY_EXCEPTION if proposed <= date(before, 11, 30) else Verdict.NOT_MET
        on_time = Words(f"Förslaget lades fram {proposed}.", f"The proposal was made {proposed}.")
        yield Check("proposed", ACT.format("8"), title, None, verdict, on_time if in_time else late)
    title = Words("Budgeten antas före november månads utgång", "The budget is adopted before the end of November")
    if adopted is None:
        yield _no_date("adopted", ACT.format("10"), title)
        return
    note = (
        Words(" Valår: den nyvalda fullmäktige beslutar.", " Election year: the newly elected council decides.")
        if election
        else Words("", "")
    )
    when = Words(f"Budgeten antogs {adopted}.{note.sv}", f"The budget was adopted {adopted}.{note.en}")
    if adopted <= date(before, 11, 30):
        yield Check("adopted", ACT.format("10"), title, None, Verdict.MET, when)
        return
    title = Words(
        "Senare beslut: skattesats före novembers utgång, budget före decembers",
        "Later: tax rate before the end of November, budget before the end of December",
    )
    in_time = adopted <= date(before, 12, 31)
    if not in_time:
        yield Check("adopted", ACT.format("11"), title, None, Verdict.NOT_MET, when)
    elif rate is None:
        missing = Words(
            f"{when.sv} När skattesatsen beslutades är inte angivet.", f"{when.en} When the tax rate was decided is not stated."
        )
        yield Check("adopted", ACT.format("11"), title, None, Verdict.CANNOT_TELL, missing)
    else:
        verdict = Verdict.MET_BY_EXCEPTION if rate <= date(before, 11, 30) else Verdict.NOT_MET
        both = Words(f"{when.sv} Skattesatsen beslutades {rate}.", f"{when.en} The tax rate was decided {rate}.")
        yield Check("adopted", ACT.format("11"), title, None, verdict, both)


def _no_date(name: str, law: str, title: Words) -> Check:
    reason = Words(f"governance.yaml anger inget datum ({name}).", f"governance.yaml states no date ({name}).")
    return Check(name, law, title, None, Verdict.CANNOT_TELL, reason)


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
        return answer(Verdict.CANNOT_TELL, _unknown(model, result_key, "Balanskravsresultatet"))
    exempt = _governance(model, "not_restored", period.id)
    if overdue > 0:
        amount = _amount(model, overdue)
        reason = Words(f"{amount.sv} är inte återställt i tid.", f"{amount.en} is not restored in time.")
        return answer(Verdict.NOT_MET, reason)
    if exempt is not None:
        reason = Words(
            f"Fullmäktige har beslutat att inte reglera: {exempt[0]}", f"The council has decided not to restore: {exempt[0]}"
        )
        return answer(Verdict.MET_BY_EXCEPTION, reason, exempt[1], ACT.format("13"))
    if left > 0:
        amount, until = _amount(model, left), period.year + 3
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
            put, most = _amount(model, allocation), _amount(model, largest)
            verdict = Verdict.MET if allocation <= largest else Verdict.NOT_MET
            reason = Words(
                f"{put.sv} avsätts; högst {most.sv} får avsättas.", f"{put.en} is allocated; at most {most.en} may be."
            )
            yield answer("reserve_allocation", title, verdict, reason, allocation_key, "reserve.largest_allocation")
    if use:
        yield _reserve_use(model, period, use, regime, law)
    closing, ceiling = model.find(closing_key, period.id), model.find("reserve.ceiling", period.id)
    if closing is not None and ceiling is not None:
        size, most = _amount(model, closing), _amount(model, ceiling)
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
    taken = _amount(model, use)
    figures = (("reserve.use", period.id),)
    if closing is None:
        reason = Words(
            f"{taken.sv} tas ur reserven, vars storlek inte är känd.",
            f"{taken.en} is taken from the reserve, whose size is not known.",
        )
        return Check("reserve_use", law, title, period.id, Verdict.CANNOT_TELL, reason, figures)
    left = _amount(model, closing)
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


def _annual_report(model: Model) -> Iterator[Check]:
    """20 §: the annual report by 15 April. Checked only where a date is stated."""
    handed_in = _date(model, "annual_report")
    actuals = [each.year for each in model.periods.values() if each.series is Series.ACTUAL]
    if handed_in is None or not actuals:
        return
    title = Words("Årsredovisningen lämnas senast den 15 april", "The annual report is handed in by 15 April")
    due = date(max(actuals) + 1, 4, 15)
    verdict = Verdict.MET if handed_in <= due else Verdict.NOT_MET
    reason = Words(f"Den lämnades {handed_in}; senast {due}.", f"It was handed in {handed_in}; due {due}.")
    yield Check("annual_report", ACT.format("20"), title, None, verdict, reason)
