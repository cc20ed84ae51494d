"""How long the site takes to make, and how large it is: the example, and 10 000 lines with 10 proposals.

    python -m bench.site

The whole command is measured, in a process of its own: start, load, check, draw and write. Other work on the machine disturbs
processor time least, so the goal is held against that. `compressed` is every file as a server would send it.
"""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.large import add_proposals, make_workspace

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "exempelstad"
LINES, PROPOSALS = 10_000, 10
GOAL = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Made:
    """A site: processor time and wall time in seconds, and what was written."""

    processor: float
    wall: float
    files: int
    bytes: int
    compressed: int
    largest_page: int  # compressed


def make(workspace: Path, folder: Path) -> Made:
    """Publish a workspace into a folder that is not there, and measure it."""
    before, start = _processor_time(), time.perf_counter()
    command = [sys.executable, "-m", "hundralapp", "publish", str(workspace), "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, processor = time.perf_counter() - start, _processor_time() - before
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    written = [path for path in folder.rglob("*") if path.is_file()]
    sizes = {path: len(gzip.compress(path.read_bytes(), 6)) for path in written}
    pages = [size for path, size in sizes.items() if path.suffix == ".html"]
    return Made(
        processor, wall, len(written), sum(path.stat().st_size for path in written), sum(sizes.values()), max(pages, default=0)
    )


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> bool:
    """Measure both workspaces and print a line for each. Always True: no answer is compared here."""
    print(
        "\nThe site, made whole: processor time and wall time, size in MB, plain and compressed, and the largest page, compressed"
    )
    print(f"{'':38}{'processor':>11}{'wall':>9}{'files':>7}{'MB':>8}{'MB gzip':>9}{'page kB':>9}  goal")
    with tempfile.TemporaryDirectory() as scratch:
        large = Path(scratch) / "large"
        make_workspace(large, LINES)
        add_proposals(large, PROPOSALS)
        for label, workspace in ((EXAMPLE.name, EXAMPLE), (f"{LINES:,} lines, {PROPOSALS} proposals", large)):
            made = make(workspace, Path(scratch) / f"site-{workspace.name}")
            met = "met" if made.processor < GOAL else "NOT met"
            sizes = f"{made.bytes / 1e6:>8.1f}{made.compressed / 1e6:>9.2f}{made.largest_page / 1e3:>9.0f}"
            print(f"{label:38}{made.processor:>9.2f} s{made.wall:>7.1f} s{made.files:>7}{sizes}  < {GOAL:g} s  {met}", flush=True)
    return True


if __name__ == "__main__":
    main()
