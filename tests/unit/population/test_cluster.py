"""On several processes the sums are the same, also when one of them dies in the middle of the work."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.population.test_simulate import HIGHER_THRESHOLD, UP_24, parquet, some_persons

from hundralapp.population.cluster import simulate_on_cluster
from hundralapp.population.problems import PopulationError
from hundralapp.population.reading import Population, open_population
from hundralapp.population.simulate import simulate

REFORMS = [UP_24, HIGHER_THRESHOLD]
pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Population:
    return open_population(parquet(some_persons(60_000, 1), tmp_path_factory.mktemp("all") / "people", rows=1_000))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """Two workers, each a process of its own that is started again when it dies."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


def test_two_workers_give_what_one_process_gives(people: Population, scheduler: Any) -> None:
    done: list[int] = []
    found = simulate_on_cluster(
        people, REFORMS, scheduler=scheduler.scheduler_address, rows=5_000, compiled=True, progress=done.append
    )
    assert sum(done) == 2 * found.persons == 2 * 60_000  # a first look, for deciles and districts, and the work
    assert len(done) == 2 * 12
    for asked, totals in simulate(people, REFORMS).totals.items():
        assert totals.tolist() == found.totals[asked].tolist(), asked


def test_a_worker_that_dies_changes_nothing(people: Population, scheduler: Any) -> None:
    killed: list[int] = []

    def kill_one(_: int) -> None:
        if not killed:
            killed.append(next(iter(scheduler.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    found = simulate_on_cluster(
        people, REFORMS, scheduler=scheduler.scheduler_address, rows=1_000, compiled=False, progress=kill_one
    )
    assert killed
    for asked, totals in simulate(people, REFORMS).totals.items():
        assert totals.tolist() == found.totals[asked].tolist(), asked


def test_what_is_wrong_in_a_part_is_told_from_a_worker(scheduler: Any, tmp_path: Path) -> None:
    columns = some_persons(3_000, 2)
    columns["wage"][2_500] = -1
    population = open_population(parquet(columns, tmp_path / "people", rows=500))
    with pytest.raises(PopulationError, match=r"005.parquet: row 1, column wage"):
        simulate_on_cluster(population, REFORMS, scheduler=scheduler.scheduler_address, rows=500)
