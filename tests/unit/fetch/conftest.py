"""A server that misbehaves, a client that does not wait, and problems held against what is expected of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.conftest import Says
from tests.unit.fetch.server import Site, serving

from hundralapp.diagnostics import Code
from hundralapp.fetch.problems import Problem
from hundralapp.fetch.run import Outcome, Plan, run
from hundralapp.fetch.source import Asked
from hundralapp.fetch.transport import Client, Limits

NOW = datetime.datetime(2026, 11, 22, 6, 0, tzinfo=datetime.UTC)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as found:
        yield found


class Waits(list[float]):
    """The waits that a client would have made, instead of making them."""


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def client(waits: Waits) -> Client:
    return Client(Limits(attempts=3, connect=5.0, whole=30.0, most_bytes=8 << 20), sleep=waits.append)


@pytest.fixture
def impatient(waits: Waits) -> Client:
    """A client that gives an answer less than half a second."""
    return Client(Limits(attempts=3, connect=5.0, whole=0.4), sleep=waits.append)


def plan(folder: Path, site: Site, *sources: str, years: tuple[int, ...] = (2024,), **more: object) -> Plan:
    """A plan that asks the site."""
    bases = {name: f"{site.address}/{name}" for name in ("scb", "kolada", "skatteverket")}
    kpis = more.pop("kpis", ())
    return Plan(folder, sources or ("scb", "kolada", "skatteverket"), Asked(years, kpis), bases, **more)  # type: ignore[arg-type]


def fetch(plan: Plan, client: Client, hours: float = 0) -> Outcome:
    """Carry out a plan some hours later."""
    return run(plan, client, now=lambda: NOW + datetime.timedelta(hours=hours))


Compare = Callable[[str, Problem, Code], None]


@pytest.fixture
def compare(says: Says) -> Compare:
    """Hold a problem against what is expected of the case, in both languages."""

    def held(name: str, problem: Problem, code: Code) -> None:
        assert problem.code == code
        says(name, lambda language: _ADDRESS.sub("https://server", problem.message(language)))
        as_json = problem.as_json()
        assert (as_json["file"], as_json["code"], as_json["severity"]) == (problem.where, code.name, code.severity.value)
        assert (as_json["sv"], as_json["en"]) == (problem.message("sv"), problem.message("en"))

    return held


def only(outcome: Outcome, code: Code) -> Problem:
    """The one problem of this kind."""
    (found,) = [each for each in outcome.problems if each.code == code]
    return found
