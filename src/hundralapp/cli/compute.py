"""`hundralapp compute`: the budget computed, as tables or JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hundralapp.cli.common import answer, as_of_option, find_proposal, load, require_sound, shared_options, workspace_argument
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.proposals.effects import under
from hundralapp.views.document import budget_data
from hundralapp.views.judgements import check_views, goal_views
from hundralapp.views.numbers import number_style
from hundralapp.views.payments import payment_days
from hundralapp.views.tables import SECTIONS, tables


@click.command(
    name="compute",
    options_metavar=OPTIONS,
    help=say(
        "Räkna budgeten: resultaträkning, balanskrav, skatter och bidrag, nämnder, hundralappen, nyckeltal, lagens krav och egna mål."
        "\n\nExempel: hundralapp compute examples/sjobo-2024 --section result",
        "Compute the budget: result statement, balance requirement, taxes and grants, committees, the hundred kronor, key figures, "
        "the law's demands and the council's goals.\n\nExample: hundralapp compute examples/sjobo-2024 --section result",
    ),
)
@workspace_argument
@click.option(
    "--section",
    multiple=True,
    type=click.Choice([*(name for name, _, _ in SECTIONS), "checks", "goals"]),
    help=say("Visa bara denna del.", "Show only this part."),
)
@click.option(
    "--proposal", help=say("Räkna budgeten så som förslaget ändrar den.", "Compute the budget as the proposal changes it.")
)
@as_of_option
@shared_options
def command(
    workspace: Path, section: tuple[str, ...], proposal: str | None, as_of: date | None, as_json: bool, lang: str | None
) -> None:
    """Compute a workspace."""
    model, proposals = load(workspace, as_of)
    require_sound(model, as_json, "compute")
    if proposal is not None:
        model = under(model, find_proposal(proposals, proposal).decisions)
    if as_json:
        answer("compute", model, budget_data(model, LANGUAGE))
        return
    from hundralapp.cli.display import console, show_checks, show_goals, show_heading, show_payment_days, show_table

    style, out = number_style(model, LANGUAGE), console()
    show_heading(out, model)
    for table in tables(model, LANGUAGE):
        if not section or table.id in section:
            show_table(out, table, style)
            if table.id == "payments":
                show_payment_days(out, payment_days(model))
    if not section or "checks" in section:
        show_checks(out, check_views(model, LANGUAGE))
    if not section or "goals" in section:
        show_goals(out, goal_views(model, LANGUAGE), style)
