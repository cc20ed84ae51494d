"""The served pages: the published bytes, what is added to a page, and how they are sent."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from tests.serve.conftest import client_of
from tests.serve.rawly import ask

from hundralapp.cli.common import load
from hundralapp.publish.edition import Budget
from hundralapp.publish.policy import source_of
from hundralapp.publish.site import make_site
from hundralapp.serve.live import Live
from hundralapp.serve.policies import policy_in, widened
from hundralapp.serve.resources import takes_gzip, weighted

PAGE = "/index.html"
NAMES = ("one", "two")


def published(live: Live) -> dict[str, bytes]:
    sound = [each.sound for each in live.state.held]
    return make_site([Budget(each.model, each.proposals, name) for name, each in zip(NAMES, sound, strict=False) if each])


def test_files_are_the_published_ones_byte_for_byte(client: TestClient, full: Live) -> None:
    made = published(full)
    assert len(made) >= 8
    for name, body in made.items():
        answer = client.get(f"/{name}")
        assert answer.status_code == 200
        if not name.endswith(".html"):
            assert answer.content == body, name
            assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_page_is_the_published_one_and_the_live_part(client: TestClient, full: Live) -> None:
    for name, body in published(full).items():
        if name.endswith(".html"):
            served = client.get(f"/{name}").text
            bare = re.sub(r"<style>/\* What is wrong in the files.*?</style>\n", "", served, flags=re.DOTALL)
            bare = re.sub(r'<div id="hundralapp-live".*?</script>\n', "", bare, flags=re.DOTALL)
            own = body.decode()
            assert served != own
            policy = re.compile(r'(Security-Policy" content=")[^"]*')
            assert policy.sub(r"\1", bare) == policy.sub(r"\1", own), name


def test_the_policy_is_the_pages_own_and_what_the_live_part_needs(client: TestClient, full: Live) -> None:
    answer = client.get(PAGE)
    header, own = answer.headers["content-security-policy"], policy_in(published(full)["index.html"].decode())
    assert header == f"{policy_in(answer.text)}; frame-ancestors 'none'"
    parts = dict(part.strip().partition(" ")[::2] for part in header.split(";"))
    for name, sources in (part.strip().partition(" ")[::2] for part in own.split(";")):
        assert set(sources.split()) <= set(parts[name].split()), name
    assert parts["connect-src"] == "'self'"
    assert parts["default-src"] == "'none'"
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", answer.text, flags=re.DOTALL)
        assert texts
        assert {source_of(each) for each in texts} <= set(parts[directive].split())
    assert "unsafe" not in header


def test_headers_of_every_answer(client: TestClient) -> None:
    for path in (PAGE, "/budget.json", "/nothing", "/health", "/api/v1/budgets", "/api/nothing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] in ("no-cache", "no-store")
        assert "access-control-allow-origin" not in headers
        assert "set-cookie" not in headers


def test_etags_and_304(client: TestClient) -> None:
    for path in (PAGE, "/data/figures.csv", "/api/v1/budgets/exempelstad/periods"):
        plain = client.get(path, headers={"accept-encoding": "identity"})
        packed = client.get(path, headers={"accept-encoding": "gzip"})
        assert plain.content == packed.content
        assert "content-encoding" not in plain.headers
        tags = [each.headers["etag"] for each in (plain, packed)]
        assert all(re.fullmatch(r'"[0-9a-f]{32}(-gzip)?"', each) for each in tags)
        if packed.headers.get("content-encoding") == "gzip":
            assert tags[0] != tags[1]
            assert "Accept-Encoding" in plain.headers["vary"]
        for held in (tags[1], f"W/{tags[1]}", "*", f'"other", {tags[1]}'):
            again = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": held})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tags[1]
        changed = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": '"other"'})
        assert changed.status_code == 200


def test_what_is_compressed_is_the_same(full: Live) -> None:
    for name in full.state.published:
        each = full.state.page(name)
        if each.packed is not None:
            assert gzip.decompress(each.packed) == each.body, name
            assert len(each.packed) < len(each.body)
    assert full.state.page("index.html").packed is not None
    assert full.state.page("graph.json").packed is not None


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in (PAGE, "/budget.json", "/nothing", "/health", "/api/v1/openapi.json"):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        for name in ("content-type", "content-length", "etag"):
            assert head.headers.get(name) == get.headers.get(name), (path, name)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", [PAGE, "/health", "/_live/events", "/api/v1/budgets", "/nothing"])
def test_only_reading(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


ODD = [
    "/../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e%5c%2e%2e%5cwindows",
    "/index.html/..",
    "/index.html%00.css",
    "/%ff%fe",
    "/%",
    "/%zz",
    "//index.html",
    "//evil.example/",
    "/./index.html",
    "/index.html/",
    "/workspace.yaml",
    "/budget",
    "/budget/",
    "/.git/config",
    "/hundralapp.lock",
    "/publication.json/../index.html",
    "/INDEX.HTML",
    "/index.html;a=1",
    "/file:///etc/passwd",
    "/C:%5Cwindows",
    "/explanations%2findex.html%2f..%2f..",
    "/con",
    "/" + "a" * 4000,
    "/" + "%C3%A5" * 500,
    "/‮index.html",
]


@pytest.mark.parametrize("path", ODD)
def test_no_address_reaches_anything_but_the_site(app: ASGIApp, path: str) -> None:
    status, body = ask(app, path)
    assert status == 404
    assert "Sidan finns inte" in body.decode()
    assert b"root:" not in body
    assert path.encode() not in body.replace(b'href="/"', b"")


@given(st.text(max_size=60))
def test_any_path_is_answered(app: ASGIApp, path: str) -> None:
    assert ask(app, f"/{quote(path, safe='', errors='replace')}")[0] in (200, 404)


@given(st.binary(max_size=60))
def test_any_bytes_are_answered(app: ASGIApp, path: bytes) -> None:
    assert ask(app, f"/{path.decode('latin-1').replace('?', '')}")[0] in (200, 404)


def test_a_missing_page_speaks_the_readers_language(client: TestClient) -> None:
    english = client.get("/nothing", headers={"accept-language": "en-GB,sv;q=0.5"})
    assert "There is no such page" in english.text
    assert '<html lang="en">' in english.text
    assert "Accept-Language" in english.headers["vary"]
    assert "Sidan finns inte" in client.get("/nothing?lang=sv", headers={"accept-language": "en"}).text


def test_the_front_is_the_index(client: TestClient) -> None:
    assert client.get("/").content == client.get(PAGE).content


def test_several_budgets_have_folders_of_their_own(copy: Callable[[str, str], Path]) -> None:
    live = Live([copy("sjobo-2024", "one"), copy("sjobo-2025", "two")], load)
    client = client_of(live)
    assert set(live.state.published) == set(published(live))
    for name in NAMES:
        assert client.get(f"/{name}/").content == client.get(f"/{name}/index.html").content
        moved = client.get(f"/{name}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (308, f"/{name}/")
    front = client.get("/").text
    assert "one/index.html" in front
    assert "two/index.html" in front
    assert client.get("/health").json()["budgets"] == [
        {"id": name, "sound": True, "problems": 0, "shown": True} for name in NAMES
    ]


def test_two_folders_of_one_name_are_told_apart(copy: Callable[[str, str], Path], workspace: Path) -> None:
    other = copy("sjobo-2025", "elsewhere/sjobo")
    live = Live([workspace, other], load)
    assert [each.name for each in live.state.held] == ["sjobo", "sjobo-2"]


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("GZIP, br", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("x-gzip", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=x", False),
        ("gzip;q=nan", False),
        ("gzip;q=2", False),
        (",,;;=,", False),
        ("gzip;" * 10_000, True),
    ],
)
def test_which_form_is_sent(header: str, taken: bool) -> None:
    assert takes_gzip(Headers({"accept-encoding": header})) is taken


@given(st.text(max_size=200))
def test_any_accept_header_can_be_read(header: str) -> None:
    assert all(0.0 <= weight <= 1.0 and name for name, weight in weighted(header))


def test_a_policy_is_widened_by_what_is_named_and_nothing_else() -> None:
    own = "default-src 'none'; script-src 'none'; img-src data:"
    assert widened(own, {"script-src": "'sha256-a'", "connect-src": "'self'"}) == (
        "default-src 'none'; script-src 'sha256-a'; img-src data:; connect-src 'self'"
    )
    assert widened("default-src 'self'", {"style-src": "'sha256-a'"}) == "default-src 'self'; style-src 'self' 'sha256-a'"
    assert widened("", {"style-src": "'sha256-a'"}) == "style-src 'sha256-a'"
    assert widened("script-src 'sha256-a'", {"script-src": "'sha256-a'"}) == "script-src 'sha256-a'"
