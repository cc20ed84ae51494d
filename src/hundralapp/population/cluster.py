"""A simulation on several processes or machines, by Dask: the same loop over parts of the population, merged by addition.

A part whose worker dies is done again by another; each part is added once. Workers read the population themselves, so its path
must lead to it from where they are.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, TypeVar

from hundralapp.households.reform import Reform
from hundralapp.population.engine import Engine, Sums, merged
from hundralapp.population.groups import Survey
from hundralapp.population.job import Job, Wanted
from hundralapp.population.reading import Part, Population
from hundralapp.population.simulate import Progress, Simulation, found_in, job_for, processors, sums_of, survey_of

ROWS = 4_000_000
"""Persons in a task: enough that the work outweighs sending it."""

T = TypeVar("T")


def can_distribute() -> bool:
    """True where Dask's distributed is installed."""
    return find_spec("distributed") is not None


def simulate_on_cluster(
    population: Population,
    reforms: Sequence[Reform],
    *,
    scheduler: str | None = None,
    wanted: Sequence[Wanted] | None = None,
    compiled: bool | None = None,
    progress: Progress | None = None,
    rows: int = ROWS,
) -> Simulation:
    """As `simulate`, on Dask's workers.

    Args:
        scheduler: its address; by default workers are started here, one per processor, for as long as it takes.
        rows: persons in a task.
    Raises:
        PopulationError, ValueError: as `simulate`.
        ImportError: distributed is not installed.
        OSError: no scheduler at the address.
    """
    job = job_for(population.columns, population.persons, reforms, wanted, compiled)
    tasks = list(_tasks(population.parts(), rows))
    with _client(scheduler) as client:
        if job.needs_survey:
            payload = pickle.dumps((job, population))
            survey = _over(client, _survey, payload, tasks, _both, progress)
            job = job.with_groups(survey)
        engine = Engine(job)
        sums = _over(client, _sums, pickle.dumps((job, population)), tasks, merged, progress)
    return found_in(population, engine, sums)


def _tasks(parts: Sequence[Part], rows: int) -> Iterator[tuple[Part, ...]]:
    """The parts, together as long as they are no more than `rows`."""
    together: list[Part] = []
    for part in parts:
        if together and sum(each.rows for each in together) + part.rows > rows:
            yield tuple(together)
            together = []
        together.append(part)
    if together:
        yield tuple(together)


@contextmanager
def _client(scheduler: str | None) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    if scheduler is not None:
        with Client(scheduler, timeout="10s") as client:
            yield client
        return
    with (
        LocalCluster(n_workers=processors(), threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _over(
    client: Any,
    work: Callable[[bytes, tuple[Part, ...]], T],
    payload: bytes,
    tasks: Sequence[tuple[Part, ...]],
    merge: Callable[[T, T], T],
    progress: Progress | None,
) -> T:
    """Add up the tasks as they are done. What the tasks share is sent once."""
    from distributed import as_completed

    shared = client.scatter(payload, broadcast=True)
    futures = {client.submit(work, shared, task, pure=False): task for task in tasks}
    total: T | None = None
    for future, found in as_completed(futures, with_results=True):
        total = found if total is None else merge(total, found)
        if progress is not None:
            progress(sum(each.rows for each in futures[future]))
    assert total is not None
    return total


# Run by the workers; here, in a module they can import.


def _survey(payload: bytes, parts: tuple[Part, ...]) -> Survey:
    job, population = _shared(payload)
    return survey_of(job, population, parts, threads=1)


def _sums(payload: bytes, parts: tuple[Part, ...]) -> Sums:
    _, population = _shared(payload)
    return sums_of(_engine(payload), population, parts, threads=1)


@lru_cache(maxsize=2)
def _engine(payload: bytes) -> Engine:
    """Made once in each worker."""
    return Engine(_shared(payload)[0])


@lru_cache(maxsize=2)
def _shared(payload: bytes) -> tuple[Job, Population]:
    found: tuple[Job, Population] = pickle.loads(payload)
    return found


def _both(one: Survey, other: Survey) -> Survey:
    one.add(other)
    return one
