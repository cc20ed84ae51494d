"""A server that misbehaves, a client that does not wait, and what is said in `expected.sv.txt` and `expected.en.txt`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.fetch.server import Site, serving

from hundralapp.diagnostics import Code
from hundralapp.fetch.problems import Problem
from hundralapp.fetch.run import Outcome, Plan, run
from hundralapp.fetch.source import Asked
from hundralapp.fetch.transport import Client, Limits

HERE = Path(__file__).parent
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


@pytest.fixture(scope="session")
def expected(request: pytest.FixtureRequest) -> Iterator[dict[str, dict[str, str]]]:
    """What is said of each case, by language; `--update-broken` writes it again."""
    said: dict[str, dict[str, str]] = {}
    for language in ("sv", "en"):
        path = HERE / f"expected.{language}.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        said[language] = dict(line.split(" | ", 1) for line in lines)
    yield said
    if request.config.getoption("--update-broken"):
        for language, texts in said.items():
            lines = [f"{name} | {text}\n" for name, text in sorted(texts.items())]
            (HERE / f"expected.{language}.txt").write_text("".join(lines), encoding="utf-8")


Compare = Callable[[str, Problem, Code], None]


@pytest.fixture
def compare(expected: dict[str, dict[str, str]], update_broken: bool) -> Compare:
    """Hold a problem against what is expected of the case, in both languages."""

    def held(name: str, problem: Problem, code: Code) -> None:
        assert problem.code == code
        for language in ("sv", "en"):
            said = _ADDRESS.sub("https://server", problem.message(language))
            if update_broken:
                expected[language][name] = said
            assert said == expected[language][name]
            assert "{" not in said
            assert "\n" not in said
        as_json = problem.as_json()
        assert (as_json["file"], as_json["code"], as_json["severity"]) == (problem.where, code.name, code.severity.value)
        assert (as_json["sv"], as_json["en"]) == (problem.message("sv"), problem.message("en"))

    return held


def only(outcome: Outcome, code: Code) -> Problem:
    """The one problem of this kind."""
    (found,) = [each for each in outcome.problems if each.code == code]
    return found
