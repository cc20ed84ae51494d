"""Kolada (RKA): key figures of municipalities and regions, API v3.

Read in other people's clients and stored answers: the address `https://api.kolada.se/v3`, `/data/kpi/{ids}/year/{year}` with ids
divided by commas, at most 25, and `per_page` of at most 5 000; an envelope of `values`, `count` (of the page) and `next_url`; a
value of `kpi`, `municipality`, `period` and `values`, each with `gender` (T, M, K), `value`, `count`, `status`, `isdeleted`; 200
without values for a year that is not published; the country is `0000` and regions `0001` to `0025`; five calls a second.
Assumed: what `status` may say (kept as it stands), that ids of groups begin with G, and that `next_url` stays on the service.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from hundralapp.diagnostics import Words
from hundralapp.fetch.observation import Observation, Series
from hundralapp.fetch.places import NATION, Place, place_of_code
from hundralapp.fetch.problems import Problems
from hundralapp.fetch.request import Request
from hundralapp.fetch.source import Asked, Dataset, Got, Read, Source, items, lacks, mapping, next_page, number, records
from hundralapp.params.counties import COUNTIES

INCOME_EQUALISATION, COST_EQUALISATION, WHOLE_SYSTEM = "N00011", "N00012", "N00016"
COUNTY_RATE, GUARANTEED, OWN_UPRATED = "N00041", "N00042", "N00043"
TAX_RATE, TAX_RATE_MUNICIPALITY, TAX_RATE_REGION = "N00900", "N00901", "N00902"
RESIDENTS = "N01951"
# The models of the cost equalisation since 2020; their sum is the whole.
COST_MODELS = ("N00022", "N00023", "N00024", "N00025", "N00026", "N00031", "N00151", "N00156", "N00158")
REGION_SYSTEM, REGION_INCOME, REGION_COST = "N60052", "N60053", "N60057"
REGION_GUARANTEED, REGION_OWN, REGION_TAX_RATE = "N60056", "N60055", "N60918"
REGIONS = (REGION_SYSTEM, REGION_INCOME, REGION_OWN, REGION_GUARANTEED, REGION_COST, REGION_TAX_RATE)
USUAL = (
    INCOME_EQUALISATION,
    COST_EQUALISATION,
    WHOLE_SYSTEM,
    *COST_MODELS,
    COUNTY_RATE,
    GUARANTEED,
    OWN_UPRATED,
    TAX_RATE,
    TAX_RATE_MUNICIPALITY,
    TAX_RATE_REGION,
    RESIDENTS,
    *REGIONS,
)  # 25 at most
ORIGIN = "fetched-kolada"
_RATES = (COUNTY_RATE, TAX_RATE, TAX_RATE_MUNICIPALITY, REGION_TAX_RATE)
_POSITIVE = frozenset((*_RATES, GUARANTEED, OWN_UPRATED, RESIDENTS, REGION_OWN, REGION_GUARANTEED))


def requests(base: str, asked: Asked) -> list[Request]:
    """Titles of the indicators, then their values, all municipalities and regions of a year at a time.

    The usual ones share a request; each further one has its own, so that what was fetched before stays as it is.
    """
    found: list[Request] = []
    for part, ids in (("usual", USUAL), *((kpi, (kpi,)) for kpi in asked.kpis if kpi not in USUAL)):
        some = ",".join(ids)
        named = Words("de vanliga", "the usual") if part == "usual" else Words(part, part)
        what = Words(f"Kolada: nyckeltalens namn ({named.sv})", f"Kolada: titles of the indicators ({named.en})")
        found.append(Request("kolada", f"titles-{part}", f"{base}/kpi/{some}?per_page=5000", what))
        for year in asked.years:
            what = Words(f"Kolada: nyckeltal {year} ({named.sv})", f"Kolada: indicators {year} ({named.en})")
            url = f"{base}/data/kpi/{some}/year/{year}?per_page=5000"
            found.append(Request("kolada", f"values-{year}-{part}", url, what, (year,)))
    return found


def following(request: Request, document: Any) -> Request | None:
    """The next page, where the answer has one."""
    return next_page(request, mapping(request.url, document, "values").get("next_url"))


def check(got: Got) -> None:
    """Refuse an answer that is not titles, or values of what was asked for."""
    if got.request.years:
        list(_values(got, None, Problems()))
    else:
        list(_series(got))


def read(got: Sequence[Got], problems: Problems) -> Read:
    """Observations of both sexes together; a value that is missing or deleted is unknown."""
    titles = [each for each in got if not each.request.years]
    series = {made.id: made for each in titles for made in _series(each)}
    found = [made for each in got if each.request.years for made in _values(each, series, problems)]
    return Read(found, series, {})


def _series(got: Got) -> Iterator[Series]:
    where = got.request.url
    for kpi in records(got, "values"):
        name, title = kpi.get("id"), kpi.get("title")
        if not isinstance(name, str) or not isinstance(title, str):
            raise lacks(where, "id")
        yield Series(name, " ".join(title.split()), _unit(title), ORIGIN, Decimal("0.001") if name in _POSITIVE else None)


def _unit(title: str) -> str:
    """The unit a title names: kronor per resident, percent, or none."""
    lowered = title.lower()
    if "kr/inv" in lowered:
        return "kr/invånare"
    return "%" if "%" in lowered else "1"


def _values(got: Got, series: dict[str, Series] | None, problems: Problems) -> Iterator[Observation]:
    where = got.request.url
    for each in records(got, "values"):
        kpi, code, year = each.get("kpi"), each.get("municipality"), each.get("period")
        if not isinstance(kpi, str) or not isinstance(code, str):
            raise lacks(where, "kpi" if not isinstance(kpi, str) else "municipality")
        if not isinstance(year, int) or year not in got.request.years:
            raise lacks(where, "period")
        if series is not None and kpi not in series:
            raise lacks(where, kpi)
        place = None if code.startswith("G") else _place(code, problems)
        if place is not None:
            yield _both_sexes(where, kpi, place, year, items(where, each.get("values"), "values"))


def _place(code: str, problems: Problems) -> Place | None:
    if code == "0000":
        return place_of_code(NATION, ORIGIN, problems)
    return place_of_code(code[2:] if code.startswith("00") and code[2:] in COUNTIES else code, ORIGIN, problems)


def _both_sexes(where: str, kpi: str, place: Place, year: int, values: list[Any]) -> Observation:
    for record in values:
        each = mapping(where, record, "values")
        if each.get("gender") != "T":
            continue
        if "value" not in each:
            raise lacks(where, "value")
        status = each.get("status")
        mark = status if isinstance(status, str) else ""
        if each.get("isdeleted") is True:
            return Observation(kpi, place, year, None, mark=mark or "isdeleted")
        return Observation(kpi, place, year, number(where, each["value"], "value"), mark=mark)
    return Observation(kpi, place, year, None)


KOLADA = Source(
    "kolada",
    "Kolada",
    "https://api.kolada.se/v3",
    0.25,
    (
        Dataset(
            ORIGIN,
            "Kolada, nyckeltal",
            "Rådet för främjande av kommunala analyser (RKA)",
            "https://api.kolada.se/v3",
            "",
            "Källa: Kolada",
        ),
    ),
    requests,
    following,
    check,
    read,
)
