"""Länsvisa skattesatser: the county rates of the income equalisation that ship, for municipalities and for regions.

Grant rates are those of 2 § förordningen (2004:881). Both are shares of the mean rate of 2003 (7 § lagen (2004:773)): 95 and 85
percent of it for municipalities, 90 and 85 for regions. So a fee rate is the grant rate less one amount in every county, 2.07 and
0.52, as the ordinance of 2016 prints for three of them (3 §, SFS 2015:1011). Years whose ordinance was not read
say so in `status`. A county's rates are parameters like the national ones, of whichever entity a workspace is about.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from hundralapp.params.local_economy import equalisation_outcomes
from hundralapp.params.parameter import DatedValue, NationalParameters, Parameter, national_parameters
from hundralapp.units import PERCENT, TAX_RATE, unit

FILE = "county_equalisation_rates.csv"
LAW_ACT = "lagen (2004:773) om kommunalekonomisk utjämning"
PER_RESIDENT = unit("SEK/resident")
LAW = "5-7 §§ lagen (2004:773) om kommunalekonomisk utjämning"
LEVELS = ("municipality", "region")
KINDS = ("grant_rate", "fee_rate", "reduced_fee_rate")


@dataclass(frozen=True, slots=True)
class CountyRate:
    """One county's rates for one level from a year on, in öre per SEK 100. `reduced_fee_rate` is None outside 2014-2015."""

    county: str
    name: str
    level: str
    year: int
    grant_rate: int
    fee_rate: int
    reduced_fee_rate: int | None
    status: str
    reference: str
    note: str


@lru_cache(maxsize=1)
def county_rates() -> tuple[CountyRate, ...]:
    """All shipped county rates, by county, level and year."""
    text = (resources.files("hundralapp.params.data") / FILE).read_text(encoding="utf-8")
    return tuple(
        CountyRate(
            row["county"],
            row["name"],
            row["level"],
            int(row["from_year"]),
            _ore(row["grant_rate"]),
            _ore(row["fee_rate"]),
            _ore(row["reduced_fee_rate"]) if row["reduced_fee_rate"] else None,
            row["status"],
            row["reference"],
            row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def _ore(text: str) -> int:
    return int(Decimal(text) * 100)


_LEVELS_OF = {"municipality": ("municipality",), "region": ("region",), "municipality_and_region": LEVELS}


@lru_cache(maxsize=64)
def parameters_of(code: str, kind: str) -> NationalParameters:
    """The national parameters together with those of the county that a municipality's or region's code begins with.

    Args:
        code: of the entity; a code of no county gives parameters without values, and what depends on them is then not there.
        kind: municipality, region, or municipality_and_region; a level that the entity is not has no values.
    """
    national = national_parameters()
    levels = _LEVELS_OF.get(kind, ())
    found = {**national.parameters}
    for level in LEVELS:
        found.update({each.name: each for each in _of_county(code[:2], level if level in levels else "", level)})
        guarantee = f"equalisation.{level}.guarantee_percent"
        if level not in levels or guarantee not in found:  # the guarantee level of regions was not found in any text read
            found[guarantee] = Parameter(guarantee, PERCENT, LAW, (), "equalisation.yaml")
    found.update({each.name: each for each in _outcomes(code)})
    return NationalParameters(found, national.schedules)


def _outcomes(code: str) -> Iterator[Parameter]:
    """What a municipality's parts of the equalisation were, per resident, in the years whose outcomes ship."""
    mine = [each for (at, _), each in equalisation_outcomes().items() if at == code]
    for line, part in _PARTS.items():
        note = "strukturbidrag och införandebidrag tillsammans" if line == "structural_grant" else ""
        values = tuple(DatedValue(each.year, float(getattr(each, part)), each.source, note) for each in mine)
        yield Parameter(f"grants.{line}_per_resident", PER_RESIDENT, LAW_ACT, values, "equalisation_outcomes.csv", yearly=True)


_PARTS = {
    "cost_equalisation": "cost_equalisation",
    "structural_grant": "structural_and_transitional_grants",
    "adjustment_item": "adjustment_item",
}


def _of_county(county: str, wanted: str, level: str) -> Iterator[Parameter]:
    dated = [each for each in county_rates() if (each.county, each.level) == (county, wanted)]
    for kind in KINDS:
        values = tuple(_dated(each, kind) for each in dated if getattr(each, kind) is not None)
        yield Parameter(f"equalisation.{level}.{kind}", TAX_RATE, LAW, values, FILE, yearly=kind == "reduced_fee_rate")


def _dated(each: CountyRate, kind: str) -> DatedValue:
    """A fee rate is never better than derived: the ordinance prints only what grants are counted with."""
    status = each.status if kind == "grant_rate" or each.status == "estimate" else "derived"
    return DatedValue(each.year, float(getattr(each, kind)), each.reference, each.note, status)
