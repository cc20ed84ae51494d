"""The bar that the verbs over populations show while they work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hundralapp.cli.language import say


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
