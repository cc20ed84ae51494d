"""What every verb shares: its options, loading a workspace with its diagnostics, and JSON with one envelope."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import click

from hundralapp.cli.language import LANGUAGE, say
from hundralapp.dates import read_vintage
from hundralapp.diagnostics import Language, nearest, nothing_computed
from hundralapp.model import Model, load_model
from hundralapp.proposals.decision import Proposal, read_proposals
from hundralapp.proposals.effects import check_decisions
from hundralapp.views.document import Told, document

F = TypeVar("F", bound=Callable[..., Any])
WORKSPACE = click.Path(exists=True, file_okay=False, path_type=Path)


def workspace_argument(function: F) -> F:
    """The first argument of every verb that takes a workspace."""
    return click.argument("workspace", type=WORKSPACE, metavar=say("ARBETSYTA", "WORKSPACE"))(function)


def shared_options(function: F) -> F:
    """--json and --lang, the same for every verb."""
    function = click.option("--json", "as_json", is_flag=True, help=say("Svara med JSON.", "Answer in JSON."))(function)
    return click.option("--lang", type=click.Choice(["sv", "en"]), help=say("Språk (förval sv).", "Language (default sv)."))(
        function
    )


class Vintage(click.ParamType[date]):
    """A date or month on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        found = value if isinstance(value, date) else read_vintage(str(value))
        if found is None:
            self.fail(
                say(
                    f'"{value}" är inget datum. Skriv 2023-11-27 eller 2023-11.',
                    f'"{value}" is not a date. Write 2023-11-27 or 2023-11.',
                )
            )
        return found


def as_of_option(function: F) -> F:
    """--as-of: which forecasts count."""
    text = say("Använd prognoser gjorda senast då (2023-10).", "Use forecasts made no later than this (2023-10).")
    return click.option("--as-of", type=Vintage(), help=text)(function)


def load(workspace: Path, as_of: date | None = None) -> tuple[Model, dict[str, Proposal]]:
    """A workspace computed, with its proposals; every problem is in the model's report."""
    from hundralapp.checks.goals import read_goals

    model = load_model(workspace, as_of=as_of)
    proposals = read_proposals(model.workspace)
    seen = {}
    for proposal in proposals.values():
        seen.update({decision.key: decision for decision in proposal.decisions})
    check_decisions(model, seen.values())
    read_goals(model)
    if model.workspace.facts is not None:
        from hundralapp.claims.facts import read_facts

        read_facts(model)
    if model.workspace.claims is not None and model.report.ok:
        from hundralapp.claims.kept import check_kept

        check_kept(model)
    if (workspace / "texts").is_dir():
        from hundralapp.claims.texts import read_texts

        read_texts(model)
    return model, proposals


def require_sound(model: Model, as_json: bool, verb: str) -> None:
    """Show the diagnostics; stop with exit code 1 if any is an error, for a wrong number must not look right."""
    report = model.report
    if len(report) and not as_json:
        click.echo(report.render(LANGUAGE, model.workspace.files.line), err=True)
    if not report.ok:
        if as_json:
            answer(verb, model, {})
        else:
            click.echo(f"\n{nothing_computed(len(report.errors)).say(LANGUAGE)}", err=True)
        sys.exit(1)


def answer(verb: str, model: Model | None, data: dict[str, Any], report: Iterable[Told] | None = None) -> None:
    """Print the JSON envelope: hundralapp, verb, workspace, diagnostics, data. `report` is that of a file beside the workspace."""
    click.echo(document(verb, model, data, report))


class Problem(Told, Protocol):
    """A problem whose message says where it is."""

    def message(self, language: Language) -> str: ...


def stop(verb: str, problems: Iterable[Problem], as_json: bool) -> NoReturn:
    """Say what is wrong and exit with 1."""
    told = list(problems)
    if as_json:
        answer(verb, None, {}, told)
    else:
        for each in told:
            click.echo(each.message(LANGUAGE), err=True)
    sys.exit(1)


@contextmanager
def written_to(place: Path) -> Iterator[None]:
    """Around the writing of a file or folder: says so where it cannot be done.

    Raises:
        click.UsageError: the place cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise click.UsageError(
            say(f"{place} kan inte skrivas: {error.strerror}.", f"{place} cannot be written: {error.strerror}.")
        ) from error


def find_proposal(proposals: dict[str, Proposal], name: str) -> Proposal:
    """The proposal called `name`.

    Raises:
        click.UsageError: there is none; with the nearest name.
    """
    if name not in proposals:
        text = say(f'Förslaget "{name}" finns inte.', f'There is no proposal "{name}".')
        raise click.UsageError(text + nearest(name, proposals).say(LANGUAGE))
    return proposals[name]
