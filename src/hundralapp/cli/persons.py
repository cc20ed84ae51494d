"""What the verbs over populations share: a bar while they work, and how they say what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from hundralapp.cli.common import answer
from hundralapp.cli.language import LANGUAGE, say

if TYPE_CHECKING:
    from hundralapp.population.problems import Problem


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
def progress(rows: int, *, least: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on standard error, where it is a terminal and there are so many rows that one waits for them."""
    if rows < least or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("personer", "persons"), total=rows)
        yield lambda done: bar.advance(task, done)
