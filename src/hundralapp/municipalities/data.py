"""What the law is given for each municipality and region in a year: what ships, or a file of one's own.

Three sources, told apart by status. Printed bases (Stockholm county, 2017 and 2018) are rounded to millions. For 2019 the base
is implied by the accounts of all municipalities: tax revenue less the settlements, which are one amount per resident, divided
by the rate. A file gives base and residents of any year whose rates ship. A region's base and residents are those of its
municipalities, and unknown if one of them is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Status, worst
from hundralapp.params.county_rates import county_rates, parameters_of
from hundralapp.params.local_economy import municipal_accounts, tax_bases
from hundralapp.params.municipal_rates import MunicipalRates, municipal_rates
from hundralapp.params.parameter import national_parameters

BOTH = "09"  # Gotland: the municipality is its own region


@dataclass(frozen=True, slots=True)
class Economy:
    """What is known of a municipality or region: base (SEK), residents of 1 November the year before, rate (öre per SEK 100)."""

    code: str
    name: str
    kind: str
    county: str
    tax_rate: int
    tax_base: Value
    residents: Value
    status: Status


@dataclass(frozen=True, slots=True)
class Nation:
    """The country: mean uprated base per resident and residents, each None where it is not known."""

    mean_tax_base: Value
    residents: Value
    status: Status


@dataclass(frozen=True, slots=True)
class YearData:
    """Everything the law is given in one year: municipalities in order of code, then regions.

    `region_guarantee`: the guarantee level of regions in percent, where someone gives it; none ships.
    """

    year: int
    economies: tuple[Economy, ...]
    nation: Nation
    source: str
    region_guarantee: Value = None


def rate_years() -> tuple[int, ...]:
    """Years whose tax rates ship."""
    return tuple(sorted({year for _, year in municipal_rates()}))


def shipped_years() -> tuple[int, ...]:
    """Years whose bases ship too, in part or implied."""
    return tuple(sorted(({year for _, year in tax_bases()} | {year for _, year in municipal_accounts()}) & set(rate_years())))


def shipped_data(year: int) -> YearData:
    """The year from what ships: every municipality with its rate, with base and residents where they are known.

    Raises:
        KeyError: no tax rates of the year ship.
    """
    if year not in rate_years():
        raise KeyError(year)
    known = {code: (each.uprated, each.residents, Status.ROUNDED) for (code, at), each in tax_bases().items() if at == year}
    source = next((each.source for (_, at), each in tax_bases().items() if at == year), "")
    if not known:
        known = _implied_by_accounts(year)
        source = next((each.source for (_, at), each in municipal_accounts().items() if at == year), "")
    municipalities = [_municipality(rates, known) for rates in _rates_of(year)]
    return YearData(year, (*municipalities, *_regions(year, municipalities)), _nation(year, municipalities), source)


def given_data(year: int, given: dict[str, tuple[float, float]], nation: Nation | None, source: str) -> YearData:
    """The year from bases and residents that someone gives, by code of municipality.

    Raises:
        KeyError: no tax rates of the year ship.
    """
    if year not in rate_years():
        raise KeyError(year)
    known = {code: (base, residents, Status.EXACT) for code, (base, residents) in given.items()}
    municipalities = [_municipality(rates, known) for rates in _rates_of(year)]
    return YearData(year, (*municipalities, *_regions(year, municipalities)), nation or _nation(year, municipalities), source)


def _rates_of(year: int) -> list[MunicipalRates]:
    return sorted((each for (_, at), each in municipal_rates().items() if at == year), key=lambda each: each.code)


def _municipality(rates: MunicipalRates, known: dict[str, tuple[float, float, Status]]) -> Economy:
    county = rates.code[:2]
    kind = "municipality_and_region" if county == BOTH else "municipality"
    base, residents, status = known.get(rates.code, (None, None, Status.UNKNOWN))
    return Economy(rates.code, rates.name, kind, county, rates.municipal, base, residents, status)


def _implied_by_accounts(year: int) -> dict[str, tuple[float, float, Status]]:
    """Bases that the accounts imply; residents are those of 31 December, so everything is an estimate."""
    return {
        code: (
            (each.tax_revenue - each.settlements) * each.residents * 10_000 / municipal_rates()[code, year].municipal,
            float(each.residents),
            Status.ESTIMATE,
        )
        for (code, at), each in municipal_accounts().items()
        if at == year and each.settlements is not None
    }


def _regions(year: int, municipalities: Iterable[Economy]) -> list[Economy]:
    names = {each.county: each.name for each in county_rates()}
    by_county: dict[str, list[Economy]] = {}
    for each in municipalities:
        by_county.setdefault(each.county, []).append(each)
    return [
        Economy(
            county,
            f"Region {names[county]}",
            "region",
            county,
            municipal_rates()[inside[0].code, year].regional,
            _sum(each.tax_base for each in inside),
            _sum(each.residents for each in inside),
            worst(*(each.status for each in inside)),
        )
        for county, inside in sorted(by_county.items())
        if county != BOTH
    ]


def _sum(values: Iterable[Value]) -> Value:
    total = 0.0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _nation(year: int, municipalities: list[Economy]) -> Nation:
    """What ships for the year; else the municipalities that are known, if nearly all of the country's are."""
    shipped = {name: national_parameters().parameters[f"equalisation.{name}"].in_force(year) for name in _NATIONAL}
    base, residents = (shipped[name] for name in _NATIONAL)
    if base is not None and residents is not None:
        return Nation(base.value / residents.value, residents.value, worst(Status(base.status), Status(residents.status)))
    known = [each for each in municipalities if each.tax_base is not None and each.residents]
    if len(known) < len(municipalities) - 1:
        return Nation(None, None, Status.UNKNOWN)
    total = sum(each.residents or 0.0 for each in known)
    complete = len(known) == len(municipalities)
    status = worst(Status.DERIVED if complete else Status.ESTIMATE, *(each.status for each in known))
    return Nation(sum(each.tax_base or 0.0 for each in known) / total, total, status)


_NATIONAL = ("national_tax_base", "national_residents")


def rates_of(economy: Economy, year: int, region_guarantee: Value = None) -> dict[str, Value]:
    """Guarantee level and county rates of both levels: zero for a level that the entity is not, None where it is not known.

    Args:
        region_guarantee: the guarantee level of regions in percent, where someone gives it.
    """
    parameters = parameters_of(economy.county if economy.kind == "region" else economy.code, economy.kind)
    found: dict[str, Value] = {}
    for level in ("municipality", "region"):
        belongs = economy.kind in (level, "municipality_and_region")
        for kind in ("guarantee_percent", "grant_rate", "fee_rate", "reduced_fee_rate"):
            name = f"equalisation.{level}.{kind}"
            value = parameters.value(name, year)
            found[name] = (None if value is None else value[0]) if belongs else 0.0
    given = "equalisation.region.guarantee_percent"
    if region_guarantee is not None and found[given] is None:
        found[given] = region_guarantee
    return found
