"""What each cell of a synthetic population is to hold: a cell is a municipality, a sex and a group of age.

How many persons, how many rows stand for them, and the curve of their incomes: all decided before a random number is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hundralapp.population.columns import LARGEST_WEIGHT, THOUSANDTHS
from hundralapp.population.facts import (
    GROUPS,
    SEXES,
    WITHOUT_INCOME,
    YOUNGEST,
    Counts,
    Facts,
    facts,
    in_groups,
    meeting,
    national_shape,
)
from hundralapp.population.shapes import Curve, solve, straight

_YOUNGER, _YOUNG, _BAND_16 = 0, 1, 3
_POWERS = (0.3, 2.2)


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """One cell. `residents` is (ages,) persons by age from the group's first; `mean` and `median` are SEK a year."""

    municipality: int
    sex: int
    group: int
    residents: Counts
    curve: Curve
    mean: float
    median: float

    @property
    def persons(self) -> int:
        return int(self.residents.sum())


class TooFewPersonsError(ValueError):
    """Fewer rows asked for than there are cells to fill; `least` is how many it takes."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


def cells(municipalities: Sequence[int] | None = None, uprate: float = 1.0) -> list[Cell]:
    """The cells with anyone in them, by municipality, sex and group.

    Args:
        municipalities: codes; None for all.
        uprate: incomes are those of the facts times this.
    """
    known = facts()
    found: list[Cell] = []
    for index, code in enumerate(known.codes):
        if municipalities is None or int(code) in municipalities:
            for sex in range(len(SEXES)):
                found.extend(_cells_of(known, index, sex, uprate))
    return [each for each in found if each.persons]


def _cells_of(known: Facts, index: int, sex: int, uprate: float) -> list[Cell]:
    """The means of all aged 16 or more and of the two youngest groups are met exactly; the others divide what is left as in the
    country. The power that bends them is the one that gives the median of all.
    """
    people = in_groups(known.residents[index, sex])
    means, medians = known.mean[index, sex], known.median[index, sex]
    shape = national_shape(sex)
    left = means[_BAND_16] * people.sum() - means[_YOUNGER] * people[0] - means[_YOUNG] * people[1]
    working_mean = float(left / (people[2] + shape.older_to_working * people[3]))
    older_mean = working_mean * shape.older_to_working
    young = [meeting(straight(WITHOUT_INCOME[group]), float(means[group]), float(medians[group])) for group in (0, 1)]
    below = sum(int(people[group]) * young[group].share_below(float(medians[_BAND_16])) for group in (0, 1))

    def too_many_below(power: float) -> float:
        working, older = shape.working.bent(power, working_mean), shape.older.bent(power, older_mean)
        middle = float(medians[_BAND_16])
        return float(below + people[2] * working.share_below(middle) + people[3] * older.share_below(middle) - people.sum() / 2)

    power = solve(too_many_below, *_POWERS)
    curves = [*young, shape.working.bent(power, working_mean), shape.older.bent(power, older_mean)]
    half = np.array([0.5])
    middles = [float(medians[0]), float(medians[1]), *(float(each.quantile(half)[0]) for each in curves[2:])]
    return [
        Cell(
            int(known.codes[index]),
            sex,
            group,
            known.residents[index, sex, first - YOUNGEST : last - YOUNGEST + 1],
            curve.bent(1.0, curve.mean() * uprate),
            mean * uprate,
            median * uprate,
        )
        for group, ((first, last), curve, mean, median) in enumerate(
            zip(GROUPS, curves, [float(means[0]), float(means[1]), working_mean, older_mean], middles, strict=True)
        )
    ]


def taxpayers(municipalities: Sequence[int] | None = None) -> int:
    """How many the cells hold: residents aged 16 or more."""
    known = facts()
    chosen = np.ones(len(known.codes), dtype=np.bool_) if municipalities is None else np.isin(known.codes, municipalities)
    return int(known.residents[chosen].sum())


def units_per_person(persons: int, rows: int) -> int:
    """In what weights are counted: persons, or thousandths where there are more rows than persons."""
    return 1 if rows <= persons else THOUSANDTHS


def allocate(found: Sequence[Cell], rows: int) -> npt.NDArray[np.int64]:
    """(cells,) rows for each cell: in proportion to persons, at least one, and no row heavier than a weight may be.

    Raises:
        TooFewPersonsError: with the least number of rows.
    """
    persons = np.array([each.persons for each in found], dtype=np.int64)
    least = -(-persons // LARGEST_WEIGHT)
    if rows < least.sum():
        raise TooFewPersonsError(int(least.sum()))
    total = int(persons.sum())
    share = [divmod(rows * int(each), total) for each in persons]
    given: npt.NDArray[np.int64] = np.maximum(np.array([whole for whole, _ in share]), least)
    order = np.argsort([-rest for _, rest in share], kind="stable")
    short = rows - int(given.sum())
    if short > 0:
        given[order[:short]] += 1
    while short < 0:  # the least cells took more than their share: the largest give
        able = np.flatnonzero(given > least)
        largest = able[np.argsort(-given[able], kind="stable")][: max(1, -short)]
        given[largest] -= 1
        short += len(largest)
    return given
