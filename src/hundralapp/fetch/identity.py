"""What an identity is: terms of one year, what they are stated to be, and how far roundings let them differ.

Every series is rounded as it is published, so an identity holds when the difference is no larger than what half the last digit
of each term allows. The step of a series is read from its own values: the most decimals that any place has in that year.
A term that is not known makes the identity impossible to check there; it is then neither held nor broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hundralapp.diagnostics import Words
from hundralapp.fetch.observation import decimals_of
from hundralapp.fetch.places import NATION
from hundralapp.fetch.table import Fetched
from hundralapp.numbers_sv import half_step

ALL = NATION  # an identity of the whole country is told of the country


@dataclass(frozen=True, slots=True)
class Held:
    """One identity at one place in one year: what is stated, what the other terms give, and how far apart they may be.

    `stated` None: some term is not known there, and `expected` says nothing.
    """

    code: str
    year: int
    stated: Decimal | None
    expected: Decimal
    allowed: Decimal
    note: Words | None = None

    @property
    def difference(self) -> Decimal:
        return (self.stated if self.stated is not None else Decimal(0)) - self.expected

    @property
    def is_broken(self) -> bool:
        return self.stated is not None and abs(self.difference) > self.allowed


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold, in words, with its unit; and where it is looked for."""

    id: str
    title: Words
    unit: str
    check: Callable[[YearValues], Iterator[Held]]
    years: tuple[int, int] = (0, 9999)


class YearValues:
    """The values of one year, by series and place, with the precision each series is published in."""

    def __init__(self, fetched: Fetched, year: int) -> None:
        self.fetched = fetched
        self.year = year
        self._halves: dict[str, Decimal] = {}

    def of(self, series: str, year: int | None = None) -> Mapping[str, Decimal]:
        facts = self.fetched.values.get((series, year if year is not None else self.year), {})
        return {code: fact.value for code, fact in facts.items()}

    def half(self, series: str) -> Decimal:
        """Half the last published digit of a series."""
        if series not in self._halves:
            decimals = max((decimals_of(value.normalize()) for value in self.of(series).values()), default=0)
            self._halves[series] = half_step(decimals)
        return self._halves[series]


def sums_to(values: YearValues, whole: str, parts: Sequence[str]) -> Iterator[Held]:
    """A series whose parts sum to it, at each place that has it."""
    found = [values.of(part) for part in parts]
    allowed = values.half(whole) + sum((values.half(part) for part in parts), Decimal(0))
    for code, amount in values.of(whole).items():
        if all(code in part for part in found):
            yield Held(code, values.year, amount, sum((part[code] for part in found), Decimal(0)), allowed)
        else:
            yield not_known(code, values.year)


def is_uniform(values: YearValues, series: str) -> Iterator[Held]:
    """A series that is one amount for all places but the country."""
    found = values.of(series)
    common = commonest([value for code, value in found.items() if code != NATION])
    for code, value in found.items():
        if code != NATION and common is not None:
            yield Held(code, values.year, value, common, Decimal(0))


def commonest(found: Sequence[Decimal]) -> Decimal | None:
    """The value that most have; the smallest of them where several are as common."""
    counts: dict[Decimal, int] = {}
    for value in found:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: (counts[value], -value)) if counts else None


def not_known(code: str, year: int) -> Held:
    """An identity that cannot be checked at a place, for a term is not known."""
    return Held(code, year, None, Decimal(0), Decimal(0))
