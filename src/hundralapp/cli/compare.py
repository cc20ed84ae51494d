"""`hundralapp compare`: proposals side by side on one baseline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hundralapp.cli.common import answer, as_of_option, find_proposal, load, require_sound, shared_options, workspace_argument
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.diagnostics import nearest
from hundralapp.proposals.compare import compare
from hundralapp.views.comparison import comparison_view
from hundralapp.views.numbers import number_style


@click.command(
    name="compare",
    options_metavar=OPTIONS,
    help=say(
        "Ställ förslag bredvid varandra på samma budget: vad varje beslut ger, vad som inte är finansierat, per nämnd, per hundralapp och "
        "per invånare. Utan namn jämförs alla förslag i proposals/.\n\nExempel: hundralapp compare examples/stockholm-2024 --period 2024",
        "Put proposals side by side on one budget: what each decision gives, what is not financed, by committee, per SEK 100 and per "
        "resident. Without names all proposals in proposals/ are compared.\n\nExample: hundralapp compare examples/stockholm-2024 --period 2024",
    ),
)
@workspace_argument
@click.argument("names", nargs=-1, metavar=say("[FÖRSLAG]...", "[PROPOSAL]..."))
@click.option(
    "--baseline",
    help=say("Jämför med detta förslag i stället för med budgeten.", "Compare with this proposal instead of the budget."),
)
@click.option("--period", multiple=True, help=say("Visa bara denna period.", "Show only this period."))
@as_of_option
@shared_options
def command(
    workspace: Path,
    names: tuple[str, ...],
    baseline: str | None,
    period: tuple[str, ...],
    as_of: date | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Compare proposals."""
    model, proposals = load(workspace, as_of)
    require_sound(model, as_json, "compare")
    if not proposals:
        raise click.UsageError(say("Arbetsytan har inga förslag i proposals/.", "The workspace has no proposals in proposals/."))
    chosen = [find_proposal(proposals, name) for name in names] or [each for each in proposals.values() if each.id != baseline]
    comparison = compare(model, chosen, find_proposal(proposals, baseline) if baseline else None)
    view = comparison_view(comparison, LANGUAGE)
    if as_json:
        answer("compare", model, {"comparison": view})
        return
    from hundralapp.cli.comparing import show_comparison
    from hundralapp.cli.display import console, show_heading

    known = [head.id for head in view.periods]
    for each in period:
        if each not in known:
            text = say(f'Perioden "{each}" är inte budget eller plan.', f'The period "{each}" is not budget or plan.')
            raise click.UsageError(text + nearest(each, known).say(LANGUAGE))
    out = console()
    show_heading(out, model)
    show_comparison(out, view, number_style(model, LANGUAGE), list(period) or known)
