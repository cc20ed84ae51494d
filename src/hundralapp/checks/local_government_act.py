"""11 kap. kommunallagen (2017:725): the checks that can be made on a budget and its plan.

Checked: 1, 5, 6, 6 a, 8, 10, 11, 12, 13, 14 and 20 §§. Not checked: 15 § (financing of decisions during the year) and 16 §
(interim reports), which are about the year's follow-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hundralapp.checks.balance import check_balance, check_restoration_and_reserve
from hundralapp.checks.evidence import ACT, governance_says
from hundralapp.checks.verdict import Check, Verdict
from hundralapp.dates import is_election_year, read_date
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Series
from hundralapp.model import Model


def check_local_government_act(model: Model) -> list[Check]:
    """Every check of the chapter, over the budget year and the plan, in the order of the Act."""
    return [
        _guidelines(model),
        *check_balance(model),
        *_contents(model),
        *_dates(model),
        *check_restoration_and_reserve(model),
        *_annual_report(model),
    ]


def _guidelines(model: Model) -> Check:
    title = Words("Riktlinjer för god ekonomisk hushållning", "Guidelines for sound financial management")
    said = governance_says(model, "guidelines")
    law = ACT.format("1")
    if said is None:
        reason = Words(
            "Underlaget nämner inga riktlinjer (governance.yaml); om fullmäktige har beslutat sådana framgår inte.",
            "The files name no guidelines (governance.yaml); whether the council has decided any is not shown.",
        )
        return Check("guidelines", law, title, None, Verdict.CANNOT_TELL, reason)
    return Check("guidelines", law, title, None, Verdict.MET, Words(said[0], said[0]), origin=said[1])


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
        Words("Målen är angivna.", "The goals are stated.")
        if has_goals
        else Words("Underlaget anger inga mål (goals.yaml).", "The files state no goals (goals.yaml).")
    )
    yield Check("financial_goals", law, title, None, Verdict.MET if has_goals else Verdict.CANNOT_TELL, reason)
    yield _plan(model, year, law)
    if year >= 2024:
        title = Words("Kommunkoncernens företag ska redovisas", "The group's companies must be accounted for")
        said = governance_says(model, "group_companies")
        reason = (
            Words(said[0], said[0])
            if said
            else Words("Underlaget nämner ingen redogörelse (governance.yaml).", "The files name no account (governance.yaml).")
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
    reason = Words(f"Datumet är inte angivet (governance.yaml: {name}).", f"The date is not stated (governance.yaml: {name}).")
    return Check(name, law, title, None, Verdict.CANNOT_TELL, reason)


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
