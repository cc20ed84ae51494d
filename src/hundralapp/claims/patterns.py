"""Patterns of many alternatives, written so that they can be read: one thing beside or below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_BETWEEN = re.compile(r"\s*\n\s*|\s+\|\s+")


def any_of(alternatives: str) -> str:
    """A group that matches any of the alternatives, which stand on lines of their own or with ` | ` between.

    >>> any_of("ökar | minskar")
    '(?:ökar|minskar)'
    """
    return f"(?:{'|'.join(_BETWEEN.split(alternatives.strip()))})"


def one_of(words: Iterable[str]) -> str:
    """Any of many words, the longest that fits: letters that words begin with in common are looked at once.

    >>> one_of(["tre", "tretton", "två"])
    't(?:re(?:tton)?|vå)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return _written(tree)


def _written(tree: dict[str, Any]) -> str:
    ways = [re.escape(char) + _written(rest) for char, rest in tree.items() if char]
    group = f"(?:{'|'.join(ways)})" if len(ways) > 1 or ("" in tree and ways) else "".join(ways)
    return f"{group}?" if "" in tree and ways else group


def word_list(text: str) -> tuple[str, ...]:
    """Words with spaces between them."""
    return tuple(text.split())


def searching(alternatives: str, *, words: bool = True) -> re.Pattern[str]:
    """A search for any of the alternatives in any case; whole words unless told otherwise."""
    group = any_of(alternatives)
    return re.compile(rf"\b{group}" if words else group, re.IGNORECASE)
