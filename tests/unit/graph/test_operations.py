"""What each operation means. That its two definitions and the browser's agree is proved in `tests/properties/`."""

from __future__ import annotations

import math

import pytest

from hundralapp.graph.operations import BY_CODE, OPERATIONS

NAN, INF = math.nan, math.inf


def test_there_are_twelve_and_each_has_one_code() -> None:
    assert len(OPERATIONS) == len(BY_CODE) == 12
    assert "".join(BY_CODE) == "+-*/mMfc<l=?"
    assert all(len(code) == 1 for code in BY_CODE)


@pytest.mark.parametrize(
    ("code", "operands", "expected"),
    [
        ("+", (0.1, 0.2), 0.30000000000000004),
        ("-", (0.0, 0.0), 0.0),
        ("*", (-1.0, 0.0), -0.0),
        ("/", (1.0, 3.0), 1 / 3),
        ("/", (1.0, 0.0), INF),
        ("/", (1.0, -0.0), -INF),
        ("/", (-1.0, 0.0), -INF),
        ("/", (-INF, -0.0), INF),
        ("/", (0.0, 0.0), NAN),
        ("/", (NAN, 0.0), NAN),
        ("/", (1.0, NAN), NAN),
        ("/", (INF, INF), NAN),
        ("/", (1e300, 1e-300), INF),
        ("m", (1.0, 2.0), 1.0),
        ("m", (2.0, 1.0), 1.0),
        ("m", (0.0, -0.0), -0.0),  # a tie goes to the second
        ("m", (-0.0, 0.0), 0.0),
        ("m", (NAN, 1.0), 1.0),
        ("m", (1.0, NAN), NAN),
        ("M", (1.0, 2.0), 2.0),
        ("M", (2.0, 1.0), 2.0),
        ("M", (0.0, -0.0), -0.0),
        ("M", (-0.0, 0.0), 0.0),
        ("M", (NAN, 1.0), 1.0),
        ("M", (1.0, NAN), NAN),
        ("f", (2.5,), 2.0),
        ("f", (-2.5,), -3.0),
        ("f", (0.5,), 0.0),
        ("f", (-0.0,), -0.0),
        ("f", (2.0**53 - 0.5,), 2.0**53),
        ("f", (1e300,), 1e300),
        ("f", (-INF,), -INF),
        ("f", (NAN,), NAN),
        ("c", (2.5,), 3.0),
        ("c", (-2.5,), -2.0),
        ("c", (-0.5,), -0.0),
        ("c", (5e-324,), 1.0),
        ("c", (INF,), INF),
        ("c", (NAN,), NAN),
        ("<", (1.0, 2.0), 1.0),
        ("<", (1.0, 1.0), 0.0),
        ("<", (-0.0, 0.0), 0.0),
        ("<", (NAN, 1.0), 0.0),
        ("l", (1.0, 1.0), 1.0),
        ("l", (2.0, 1.0), 0.0),
        ("l", (0.0, -0.0), 1.0),
        ("l", (NAN, NAN), 0.0),
        ("=", (0.0, -0.0), 1.0),
        ("=", (1.0, math.nextafter(1.0, 2.0)), 0.0),
        ("=", (NAN, NAN), 0.0),
        ("?", (1.0, 2.0, 3.0), 2.0),
        ("?", (0.0, 2.0, 3.0), 3.0),
        ("?", (-0.0, 2.0, 3.0), 3.0),
        ("?", (5e-324, 2.0, 3.0), 2.0),
        ("?", (NAN, 2.0, 3.0), 2.0),  # not equal to zero
    ],
)
def test_meaning(code: str, operands: tuple[float, ...], expected: float) -> None:
    assert len(operands) == BY_CODE[code].arity
    found = BY_CODE[code].of_floats(*operands)
    assert math.isnan(found) if math.isnan(expected) else found == expected
    assert math.isnan(expected) or math.copysign(1.0, found) == math.copysign(1.0, expected)
    assert type(found) is float
