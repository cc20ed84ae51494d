"""The command line in a process of its own, as a script meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(*arguments: object, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command answers: in Swedish, unless `--lang` or the environment says otherwise; never with a traceback.

    Args:
        folder: where it is called; by default where the tests are.
        environment: variables of its own; none of ours is taken from outside.
    """
    outside = {name: value for name, value in os.environ.items() if not name.startswith("HUNDRALAPP")}
    own = {"COLUMNS": "100", "NO_COLOR": "1"} | environment
    command = [sys.executable, "-m", "hundralapp", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=outside | own, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert "Traceback" not in done.stderr
    return done
