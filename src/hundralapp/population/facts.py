"""The public facts that ship: residents, incomes by municipality, and how incomes are spread in the country."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from hundralapp.population.shapes import Curve, from_percentiles, remainder, solve, straight

POPULATION_YEAR = 2019
INCOME_YEAR = 2018
YOUNGEST, OLDEST = 16, 100
SEXES = ("men", "women")
BANDS = ("16-19", "20-24", "20+", "16+")
"""The published bands of age, at the end of the year; they overlap."""

GROUPS: tuple[tuple[int, int], ...] = ((16, 19), (20, 24), (25, 64), (65, OLDEST))
"""The groups of age, at the end of the year, in which incomes are made."""

WITHOUT_INCOME = {0: 0.20, 1: 0.10}
"""Assumed: the share of the two youngest groups who have no income at all."""

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """(m,) municipality codes in rising order; (m, 2, 85) residents by sex and age from 16; (m, 3, 4) mean and median income
    in SEK by sex (men, women, all) and band.
    """

    codes: Counts
    residents: Counts
    mean: Floats
    median: Floats


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("hundralapp.population.data") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The facts of all municipalities."""
    people = {(row["code"], row["sex"]): row for row in _rows("population_2019.csv")}
    incomes = {(row["code"], row["sex"]): row for row in _rows("income_2018.csv")}
    codes = sorted({code for code, _ in people})
    ages = [f"age{age}" for age in range(YOUNGEST, OLDEST + 1)]
    residents = [[[int(people[code, sex][age]) for age in ages] for sex in SEXES] for code in codes]
    mean, median = (
        [[[float(incomes[code, sex][f"{what}_{band}"]) * 1_000 for band in BANDS] for sex in (*SEXES, "all")] for code in codes]
        for what in ("mean", "median")
    )
    return Facts(np.array([int(each) for each in codes]), np.array(residents), np.array(mean), np.array(median))


@lru_cache(maxsize=1)
def distribution() -> dict[tuple[str, str], dict[str, float]]:
    """The country's distribution of income, SEK: statistics by age (20+ or 20-64) and sex."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in _rows("distribution_2018.csv"):
        found.setdefault((row["age"], row["sex"]), {})[row["statistic"]] = float(row["value"])
    return found


@lru_cache(maxsize=1)
def national() -> dict[str, float]:
    """Totals of the country, as `national_2018.csv` names them."""
    return {row["statistic"]: float(row["value"]) for row in _rows("national_2018.csv")}


@dataclass(frozen=True, slots=True)
class PublicBase:
    """What is known of a municipality's tax base. Revenue is SEK per resident 2019; the base of 2016 is SEK, or None."""

    residents: int
    revenue_per_resident: int
    base_2016: float | None


@lru_cache(maxsize=1)
def public_bases() -> dict[int, PublicBase]:
    """By municipality code."""
    return {
        int(row["code"]): PublicBase(
            int(row["residents_2019"]),
            int(row["tax_revenue_per_resident_2019"]),
            float(row["tax_base_2016"]) * 1e6 if row["tax_base_2016"] else None,
        )
        for row in _rows("tax_base.csv")
    }


def in_groups(residents: Counts) -> Counts:
    """(..., 4) residents by group, of (..., 85) by age."""
    return np.stack([residents[..., first - YOUNGEST : last - YOUNGEST + 1].sum(axis=-1) for first, last in GROUPS], axis=-1)


@dataclass(frozen=True, slots=True)
class NationalShape:
    """How incomes of one sex are spread in the country: at 25-64, and from 65; and the mean of the latter over the former."""

    working: Curve
    older: Curve
    older_to_working: float


@lru_cache(maxsize=2)
def national_shape(sex: int) -> NationalShape:
    """From the published curves of 20-64 and 20+, less those of the groups they also hold."""
    known = facts()
    young, middle, old = (int(each) for each in in_groups(known.residents[:, sex].sum(axis=0))[1:])
    people = in_groups(known.residents[:, sex])[:, 1]
    young_mean, young_median = (float(np.average(each[:, sex, 1], weights=people)) for each in (known.mean, known.median))
    from_20, to_64 = distribution()["20+", SEXES[sex]], distribution()["20-64", SEXES[sex]]
    all_ages, of_working_age = from_percentiles(from_20), from_percentiles(to_64)
    old_mean = (from_20["mean"] * (young + middle + old) - to_64["mean"] * (young + middle)) / old
    middle_mean = (to_64["mean"] * (young + middle) - young_mean * young) / middle
    working = remainder(
        of_working_age, [(young / (young + middle), meeting(straight(WITHOUT_INCOME[1]), young_mean, young_median))], middle_mean
    )
    older = remainder(all_ages, [((young + middle) / (young + middle + old), of_working_age)], old_mean)
    return NationalShape(working, older, old_mean / middle_mean)


def meeting(curve: Curve, mean: float, median: float) -> Curve:
    """The curve bent to a mean and, as far as bending goes, a median."""
    half = np.array([0.5])
    return curve.bent(solve(lambda power: float(curve.bent(power, mean).quantile(half)[0]) - median, 0.1, 8.0), mean)
