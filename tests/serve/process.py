"""`hundralapp serve` as a process of its own, on a free port of this computer."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def say(self, raw: bytes) -> bytes:
        """What is answered to raw bytes, until the server hangs up or falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            found = b""
            while part := connection.recv(65_536):
                found += part
            return found

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """Ask it to stop: exit code, standard output and error."""
        self.process.send_signal(how)
        out, error = self.process.communicate(timeout=30)
        return self.process.returncode, out, error


def start(*arguments: str | Path, language: str = "sv") -> subprocess.Popen[str]:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    line = [sys.executable, "-m", "hundralapp", "serve", *map(str, arguments), "--lang", language]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment)


@contextmanager
def serving(*arguments: str | Path) -> Iterator[Served]:
    """A server that answers, stopped at the end if it has not been."""
    process = start(*arguments, "--port", "0", "--json")
    try:
        assert process.stdout is not None
        told = ""
        while not told.endswith("\n}\n"):
            line = process.stdout.readline()
            assert line, process.communicate()
            told += line
        yield Served(process, json.loads(told)["data"]["address"])
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
