"""Tables in the terminal: as wide as it is, numbers to the right, unknown and synthetic said in words."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hundralapp.cli.language import say
from hundralapp.model import Model
from hundralapp.units import MONEY_IN_ENGLISH
from hundralapp.views.judgements import CheckView, GoalView
from hundralapp.views.numbers import NumberStyle
from hundralapp.views.tables import CellView, PeriodHead, TableView

_LEAST_LABEL = 26
_MARKS = {"met": "✓", "met_by_exception": "✓*", "not_met": "✗", "cannot_tell": "?", "not_applicable": "–"}


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Left to the command line: rich would exit with 1, which means problems in the files."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output; rich leaves colours out when it is not a terminal, and NO_COLOR is set."""
    return _Output(highlight=False, soft_wrap=False, markup=False, emoji=False)


def show_heading(out: Console, model: Model) -> None:
    """Whose budget, for which year, in which money; and whether the numbers are invented."""
    space = model.workspace
    out.print(Text(space.name, style="bold"))
    changed = say(" (med förslagets beslut)", " (with the proposal's decisions)") if model.is_changed else ""
    money = say(f"belopp i {space.money}", f"amounts in {space.money} ({MONEY_IN_ENGLISH[space.money]})")
    out.print(Text(f"{space.entity.name}, {money}{changed}", style="dim"))
    if space.synthetic:
        out.print(
            Text(
                say("PÅHITTADE SIFFROR: ett exempel, ingen verklig budget.", "SYNTHETIC FIGURES: an example, no real budget."),
                style="bold",
            )
        )
    if space.note:
        show_wrapped(out, space.note, style="dim")


def show_wrapped(out: Console, text: str, first: str = "", rest: str = "", style: str = "") -> None:
    """A text in as many lines as it needs. A no-break space does not break, as it would if rich wrapped the lines."""
    lines = textwrap.wrap(
        text, max(30, out.width - 1), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    for line in lines or [first]:
        out.print(Text(line, style=style), soft_wrap=True)


def show_table(out: Console, table: TableView, style: NumberStyle) -> None:
    """A table; when the periods do not fit beside each other they continue below."""
    fits = max(1, (out.width - _LEAST_LABEL) // (1 + _widest(table, style)))
    for start in range(0, len(table.periods), fits):
        _show_columns(out, table, style, range(start, min(start + fits, len(table.periods))))


def show_payment_days(out: Console, days: Mapping[int, Sequence[date]]) -> None:
    """On which days the months of each year are paid, day and month as Swedes write them."""
    for year, dates in days.items():
        listed = ", ".join(f"{each.day}/{each.month}" for each in dates)
        out.print(say(f"Betalningsdagar {year}: {listed}.", f"Days of payment {year} (day/month): {listed}."), highlight=False)


def _widest(table: TableView, style: NumberStyle) -> int:
    numbers = (style.show(cell.value, cell.unit) for row in table.rows for cell in row.cells if cell is not None)
    return max(8, *(len(head.label.split()[0]) for head in table.periods), *(len(each) for each in numbers))


def _show_columns(out: Console, table: TableView, style: NumberStyle, columns: range) -> None:
    grid = _grid(table.title, [table.periods[i] for i in columns])
    marks: set[str] = set()
    for row in table.rows:
        shown = row.label if row.unit in ("SEK", "SEK_of_100") else style.beside(row.label, row.unit)
        finer = style.finer_for((cell.value for cell in row.cells if cell is not None), row.unit)
        cells = [_cell(row.cells[i], style, finer, marks) for i in columns]
        grid.add_row(Text(shown), *cells, style="bold" if row.strong else "")
    out.print()
    out.print(grid)
    for mark in sorted(marks):
        out.print(Text(mark, style="dim"))


def _grid(title: str, periods: Sequence[PeriodHead]) -> Table:
    grid = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", ratio=1, min_width=20, overflow="fold")
    for period in periods:
        grid.add_column(period.label.replace(" ", "\n"), justify="right", no_wrap=True)
    return grid


def _cell(cell: CellView | None, style: NumberStyle, finer: int, marks: set[str]) -> Text:
    if cell is None:
        return Text("")
    text = style.show(cell.value, cell.unit, finer=finer)
    if cell.value is None:
        return Text(text, style="italic dim")
    if cell.difference is not None and style.show(cell.difference, cell.unit, finer=0) != style.show(0.0, cell.unit, finer=0):
        marks.add(
            say(
                "* skiljer sig från det tryckta; `explain` visar hur mycket.",
                "* differs from what is printed; `explain` shows by how much.",
            )
        )
        return Text(f"{text}*")
    return Text(text)


def show_checks(out: Console, checks: Sequence[CheckView]) -> None:
    """The law's demands with verdict and reason."""
    if not checks:
        return
    out.print()
    out.print(Text(say("Kommunallagens krav", "Demands of the Local Government Act"), style="bold"))
    for check in checks:
        period = f" {check.period}" if check.period else ""
        section = check.law.removeprefix("11 kap. ").removesuffix(" KL (2017:725)")
        lead = f"{_MARKS[check.verdict]:<2} {section:<5} "
        show_wrapped(out, f"{check.title}{period}: {check.verdict_text}. {check.reason}", lead, " " * len(lead))
    out.print(Text(f"11 kap. kommunallagen (2017:725)\n✓ {_legend()}", style="dim"))


def _legend() -> str:
    return say(
        "uppfyllt  ✓* genom undantag  ✗ ej uppfyllt  ? går inte att avgöra", "met  ✓* by exception  ✗ not met  ? cannot tell"
    )


def show_goals(out: Console, goals: Sequence[GoalView], style: NumberStyle) -> None:
    """The council's goals, period by period."""
    if not goals:
        return
    out.print()
    out.print(Text(say("Egna mål", "Goals"), style="bold"))
    for name in dict.fromkeys(goal.id for goal in goals):
        same = [goal for goal in goals if goal.id == name]
        limit = _limit(same[0], style)
        out.print(Text(f"{same[0].name} ({limit})"))
        for goal in same:
            out.print(
                Text(f"  {_MARKS[goal.verdict]} {goal.period}: {style.with_unit(goal.value, goal.unit)} ({goal.verdict_text})")
            )


def _limit(goal: GoalView, style: NumberStyle) -> str:
    parts = []
    if goal.at_least is not None:
        parts.append(f"{say('minst', 'at least')} {style.with_unit(goal.at_least, goal.unit)}")
    if goal.at_most is not None:
        parts.append(f"{say('högst', 'at most')} {style.with_unit(goal.at_most, goal.unit)}")
    return ", ".join(parts)
