"""What a simulation means: who receives, who pays, and how it is spread.

A municipality and a region receive their rate of the taxable income of those who live there (lagen (1965:269)), whatever credits
those persons have; so a rise gives them more than households pay, and the state bears the rest: the credits that grow with the
rate, and öre that are dropped person by person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hundralapp.households.reform import Level, Reform, rates_after
from hundralapp.params.counties import COUNTIES
from hundralapp.params.municipal_rates import MunicipalRates, rates_of_year
from hundralapp.population.columns import THOUSANDTHS
from hundralapp.population.groups import AGES_FROM, DECILES
from hundralapp.population.simulate import Simulation

WHOLE_RATE = 10_000  # öre per SEK 100


@dataclass(frozen=True, slots=True)
class Revenue:
    """Tax revenue of a municipality or region, SEK a year, before and after; rates in öre per SEK 100.

    `rate_before` and `rate_after` are None where they differ within the region.
    """

    level: Level
    code: str
    name: str
    persons: float
    taxable: float
    rate_before: int | None
    rate_after: int | None
    before: float
    after: float

    @property
    def change(self) -> float:
        """How much more is received."""
        return self.after - self.before

    @property
    def per_ore(self) -> float:
        """What one öre per SEK 100 gives of the taxable income before the reform."""
        return self.taxable / WHOLE_RATE


@dataclass(frozen=True, slots=True)
class Share:
    """A group of persons: earned income and the change of final tax, SEK a year; how many pay more and less."""

    group: str
    persons: float
    income: float
    income_after_tax: float
    change: float
    increase: float
    pay_more: float
    pay_less: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reform's outcome. Sums are SEK a year."""

    reform: Reform
    municipalities: tuple[Revenue, ...]
    regions: tuple[Revenue, ...]
    everybody: Share
    shares: dict[str, tuple[Share, ...]]

    @property
    def to_municipalities(self) -> float:
        """What municipalities receive more."""
        return sum(each.change for each in self.municipalities)

    @property
    def to_regions(self) -> float:
        """What regions receive more."""
        return sum(each.change for each in self.regions)

    @property
    def from_households(self) -> float:
        """What persons pay more in final tax."""
        return self.everybody.change

    @property
    def to_the_state(self) -> float:
        """What the state receives more; negative: what it bears."""
        return self.from_households - self.to_municipalities - self.to_regions


def outcome(found: Simulation, number: int = 0) -> Outcome:
    """The outcome of one of the reforms of a full simulation."""
    reform = found.job.reforms[number]
    municipalities = tuple(_municipalities(found, number))
    regional = tuple(_regional(found, number))
    shares = {
        "decile": _shares(found, number, "decile", [str(each + 1) for each in range(DECILES)]),
        "age_group": _shares(found, number, "age_group", list(_ages())),
    }
    if ("persons", "district") in found.totals:
        shares["district"] = _shares(found, number, "district", [str(each) for each in found.job.groups.districts])
    return Outcome(reform, municipalities, regional, _together(shares["age_group"]), shares)


def _ages() -> Iterator[str]:
    for start, following in zip(AGES_FROM, (*AGES_FROM[1:], None), strict=True):
        yield f"{start}+" if following is None else f"{start}–{following - 1}"


@dataclass(frozen=True, slots=True)
class _Base:
    """The taxable income of a municipality's persons, in whole steps of `scale` a krona."""

    place: MunicipalRates
    persons: int
    before: int
    after: int
    rate_before: int
    rate_after: int


def _bases(found: Simulation, number: int, level: Level) -> list[_Base]:
    year = found.job.year
    after = rates_after([found.job.reforms[number]], level)[0].tolist()
    columns = [
        found.totals[measure, "municipality"][number].tolist()
        for measure in ("persons", "taxable_earned_income", "taxable_earned_income_after")
    ]
    return [
        _Base(place, persons, base, base_after, place.municipal if level is Level.MUNICIPAL else place.regional, rate_after)
        for place, rate_after, persons, base, base_after in zip(rates_of_year(year).values(), after, *columns, strict=True)
    ]


def _municipalities(found: Simulation, number: int) -> Iterator[Revenue]:
    for each in _bases(found, number, Level.MUNICIPAL):
        yield _revenue(found, Level.MUNICIPAL, each.place.code, each.place.name, [each])


def _regional(found: Simulation, number: int) -> Iterator[Revenue]:
    bases = _bases(found, number, Level.REGIONAL)
    for code, name in COUNTIES.items():
        of_region = [each for each in bases if each.place.code.startswith(code) and not each.place.is_also_region]
        if of_region:
            yield _revenue(found, Level.REGIONAL, code, name, of_region)


def _revenue(found: Simulation, level: Level, code: str, name: str, bases: Sequence[_Base]) -> Revenue:
    """Summed in whole numbers, divided once."""
    scale = THOUSANDTHS if found.job.weighted else 1
    before, after = {each.rate_before for each in bases}, {each.rate_after for each in bases}
    return Revenue(
        level,
        code,
        name,
        sum(each.persons for each in bases) / scale,
        sum(each.before for each in bases) / scale,
        before.pop() if len(before) == 1 else None,
        after.pop() if len(after) == 1 else None,
        sum(each.before * each.rate_before for each in bases) / (WHOLE_RATE * scale),
        sum(each.after * each.rate_after for each in bases) / (WHOLE_RATE * scale),
    )


def _shares(found: Simulation, number: int, grouping: str, names: Sequence[str]) -> tuple[Share, ...]:
    def line(measure: str) -> list[float]:
        values: list[float] = found.total(measure, grouping, number).tolist()
        return values

    income, tax = line("total_income"), line("final_tax")
    after_tax = [a - b for a, b in zip(income, tax, strict=True)]
    measures = [line(each) for each in ("persons", "change", "increase", "pays_more", "pays_less")]
    return tuple(
        Share(name, persons, earned, left, change, increase, more, less)
        for name, persons, earned, left, change, increase, more, less in zip(
            names, measures[0], income, after_tax, *measures[1:], strict=True
        )
    )


def _together(shares: Sequence[Share]) -> Share:
    """All groups as one."""
    return Share(
        "",
        sum(each.persons for each in shares),
        sum(each.income for each in shares),
        sum(each.income_after_tax for each in shares),
        sum(each.change for each in shares),
        sum(each.increase for each in shares),
        sum(each.pay_more for each in shares),
        sum(each.pay_less for each in shares),
    )
