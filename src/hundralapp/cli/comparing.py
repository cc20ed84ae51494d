"""A comparison in the terminal: one table per question, one column per proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hundralapp.cli.language import say
from hundralapp.proposals.compare import Meter
from hundralapp.views.comparison import ComparedRow, ComparisonView, ProposalView
from hundralapp.views.numbers import NumberStyle


def show_comparison(out: Console, view: ComparisonView, style: NumberStyle, periods: Sequence[str]) -> None:
    """Headlines, then what differs by committee, per hundred and per resident, then each proposal's decisions and its meter."""
    order = [head.id for head in view.periods]
    for period in periods:
        at = order.index(period)
        out.print()
        out.print(Text(f"{view.periods[at].label}", style="bold underline"))
        _rows(out, say("Nivå", "Level"), view.headlines, view, style, at, levels=True)
        against = say(f"Skillnad mot {view.baseline}", f"Difference from {view.baseline}")
        _rows(out, against, [row for row in view.headlines if row.figure != "revenue.tax_rate"], view, style, at)
        _rows(out, say("Per nämnd", "By committee"), view.committees, view, style, at)
        _rows(out, say("Av hundralappen", "Of each SEK 100"), view.per_hundred, view, style, at)
        _rows(out, say("Per invånare", "Per resident"), view.per_resident, view, style, at)
    for proposal in view.proposals:
        _proposal(out, proposal, view, style, periods)


def _rows(
    out: Console,
    title: str,
    rows: Sequence[ComparedRow],
    view: ComparisonView,
    style: NumberStyle,
    at: int,
    *,
    levels: bool = False,
) -> None:
    if not rows:
        return
    grid = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", ratio=1, min_width=18, overflow="fold")
    if levels:
        grid.add_column(view.baseline, justify="right", overflow="fold", max_width=16)
    for proposal in view.proposals:
        grid.add_column(proposal.name, justify="right", overflow="fold", max_width=16)
    for row in rows:
        unit = style.unit(row.unit)
        cells = []
        if levels:
            cells.append(style.show(row.base[at], row.unit))
        for pairs in row.proposals:
            cells.append(style.show(pairs[at].value if levels else pairs[at].change, row.unit, plus=not levels))
        grid.add_row(f"{row.label}, {unit}" if unit else row.label, *cells)
    out.print(grid)


def _proposal(out: Console, proposal: ProposalView, view: ComparisonView, style: NumberStyle, periods: Sequence[str]) -> None:
    order = [head.id for head in view.periods]
    columns = [order.index(period) for period in periods]
    by = f" ({proposal.proposer})" if proposal.proposer else ""
    out.print()
    out.print(Text(f"{proposal.name}{by}", style="bold"))
    if proposal.note:
        out.print(Text(proposal.note, style="dim"))
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column(
        say("Effekt på årets resultat", "Effect on net income") + f", {style.money}", ratio=1, min_width=24, overflow="fold"
    )
    for at in columns:
        grid.add_column(str(view.periods[at].year), justify="right", no_wrap=True)
    for effect in proposal.effects:
        removed = say("Utan: ", "Without: ") if effect.removed else ""
        vague = say(" (ej preciserad)", " (not itemised)") if effect.kind == "saving" and not effect.itemised else ""
        where = ", ".join(part for part in (effect.committee, effect.origin or "", effect.page) if part)
        label = f"{removed}{effect.title}{vague}" + (f" [{where}]" if where else "")
        grid.add_row(Text(label), *(style.show(effect.by_period[at], "SEK", plus=True) for at in columns))
    if any(proposal.interplay[at] not in (0.0, None) for at in columns):
        grid.add_row(
            say("Samspel mellan besluten", "Interplay between decisions"),
            *(style.show(proposal.interplay[at], "SEK", plus=True) for at in columns),
        )
    grid.add_row(say("Summa", "Total"), *(style.show(proposal.total[at], "SEK", plus=True) for at in columns), style="bold")
    _meter(grid, [proposal.meters[at] for at in columns], style)
    out.print(grid)


def _meter(grid: Table, meters: Sequence[Meter], style: NumberStyle) -> None:
    """What is not financed, and what is saved without saying where."""

    def row(label: str, value: Callable[[Meter], float | None], *, always: bool = False) -> None:
        values = [value(meter) for meter in meters]
        if always or any(each not in (0.0, None) for each in values):
            grid.add_row(label, *(style.show(each, "SEK") for each in values), style="dim")

    row(say("  ej finansierat", "  not financed"), lambda meter: meter.unfinanced, always=True)
    row(say("  besparing utan angiven plats", "  savings without a stated place"), lambda meter: meter.savings_not_itemised)
    if any(meter.unknown for meter in meters):
        grid.add_row(
            say("  beslut vars effekt är okänd", "  decisions of unknown effect"),
            *(str(meter.unknown) for meter in meters),
            style="dim",
        )
