"""`hundralapp new`: a small complete workspace to start from, made of the templates that ship with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from hundralapp.cli.common import answer, shared_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.workspace.writing import write_files

_YEAR = re.compile(r"\{Y([+-]\d)?\}")


@click.command(
    name="new",
    options_metavar=OPTIONS,
    help=say(
        "Skapa en liten fullständig arbetsyta att börja i: påhittade tal, med kommentarer som förklarar. En mapp som redan innehåller "
        "något rörs aldrig.\n\nExempel: hundralapp new minstad",
        "Make a small complete workspace to start from: invented numbers, with comments that explain. A folder that holds anything is "
        "never touched.\n\nExample: hundralapp new mytown --lang en",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=say("MAPP", "FOLDER"))
@click.option(
    "--name",
    metavar=say("NAMN", "NAME"),
    help=say(
        "Kommunens eller regionens namn; förval är mappens.", "The municipality's or region's name; by default the folder's."
    ),
)
@click.option(
    "--year",
    type=click.IntRange(2013, 2100),
    metavar=say("ÅR", "YEAR"),
    help=say("Budgetåret; förval är nästa år.", "The budget year; by default next year."),
)
@shared_options
def command(folder: Path, name: str | None, year: int | None, as_json: bool, lang: str | None) -> None:
    """Make a workspace."""
    _refuse(folder)
    language = lang or LANGUAGE
    name = " ".join((name or folder.resolve().name.capitalize()).split())
    files = dict(_filled(language, name, year or date.today().year + 1))
    try:
        write_files({path: text.encode() for path, text in files.items()}, folder)
    except OSError as error:
        raise click.UsageError(
            say(f"{folder} kan inte skapas: {error.strerror}.", f"{folder} cannot be made: {error.strerror}.")
        ) from error
    if as_json:
        answer("new", None, {"folder": str(folder), "files": list(files)})
        return
    _tell(folder, files)


def _refuse(folder: Path) -> None:
    """Stop before a folder or file that something may be lost in."""
    if folder.resolve() == Path.cwd():
        raise click.UsageError(
            say(
                "Du står i den mappen. Ange namnet på en ny mapp, till exempel minstad.",
                "You stand in that folder. Give the name of a new one, for example mytown.",
            )
        )
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise click.UsageError(
            say(
                f"{folder} finns redan och rörs inte. Ange namnet på en ny mapp.",
                f"{folder} is already there and is not touched. Give the name of a new folder.",
            )
        )


def _filled(language: str, name: str, year: int) -> Iterator[tuple[str, str]]:
    """The template's files with name and years filled in, in reading order."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    for path, text in sorted(_texts(resources.files("hundralapp") / "templates" / f"workspace_{language}"), key=_reading_order):
        yield path, _YEAR.sub(lambda match: str(year + int(match[1] or 0)), text).replace("{NAME}", quoted)


def _texts(folder: Traversable, under: str = "") -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _texts(each, f"{under}{each.name}/")
        else:
            yield f"{under}{each.name}", each.read_text(encoding="utf-8")


def _reading_order(file: tuple[str, str]) -> tuple[bool, bool, str]:
    """workspace.yaml first, then the other files beside it, then the folders."""
    path, _ = file
    return path != "workspace.yaml", "/" in path, path


def _tell(folder: Path, files: dict[str, str]) -> None:
    click.echo(say(f"Skapade {folder}, med påhittade tal:", f"Made {folder}, with invented numbers:"))
    width = max(len(path) for path in files)
    for path, text in files.items():
        purpose, _, _ = text.partition("\n")[0].removeprefix("# ").partition(". ")
        click.echo(f"  {path:<{width}}  {purpose.rstrip('.')}")
    click.echo(say("\nNästa steg:", "\nNext:"))
    for verb in ("check", "compute", "compare", "publish"):
        click.echo(f"  hundralapp {verb} {folder}")
