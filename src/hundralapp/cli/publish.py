"""`hundralapp publish`: a static page of the budget, with its data."""

from __future__ import annotations

from pathlib import Path

import click

from hundralapp.cli.common import answer, load, require_sound, shared_options, workspace_argument
from hundralapp.cli.language import OPTIONS, say
from hundralapp.diagnostics import listed


@click.command(
    name="publish",
    options_metavar=OPTIONS,
    help=say(
        "Gör en webbsida av budgeten, på svenska och engelska, med data och kontrollsummor, och en sida där läsaren räknar på sitt eget hushåll "
        "om skattesatsen är känd. Sidorna behöver ingen server. "
        "En mapp som inte är en tidigare publicering ersätts aldrig."
        "\n\nExempel: hundralapp publish examples/sjobo-2024 --out sjobo-2024-sida",
        "Make a web page of the budget, in Swedish and English, with its data and checksums, and a page where readers compute their own household "
        "if the tax rate is known. The pages need no server. "
        "A folder that is not a former publication is never replaced."
        "\n\nExample: hundralapp publish examples/sjobo-2024 --out sjobo-2024-sida",
    ),
)
@workspace_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=say("MAPP", "FOLDER"),
    help=say(
        "Mappen som sidan skrivs i; förval är arbetsytans namn och -sida.",
        "Folder to write; by default the workspace's name and -sida.",
    ),
)
@shared_options
def command(workspace: Path, out: Path | None, as_json: bool, lang: str | None) -> None:
    """Publish a workspace."""
    from hundralapp.publish.edition import Budget
    from hundralapp.publish.site import NotAPublicationError, publish

    folder = out or Path(f"{workspace.resolve().name}-sida")
    _keep_apart(workspace, folder)
    model, proposals = load(workspace)
    require_sound(model, as_json, "publish")
    try:
        written = publish([Budget(model, proposals)], folder)
    except NotAPublicationError as refused:
        raise click.UsageError(_refusal(folder, refused.foreign)) from refused
    except OSError as error:
        raise click.UsageError(
            say(f"{folder} kan inte skrivas: {error.strerror}.", f"{folder} cannot be written: {error.strerror}.")
        ) from error
    if as_json:
        answer("publish", model, {"folder": folder, "files": written})
        return
    click.echo(say(f"Publicerat i {folder}:", f"Published in {folder}:"))
    for each in written:
        click.echo(f"  {each.name:<20} {max(1, round(each.bytes / 1000)):>6} kB")
    click.echo(say(f"Öppna {folder / 'index.html'}", f"Open {folder / 'en.html'}"))


def _keep_apart(workspace: Path, folder: Path) -> None:
    """The page may not take the workspace's place."""
    inside, place = workspace.resolve(), folder.resolve()
    if place == inside or place in inside.parents:
        raise click.UsageError(
            say(f"{folder} är arbetsytan eller en mapp runt den.", f"{folder} is the workspace or a folder around it.")
        )


def _refusal(folder: Path, foreign: tuple[str, ...]) -> str:
    if foreign:
        return say(
            f"{folder} innehåller annat än en publicering: {listed(list(foreign))}. Flytta det, eller välj en annan mapp med --out.",
            f"{folder} holds more than a publication: {listed(list(foreign))}. Move it, or choose another folder with --out.",
        )
    return say(
        f"{folder} finns och är ingen tidigare publicering. Välj en annan mapp med --out.",
        f"{folder} exists and is no former publication. Choose another folder with --out.",
    )
