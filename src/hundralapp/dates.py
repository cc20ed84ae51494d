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


def payment_day(year: int, month: int) -> datetime.date:
    """The day on which the State pays a month's tax and grants: the third weekday counted from the 17th.

    Law: 4 § lagen (1965:269) om utbetalning av skattemedel. Which days are weekdays was not read there: Saturdays, Sundays,
    public holidays (lagen 1989:253) and midsummer eve, when banks are closed, are left out here.
    """
    day, weekdays = datetime.date(year, month, 17), 0
    while True:
        weekdays += _is_weekday(day)
        if weekdays == 3:
            return day
        day += datetime.timedelta(days=1)


def _is_weekday(day: datetime.date) -> bool:
    easter = _easter(day.year)
    moving = {easter + datetime.timedelta(days=days) for days in (-2, 1, 39)}  # Good Friday, Easter Monday, Ascension Day
    is_midsummer_eve = day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
    return day.weekday() < 5 and day not in moving and not is_midsummer_eve


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)
