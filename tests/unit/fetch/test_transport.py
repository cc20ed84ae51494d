"""One GET against a server that fails, stalls, truncates and lies."""

from __future__ import annotations

import datetime
from email.utils import format_datetime

import pytest
from tests.unit.fetch import server
from tests.unit.fetch.conftest import Compare, Waits
from tests.unit.fetch.server import Mischief, Site, serving
from tests.unit.fetch.synthetic import TITLES

from hundralapp import codes
from hundralapp.diagnostics import Code
from hundralapp.fetch.problems import FetchError
from hundralapp.fetch.transport import Client, MissingError

pytestmark = pytest.mark.loopback
PATH = "/kolada/kpi/N00011"
ANSWER = {"values": [{"id": "N00011", "title": TITLES["N00011"]}], "count": 1, "next_url": None}


def get(client: Client, site: Site) -> object:
    return client.get(f"{site.address}{PATH}", interval=0.0).document


# what the server does -> which diagnostic, how many calls
LASTING: dict[str, tuple[Mischief, Code, int]] = {
    "500": (server.status(500), codes.FETCH_FAILED, 3),
    "503": (server.status(503), codes.FETCH_FAILED, 3),
    "429": (server.status(429), codes.FETCH_FAILED, 3),
    "429-for-an-hour": (server.status(429, Retry_After="3600"), codes.FETCH_WAIT, 1),
    "404": (server.status(404), codes.FETCH_REFUSED, 1),
    "410": (server.status(410), codes.FETCH_REFUSED, 1),
    "403-html": (lambda handler: handler.send(b"<html>no</html>", status=403), codes.FETCH_REFUSED, 1),
    "redirected": (server.status(302, Location="https://elsewhere.example/login"), codes.FETCH_ELSEWHERE, 1),
    "html": (server.body(b"\n<!DOCTYPE html><html><body>Logga in</body></html>", "text/html"), codes.FETCH_HTML, 1),
    "html-as-json": (server.body(b"<html><body>502</body></html>"), codes.FETCH_HTML, 1),
    "latin-1": (server.body('{"kommun": "Åre"}'.encode("latin-1")), codes.FETCH_ENCODING, 1),
    "utf-16": (server.body('{"kommun": "Åre"}'.encode("utf-16")), codes.FETCH_ENCODING, 1),
    "not-json": (server.body(b'{"values": [1, 2'), codes.FETCH_NOT_JSON, 3),
    "nan": (server.body(b'{"value": NaN}'), codes.FETCH_NOT_JSON, 3),
    "too-deep": (server.body(b"[" * 200_000), codes.FETCH_NOT_JSON, 3),
    "empty": (server.body(b""), codes.FETCH_NOT_JSON, 3),
    "cut-off": (server.cut_off, codes.FETCH_TRUNCATED, 3),
    "too-short-a-length": (server.too_short_a_length, codes.FETCH_NOT_JSON, 3),
    "hangs-up": (server.hang_up, codes.FETCH_UNREACHABLE, 3),
    "stalls": (server.stall, codes.FETCH_STALLED, 3),
    "drips": (server.drip, codes.FETCH_STALLED, 3),
    "too-large": (server.body(b"[" + b" " * (9 << 20) + b"]"), codes.FETCH_TOO_LARGE, 1),
    "gzip-bomb": (server.bomb, codes.FETCH_TOO_LARGE, 1),
    "damaged-gzip": (server.damaged_gzip, codes.FETCH_UNREACHABLE, 3),
}


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_is_named(name: str, site: Site, client: Client, impatient: Client, compare: Compare) -> None:
    mischief, code, calls = LASTING[name]
    client = impatient if code is codes.FETCH_STALLED else client
    site.fail(PATH, mischief, always=True)
    with pytest.raises(FetchError) as found:
        get(client, site)
    compare(name, found.value.problem, code)
    assert len(site.asked) == calls


@pytest.mark.parametrize("name", [name for name, (_, _, calls) in LASTING.items() if calls == 3])
def test_what_passes_is_asked_again(name: str, site: Site, client: Client, impatient: Client, waits: Waits) -> None:
    """And the answer after it is the right one: nothing of the bad one is left on the line."""
    client = impatient if LASTING[name][1] is codes.FETCH_STALLED else client
    site.fail(PATH, LASTING[name][0], LASTING[name][0])
    assert get(client, site) == ANSWER
    assert get(client, site) == ANSWER
    assert len(site.asked) == 4
    assert len(waits) == 2
    assert 1 <= waits[0] <= 2 <= waits[1] <= 4


def test_the_wait_is_what_the_service_asks_for(site: Site, client: Client, waits: Waits) -> None:
    site.fail(PATH, server.status(429, Retry_After="7"), server.status(503, Retry_After="no number"))
    assert get(client, site) == ANSWER
    assert waits[0] == 7
    assert 2 <= waits[1] <= 4


def test_the_wait_may_be_a_date(site: Site, client: Client, waits: Waits) -> None:
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=50)
    site.fail(PATH, server.status(503, Retry_After=format_datetime(until, usegmt=True)))
    assert get(client, site) == ANSWER
    assert 40 < waits[0] <= 50


def test_calls_are_spaced(site: Site) -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    client = Client(sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        client.get(f"{site.address}{PATH}", interval=0.25)
    assert slept == [0.25, 0.25]


def test_an_unchanged_answer_is_not_sent_again(site: Site, client: Client) -> None:
    first = client.get(f"{site.address}{PATH}", interval=0.0)
    again = client.get(f"{site.address}{PATH}", interval=0.0, etag=first.etag)
    assert first.etag
    assert (again.unchanged, again.body) == (True, b"")
    assert site.headers[-1]["If-None-Match"] == first.etag


def test_the_program_says_who_it_is(site: Site, client: Client) -> None:
    get(client, site)
    assert site.headers[0]["User-Agent"].startswith("hundralapp/")


def test_a_missing_value_is_no_failure_where_it_may_be_missing(site: Site, client: Client) -> None:
    problem = b'{"type": "Parameter error", "title": "Non-existent value", "status": 400}'
    site.fail("TAB1", lambda handler: handler.send(problem, status=400), always=True)
    with pytest.raises(MissingError):
        client.get(f"{site.address}/scb/tables/TAB1/data", interval=0.0, may_be_missing=True)
    with pytest.raises(FetchError, match=r"answered 400: Non-existent value"):
        client.get(f"{site.address}/scb/tables/TAB1/data", interval=0.0)


def test_another_refusal_is_a_failure_even_there(site: Site, client: Client) -> None:
    problem = b'{"title": "Missing selection for mandantory variable", "status": 400}'
    site.fail("TAB1", lambda handler: handler.send(problem, status=400))
    with pytest.raises(FetchError, match="mandantory"):
        client.get(f"{site.address}/scb/tables/TAB1/data", interval=0.0, may_be_missing=True)


def test_nobody_there(compare: Compare, client: Client) -> None:
    with serving(Site()) as gone:
        address = gone.address
    with pytest.raises(FetchError) as found:
        client.get(f"{address}/", interval=0.0)
    compare("nobody-there", found.value.problem, codes.FETCH_UNREACHABLE)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, compare: Compare) -> None:
    monkeypatch.setitem(__import__("sys").modules, "urllib3", None)
    with pytest.raises(FetchError) as found:
        Client()
    compare("no-library", found.value.problem, codes.FETCH_EXTRA)
