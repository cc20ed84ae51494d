from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundralapp.dates import _is_weekday, is_election_year, payment_day, read_date, read_vintage


def test_a_full_date() -> None:
    assert read_date("2023-11-27") == datetime.date(2023, 11, 27)
    assert read_date("2024-02-29") == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023-11",
        "2023-11-31",
        "2023-02-29",
        "20231127",
        "2023-W17-4",
        "2023/11/27",
        "27-11-2023",
        "2023-11-27\n",
        " 2023-11-27",
    ],
)
def test_not_a_full_date(text: str) -> None:
    assert read_date(text) is None


def test_a_missing_month_or_day_is_the_first() -> None:
    assert read_vintage("2023") == datetime.date(2023, 1, 1)
    assert read_vintage("2023-04") == datetime.date(2023, 4, 1)
    assert read_vintage("2023-04-27") == datetime.date(2023, 4, 27)
    year, month, day = (read_vintage(text) for text in ("2023", "2023-04", "2023-04-27"))
    assert year is not None
    assert month is not None
    assert day is not None
    assert year < month < day, "the vaguer comes first"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "20234",
        "2023-13",
        "2023-00",
        "2023-4",
        "2023-04-31",
        "0000",
        "2023-",
        "2023-04-",
        "2023\n",
        "２０２３",
        "april 2023",
    ],
)
def test_not_a_vintage(text: str) -> None:
    assert read_vintage(text) is None


def test_elections_are_every_fourth_year() -> None:
    assert [year for year in range(2014, 2031) if is_election_year(year)] == [2014, 2018, 2022, 2026, 2030]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2024, 1, 19),  # the 17th is a Wednesday
        (2025, 5, 21),  # the 17th is a Saturday: Monday is the first
        (2025, 4, 23),  # Good Friday the 18th and Easter Monday the 21st fall between
        (2023, 5, 22),  # Ascension Day is the 18th
        (2026, 6, 22),  # midsummer eve is the 19th
        (2026, 12, 21),
    ],
)
def test_the_day_of_payment_is_the_third_weekday_from_the_17th(year: int, month: int, day: int) -> None:
    assert payment_day(year, month) == datetime.date(year, month, day)


@given(year=st.integers(1990, 2100), month=st.integers(1, 12))
def test_the_day_of_payment_is_a_weekday_between_the_19th_and_the_25th(year: int, month: int) -> None:
    found = payment_day(year, month)
    assert found.weekday() < 5
    assert 19 <= found.day <= 25


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 4, 9), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)])
def test_easter(year: int, month: int, day: int) -> None:
    """Good Friday two days before and Easter Monday the day after are no weekdays, the Thursday before is one."""
    easter = datetime.date(year, month, day)
    around = [_is_weekday(easter + datetime.timedelta(days=days)) for days in (-3, -2, 1, 2)]
    assert around == [True, False, False, True]
