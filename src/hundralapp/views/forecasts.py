"""Forecasts as tables: one per period with a column per vintage, and one of causes per step; and one picture of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from hundralapp.diagnostics import Language
from hundralapp.forecasts.sensitivity import Sensitivity
from hundralapp.forecasts.vintages import MEASURED, SHOWN, Forecasts
from hundralapp.graph.evaluate import Value, less
from hundralapp.model import Model
from hundralapp.terms import word
from hundralapp.views.numbers import NumberStyle
from hundralapp.views.tables import period_heads


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A figure of one period on every vintage. `change`: the newest less the oldest."""

    figure: str
    label: str
    unit: str
    values: tuple[Value, ...]
    change: Value


@dataclass(frozen=True, slots=True)
class ForecastTable:
    """A period's figures, one column per vintage."""

    period: str
    label: str
    rows: tuple[ForecastRow, ...]


@dataclass(frozen=True, slots=True)
class CauseRow:
    """An assumption that changed (`figure` null: interplay), and what it alone changes of `measured`, by period in SEK."""

    figure: str | None
    label: str
    measured: str
    by_period: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """From one vintage to the next: the causes, and as the last rows the whole change."""

    before: str
    after: str
    causes: tuple[CauseRow, ...]
    total: tuple[CauseRow, ...]


@dataclass(frozen=True, slots=True)
class ForecastsView:
    """Vintages side by side: dates, periods, a table per period, and the steps between."""

    vintages: tuple[str, ...]
    periods: tuple[str, ...]
    tables: tuple[ForecastTable, ...]
    steps: tuple[StepView, ...]


def forecasts_view(forecasts: Forecasts, language: Language) -> ForecastsView:
    """Ready to show; rows that no vintage knows are left out."""
    newest = forecasts.vintages[-1].model
    heads = {head.id: head.label for head in period_heads(newest, language)}
    tables = tuple(ForecastTable(period, heads[period], _rows(forecasts, period, language)) for period in forecasts.periods)
    interplay = "Samspel" if language == "sv" else "Interplay"
    steps = []
    for step in forecasts.steps:
        causes = tuple(
            CauseRow(
                each.figure, newest.label(each.figure, language) if each.figure else interplay, measured, each.effects[measured]
            )
            for measured in MEASURED
            for each in step.causes
        )
        total = tuple(CauseRow(name, word("figures", name, language), name, step.change[name]) for name in MEASURED)
        steps.append(StepView(step.before.isoformat(), step.after.isoformat(), causes, total))
    dates = tuple(each.date.isoformat() for each in forecasts.vintages)
    return ForecastsView(dates, forecasts.periods, tables, tuple(steps))


def _rows(forecasts: Forecasts, period: str, language: Language) -> tuple[ForecastRow, ...]:
    rows = []
    for figure in SHOWN:
        values = tuple(each.model.find(figure, period) for each in forecasts.vintages)
        cells = [cell for each in forecasts.vintages if (cell := each.model.cells.get((figure, period)))]
        if not cells or all(value is None for value in values):
            continue
        first, last = values[0], values[-1]
        change = None if first is None or last is None else last - first
        rows.append(ForecastRow(figure, word("figures", figure, language), str(cells[-1].unit), values, change))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """What one question changes of `measured`, by period in SEK; `moved` is how many stated assumptions it moved."""

    question: str
    label: str
    moved: int
    measured: str
    by_period: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SensitivityView:
    """All questions over the budget and plan periods."""

    periods: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[SensitivityRow, ...]


def sensitivity_view(model: Model, found: Sequence[Sensitivity], language: Language) -> SensitivityView:
    """Ready to show, one row per question and measured figure."""
    heads = {head.id: head.label for head in period_heads(model, language)}
    periods = tuple(each.id for each in model.workspace.budget_periods)
    rows = tuple(
        SensitivityRow(each.question.id, each.question.words.say(language), each.moved, measured, each.effects[measured])
        for measured in MEASURED
        for each in found
    )
    return SensitivityView(periods, tuple(heads[period] for period in periods), rows)


_WIDTH, _HEIGHT, _TOP, _BOTTOM, _LEFT = 880.0, 390.0, 84.0, 48.0, 16.0
_FILLS = ("#1b5e8c", "#d98b2b", "#5a8f3c", "#8c4a86", "#6d6d6d")


def forecast_picture(view: ForecastsView, style: NumberStyle, language: Language, name: str, *, synthetic: bool = False) -> str:
    """One picture (SVG): what each forecast changes of taxes and grants against the first, period by period.

    Args:
        style: of money. name: the workspace's, for the heading. synthetic: the figures are invented, which is said.
    """
    rows = {table.period: next((row for row in table.rows if row.figure == MEASURED[0]), None) for table in view.tables}
    bars = [
        (period, index, None if row is None else less(row.values[index], row.values[0]))
        for period, row in rows.items()
        for index in range(1, len(view.vintages))
    ]
    known = [value for _, _, value in bars if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    scale = (_HEIGHT - _TOP - _BOTTOM - 36) / ((high - low) or 1.0)
    zero = _TOP + 18 + high * scale
    slot = (_WIDTH - 2 * _LEFT) / max(1, len(view.periods))
    thick = min(72.0, slot * 0.8 / max(1, len(view.vintages) - 1))
    money = style.unit("SEK")
    what = "Ändring av skatter, bidrag och utjämning" if language == "sv" else "Change of taxes, grants and equalisation"
    against = "mot prognosen" if language == "sv" else "from the forecast of"
    invented = (" (påhittade siffror)" if language == "sv" else " (synthetic figures)") if synthetic else ""
    title, subject = escape(name + invented), escape(f"{what}, {money}, {against} {view.vintages[0]}")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" font-family="sans-serif">',
        f"<title>{title}. {subject}</title>",
        f'<text x="{_LEFT:g}" y="22" font-size="15" font-weight="bold">{title}</text>',
        f'<text x="{_LEFT:g}" y="44" font-size="14">{subject}</text>',
        f'<line x1="{_LEFT:g}" x2="{_WIDTH - _LEFT:g}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="#333"/>',
    ]
    for index, date in enumerate(view.vintages[1:]):
        x = _LEFT + index * 150
        parts.append(f'<rect x="{x:g}" y="56" width="12" height="12" fill="{_FILLS[index % len(_FILLS)]}"/>')
        parts.append(f'<text x="{x + 18:g}" y="67" font-size="13">{date}</text>')
    for period, index, value in bars:
        group = thick * (len(view.vintages) - 1)
        x = _LEFT + (view.periods.index(period) + 0.5) * slot - group / 2 + (index - 1) * thick + 2
        said = escape(style.show(value, "SEK", plus=True))
        end = zero - (value or 0.0) * scale
        if value is not None:
            fill = _FILLS[(index - 1) % len(_FILLS)]
            top, height = min(zero, end), abs(end - zero)
            parts.append(f'<rect x="{x:.1f}" y="{top:.1f}" width="{thick - 4:.1f}" height="{height:.1f}" fill="{fill}"/>')
        y = end - 6 if (value or 0.0) >= 0 else end + 16
        parts.append(f'<text x="{x + thick / 2 - 2:.1f}" y="{y:.1f}" font-size="13" text-anchor="middle">{said}</text>')
    for at, table in enumerate(view.tables):
        x = _LEFT + at * slot + slot / 2
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 14:g}" font-size="13" text-anchor="middle">{escape(table.label)}</text>')
    return "\n".join([*parts, "</svg>\n"])
