"""A published figure against the three ways to count it, ready to show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hundralapp.households.conventions import ConventionAnswer, PublishedFigure, in_other_years, reproducing, which_conventions
from hundralapp.households.household import HouseholdChange
from hundralapp.households.person import MONTHS
from hundralapp.views.household import DEPTHS


@dataclass(frozen=True, slots=True)
class ConventionView:
    """One convention by the rules of a year: what it gives, SEK, and whether it reproduces the figure."""

    convention: str
    label: str
    year: int
    per_year: float
    per_month: float
    reproduces: bool


@dataclass(frozen=True, slots=True)
class PublishedFigureView:
    """A published figure: what it may stand for (SEK a month; null where open), each convention, and which it follows.

    `other_years`: what reproduces it by the rules of the year before or after, where nothing does in the year asked for.
    """

    text: str
    is_at_most: bool
    is_by_year: bool
    low_per_month: float | None
    high_per_month: float
    conventions: tuple[ConventionView, ...]
    follows: tuple[str, ...]
    other_years: tuple[ConventionView, ...]


def published_figure_view(change: HouseholdChange, claim: PublishedFigure, language: str) -> PublishedFigureView:
    """The view of a claim about a household's change."""
    answers = which_conventions(change, claim)
    follows = reproducing(answers)
    elsewhere = {} if follows else in_other_years(change.household, change.rate_change, claim)
    return PublishedFigureView(
        claim.text,
        claim.is_at_most,
        claim.is_by_year,
        claim.low / MONTHS if math.isfinite(claim.low) else None,
        claim.high / MONTHS,
        tuple(_convention(each, change.year, language) for each in answers),
        tuple(follows),
        tuple(_convention(each, year, language) for year, found in elsewhere.items() for each in found),
    )


def _convention(answer: ConventionAnswer, year: int, language: str) -> ConventionView:
    label = DEPTHS[answer.convention][0 if language == "sv" else 1]
    return ConventionView(str(answer.convention), label, year, answer.per_year, answer.per_year / MONTHS, answer.reproduces)
