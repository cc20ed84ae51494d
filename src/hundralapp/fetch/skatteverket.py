"""Skatteverket's open data: local tax rates by municipality and parish.

Read in other people's clients and stored answers: the address
`https://skatteverket.entryscape.net/rowstore/dataset/c67b320b-ffee-4876-b073-dd9236cd2a99/json`, `_limit` (at most 500),
`_offset` and `år`; an envelope with `results` and, where there are more, `next`; all values are text: `år`, `kommun` (in
capitals), `församling`, `kommunal-skatt`, `landstings-skatt`, `begravnings-avgift`. A row is a parish: a municipality has many.
Assumed: `resultCount` is the number of all rows (checked where it is there), and the municipality's code is not in the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.fetch.observation import Observation, Series
from hundralapp.fetch.places import Place, place_of_name
from hundralapp.fetch.problems import Problems, refuse
from hundralapp.fetch.request import Request
from hundralapp.fetch.source import Asked, Dataset, Got, Read, Source, items, lacks, mapping, next_page, number, pages, records
from hundralapp.numbers_sv import Ambiguous, read_number
from hundralapp.params.municipal_rates import GOTLAND

DATASET = "c67b320b-ffee-4876-b073-dd9236cd2a99"
ORIGIN = "fetched-skatteverket"
RATE, RATE_REGION, BURIAL_FEE = "skv.tax_rate_municipality", "skv.tax_rate_region", "skv.burial_fee"
_LEAST_RATE = Decimal(5)
SERIES = {
    RATE: Series(RATE, "Skattesats till kommun", "kr_per_100kr", ORIGIN, _LEAST_RATE),
    RATE_REGION: Series(RATE_REGION, "Skattesats till region", "kr_per_100kr", ORIGIN, Decimal(0)),
    BURIAL_FEE: Series(BURIAL_FEE, "Begravningsavgift", "kr_per_100kr", ORIGIN, Decimal(0)),
}
COLUMNS = {"kommunal-skatt": RATE, "landstings-skatt": RATE_REGION}
_FEE = "begravnings-avgift"
_PAGE = 500


def requests(base: str, asked: Asked) -> list[Request]:
    """One request per year; the answers lead on to more pages."""
    return [
        Request(
            "skatteverket",
            f"rates-{year}",
            f"{base}/dataset/{DATASET}/json?_limit={_PAGE}&_offset=0&{quote('år')}={year}",
            Words(f"Skatteverket: skattesatser {year}", f"Skatteverket: tax rates {year}"),
            (year,),
        )
        for year in asked.years
    ]


def following(request: Request, document: Any) -> Request | None:
    """The next page, where the answer has one."""
    envelope = mapping(request.url, document, "results")
    if not items(request.url, envelope.get("results"), "results"):
        return None
    return next_page(request, envelope.get("next"))


def check(got: Got) -> None:
    """Refuse an answer that is not rows of the year that was asked for."""
    list(_rows(got))


def read(got: Sequence[Got], problems: Problems) -> Read:
    """One observation of each rate per municipality and year, from all its parishes."""
    found = [made for pages_of_year in pages(got) for made in _year(pages_of_year, problems)]
    return Read(found, SERIES, {})


def _rows(got: Got) -> Iterator[tuple[str, dict[str, Decimal | None]]]:
    """The municipality's name and the rates of each parish."""
    (year,), where = got.request.years, got.request.url
    for each in records(got, "results"):
        if each.get("år") != str(year):
            raise lacks(where, "år")
        name = each.get("kommun")
        if not isinstance(name, str):
            raise lacks(where, "kommun")
        yield name, {column: _number(where, each, column) for column in (*COLUMNS, _FEE)}


def _year(got: list[Got], problems: Problems) -> Iterator[Observation]:
    (year,), where = got[0].request.years, got[0].request.url
    rows = [row for each in got for row in _rows(each)]
    promised = got[0].document.get("resultCount")
    if isinstance(promised, int) and promised != len(rows):
        raise refuse(codes.FETCH_ROW_COUNT, where, found=len(rows), promised=promised)
    if not rows:
        what = Words(f"Skattesatser {year}", f"Tax rates {year}")
        problems.add(codes.FETCH_NOT_PUBLISHED, "skatteverket", what=what)
    fees: dict[Place, set[Decimal]] = {}
    for name, rates in rows:
        place = place_of_name(name, ORIGIN, problems)
        if place is None:
            continue
        for column, series in COLUMNS.items():
            value = rates[column]
            if value is None and series == RATE_REGION and place.code == GOTLAND:
                value = Decimal(0)  # the municipality has a region's duties and takes all of the tax
            yield Observation(series, place, year, value)
        fee = rates[_FEE]
        if fee is not None:
            fees.setdefault(place, set()).add(fee)
    yield from _fees(fees, year)


def _fees(fees: dict[Place, set[Decimal]], year: int) -> Iterator[Observation]:
    """The burial fee is the municipality's, but where a parish answers for burials it has its own."""
    for place, found in fees.items():
        if len(found) == 1:
            yield Observation(BURIAL_FEE, place, year, next(iter(found)))
        else:
            mark = f"{min(found)}-{max(found)}"
            yield Observation(BURIAL_FEE, place, year, None, mark=mark, note="olika i olika församlingar")


def _number(where: str, row: dict[str, Any], column: str) -> Decimal | None:
    """A rate written as text; None where it is empty.

    Raises:
        FetchError: the column is not there, or holds something else than a number.
    """
    if column not in row:
        raise lacks(where, column)
    text = row[column]
    if not isinstance(text, str):
        return number(where, text, column)
    if not text.strip():
        return None
    found = read_number(text)
    if isinstance(found, Ambiguous):  # three decimals: no rate is in the thousands
        found = read_number(found.as_decimal)
    if found is None or isinstance(found, Ambiguous):
        raise lacks(where, column)
    return found.value


SKATTEVERKET = Source(
    "skatteverket",
    "Skatteverket",
    "https://skatteverket.entryscape.net/rowstore",
    0.5,
    (
        Dataset(
            ORIGIN,
            "Skattesatser per kommun, öppna data",
            "Skatteverket",
            f"https://skatteverket.entryscape.net/rowstore/dataset/{DATASET}",
            "",
            "",
        ),
    ),
    requests,
    following,
    check,
    read,
)
