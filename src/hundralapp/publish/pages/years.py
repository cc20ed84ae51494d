"""The result year by year, the demands of the law on it, and the council's own goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.bars import both_widths, year_bar
from hundralapp.publish.charts import Bar
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages.start import RESULT, finding, plan
from hundralapp.publish.shown import Shower, Shown, figure_id
from hundralapp.views.judgements import GoalView, check_views, goal_views
from hundralapp.views.tables import PeriodHead, cell_view, period_heads

FILES: Mapping[Language, str] = {"sv": "ar-och-lag.html", "en": "years.html"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A demand in one period: verdict, reason, and the figures it rests on as (label, explanation)."""

    period: str
    verdict: str
    verdict_text: str
    reason: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Periods after each other with the same verdict."""

    verdict: str
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand of the law with its verdicts; periods alike stand together."""

    section: str
    title: str
    groups: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class GoalYear:
    """A goal in one period."""

    period: str
    shown: Shown
    verdict: str
    verdict_text: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the council with its limit as text."""

    name: str
    at_least: str
    at_most: str
    years: tuple[GoalYear, ...]


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the years."""
    shower, head, language = edition.shower, edition.head, edition.language
    bars, found = result_bars(shower, head), demands(shower)
    kinds = [each.kind for each in plan(shower, head)]
    law = words.law_heading(verdicts(found), language)
    values = {
        "bars": bars,
        "charts": both_widths(bars),
        "result": {bar.id: shower.figure(RESULT, bar.id) for bar in bars},
        "result_heading": words.result_heading(finding(shower, head.id).kind, kinds, language),
        "law_heading": law,
        "demands": found,
        "goals": goals(shower),
    }
    return [Page("years", FILES, edition.say("Resultat och lag", "Result and law"), "years.html.j2", values, law)]


def result_bars(shower: Shower, head: PeriodHead) -> list[Bar]:
    """The year's result, period by period; a column that repeats a year of the budget's own line is left out."""
    model, heads = shower.model, {each.id: each for each in period_heads(shower.model, shower.language)}
    line = {each.id for each in model.workspace.line}
    taken = {(period.year, period.series) for period in model.periods.values() if period.id in line}
    periods = [each for each in model.periods.values() if each.id in line or (each.year, each.series) not in taken]
    cells = [(each, cell) for each in periods if (cell := cell_view(model, (RESULT, each.id))) is not None]
    finer = shower.finer((cell for _, cell in cells), "SEK")
    return [
        year_bar(shower, each, heads[each.id], cell.value, cell.unit, status=cell.status, finer=finer, now=each.id == head.id)
        for each, cell in cells
    ]


def demands(shower: Shower) -> tuple[Demand, ...]:
    """The checks of the Act, one demand after the other with its periods."""
    model = shower.model
    heads = {head.id: head.label for head in period_heads(model, shower.language)}
    grouped: dict[tuple[str, str], list[Judged]] = {}
    for each in check_views(model, shower.language):
        links = []
        for name in each.figures:
            figure, _, period = name.rpartition("@")
            if (figure, period) in model.cells:
                shower.opened.setdefault((figure, period))
                label = model.label(figure, shower.language)
                links.append((label if period == each.period else f"{label} {period}", figure_id((figure, period))))
        section = each.law.removesuffix(" KL (2017:725)")
        judged = Judged(heads.get(each.period or "", ""), each.verdict, each.verdict_text, each.reason, tuple(links))
        grouped.setdefault((section, each.title), []).append(judged)
    return tuple(Demand(section, title, _alike(judged)) for (section, title), judged in grouped.items())


def _alike(judged: Sequence[Judged]) -> tuple[Alike, ...]:
    return tuple(Alike(verdict, tuple(same)) for verdict, same in groupby(judged, key=lambda each: each.verdict))


def verdicts(found: Iterable[Demand]) -> list[str]:
    """Every verdict, one per demand and period."""
    return [judged.verdict for demand in found for same in demand.groups for judged in same.judged]


def goals(shower: Shower) -> tuple[Goal, ...]:
    """The council's own goals."""
    heads = {head.id: head.label for head in period_heads(shower.model, shower.language)}
    grouped: dict[str, list[GoalView]] = {}
    for each in goal_views(shower.model, shower.language):
        grouped.setdefault(each.id, []).append(each)
    return tuple(_goal(shower, same, heads) for same in grouped.values())


def _goal(shower: Shower, same: Sequence[GoalView], heads: dict[str, str]) -> Goal:
    first = same[0]
    years = []
    for each in same:
        shown = shower.figure(each.figure, each.period, with_unit=True)
        shown = shown or shower.plain(None, each.unit)
        years.append(GoalYear(heads.get(each.period, each.period), shown, each.verdict, each.verdict_text))
    least, most = (
        "" if limit is None else shower.number(limit, first.unit, with_unit=True) for limit in (first.at_least, first.at_most)
    )
    return Goal(first.name, least, most, tuple(years))
