"""`hundralapp forecasts`: the same budget on each forecast, and what a new one changes in kronor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import Vintage, answer, load, require_sound, shared_options, workspace_argument, written_to
from hundralapp.cli.language import LANGUAGE, OPTIONS, say

if TYPE_CHECKING:
    from hundralapp.model import Model


@click.command(
    name="forecasts",
    options_metavar=OPTIONS,
    help=say(
        "Ställ prognoserna bredvid varandra: budgeten så som varje prognos har den, och vad varje ändrat antagande ensamt ger i kronor."
        "\n\nExempel: hundralapp forecasts examples/exempelstad --svg prognoser.svg",
        "Put the forecasts side by side: the budget as each forecast has it, and what each changed assumption alone gives in kronor."
        "\n\nExample: hundralapp forecasts examples/exempelstad --svg forecasts.svg",
    ),
)
@workspace_argument
@click.option(
    "--from",
    "start",
    type=Vintage(),
    help=say("Första prognosen (2025-04); förval är den äldsta.", "First forecast (2025-04); by default the oldest."),
)
@click.option(
    "--until",
    "end",
    type=Vintage(),
    help=say("Sista prognosen (2025-10); förval är den nyaste.", "Last forecast (2025-10); by default the newest."),
)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Skriv en bild till denna fil.", "Write a picture to this file."),
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help=say(
        "Visa i stället vad lägre tillväxt, färre invånare och högre löner betyder.",
        "Show instead what lower growth, fewer residents and higher wages mean.",
    ),
)
@shared_options
def command(
    workspace: Path,
    start: date | None,
    end: date | None,
    svg: Path | None,
    sensitivity: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Compare the vintages of a workspace's forecasts."""
    from hundralapp.forecasts.vintages import compare_vintages, vintage_dates
    from hundralapp.views.forecasts import forecast_picture, forecasts_view
    from hundralapp.views.numbers import number_style

    model, _ = load(workspace)
    require_sound(model, as_json, "forecasts")
    if sensitivity:
        _sensitivity(model, as_json)
        return
    dates = [each for each in vintage_dates(model) if (start is None or start <= each) and (end is None or each <= end)]
    if not dates:
        raise click.UsageError(
            say(
                "Arbetsytan har inga prognoser i den tiden: ingen rad har kolumnen vintage med ett sådant datum.",
                "The workspace has no forecasts in that time: no row has the column vintage with such a date.",
            )
        )
    found = compare_vintages(model, dates)
    for each in found.vintages:
        if not each.model.report.ok:
            require_sound(each.model, as_json, "forecasts")
    view = forecasts_view(found, LANGUAGE)
    style = number_style(model, LANGUAGE)
    if svg is not None:
        from hundralapp.workspace.writing import write_file

        picture = forecast_picture(view, style, LANGUAGE, model.workspace.name, synthetic=model.workspace.synthetic)
        with written_to(svg):
            write_file(svg, picture)
    if as_json:
        answer("forecasts", model, {"forecasts": view})
        return
    from hundralapp.cli.display import console, show_heading
    from hundralapp.cli.forecasting import show_forecasts

    out = console()
    show_heading(out, model)
    show_forecasts(out, view, style)


def _sensitivity(model: Model, as_json: bool) -> None:
    from hundralapp.forecasts.sensitivity import sensitivities
    from hundralapp.views.forecasts import sensitivity_view
    from hundralapp.views.numbers import number_style

    found = sensitivity_view(model, sensitivities(model), LANGUAGE)
    if as_json:
        answer("forecasts", model, {"sensitivity": found})
        return
    from hundralapp.cli.display import console, show_heading
    from hundralapp.cli.forecasting import show_sensitivity

    out = console()
    show_heading(out, model)
    show_sensitivity(out, found, number_style(model, LANGUAGE))
