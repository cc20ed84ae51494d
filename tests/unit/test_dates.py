from __future__ import annotations

import datetime

import pytest

from hundralapp.dates import is_election_year, read_date, read_vintage


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
