"""A comparison in the terminal: one table per question, one column per proposal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hundralapp.cli.display import show_wrapped
from hundralapp.cli.language import say
from hundralapp.graph.evaluate import Value
from hundralapp.proposals.compare import RESULT, Meter
from hundralapp.views.comparison import ComparedRow, ComparisonView, PairView, ProposalView
from hundralapp.views.numbers import NumberStyle

_LEAST_LABEL = 24
_COLUMN = 13  # a name is folded to this, and every number fits


def show_comparison(out: Console, view: ComparisonView, style: NumberStyle, periods: Sequence[str]) -> None:
    """Headlines, then what differs by committee, per hundred and per resident, then each proposal's decisions and its meter."""
    order = [head.id for head in view.periods]
    for period in periods:
        at = order.index(period)
        out.print()
        out.print(Text(f"{view.periods[at].label}\n", style="bold underline"))
        _rows(out, say("Nivå", "Level"), view.headlines, view, style, at, levels=True)
        against = say(f"Skillnad mot {view.baseline}", f"Difference from {view.baseline}")
        _rows(out, against, [row for row in view.headlines if row.figure != "revenue.tax_rate"], view, style, at)
        for title, rows in (
            (say("Nettokostnad per nämnd", "Net cost by committee"), view.committees),
            (say("Av hundralappen", "Of each SEK 100"), view.per_hundred),
            (say("Per invånare", "Per resident"), view.per_resident),
        ):
            _rows(out, title, [row for row in rows if _is_seen(row, at, style)], view, style, at)
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
    """A table with a column per proposal; those that do not fit beside each other continue below."""
    rows = [row for row in rows if not levels or row.figure == RESULT or _is_known(row, at)]
    if not rows:
        return
    names = [proposal.name for proposal in view.proposals]
    fits = max(1, (out.width - _LEAST_LABEL) // (1 + _COLUMN) - levels)
    for start in range(0, len(names), fits):
        _show_columns(out, title, rows, view, style, at, range(start, min(start + fits, len(names))), levels)


def _show_columns(
    out: Console,
    title: str,
    rows: Sequence[ComparedRow],
    view: ComparisonView,
    style: NumberStyle,
    at: int,
    columns: range,
    levels: bool,
) -> None:
    same_unit = len({row.unit for row in rows}) == 1
    title = style.beside(title, rows[0].unit) if same_unit else title
    grid = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", ratio=1, min_width=_LEAST_LABEL - 1, overflow="fold")
    for name in [*([view.baseline] if levels else []), *(view.proposals[i].name for i in columns)]:
        grid.add_column("\n".join(textwrap.wrap(name, _COLUMN)), justify="right", no_wrap=True)
    for row in rows:
        values = [row.base[at]] if levels else []
        values += [_of(row.proposals[i][at], levels=levels) for i in columns]
        finer = style.finer_for(values, row.unit)
        cells = [style.show(value, row.unit, plus=not levels, finer=finer) for value in values]
        grid.add_row(row.label if same_unit else style.beside(row.label, row.unit), *cells)
    out.print(grid)
    out.print()


def _of(pair: PairView, *, levels: bool) -> Value:
    return pair.value if levels else pair.change


def _is_seen(row: ComparedRow, at: int, style: NumberStyle) -> bool:
    """Whether any proposal's change is more than what rounds to nothing."""
    nothing = style.show(0.0, row.unit)
    return any(style.show(pairs[at].change, row.unit) != nothing for pairs in row.proposals)


def _is_known(row: ComparedRow, at: int) -> bool:
    return row.base[at] is not None or any(pairs[at].value is not None for pairs in row.proposals)


def _proposal(out: Console, proposal: ProposalView, view: ComparisonView, style: NumberStyle, periods: Sequence[str]) -> None:
    order = [head.id for head in view.periods]
    columns = [order.index(period) for period in periods]
    by = f" ({proposal.proposer})" if proposal.proposer else ""
    out.print()
    out.print(Text(f"{proposal.name}{by}", style="bold"))
    if proposal.note:
        show_wrapped(out, proposal.note, style="dim")
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column(
        say("Effekt på årets resultat", "Effect on net income") + f", {style.money}", ratio=1, min_width=24, overflow="fold"
    )
    for at in columns:
        grid.add_column(str(view.periods[at].year), justify="right", no_wrap=True)
    effects = [*(effect.by_period for effect in proposal.effects), proposal.interplay, proposal.total]
    finer = style.finer_for((values[at] for values in effects for at in columns), "SEK")

    def shown(values: Sequence[Value]) -> list[str]:
        return [style.show(values[at], "SEK", plus=True, finer=finer) for at in columns]

    for effect in proposal.effects:
        removed = say("Utan: ", "Without: ") if effect.removed else ""
        vague = say(" (ej preciserad)", " (not itemised)") if effect.kind == "saving" and not effect.itemised else ""
        where = ", ".join(part for part in (effect.committee, effect.origin or "", effect.page) if part)
        label = f"{removed}{effect.title}{vague}" + (f" [{where}]" if where else "")
        grid.add_row(Text(label), *shown(effect.by_period))
    if any(proposal.interplay[at] not in (0.0, None) for at in columns):
        grid.add_row(say("Samspel mellan besluten", "Interplay between decisions"), *shown(proposal.interplay))
    grid.add_row(say("Summa", "Total"), *shown(proposal.total), style="bold")
    _meter(grid, [proposal.meters[at] for at in columns], style, finer)
    out.print(grid)


def _meter(grid: Table, meters: Sequence[Meter], style: NumberStyle, finer: int) -> None:
    """What is not financed, and what is saved without saying where."""

    def row(label: str, value: Callable[[Meter], float | None], *, always: bool = False) -> None:
        values = [value(meter) for meter in meters]
        if always or any(each not in (0.0, None) for each in values):
            grid.add_row(label, *(style.show(each, "SEK", finer=finer) for each in values), style="dim")

    row(say("  återstår att finansiera", "  left to finance"), lambda meter: meter.unfinanced, always=True)
    row(say("  besparing utan angiven plats", "  savings without a stated place"), lambda meter: meter.savings_not_itemised)
    if any(meter.unknown for meter in meters):
        grid.add_row(
            say("  beslut vars effekt är okänd", "  decisions of unknown effect"),
            *(str(meter.unknown) for meter in meters),
            style="dim",
        )
