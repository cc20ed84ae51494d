"""`hundralapp serve`: the published pages on this computer, live while the files are edited, and a JSON API."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import WORKSPACE, answer, load, shared_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.views.document import workspace_head

if TYPE_CHECKING:
    from hundralapp.serve.live import Live, State

LOOPBACK = "127.0.0.1"
PORT = 8100
_LIBRARIES = ("starlette", "uvicorn", "watchfiles")


@click.command(
    name="serve",
    options_metavar=OPTIONS,
    help=say(
        "Visa samma sidor som publish gör, på den här datorn, medan filerna redigeras: sidan läser in sig själv när något ändras, och fel i "
        "filerna visas på den med fil, rad och vad som kan göras. Servern läser bara. Samma siffror finns som JSON under /api/v1. "
        "Avsluta med Ctrl+C.\n\nExempel: hundralapp serve examples/sjobo-2024 --open",
        "Show the same pages as publish makes, on this computer, while the files are edited: the page reloads itself when something "
        "changes, and problems in the files are shown on it with file, line and remedy. The server only reads. The same figures are there "
        "as JSON under /api/v1. Stop with Ctrl+C.\n\nExample: hundralapp serve examples/sjobo-2024 --open",
    ),
)
@click.argument("workspaces", nargs=-1, required=True, type=WORKSPACE, metavar=say("ARBETSYTA...", "WORKSPACE..."))
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    metavar=say("ADRESS", "ADDRESS"),
    help=say(
        "Adressen att lyssna på. Med en annan än datorns egen når andra i nätet budgeten.",
        "The address to listen at. With one that is not this computer's own, others in the network reach the budget.",
    ),
)
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help=say("Porten; 0 tar en som är ledig.", "The port; 0 takes one that is free."),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar=say("NAMN", "NAME"),
    help=say(
        "Ett namn som webbläsare får använda om servern, utöver localhost och adresser i siffror.",
        "A name that browsers may use for the server, besides localhost and addresses in digits.",
    ),
)
@click.option("--open", "opens", is_flag=True, help=say("Öppna sidan i webbläsaren.", "Open the page in the browser."))
@shared_options
def command(
    workspaces: tuple[Path, ...], host: str, port: int, names: tuple[str, ...], opens: bool, as_json: bool, lang: str | None
) -> None:
    """Serve workspaces until asked to stop."""
    _require_libraries()
    from hundralapp.serve.listening import address_of, bind, is_only_here, run
    from hundralapp.serve.live import Live

    try:
        listening = bind(host, port)
    except OSError as error:
        raise click.UsageError(_refusal(host, port, error)) from error
    with listening:
        if not is_only_here(listening):
            click.echo(
                say(
                    f"Varning: {host} är inte bara den här datorn. Alla som når adressen kan läsa budgeten, och det som skickas är inte krypterat.",
                    f"Warning: {host} is not this computer alone. Everyone who reaches the address can read the budget, and what is sent is not encrypted.",
                ),
                err=True,
            )
        live = Live(workspaces, load, _Said(as_json).told)
        address = address_of(listening)

        def started() -> None:
            _say_started(live, address, as_json)
            if opens:
                click.launch(address)

        run(live, listening, names=(*names, host), started=started)
    if not as_json:
        click.echo(say("Avslutad.", "Stopped."))


def _require_libraries() -> None:
    from importlib.util import find_spec

    missing = [each for each in _LIBRARIES if find_spec(each) is None]
    if missing:
        names = ", ".join(missing)
        raise click.UsageError(
            say(
                f"serve behöver {names}. Installera med: pip install 'hundralapp[serve]'",
                f"serve needs {names}. Install with: pip install 'hundralapp[serve]'",
            )
        )


def _refusal(host: str, port: int, error: OSError) -> str:
    why = error.strerror or str(error)
    return say(
        f"Det går inte att lyssna på {host}, port {port}: {why}. Välj en annan port, eller --port 0 för en som är ledig.",
        f"Cannot listen at {host}, port {port}: {why}. Choose another port, or --port 0 for one that is free.",
    )


def _say_started(live: Live, address: str, as_json: bool) -> None:
    """Where it is and what it shows; what is wrong in the files goes to standard error, as with the other verbs."""
    if as_json:
        budgets = [
            {
                "id": each.name,
                "folder": each.folder,
                "sound": each.is_sound,
                "workspace": workspace_head(each.sound.model) if each.sound is not None else None,
            }
            for each in live.state.held
        ]
        answer("serve", None, {"address": address, "api": f"{address}api/v1/budgets", "budgets": budgets})
        return
    _say_problems(live.state)
    names = ", ".join(each.name for each in live.state.held)
    click.echo(say(f"Visar {names} på {address}", f"Showing {names} at {address}"))
    click.echo(
        say(f"Data: {address}api/v1/openapi.json. Avsluta med Ctrl+C.", f"Data: {address}api/v1/openapi.json. Stop with Ctrl+C.")
    )


def _say_problems(state: State) -> None:
    for held in state.held:
        for each in held.problems:
            click.echo(
                f"{held.folder.name}/{each.file}:{each.line}:{each.column}: {each.code}: {each.message(LANGUAGE)}", err=True
            )


class _Said:
    """What is said in the terminal each time the files have been computed again."""

    def __init__(self, as_json: bool) -> None:
        self._is_quiet = as_json

    def told(self, state: State) -> None:
        if self._is_quiet:
            return
        _say_problems(state)
        at = time.strftime("%H:%M:%S")
        errors = sum(each.is_error for each in state.problems)
        seconds = f"{state.seconds:.1f}"
        if errors:
            told = say(
                f"{errors} fel; sidorna visar det som gick att räkna innan",
                f"{errors} problem(s); the pages show what could be computed before",
            )
        else:
            told = say(f"räknat på nytt, {seconds.replace('.', ',')} s", f"computed again, {seconds} s")
        click.echo(f"{at} {told}")
