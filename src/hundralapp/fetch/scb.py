"""SCB's statistical database, PxWeb API v2: residents, tax base and tax rates by municipality.

Read in stored answers and in other people's clients: the address `https://statistikdatabasen.scb.se/api/v2`,
`/tables/{id}/data?lang=sv&outputFormat=json-stat2&valueCodes[Dim]=codes`, `*` for all codes, at most 150 000 cells and three
calls a second; 400 with a problem document (`Non-existent value`) for a code that is not there; a dimension that may be
eliminated is summed when it is left out; contents are best known by their Swedish labels, for their codes change between tables
and years; the dimensions and codes of TAB6471 and its note on controlled noise from 2025; TAB3600 (base and base per resident,
whose year is that of payment, two years after the incomes), TAB2017 (rates) and TAB638 (31 December, to 2024) with
their labels; a literal zero for a municipality that did not exist.
Assumed: that TAB1267 is residents on 1 November (seen in one client), that sex, age and civil status may be left out in TAB638
and TAB1267, and that the kronor of TAB3600 are whole kronor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from hundralapp.diagnostics import Words
from hundralapp.fetch.jsonstat import Table, read_table
from hundralapp.fetch.observation import Observation, Series
from hundralapp.fetch.places import place_of_code
from hundralapp.fetch.problems import Problems
from hundralapp.fetch.request import Request
from hundralapp.fetch.source import Asked, Dataset, Got, Read, Source, lacks, no_following
from hundralapp.graph.figure import Status

RESIDENTS, RESIDENTS_NOVEMBER = "scb.residents_31_december", "scb.residents_1_november"
TAX_BASE, PER_RESIDENT, SHARE = "scb.tax_base", "scb.tax_base_per_resident", "scb.tax_base_share"
TAX_RATE, TAX_RATE_MUNICIPALITY, TAX_RATE_REGION = "scb.tax_rate", "scb.tax_rate_municipality", "scb.tax_rate_region"
NOISY_FROM = 2025  # residents have had a controlled noise since then: parts need not sum to their totals
# Stor-Stockholm, Stor-Göteborg and Stor-Malmö have four digits but are no municipalities.
_METROPOLITAN = frozenset(("0010", "0020", "0030"))
_LICENCE = "CC0"
_SCB = "Statistiska centralbyrån (SCB)"


@dataclass(frozen=True, slots=True)
class ScbTable:
    """A table asked for: which codes of its dimensions, the others being summed, and which contents are which series."""

    id: str
    origin: str
    title: str
    chosen: dict[str, str]
    contents: dict[str, str]  # the start of a content's label, in lower case -> series
    month: str = ""
    note: str = ""

    def name_of(self, year: int) -> str:
        """What the request of a year is called."""
        return f"{self.id}-{year}{self.month}".lower()


_TOTAL = {"Alder": "TotSA", "Kon": "TotSa"}
_NOISE = "Från 2025 lägger SCB till en liten slumpmässig osäkerhet."
_DECEMBER = ScbTable("TAB638", "fetched-scb-residents", "Folkmängd 31 december", {}, {"folkmängd": RESIDENTS})
_DECEMBER_NOISY = ScbTable(
    "TAB6471", "fetched-scb-residents", "Folkmängd 31 december", _TOTAL, {"folkmängd": RESIDENTS}, "M12", _NOISE
)
_NOVEMBER = ScbTable("TAB1267", "fetched-scb-november", "Folkmängd 1 november", {}, {"folkmängd": RESIDENTS_NOVEMBER})
_NOVEMBER_NOISY = ScbTable(
    "TAB6471",
    "fetched-scb-november",
    "Folkmängd 1 november",
    _TOTAL,
    {"folkmängd": RESIDENTS_NOVEMBER},
    "M10",
    f"Den sista oktober. {_NOISE}",
)
_BASE = ScbTable(
    "TAB3600",
    "fetched-scb-tax-base",
    "Skatteunderlag och skattekraft",
    {},
    {"skatteunderlag": TAX_BASE, "skattekraft": PER_RESIDENT, "andel": SHARE},
)
_RATES = ScbTable(
    "TAB2017",
    "fetched-scb-tax-rates",
    "Kommunala skattesatser",
    {},
    {
        "skattesats, total": TAX_RATE,
        "skattesats till kommun": TAX_RATE_MUNICIPALITY,
        "skattesats till region": TAX_RATE_REGION,
    },
)
_ONE, _LEAST_RATE = Decimal(1), Decimal(5)
SERIES = {
    RESIDENTS: Series(RESIDENTS, "Folkmängd 31 december", "invånare", _DECEMBER.origin, _ONE),
    RESIDENTS_NOVEMBER: Series(RESIDENTS_NOVEMBER, "Folkmängd 1 november", "invånare", _NOVEMBER.origin, _ONE),
    TAX_BASE: Series(TAX_BASE, "Skatteunderlag", "kr", _BASE.origin, _ONE),
    PER_RESIDENT: Series(PER_RESIDENT, "Skattekraft", "kr/invånare", _BASE.origin, _ONE),
    SHARE: Series(SHARE, "Skattekraft, andel av riksmedelvärdet", "%", _BASE.origin, _ONE),
    TAX_RATE: Series(TAX_RATE, "Skattesats, total kommunal", "kr_per_100kr", _RATES.origin, _LEAST_RATE),
    TAX_RATE_MUNICIPALITY: Series(TAX_RATE_MUNICIPALITY, "Skattesats till kommun", "kr_per_100kr", _RATES.origin, _LEAST_RATE),
    TAX_RATE_REGION: Series(TAX_RATE_REGION, "Skattesats till region", "kr_per_100kr", _RATES.origin, Decimal(0)),
}


def tables_of(year: int) -> tuple[ScbTable, ...]:
    """The tables that hold the year."""
    residents = (_DECEMBER_NOISY, _NOVEMBER_NOISY) if year >= NOISY_FROM else (_DECEMBER, _NOVEMBER)
    return (*residents, _BASE, _RATES)


def requests(base: str, asked: Asked) -> list[Request]:
    """One request per table and year: a year that is not published then costs one table only. Equalisation counts with
    1 November the year before, so that year is asked for too."""
    found = []
    for year in sorted({*asked.years, min(asked.years) - 1}):
        for table in tables_of(year):
            if year in asked.years or table in (_NOVEMBER, _NOVEMBER_NOISY):
                found.append(_request(base, table, year))
    return found


def _request(base: str, table: ScbTable, year: int) -> Request:
    chosen = {"Region": "*", **table.chosen, "ContentsCode": "*", "Tid": f"{year}{table.month}"}
    codes_of = [("lang", "sv"), ("outputFormat", "json-stat2"), *((f"valueCodes[{name}]", code) for name, code in chosen.items())]
    what = Words(f"SCB {table.id}: {table.title} {year}", f"SCB {table.id}: {table.title} {year}")
    url = f"{base}/tables/{table.id}/data?{urlencode(codes_of, safe='*')}"
    return Request("scb", table.name_of(year), url, what, (year,), may_be_missing=True)


def check(got: Got) -> None:
    """Refuse an answer that is not the table that was asked for."""
    read((got,), Problems())


def read(got: Sequence[Got], problems: Problems) -> Read:
    """Observations of every place; what has a mark instead of a value is unknown."""
    found: list[Observation] = []
    published: dict[str, str] = {}
    for each in got:
        (year,) = each.request.years
        table = next(one for one in tables_of(year) if each.request.name == one.name_of(year))
        data = read_table(each.request.url, each.document)
        published[table.origin] = max(published.get(table.origin, ""), data.updated)
        found += _observations(each.request.url, table, year, data, problems)
    return Read(found, SERIES, {name: date for name, date in published.items() if date})


def _observations(where: str, table: ScbTable, year: int, data: Table, problems: Problems) -> list[Observation]:
    for name in ("Region", "ContentsCode", "Tid"):
        if name not in data.labels:
            raise lacks(where, name)
    if list(data.labels["Tid"]) != [f"{year}{table.month}"]:
        raise lacks(where, f"Tid={year}{table.month}")
    others = [name for name in data.labels if name not in ("Region", "ContentsCode", "Tid") and len(data.labels[name]) > 1]
    if others:  # a sum that was not made: the parts would be taken for the whole
        raise lacks(where, others[0])
    series = {code: _series_of(table, label) for code, label in data.labels["ContentsCode"].items()}
    lacking = [wanted for wanted in table.contents.values() if wanted not in series.values()]
    if lacking:
        raise lacks(where, f"ContentsCode ({SERIES[lacking[0]].title})")
    is_noisy = bool(table.month)
    found = []
    for cell in data.cells():
        content, code = series[cell.codes["ContentsCode"]], cell.codes["Region"]
        if content is None or code in _METROPOLITAN:
            continue
        place = place_of_code(code, table.origin, problems)
        if place is not None:
            status = Status.ESTIMATE if is_noisy else Status.EXACT
            found.append(Observation(content, place, year, cell.value, status, cell.mark, table.note))
    return found


def _series_of(table: ScbTable, label: str) -> str | None:
    lowered = label.lower()
    return next((series for start, series in table.contents.items() if lowered.startswith(start)), None)


def _dataset(table: ScbTable, note: str = "") -> Dataset:
    page = f"{table.id}, från 2025 TAB6471" if table in (_DECEMBER, _NOVEMBER) else table.id
    url = f"https://statistikdatabasen.scb.se/api/v2/tables/{table.id}"
    return Dataset(table.origin, table.title, _SCB, url, page, _LICENCE, note)


SCB = Source(
    "scb",
    "SCB",
    "https://statistikdatabasen.scb.se/api/v2",
    0.4,
    tuple(_dataset(each) for each in (_DECEMBER, _NOVEMBER, _BASE, _RATES)),
    requests,
    no_following,
    check,
    read,
)
