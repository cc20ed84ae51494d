"""`hundralapp publish`: a static site of one or several budgets, with their data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import WORKSPACE, answer, load, require_sound, shared_options, written_to
from hundralapp.cli.language import OPTIONS, say
from hundralapp.diagnostics import listed
from hundralapp.workspace.tables import slug

if TYPE_CHECKING:
    from hundralapp.publish.edition import Budget
    from hundralapp.publish.site import Published

MOST_LISTED = 40


@click.command(
    name="publish",
    options_metavar=OPTIONS,
    help=say(
        "Gör en webbplats av budgeten, på svenska och engelska, med data och kontrollsummor. Sidorna behöver ingen server: lägg mappen på en webbplats, "
        "eller öppna index.html från disken. Flera arbetsytor får var sin mapp, och en gemensam förstasida. "
        "En mapp som inte är en tidigare publicering ersätts aldrig."
        "\n\nExempel: hundralapp publish examples/sjobo-2024 --out sjobo-2024-sida",
        "Make a web site of the budget, in Swedish and English, with its data and checksums. The pages need no server: put the folder on a web host, "
        "or open index.html from the disk. Several workspaces get a folder each, and a first page in common. "
        "A folder that is not a former publication is never replaced."
        "\n\nExample: hundralapp publish examples/sjobo-2024 --out sjobo-2024-sida",
    ),
)
@click.argument("workspaces", nargs=-1, required=True, type=WORKSPACE, metavar=say("ARBETSYTA...", "WORKSPACE..."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=say("MAPP", "FOLDER"),
    help=say(
        "Mappen som webbplatsen skrivs i; förval är den första arbetsytans namn och -sida.",
        "Folder to write; by default the first workspace's name and -sida.",
    ),
)
@click.option(
    "--pdf",
    is_flag=True,
    help=say(
        "Gör också budgetboken som taggad PDF (kräver hundralapp[pdf]).",
        "Make the budget book too, as tagged PDF (needs hundralapp[pdf]).",
    ),
)
@shared_options
def command(workspaces: tuple[Path, ...], out: Path | None, pdf: bool, as_json: bool, lang: str | None) -> None:
    """Publish one or several workspaces."""
    from hundralapp.publish.edition import Budget
    from hundralapp.publish.site import publish
    from hundralapp.workspace.writing import NotOursError

    folder = out or Path(f"{workspaces[0].resolve().name}-sida")
    names = _folders(workspaces)
    budgets = []
    for workspace, name in zip(workspaces, names, strict=True):
        _keep_apart(workspace, folder)
        model, proposals = load(workspace)
        require_sound(model, as_json, "publish")
        budgets.append(Budget(model, proposals, name))
    if pdf:
        _add_books(budgets)
    try:
        with written_to(folder):
            written = publish(budgets, folder)
    except NotOursError as refused:
        raise click.UsageError(_refusal(folder, refused.foreign)) from refused
    if as_json:
        data = {"folder": folder, "files": written}
        report = [said for budget in budgets for said in budget.model.report]
        answer("publish", budgets[0].model if len(budgets) == 1 else None, data, report if len(budgets) > 1 else None)
        return
    _say_what_was_written(folder, written)


def _add_books(budgets: Sequence[Budget]) -> None:
    """The budget book of each budget, in both languages, among its data."""
    from hundralapp.cli.books import make_books
    from hundralapp.publish.book import BOOKS

    for budget in budgets:
        budget.books = {BOOKS[language]: book for language, book in make_books(budget, BOOKS).items()}


def _say_what_was_written(folder: Path, written: Sequence[Published]) -> None:
    """The pages and data at hand; what they load, and the explanations one by one, are only counted."""
    click.echo(say(f"Publicerat i {folder}:", f"Published in {folder}:"))
    shown = [each for each in written if "/" not in each.name] if len(written) > MOST_LISTED else written
    width = max(len(each.name) for each in shown) + 2
    for each in shown:
        click.echo(f"  {each.name:<{width}} {max(1, round(each.bytes / 1000)):>6} kB")
    rest = len(written) - len(shown)
    if rest:
        size = round(sum(each.bytes for each in written if each not in shown) / 1000)
        click.echo(say(f"  och {rest} filer i undermappar, {size} kB", f"  and {rest} files in folders below, {size} kB"))
    click.echo(say(f"Öppna {folder / 'index.html'}", f"Open {folder / 'en.html'}"))


def _folders(workspaces: Sequence[Path]) -> list[str]:
    """The folder of each budget in the site, after that of its workspace."""
    names = [slug(each.resolve().name) or "budget" for each in workspaces]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise click.UsageError(
                say(
                    f"Två arbetsytor heter {name}: {listed([str(workspaces[names.index(name)]), str(workspaces[index])])}. Byt namn på den enas mapp.",
                    f"Two workspaces are called {name}: {listed([str(workspaces[names.index(name)]), str(workspaces[index])])}. Rename one of the folders.",
                )
            )
    return names


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
