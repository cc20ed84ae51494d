"""Groups that persons are summed by: municipality, income decile, age group, district. A group is a small number from zero.

A decile is a tenth of the persons (by weight) in the order of their earned income before the reform, in whole hundreds of kronor;
persons of the same income are in the same decile, so the deciles need not be of the same size. The fifth is the middle of an
income's persons: half of those with the same income are thought to stand before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from hundralapp.params.municipal_rates import rates_of_year
from hundralapp.population.columns import INCOMES

Numbers = npt.NDArray[Any]
DECILES = 10
AGES_FROM = (0, 16, 20, 25, 35, 45, 55, 66, 75, 85)
"""The lowest age at the start of the year in each age group."""

_OLDEST = 130
_HUNDRED = 100
_TOP = 200_000  # hundreds of kronor: 20 million and more count as the same income
_DISTRICTS = 32_768


@dataclass(frozen=True, slots=True)
class Groups:
    """How the persons of one population are grouped. Can be sent to another process.

    Attributes:
        year: whose municipalities there are.
        decile_of: decile by hundreds of kronor, (200 001,) uint8; None where the population has a column for it or none is asked.
        districts: the districts' numbers, in order.
    """

    year: int
    decile_of: Numbers | None = None
    districts: tuple[int, ...] = ()

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Their codes, in order."""
        return tuple(rates_of_year(self.year))

    def size(self, grouping: str) -> int:
        """How many groups there are."""
        sizes = {"decile": DECILES, "age_group": len(AGES_FROM), "district": len(self.districts)}
        return len(self.municipalities) if grouping == "municipality" else sizes[grouping]

    def of(self, grouping: str, columns: Mapping[str, Numbers]) -> Numbers:
        """The group of each person: (n,) int16 for municipality and district, uint8 for the others."""
        if grouping == "municipality":
            return _place_of(self.year)[columns["municipality"]]
        if grouping == "age_group":
            return _age_group_of()[columns["age_at_start_of_year"]]
        if grouping == "district":
            place = np.zeros(_DISTRICTS, np.int16)
            place[list(self.districts)] = np.arange(len(self.districts))
            return place[columns["district"]]
        if self.decile_of is None:
            return (columns["decile"] - 1).astype(np.uint8)
        return self.decile_of[hundreds(columns)]


def hundreds(columns: Mapping[str, Numbers]) -> Numbers:
    """Earned income in whole hundreds of kronor, all kinds together, at most 20 million kronor: (n,) int64."""
    present = [columns[name] for name in INCOMES if name in columns]
    total = present[0].astype(np.int64)
    for each in present[1:]:
        total += each
    total //= _HUNDRED
    return np.minimum(total, _TOP, out=total)


class Survey:
    """What must be known of all persons before they can be grouped. Surveys of parts are added."""

    def __init__(self) -> None:
        self.weight_of_income: Numbers = np.zeros(_TOP + 1, np.int64)
        self.has_district: Numbers = np.zeros(_DISTRICTS, bool)

    def see(self, columns: Mapping[str, Numbers], *, deciles: bool, districts: bool) -> None:
        """Count the persons of some columns."""
        if deciles:
            weight = columns.get("weight")
            counted = np.bincount(hundreds(columns), weight, minlength=_TOP + 1)  # below 2**53 in any one part
            self.weight_of_income += counted.astype(np.int64)
        if districts:
            self.has_district[columns["district"]] = True

    def add(self, other: Survey) -> None:
        """Take over what another survey has seen."""
        self.weight_of_income += other.weight_of_income
        self.has_district |= other.has_district

    def groups(self, year: int, *, deciles: bool) -> Groups:
        """The groups of all persons that were seen."""
        return Groups(
            year,
            deciles_of(self.weight_of_income) if deciles else None,
            tuple(np.flatnonzero(self.has_district).tolist()),
        )


def deciles_of(weight_of_income: Numbers) -> Numbers:
    """The decile, from zero, of each income, given how many have it: both (n,)."""
    total = int(weight_of_income.sum())
    if not total:
        return np.zeros(len(weight_of_income), np.uint8)
    before = np.cumsum(weight_of_income) - weight_of_income
    middle = 2 * before + weight_of_income  # twice, to stay whole
    return np.minimum(DECILES * (middle / (2 * total)), DECILES - 1).astype(np.uint8)


@lru_cache(maxsize=16)
def _place_of(year: int) -> Numbers:
    place = np.zeros(10_000, np.int16)
    for number, code in enumerate(rates_of_year(year)):
        place[int(code)] = number
    return place


@lru_cache(maxsize=1)
def _age_group_of() -> Numbers:
    return (np.searchsorted(np.array(AGES_FROM), np.arange(_OLDEST + 1), side="right") - 1).astype(np.uint8)
