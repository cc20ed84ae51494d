"""The language of an answer that is not a page of either: `?lang=`, else Accept-Language, else Swedish."""

from __future__ import annotations

from starlette.requests import Request

from hundralapp.diagnostics import Language
from hundralapp.serve.resources import weighted


def language_of(request: Request) -> Language:
    """The language that the reader asks for."""
    asked = request.query_params.get("lang")
    if asked in ("sv", "en"):
        return "en" if asked == "en" else "sv"
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """Swedish or English by an Accept-Language header; equal weights leave it to the order they stand in."""
    best: Language = "sv"
    weight = 0.0
    for name, each in weighted(header):
        primary = name.partition("-")[0]
        if each > weight and primary in ("sv", "en", "*"):
            best, weight = ("en" if primary == "en" else "sv"), each
    return best
