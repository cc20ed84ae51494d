"""An environment of its own for every peer, in `.bench/`: none of them is a dependency of ours, and they need not agree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".bench"


def install_python(label: str, place: Path, packages: Sequence[str]) -> str | None:
    """Make a virtual environment with the packages unless it is there; what went wrong, in one line, or None."""
    pip = (place / "bin" / "python", "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "install", *packages)
    return _install(label, place, packages, ((sys.executable, "-m", "venv", place), pip))


def install_node(label: str, place: Path, packages: Sequence[str]) -> str | None:
    """Make a folder with the packages of npm unless it is there; what went wrong, in one line, or None."""
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        return "could not be installed: Node.js with npm is missing"
    options = ("--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts")
    return _install(label, place, packages, ((npm, "install", "--prefix", place, *options, *packages),))


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command to its end, with what it said."""
    return subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, check=False)


def _install(label: str, place: Path, packages: Sequence[str], commands: Sequence[Sequence[object]]) -> str | None:
    wanted, mark = "\n".join(packages), place / "installed"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return None
    print(f"Installing {label} into {place.relative_to(ROOT)}", flush=True)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for command in commands:
        done = run(*command)
        if done.returncode:
            shutil.rmtree(place, ignore_errors=True)
            return f"could not be installed: {_reason(done.stderr)}"
    mark.write_text(wanted, encoding="utf-8")
    return None


def _reason(errors: str) -> str:
    """The first line that calls itself an error, else the last."""
    lines = errors.strip().splitlines() or ["no reason given"]
    return next((each for each in lines if "error" in each.lower()), lines[-1])
