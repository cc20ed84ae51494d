"""All municipalities in the terminal: one row each with its rank, and one municipality step by step."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hundralapp.cli.display import show_wrapped
from hundralapp.cli.language import LANGUAGE, say
from hundralapp.municipalities.data import Economy, YearData
from hundralapp.municipalities.table import RevenueRow
from hundralapp.numbers_sv import show_number
from hundralapp.terms import word
from hundralapp.units import unit
from hundralapp.views.municipalities import COLUMNS, MunicipalitiesView, StepOfLaw

_MONEY, _RATE = "SEK", "ore_per_SEK100"
_WIDE, _LEFT_OUT = 112, ("tax_revenue_per_resident", "ore_per_resident")


def show_municipalities(out: Console, view: MunicipalitiesView, rows: Sequence[RevenueRow], by: str | None) -> None:
    """The rows, ranked; those without a base are counted below, not shown as zero."""
    out.print(Text(say(f"Skatt och inkomstutjämning {view.year}", f"Tax and income equalisation {view.year}"), style="bold"))
    out.print(Text(_about(view), style="dim"))
    known = [row for row in rows if row.tax_base is not None]
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", ratio=1, min_width=22, overflow="fold")
    if by:
        grid.add_column(say("plats", "rank"), justify="right")
    printed = any(row.printed_income_equalisation is not None for row in known)
    left_out = (*_LEFT_OUT, "guaranteed_of_resident") if printed else _LEFT_OUT
    columns = [each for each in COLUMNS if out.width >= _WIDE or each.key not in left_out]
    for column in columns:
        _add_column(grid, column.label.say(LANGUAGE))
    if printed:
        _add_column(grid, say("Utfall, kr/inv", "Outcome, SEK/resident"))
    for row in known or rows:
        rank = [str(view.ranks[by].get(row.code, "–"))] if by else []
        cells = [column.show(getattr(row, column.key), LANGUAGE) for column in columns]
        outcome = [COLUMNS[1].show(row.printed_income_equalisation, LANGUAGE)] if printed else []
        grid.add_row(f"{row.code} {row.name}", *rank, *cells, *outcome)
    out.print()
    out.print(grid)
    if printed:
        out.print(Text(_error(known), style="dim"))
    missing = len(rows) - len(known)
    if missing and known:
        out.print(
            Text(
                say(
                    f"{missing} till visas inte: deras skatteunderlag är okänt för {view.year}. --csv har dem med.",
                    f"{missing} more are not shown: their tax base is not known for {view.year}. --csv has them.",
                ),
                style="dim",
            )
        )


def _add_column(grid: Table, label: str) -> None:
    grid.add_column("\n".join(textwrap.wrap(label, 9, break_long_words=False)), justify="right", no_wrap=True)


def _error(rows: Sequence[RevenueRow]) -> str:
    """How far the law on estimated residents is from the outcomes that were published."""
    off = [
        abs(row.income_equalisation_per_resident - row.printed_income_equalisation)
        for row in rows
        if row.income_equalisation_per_resident is not None and row.printed_income_equalisation is not None
    ]
    most, mean = (
        show_number(max(off), 0, LANGUAGE),
        show_number((sum(each * each for each in off) / len(off)) ** 0.5, 0, LANGUAGE),
    )
    return say(
        f"Skillnad mot utfallet: högst {most} kr per invånare, {mean} i kvadratiskt medel. Invånarna är uppskattade.",
        f"Difference from the outcome: at most SEK {most} per resident, {mean} root mean square. Residents are estimated.",
    )


def _about(view: MunicipalitiesView) -> str:
    mean = (
        say("okänd", "unknown") if view.national_mean_tax_base is None else show_number(view.national_mean_tax_base, 0, LANGUAGE)
    )
    status = word("statuses", view.national_status, LANGUAGE)
    source = f". {view.source}" if view.source else ""
    return say(
        f"Medelskattekraft i riket: {mean} kr per invånare ({status}){source}",
        f"The country's mean base: SEK {mean} per resident ({status}){source}",
    )


def show_steps(out: Console, data: YearData, economy: Economy, steps: Sequence[StepOfLaw]) -> None:
    """What is given, then each rule with its value and law."""
    out.print(Text(f"{economy.code} {economy.name}, {data.year}", style="bold"))
    for heading, part in (
        (say("Givet", "Given"), [each for each in steps if not each.law and not each.summary]),
        (say("Räknat", "Computed"), [each for each in steps if each.law or each.summary]),
    ):
        out.print()
        out.print(Text(heading, style="bold"))
        for each in part:
            out.print(Text(f"{each.label}: {_shown(each)}"), soft_wrap=True)
            if each.law:
                show_wrapped(out, f"{each.summary} {each.law}", "    ", "    ", style="dim")


def _shown(step: StepOfLaw) -> str:
    if step.value is None:
        return say("okänd", "unknown")
    if step.unit == _MONEY:
        return f"{show_number(step.value / 1e6, 1, LANGUAGE)} mkr"
    if step.unit == _RATE:
        return f"{show_number(step.value / 100, 2, LANGUAGE)} {say('kr per 100 kr', 'SEK per SEK 100')}"
    name = unit(step.unit).label(LANGUAGE)
    return f"{show_number(step.value, 1 if step.unit == 'percent' else 0, LANGUAGE)} {name}".strip()
