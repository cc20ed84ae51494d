"""Identities of rates, residents and tax bases: sums, products, and the same figure in several sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hundralapp.diagnostics import Words
from hundralapp.fetch import kolada, scb, skatteverket
from hundralapp.fetch.identity import ALL, Held, YearValues, not_known, sums_to
from hundralapp.fetch.places import NATION, municipalities
from hundralapp.params.municipal_rates import rates_of_year


def tax_rates(values: YearValues) -> Iterator[Held]:
    """Municipal and regional rate sum to the whole rate."""
    yield from sums_to(values, kolada.TAX_RATE, (kolada.TAX_RATE_MUNICIPALITY, kolada.TAX_RATE_REGION))


def scb_tax_rates(values: YearValues) -> Iterator[Held]:
    yield from sums_to(values, scb.TAX_RATE, (scb.TAX_RATE_MUNICIPALITY, scb.TAX_RATE_REGION))


def rates_of_sources(values: YearValues) -> Iterator[Held]:
    """A municipality's rate is the same at Skatteverket, SCB and Kolada, and as the program ships it."""
    shipped = {code: Decimal(each.municipal) / 100 for code, each in rates_of_year(values.year).items()}
    sources = {
        "Skatteverket": values.of(skatteverket.RATE),
        "SCB": values.of(scb.TAX_RATE_MUNICIPALITY),
        "Kolada": values.of(kolada.TAX_RATE_MUNICIPALITY),
        "hundralapp": shipped,
    }
    first = next((name for name, found in sources.items() if found and name != "hundralapp"), None)
    for name, found in sources.items():
        if first is None or name == first:
            continue
        for code, value in found.items():
            if code in sources[first]:
                said = f"{name} / {first}"
                yield Held(code, values.year, value, sources[first][code], Decimal(0), Words(said, said))


def residents_sum(values: YearValues) -> Iterator[Held]:
    """Residents of the municipalities sum to the country's."""
    for series in (scb.RESIDENTS, scb.RESIDENTS_NOVEMBER):
        found = values.of(series)
        if NATION not in found:
            continue
        if all(code in found for code in municipalities()):
            total = sum((found[code] for code in municipalities()), Decimal(0))
            yield Held(ALL, values.year, found[NATION], total, Decimal(0), _SERIES[series])
        else:
            yield not_known(ALL, values.year)


_SERIES = {
    scb.RESIDENTS: Words("31 december", "31 December"),
    scb.RESIDENTS_NOVEMBER: Words("1 november", "1 November"),
}


def base_by_residents(values: YearValues) -> Iterator[Held]:
    """Tax base = base per resident x residents of 31 December two years before the year of payment."""
    base, each, people = values.of(scb.TAX_BASE), values.of(scb.PER_RESIDENT), values.of(scb.RESIDENTS, values.year - 2)
    for code, amount in base.items():
        if code == NATION and code not in each:
            continue
        if code in each and code in people:
            allowed = people[code] * values.half(scb.PER_RESIDENT) + values.half(scb.TAX_BASE)
            yield Held(code, values.year, amount, each[code] * people[code], allowed)
        else:
            yield not_known(code, values.year)
