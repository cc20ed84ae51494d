"""`hundralapp explain`: one figure opened down to files, lines and sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from hundralapp.cli.common import answer, as_of_option, load, require_sound, shared_options, workspace_argument
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.diagnostics import listed, nearest
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.terms import word
from hundralapp.views.explanation import Explanation, StatementView, explain
from hundralapp.views.numbers import NumberStyle, number_style


@click.command(
    name="explain",
    options_metavar=OPTIONS,
    help=say(
        "Öppna en siffra: formeln i ord, lagen, indata, status, källor, fil och rad. SIFFRA är ett id (result.net_income), eventuellt "
        "med period (result.net_income@2024), eller en del av namnet.\n\nExempel: hundralapp explain examples/sjobo-2024 balance_requirement.result@2024",
        "Open a figure: its formula in words, the law, inputs, status, sources, file and line. FIGURE is an id (result.net_income), with "
        "a period if you like (result.net_income@2024), or a part of its name.\n\nExample: hundralapp explain examples/sjobo-2024 balance_requirement.result@2024",
    ),
)
@workspace_argument
@click.argument("figure", metavar=say("SIFFRA", "FIGURE"))
@click.option("--period", help=say("Period; förval är budgetåret.", "Period; by default the budget year."))
@click.option(
    "--depth",
    default=2,
    show_default=True,
    type=click.IntRange(0, 50),
    help=say("Hur många led som öppnas.", "How many levels to open."),
)
@as_of_option
@shared_options
def command(
    workspace: Path, figure: str, period: str | None, depth: int, as_of: date | None, as_json: bool, lang: str | None
) -> None:
    """Explain a figure."""
    model, _ = load(workspace, as_of)
    require_sound(model, as_json, "explain")
    key = find_key(model, figure, period)
    explanation = explain(model, key, LANGUAGE, depth)
    if as_json:
        answer("explain", model, {"explanation": explanation})
        return
    from hundralapp.cli.display import console

    out = console()
    _show(out, explanation, number_style(model, LANGUAGE), "", "")
    _show_sources(out, explanation)


def find_key(model: Model, text: str, period: str | None) -> Key:
    """The figure that the reader means.

    Raises:
        click.UsageError: no figure, or several; with the nearest names.
    """
    figure, _, at = text.partition("@")
    period = period or at or _budget_period(model)
    if period not in model.periods:
        missing = say(f'Perioden "{period}" finns inte', f'There is no period "{period}"')
        raise click.UsageError(f"{missing} ({listed(list(model.periods))}).{nearest(period, model.periods).say(LANGUAGE)}")
    if (figure, period) in model.cells:
        return figure, period
    named = _by_name(model, figure, period)
    if len(named) == 1:
        return named[0], period
    if len(named) > 1:
        raise click.UsageError(say(f'"{figure}" kan vara: ', f'"{figure}" may be: ') + listed(named, 12))
    elsewhere = [at for name, at in model.cells if name == figure]
    if elsewhere:
        absent = say(f"{figure} finns inte {period}, men för ", f"{figure} is not there in {period}, but in ")
        lacks = model.binding.missing.get((figure, period), ())
        needs = say(" Saknas: ", " Missing: ") + listed(list(lacks)) + "." if lacks else ""
        raise click.UsageError(f"{absent}{listed(elsewhere)}.{needs}")
    known = dict.fromkeys(name for name, _ in model.cells)
    raise click.UsageError(
        say(f'Siffran "{figure}" finns inte.', f'There is no figure "{figure}".') + nearest(figure, known).say(LANGUAGE)
    )


def _budget_period(model: Model) -> str:
    budget = model.workspace.budget_periods
    return budget[0].id if budget else next(iter(model.periods), "")


def _by_name(model: Model, text: str, period: str) -> list[str]:
    wanted = text.lower()
    names = [name for name, at in model.cells if at == period]
    exact = [name for name in names if model.label(name, LANGUAGE).lower() == wanted]
    return exact or [name for name in names if wanted in model.label(name, LANGUAGE).lower()]


def _show(out: Console, each: Explanation, style: NumberStyle, first: str, rest: str) -> None:
    """The figure and, below it, what it is made of, as a tree."""
    from hundralapp.cli.display import show_wrapped

    stem = rest + ("│ " if each.children else "  ")
    for index, line in enumerate(_lines(each, style)):
        show_wrapped(
            out, line, first if index == 0 else stem, stem + ("  " if index == 0 else ""), style="bold" if index == 0 else ""
        )
    for child in each.children:
        is_last = child is each.children[-1]
        _show(out, child, style, f"{rest}{'└── ' if is_last else '├── '}", f"{rest}{'    ' if is_last else '│   '}")


def _lines(each: Explanation, style: NumberStyle) -> list[str]:
    """What is said of one figure, a line each."""
    head = f"{each.label} {each.period}: {style.with_unit(each.value, each.unit)}"
    if each.is_repeated:
        return [f"{head}  ({say('öppnad ovan', 'opened above')})"]
    lines = [f"{head}  [{word('statuses', each.status, LANGUAGE)}]  {each.figure}"]
    if each.formula:
        lines.append(f"= {each.formula}")
    if each.law:
        lines.append(f"{say('lag', 'law')}: {each.law}")
    if each.low is not None and each.high is not None and each.high > each.low:
        low, high = (style.show(end, each.unit, finer=1) for end in (each.low, each.high))
        lines.append(f"{say('avrundningen ger', 'rounding gives')}: {low} – {high}")
    if each.causes:
        lines.append(say("okänd därför att ", "unknown because ") + listed(list(each.causes)) + say(" är okänd", " is unknown"))
    lines += [f"{one.name} = {one.value:g} {one.unit} ({one.reference})" for one in each.parameters]
    lines += [_statement(said) for said in each.stated]
    if each.difference:
        lines.append(
            f"{say('räknat minus tryckt', 'computed less printed')}: {style.show(each.difference, each.unit, plus=True)}"
        )
    return lines


def _statement(said: StatementView) -> str:
    """Where a file states the figure, as which forecast and from which origin."""
    vintage = f", {say('prognos', 'forecast')} {said.vintage}" if said.vintage else ""
    older = "" if said.in_force else say(" (gäller inte: annan prognos)", " (not in force: another forecast)")
    origin = f", {said.origin}" if said.origin else ""
    note = f" – {said.note}" if said.note else ""
    return f"{said.file}:{said.line}: {said.written}{vintage}{older}{origin}{note}"


def _show_sources(out: Console, each: Explanation) -> None:
    if not each.sources:
        return
    out.print(say("\nKällor", "\nSources"))
    for source in each.sources:
        said = ", ".join(part for part in (source.publisher, source.title, source.page, source.url) if part)
        out.print(f"  {source.id}: {said}", soft_wrap=True)
