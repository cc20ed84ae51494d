"""The verb itself: where it listens, how it stops, what it says, and many requests while it computes."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.serve.conftest import EXAMPLES, edit
from tests.serve.process import Served, serving, start

pytestmark = pytest.mark.loopback


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(EXAMPLES / "sjobo-2024") as running:
        yield running


def test_it_says_where_it_is_and_answers_there(served: Served) -> None:
    assert served.address == f"http://127.0.0.1:{served.port}/"
    status, headers, body = served.get("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Sjöbo" in body.decode()
    assert "server" not in headers
    assert served.get("/health")[0] == 200


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", b"405"),
        (b"DELETE /index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"405"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /%c0%ae%c0%ae/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000 + b"\r\nConnection: close\r\n\r\n", b"431"),
        (b"GET /" + b"a" * 12_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", b"400"),
        (b"\x00\x01\x02\x03\r\n\r\n", b"400"),
        (b"GET /  HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\nBad Name: x\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", b"400"),
    ],
)
def test_raw_requests(served: Served, raw: bytes, status: bytes) -> None:
    answer = served.say(raw)
    assert answer.split(b" ", 2)[1] == status, answer[:200]
    assert b"root:" not in answer
    assert served.get("/health")[0] == 200


def test_answers_do_not_wait_for_each_others_receipts(served: Served) -> None:
    """An answer is sent in two writes; unless the second goes at once, a kept connection waits 40 ms for each."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    times = []
    for _ in range(40):
        at = time.perf_counter()
        connection.request("GET", "/health")
        connection.getresponse().read()
        times.append(time.perf_counter() - at)
    connection.close()
    assert min(times[5:]) < 0.02


def test_fifty_at_once_while_it_computes(tmp_path: Path) -> None:
    """Nobody is refused, nobody gets half a page, and every page is one of the editions."""
    folder = tmp_path / "stad"
    shutil.copytree(EXAMPLES / "exempelstad", folder)
    with serving(folder) as served:
        stop = threading.Event()
        editions = ["name: Exempelstad}", "name: Andrastad}"]

        def write() -> int:
            count = 0
            while not stop.is_set():
                edit(folder / "workspace.yaml", editions[count % 2], editions[(count + 1) % 2])
                count += 1
                stop.wait(0.7)
            return count

        def ask(number: int) -> list[tuple[int, float, str]]:
            found = []
            for _ in range(8):
                path = ("/", "/en.html", "/budget.json", "/api/v1/budgets/stad/figures/result.net_income?lang=en")[number % 4]
                at = time.perf_counter()
                status, _, body = served.get(path)
                text = body.decode()
                whole = text.rstrip().endswith("</html>") or json.loads(text) is not None
                assert whole
                named = "Andrastad" if "Andrastad" in text else "Exempelstad"
                found.append((status, time.perf_counter() - at, named))
            return found

        with ThreadPoolExecutor(51) as pool:
            writing = pool.submit(write)
            answers = [each for made in pool.map(ask, range(50)) for each in made]
            stop.set()
            assert writing.result() >= 1
        assert len(answers) == 400
        assert {status for status, _, _ in answers} == {200}
        assert statistics.median(seconds for _, seconds, _ in answers) < 5
        last = (folder / "workspace.yaml").read_text(encoding="utf-8")
        wanted = "Andrastad" if "Andrastad" in last else "Exempelstad"
        until = time.monotonic() + 30
        while f'"name": "{wanted}"' not in served.get("/api/v1/budgets")[2].decode():
            assert time.monotonic() < until, "the last edition is never shown"
            time.sleep(0.1)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_gently_with_readers_on_the_line(how: signal.Signals) -> None:
    with serving(EXAMPLES / "sjobo-2024") as served, socket.create_connection(("127.0.0.1", served.port), timeout=20) as reader:
        reader.sendall(b"GET /_live/events?page=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        heard = b""
        while b"event: state" not in heard:
            heard += reader.recv(65_536)
        start_ = time.monotonic()
        code, _, error = served.stop(how)
        assert (code, error) == (0, "")
        assert time.monotonic() - start_ < 5
        while reader.recv(65_536):
            pass


def test_the_port_is_free_again_at_once() -> None:
    with serving(EXAMPLES / "sjobo-2024") as served:
        port = served.port
        served.get("/")
        served.stop()
    process = start(EXAMPLES / "sjobo-2024", "--port", str(port))
    assert process.stdout is not None
    assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (0, "")
    assert "Avslutad." in out


def test_what_is_said_while_files_change(tmp_path: Path) -> None:
    folder = tmp_path / "sjobo"
    shutil.copytree(EXAMPLES / "sjobo-2024", folder)
    process = start(folder, "--port", "0", language="en")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Showing sjobo at http://127.0.0.1:")
    assert "/api/v1/openapi.json" in process.stdout.readline()
    edit(folder / "workspace.yaml", "budget_year:", "budget_yer:")
    assert "2 problem(s); the pages show what could be computed before" in process.stdout.readline()
    edit(folder / "workspace.yaml", "budget_yer:", "budget_year:")
    assert "computed again" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out == "Stopped.\n"
    assert 'sjobo/workspace.yaml:5:1: unknown-key: there is no key "budget_yer"' in error


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(EXAMPLES / "sjobo-2024", "--port", str(port))
        _, error = process.communicate(timeout=30)
    assert process.returncode == 2
    assert f"127.0.0.1, port {port}" in error
    assert "--port 0" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("host", ["no-such-host.invalid", "256.1.1.1", "192.0.2.1", ""])
def test_an_address_that_is_not_this_computers(host: str) -> None:
    process = start(EXAMPLES / "sjobo-2024", "--port", "0", "--host", host)
    try:
        _, error = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
        assert "Varning" in error, "an empty host is every address"
        return
    assert process.returncode == 2
    assert "Traceback" not in error
    assert "--port 0" in error or "adress" in error.lower()


def test_a_warning_where_others_reach_it() -> None:
    with serving(EXAMPLES / "sjobo-2024", "--host", "0.0.0.0") as served:
        assert served.address == f"http://127.0.0.1:{served.port}/"
        assert served.get("/health", Host="192.168.0.9")[0] == 200
        assert served.get("/health", Host="evil.example")[0] == 421
        code, _, error = served.stop()
    assert code == 0
    assert error.startswith("Varning: 0.0.0.0 är inte bara den här datorn.")
    assert error.count("\n") == 1


def test_ipv6() -> None:
    with serving(EXAMPLES / "sjobo-2024", "--host", "::1") as served:
        assert served.address == f"http://[::1]:{served.port}/"
        with socket.create_connection(("::1", served.port), timeout=10) as reader:
            reader.sendall(f"GET /health HTTP/1.1\r\nHost: [::1]:{served.port}\r\nConnection: close\r\n\r\n".encode())
            assert reader.recv(100).startswith(b"HTTP/1.1 200")


def test_without_the_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    hiding = """import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "uvicorn" else find(name, *more)
"""
    (tmp_path / "sitecustomize.py").write_text(hiding, encoding="utf-8")
    line = [sys.executable, "-m", "hundralapp", "serve", str(EXAMPLES / "sjobo-2024"), "--lang", "en"]
    done = subprocess.run(
        line, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(tmp_path)}, timeout=30
    )
    assert done.returncode == 2
    assert "serve needs uvicorn. Install with: pip install 'hundralapp[serve]'" in done.stderr


def test_a_workspace_that_is_not_there() -> None:
    process = start(EXAMPLES / "nothing", "--port", "0")
    _, error = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "nothing" in error
