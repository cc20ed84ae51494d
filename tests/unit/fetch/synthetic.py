"""Synthetic answers in the services' forms: figures are made of the municipality's code, and the identities hold.

Only the tax rates and county rates are real, those that ship. Residents and bases are invented, with roundings as in the real
series: whole kronor per resident, rates with two decimals.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Any

from hundralapp.fetch import kolada, skatteverket
from hundralapp.params.counties import COUNTIES
from hundralapp.params.county_rates import parameters_of
from hundralapp.params.municipal_rates import rates_of_year

YEARS = range(2018, 2027)
NAMES = {code: each.name for code, each in rates_of_year(2026).items()}
CODES = tuple(NAMES)
TITLES = {
    "N00011": "Inkomstutjämning, bidrag/avgift, kr/inv 1 nov fg år",
    "N00012": "Kostnadsutjämning, bidrag/avgift, kr/inv",
    "N00016": "Utjämningssystemet enl SCB, kr/inv",
    "N00041": "Länsvis skattesats, (%)",
    "N00042": "Garanterad skattekraft, kr/inv 1 nov fg år",
    "N00043": "Skattekraft kommun, uppräknad, kr/inv 1 nov fg år",
    "N00900": "Skattesats, totalt (%)",
    "N00901": "Skattesats till kommun (%)",
    "N00902": "Skattesats till region, (%)",
    "N01951": "Invånare totalt, antal",
    "N15505": "Elever i åk. 9, meritvärde kommunala skolor, genomsnitt (17 ämnen)",
}
ADJUSTMENT = 1_234  # kronor per resident, the same for all
STRUCTURAL = {"2303": 900, "0980": 450}


def residents(code: str, year: int) -> int:
    """On 31 December."""
    return 3_000 + int(code) * 7 + (year - 2018) * 11


def november(code: str, year: int) -> int:
    return residents(code, year) - 5


def own_base(code: str, year: int) -> int:
    """Uprated base in kronor per resident of 1 November the year before."""
    return 200_000 + (int(code) * 37) % 60_000 + (year - 2018) * 8_000


@lru_cache
def guaranteed(year: int) -> int:
    total = sum(own_base(code, year) * november(code, year - 1) for code in CODES)
    people = sum(november(code, year - 1) for code in CODES)
    return int((Decimal(total) / people * Decimal("1.15")).to_integral_value(ROUND_HALF_EVEN))


def county_rate(code: str, year: int) -> Decimal:
    """As the ordinance has it: the rate that the program ships."""
    kind = "grant_rate" if own_base(code, year) <= guaranteed(year) else "fee_rate"
    found = parameters_of(code, "municipality").value(f"equalisation.municipality.{kind}", year)
    assert found is not None
    return Decimal(int(found[0])) / 100


def income_equalisation(code: str, year: int) -> int:
    return _whole((guaranteed(year) - own_base(code, year)) * county_rate(code, year) / 100)


def cost_model(code: str, kpi: str, year: int) -> int:
    """One model's part; the first takes what makes the whole country's sum zero as near as whole kronor allow."""
    return _whole(_raw_cost(code, kpi) - _mean_cost(kpi, year))


@lru_cache
def _mean_cost(kpi: str, year: int) -> Decimal:
    people = {code: november(code, year - 1) for code in CODES}
    return sum((Decimal(_raw_cost(code, kpi)) * each for code, each in people.items()), Decimal(0)) / sum(people.values())


def _raw_cost(code: str, kpi: str) -> int:
    return (int(code) * int(kpi[3:])) % 1_900 - 950


def cost_equalisation(code: str, year: int) -> int:
    return sum(cost_model(code, kpi, year) for kpi in kolada.COST_MODELS)


def whole_system(code: str, year: int) -> int:
    return income_equalisation(code, year) + cost_equalisation(code, year) + ADJUSTMENT + STRUCTURAL.get(code, 0)


def rate(code: str, year: int) -> Decimal:
    """The rate that the program ships."""
    return Decimal(rates_of_year(year)[code].municipal) / 100


def region_rate(code: str) -> Decimal:
    return Decimal(0) if code == "0980" else Decimal(1_000 + int(code[:2]) * 7) / 100


def base_in_kronor(code: str, year: int) -> int:
    return per_resident(code, year) * residents(code, year - 2)


def per_resident(code: str, year: int) -> int:
    return own_base(code, year) - 20_000


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_EVEN))


def kolada_value(kpi: str, code: str, year: int) -> int | float | None:
    """A value as Kolada writes it; None where it has none."""
    made: dict[str, Any] = {
        kolada.INCOME_EQUALISATION: income_equalisation,
        kolada.COST_EQUALISATION: cost_equalisation,
        kolada.WHOLE_SYSTEM: whole_system,
        kolada.COUNTY_RATE: county_rate,
        kolada.OWN_UPRATED: own_base,
        kolada.TAX_RATE: lambda c, y: rate(c, y) + region_rate(c),
        kolada.TAX_RATE_MUNICIPALITY: rate,
        kolada.TAX_RATE_REGION: lambda c, y: region_rate(c),
        kolada.RESIDENTS: residents,
        "N15505": lambda c, y: Decimal(2_000 + int(c) % 400) / 10,
    }
    if kpi in kolada.COST_MODELS:
        return cost_model(code, kpi, year)
    if kpi == kolada.GUARANTEED:
        return guaranteed(year)
    if kpi not in made:
        return None
    value = made[kpi](code, year)
    return float(value) if isinstance(value, Decimal) else value


def region_own(county: str, year: int) -> int:
    return 220_000 + int(county) * 900 + (year - 2018) * 8_000


def region_guaranteed(year: int) -> int:
    return 262_000 + (year - 2018) * 9_000


def region_income(county: str, year: int) -> int:
    gap = region_guaranteed(year) - region_own(county, year)
    found = parameters_of(county, "region").value(f"equalisation.region.{'grant_rate' if gap >= 0 else 'fee_rate'}", year)
    assert found is not None
    return _whole(gap * Decimal(int(found[0])) / 10_000)


def region_value(kpi: str, county: str, year: int) -> int | float:
    """A value of a region, as Kolada writes it."""
    cost = int(county) * 31 - 400
    values: dict[str, int | float] = {
        kolada.REGION_OWN: region_own(county, year),
        kolada.REGION_GUARANTEED: region_guaranteed(year),
        kolada.REGION_INCOME: region_income(county, year),
        kolada.REGION_COST: cost,
        kolada.REGION_SYSTEM: region_income(county, year) + cost + 321,
        kolada.REGION_TAX_RATE: 11 + int(county) / 100,
    }
    return values[kpi]


def document(path: str, query: dict[str, str], address: str) -> Any:
    """The answer of an address; None where the service has no such value."""
    return json.loads(_text(path, tuple(query.items())).replace(_ADDRESS, address))


_ADDRESS = "http://address"


@lru_cache(maxsize=256)
def _text(path: str, query: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(_made(path, dict(query), _ADDRESS))


def _made(path: str, query: dict[str, str], address: str) -> Any:
    parts = path.strip("/").split("/")
    if parts[:2] == ["scb", "tables"]:
        return scb_table(parts[2], query)
    if parts[:2] == ["kolada", "kpi"]:
        values = [{"id": kpi, "title": TITLES.get(kpi, f"Nyckeltal {kpi}, kr/inv")} for kpi in parts[2].split(",")]
        return {"values": values, "count": len(values), "next_url": None}
    if parts[:3] == ["kolada", "data", "kpi"]:
        return kolada_page(parts[3].split(","), int(parts[5]), int(query.get("page", "1")), path, address)
    if parts[:2] == ["skatteverket", "dataset"]:
        return skatteverket_page(int(query["år"]), int(query["_offset"]), address)
    raise AssertionError(path)


PER_PAGE = 4_000


def kolada_page(kpis: list[str], year: int, page: int, path: str, address: str) -> dict[str, Any]:
    records = []
    for kpi in kpis if year in YEARS else ():
        if kpi in kolada.REGIONS:
            records += [
                _record(kpi, f"00{county}", year, region_value(kpi, county, year)) for county in COUNTIES if county != "09"
            ]
        else:
            records += [_record(kpi, code, year, kolada_value(kpi, code, year)) for code in CODES]
        records.append(_record(kpi, "0000", year, None))
        records.append(_record(kpi, "G123456", year, 1.0))
    shown = records[(page - 1) * PER_PAGE : page * PER_PAGE]
    more = page * PER_PAGE < len(records)
    # the service says http although it is asked with https: the scheme is that of the question
    following = f"{address}{path}?per_page=5000&page={page + 1}" if more else None
    return {"values": shown, "count": len(shown), "next_url": following, "previous_url": None}


def _record(kpi: str, code: str, year: int, value: object) -> dict[str, Any]:
    total = {"gender": "T", "value": value, "count": 1, "status": "", "isdeleted": False}
    return {"kpi": kpi, "municipality": code, "period": year, "values": [{**total, "gender": "M", "value": None}, total]}


PARISHES = 3


def skatteverket_page(year: int, offset: int, address: str) -> dict[str, Any]:
    rows = []
    for code in CODES if year in YEARS else ():
        rows += [_parish(code, year, number) for number in range(PARISHES)]
    shown = rows[offset : offset + 500]
    found: dict[str, Any] = {"resultCount": len(rows), "offset": offset, "limit": 500, "queryTime": 3, "results": shown}
    if offset + 500 < len(rows):
        dataset = skatteverket.DATASET
        found["next"] = f"{address}/skatteverket/dataset/{dataset}/json?_limit=500&_offset={offset + 500}&%C3%A5r={year}"
    return found


def _parish(code: str, year: int, number: int) -> dict[str, str]:
    fee = f"0.{250 + (number if code == '0180' else 0)}"
    return {
        "år": str(year),
        "kommun": NAMES[code].upper(),
        "församling": f"FÖRSAMLING {number}",
        "församlings-kod": f"{code}{number:02}",
        "kommunal-skatt": str(rate(code, year)),
        "landstings-skatt": "" if code == "0980" else f"{region_rate(code)}",
        "begravnings-avgift": fee,
        "kyrkoavgift": "1.0",
        "summa, exkl. kyrkoavgift": "0",
        "summa, inkl. kyrkoavgift": "0",
    }


_CONTENTS: dict[str, dict[str, Any]] = {
    "TAB638": {"Folkmängd": residents, "Folkökning": lambda c, y: 11},
    "TAB1267": {"Folkmängd": november},
    "TAB3600": {
        "Skatteunderlag, kronor": base_in_kronor,
        "Skattekraft, kronor per invånare": per_resident,
        "Andel av riksmedelvärdet, procent": lambda c, y: 100,
    },
    "TAB2017": {
        "Skattesats, total kommunal": lambda c, y: rate(c, y) + region_rate(c),
        "Skattesats till kommun": rate,
        "Skattesats till region": lambda c, y: region_rate(c),
    },
    "TAB6471": {"Folkmängden per månad": lambda c, y: residents(c, y)},
}


def scb_table(table: str, query: dict[str, str]) -> Any:
    tid = query["valueCodes[Tid]"]
    year = int(tid[:4])
    until = 2024 if table in ("TAB638", "TAB1267") else 2026
    if year not in range(2016, until + 1) or (table == "TAB6471" and year < 2025):
        return None
    contents = _CONTENTS[table]
    value_of = november if tid.endswith("M10") else None
    regions = ["00", *CODES]
    values: list[Any] = []
    for region in regions:
        for made in contents.values():
            of = value_of or made
            if region == "00":
                is_count = table in ("TAB638", "TAB1267", "TAB6471") and made is not contents.get("Folkökning")
                values.append(sum(of(code, year) for code in CODES) if is_count else None)
            else:
                value = of(region, year)
                values.append(float(value) if isinstance(value, Decimal) else value)
    dimension = {
        "Region": _dimension({code: NAMES.get(code, "Riket") for code in regions}),
        "ContentsCode": _dimension({f"C{at}": label for at, label in enumerate(contents)}),
        "Tid": _dimension({tid: tid}),
    }
    if "valueCodes[Alder]" in query:
        dimension = {"Region": dimension["Region"], "Alder": _dimension({"TotSA": "totalt"}), **dimension}
    size = [len(each["category"]["index"]) for each in dimension.values()]
    status = {str(at): ".." for at, value in enumerate(values) if value is None}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"Syntetisk {table}",
        "source": "SCB",
        "updated": f"{year + 1}-02-22T06:00:00Z",
        "id": list(dimension),
        "size": size,
        "dimension": dimension,
        "value": values,
        "status": status,
    }


def _dimension(labels: dict[str, str]) -> dict[str, Any]:
    return {"label": "", "category": {"index": {code: at for at, code in enumerate(labels)}, "label": labels}}


assert set(COUNTIES) == {code[:2] for code in CODES}
