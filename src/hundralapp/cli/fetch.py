"""`hundralapp fetch`: public figures of SCB, Kolada and Skatteverket as files, and the identities they must satisfy.

The only verb that touches the network, and only when it is neither asked for a plan (`--dry-run`) nor to verify (`--verify`).
"""

from __future__ import annotations

import datetime
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from hundralapp.cli.common import answer, shared_options, stop
from hundralapp.cli.language import LANGUAGE, OPTIONS, say

if TYPE_CHECKING:
    from hundralapp.fetch.run import Outcome, Plan
    from hundralapp.fetch.workspace_rows import Placed
    from hundralapp.model import Model

NAMES = ("scb", "kolada", "skatteverket")
_KPI = re.compile(r"[NU]\d{5}")
_MOST_YEARS = 60


@click.command(
    name="fetch",
    options_metavar=OPTIONS,
    help=say(
        "Hämta offentliga uppgifter till en mapp, med källa, datum och kontrollsumma: SCB (invånare, skatteunderlag, skattesatser), "
        "Kolada (utjämning och nyckeltal) och Skatteverket (skattesatser). I en arbetsyta läggs de egna uppgifterna in i assumptions/; "
        "det som redan står där behålls. Bara det här verbet använder nätet."
        "\n\nExempel: hundralapp fetch minstad kolada --years 2020-2026 --kpi N15505",
        "Fetch public figures into a folder, with origin, date and checksum: SCB (residents, tax base, tax rates), Kolada (equalisation and "
        "indicators) and Skatteverket (tax rates). In a workspace its own figures are put into assumptions/; what stands there already "
        "is kept. Only this verb uses the network."
        "\n\nExample: hundralapp fetch minstad kolada --years 2020-2026 --kpi N15505",
    ),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar=say("MAPP", "FOLDER"))
@click.argument("sources", nargs=-1, type=click.Choice(NAMES), metavar=say("[KÄLLA]...", "[SOURCE]..."))
@click.option(
    "--years",
    metavar=say("ÅR", "YEARS"),
    help=say(
        "År, som 2020-2026 eller 2024,2026 (förval: arbetsytans år, annars de tre senaste).",
        "Years, such as 2020-2026 or 2024,2026 (default: those of the workspace, or the three latest).",
    ),
)
@click.option(
    "--kpi",
    "kpis",
    multiple=True,
    metavar="ID",
    help=say(
        "Ett nyckeltal till ur Kolada, som N15505; kan upprepas. I en arbetsyta blir det en indikator.",
        "One more indicator of Kolada, such as N15505; may be repeated. In a workspace it becomes an indicator.",
    ),
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=say("Visa vad som skulle frågas, och fråga inte.", "Show what would be asked, and do not ask."),
)
@click.option(
    "--verify",
    "is_verifying",
    is_flag=True,
    help=say(
        "Pröva de hämtade filerna, utan nätet: kontrollsummor och de samband som serierna ska uppfylla.",
        "Verify the fetched files, without the network: checksums, and the identities that the series must satisfy.",
    ),
)
@click.option(
    "--max-age",
    type=click.FloatRange(min=0),
    default=24.0,
    show_default=True,
    metavar=say("TIMMAR", "HOURS"),
    help=say(
        "Ett svar yngre än så frågas inte efter igen; 0 frågar om allt.",
        "A younger answer is not asked for again; 0 asks for all.",
    ),
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    metavar=say("SEKUNDER", "SECONDS"),
    help=say("Längsta tid för ett helt svar.", "The longest time for a whole answer."),
)
@click.option(
    "--base-url",
    "bases",
    multiple=True,
    metavar=say("KÄLLA=ADRESS", "SOURCE=ADDRESS"),
    help=say(
        "Fråga en annan adress än källans egen, som en spegling; står då i källuppgiften. Även HUNDRALAPP_FETCH_SCB med flera.",
        "Ask another address than the source's own, such as a mirror; the origin then says so. Also HUNDRALAPP_FETCH_SCB and so on.",
    ),
)
@shared_options
def command(
    folder: Path,
    sources: tuple[str, ...],
    years: str | None,
    kpis: tuple[str, ...],
    dry_run: bool,
    is_verifying: bool,
    max_age: float,
    timeout: float,
    bases: tuple[str, ...],
    as_json: bool,
    lang: str | None,
) -> None:
    """Fetch, plan or verify."""
    from hundralapp.fetch.problems import FetchError

    if is_verifying and dry_run:
        raise click.UsageError(say("Välj --verify eller --dry-run, inte båda.", "Choose --verify or --dry-run, not both."))
    try:
        if is_verifying:
            _verify(folder, as_json)
            return
        model = _workspace(folder, as_json)
        plan = _plan(folder, sources, _years(years, model), kpis, bases, max_age)
        if dry_run:
            _show_plan(plan, as_json)
            return
        _fetch(plan, model, timeout, as_json)
    except FetchError as error:
        stop("fetch", [error.problem], as_json)


def _plan(
    folder: Path, sources: tuple[str, ...], years: tuple[int, ...], kpis: tuple[str, ...], bases: tuple[str, ...], max_age: float
) -> Plan:
    from hundralapp.fetch.run import Plan
    from hundralapp.fetch.source import Asked

    wrong = next((each for each in kpis if not _KPI.fullmatch(each.upper())), None)
    if wrong is not None:
        raise click.UsageError(
            say(
                f'"{wrong}" är inget nyckeltal i Kolada: skriv som N15505.',
                f'"{wrong}" is no indicator of Kolada: write such as N15505.',
            )
        )
    chosen = tuple(dict.fromkeys(sources)) or NAMES
    asked = Asked(years, tuple(dict.fromkeys(each.upper() for each in kpis)))
    return Plan(folder, chosen, asked, _bases(bases), datetime.timedelta(hours=min(max_age, 1e6)))


def _years(text: str | None, model: Model | None) -> tuple[int, ...]:
    this = datetime.date.today().year
    if text is None:
        if model is not None and model.periods:
            return tuple(sorted({each.year for each in model.periods.values() if each.year <= this + 1})) or (this,)
        return tuple(range(this - 2, this + 1))
    found: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 1970 <= first <= last <= this + 2 or last - first >= _MOST_YEARS:
            raise click.UsageError(
                say(
                    f'"{part.strip()}" är inga år: skriv som 2020-2026, mellan 1970 och {this + 2}.',
                    f'"{part.strip()}" is no years: write such as 2020-2026, between 1970 and {this + 2}.',
                )
            )
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def _bases(given: tuple[str, ...]) -> dict[str, str]:
    """Other addresses of sources: of the environment, then of the command line. Only with https, or on this computer."""
    pairs = [(name, os.environ.get(f"HUNDRALAPP_FETCH_{name.upper()}", "")) for name in NAMES]
    for each in given:
        name, _, address = each.partition("=")
        pairs.append((name, address or "?"))
    found = {}
    for name, address in pairs:
        if not address:
            continue
        to = urlsplit(address)
        is_here = to.hostname in ("127.0.0.1", "localhost", "::1")
        if name not in NAMES or not to.netloc or not (to.scheme == "https" or (to.scheme == "http" and is_here)):
            raise click.UsageError(
                say(
                    f'"{name}={address}" duger inte: skriv som scb=https://… (http bara på den här datorn).',
                    f'"{name}={address}" will not do: write such as scb=https://… (http only on this computer).',
                )
            )
        found[name] = address
    return found


def _workspace(folder: Path, as_json: bool) -> Model | None:
    """The workspace in the folder, if it is one; it must be sound before anything is fetched into it."""
    if not (folder / "workspace.yaml").is_file():
        return None
    from hundralapp.fetch.workspace_rows import is_ours
    from hundralapp.model import load_model

    model = load_model(folder)
    wrong = [each for each in model.report.errors if not is_ours(each)]
    if wrong:
        if as_json:
            answer("fetch", model, {})
        else:
            click.echo(model.report.render(LANGUAGE, model.workspace.files.line), err=True)
            click.echo(
                say("\nRätta felen först; inget har hämtats.", "\nMend the problems first; nothing was fetched."), err=True
            )
        sys.exit(1)
    return model


def _show_plan(plan: Plan, as_json: bool) -> None:
    from hundralapp.fetch.record import read_record
    from hundralapp.fetch.run import first_requests

    record = read_record(plan.folder)
    told = [(each, record.kept(each)) for each in first_requests(plan)]
    if as_json:
        rows = [
            {"source": each.source, "url": each.url, "file": each.file, "fetched": kept.fetched if kept is not None else None}
            for each, kept in told
        ]
        answer("fetch", None, {"dry_run": True, "requests": rows})
        return
    for each, kept in told:
        click.echo(f"GET {each.url}")
        if kept is not None:
            click.echo(say(f"    finns sedan {kept.fetched}", f"    there since {kept.fetched}"))
    click.echo(
        say(
            f"{len(told)} frågor, och fler sidor där svaren har sådana. Inget har frågats.",
            f"{len(told)} requests, and further pages where the answers have them. Nothing was asked.",
        )
    )


def _fetch(plan: Plan, model: Model | None, timeout: float, as_json: bool) -> None:
    from hundralapp.fetch.derived import derive
    from hundralapp.fetch.run import run
    from hundralapp.fetch.transport import Client, Limits

    client = Client(Limits(whole=timeout))
    is_seen = sys.stderr.isatty() and not as_json
    outcome = run(
        plan,
        client,
        now=lambda: datetime.datetime.now(datetime.UTC),
        told=lambda request: click.echo(f"… {request.what.say(LANGUAGE)}", err=True) if is_seen else None,
    )
    outcome.files, placed = derive(plan, model, outcome.problems)
    _say(plan, outcome, placed, as_json)
    if outcome.problems.errors:
        sys.exit(1)


def _say(plan: Plan, outcome: Outcome, placed: Placed | None, as_json: bool) -> None:
    if as_json:
        data = {"sources": outcome.sources, "files": outcome.files, "workspace": placed}
        answer("fetch", None, data, outcome.problems)
        return
    from hundralapp.cli.fetch_text import show_outcome

    for each in outcome.problems:
        click.echo(each.message(LANGUAGE), err=True)
    show_outcome(plan, outcome, placed)


def _verify(folder: Path, as_json: bool) -> None:
    from hundralapp.fetch.verify import verify

    found = verify(folder)
    wrong = bool(found.problems.errors) or not found.fetched.report.ok or found.deviations > 0
    if as_json:
        from hundralapp.cli.fetch_text import verification_data

        answer("fetch", None, verification_data(found), [*found.problems, *found.fetched.report])
    else:
        from hundralapp.cli.fetch_text import show_verification

        for each in found.problems:
            click.echo(each.message(LANGUAGE), err=True)
        for diagnostic in found.fetched.report:
            click.echo(f"{diagnostic.location}: {diagnostic.code.name}: {diagnostic.message(LANGUAGE)}", err=True)
        show_verification(found)
    if wrong:
        sys.exit(1)
