"""Persons counted per SEK 100 of income, by cell and by the law's classes of age.

Incomes are whole hundreds of kronor, so these counts hold all that is needed: quantiles are exact, and so is the tax base, since
the law makes it of income and age alone. Memory is the same whatever the number of persons.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hundralapp.households.law import law
from hundralapp.population.facts import GROUPS, SEXES
from hundralapp.population.synthetic import HUNDRED, Drawn

BINS = 30_001
"""Of SEK 100, the last open: from SEK 3 million the basic allowance no longer changes."""

_LAW_AGES = (40, 65, 66, 70)
"""Ages at the start of the year that stand for the classes of the law: below 65, 65, 66, and 67 or more."""

_CLASS_BOUNDS = (0, 65, 66, 67, 999)
_OLDER = len(GROUPS) - 1
_IN_BAND = {"16-19": (0,), "20-24": (1,), "20+": (1, 2, 3), "16+": (0, 1, 2, 3), "20-64": (1, 2)}

Integers = npt.NDArray[np.int64]


class Counts:
    """Units (persons, or thousandths) per SEK 100 of income, and what lies over the last hundred."""

    def __init__(self) -> None:
        self._cells: Integers = np.zeros((len(SEXES) * len(GROUPS), BINS), dtype=np.int64)
        self._older: Integers = np.zeros((len(_LAW_AGES), BINS), dtype=np.int64)
        self._totals: Integers = np.zeros(len(SEXES) * len(GROUPS), dtype=np.int64)
        self._over = 0
        self.pensions = 0
        self.older_with_wages = 0

    def add(self, drawn: Drawn) -> None:
        """Count the persons of a chunk; their ages rise."""
        cell, weight = drawn.chunk.cell, drawn.weight
        place = cell.sex * len(GROUPS) + cell.group
        bins = np.minimum(drawn.hundreds, BINS - 1)
        _count(self._cells[place], bins, weight)
        self._totals[place] += int(drawn.hundreds @ weight)
        self._over += int((drawn.hundreds - bins) @ weight)
        self.pensions += int((drawn.pension + drawn.sickness_compensation) @ weight)
        if cell.group == _OLDER:
            self.older_with_wages += int((drawn.wage > 0) @ weight)
            edges = np.searchsorted(drawn.age - 1, _CLASS_BOUNDS)
            for number, (first, after) in enumerate(pairwise(edges)):
                _count(self._older[number], bins[first:after], weight[first:after])

    def include(self, other: Counts) -> None:
        """Add what the other has counted."""
        self._cells += other._cells
        self._older += other._older
        self._totals += other._totals
        self._over += other._over
        self.pensions += other.pensions
        self.older_with_wages += other.older_with_wages

    def of(self, sex: int, band: str) -> tuple[Integers, int]:
        """(bins,) units and their income in hundreds, of a sex (2 is both) and a band of age."""
        sexes = range(len(SEXES)) if sex == len(SEXES) else (sex,)
        places = [each * len(GROUPS) + group for each in sexes for group in _IN_BAND[band]]
        counts: Integers = self._cells[places].sum(axis=0)
        return counts, int(self._totals[places].sum())

    def under_the_law(self, year: Year) -> tuple[int, int]:
        """Taxable earned income in SEK, and units who pay state tax."""
        classes = self._older.copy()
        younger = [place for place in range(len(self._cells)) if place % len(GROUPS) != _OLDER]
        classes[0] += self._cells[younger].sum(axis=0)
        return int((classes * year.taxable).sum()) + self._over * HUNDRED, int((classes * year.pays_state_tax).sum())


def _count(into: Integers, bins: Integers, weight: Integers) -> None:
    """Whole units below 2**53, so that counting in floats is exact."""
    found = np.bincount(bins, weights=weight)
    into[: len(found)] += found.astype(np.int64)


class Year:
    """(classes, bins) what the law of a year makes of each income: taxable in SEK, and whether there is state tax."""

    def __init__(self, year: int) -> None:
        incomes = np.arange(BINS, dtype=np.float64) * HUNDRED
        asked = ["income_tax.taxable_earned_income", "income_tax.state_tax"]
        found = [
            law(year).evaluate_many({"person.wage": incomes, "person.age_at_start_of_year": float(age)}, asked)
            for age in _LAW_AGES
        ]
        self.taxable: Integers = np.array([each[asked[0]] for each in found]).astype(np.int64)
        self.pays_state_tax: npt.NDArray[np.bool_] = np.array([each[asked[1]] > 0 for each in found])


def quantile(counts: Integers, share: float) -> float:
    """The lowest income, SEK, that at least this share has at most."""
    below = np.cumsum(counts)
    return float(np.searchsorted(below, share * below[-1])) * HUNDRED


def gini(counts: Integers) -> float:
    """Gini coefficient; incomes above the last bin count as that."""
    incomes = np.arange(BINS) * counts.astype(np.float64)
    share, held = counts / counts.sum(), np.cumsum(incomes) / incomes.sum()
    return float(1 - (share * (held + np.concatenate([[0.0], held[:-1]]))).sum())
