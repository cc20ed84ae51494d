"""The result year by year, the demands of the law on it, and the council's own goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.bars import both_widths, year_bar
from hundralapp.publish.charts import Bar
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages.start import RESULT, finding, plan
from hundralapp.publish.shown import Shower, Shown, ShownTable, figure_id
from hundralapp.views.judgements import GoalView, goal_views
from hundralapp.views.restoration import Restoration, restorations
from hundralapp.views.tables import PeriodHead, TableView, cell_view, period_heads, shown_periods, table

FILES: Mapping[Language, str] = {"sv": "ar-och-lag.html", "en": "years.html"}
_STEPS = (
    "result.net_income",
    "balance_requirement.capital_gains",
    "balance_requirement.unrealised_gains",
    "balance_requirement.reversal_of_unrealised_losses",
    "balance_requirement.other_adjustments",
    "balance_requirement.after_adjustments",
    "reserve.allocation",
    "reserve.use",
    "balance_requirement.result",
    "balance_requirement.not_to_be_restored",
    "balance_requirement.to_restore",
)
_RESERVE = (
    "reserve.allocation",
    "reserve.use",
    "reserve.closing",
    "reserve.floor",
    "reserve.largest_allocation",
    "reserve.ceiling",
)


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
    gauge: Gauge | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """An outcome against its limits, from 0 to 100: where zero stands, where the bar begins, how long it is, and the limits."""

    zero: float
    start: float
    width: float
    is_negative: bool
    limits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A deficit: its amount, its year, by when the law wants it restored, when it is, and what is left last."""

    amount: Shown | None
    year: int
    by: int
    restored: int | None
    outcome: str
    left: Shown | None


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
    bars, found = result_bars(shower, head), demands(edition)
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
        "steps": steps(shower, head, "balance", _STEPS),
        "reserve": steps(shower, head, "reserve", _RESERVE),
        "restored": [_restored(shower, each) for each in restorations(shower.model)],
    }
    return [
        Page(
            "years", FILES, edition.say("Resultat och lag", "Result and law"), "years.html.j2", values, law, styles=("years.css",)
        )
    ]


def result_bars(shower: Shower, head: PeriodHead) -> list[Bar]:
    """The year's result, period by period; a column that repeats a year of the budget's own line is left out."""
    model, heads = shower.model, {each.id: each for each in period_heads(shower.model, shower.language)}
    cells = [(each, cell) for each in shown_periods(model) if (cell := cell_view(model, (RESULT, each.id))) is not None]
    finer = shower.finer((cell for _, cell in cells), "SEK")
    return [
        year_bar(shower, each, heads[each.id], cell.value, cell.unit, status=cell.status, finer=finer, now=each.id == head.id)
        for each, cell in cells
    ]


def steps(shower: Shower, head: PeriodHead, name: str, figures: Sequence[str]) -> ShownTable | None:
    """Figures as rows for the periods of the budget's line; rows of nothing but zeros and unknowns beside sums are left out."""
    model = shower.model
    view = table(model, name, "", figures, shower.language)
    line = {each.id for each in model.workspace.line}
    places = [at for at, each in enumerate(view.periods) if each.id in line]
    rows = [replace(row, cells=tuple(row.cells[at] for at in places)) for row in view.rows]
    rows = [row for row in rows if row.strong or any(cell is not None and cell.value for cell in row.cells)]
    if not any(cell is not None and cell.value is not None for row in rows for cell in row.cells):
        return None
    made = TableView(view.id, view.title, tuple(view.periods[at] for at in places), tuple(rows))
    return shower.table(made, head.id)


def _restored(shower: Shower, each: Restoration) -> Restored:
    left = shower.figure(*each.left[-1][0], with_unit=True) if each.left else None
    return Restored(shower.figure(*each.deficit, with_unit=True), each.year, each.by, each.restored, each.outcome, left)


def demands(edition: Edition) -> tuple[Demand, ...]:
    """The checks of the Act, one demand after the other with its periods."""
    model, shower = edition.model, edition.shower
    heads = {head.id: head.label for head in period_heads(model, shower.language)}
    grouped: dict[tuple[str, str], list[Judged]] = {}
    for each in edition.checks:
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
        gauge = _gauge(each, same)
        years.append(GoalYear(heads.get(each.period, each.period), shown, each.verdict, each.verdict_text, gauge))
    least, most = (
        "" if limit is None else shower.number(limit, first.unit, with_unit=True) for limit in (first.at_least, first.at_most)
    )
    return Goal(first.name, least, most, tuple(years))


def _gauge(goal: GoalView, same: Sequence[GoalView]) -> Gauge | None:
    """The outcome beside the limits on one scale for all years; None where it is unknown."""
    if goal.value is None:
        return None
    limits = [each for each in (goal.at_least, goal.at_most) if each is not None]
    values = [0.0, *limits, *(each.value for each in same if each.value is not None)]
    low, high = min(values), max(values)
    if high == low:
        return None
    scale = 100.0 / (high - low)
    begin, end = sorted((0.0, goal.value))
    places = tuple((each - low) * scale for each in limits)
    return Gauge(-low * scale, (begin - low) * scale, (end - begin) * scale, goal.value < 0, places)
