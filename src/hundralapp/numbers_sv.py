"""Swedish numbers: the only reader and writer of numbers that people write and read.

A number in a file may use a comma or a point for decimals and a space (plain, no-break or narrow) for thousands, with a
hyphen or a true minus. What may mean two things is refused: `1.234` is a thousand to one reader and a little over one to
the next, so the writer must say which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_GROUP = "\u00a0"  # the fonts we publish with lack U+202F
_MINUS = "\u2212"
_PLAIN = re.compile(r"^(?P<sign>[-+\u2212]?)(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:(?P<mark>[.,])(?P<decimals>\d+))?$")
_LONGEST = 40

UNKNOWN_WORDS = frozenset({"okänd", "okänt", "unknown", "?"})
REST_WORDS = frozenset({"rest", "residual"})


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal and how many decimals were written: `335.60` has two."""

    value: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """`1.234`: both readings, each as it can be written without doubt."""

    as_thousands: str
    as_decimal: str


def read_number(text: str) -> Number | Ambiguous | None:
    """The number that `text` writes, both readings when it may be two, or None when it is no number.

    >>> read_number("1 234,5")
    Number(value=Decimal('1234.5'), decimals=1)
    >>> read_number("1.234")
    Ambiguous(as_thousands='1234', as_decimal='1,2340')
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    match = _PLAIN.match(text)
    if match is None:
        return None
    whole, mark, decimals = match["whole"], match["mark"], match["decimals"] or ""
    digits = whole if whole.isdigit() else "".join(char for char in whole if char.isdigit())
    if not digits.isascii() or not decimals.isascii():
        return None
    if mark and len(decimals) == 3 and len(whole) <= 3 and digits == whole and int(whole) > 0:
        sign = "-" if match["sign"] in ("-", _MINUS) else ""
        return Ambiguous(f"{sign}{digits}{decimals}", f"{sign}{digits},{decimals}0")
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    is_negative = match["sign"] in ("-", _MINUS) and value != 0
    return Number(value.copy_negate() if is_negative else value, len(decimals))


def show_number(value: float, decimals: int, language: str = "sv", *, plus: bool = False) -> str:
    """A number for people: no-break spaces and comma in Swedish, commas and point in English, a true minus.

    Args:
        value: any finite number.
        decimals: digits after the decimal mark; the value is rounded half to even, as Python does.
        plus: write a plus sign before what is above zero (for changes).
    """
    text = f"{abs(value):,.{decimals}f}"
    is_zero = not any(char in "123456789" for char in text)
    if language == "sv":
        text = text.replace(",", _GROUP).replace(".", ",")
    if is_zero:
        return text
    return (_MINUS if value < 0 else "+" if plus else "") + text
