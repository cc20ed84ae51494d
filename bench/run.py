"""Run every contender in a process of its own and print tables: `python -m bench.run --help`; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.population.run import SIZES
from bench.population.run import main as population
from bench.site import main as site

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
TOLERANCE = 1e-6
LINES, EXCEL_SHARE = 100_000, 10
ENVIRONMENT = {**os.environ, "HAMILTON_TELEMETRY_ENABLED": "false"}

OURS = "hundralapp"
CHANGE = {
    OURS: "Hundralapp",
    "python": "straight Python, all of it",
    "pandas": "pandas, a Series per figure",
    "hamilton": "Hamilton, all of it",
    "hamilton-downstream": "Hamilton, downstream only",
    "excel": "formulas (Excel), calculate",
    "excel-compiled": "formulas (Excel), compiled",
}
SCENARIOS = {
    OURS: "Hundralapp",
    "numpy": "NumPy, straight",
    "pandas": "pandas, straight",
    "hamilton": "Hamilton on pandas",
    "hamilton-numpy": "Hamilton on NumPy",
    "excel": "formulas (Excel), one × 10 000",
}
GOALS = {
    ("change", "hamilton"): 10.0,
    ("change", "hamilton-downstream"): 10.0,
    ("change", "excel"): 100.0,
    ("change", "excel-compiled"): 100.0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; what is None is not shown."""

    who: str
    seconds: float
    ratio: float | None = None
    prepared: float | None = None
    memory: float | None = None
    difference: float | None = None
    goal: str = ""
    met: bool | None = None


def main() -> int:
    """Run what is asked for; 1 when a contender's answer is not ours."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Hundralapp beside other tools.")
    parser.add_argument("workspace", nargs="?", type=Path, default=EXAMPLES / "exempelstad", help="for the budget's part")
    parser.add_argument("--only", choices=("budget", "population", "site"), help="one part instead of all")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="persons, as in 100000,1000000 (default: %(default)s)")
    asked = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    parts = {"budget": lambda: _budget(asked.workspace), "population": lambda: population(asked.sizes), "site": site}
    alike = [part() for name, part in parts.items() if asked.only in (None, name)]
    return 0 if all(alike) else 1


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.replace("_", "").split(","))


def _budget(workspace: Path) -> bool:
    """A changed lever, scenarios, loading and commands; False when an answer is not ours."""
    print(_versions())
    print(f"Workspace: {workspace.name}. Time: the processor's, which other work on the machine disturbs least. Peer ÷ ours:")
    print("how many times as long the peer takes. Ready in: from a loaded workspace to the first question. Memory: the process's")
    print("peak, in MB. Difference: the greatest, as a share of our value.")
    alike = True
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for title, lines in (
            ("One changed lever, every figure it reaches in budget and plan", _asked("change", CHANGE, workspace, scratch)),
            ("10 000 scenarios over budget and plan", _asked("scenarios", SCENARIOS, workspace, scratch)),
            ("Load and check 100 000 lines (three years), the whole process", _loaded(scratch)),
            ("Commands from a cold start, by the clock on the wall, median of 5", _commands()),
        ):
            print(f"\n{title}\n{'':38}{'time':>10}{'peer ÷ ours':>13}{'ready in':>10}{'memory':>9}{'difference':>12}  goal")
            for line in lines:
                print(_shown(line), flush=True)
                alike = alike and (line.difference is None or line.difference <= TOLERANCE)
    if not alike:
        print(f"\nAn answer differs from ours by more than {TOLERANCE}.")
    return alike


def _asked(task: str, contenders: dict[str, str], workspace: Path, scratch: Path) -> Iterator[Line]:
    ours = 0.0
    for who, label in contenders.items():
        found = _contend(task, who, workspace, scratch)
        ours = ours or found["seconds"]
        ratio = None if who == OURS else found["seconds"] / ours
        goal, met = "", None
        if (task, who) in GOALS and ratio is not None:
            goal, met = f"≥ {GOALS[task, who]:.0f} ×", ratio >= GOALS[task, who]
        elif (task, who) == ("scenarios", OURS):
            goal, met = "< 1 s", ours < 1.0
        yield Line(label, found["seconds"], ratio, found["prepared"], found["memory"], found["difference"], goal, met)


def _loaded(scratch: Path) -> Iterator[Line]:
    many, few = scratch / "many", scratch / "few"
    _module("bench.large", many, LINES, scratch / "many.xlsx")
    _module("bench.large", few, LINES // EXCEL_SHARE, scratch / "few.xlsx")
    ours, answer = 0.0, list[float]()
    for who, label, place, times in (
        (OURS, "Hundralapp", many, 3),
        ("pandas", "pandas, the same CSV and plain checks", many, 3),
        ("openpyxl", "openpyxl, the same sheet read", scratch / "many.xlsx", 1),
        ("excel", "formulas (Excel), 10 000 lines × 10", scratch / "few.xlsx", 1),
    ):
        seconds, found = [], {}
        for _ in range(times):
            start = _processor_time()
            found = _contend("load", who, place, scratch)
            seconds.append(_processor_time() - start)
        took = statistics.median(seconds) * (EXCEL_SHARE if who == "excel" else 1)
        ours, answer = ours or took, answer or found["answer"]
        difference = abs(found["answer"][1] - answer[1]) / answer[1] if who != "excel" else None
        yield Line(label, took, None if who == OURS else took / ours, None, found["memory"], difference)


def _processor_time() -> float:
    """What ended processes have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _commands() -> Iterator[Line]:
    largest = max((each for each in EXAMPLES.iterdir() if each.is_dir()), key=_lines)
    for arguments, goal in ((["--help"], 0.3), (["compute", str(largest)], 1.0)):
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            done = subprocess.run([sys.executable, "-m", "hundralapp", *arguments], capture_output=True, check=False)
            seconds.append(time.perf_counter() - start)
            if done.returncode:
                raise SystemExit(f"hundralapp {' '.join(arguments)}:\n{done.stderr.decode()}")
        took = statistics.median(seconds)
        label = " ".join(["hundralapp", arguments[0], *(Path(each).name for each in arguments[1:])])
        yield Line(label, took, goal=f"< {goal:g} s", met=took < goal)


def _lines(workspace: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in workspace.rglob("*.csv"))


def _contend(task: str, who: str, place: Path, scratch: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_module("bench.contender", task, who, place, scratch).splitlines()[-1])
    return found


def _module(name: str, *arguments: object) -> str:
    command = [sys.executable, "-m", name, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stderr[-2000:]}")
    return done.stdout


def _versions() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "apache-hamilton", "formulas", "openpyxl"))


def _shown(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:,.0f}" if line.ratio >= 100 else f"{line.ratio:.2g}"
    ready = "" if line.prepared is None else _duration(line.prepared)
    memory = "" if line.memory is None else f"{line.memory:,.0f}"
    difference = "" if line.difference is None else f"{line.difference:.0e}" if line.difference else "0"
    met = "" if line.met is None else "met" if line.met else "NOT met"
    numbers = f"{_duration(line.seconds):>10}{ratio:>13}{ready:>10}{memory:>9}{difference:>12}"
    return f"{line.who:38}{numbers}  {line.goal}  {met}".rstrip()


def _duration(seconds: float) -> str:
    for factor, unit in ((1e6, "µs"), (1e3, "ms"), (1.0, "s")):
        if seconds * factor < 1000:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds / 60:.3g} min"


if __name__ == "__main__":
    sys.exit(main())
