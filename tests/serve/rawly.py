"""A request as uvicorn hands it over, without a client that tidies its address."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.types import ASGIApp, Message
from tests.serve.loops import finish


def ask(app: ASGIApp, target: str, *, method: str = "GET", headers: list[tuple[bytes, bytes]] | None = None) -> tuple[int, bytes]:
    """Status and body of the answer to a request line with this target, byte for byte."""
    raw, _, query = target.encode("utf-8").partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "root_path": "",
        "path": unquote(raw.decode("latin-1")),
        "raw_path": raw,
        "query_string": query,
        "headers": [(b"host", b"127.0.0.1")] if headers is None else headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        await app(scope, receive, send)

    finish(answer())
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])
