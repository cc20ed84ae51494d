"""Finansiella mål: the council's own goals, each a figure with a limit, judged period by period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hundralapp import codes
from hundralapp.checks.verdict import Verdict
from hundralapp.diagnostics import Words, listed
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model, catalogue
from hundralapp.numbers_sv import Number, read_number
from hundralapp.units import ONE, SEK, TAX_RATE, UnitError, Written, written, written_names
from hundralapp.workspace.tables import unit_in_words
from hundralapp.workspace.yamlsource import Tree


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: a figure that must be at least or at most something, in the figure's carried unit."""

    id: str
    name: str
    name_en: str
    figure: str
    at_least: float | None
    at_most: float | None
    start: int | None
    end: int | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class GoalResult:
    """A goal in a period."""

    goal: Goal
    period: str
    value: Value
    verdict: Verdict


def read_goals(model: Model) -> list[Goal]:
    """The goals of goals.yaml; a goal on a figure that does not exist is reported and left out."""
    tree = model.workspace.goals
    found: list[Goal] = []
    for name, each in tree.pairs() if tree is not None else ():
        figure = each.value("figure")
        if figure is None or each.value("name") is None:
            continue
        item = each.get("figure")
        if not catalogue().exists(figure) and item is not None:
            suggestion = model.report.suggest(figure, [*(key[0] for key in model.cells), *catalogue().templates()])
            model.report.add(codes.UNKNOWN_FIGURE.at(item.location, figure=figure, suggestion=suggestion))
            continue
        if each.get("at_least") is None and each.get("at_most") is None:
            model.report.add(codes.MISSING_KEY.at(each.location, key="at_least", where=f"goals.yaml.{name}"))
            continue
        unit = _unit(model, each, figure)
        if unit is None:
            continue
        start, end = each.value("from"), each.value("until")
        found.append(
            Goal(
                name,
                each.value("name") or name,
                each.value("name_en") or "",
                figure,
                _limit(each, "at_least", unit),
                _limit(each, "at_most", unit),
                int(start) if start else None,
                int(end) if end else None,
                each.value("origin"),
            )
        )
    return found


def _unit(model: Model, tree: Tree, figure: str) -> Written | None:
    """The unit that a goal's limits are written in; None with a diagnostic when it is not the figure's."""
    carried, item = catalogue().unit_of(figure), tree.get("unit")
    if item is None or item.text is None:
        if carried == SEK:
            return written(model.workspace.money)
        return written("kr_per_100kr") if carried == TAX_RATE else Written(carried or ONE, Decimal(1), "")
    try:
        unit = written(item.text)
    except UnitError as error:
        names = written_names()
        suggestion = model.report.suggest(str(error), names)
        model.report.add(codes.UNKNOWN_UNIT.at(item.location, unit=item.text, suggestion=suggestion, units=listed(names, 12)))
        return None
    if carried is not None and unit.carried != carried:
        words = Words(model.label(figure, "sv"), model.label(figure, "en"))
        model.report.add(codes.WRONG_UNIT.at(item.location, figure=words, expected=unit_in_words(carried), found=item.text))
        return None
    return unit


def _limit(tree: Tree, key: str, unit: Written) -> float | None:
    number = read_number((tree.value(key) or "").rstrip("% "))
    return float(number.value * unit.factor) if isinstance(number, Number) else None


def judge_goals(model: Model, goals: list[Goal]) -> list[GoalResult]:
    """Every goal in every period of budget and plan."""
    return [
        GoalResult(goal, period.id, value := model.find(goal.figure, period.id), _verdict(goal, period.year, value))
        for goal in goals
        for period in model.workspace.budget_periods
    ]


def _verdict(goal: Goal, year: int, value: Value) -> Verdict:
    if (goal.start is not None and year < goal.start) or (goal.end is not None and year > goal.end):
        return Verdict.NOT_APPLICABLE
    if value is None:
        return Verdict.CANNOT_TELL
    low, high = goal.at_least, goal.at_most
    ok = (low is None or value >= low) and (high is None or value <= high)
    return Verdict.MET if ok else Verdict.NOT_MET
