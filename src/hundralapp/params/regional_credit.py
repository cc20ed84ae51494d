"""Bilaga 67: the municipalities whose residents have the regional credit, by year.

Whole municipalities, no parts of them. Who lived where on 1 November the year before decides (67 kap. 34 § IL).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class RegionalCreditArea:
    """A municipality of appendix 67, from a year and to one, or to none (None), with the act that has it."""

    code: str
    name: str
    valid_from: int
    valid_to: int | None
    reference: str


@lru_cache(maxsize=1)
def regional_credit_areas() -> dict[str, RegionalCreditArea]:
    """The municipalities of appendix 67 by code."""
    text = (resources.files("hundralapp.params.data") / "regional_credit_areas.csv").read_text(encoding="utf-8")
    return {
        row["code"]: RegionalCreditArea(
            row["code"],
            row["name"],
            int(row["valid_from"]),
            int(row["valid_to"]) if row["valid_to"] else None,
            row["reference"],
        )
        for row in csv.DictReader(text.splitlines())
    }


def in_regional_credit_area(code: str, year: int) -> bool:
    """Whether residents of a municipality have the regional credit in an income year.

    Args:
        code: the municipality's code, as "2425".
    """
    found = regional_credit_areas().get(code)
    return found is not None and found.valid_from <= year and (found.valid_to is None or year <= found.valid_to)
