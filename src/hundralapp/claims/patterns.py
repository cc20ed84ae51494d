"""Patterns of many alternatives, written so that they can be read: one thing beside or below the other."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*\n\s*|\s+\|\s+")


def any_of(alternatives: str) -> str:
    """A group that matches any of the alternatives, which stand on lines of their own or with ` | ` between.

    >>> any_of("ökar | minskar")
    '(?:ökar|minskar)'
    """
    return f"(?:{'|'.join(_BETWEEN.split(alternatives.strip()))})"


def word_list(text: str) -> tuple[str, ...]:
    """Words with spaces between them."""
    return tuple(text.split())


def searching(alternatives: str, *, words: bool = True) -> re.Pattern[str]:
    """A search for any of the alternatives in any case; whole words unless told otherwise."""
    group = any_of(alternatives)
    return re.compile(rf"\b{group}" if words else group, re.IGNORECASE)
