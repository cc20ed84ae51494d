"""Dates in files: ISO dates, and partial ones (`2023-04`, `2023`) where only the month or year of a forecast is known."""

from __future__ import annotations

import datetime
import re

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def read_date(text: str) -> datetime.date | None:
    """A full date, year-month-day, or None. Python's own reader also takes ISO weeks, which nobody here means."""
    return read_vintage(text) if len(text) == 10 else None


def read_vintage(text: str) -> datetime.date | None:
    """When a forecast was made; a missing month or day means the first, so `2023-04` is before `2023-04-27`."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def is_election_year(year: int) -> bool:
    """Years with ordinary elections to municipal and regional councils: every fourth year, 2022 among them.

    Law: 1 kap. 3 § vallagen (2005:837).
    """
    return year % 4 == 2
