"""The listening socket and the process around it: bound before anything is promised, closed gently when asked to stop."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterator

import uvicorn
from starlette.types import ASGIApp

from hundralapp.serve.app import make_app
from hundralapp.serve.guard import LONGEST_HEAD
from hundralapp.serve.live import Live

_BACKLOG = 256
_MOST_CONNECTIONS = 1_000
_PATIENCE = 3
_TURN = 0.0005
"""Seconds that the thread which computes keeps the interpreter: an answer waits as long at each of its calls of the system.

With Python's own 5 ms a page took 29 ms (median) while a budget was computed, with this 4 ms.
"""
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens at the address; port 0 takes any that is free.

    Raises:
        OSError: the address is taken, is not this computer's, or may not be used.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    # With the protocol named: only then asyncio sends without waiting for more (TCP_NODELAY); else each answer takes 40 ms.
    listening = socket.socket(family, kind, protocol)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where reuse would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening


def is_only_here(listening: socket.socket) -> bool:
    """Whether only this computer reaches the socket."""
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def address_of(listening: socket.socket) -> str:
    """Where a browser on this computer finds it."""
    host, port = listening.getsockname()[:2]
    found = ipaddress.ip_address(host.partition("%")[0])
    if found.is_unspecified:
        host = "127.0.0.1" if found.version == 4 else "::1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(live: Live, listening: socket.socket, names: Collection[str] = (), started: Callable[[], None] = lambda: None) -> None:
    """Answer until asked to stop (SIGINT, SIGTERM).

    Args:
        names: names other than localhost that the server is known by.
        started: is called when it answers.
    """
    app = make_app(live, only_here=is_only_here(listening), names=names)
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        asyncio.run(_Server(app, live, started).serve([listening]))
    finally:
        sys.setswitchinterval(before)


class _Server(uvicorn.Server):
    """uvicorn, which lets go of those who wait for news when it stops, and ends as if nothing had happened."""

    def __init__(self, app: ASGIApp, live: Live, started: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_CONNECTIONS,
                h11_max_incomplete_event_size=LONGEST_HEAD,
                timeout_graceful_shutdown=_PATIENCE,
            )
        )
        self._live = live
        self._says_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._says_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.stop()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises the signal again when it has stopped; to be asked to stop is no fault here."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
