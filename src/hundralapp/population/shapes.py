"""Curves of income: how it is spread within a group, and how a curve is bent until it has a given mean and median.

A curve gives the income below which each share of the group lies: straight lines between known points, and above the last
point Pareto's law, as incomes at the top follow it. Raised to a power it keeps the order of persons and widens or
narrows the spread; multiplied it keeps the spread. So two numbers, power and scale, meet two facts of a municipality.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Curve:
    """(m,) rising shares of the group from zero, (m,) the incomes below which they lie, and Pareto's exponent above the last.

    `tail` is infinite where the last share is one.
    """

    shares: Array
    incomes: Array
    tail: float

    def quantile(self, share: Array) -> Array:
        """(n,) the income below which each share lies; shares in [0, 1)."""
        found = np.interp(share, self.shares, self.incomes)
        last = self.shares[-1]
        above = np.flatnonzero(share > last)
        found[above] = self.incomes[-1] * np.power((1 - share[above]) / (1 - last), -1 / self.tail)
        return found

    def mean_between(self, below: Array, above: Array) -> Array:
        """(n,) the mean income between two shares; finite up to the very top."""
        found: Array = (self._held(above) - self._held(below)) / (above - below)
        return found

    def _held(self, share: Array) -> Array:
        """(n,) what those up to each share have, per member of the group."""
        steps = np.diff(self.shares) * (self.incomes[1:] + self.incomes[:-1]) / 2
        upto = np.concatenate([[0.0], np.cumsum(steps)])
        inside = np.minimum(share, self.shares[-1])
        index = np.clip(np.searchsorted(self.shares, inside, side="right") - 1, 0, len(self.shares) - 1)
        begun = (inside - self.shares[index]) * (self.incomes[index] + np.interp(inside, self.shares, self.incomes)) / 2
        last, power = self.shares[-1], 1 - 1 / self.tail
        found: Array = upto[index] + begun
        above = share > last
        left = (1 - share[above]) / (1 - last)
        found[above] += self.incomes[-1] * (1 - last) * (1 - np.power(left, power)) / power
        return found

    def share_below(self, income: float) -> float:
        """The share with at most this income."""
        if income > self.incomes[-1]:
            return float(1 - (1 - self.shares[-1]) * (income / self.incomes[-1]) ** -self.tail)
        # Where many have no income the curve lies flat: all of them are at most at it.
        index = int(np.searchsorted(self.incomes, income, side="right"))
        if index >= len(self.incomes):
            return float(self.shares[-1])
        step = self.incomes[index] - self.incomes[index - 1]
        return float(
            self.shares[index - 1] + (income - self.incomes[index - 1]) / step * (self.shares[index] - self.shares[index - 1])
        )

    def mean(self) -> float:
        """The mean, those without income included."""
        return float(self._held(np.array([1.0]))[0])

    def bent(self, power: float, mean: float) -> Curve:
        """The curve raised to `power` and scaled to `mean`; `power` is less than the tail."""
        raised = Curve(self.shares, np.power(self.incomes, power), self.tail / power)
        return Curve(raised.shares, raised.incomes * (mean / raised.mean()), raised.tail)


def straight(without: float) -> Curve:
    """A share without income, and all others spread evenly from zero to one."""
    shares = np.concatenate([[0.0], np.linspace(without, 1.0, 400)])
    return Curve(shares, np.concatenate([[0.0], np.linspace(0.0, 1.0, 400)]), np.inf)


def solve(error: Callable[[float], float], least: float, most: float) -> float:
    """Where a monotone error is zero between two bounds, by false position (Illinois); the better bound where it is nowhere."""
    at_least, at_most = error(least), error(most)
    if (at_least > 0) == (at_most > 0):
        return least if abs(at_least) < abs(at_most) else most
    weight_of_least = 0
    for _ in range(60):
        middle = (least * at_most - most * at_least) / (at_most - at_least)
        at_middle = error(middle)
        if (at_middle > 0) == (at_most > 0):
            most, at_most = middle, at_middle
            at_least *= 0.5 if weight_of_least > 0 else 1.0
            weight_of_least = 1
        else:
            least, at_least = middle, at_middle
            at_most *= 0.5 if weight_of_least < 0 else 1.0
            weight_of_least = -1
        if abs(at_middle) < 1e-3 or most - least < 1e-9:
            break
    return middle


def from_percentiles(known: dict[str, float]) -> Curve:
    """A curve through published percentiles and means of deciles.

    Args:
        known: p10, p25, p50, p75, p90; mean and mean_with_income; mean_decile_1-10; mean_top_5_percent and mean_top_1_percent.
    """
    without = 1 - known["mean"] / known["mean_with_income"]
    # Pareto: the mean of the top share s falls as s^(1/tail).
    tail = np.log(5) / np.log(known["mean_top_1_percent"] / known["mean_top_5_percent"])
    p95 = known["mean_top_5_percent"] * (1 - 1 / tail)
    points = [(0.0, 0.0), (without, 0.0), (0.10, known["p10"]), (0.25, known["p25"]), (0.50, known["p50"])]
    points += [(0.75, known["p75"]), (0.90, known["p90"]), (0.95, p95)]
    # Within a decile incomes lie almost evenly, so its mean is its middle; the first and the last are not so.
    points += [(each / 10 - 0.05, known[f"mean_decile_{each}"]) for each in range(2, 10)]
    shares, incomes = np.array(sorted(points)).T
    return Curve(shares, incomes, float(tail))


def remainder(whole: Curve, parts: list[tuple[float, Curve]], mean: float) -> Curve:
    """The curve of those in `whole` who are in none of `parts`.

    Args:
        parts: each part's share of the whole, and its curve.
        mean: of the remainder; decides its tail, where differences of curves say little.
    """
    rest = 1 - sum(share for share, _ in parts)
    incomes = np.concatenate([np.arange(0.0, 1_000_000.0, 4_000.0), np.geomspace(1_000_000.0, 5_000_000.0, 40)])
    shares = np.array(
        [(whole.share_below(each) - sum(share * part.share_below(each) for share, part in parts)) / rest for each in incomes]
    )
    shares = np.maximum.accumulate(np.clip(shares, 0.0, 1.0))
    kept = np.flatnonzero(shares <= 0.97)
    shares, incomes = np.append(0.0, shares[kept]), np.append(0.0, incomes[kept])
    body = float((np.diff(shares) * (incomes[1:] + incomes[:-1]) / 2).sum())
    top = (mean - body) / (1 - shares[-1]) / incomes[-1]  # mean of the top over its lowest income
    return Curve(shares, incomes, float(np.clip(top / max(top - 1, 1e-9), 1.7, 6.0)))
