"""The command line: one module per verb, loaded when it is asked for, so that `--help` is instant.

Exit codes: 0 fine, 1 problems in the user's files, 2 wrong usage, 3 a fault of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from hundralapp import __version__
from hundralapp.cli.language import LANGUAGE, OPTIONS, say, translate_click

VERBS: dict[str, tuple[str, str]] = {
    "new": ("skapa en arbetsyta att börja i", "make a workspace to start from"),
    "check": ("hitta alla fel i filerna; lås resultatet", "find all problems in the files; lock the result"),
    "compute": ("räkna budgeten: resultat, balanskrav, nyckeltal", "compute the budget: result, balance, key figures"),
    "explain": ("öppna en siffra: formel, lag, källa, fil och rad", "open a figure: formula, law, source, file and line"),
    "compare": ("ställ förslag bredvid varandra", "put proposals side by side"),
    "revenue": ("skatt och utjämning för alla kommuner på en gång", "tax and equalisation of all municipalities at once"),
    "forecasts": ("ställ prognoserna bredvid varandra, i kronor", "put the forecasts side by side, in kronor"),
    "households": ("vad en ändrad skattesats betyder för ett hushåll", "what a changed tax rate means for a household"),
    "simulate": ("vad en reform betyder för en hel befolkning", "what a reform means for a whole population"),
    "tax-table": ("Skatteverkets skattetabeller, räknade ur lagen", "the withholding tables, made from the law"),
    "population": ("gör eller granska en befolkning av skattebetalare", "make or examine a population of taxpayers"),
    "claims": ("pröva vad en text påstår om budgeten", "check what a text claims about the budget"),
    "fetch": ("hämta offentliga uppgifter; pröva dem", "fetch public figures; verify them"),
    "publish": ("gör en webbsida av budgeten", "make a web page of the budget"),
    "export": ("lämna ut budgeten: datapaket, CSV, JSON, Excel", "hand over the budget: data package, CSV, JSON, Excel"),
    "serve": ("visa sidorna medan filerna redigeras", "show the pages while the files are edited"),
    "doctor": ("kontrollera installationen", "check the installation"),
}


class _ReaderGoneError(Exception):
    """Whoever read the output has closed the pipe, as `head` does; that is nobody's fault."""


@contextmanager
def _reader_may_go() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as closed:
        raise _ReaderGoneError from closed  # click itself would exit with 1, which means problems in the files


class _Verbs(click.Group):
    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with _reader_may_go():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _reader_may_go():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"hundralapp.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in VERBS and not name.startswith("-"):
            from hundralapp.diagnostics import nearest

            there_is_no = say(f'Verbet "{name}" finns inte.', f'There is no verb "{name}".')
            raise click.UsageError(there_is_no + nearest(name, VERBS).say(LANGUAGE), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Verb", "Verbs")):
            formatter.write_dl([(verb, say(*texts)) for verb, texts in VERBS.items()])
        example = say("Börja så här", "Start like this")
        with formatter.section(example):
            formatter.write_text("hundralapp new minstad; hundralapp compute minstad")


@click.command(
    cls=_Verbs,
    options_metavar=OPTIONS,
    subcommand_metavar=say("VERB [ARGUMENT]...", "VERB [ARGUMENTS]..."),
    help=say(
        "En budget som vanliga filer: räknad, jämförd, kontrollerad, förklarad och publicerad.",
        "A budget as plain files: computed, compared, checked, explained and published.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", prog_name="hundralapp", help=say("Visa versionen.", "Show the version."))
@click.option("--lang", type=click.Choice(["sv", "en"]), help=say("Språk (förval sv).", "Language (default sv)."))
def root(lang: str | None) -> None:
    """The group that holds the verbs."""


def main() -> None:
    """Run the command line and exit with the documented code."""
    translate_click()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = root.main(standalone_mode=False)
        _finish(code if isinstance(code, int) else 0)
    except SystemExit as end:
        _finish(end.code if isinstance(end.code, int) else 0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("Avbrutet. Inget är halvskrivet.", "Interrupted. Nothing is half-written."), err=True)
        sys.exit(130)
    except click.ClickException as error:
        _usage(error)
        sys.exit(2)
    except _ReaderGoneError:
        _finish(0)
    except Exception as fault:
        if os.environ.get("HUNDRALAPP_DEBUG"):
            raise
        click.echo(
            say(
                f"Ett fel i hundralapp, inte i dina filer: {type(fault).__name__}: {fault}\n"
                "Inget har ändrats. Rapportera gärna; HUNDRALAPP_DEBUG=1 visar var det hände.",
                f"A fault in hundralapp, not in your files: {type(fault).__name__}: {fault}\n"
                "Nothing was changed. Please report it; HUNDRALAPP_DEBUG=1 shows where it happened.",
            ),
            err=True,
        )
        sys.exit(3)


def _finish(code: int) -> NoReturn:
    """Exit with `code` when all is written, or nobody reads any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _usage(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    click.echo(error.format_message(), err=True)
