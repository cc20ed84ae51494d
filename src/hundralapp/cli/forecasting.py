"""Forecasts in the terminal: a table per period with a column per vintage, then what each changed assumption gives."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hundralapp.cli.language import LANGUAGE, say
from hundralapp.terms import word
from hundralapp.views.forecasts import CauseRow, ForecastsView, SensitivityRow, SensitivityView, StepView
from hundralapp.views.numbers import NumberStyle

_NEWEST = 4  # columns that fit beside each other


def show_forecasts(out: Console, view: ForecastsView, style: NumberStyle) -> None:
    """Every period's figures on the newest vintages, and the steps between them."""
    shown = range(max(0, len(view.vintages) - _NEWEST), len(view.vintages))
    for table in view.tables:
        grid = _grid(table.label, [view.vintages[at] for at in shown])
        if len(view.vintages) > 1:
            grid.add_column(say("ändring", "change"), justify="right", no_wrap=True)
        for row in table.rows:
            values = [style.show(row.values[at], row.unit) for at in shown]
            change = [style.show(row.change, row.unit, plus=True)] if len(view.vintages) > 1 else []
            grid.add_row(style.beside(row.label, row.unit), *values, *change)
        out.print()
        out.print(grid)
    for step in view.steps:
        _show_step(out, step, view, style)


def _show_step(out: Console, step: StepView, view: ForecastsView, style: NumberStyle) -> None:
    heads = [table.label for table in view.tables]
    title = say(
        f"Vad prognosen {step.after} ändrar mot {step.before}", f"What the forecast of {step.after} changes from {step.before}"
    )
    out.print()
    out.print(Text(title, style="bold"))
    for total in step.total:
        grid = _grid(style.beside(total.label, "SEK"), heads)
        for cause in step.causes:
            if cause.measured == total.measured and set(_amounts(cause, style)) != {style.show(0.0, "SEK")}:
                grid.add_row(Text(cause.label), *_amounts(cause, style))
        grid.add_row(say("Summa", "Total"), *_amounts(total, style), style="bold")
        out.print(grid)


def show_sensitivity(out: Console, view: SensitivityView, style: NumberStyle) -> None:
    """A table per measured figure; a question that no stated assumption answers says so."""
    counted = {row.question for row in view.rows if any(value != 0.0 for value in row.by_period)}
    for measured in dict.fromkeys(row.measured for row in view.rows):
        grid = _grid(style.beside(word("figures", measured, LANGUAGE), "SEK"), list(view.heads))
        for row in view.rows:
            if row.measured == measured:
                grid.add_row(row.label, *(_amounts(row, style) if row.question in counted else _why_not(row, view)))
        out.print()
        out.print(grid)


def _why_not(row: SensitivityRow, view: SensitivityView) -> list[str]:
    """Nothing moves: the workspace does not state the assumption, or nothing measured is computed from it."""
    why = say("räknas inte", "not counted") if row.moved else say("anges inte", "not stated")
    return [why] * len(view.heads)


def _amounts(row: CauseRow | SensitivityRow, style: NumberStyle) -> list[str]:
    return [style.show(value, "SEK", plus=True, finer=0) for value in row.by_period]


def _grid(title: str, heads: list[str]) -> Table:
    grid = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", ratio=1, min_width=24, overflow="fold")
    for head in heads:
        grid.add_column(head.replace(" ", "\n"), justify="right", no_wrap=True)
    return grid
