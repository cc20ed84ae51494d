"""Kyrkoavgift per församling: what members of the Church of Sweden pay, by parish, for the years that ship.

Only 2026 ships. A parish that lies in several municipalities stands under each of them. Fees are öre per SEK 1 000, as the
burial fees of `municipal_rates` are.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

_LAST_WORD = " församling"


@dataclass(frozen=True, slots=True)
class ChurchFee:
    """The fee of one parish in one municipality and year."""

    code: str
    year: int
    parish: str
    fee: int


@dataclass(frozen=True, slots=True)
class ParishesOfMunicipality:
    """The parishes of a municipality in a year, in the order of their names, and the least and the greatest of their fees."""

    fees: tuple[ChurchFee, ...]

    @property
    def least(self) -> int:
        """The lowest fee, öre per SEK 1 000."""
        return min(each.fee for each in self.fees)

    @property
    def greatest(self) -> int:
        """The highest fee, öre per SEK 1 000."""
        return max(each.fee for each in self.fees)


@lru_cache(maxsize=1)
def church_fees() -> dict[tuple[str, int], ParishesOfMunicipality]:
    """All shipped fees by municipality code and year."""
    text = (resources.files("hundralapp.params.data") / "church_fees.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, int], list[ChurchFee]] = {}
    for row in csv.DictReader(text.splitlines()):
        fee = ChurchFee(row["code"], int(row["year"]), row["parish"], int(Decimal(row["fee"]) * 1000))
        found.setdefault((fee.code, fee.year), []).append(fee)
    return {place: ParishesOfMunicipality(tuple(fees)) for place, fees in found.items()}


def church_fee_years() -> tuple[int, ...]:
    """The years whose fees ship, oldest first."""
    return tuple(sorted({year for _, year in church_fees()}))


def parishes_of(code: str, year: int) -> ParishesOfMunicipality | None:
    """The parishes of a municipality with their fees; None where none ship."""
    return church_fees().get((code, year))


def find_church_fee(code: str, parish: str, year: int) -> ChurchFee | None:
    """The fee of a parish, by its name in any case, with or without the word församling; None where there is none.

    Args:
        code: the municipality's code, as "0180".
    """
    there = parishes_of(code, year)
    if there is None:
        return None
    wanted = _short(parish)
    return next((each for each in there.fees if _short(each.parish) == wanted), None)


def _short(name: str) -> str:
    return name.strip().casefold().removesuffix(_LAST_WORD)
