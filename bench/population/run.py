"""The job by every contender: whole process, warm in memory, peak memory; a thousand changes; a hundred million persons."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.population.environments import OURS, PEERS, Contender, install
from bench.population.job import Answer, Job
from bench.population.make_job import make_job, same_persons
from bench.population.measure import ContenderError, Ratio, Serving, Spent, in_memory, median, run_once, whole_processes
from bench.population.reference import reference

SIZES = (100_000, 1_000_000, 10_000_000)
CHANGES = (0, 24)
SCENARIO_SIZE, SCENARIOS = 1_000_000, (0, *range(-500, 0), *range(1, 500))
FEW = 12
STREAM_SIZE, STREAM_TIMES = 10_000_000, 10
CHECKED = (0, 1, 250, 501, 999)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; what is None is not shown."""

    who: str
    wall: float | None = None
    processor: float | None = None
    ratio: Ratio | None = None
    processor_ratio: Ratio | None = None
    memory: float | None = None
    note: str = ""
    wrong: bool = False


def main(sizes: Sequence[int] = SIZES) -> bool:
    """Print every table; False if an answer was not right to the krona."""
    peers, alike = [], True
    for contender in PEERS:
        trouble = install(contender)
        if trouble is None:
            peers.append(contender)
        else:
            print(f"{contender.label} {trouble}", flush=True)
    print(
        "\nThe income tax of 2024 for a population; "
        + ", ".join(each.version for each in peers if each.who != "numpy-blocks" and not each.shares)
    )
    with tempfile.TemporaryDirectory(prefix="hundralapp-bench-") as folder:
        scratch = Path(folder)
        for size in sizes:
            print(f"\nMaking {size:,} persons and the right answer", flush=True)
            job = make_job(scratch / f"{size}", size, CHANGES)
            right = reference(job)
            alike &= _printed(f"{size:,} persons, two evaluations, the whole process", _cold(job, right, peers, scratch))
            alike &= _printed(f"{size:,} persons, two evaluations, persons in memory", _warm(job, right, peers, scratch))
            if size == SCENARIO_SIZE:
                alike &= _printed(
                    f"{size:,} persons, {len(SCENARIOS):,} evaluations, persons in memory", _scenarios(job, peers, scratch)
                )
            if size == STREAM_SIZE:
                right = right.times(STREAM_TIMES)
                many = same_persons(scratch / "many", job, CHANGES, times=STREAM_TIMES)
                title = f"{size * STREAM_TIMES:,} persons from files, two evaluations, the whole process"
                alike &= _printed(title, _streamed(many, right, peers, scratch))
    return alike


def _cold(job: Job, right: Answer, peers: Sequence[Contender], scratch: Path) -> Iterator[Line]:
    """Ours first, by itself; then each peer in turn with ours."""
    times = 3 if right.count > 1_000_000 else 5
    for contender in (OURS, *peers):

        def measured(contender: Contender = contender) -> tuple[Line, Answer]:
            own, other, answer, memory = whole_processes(OURS, contender, job.folder, scratch, times)
            return _line(contender, own, other, memory), answer

        yield judged(contender, right, measured)


def _warm(job: Job, right: Answer, peers: Sequence[Contender], scratch: Path) -> Iterator[Line]:
    seconds = 20.0 if right.count > 1_000_000 else 5.0
    with Serving(OURS, job.folder, scratch) as ours:
        ours.ask()
        for contender in (OURS, *peers):

            def measured(contender: Contender = contender) -> tuple[Line, Answer]:
                own, other, answer = in_memory(ours, contender, job.folder, scratch, seconds)
                return _line(contender, own, other), answer

            yield judged(contender, right, measured)


def judged(contender: Contender, right: Answer, measured: Callable[[], tuple[Line, Answer]]) -> Line:
    """The line, if the answer is right to the krona; else what is wrong with it."""
    try:
        line, answer = measured()
    except ContenderError as error:
        return Line(contender.label, note=f"no answer: {error}")
    differences = answer.differences(right)
    if differences:
        return Line(contender.label, note=f"WRONG in {len(differences)} sums: {differences[0]}", wrong=True)
    return line


def _line(peer: Contender, own: Sequence[Spent], other: Sequence[Spent], memory: float | None = None) -> Line:
    one = median(other)
    if peer is OURS:
        return Line(peer.label, one.wall, one.processor, memory=memory)
    wall = Ratio.of([each.wall for each in own], [each.wall for each in other])
    processor = Ratio.of([each.processor for each in own], [each.processor for each in other])
    return Line(peer.label, one.wall, one.processor, wall, processor, memory)


def _scenarios(job: Job, peers: Sequence[Contender], scratch: Path) -> Iterator[Line]:
    full = same_persons(scratch / "scenarios", job, SCENARIOS)
    few = same_persons(scratch / "few", job, SCENARIOS[:FEW])
    right = reference(full, [SCENARIOS[number] for number in CHECKED])
    right_of_few = reference(few)
    own = Spent(0.0, 0.0)
    for contender in (OURS, *peers):

        def measured(contender: Contender = contender) -> tuple[Line, Answer]:
            if contender.all_changes:
                with Serving(contender, full.folder, scratch) as serving:
                    spent, answer = serving.ask(), serving.answer().of(CHECKED)
                return Line(contender.label, spent.wall, spent.processor), answer
            with Serving(contender, few.folder, scratch) as serving, Serving(contender, job.folder, scratch) as base:
                for each in (serving, base):
                    each.ask()
                more, less, answer = serving.ask(), base.ask(), serving.answer()
            times = (len(SCENARIOS) - len(CHANGES)) / (FEW - len(CHANGES))
            wall, processor = (
                one + times * (other - one) for one, other in ((less.wall, more.wall), (less.processor, more.processor))
            )
            return Line(contender.label, wall, processor, note=f"drawn out from {len(CHANGES)} and {FEW}"), answer

        line = judged(contender, right if contender.all_changes else right_of_few, measured)
        if line.wall is not None and line.processor is not None:
            if contender is OURS:
                own = Spent(line.wall, line.processor)
            elif own.wall:
                line = _compared(line, own)
        yield line


def _compared(line: Line, own: Spent) -> Line:
    """With ratios to our single measurement."""
    assert line.wall is not None
    assert line.processor is not None
    wall, processor = line.wall / own.wall, line.processor / own.processor
    return Line(
        line.who,
        line.wall,
        line.processor,
        Ratio(wall, wall, wall),
        Ratio(processor, processor, processor),
        line.memory,
        line.note,
    )


def _streamed(job: Job, right: Answer, peers: Sequence[Contender], scratch: Path) -> Iterator[Line]:
    own = None
    for contender in (OURS, *peers):
        if not contender.streams:
            yield Line(contender.label, note="holds all persons in memory: not run")
            continue

        def measured(contender: Contender = contender) -> tuple[Line, Answer]:
            spent, answer, memory = run_once(contender, job.folder, scratch)
            return Line(contender.label, spent.wall, spent.processor, memory=memory), answer

        line = judged(contender, right, measured)
        if line.wall is not None and line.processor is not None:
            if contender is OURS:
                own = Spent(line.wall, line.processor)
            elif own is not None:
                line = _compared(line, own)
        yield line


def _printed(title: str, lines: Sequence[Line] | Iterator[Line]) -> bool:
    print(f"\n{title}\n{'':28}{'time':>9}{'÷ ours':>20}{'processor':>11}{'÷ ours':>20}{'MiB':>7}", flush=True)
    alike = True
    for line in lines:
        alike = alike and not line.wrong
        times = (
            f"{_seconds(line.wall):>9}{_ratio(line.ratio):>20}{_seconds(line.processor):>11}{_ratio(line.processor_ratio):>20}"
        )
        memory = "" if line.memory is None else f"{line.memory:,.0f}"
        print(f"{line.who:28}{times}{memory:>7}  {line.note}".rstrip(), flush=True)
    return alike


def _seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s" if value < 100 else f"{value:,.0f} s"


def _ratio(ratio: Ratio | None) -> str:
    if ratio is None:
        return ""
    if ratio.low == ratio.high:
        return f"{ratio.median:.3g}"
    return f"{ratio.median:.3g} ({ratio.low:.3g}–{ratio.high:.3g})"
