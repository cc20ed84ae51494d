"""Kommunernas ekonomi: tax bases, equalisation outcomes and accounts per municipality that ship, each with its source.

Facts of statistics, not yet fetched again from the authorities. `00` is the country and `01` Stockholm county. What is not here
is not known: bases of 26 municipalities for two years, outcomes of one year, accounts of all municipalities for one year.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_MKR = 1_000_000.0


@dataclass(frozen=True, slots=True)
class TaxBase:
    """A municipality's known and uprated base in a year of payment, in SEK, printed in whole millions.

    `residents` (1 November the year before) is an estimate: interpolated between 31 December of the years around.
    """

    code: str
    name: str
    year: int
    known: float
    uprated: float
    residents: float
    source: str


@dataclass(frozen=True, slots=True)
class EqualisationOutcome:
    """A municipality's equalisation in a year, by part, in whole SEK per resident of 1 November the year before."""

    code: str
    name: str
    year: int
    income_equalisation: int
    cost_equalisation: int
    structural_and_transitional_grants: int
    adjustment_item: int
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class MunicipalAccounts:
    """A municipality's accounts of a year, in whole SEK per resident of 31 December.

    `settlements`: what tax revenue holds of settlements, the same for all municipalities but one that is also a region (None).
    """

    code: str
    name: str
    year: int
    residents: int
    tax_revenue: int
    general_grants: int
    settlements: int | None
    source: str


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = (resources.files("hundralapp.params.data") / file).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@lru_cache(maxsize=1)
def tax_bases() -> dict[tuple[str, int], TaxBase]:
    """By code and year of payment."""
    return {
        (row["code"], int(row["year"])): TaxBase(
            row["code"],
            row["name"],
            int(row["year"]),
            float(row["known_base_mkr"]) * _MKR,
            float(row["uprated_base_mkr"]) * _MKR,
            float(row["residents_1_november_before"]),
            row["source"],
        )
        for row in _rows("tax_bases.csv")
    }


@lru_cache(maxsize=1)
def equalisation_outcomes() -> dict[tuple[str, int], EqualisationOutcome]:
    """By code and year."""
    return {
        (row["code"], int(row["year"])): EqualisationOutcome(
            row["code"],
            row["name"],
            int(row["year"]),
            int(row["income_equalisation"]),
            int(row["cost_equalisation"]),
            int(row["structural_and_transitional_grants"]),
            int(row["adjustment_item"]),
            int(row["total"]),
            row["source"],
        )
        for row in _rows("equalisation_outcomes.csv")
    }


@lru_cache(maxsize=1)
def municipal_accounts() -> dict[tuple[str, int], MunicipalAccounts]:
    """By code and year."""
    return {
        (row["code"], int(row["year"])): MunicipalAccounts(
            row["code"],
            row["name"],
            int(row["year"]),
            int(row["residents_31_december"]),
            int(row["tax_revenue_per_resident"]),
            int(row["general_grants_per_resident"]),
            int(row["settlements_per_resident"]) if row["settlements_per_resident"] else None,
            row["source"],
        )
        for row in _rows("municipal_accounts.csv")
    }
