"""Skattesatser per kommun: local tax rates and burial fees that ship, 2018-2026, each with how sure it is.

The sum of municipality and region is Skatteverket's; the split is inferred in some years, which `source` says. Rates are öre per
SEK 100, burial fees öre per SEK 1 000. Church fees are in `church_fees`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

GOTLAND = "0980"


@dataclass(frozen=True, slots=True)
class MunicipalRates:
    """The rates of one municipality in one year."""

    code: str
    name: str
    year: int
    municipal: int
    regional: int
    burial_fee: int
    source: str

    @property
    def split_is_inferred(self) -> bool:
        """True where only the sum of municipality and region is known for certain."""
        return "inferred" in self.source

    @property
    def is_also_region(self) -> bool:
        """True for Gotland, whose municipality has a region's duties and takes all of the tax."""
        return self.code == GOTLAND


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    text = (resources.files("hundralapp.params.data") / "municipal_tax_rates.csv").read_text(encoding="utf-8")
    return tuple(text.splitlines())


@lru_cache(maxsize=1)
def rate_years() -> tuple[int, ...]:
    """The years whose rates ship, in order."""
    return tuple(sorted({int(line.split(",")[2]) for line in _lines()[1:]}))


@lru_cache(maxsize=16)
def rates_of_year(year: int) -> dict[str, MunicipalRates]:
    """The rates of every municipality in a year, by code in order; none where none ship."""
    head, *lines = _lines()
    found = {}
    for row in csv.DictReader([head, *(line for line in lines if f",{year}," in line)]):
        found[row["code"]] = MunicipalRates(
            row["code"],
            row["name"],
            int(row["year"]),
            int(Decimal(row["municipal_rate"]) * 100),
            int(Decimal(row["region_rate"]) * 100),
            int(Decimal(row["burial_fee"]) * 1000),
            row["source"],
        )
    return dict(sorted(found.items()))


@lru_cache(maxsize=1)
def municipal_rates() -> dict[tuple[str, int], MunicipalRates]:
    """All shipped rates by municipality code and year."""
    return {(code, year): each for year in rate_years() for code, each in rates_of_year(year).items()}


def find_rates(municipality: str, year: int) -> MunicipalRates | None:
    """The rates of a municipality, by code or by name in any case; None where there are none."""
    wanted = municipality.strip().casefold()
    return next((each for each in rates_of_year(year).values() if wanted in (each.code, each.name.casefold())), None)
