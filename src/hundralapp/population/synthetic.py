"""Persons of a cell, drawn: incomes from the cell's curve, ages from its residents, kinds of income by the assumptions.

Each chunk has a random stream of its own, named by seed, municipality, cell and chunk; so the persons are the same whatever
the number of threads, the size of row groups, and which other municipalities are made. Incomes are whole hundreds of kronor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hundralapp.population.assumptions import (
    EARLY_AGES,
    EARLY_PART,
    EARLY_SHARE,
    OTHER_PART,
    OTHER_SHARE,
    PEAK_AGE,
    SICKNESS_BOUNDS,
    SICKNESS_SHARE,
    TIE_TO_AGE,
    WORKING_PART,
    WORKING_SHARE,
    by_age,
)
from hundralapp.population.columns import LARGEST_INCOME
from hundralapp.population.facts import GROUPS
from hundralapp.population.plan import Cell
from hundralapp.population.shapes import Array

HUNDRED = 100
CHUNK = 262_144
"""Rows drawn at a time: what bounds the memory."""

_FEW = 50
"""Rows: below it a cell is scaled as a whole to its mean, for its halves are too small to be moved apart."""

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Chunk:
    """So many rows of a cell, which together stand for `units` persons or thousandths of one."""

    cell: Cell
    number: int
    rows: int
    units: int


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """(rows,) persons of a chunk: `hundreds` is the whole income in SEK 100, `age` that at the end of the year."""

    chunk: Chunk
    age: Integers
    weight: Integers
    hundreds: Integers
    wage: Integers
    pension: Integers
    sickness_compensation: Integers
    other_pensionable_income: Integers


def chunks(cells: Sequence[Cell], rows: Integers, units_per_person: int) -> Iterator[Chunk]:
    """Each cell in as many equal chunks as bound the memory; every one of them has the whole curve."""
    for cell, wanted in zip(cells, (int(each) for each in rows), strict=True):
        units, parts = cell.persons * units_per_person, -(-wanted // CHUNK)
        for number in range(parts):
            shares = (wanted // parts + (number < wanted % parts), units // parts + (number < units % parts))
            yield Chunk(cell, number, *shares)


def draw(chunk: Chunk, seed: int, uprate: float = 1.0) -> Drawn:
    """The persons of a chunk, in order of age."""
    cell = chunk.cell
    key = (cell.municipality, cell.sex * len(GROUPS) + cell.group, chunk.number)
    random = np.random.Generator(np.random.Philox(np.random.SeedSequence(seed, spawn_key=key)))
    weight = np.full(chunk.rows, chunk.units // chunk.rows, dtype=np.int64)
    weight[random.choice(chunk.rows, chunk.units % chunk.rows, replace=False)] += 1
    hundreds = _incomes(chunk, weight, random)
    age = _ages(chunk, random)
    order = _by_income(cell.group, age, random)
    ordered, weights = np.empty_like(hundreds), np.empty_like(weight)
    ordered[order], weights[order] = hundreds, weight
    return Drawn(chunk, age, weights, ordered, *_kinds(age, ordered, random.random(chunk.rows), uprate))


def _incomes(chunk: Chunk, weight: Integers, random: np.random.Generator) -> Integers:
    """(rows,) rising incomes in SEK 100: one by chance in each stratum of the curve, and in the highest, where chance would
    decide the sum, the stratum's mean; then moved so that the mean is the cell's.
    """
    upto = np.cumsum(weight)
    share = (upto - weight * random.random(chunk.rows)) / chunk.units
    curve = chunk.cell.curve
    incomes = curve.quantile(share)
    above, below = upto / chunk.units, (upto - weight) / chunk.units
    top = above > curve.shares[-1]
    incomes[top] = np.minimum(curve.mean_between(below[top], above[top]), LARGEST_INCOME / 2)
    target = chunk.cell.mean * chunk.units
    incomes = _moved(incomes, weight, share, chunk.cell.median, target)
    hundreds = np.rint(incomes / HUNDRED).astype(np.int64)
    return _to_the_hundred(hundreds, weight, round(target / HUNDRED))


def _moved(incomes: Array, weight: Integers, share: Array, median: float, target: float) -> Array:
    """Incomes with the sum wanted and the median where it was: above it the distance from it changes, or below it incomes do."""
    total = float(incomes @ weight)
    if len(incomes) < _FEW or total == 0:
        return incomes * (target / total) if total else np.full(len(incomes), target / weight.sum())
    upper = share >= 0.5
    over = np.maximum(incomes[upper] - median, 0.0)
    distance, lower_sum = float(over @ weight[upper]), float(incomes[~upper] @ weight[~upper])
    stretch = 1 + (target - total) / distance if distance else 0.0
    moved = incomes.copy()
    if not 0.8 <= stretch <= 1.25 and lower_sum:
        moved[~upper] *= np.clip((target - (total - lower_sum)) / lower_sum, 0.0, median / max(float(incomes[~upper][-1]), 1.0))
        stretch = max(0.0, 1 + (target - float(moved @ weight)) / distance) if distance else 1.0
    moved[upper] = np.minimum(incomes[upper], median) + over * stretch
    return moved


def _to_the_hundred(hundreds: Integers, weight: Integers, target: int) -> Integers:
    """What rounding left over, given in single hundreds to rows of the upper half, evenly: the sum is right to a row's weight."""
    left = target - int(hundreds @ weight)
    upper = np.arange(len(hundreds) // 2, len(hundreds))
    whole, some = divmod(abs(left) * len(upper) // int(weight[upper].sum()), len(upper))
    step = 1 if left > 0 else -1
    hundreds[upper] += step * whole
    hundreds[upper[np.arange(some) * len(upper) // max(some, 1)]] += step
    return np.maximum(hundreds, 0)


def _ages(chunk: Chunk, random: np.random.Generator) -> Integers:
    """(rows,) rising ages at the end of the year, as the residents have them."""
    residents = chunk.cell.residents
    below = np.cumsum(residents)
    place = (np.arange(chunk.rows) + random.random()) * (int(below[-1]) / chunk.rows)
    first, _ = GROUPS[chunk.cell.group]
    index = np.searchsorted(below, place, side="right")
    return first + np.minimum(index, int(np.flatnonzero(residents)[-1]))


def _by_income(group: int, age: Integers, random: np.random.Generator) -> Integers:
    """(rows,) the rows from the lowest income to the highest: by age as far as income follows it, and chance."""
    first, last = GROUPS[group]
    every = np.arange(first, last + 1)
    score = [every, every, -np.abs(every - PEAK_AGE), -every][group].astype(np.float64)
    score = (score - score.mean()) / score.std()
    tie = TIE_TO_AGE[group]
    place = tie * score[age - first] + np.sqrt(1 - tie**2) * random.standard_normal(len(age))
    return np.argsort(place)


_SICKNESS, _WORKING, _WORKING_PART = by_age(SICKNESS_SHARE), by_age(WORKING_SHARE), by_age(WORKING_PART)


def _kinds(age: Integers, hundreds: Integers, chance: Array, uprate: float) -> tuple[Integers, Integers, Integers, Integers]:
    """(rows,) wage, pension, sickness compensation and other pensionable pay in SEK; they sum to the income."""
    nothing = np.zeros_like(hundreds)
    if age[0] >= GROUPS[3][0]:
        wage = np.where(chance < _WORKING[age], (hundreds * _WORKING_PART[age]).astype(np.int64), 0)
        return wage * HUNDRED, (hundreds - wage) * HUNDRED, nothing, nothing
    if age[-1] < GROUPS[1][0]:
        return hundreds * HUNDRED, nothing, nothing, nothing
    lowest, highest = (each * uprate / HUNDRED for each in SICKNESS_BOUNDS)
    sick = (chance < _SICKNESS[age]) & (hundreds >= lowest) & (hundreds <= highest)
    retired = (age >= EARLY_AGES[0]) & (age <= EARLY_AGES[1]) & (chance >= 1 - EARLY_SHARE)
    away = ~sick & ~retired & (chance >= 0.5 - OTHER_SHARE) & (chance < 0.5)
    sickness = np.where(sick, hundreds, 0)
    pension = np.where(retired, (hundreds * EARLY_PART).astype(np.int64), 0)
    other = np.where(away, (hundreds * OTHER_PART).astype(np.int64), 0)
    wage = hundreds - sickness - pension - other
    return wage * HUNDRED, pension * HUNDRED, sickness * HUNDRED, other * HUNDRED
