"""An answer's bytes as JSON: what is a web page, another encoding, or cut off, is told apart."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hundralapp import codes
from hundralapp.fetch.problems import refuse


def read_document(body: bytes, where: str) -> Any:
    """The JSON in `body`; numbers with a point are exact decimals.

    Raises:
        FetchError: it is HTML, not UTF-8, or not JSON.
    """
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<body")):
        raise refuse(codes.FETCH_HTML, where)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(codes.FETCH_ENCODING, where, offset=error.start) from None
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise refuse(codes.FETCH_NOT_JSON, where, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        raise refuse(codes.FETCH_NOT_JSON, where, line=1, column=1) from None


def _no_number(text: str) -> None:
    """NaN and Infinity are not JSON."""
    raise ValueError(text)
