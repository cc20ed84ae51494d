"""What the page says about one budget: the finding, the facts, the hundred kronor, the law and the goals.

Views chosen and put in order; the sentences stand in the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Period, Series
from hundralapp.model import Model
from hundralapp.publish.charts import Bar, Chart, columns, rows, span
from hundralapp.publish.shown import Shower, Shown, ShownTable, figure_id
from hundralapp.terms import word
from hundralapp.views.judgements import GoalView, check_views, goal_views
from hundralapp.views.tables import (
    COMMITTEES,
    HUNDRED,
    INITIATIVES,
    CellView,
    PeriodHead,
    RowView,
    cell_view,
    period_heads,
    table,
    tables,
)

RESULT = "result.net_income"
_FACTS = (
    "key.result_share",
    "revenue.tax_rate",
    "balance_requirement.result",
    "key.equity_ratio",
    "revenue.yield_of_one_ore",
    "revenue.tax_revenue",
    "key.net_cost_per_resident",
    "population.residents",
)
_MOST_FACTS = 4
_KINDS = {
    Series.ACTUAL: "actual",
    Series.ADOPTED_BUDGET: "budget",
    Series.REVISED_BUDGET: "budget",
    Series.FORECAST: "forecast",
    Series.PLAN: "plan",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The year's result in words: `kind` is surplus, deficit, balanced or unknown; the amount is without its sign."""

    kind: str
    amount: Shown | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A headline figure."""

    label: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan year's result, for the sentence that says how the plan goes on."""

    year: int
    kind: str
    amount: Shown


@dataclass(frozen=True, slots=True)
class Share:
    """A row of the hundred kronor: who, how much, where its bar begins and ends (0 to 100), and per resident."""

    label: str
    shown: Shown
    start: float
    width: float
    per_resident: Shown | None
    is_part: bool
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Hundred:
    """What 100 kronor become; or where that is unknown the committees' net costs, or what is known of initiatives (`of`)."""

    of: str
    period: PeriodHead
    shares: tuple[Share, ...]
    result: Shown | None
    result_kind: str
    residents_known: bool
    zero: float


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


def budget_head(model: Model, language: str) -> PeriodHead:
    """The period the page is about: the budget year's, or the last there is; a workspace without periods has only a year."""
    heads = {head.id: head for head in period_heads(model, language)}
    budget, year = model.workspace.budget_periods, model.workspace.budget_year
    if not heads:
        return PeriodHead("", year, "", f"Budget {year}")
    return heads[budget[0].id] if budget else list(heads.values())[-1]


def finding(shower: Shower, period: str) -> Finding:
    """The year's result."""
    cell = cell_view(shower.model, (RESULT, period))
    if cell is None or cell.value is None:
        return Finding("unknown", None if cell is None else shower.cell(cell))
    return Finding(_kind(shower, cell.value), shower.size(cell))


def _kind(shower: Shower, value: float) -> str:
    """Surplus or deficit as the shown number has it: what rounds to nothing is neither."""
    if shower.number(value, "SEK") == shower.number(0.0, "SEK"):
        return "balanced"
    return "surplus" if value > 0 else "deficit"


def plan(shower: Shower, head: PeriodHead) -> tuple[Planned, ...]:
    """The result of the plan years, where it is known."""
    found = []
    for period in shower.model.workspace.budget_periods:
        cell = cell_view(shower.model, (RESULT, period.id))
        if period.series is Series.PLAN and period.year > head.year and cell is not None and cell.value is not None:
            found.append(Planned(period.year, _kind(shower, cell.value), shower.cell(cell, with_unit=True)))
    return tuple(found)


def facts(shower: Shower, period: str) -> tuple[Fact, ...]:
    """The headline figures that are known, and after them those that are not."""
    model = shower.model
    cells = [cell for figure in _FACTS if (cell := cell_view(model, (figure, period))) is not None]
    known = [cell for cell in cells if cell.value is not None]
    chosen = (known + [cell for cell in cells if cell.value is None])[:_MOST_FACTS]
    return tuple(
        Fact(model.label(cell.figure, shower.language), shower.cell(cell, with_unit=True)) for cell in cells if cell in chosen
    )


def result_bars(shower: Shower, head: PeriodHead) -> list[Bar]:
    """The year's result, period by period; a column that repeats a year of the budget's own line is left out."""
    model, heads = shower.model, {each.id: each for each in period_heads(shower.model, shower.language)}
    line = {each.id for each in model.workspace.line}
    taken = {(period.year, period.series) for period in model.periods.values() if period.id in line}
    periods = [each for each in model.periods.values() if each.id in line or (each.year, each.series) not in taken]
    cells = [(each, cell) for each in periods if (cell := cell_view(model, (RESULT, each.id))) is not None]
    finer = shower.finer((cell for _, cell in cells), "SEK")
    return [_bar(shower, each, heads[each.id], cell, finer, now=each.id == head.id) for each, cell in cells]


def _bar(shower: Shower, period: Period, head: PeriodHead, cell: CellView, finer: int, *, now: bool) -> Bar:
    series = word("series", period.series.value, shower.language)
    shown = shower.cell(cell, finer=finer)
    kind, synthetic = _KINDS[period.series], cell.status == "synthetic"
    return Bar(period.id, series[0].upper() + series[1:], str(head.year), cell.value, shown.text, kind, now, synthetic)


def charts(bars: Sequence[Bar]) -> tuple[Chart, ...]:
    """The same bars for a wide page and for a narrow one."""
    low, high = span(bars)
    return (columns(bars, low=low, high=high), rows(bars, low=low, high=high)) if bars else ()


def hundred(shower: Shower, head: PeriodHead) -> Hundred | None:
    """What each hundred kronor becomes in the budget year; else in another; else what is known instead."""
    model, language = shower.model, shower.language
    planned = [each.id for each in model.workspace.budget_periods]
    others = [each.id for each in sorted(model.periods.values(), key=lambda each: -each.year) if each.id not in planned]
    order = dict.fromkeys([head.id, *planned, *others])
    for of, figures in (("hundred", HUNDRED), ("net_cost", COMMITTEES[:1]), ("initiatives", INITIATIVES)):
        view = table(model, of, "", figures, language)
        for period in order:
            at = next((i for i, each in enumerate(view.periods) if each.id == period), None)
            if at is not None and any(_is_part(row) and _value(row, at) is not None for row in view.rows):
                return _hundred(shower, view.rows, at, view.periods[at], of)
    return None


def _is_part(row: RowView) -> bool:
    return row.figure.startswith(("committee.", "initiative."))


def _of_committee(row: RowView) -> bool:
    return row.figure.startswith("committee.")


def _value(row: RowView, at: int) -> Value:
    cell = row.cells[at]
    return None if cell is None else cell.value


def _hundred(shower: Shower, all_rows: Iterable[RowView], at: int, head: PeriodHead, of: str) -> Hundred:
    there = [row for row in all_rows if row.cells[at] is not None]
    parts = [row for row in there if row.figure != "hundred.result"]
    parts.sort(key=lambda row: (not _is_part(row), _value(row, at) is None, -(_value(row, at) or 0.0)))
    values = [value for row in there if (value := _value(row, at)) is not None]
    low, high = min([0.0, *values]), max([1e-9, *values])
    finer = shower.finer((row.cells[at] for row in there), there[0].unit)
    last = next((row for row in there if row.figure == "hundred.result"), None)
    shares = tuple(_share(shower, row, at, low, high, finer) for row in [*parts, *([last] if last else [])])
    result, kind = None, ""
    if last is not None and (cell := last.cells[at]) is not None and cell.value is not None:
        result = shower.size(cell)
        kind = "surplus" if cell.value > 0 else "deficit"
    residents = shower.model.find("population.residents", head.id) is not None
    return Hundred(of, head, shares, result, kind, residents, _position(0.0, low, high))


def _share(shower: Shower, row: RowView, at: int, low: float, high: float, finer: int) -> Share:
    cell = row.cells[at]
    assert cell is not None
    value = cell.value or 0.0
    start, end = sorted((_position(0.0, low, high), _position(value, low, high)))
    person = f"{row.figure.rpartition('.')[0]}.per_resident" if _of_committee(row) else ""
    per_resident = shower.figure(person, cell.period, with_unit=True)
    if per_resident is not None and per_resident.is_unknown:
        per_resident = None
    shown = shower.cell(cell, finer=finer)
    return Share(row.label, shown, start, end - start, per_resident, _is_part(row), value < 0)


def _position(value: float, low: float, high: float) -> float:
    """Where on the drawing a value stands, from 0 to 100."""
    return 100.0 * (value - low) / (high - low)


def shown_tables(shower: Shower, now: str) -> tuple[ShownTable, ...]:
    """Every table of the budget."""
    return tuple(shower.table(each, now) for each in tables(shower.model, shower.language))


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
