"""Simulating reforms over a population: read part by part, in threads, in memory that does not grow with the population.

Whatever the number of threads and the order in which they finish, the sums are the same whole numbers.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from hundralapp.graph.native import can_compile
from hundralapp.households.reform import Reform
from hundralapp.population.columns import THOUSANDTHS
from hundralapp.population.engine import Engine, Sums, merged
from hundralapp.population.groups import Groups, Numbers, Survey
from hundralapp.population.job import Job, Wanted, everything
from hundralapp.population.reading import Part, Population, read_batches

SMALL = 150_000
"""Persons times laws to evaluate: below it NumPy is done before a loop is compiled."""

Progress = Callable[[int], None]
"""Told how many more persons have been read; the first look at them counts too, where there is one."""

Source = Sequence[Callable[[Sequence[str]], Iterator[Mapping[str, Numbers]]]]
"""Parts of a population: each gives its persons, some at a time, in the columns asked for."""

COUNTED: Wanted = ("persons", "municipality")
"""What every simulation sums, to know that all persons were there."""

T = TypeVar("T")


@dataclass(frozen=True)
class Simulation:
    """What reforms come to.

    Attributes:
        job: what was asked.
        persons: rows that were read.
        totals: by measure and grouping, (reforms, groups) int64: kronor, times a thousand where `job.weighted`.
    """

    job: Job
    persons: int
    totals: Mapping[Wanted, Numbers]

    def total(self, measure: str, grouping: str, reform: int = 0) -> Numbers:
        """A measure by group in whole units: (groups,) float64, exact below 2**53."""
        found: Numbers = self.totals[measure, grouping][reform] / (THOUSANDTHS if self.job.weighted else 1)
        return found


def simulate(
    population: Population,
    reforms: Sequence[Reform],
    *,
    wanted: Sequence[Wanted] | None = None,
    threads: int | None = None,
    compiled: bool | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """What reforms come to for a population.

    Args:
        reforms: of one income year, whose law and rates are also what they are compared with.
        wanted: measures and groupings; all of them by default.
        threads: by default as many as there are processors for this process.
        compiled: by the fused loop, or else by NumPy; by default what is fastest for the size and installed.
    Raises:
        PopulationError: what is wrong in the population.
        ValueError: no reform, or of several years.
    """
    job = job_for(population.columns, population.persons, reforms, wanted, compiled)
    parts = population.parts()
    engine = _engine(job, _source(population, parts), threads, progress)
    return found_in(population, engine, sums_of(engine, population, parts, threads=threads, progress=progress))


def simulate_columns(
    columns: Mapping[str, Numbers],
    reforms: Sequence[Reform],
    *,
    wanted: Sequence[Wanted] | None = None,
    parts: int = 1,
    threads: int | None = None,
    compiled: bool | None = None,
) -> Simulation:
    """As `simulate`, for persons in memory: (n,) per column, of the names and types of `population.columns`; not checked."""
    count = len(next(iter(columns.values())))
    edges = np.linspace(0, count, parts + 1).astype(int).tolist()

    def part(start: int, end: int) -> Callable[[Sequence[str]], Iterator[Mapping[str, Numbers]]]:
        return lambda names: iter([{name: columns[name][start:end] for name in names}])

    source = [part(start, end) for start, end in pairwise(edges)]
    engine = _engine(job_for(tuple(columns), count, reforms, wanted, compiled), source, threads)
    return Simulation(engine.job, count, engine.totals(_sums(engine, source, threads, None)))


def job_for(
    columns: Sequence[str],
    persons: int,
    reforms: Sequence[Reform],
    wanted: Sequence[Wanted] | None = None,
    compiled: bool | None = None,
) -> Job:
    """The job of some reforms, but for the groups that depend on all persons.

    Raises:
        ValueError: no reform, or of several years.
    """
    years = {each.year for each in reforms}
    if len(years) != 1:
        raise ValueError(f"reforms are of one income year, not {sorted(years)}")
    if compiled is None:
        compiled = can_compile() and persons * (len(reforms) + 1) > SMALL
    asked = everything(districts="district" in columns) if wanted is None else dict.fromkeys((*wanted, COUNTED))
    year = years.pop()
    return Job(year, tuple(reforms), tuple(columns), tuple(asked), Groups(year), compiled)


def found_in(population: Population, engine: Engine, sums: Sums) -> Simulation:
    """The simulation that the sums of all parts are.

    Raises:
        PopulationError: the weights do not sum to what the population states.
    """
    totals = engine.totals(sums)
    weights = int(totals[COUNTED][0].sum()) * (1 if engine.job.weighted else THOUSANDTHS)
    population.check_weight_sum(weights)
    return Simulation(engine.job, population.persons, totals)


def survey_of(job: Job, population: Population, parts: Sequence[Part], *, threads: int | None = None) -> Survey:
    """What must be known of some parts before their persons can be grouped. Those of all parts, added, are the population's."""
    return _survey(job, _source(population, parts), threads)


def sums_of(
    engine: Engine, population: Population, parts: Sequence[Part], *, threads: int | None = None, progress: Progress | None = None
) -> Sums:
    """The sums of some parts of a population. Those of all parts, added, are the population's."""
    return _sums(engine, _source(population, parts), threads, progress)


def _engine(job: Job, source: Source, threads: int | None, progress: Progress | None = None) -> Engine:
    return Engine(job.with_groups(_survey(job, source, threads, progress)) if job.needs_survey else job)


def _survey(job: Job, source: Source, threads: int | None, progress: Progress | None = None) -> Survey:
    def add(survey: Survey, batch: Mapping[str, Numbers]) -> None:
        survey.see(batch, deciles=job.needs_deciles, districts=job.needs_districts)

    def merge(one: Survey, other: Survey) -> Survey:
        one.add(other)
        return one

    return _over(source, job.surveys, Survey, add, merge, threads, progress)


def _sums(engine: Engine, source: Source, threads: int | None, progress: Progress | None) -> Sums:
    def add(sums: Sums, batch: Mapping[str, Numbers]) -> None:
        engine.add(batch, sums)

    return _over(source, engine.job.reads, engine.nothing, add, merged, threads, progress)


def _source(population: Population, parts: Iterable[Part]) -> Source:
    def part(each: Part) -> Callable[[Sequence[str]], Iterator[Mapping[str, Numbers]]]:
        return lambda names: read_batches(population, each, names)

    return [part(each) for each in parts]


def _over(
    source: Source,
    names: Sequence[str],
    nothing: Callable[[], T],
    add: Callable[[T, Mapping[str, Numbers]], None],
    merge: Callable[[T, T], T],
    threads: int | None,
    progress: Progress | None,
) -> T:
    """Add up all parts in threads, each with an account of its own. An error or Ctrl-C stops them before their next part."""
    waiting, lock, stopped = iter(source), threading.Lock(), threading.Event()

    def work() -> T:
        account = nothing()
        while not stopped.is_set():
            with lock:
                part = next(waiting, None)
            if part is None:
                break
            for batch in part(names):
                add(account, batch)
                if progress is not None:
                    progress(len(batch[names[0]]))
        return account

    count = max(1, min(threads or processors(), len(source)))
    if count == 1:
        return work()
    with ThreadPoolExecutor(count) as pool:
        futures: set[Future[T]] = {pool.submit(work) for _ in range(count)}
        try:
            return _merged(futures, merge)
        finally:
            stopped.set()


def _merged(futures: set[Future[T]], merge: Callable[[T, T], T]) -> T:
    found: list[T] = []
    while futures:
        done, futures = wait(futures, return_when=FIRST_COMPLETED)
        found += [each.result() for each in done]
    total = found[0]
    for each in found[1:]:
        total = merge(total, each)
    return total


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
