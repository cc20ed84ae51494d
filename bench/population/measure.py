"""Contenders measured in turn, ours and the peer's A B A B, so that what else the machine does falls on both alike."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bench.environments import ROOT
from bench.population.environments import Contender
from bench.population.job import Answer, from_json
from bench.process import run_to_end


class ContenderError(RuntimeError):
    """A contender that gave no answer; the message is the last line it wrote."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one answer took.

    Attributes:
        wall: seconds by the clock on the wall.
        processor: seconds of processor time, all threads.
    """

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long the peer took, over pairs measured one after the other: the median and the quartiles."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, ours: Iterable[float], theirs: Iterable[float]) -> Ratio:
        ratios = [other / own for own, other in zip(ours, theirs, strict=True)]
        return cls(*(statistics.quantiles(ratios, method="inclusive") if len(ratios) > 1 else ratios * 3))


def environment(scratch: Path) -> dict[str, str]:
    """JAX keeps what it compiled for the next process, as those who start it often let it do."""
    kept = {
        "JAX_COMPILATION_CACHE_DIR": str(scratch / "jax"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
        "JAX_PLATFORMS": "cpu",
    }
    return {**os.environ, **kept}


def _command(contender: Contender, job: Path, how: str) -> list[str]:
    return [str(contender.python), "-m", "bench.population.contender", contender.who, str(job), how]


def run_once(contender: Contender, job: Path, scratch: Path) -> tuple[Spent, Answer, float]:
    """A whole process: what it took, its answer, and its peak memory in MiB.

    Raises:
        ContenderError: it gave no answer.
    """
    trouble = scratch / "stderr"
    ended = run_to_end(_command(contender, job, "once"), trouble, ROOT, environment(scratch))
    if ended.status:
        raise ContenderError(_last_line(trouble, ended.status))
    found = json.loads(ended.said)
    return Spent(ended.wall, ended.processor), from_json(found["answer"]), found["memory"]


class Serving:
    """A contender with the persons in memory, ready to answer again and again."""

    def __init__(self, contender: Contender, job: Path, scratch: Path) -> None:
        self._trouble = scratch / f"stderr-{contender.who}"
        self._errors: IO[bytes] = self._trouble.open("wb")
        self._process = subprocess.Popen(
            _command(contender, job, "serve"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=ROOT,
            env=environment(scratch),
        )

    def __enter__(self) -> Serving:
        try:
            self._read()
        except ContenderError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
        self._errors.close()

    def ask(self) -> Spent:
        found = self._tell("run")
        return Spent(found["wall"], found["processor"])

    def answer(self) -> Answer:
        return from_json(self._tell("answer")["answer"])

    def _tell(self, what: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(what + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended: reading says why
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ContenderError(_last_line(self._trouble, self._process.wait()))
        found: dict[str, Any] = json.loads(line)
        return found


def _last_line(path: Path, status: int) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if status < 0:
        return f"ended by signal {-status}"
    return lines[-1] if lines else f"exit code {status}"


def whole_processes(
    ours: Contender, peer: Contender, job: Path, scratch: Path, times: int
) -> tuple[list[Spent], list[Spent], Answer, float]:
    """Our whole processes and the peer's in turn, after one of the peer's that does not count; its answer and peak memory."""
    run_once(peer, job, scratch)
    own, other, memory = [], [], 0.0
    for _ in range(times):
        own.append(run_once(ours, job, scratch)[0])
        spent, answer, peak = run_once(peer, job, scratch)
        other.append(spent)
        memory = max(memory, peak)
    return own, other, answer, memory


def in_memory(
    ours: Serving, peer: Contender, job: Path, scratch: Path, seconds: float, at_least: int = 3, at_most: int = 50
) -> tuple[list[Spent], list[Spent], Answer]:
    """Our answers and the peer's in turn, after two of the peer's that do not count; and the peer's last answer."""
    own, other = list[Spent](), list[Spent]()
    with Serving(peer, job, scratch) as serving:
        serving.ask(), serving.ask(), ours.ask()
        began = time.perf_counter()
        while len(own) < at_least or (len(own) < at_most and time.perf_counter() - began < seconds):
            own.append(ours.ask())
            other.append(serving.ask())
        return own, other, serving.answer()


def median(spent: Sequence[Spent]) -> Spent:
    return Spent(statistics.median(each.wall for each in spent), statistics.median(each.processor for each in spent))
