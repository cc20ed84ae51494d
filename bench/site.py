"""The published site: how long it takes to make and how large it is, beside Observable Framework with the same figures; how
soon its pages can be used; how soon a slider answers; and the server under load, beside Datasette.

    python -m bench.site

The whole command is measured, in a process of its own: start, load, check, draw and write. Other work on the machine disturbs
processor time least, so the goal is held against that. First: nothing is kept from earlier runs but compiled modules, which an
installation makes. Again: a first run has been, the median of three.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import observable, serving, trial
from bench.browser import SLOWED, VISITS, chromium, median_interactive, missing, served
from bench.environments import ROOT
from bench.large import add_proposals, add_revenue, make_workspace
from bench.process import Ended, run_to_end
from bench.weight import weigh
from hundralapp.model import load_model

EXAMPLE = ROOT / "examples" / "exempelstad"
LINES, PROPOSALS = 10_000, 10
GOAL = 2.0  # seconds
INTERACTIVE_GOAL = 1000.0  # milliseconds
TIMES = 3


class BuildError(RuntimeError):
    """A build that failed; the message is what it wrote."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site in its folder, what its first making took, and each of those after."""

    folder: Path
    first: Ended
    again: tuple[Ended, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A site to visit: what it shows first, and for a peer the rows that its start page must show."""

    folder: Path
    awaited: str = "h1"
    rows: Sequence[observable.Row] = ()


def main() -> bool:
    """Measure and print everything; False when an answer was not the right one."""
    trouble = observable.install()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print("\nThe site, made whole: processor time and wall time, peak memory in MiB, size in MB, plain and compressed, and the")
    print(f"largest page with all it needs, compressed. Load of the machine over 1, 5 and 15 minutes: {load}")
    print(f"{observable.LABEL} {trouble}" if trouble else observable.version())
    print(f"{'':46}{'processor':>11}{'wall':>10}{'MiB':>6}{'files':>6}{'MB':>7}{'MB gzip':>9}{'page kB':>9}  goal", flush=True)
    with tempfile.TemporaryDirectory(prefix="hundralapp-bench-") as folder:
        scratch = Path(folder)
        large = scratch / "large"
        make_workspace(large, LINES)
        add_revenue(large)
        add_proposals(large, PROPOSALS)
        publish(EXAMPLE, scratch / "modules", scratch, times=0)  # compiles the modules where the installation has not
        sites, alike = dict[str, Site](), True
        for label, workspace in ((EXAMPLE.name, EXAMPLE), (f"{LINES:,} lines, {PROPOSALS} proposals", large)):
            built = publish(workspace, scratch / f"site-{workspace.name}", scratch)
            _show(label, built)
            alike &= says_the_model(workspace, built.folder / "data" / "figures.csv")
            sites[label] = Site(built.folder)
            if trouble is None:
                name = f"{observable.LABEL}, {workspace.name}"
                try:
                    sites[name] = _of_peer(name, built.folder / "data", scratch)
                except BuildError as error:
                    print(f"{name}: no site: {str(error).splitlines()[-1]}", flush=True)
        alike &= _interactive(sites)
    return all([alike, trial.main(), serving.main()])


def _of_peer(name: str, data: Path, scratch: Path) -> Site:
    with observable.project() as project:
        rows = observable.write_project(data, project)
        built = _built_by_peer(project, scratch)
        _show(name, built)
        kept = scratch / name
        shutil.move(built.folder, kept)
    return Site(kept, observable.AWAITED, rows)


def publish(workspace: Path, folder: Path, scratch: Path, times: int = TIMES) -> Built:
    """Publish a workspace into new folders, first with an empty cache, then again with what that kept."""
    kept = {each: value for each, value in os.environ.items() if each != "PYTHONDONTWRITEBYTECODE"}
    kept["HUNDRALAPP_CACHE"] = str(folder / "cache")

    def once(name: str) -> Ended:
        command = [sys.executable, "-m", "hundralapp", "publish", str(workspace), "--out", str(folder / name)]
        try:
            return _ended(command, scratch, ROOT, kept)
        except BuildError as error:
            raise SystemExit(f"{' '.join(command)}:\n{error}") from None

    folder.mkdir()
    return Built(folder / "first", once("first"), tuple(once(f"again-{each}") for each in range(times)))


def _built_by_peer(project: Path, scratch: Path) -> Built:
    """The peer's project built, first without what it keeps of earlier builds."""

    def once() -> Ended:
        return _ended(observable.command(), scratch, project, observable.environment())

    return Built(project / "dist", once(), tuple(once() for _ in range(TIMES)))


def _ended(command: Sequence[str], scratch: Path, cwd: Path, environment: Mapping[str, str]) -> Ended:
    errors = scratch / "stderr"
    ended = run_to_end(command, errors, cwd, environment)
    if ended.status:
        raise BuildError(errors.read_text(encoding="utf-8", errors="replace").strip()[-2000:] or f"exit code {ended.status}")
    return ended


def says_the_model(workspace: Path, table: Path) -> bool:
    """Whether the published table of figures has every figure and value that the model has, and no other."""
    model = load_model(workspace)
    with table.open(encoding="utf-8", newline="") as file:
        published = {
            (row["figure"], row["period"]): float(row["value"]) if row["value"] else None for row in csv.DictReader(file)
        }
    wanted = {key: model.value(*key) for key in model.cells}
    wrong = [key for key in wanted.keys() | published.keys() if key not in wanted or published.get(key, "") != wanted[key]]
    if wrong:
        print(f"{workspace.name}: WRONG in {len(wrong)} of {len(wanted)} figures, such as {min(wrong)}")
    return not wrong


def _show(label: str, built: Built) -> None:
    weight = weigh(built.folder)
    sizes = f"{weight.files:>6}{weight.bytes / 1e6:>7.1f}{weight.compressed / 1e6:>9.2f}{weight.page / 1e3:>9.0f}"
    again = statistics.median(each.processor for each in built.again)
    wall = statistics.median(each.wall for each in built.again)
    memory = max(each.memory for each in built.again)
    print(f"{label + ', first':<46}{built.first.processor:>9.2f} s{built.first.wall:>8.2f} s{built.first.memory:>6.0f}")
    held = "" if label.startswith(observable.LABEL) else f"  < {GOAL:g} s  {'met' if again < GOAL else 'NOT met'}"
    print(f"{label + ', again':<46}{again:>9.2f} s{wall:>8.2f} s{memory:>6.0f}{sizes}{held}", flush=True)


def _interactive(sites: Mapping[str, Site]) -> bool:
    """Print how soon the start page and the largest page of each site can be used; False when a peer's table is not right."""
    print(
        f"\nTime to interactive, a server on this computer: CPU slowed {SLOWED} times, 375 px; milliseconds, median of {VISITS}"
    )
    if lacks := missing():
        print(f"Not measured: {lacks} is missing")
        return True
    print(f"{'':46}{'start page':>12}{'largest page':>14}  goal", flush=True)
    alike = True
    with chromium() as browser, ExitStack() as servers:
        pages: dict[str, tuple[str, str]] = {}
        for label, site in sites.items():
            address = servers.enter_context(served(site.folder))
            pages[label] = address, f"{address}{weigh(site.folder).path}"
            if site.rows:
                alike &= _tables_agree(label, observable.shown(browser, address), site.rows)
        times = median_interactive(browser, {each: site.awaited for label, site in sites.items() for each in pages[label]})
    for label, addresses in pages.items():
        start, largest = (times[each] for each in addresses)
        held = "" if sites[label].rows else f"  < 1 s  {'met' if max(start, largest) < INTERACTIVE_GOAL else 'NOT met'}"
        print(f"{label:<46}{start:>12.0f}{largest:>14.0f}{held}", flush=True)
    return alike


def _tables_agree(label: str, found: Sequence[Sequence[str]], wanted: Sequence[observable.Row]) -> bool:
    """Whether the rows that the peer shows are the first of those it was given."""
    right = [[observable.written(each) for each in row.values()] for row in wanted[: len(found)]]
    if not found or found != right:
        print(f"{label}: WRONG, its start page says {found[:1]} and was given {right[:1]}")
    return bool(found) and found == right


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
