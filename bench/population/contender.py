"""One contender at one job, in a process of its own and in an environment of its own.

    python -m bench.population.contender WHO JOB once     answers once, from the files, and ends
    python -m bench.population.contender WHO JOB serve    answers when told to on stdin, persons in memory

The clock of `once` is the caller's: from the start of the process to its end. `serve` measures each answer itself, and gives the
last one when asked.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from bench.population.job import Answer, Ask, Job, as_json

HOW = {
    "hundralapp": ("with_hundralapp", "prepare"),
    "numpy": ("with_numpy", "prepare"),
    "numpy-blocks": ("with_numpy", "prepare_blocks"),
    "jax": ("with_jax", "prepare"),
    "polars": ("with_polars", "prepare"),
    "duckdb": ("with_duckdb", "prepare"),
    "openfisca": ("with_openfisca", "prepare"),
    "openfisca-anew": ("with_openfisca", "prepare_anew"),
    "policyengine": ("with_openfisca", "prepare_policyengine"),
    "policyengine-anew": ("with_openfisca", "prepare_policyengine_anew"),
    "ttsim": ("with_ttsim", "prepare"),
}


def peak_memory() -> float:
    """The most memory this process has had, in MiB. Linux's own figure, because `ru_maxrss` remembers the process before it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main(who: str, folder: Path, how: str) -> None:
    # What a library prints must not end up among the answers.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    module, name = HOW[who]
    job = Job(folder)
    ask: Ask = getattr(import_module(f"bench.population.{module}"), name)(job, in_memory=how == "serve")
    if how == "once":
        answer = ask(job.changes)
        _say(out, {"answer": as_json(answer), "memory": peak_memory()})
        return
    _say(out, {"ready": True})
    answer = None
    for line in sys.stdin:
        if line.strip() == "answer":
            _say(out, {"answer": as_json(answer or ask(job.changes)), "memory": peak_memory()})
            continue
        answer = None
        gc.collect()  # what the last answer left behind is not this one's
        answer, timed = _timed(ask, job.changes)
        _say(out, timed)


def _timed(ask: Ask, changes: list[int]) -> tuple[Answer, dict[str, float]]:
    wall, processor = time.perf_counter(), time.process_time()
    answer = ask(changes)
    return answer, {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}


def _say(out: TextIO, what: dict[str, Any]) -> None:
    out.write(json.dumps(what) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
