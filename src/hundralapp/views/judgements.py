"""Checks and goals, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hundralapp.checks.goals import judge_goals, read_goals
from hundralapp.checks.local_government_act import check_local_government_act
from hundralapp.diagnostics import in_language
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model, catalogue

VERDICTS: dict[str, tuple[str, str]] = {
    "met": ("uppfyllt", "met"),
    "met_by_exception": ("uppfyllt genom undantag", "met by exception"),
    "not_met": ("ej uppfyllt", "not met"),
    "cannot_tell": ("går inte att avgöra", "cannot tell"),
    "not_applicable": ("gäller inte", "not applicable"),
}


@dataclass(frozen=True, slots=True)
class CheckView:
    """A demand of the law on a period: verdict and reason in the reader's language."""

    id: str
    law: str
    title: str
    period: str | None
    verdict: str
    verdict_text: str
    reason: str
    figures: tuple[str, ...]
    origin: str | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal of the council in a period."""

    id: str
    name: str
    figure: str
    unit: str
    at_least: float | None
    at_most: float | None
    period: str
    value: Value
    verdict: str
    verdict_text: str
    origin: str | None


def verdict_text(verdict: str, language: str) -> str:
    """The verdict in words."""
    return VERDICTS[verdict][0 if language == "sv" else 1]


def check_views(model: Model, language: Literal["sv", "en"]) -> list[CheckView]:
    """Every check of the Local Government Act, in the order of the Act."""
    return [
        CheckView(
            each.id,
            each.law,
            each.title.say(language),
            each.period,
            each.verdict.value,
            verdict_text(each.verdict.value, language),
            each.reason.say(language),
            tuple(f"{figure}@{period}" for figure, period in each.figures),
            each.origin,
        )
        for each in check_local_government_act(model)
    ]


def goal_views(model: Model, language: str) -> list[GoalView]:
    """Every goal in every period of budget and plan."""
    return [
        GoalView(
            each.goal.id,
            in_language(each.goal.name, each.goal.name_en, language),
            each.goal.figure,
            str(catalogue().unit_of(each.goal.figure) or ""),
            each.goal.at_least,
            each.goal.at_most,
            each.period,
            each.value,
            each.verdict.value,
            verdict_text(each.verdict.value, language),
            each.goal.origin,
        )
        for each in judge_goals(model, read_goals(model))
    ]
