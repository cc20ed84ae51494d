"""What is answered: bytes with their type and hash, compressed beforehand, and which form a request is given.

A strong ETag is the hash of the bytes that are sent, so each form has its own. Only gzip is offered: the pages are read on
this computer, where a tighter form costs more than it saves.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

_WORTH_IT = 512
_LEVEL = 6
_TYPES: Mapping[str, str] = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".yaml": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
_COMPRESSED_ALREADY = {".pdf", ".png", ".woff2", ".xlsx", ".zip"}
HTML = _TYPES[".html"]
CLOSED = "default-src 'none'; frame-ancestors 'none'"
"""The content security policy of what is no page."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that can be asked for. `packed` is the same as gzip, None where that gains nothing; `policy` its CSP."""

    body: bytes
    packed: bytes | None
    media_type: str
    tag: str
    policy: str = CLOSED


def digest(body: bytes) -> str:
    """The hash that tells bytes apart."""
    return hashlib.sha256(body).hexdigest()[:32]


def resource(body: bytes, media_type: str, policy: str = CLOSED, *, pack: bool = True) -> Resource:
    """The bytes made ready to be sent."""
    packed = gzip.compress(body, _LEVEL, mtime=0) if pack and len(body) >= _WORTH_IT else None
    if packed is not None and len(packed) >= len(body):
        packed = None
    return Resource(body, packed, media_type, digest(body), policy)


def file_resource(name: str, body: bytes) -> Resource:
    """A file, its media type known by its name; unknown ones are bytes to save."""
    suffix = PurePosixPath(name).suffix.lower()
    return resource(body, _TYPES.get(suffix, "application/octet-stream"), pack=suffix not in _COMPRESSED_ALREADY)


def respond(request: Request, found: Resource, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The answer with the form that the request takes; 304 without a body where the reader has it already."""
    is_packed = found.packed is not None and takes_gzip(request.headers)
    tag = f'"{found.tag}-gzip"' if is_packed else f'"{found.tag}"'
    said = {"etag": tag, "cache-control": "no-cache", "content-security-policy": found.policy, **(headers or {})}
    vary = [each for each in (said.get("vary"), "Accept-Encoding" if found.packed is not None else None) if each]
    if vary:
        said["vary"] = ", ".join(vary)
    if status == 200 and _has_it(request.headers, tag):
        return Response(status_code=304, headers=said)
    body = found.packed if is_packed and found.packed is not None else found.body
    if is_packed:
        said["content-encoding"] = "gzip"
    said["content-type"] = found.media_type
    return Response(body, status_code=status, headers=said)


def takes_gzip(headers: Headers) -> bool:
    """Whether Accept-Encoding takes gzip at least as gladly as the bytes as they are (RFC 9110, 12.5.3)."""
    weights = dict(weighted(headers.get("accept-encoding", "")))
    gzip_weight = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip_weight > 0.0 and gzip_weight >= weights.get("identity", 0.0)


def weighted(header: str) -> list[tuple[str, float]]:
    """The names of an Accept header with their weights, as written; what is no weight counts as zero."""
    found = []
    for part in header.split(",")[:_MOST_NAMES]:
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = 1.0
        for each in parameters:
            key, _, value = each.partition("=")
            if key.strip() == "q":
                weight = _weight(value.strip())
        if name:
            found.append((name, weight))
    return found


_MOST_NAMES = 40


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 0.0


def _has_it(headers: Headers, tag: str) -> bool:
    """If-None-Match, compared as RFC 9110, 13.1.2 says: weakly."""
    wanted = headers.get("if-none-match")
    if wanted is None:
        return False
    names = {each.strip().removeprefix("W/") for each in wanted.split(",")}
    return "*" in names or tag in names
