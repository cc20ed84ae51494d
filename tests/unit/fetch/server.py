"""A server on this computer that answers as SCB, Kolada and Skatteverket do, and that fails in every way a server can.

All figures are synthetic: made of the municipality's code, so that the identities hold. A *mischief* is put in the way of an
address: it is used up by one call, unless it lasts.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.unit.fetch import synthetic

Mischief = Callable[["Handler"], None]


@dataclass
class Site:
    """What the server does: its mischief by a part of the address, and what was asked of it."""

    mischief: list[tuple[str, Mischief, bool]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    change: Callable[[str, Any], Any] | None = None
    with_etags: bool = True
    address: str = ""

    def fail(self, part: str, *mischief: Mischief, always: bool = False) -> None:
        self.mischief += [(part, each, always) for each in mischief]

    def take(self, path: str) -> Mischief | None:
        for at, (part, mischief, always) in enumerate(self.mischief):
            if part in path:
                if not always:
                    del self.mischief[at]
                return mischief
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers one GET."""

    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, format: str, *args: Any) -> None:
        return

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the client has had enough of this answer

    def do_GET(self) -> None:
        path = unquote(self.path)
        self.site.asked.append(path)
        self.site.headers.append(dict(self.headers))
        mischief = self.site.take(path)
        try:
            if mischief is not None:
                mischief(self)
            else:
                self.answer(path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, path: str, change: Callable[[str, Any], Any] | None = None) -> None:
        to = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(to.query).items()}
        document = synthetic.document(to.path, query, self.site.address)
        if document is None:
            problem = {"type": "Parameter error", "title": "Non-existent value", "status": 400}
            self.send(json.dumps(problem).encode(), status=400)
            return
        change = change or self.site.change
        if change is not None:
            document = change(path, document)
        body = json.dumps(document, ensure_ascii=False).encode()
        etag = f'"{zlib.crc32(body):08x}"'
        if self.site.with_etags and self.headers.get("If-None-Match") == etag:
            self.send(b"", status=304)
            return
        self.send(body, headers={"ETag": etag} if self.site.with_etags else {})

    def send(
        self,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def status(code: int, **headers: str) -> Mischief:
    """An answer with this status, and headers such as Retry_After."""

    def mischief(handler: Handler) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.send(b'{"title": "synthetic trouble"}', status=code, headers=named)

    return mischief


def body(content: bytes, kind: str = "application/json", **headers: str) -> Mischief:
    """An answer 200 with this content."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(content, kind=kind, headers=named)


def cut_off(handler: Handler) -> None:
    """Half of what the length promises, then the connection is closed."""
    content = b'{"values": [' + b" " * 1000
    handler.send(content, length=len(content) * 2)
    handler.close_connection = True


def too_short_a_length(handler: Handler) -> None:
    """The length is less than the body, so that the rest would be taken for the next answer."""
    content = json.dumps({"values": [], "padding": "x" * 500}).encode()
    handler.send(content, length=40)


def hang_up(handler: Handler) -> None:
    """No answer at all."""
    handler.close_connection = True
    handler.connection.close()


def stall(handler: Handler) -> None:
    """A head, and then nothing for long."""
    handler.send(b'{"values"', length=10_000)
    handler.wfile.flush()
    time.sleep(0.6)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """A byte at a time, each within the time for a read, but not all within the time for an answer."""
    handler.send(b"", length=10_000)
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


_BOMB = gzip.compress(b"[" + b" " * (100 << 20), 6)


def bomb(handler: Handler) -> None:
    """A small packed answer that unpacks to 100 MB."""
    handler.send(_BOMB, headers={"Content-Encoding": "gzip"})


def damaged_gzip(handler: Handler) -> None:
    handler.send(b"\x1f\x8b\x08\x00this is not packed", headers={"Content-Encoding": "gzip"})


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The server, on this computer only, for as long as the block lasts."""
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
