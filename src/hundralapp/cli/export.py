"""`hundralapp export`: the budget as files to hand over, without a web site around them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hundralapp.cli.common import answer, load, require_sound, shared_options, workspace_argument, written_to
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.diagnostics import listed
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal

FORMS = ("package", "csv", "json", "xlsx", "pdf")
_ENDINGS = {"package": "-data", "csv": "-csv", "json": "-json", "xlsx": ".xlsx", "pdf": ".pdf"}
_ONE_FILE = ("xlsx", "pdf")
_ARCHIVE = ".zip"


@click.command(
    name="export",
    options_metavar=OPTIONS,
    help=say(
        "Lämna ut budgeten som filer: ett datapaket med tabeller som CSV (för maskiner och för svensk Excel) och JSON, "
        "en arbetsbok för Excel med levande formler, eller en budgetbok som taggad PDF. "
        "Ett datapaket blir en mapp, eller ett arkiv om --out slutar på .zip. En mapp som inte är en tidigare export ersätts aldrig."
        "\n\nExempel: hundralapp export examples/sjobo-2024 --to xlsx --out sjobo-2024.xlsx",
        "Hand over the budget as files: a data package of tables as CSV (for machines and for a Swedish Excel) and JSON, "
        "an Excel workbook with live formulas, or a budget book as tagged PDF. "
        "A data package becomes a folder, or an archive if --out ends with .zip. A folder that is not a former export is never replaced."
        "\n\nExample: hundralapp export examples/sjobo-2024 --to xlsx --out sjobo-2024.xlsx",
    ),
)
@workspace_argument
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    required=True,
    help=say("Vad som görs.", "What to make."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=say("PLATS", "PLACE"),
    help=say(
        "Fil eller mapp att skriva; förval är arbetsytans namn med en ändelse.",
        "File or folder to write; by default the workspace's name with an ending.",
    ),
)
@shared_options
def command(workspace: Path, form: str, out: Path | None, as_json: bool, lang: str | None) -> None:
    """Export a workspace."""
    place = out or Path(f"{workspace.resolve().name}{_ENDINGS[form]}")
    _keep_apart(workspace, place)
    model, proposals = load(workspace)
    require_sound(model, as_json, "export")
    files = _make(model, list(proposals.values()), form, place)
    _write(files, form, place)
    written = [{"name": name, "bytes": len(content)} for name, content in files.items()]
    if as_json:
        answer("export", model, {"to": form, "out": place, "files": written})
        return
    _tell(place, written)


def _make(model: Model, proposals: list[Proposal], form: str, place: Path) -> dict[str, bytes]:
    if form == "xlsx":
        from hundralapp.deliverables.workbook.book import make_workbook

        return {place.name: make_workbook(compare(model, proposals), LANGUAGE)}
    if form == "pdf":
        from hundralapp.cli.books import make_books
        from hundralapp.publish.edition import Budget

        budget = Budget(model, {each.id: each for each in proposals})
        return {place.name: make_books(budget, [LANGUAGE])[LANGUAGE]}
    from hundralapp.deliverables.package import package_files

    files = package_files(compare(model, proposals))
    if form == "csv":
        return {name: content for name, content in files.items() if name.endswith(".csv")}
    if form == "json":
        return {name.removeprefix("json/"): content for name, content in files.items() if name.startswith("json/")}
    return files


def _write(files: Mapping[str, bytes], form: str, place: Path) -> None:
    from hundralapp.deliverables.writing import archive, write_bytes, write_folder
    from hundralapp.workspace.writing import NotOursError

    try:
        with written_to(place):
            if form in _ONE_FILE:
                write_bytes(place, files[place.name])
            elif place.suffix == _ARCHIVE:
                write_bytes(place, archive(files))
            else:
                write_folder(files, place)
    except NotOursError as refused:
        raise click.UsageError(_refusal(place, refused.foreign)) from refused


def _tell(place: Path, written: list[dict[str, Any]]) -> None:
    size = max(1, round(sum(each["bytes"] for each in written) / 1000))
    if len(written) == 1:
        click.echo(say(f"Skrivet: {place} ({size} kB)", f"Written: {place} ({size} kB)"))
        return
    click.echo(say(f"Skrivet: {place} ({len(written)} filer, {size} kB)", f"Written: {place} ({len(written)} files, {size} kB)"))


def _keep_apart(workspace: Path, place: Path) -> None:
    """What is written may not take the workspace's place, nor lie in it, where the loader would meet it."""
    inside, target = workspace.resolve(), place.resolve()
    if target == inside or target in inside.parents or inside in target.parents:
        raise click.UsageError(
            say(
                f"{place} är arbetsytan, ligger i den eller är en mapp runt den.",
                f"{place} is the workspace, lies in it or is a folder around it.",
            )
        )


def _refusal(folder: Path, foreign: tuple[str, ...]) -> str:
    if foreign:
        some = listed(list(foreign[:5]))
        return say(
            f"{folder} innehåller annat än en export: {some}. Flytta det, eller välj en annan plats med --out.",
            f"{folder} holds more than an export: {some}. Move it, or choose another place with --out.",
        )
    return say(
        f"{folder} finns och är ingen tidigare export. Välj en annan plats med --out.",
        f"{folder} exists and is no former export. Choose another place with --out.",
    )
