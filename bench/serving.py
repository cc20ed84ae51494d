"""`hundralapp serve` under load, beside Datasette with the same figures: `python -m bench.serving [--seconds SECONDS]`.

Fifty connections that are kept ask for one address again and again, from one process on the same computer. Processor time is
that of the server's process by /proc, so this runs on Linux. Each answer is as long as the first one. Datasette is installed
into an environment of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from bench.environments import PLACE, ROOT, install_python, run

EXAMPLE = ROOT / "examples" / "exempelstad"
CONNECTIONS, SECONDS = 50, 5.0
GOAL = 50.0  # milliseconds, for 99 of 100 answers that are kept
FIGURE, PERIOD = "result.net_income", "2026"
DATASETTE = PLACE / "datasette"
STAT = Path("/proc/self/stat")


class WrongAnswerError(RuntimeError):
    """An answer that is not the right one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One address under load. Times in milliseconds."""

    requests: int
    per_second: float
    median: float
    p99: float
    processor: float
    kilobytes: float


def main(seconds: float = SECONDS) -> bool:
    """Measure and print; False when an answer was not the right one."""
    trouble = install_python("Datasette", DATASETTE, ("datasette>=0.65",))
    print(
        f"\nThe server under {CONNECTIONS} connections, {seconds:g} s for each line; processor time of the server for a request"
    )
    if trouble:
        print(f"Datasette {trouble}")
    if not STAT.is_file():
        print("Not measured: /proc is missing")
        return True
    print(f"{'':<42}{'req/s':>8}{'median ms':>11}{'p99 ms':>9}{'cpu ms/req':>12}{'kB':>7}  goal")
    try:
        value, rows = _ours_measured(seconds)
        if not trouble:
            _theirs_measured(seconds, value, rows)
    except WrongAnswerError as error:
        print(f"WRONG: {error}")
        return False
    return True


def _ours_measured(seconds: float) -> tuple[float, list[list[str]]]:
    """Our lines; one figure's value, and the table of all figures."""
    with ours() as (pid, address):
        budget = f"/api/v1/budgets/{EXAMPLE.name}"
        for name, path in {
            "Hundralapp, start page": "/",
            "Hundralapp, start page, not changed (304)": "/",
            "Hundralapp, figures.csv": "/data/figures.csv",
            "Hundralapp, one figure opened, JSON": f"{budget}/figures/{FIGURE}?period={PERIOD}",
            "Hundralapp, figures by filter, JSON": f"{budget}/figures?figure=result.*",
        }.items():
            show(name, measure(pid, address, path, seconds, known="304" in name), GOAL)
        with urlopen(f"{address}{budget[1:]}/figures?figure={FIGURE}&period={PERIOD}") as answer:
            value: float = json.load(answer)["data"]["figures"][FIGURE][PERIOD]["value"]
        with urlopen(f"{address}data/figures.csv") as answer:
            return value, list(csv.reader(io.TextIOWrapper(answer, "utf-8")))


def _theirs_measured(seconds: float, value: float, rows: list[list[str]]) -> None:
    print(datasette_version(), flush=True)
    with theirs(rows) as (pid, address):
        by_figure = f"/figures/figures.json?figure={FIGURE}&period={PERIOD}&_shape=array"
        with urlopen(f"{address[:-1]}{by_figure}") as answer:
            said = float(json.load(answer)[0]["value"])
        if said != value:
            raise WrongAnswerError(f"{FIGURE} {PERIOD} is {value!r} with us and {said!r} with Datasette")
        for name, path in {
            "Datasette, table page": "/figures/figures",
            "Datasette, one figure, JSON": by_figure,
            "Datasette, figures by filter, JSON": "/figures/figures.json?figure__startswith=result.&_shape=array",
        }.items():
            show(name, measure(pid, address, path, seconds))


def datasette_version() -> str:
    return run(DATASETTE / "bin" / "datasette", "--version").stdout.strip()


def show(name: str, found: Measured, goal: float | None = None) -> None:
    times = f"{found.per_second:>8.0f}{found.median:>11.1f}{found.p99:>9.1f}{found.processor:>12.2f}{found.kilobytes:>7.1f}"
    held = "" if goal is None else f"p99 < {goal:.0f}  {'met' if found.p99 < goal else 'NOT met'}"
    print(f"{name:<42}{times}  {held}".rstrip(), flush=True)


@contextmanager
def ours() -> Iterator[tuple[int, str]]:
    """A running server: its process and address."""
    line = [sys.executable, "-m", "hundralapp", "serve", str(EXAMPLE), "--port", "0", "--json"]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = ""
    while not told.endswith("\n}\n"):
        told += process.stdout.readline()
    try:
        yield process.pid, json.loads(told)["data"]["address"]
    finally:
        process.terminate()
        process.wait()


@contextmanager
def theirs(rows: list[list[str]]) -> Iterator[tuple[int, str]]:
    """Datasette over the same rows, with an index on what is asked for."""
    head, *body = rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.db"
        with sqlite3.connect(path) as base:
            base.execute(f"create table figures ({', '.join(head)})")
            base.executemany(f"insert into figures values ({', '.join('?' * len(head))})", body)
            base.execute("create index by_figure on figures (figure, period)")
        base.close()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [str(DATASETTE / "bin" / "datasette"), "serve", "--immutable", str(path), "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(200):
                try:
                    urlopen(address).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process.pid, address
        finally:
            process.terminate()
            process.wait()


def measure(pid: int, address: str, path: str, seconds: float, known: bool = False) -> Measured:
    """Ask for `path` from all connections; `known`: with the ETag of what was got first."""
    where = urlsplit(address)
    assert where.port is not None
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
    tag, size = asyncio.run(_first(where.port, head))
    if known:
        head, size = f"{head}If-None-Match: {tag}\r\n", 0
    before = _processor(pid)
    start = time.perf_counter()
    times = asyncio.run(_load(where.port, f"{head}\r\n".encode(), seconds, size))
    took = time.perf_counter() - start
    times.sort()
    return Measured(
        len(times),
        len(times) / took,
        1e3 * statistics.median(times),
        1e3 * times[int(0.99 * len(times))],
        1e3 * (_processor(pid) - before) / len(times),
        size / 1e3,
    )


async def _first(port: int, head: str) -> tuple[str, int]:
    """The ETag and length of an answer, which is made and kept by being asked for."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}\r\n".encode())
    headers, body = await _answer(reader)
    writer.close()
    return headers.get("etag", ""), len(body)


async def _load(port: int, request: bytes, seconds: float, size: int) -> list[float]:
    """The time of each answer."""
    until = time.perf_counter() + seconds
    times: list[float] = []

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while time.perf_counter() < until:
                at = time.perf_counter()
                writer.write(request)
                _, body = await _answer(reader)
                times.append(time.perf_counter() - at)
                if abs(len(body) - size) > 64:  # Datasette says how long it took
                    raise WrongAnswerError(f"an answer of {len(body)} bytes, where the first was {size}")
        finally:
            writer.close()

    await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    return times


async def _answer(reader: asyncio.StreamReader) -> tuple[dict[str, str], bytes]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
        return headers, body
    has_body = " 304 " not in lines[0]
    return headers, await reader.readexactly(int(headers.get("content-length", "0"))) if has_body else b""


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description="The server under load, beside Datasette.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each line (default: %(default)s)")
    raise SystemExit(0 if main(parser.parse_args().seconds) else 1)
