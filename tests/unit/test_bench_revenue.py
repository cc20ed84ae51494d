"""The benchmark of all municipalities: what is measured is right, by hand for one municipality and beside pandas for all."""

from __future__ import annotations

import numpy as np
import pytest

from bench import revenue


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revenue, "SCENARIOS", 3)
    monkeypatch.setattr(revenue, "YEARS", 2)


def test_ours_is_the_law_by_hand() -> None:
    given = revenue.inputs()
    found, _, _ = revenue.ours(given)
    count = len(given["base"])
    assert found.shape == (3 * count, 6)
    scenario, municipality = 2, 100
    base, residents = given["base"][municipality], given["residents"][municipality]
    mean = given["base"].sum() / given["residents"].sum()
    for year in range(2):
        growth, more = given["growth"][scenario, year], given["more_residents"][scenario, year]
        base, residents, mean = base * (1 + growth / 100), residents * (1 + more / 100), mean * (100 + growth) / (100 + more)
        gap = 1.15 * mean * residents - base
        rate = given["grant"][municipality] if gap >= 0 else given["fee"][municipality]
        tax, equalisation = base * given["rate"][municipality] / 10_000, gap * rate / 10_000
        row = found[scenario * count + municipality, 3 * year : 3 * year + 3]
        assert row == pytest.approx([tax, equalisation, tax + equalisation], rel=1e-9)


@pytest.mark.parametrize("contender", [revenue.as_columns, revenue.as_long_table])
def test_the_peers_say_the_same(contender) -> None:  # type: ignore[no-untyped-def]
    given = revenue.inputs()
    ours, theirs = revenue.ours(given)[0], contender(given)[0]
    assert np.allclose(ours, theirs, rtol=1e-9, atol=1e-3)
