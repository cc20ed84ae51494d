"""Golden tax tables: the SHA-256 of what `hundralapp tax-table --csv` prints for each year, so that no cell changes unnoticed.

`pytest tests/golden --golden-update` writes them again. A change here is a change of the law's figures: say why in the commit.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from hundralapp.cli.tax_table import command
from hundralapp.households.law import income_years

GOLDEN = Path(__file__).parent / "tax_tables.sha256"


def printed(year: int) -> str:
    """Year, number of rows and hash of its CSV."""
    result = CliRunner().invoke(command, ["--year", str(year), "--csv"])
    assert result.exit_code == 0, result.output
    text = result.stdout_bytes
    rows = text.count(b"\n") - 1
    return f"{year} {rows} {hashlib.sha256(text).hexdigest()}"


def kept() -> list[str]:
    return GOLDEN.read_text(encoding="utf-8").splitlines()


def test_every_year_has_its_hash(golden_update: bool) -> None:
    if golden_update:
        GOLDEN.write_text("".join(f"{printed(year)}\n" for year in income_years()), encoding="utf-8")
    assert [line.split()[0] for line in kept()] == [str(year) for year in income_years()]


@pytest.mark.parametrize("year", income_years())
def test_no_cell_has_changed(year: int) -> None:
    assert printed(year) in kept()
