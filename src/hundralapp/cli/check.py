"""`hundralapp check`: every problem in a workspace, all at once; and the lock."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from hundralapp import __version__
from hundralapp.cli.common import answer, load, shared_options, workspace_argument
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.model import Model
from hundralapp.workspace.lock import NAME, Lock, changed_files, make_lock, read_lock
from hundralapp.workspace.writing import write_file


@click.command(
    name="check",
    options_metavar=OPTIONS,
    help=say(
        "Hitta alla problem i arbetsytan, med fil, rad och vad som kan göras. Utan fel skrivs ett lås med kontrollsummor av filer "
        "och resultat, så att samma resultat kan räknas fram igen.\n\nExempel: hundralapp check examples/sjobo-2024",
        "Find every problem in the workspace, with file, line and remedy. Without errors a lock is written, with checksums of files "
        "and result, so that the same result can be computed again.\n\nExample: hundralapp check examples/sjobo-2024",
    ),
)
@workspace_argument
@click.option(
    "--locked",
    is_flag=True,
    help=say("Skriv inget; säg till om något skiljer sig från låset.", "Write nothing; tell what differs from the lock."),
)
@click.option("--strict", is_flag=True, help=say("Räkna varningar som fel.", "Count warnings as errors."))
@shared_options
def command(workspace: Path, locked: bool, strict: bool, as_json: bool, lang: str | None) -> None:
    """Check a workspace."""
    model, _ = load(workspace)
    report = model.report
    sound = report.ok and not (strict and len(report))
    lock = make_lock(model.workspace.files, model.result_hash, __version__) if sound else None
    differs = _differences(workspace, lock) if lock is not None and locked else []
    if lock is not None and not locked:
        _write(workspace, lock)
    with suppress(BrokenPipeError):  # a reader who stops early is still told by the exit code
        if as_json:
            data = {
                "ok": sound and not differs,
                "figures": len(model.cells),
                "lock": lock.result if lock else None,
                "differs": differs,
            }
            answer("check", model, data)
        else:
            _show(model, differs)
    sys.exit(0 if sound and not differs else 1)


def _show(model: Model, differs: list[str]) -> None:
    if len(model.report):
        click.echo(model.report.render(LANGUAGE, model.workspace.files.line))
    for each in differs:
        click.echo(each)
    click.echo(_summary(model), err=True)


def _write(workspace: Path, lock: Lock) -> None:
    """Replace the lock if it says something else; a folder that cannot be written is no error."""
    if read_lock(workspace) == lock:
        return
    try:
        write_file(workspace / NAME, lock.as_json())
    except OSError:
        click.echo(
            say(f"{NAME} kunde inte skrivas; mappen är skrivskyddad.", f"{NAME} could not be written; the folder is read-only."),
            err=True,
        )


def _differences(workspace: Path, lock: Lock) -> list[str]:
    """What differs from the written lock, in words."""
    old = read_lock(workspace)
    if old is None:
        return [say(f"{NAME} saknas eller kan inte läsas.", f"{NAME} is missing or cannot be read.")]
    found = [
        f"{name}: " + say("ändrad sedan låset skrevs", "changed since the lock was written") for name in changed_files(old, lock)
    ]
    if old.result != lock.result:
        same_files = not found
        found.append(
            say("Resultatet är ett annat", "The result is another")
            + (
                say(
                    f" fast filerna är desamma (version {old.version} då, {lock.version} nu).",
                    f" though the files are the same (version {old.version} then, {lock.version} now).",
                )
                if same_files
                else "."
            )
        )
    return found


def _summary(model: Model) -> str:
    errors, warnings = len(model.report.errors), len(model.report) - len(model.report.errors)
    return say(
        f"{model.workspace.name}: {errors} fel, {warnings} varningar, {len(model.cells)} siffror.",
        f"{model.workspace.name}: {errors} errors, {warnings} warnings, {len(model.cells)} figures.",
    )
