"""Reforms: any change of local tax rates, or of the law's amounts and schedules, in one income year.

A reform is data. The law after it is the same rules bound to the changed amounts; its rates are the shipped ones, changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hundralapp.diagnostics import Words
from hundralapp.households.law import Law, law, law_with
from hundralapp.params.municipal_rates import GOTLAND, rates_of_year
from hundralapp.params.parameter import DatedPieces, DatedValue, PieceOfSchedule, national_parameters


class Level(StrEnum):
    """Whose rate: the municipality's or the region's."""

    MUNICIPAL = "municipal"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True)
class RateChange:
    """A change of a local tax rate.

    `where` is a municipality's code, a county's two digits, or empty for the whole country. `change` (öre per SEK 100) is added,
    or `rate` is set.
    """

    level: Level
    where: str
    change: int | None = None
    rate: int | None = None

    def of(self, before: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The rates after, öre per SEK 100, of municipalities that the change is about."""
        if self.rate is not None:
            return np.full_like(before, self.rate)
        assert self.change is not None
        return before + self.change


@dataclass(frozen=True, slots=True)
class Reform:
    """A named change in one income year: of rates, of the law's amounts, of its schedules (as carried)."""

    name: Words
    year: int
    rates: tuple[RateChange, ...] = ()
    parameters: tuple[tuple[str, float], ...] = ()
    schedules: tuple[tuple[str, tuple[PieceOfSchedule, ...]], ...] = ()

    @property
    def changes_law(self) -> bool:
        """True when the law itself is another, and not only rates."""
        return bool(self.parameters or self.schedules)


class RateBelowZeroError(ValueError):
    """A reform that would make a municipality's rate negative; its argument is the municipality's name."""


def rates_after(reforms: Sequence[Reform], level: Level) -> npt.NDArray[np.int64]:
    """The rates of every municipality after each reform, all of one year: (reforms, municipalities) öre per SEK 100.

    Municipalities stand in the order of `rates_of_year`. Gotland has no region: a change of regional rates leaves it as it is.

    Raises:
        RateBelowZeroError: a rate would be negative.
    """
    year = reforms[0].year
    places = list(rates_of_year(year).values())
    before = [each.municipal if level is Level.MUNICIPAL else each.regional for each in places]
    found = np.tile(np.array(before, dtype=np.int64), (len(reforms), 1))
    for line, reform in zip(found, reforms, strict=True):
        for change in reform.rates:
            if change.level is level:
                where = _places(year, change.where, level)
                line[where] = change.of(line[where])
    if (found < 0).any():
        raise RateBelowZeroError(places[int(np.argmax((found < 0).any(axis=0)))].name)
    return found


def check_rates(reform: Reform) -> None:
    """Refuse a reform that no municipality or region could have.

    Raises:
        RateBelowZeroError: a rate would be negative.
    """
    for level in Level:
        rates_after([reform], level)


@lru_cache(maxsize=2048)
def _places(year: int, where: str, level: Level) -> npt.NDArray[np.int64]:
    """The municipalities that a change is about, as numbers in order."""
    left_out = GOTLAND if level is Level.REGIONAL else None
    return np.array(
        [place for place, code in enumerate(rates_of_year(year)) if code.startswith(where) and code != left_out], dtype=np.int64
    )


def law_after(reform: Reform) -> Law:
    """The law with the reform's amounts and schedules."""
    if not reform.changes_law:
        return law(reform.year)
    shipped = national_parameters()
    parameters, schedules = dict(shipped.parameters), dict(shipped.schedules)
    for name, value in reform.parameters:
        parameters[name] = replace(parameters[name], values=(DatedValue(reform.year, value, reform.name.sv),))
    for name, pieces in reform.schedules:
        schedules[name] = replace(schedules[name], values=(DatedPieces(reform.year, pieces, reform.name.sv),))
    return law_with(reform.year, replace(shipped, parameters=parameters, schedules=schedules))


def of_rates(year: int, name: Words, changes: Mapping[tuple[Level, str], int]) -> Reform:
    """A reform that adds öre to rates: by level and place (`""` for the whole country)."""
    return Reform(name, year, tuple(RateChange(level, where, change) for (level, where), change in changes.items()))
