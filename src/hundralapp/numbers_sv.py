"""Swedish numbers: the only reader and writer of numbers that people write and read.

A number in a file may use a comma or a point for decimals and a space (plain, no-break or narrow) for thousands, with a
hyphen or a true minus. What may mean two things is refused: `1.234` is a thousand to one reader and a little over one to
the next, so the writer must say which. Running text is freer (`read_in_text`), says numbers in words (`read_number_word`) and
rounds to the last printed digit (`half_step`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_GROUP = "\u00a0"  # the fonts we publish with lack U+202F
_MINUS = "\u2212"
_PLAIN = re.compile(r"^(?P<sign>[-+\u2212]?)(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:(?P<mark>[.,])(?P<decimals>\d+))?$")
# A number without sign in running text, for patterns of others to hold: nothing of a longer number stands beside it.
IN_TEXT = r"(?<![\d.,:])(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:[.,]\d+)?(?![\d]|[.,:]\d)"
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
    sign, whole, mark, decimals = match.groups(default="")
    digits = whole if whole.isdigit() else "".join(char for char in whole if char.isdigit())
    if not digits.isascii() or not decimals.isascii():
        return None
    if mark and len(decimals) == 3 and len(whole) <= 3 and digits == whole and int(whole) > 0:
        minus = "-" if sign in ("-", _MINUS) else ""
        return Ambiguous(f"{minus}{digits}{decimals}", f"{minus}{digits},{decimals}0")
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    is_negative = sign in ("-", _MINUS) and value != 0
    return Number(value.copy_negate() if is_negative else value, len(decimals))


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * index for index, word in enumerate(words.split())}


def read_in_text(written: str) -> Number | Ambiguous | None:
    """The same for a number found in running text, where thin spaces and groups of points (`1.234.567`) are seen too."""
    plain = written.replace("\u2009", " ")
    return read_number(plain.replace(".", "") if plain.count(".") > 1 else plain)


_UNITS = {"en": 1, "ett": 1} | _numbered("två tre fyra fem sex sju åtta nio tio elva tolv", 2)
_UNITS |= _numbered("tretton fjorton femton sexton sjutton arton nitton", 13)
_TENS = _numbered("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio", 20, 10)
_WORDS: dict[str, int] = {
    **_UNITS,
    **_TENS,
    **{tens + unit: ten + one for tens, ten in _TENS.items() for unit, one in _UNITS.items() if one < 10},
    "hundra": 100,
    "ettusen": 1_000,
    "tusen": 1_000,
    **{f"{unit}hundra": one * 100 for unit, one in _UNITS.items() if 1 < one < 20},
    **{f"{unit}tusen": one * 1_000 for unit, one in _UNITS.items() if one > 1},
    **{f"{unit}tusen": one * 1_000 for unit, one in _TENS.items()},
}
_ORDINALS = _numbered("andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte", 2)
_ORDINALS |= _numbered("trettonde fjortonde femtonde", 13) | {"tjugonde": 20, "hundrade": 100, "tusende": 1_000}
NUMBER_WORDS = tuple(sorted(_WORDS, key=len, reverse=True))
ORDINAL_WORDS = tuple(sorted(_ORDINALS, key=len, reverse=True))
MAGNITUDES: dict[str, int] = {
    **dict.fromkeys(("tusen",), 1_000),
    **dict.fromkeys(("miljon", "miljoner", "miljonerna", "milj", "mn"), 1_000_000),
    **dict.fromkeys(("miljard", "miljarder", "miljarderna", "md", "mdr"), 1_000_000_000),
}


def read_number_word(word: str) -> int | None:
    """A whole number said in words, cardinal (`tjugofem`) or ordinal (`tionde`); None for any other word.

    >>> read_number_word("tretton"), read_number_word("fjärde"), read_number_word("skola")
    (13, 4, None)
    """
    lowered = word.lower()
    return _WORDS.get(lowered, _ORDINALS.get(lowered))


def half_step(decimals: int, factor: Decimal = Decimal(1)) -> Decimal:
    """Half the last printed digit: 4,4 % stands for 4.35 up to 4.45.

    Args:
        decimals: as printed.
        factor: of the unit, so that 14,2 million is right to within 50 000.
    """
    return factor * Decimal(5).scaleb(-decimals - 1)


def show_number(value: float, decimals: int, language: str = "sv", *, plus: bool = False) -> str:
    """A number for people: no-break spaces and comma in Swedish, commas and point in English, a true minus.

    Args:
        value: any finite number.
        decimals: digits after the decimal mark; the value is rounded half to even, as Python does.
        plus: write a plus sign before what is above zero (for changes).
    """
    text = f"{abs(value):,.{decimals}f}"
    is_zero = not text.strip("0.,")
    if language == "sv":
        text = text.replace(",", _GROUP).replace(".", ",")
    if is_zero:
        return text
    return (_MINUS if value < 0 else "+" if plus else "") + text
