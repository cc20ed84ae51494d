"""How far a synthetic population is from the public figures: counted while it is made, municipality by municipality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.population.counting import Counts, Year, gini, quantile
from hundralapp.population.facts import (
    BANDS,
    INCOME_YEAR,
    POPULATION_YEAR,
    SEXES,
    distribution,
    facts,
    in_groups,
    national,
    public_bases,
)
from hundralapp.population.synthetic import HUNDRED, Drawn

_WITHOUT_IMPLIED_BASE = {980}
"""Gotland is its own region: what share of its rate the revenue in the accounts belongs to is not known."""


@dataclass(frozen=True, slots=True)
class MunicipalityFit:
    """One municipality: made, and public. Incomes are SEK a year of all aged 16 or more, bases SEK or None where not known."""

    code: str
    name: str
    persons: float
    persons_public: int
    mean: float
    mean_public: float
    median: float
    median_public: float
    taxable_base: float
    implied_base_2019: float | None
    base_2016: float | None


@dataclass(frozen=True, slots=True)
class FitError:
    """How much a measure of all municipalities differs from the public one: in the mean, at most, and where that is."""

    measure: str
    sex: str
    band: str
    unit: str
    mean_error: float
    largest_error: float
    largest_in: str


@dataclass(frozen=True, slots=True)
class NationalFit:
    """A figure of the country: made, and public for income year 2018."""

    figure: str
    unit: str
    made: float
    public: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The whole comparison. `national` is empty where some municipalities only were made, or incomes are of another level."""

    year: int
    uprate: float
    municipalities: tuple[MunicipalityFit, ...]
    errors: tuple[FitError, ...]
    national: tuple[NationalFit, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Compared:
    """(3, 4) mean and median by sex and band, SEK."""

    code: int
    persons: float
    mean: npt.NDArray[np.float64]
    median: npt.NDArray[np.float64]
    taxable: float


class Tally:
    """Counts persons as they are made; chunks of a municipality come together."""

    def __init__(self, year: int, uprate: float, units_per_person: int) -> None:
        self._year, self._uprate, self._units = year, uprate, units_per_person
        self._law = Year(year)
        self._country = Counts()
        self._here = Counts()
        self._code: int | None = None
        self._compared: list[_Compared] = []

    def add(self, drawn: Drawn) -> None:
        """Count the persons of a chunk."""
        code = drawn.chunk.cell.municipality
        if code != self._code:
            self._close()
            self._code = code
        self._here.add(drawn)

    def _close(self) -> None:
        if self._code is None:
            return
        here = self._here
        mean, median, everyone = np.zeros((3, len(BANDS))), np.zeros((3, len(BANDS))), 0
        for sex in range(3):
            for band, name in enumerate(BANDS):
                counts, total = here.of(sex, name)
                everyone = persons = int(counts.sum())
                mean[sex, band] = total * HUNDRED / persons if persons else np.nan
                median[sex, band] = quantile(counts, 0.5) if persons else np.nan
        taxable, _ = here.under_the_law(self._law)
        self._compared.append(_Compared(self._code, everyone / self._units, mean, median, taxable / self._units))
        self._country.include(here)
        self._here = Counts()

    def result(self) -> Calibration:
        """The comparison of all that has been counted."""
        self._close()
        self._code = None
        municipalities = tuple(self._fit_of(each) for each in self._compared)
        errors = (*self._income_errors(), *_base_errors(municipalities))
        complete = len(self._compared) == len(facts().codes) and self._uprate == 1 and self._year == INCOME_YEAR
        return Calibration(self._year, self._uprate, municipalities, errors, self._nation() if complete else ())

    def _fit_of(self, made: _Compared) -> MunicipalityFit:
        known = facts()
        index = int(np.flatnonzero(known.codes == made.code)[0])
        rates, base = municipal_rates()[f"{made.code:04d}", POPULATION_YEAR], public_bases()[made.code]
        return MunicipalityFit(
            rates.code,
            rates.name,
            made.persons,
            int(in_groups(known.residents[index]).sum()),
            float(made.mean[2, 3]),
            float(known.mean[index, 2, 3]) * self._uprate,
            float(made.median[2, 3]),
            float(known.median[index, 2, 3]) * self._uprate,
            made.taxable,
            None if made.code in _WITHOUT_IMPLIED_BASE else base.residents * base.revenue_per_resident * 10_000 / rates.municipal,
            base.base_2016,
        )

    def _income_errors(self) -> list[FitError]:
        known, made = facts(), self._compared
        index = np.searchsorted(known.codes, [each.code for each in made])
        names = [_name(each.code) for each in made]
        people = in_groups(known.residents[index]).sum(axis=(1, 2))
        found = [_error("persons", "all", "16+", "persons", np.array([each.persons for each in made]) - people, names)]
        for measure, public in (("mean", known.mean), ("median", known.median)):
            for band, name in enumerate(BANDS):
                for sex, who in enumerate((*SEXES, "all")):
                    ours = np.array([getattr(each, measure)[sex, band] for each in made])
                    differences = ours - public[index, sex, band] * self._uprate
                    found.append(_error(measure, who, name, "SEK", differences, names))
        return found

    def _nation(self) -> tuple[NationalFit, ...]:
        counts, public, units = self._country, national(), self._units
        taxable, paying = counts.under_the_law(self._law)
        everyone = len(SEXES)
        _, income = counts.of(everyone, "16+")
        million = units * 1e6
        found = [
            NationalFit("assessed_earned_income", "SEK million", income * HUNDRED / million, public["assessed_earned_income"]),
            NationalFit("taxable_earned_income", "SEK million", taxable / million, public["taxable_earned_income"]),
            NationalFit("pensions_and_sickness_compensation", "SEK million", counts.pensions / million, public["pensions"]),
            NationalFit(
                "persons_paying_state_tax",
                "persons",
                paying / units,
                public["residents_at_any_time"] * public["share_paying_state_tax"] / 100,
            ),
            NationalFit(
                "persons_65_and_older_with_wages",
                "persons",
                counts.older_with_wages / units,
                public["persons_65_and_older_with_wages"],
            ),
        ]
        for (band, who), known in distribution().items():
            cells, _ = counts.of((*SEXES, "all").index(who), band)
            for share, name in ((0.10, "p10"), (0.25, "p25"), (0.50, "p50"), (0.75, "p75"), (0.90, "p90")):
                found.append(NationalFit(f"{name} {band} {who}", "SEK", quantile(cells, share), known[name]))
            found.append(NationalFit(f"gini {band} {who}", "", gini(cells), known["gini"]))
        return tuple(found)


def _error(measure: str, sex: str, band: str, unit: str, differences: npt.NDArray[np.float64], names: list[str]) -> FitError:
    size = np.where(np.isnan(differences), 0.0, np.abs(differences))
    worst = int(size.argmax())
    return FitError(measure, sex, band, unit, float(size.mean()), float(size[worst]), names[worst])


def _base_errors(municipalities: tuple[MunicipalityFit, ...]) -> list[FitError]:
    """Percent, beside what all of them together differ: bases are of other years, and their level is not compared here."""
    found = []
    for measure, both in (
        ("tax base beside the implied base of 2019", [(each, each.implied_base_2019) for each in municipalities]),
        ("tax base beside the base of 2016", [(each, each.base_2016) for each in municipalities]),
    ):
        known = [(each, public) for each, public in both if public is not None]
        if len(known) > 1:
            level = sum(each.taxable_base for each, _ in known) / sum(public for _, public in known)
            differences = np.array([each.taxable_base / public / level - 1 for each, public in known]) * 100
            found.append(_error(measure, "all", "16+", "percent", differences, [each.name for each, _ in known]))
    return found


def _name(code: int) -> str:
    return municipal_rates()[f"{code:04d}", POPULATION_YEAR].name
