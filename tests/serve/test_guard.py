"""The gate: names that are the server's own, and what is refused before anything is looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp
from tests.serve.rawly import ask

from hundralapp.serve.app import make_app
from hundralapp.serve.guard import host_of, is_own
from hundralapp.serve.live import Live

HERE = ["127.0.0.1", "127.0.0.1:8100", "localhost", "LOCALHOST:1", "localhost.", "[::1]", "[::1]:8100", "127.3.2.1"]
ELSEWHERE = ["192.168.1.7", "192.168.1.7:8100", "[fe80::1]:80", "10.0.0.1"]
OTHERS = [
    "",
    " ",
    "evil.example",
    "evil.example:8100",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1:80@evil.example",
    "evil.example#localhost",
    "localhost:80:80",
    "localhost:x",
    "[::1",
    "[::1]x",
    "2130706433",
    "0x7f.1",
    "127.1",
    "127.0.0.01",
    "user@localhost",
    "http://localhost",
    "localhost/",
    "localhost, evil.example",
    "ⅼocalhost",
]


@pytest.mark.parametrize("host", HERE)
def test_this_computers_own_names(host: str) -> None:
    assert is_own(host, only_here=True, names=())
    assert is_own(host, only_here=False, names=())


@pytest.mark.parametrize("host", ELSEWHERE)
def test_addresses_in_digits_where_the_network_reaches(host: str) -> None:
    assert not is_own(host, only_here=True, names=())
    assert is_own(host, only_here=False, names=())


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize("only_here", [True, False])
def test_other_names(host: str, only_here: bool) -> None:
    assert not is_own(host, only_here=only_here, names=())


def test_a_name_that_was_given(full: Live) -> None:
    assert is_own("Budget.Sjobo.example:80", only_here=False, names={"budget.sjobo.example"})
    app = make_app(full, names=["Budget.Sjobo.Example"], follow=False)
    assert ask(app, "/health", headers=[(b"host", b"budget.sjobo.example")])[0] == 200
    assert ask(app, "/health", headers=[(b"host", b"other.example")])[0] == 421


@given(st.text(max_size=60))
def test_any_host_can_be_read(header: str) -> None:
    host_of(header)
    is_own(header, only_here=True, names=())


@pytest.mark.parametrize("path", ["/", "/health", "/_live/events", "/api/v1/budgets", "/api/v1/openapi.json"])
def test_another_name_gets_nothing(app: ASGIApp, path: str) -> None:
    status, body = ask(app, path, headers=[(b"host", b"evil.example")])
    assert status == 421
    assert b"Exempelstad" not in body
    assert len(body) < 300


@pytest.mark.parametrize(
    "headers", [[], [(b"host", b"localhost"), (b"host", b"evil.example")], [(b"host", b"localhost"), (b"host", b"localhost")]]
)
def test_one_host_header(app: ASGIApp, headers: list[tuple[bytes, bytes]]) -> None:
    assert ask(app, "/", headers=headers)[0] == 400


def test_a_long_address(app: ASGIApp) -> None:
    assert ask(app, "/" + "a" * 8_000)[0] == 404
    assert ask(app, "/" + "a" * 9_000)[0] == 414
    assert ask(app, "/?" + "a" * 9_000)[0] == 414


def test_methods(app: ASGIApp) -> None:
    for method in ("POST", "get", "GET ", "G\x00T", "", "QUERY", "CONNECT"):
        assert ask(app, "/", method=method)[0] == 405


def test_forwarded_headers_are_not_believed(app: ASGIApp) -> None:
    told = [
        (b"host", b"evil.example"),
        (b"x-forwarded-host", b"localhost"),
        (b"x-forwarded-for", b"127.0.0.1"),
        (b"forwarded", b"host=localhost"),
    ]
    assert ask(app, "/", headers=told)[0] == 421
