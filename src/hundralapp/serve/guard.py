"""The gate before everything else: only reading, only from names that are this server's own, and the headers of every answer.

The Host header decides against DNS rebinding: a page on the web that makes its own name mean 127.0.0.1 still says its own name.
An address in digits cannot be rebound, so it is always accepted where it can be reached at all.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hundralapp.serve.resources import CLOSED

LONGEST_ADDRESS = 8_192
LONGEST_HEAD = 16_384
_READS = ("GET", "HEAD")
_NOT_MY_NAME = """Servern heter inte så. Starta den med --name NAMN om den ska göra det.
This server has no such name. Start it with --name NAME if it should.
"""
_LOCAL_NAMES = frozenset({"localhost"})
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}


def host_of(header: str) -> str:
    """The name in a Host header, without its port and brackets, in small letters; empty for what is no host."""
    text = header.strip().lower()
    if text.startswith("["):
        name, closed, port = text[1:].partition("]")
        port = port.removeprefix(":") if port.startswith(":") else port
        return name if closed and (not port or port.isdecimal()) else ""
    name, colon, port = text.partition(":")
    return "" if (colon and not port.isdecimal()) else name.removesuffix(".")


def is_own(header: str, *, only_here: bool, names: Collection[str]) -> bool:
    """Whether a Host header names this server.

    Args:
        only_here: the server listens on this computer's own addresses only.
        names: further names that it is known by.
    """
    name = host_of(header)
    if name in _LOCAL_NAMES or name in names:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not only_here


class Guard:
    """Refuses what is not reading, and what is not asked of this server; gives every answer the headers that keep it apart.

    Args:
        app: what answers.
        only_here: the server listens on this computer's own addresses only.
        names: names other than localhost that the server is known by.
    """

    def __init__(self, app: ASGIApp, *, only_here: bool = True, names: Collection[str] = ()) -> None:
        self._app = app
        self._only_here = only_here
        self._names = frozenset(each.lower() for each in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            await (refusal or self._app)(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if sum(len(name) + len(value) for name, value in headers.raw) > LONGEST_HEAD:
            return _refuse(431, "Anropets huvuden är för långa.\nThe headers of the request are too long.\n")
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            return _refuse(400, "Anropet ska ha ett Host-huvud.\nThe request must have one Host header.\n")
        if not is_own(hosts[0], only_here=self._only_here, names=self._names):
            return _refuse(421, _NOT_MY_NAME)
        if scope["method"] not in _READS:
            return _refuse(
                405, "Servern läser bara: GET och HEAD.\nThis server only reads: GET and HEAD.\n", allow=", ".join(_READS)
            )
        if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
            return _refuse(400, "Den som läser skickar ingenting.\nWhoever reads sends nothing.\n")
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return _refuse(414, "Adressen är för lång.\nThe address is too long.\n")
        return None


def _refuse(status: int, text: str, **headers: str) -> PlainTextResponse:
    return PlainTextResponse(text, status, {"cache-control": "no-store", **headers})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", CLOSED)
        await send(message)

    return sending
