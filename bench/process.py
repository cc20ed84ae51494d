"""A command measured from its start to its end, with what it used.

A process that is started counts the peak memory of who starts it as its own (Linux keeps it over `exec`). So a small program
stands between: this file, run by itself, which starts the command, waits for it and writes down what it used.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended.

    Attributes:
        wall: seconds by the clock on the wall.
        processor: seconds of processor time, user and system, all threads, and the processes it waited for.
        memory: the peak, in MiB.
        status: its exit code; negative where a signal ended it.
        said: what it wrote.
    """

    wall: float
    processor: float
    memory: float
    status: int
    said: bytes


def run_to_end(command: Sequence[str], errors: Path, cwd: Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a command. What it writes as errors goes to the file `errors`."""
    line = [sys.executable, "-I", "-S", __file__, *command]
    with errors.open("wb") as trouble:
        done = subprocess.run(line, stdout=subprocess.PIPE, stderr=trouble, cwd=cwd, env=environment, check=True)
    said, _, used = done.stdout.rstrip(b"\n").rpartition(b"\n")
    return Ended(**json.loads(used), said=said)


def main(command: Sequence[str]) -> None:
    """Run a command; what it says, and then a line of JSON on what it used."""
    start = time.perf_counter()
    with subprocess.Popen(command) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    found = {
        "wall": time.perf_counter() - start,
        "processor": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
        "status": process.returncode,
    }
    print(f"\n{json.dumps(found)}")


if __name__ == "__main__":
    main(sys.argv[1:])
