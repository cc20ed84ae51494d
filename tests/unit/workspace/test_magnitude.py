"""Thousands beside millions in one row: what is reported, and what is left alone."""

from __future__ import annotations

import pytest

from hundralapp.graph.figure import Entry, Status
from hundralapp.numbers_sv import Number, read_number
from hundralapp.units import SEK
from hundralapp.workspace.magnitude import find_jump


def row(written: str) -> list[Entry]:
    """Entries as a table reads them, in mkr."""
    entries = []
    for index, text in enumerate(written.split("|")):
        found = read_number(text)
        assert isinstance(found, Number), text
        value = float(found.value) * 1e6
        place = ("budget/namnder.csv", 2, 10 * index + 1, len(text))
        entries.append(Entry("f", f"{2023 + index}", value, SEK, 0.0, Status.EXACT, None, None, "", *place, text))
    return entries


@pytest.mark.parametrize(
    ("written", "odd", "other"),
    [
        ("501|512000|523", "512000", "501"),
        ("501|512|523000", "523000", "512"),
        ("501000|512000|523", "523", "512000"),
        ("501|512000", "512000", "501"),
        ("1358,3|1 402 100", "1 402 100", "1358,3"),
        ("-501|-512000|-523", "-512000", "-501"),
        ("0|501|512000|523", "512000", "501"),
        ("1,25|1310|1,35", "1310", "1,25"),
    ],
)
def test_thousands_beside_millions(written: str, odd: str, other: str) -> None:
    jump = find_jump(row(written))
    assert jump is not None
    assert (jump.odd.written, jump.other.written) == (odd, other)
    assert 500 <= jump.times <= 2_500
    assert jump.is_larger == (abs(jump.odd.value or 0) > abs(jump.other.value or 0))


@pytest.mark.parametrize(
    "written",
    [
        "501|512|523",
        "501",
        "0|0|0",
        "0|512000",
        "5|5000",  # one digit may be a coincidence
        "50|50000|0",
        "500|500000",  # trailing zeros are not significant
        "0,05|50",
        "1,25|131",  # a hundred times is not a thousand
        "1,25|13100",  # nor is ten thousand
        "1,25|40,5|1310",  # growth, not two groups
        "1,25|1310|12,5|20000",
    ],
)
def test_what_may_well_be_so(written: str) -> None:
    assert find_jump(row(written)) is None
