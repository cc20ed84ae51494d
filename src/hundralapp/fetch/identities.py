"""Identities that public series must satisfy, each for one municipality or for the whole country in one year.

Every series is rounded as it is published, so an identity holds when the difference is no larger than what half the last digit
of each term allows. The step of a series is read from its own values: the most decimals that any place has in that year.
A term that is not known makes the identity impossible to check there; it is then neither held nor broken.

Law: 2-7 and 15-16 §§ lagen (2004:773). Not checked, for the series were not found by name: structural and transitional grants and
the adjustment item each for itself. They are checked together, as what is left of the whole system.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hundralapp.diagnostics import Words
from hundralapp.fetch import kolada, scb, skatteverket
from hundralapp.fetch.places import NATION, municipalities
from hundralapp.fetch.table import Fetched
from hundralapp.params.county_rates import parameters_of
from hundralapp.params.municipal_rates import rates_of_year

ALL = NATION  # an identity of the whole country is told of the country
_HALF = Decimal("0.5")
_GUARANTEE = Decimal("1.15")


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
        self._halves: dict[tuple[str, int], Decimal] = {}

    def of(self, series: str, year: int | None = None) -> Mapping[str, Decimal]:
        facts = self.fetched.values.get((series, year if year is not None else self.year), {})
        return {code: fact.value for code, fact in facts.items()}

    def half(self, series: str, year: int | None = None) -> Decimal:
        """Half the last published digit of a series."""
        key = series, year if year is not None else self.year
        if key not in self._halves:
            decimals = max((_decimals(fact.value) for fact in self.fetched.values.get(key, {}).values()), default=0)
            self._halves[key] = Decimal(5).scaleb(-decimals - 1)
        return self._halves[key]


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _income_equalisation(values: YearValues) -> Iterator[Held]:
    """Grant or fee = (guaranteed - own uprated) x county rate."""
    stated, own = values.of(kolada.INCOME_EQUALISATION), values.of(kolada.OWN_UPRATED)
    guaranteed, rates = values.of(kolada.GUARANTEED), values.of(kolada.COUNTY_RATE)
    halves = {name: values.half(name) for name in (kolada.INCOME_EQUALISATION, kolada.OWN_UPRATED, kolada.GUARANTEED)}
    for code, amount in stated.items():
        if code not in own or code not in guaranteed or code not in rates:
            yield _unknown(code, values.year)
            continue
        gap = guaranteed[code] - own[code]
        if values.year in (2014, 2015) and gap < 0:  # fees were counted with two rates, and one is published
            yield _unknown(code, values.year)
            continue
        allowed = (
            halves[kolada.INCOME_EQUALISATION]
            + (halves[kolada.GUARANTEED] + halves[kolada.OWN_UPRATED]) * rates[code] / 100
            + abs(gap) * values.half(kolada.COUNTY_RATE) / 100
        )
        yield Held(code, values.year, amount, gap * rates[code] / 100, allowed)


def _cost_models(values: YearValues) -> Iterator[Held]:
    """The models' parts sum to the cost equalisation."""
    yield from _sum(values, kolada.COST_EQUALISATION, kolada.COST_MODELS)


def _tax_rates(values: YearValues) -> Iterator[Held]:
    """Municipal and regional rate sum to the whole rate."""
    yield from _sum(values, kolada.TAX_RATE, (kolada.TAX_RATE_MUNICIPALITY, kolada.TAX_RATE_REGION))


def _scb_tax_rates(values: YearValues) -> Iterator[Held]:
    yield from _sum(values, scb.TAX_RATE, (scb.TAX_RATE_MUNICIPALITY, scb.TAX_RATE_REGION))


def _sum(values: YearValues, whole: str, parts: Sequence[str]) -> Iterator[Held]:
    found = [values.of(part) for part in parts]
    allowed = values.half(whole) + sum((values.half(part) for part in parts), Decimal(0))
    for code, amount in values.of(whole).items():
        if all(code in part for part in found):
            yield Held(code, values.year, amount, sum((part[code] for part in found), Decimal(0)), allowed)
        else:
            yield _unknown(code, values.year)


def _uniform_guarantee(values: YearValues) -> Iterator[Held]:
    """The guaranteed base per resident is one amount for the whole country."""
    yield from _uniform(values, kolada.GUARANTEED)


def _uniform_guarantee_of_regions(values: YearValues) -> Iterator[Held]:
    yield from _uniform(values, kolada.REGION_GUARANTEED)


def _uniform(values: YearValues, series: str) -> Iterator[Held]:
    found = values.of(series)
    common = _commonest([value for code, value in found.items() if code != NATION])
    for code, value in found.items():
        if code != NATION and common is not None:
            yield Held(code, values.year, value, common, Decimal(0))


def _commonest(found: Sequence[Decimal]) -> Decimal | None:
    counts: dict[Decimal, int] = {}
    for value in found:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: (counts[value], -value)) if counts else None


def _guarantee_of_mean(values: YearValues) -> Iterator[Held]:
    """The guaranteed base is 115 percent of the country's uprated mean."""
    common = _commonest(list(values.of(kolada.GUARANTEED).values()))
    own, people = values.of(kolada.OWN_UPRATED), values.of(scb.RESIDENTS_NOVEMBER, values.year - 1)
    if common is None:
        return
    if not all(code in own and code in people for code in municipalities()):
        yield _unknown(ALL, values.year)
        return
    total = sum((people[code] for code in municipalities()), Decimal(0))
    mean = sum((own[code] * people[code] for code in municipalities()), Decimal(0)) / total
    allowed = values.half(kolada.GUARANTEED) + _GUARANTEE * values.half(kolada.OWN_UPRATED)
    yield Held(ALL, values.year, common, _GUARANTEE * mean, allowed)


def _rest_of_system(values: YearValues) -> Iterator[Held]:
    """What is left of the whole system is the adjustment item, one amount for all, and grants, which only add to it."""
    whole, income = values.of(kolada.WHOLE_SYSTEM), values.of(kolada.INCOME_EQUALISATION)
    cost = values.of(kolada.COST_EQUALISATION)
    known = [code for code in whole if code in income and code in cost and code != ALL]
    rest = {code: whole[code] - income[code] - cost[code] for code in known}
    halves = [values.half(each) for each in (kolada.WHOLE_SYSTEM, kolada.INCOME_EQUALISATION, kolada.COST_EQUALISATION)]
    allowed = 2 * sum(halves, Decimal(0))  # of this rest, and of the common one
    common = _commonest([each.to_integral_value() for each in rest.values()])
    for code in whole:
        if code == ALL:
            continue
        if code not in rest or common is None:
            yield _unknown(code, values.year)
        else:
            yield Held(code, values.year, min(rest[code], common), common, allowed)


def _cost_sums_to_zero(values: YearValues) -> Iterator[Held]:
    """What some get through the cost equalisation others pay: kronor over the whole country."""
    amounts, people = values.of(kolada.COST_EQUALISATION), values.of(scb.RESIDENTS_NOVEMBER, values.year - 1)
    if not amounts:
        return
    if not all(code in amounts and code in people for code in municipalities()):
        yield _unknown(ALL, values.year)
        return
    total = sum((amounts[code] * people[code] for code in municipalities()), Decimal(0))
    allowed = sum((people[code] for code in municipalities()), Decimal(0)) * values.half(kolada.COST_EQUALISATION)
    yield Held(ALL, values.year, total, Decimal(0), allowed)


def _residents_sum(values: YearValues) -> Iterator[Held]:
    """Residents of the municipalities sum to the country's."""
    for series in (scb.RESIDENTS, scb.RESIDENTS_NOVEMBER):
        found = values.of(series)
        if NATION not in found:
            continue
        if all(code in found for code in municipalities()):
            total = sum((found[code] for code in municipalities()), Decimal(0))
            yield Held(ALL, values.year, found[NATION], total, Decimal(0), _SERIES[series])
        else:
            yield _unknown(ALL, values.year)


_SERIES = {
    scb.RESIDENTS: Words("31 december", "31 December"),
    scb.RESIDENTS_NOVEMBER: Words("1 november", "1 November"),
}


def _base_by_residents(values: YearValues) -> Iterator[Held]:
    """Tax base = base per resident x residents of 31 December two years before the year of payment."""
    base, each, people = values.of(scb.TAX_BASE), values.of(scb.PER_RESIDENT), values.of(scb.RESIDENTS, values.year - 2)
    for code, amount in base.items():
        if code == NATION and code not in each:
            continue
        if code in each and code in people:
            allowed = people[code] * values.half(scb.PER_RESIDENT) + values.half(scb.TAX_BASE)
            yield Held(code, values.year, amount, each[code] * people[code], allowed)
        else:
            yield _unknown(code, values.year)


def _rates_of_sources(values: YearValues) -> Iterator[Held]:
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


def _county_rates(values: YearValues) -> Iterator[Held]:
    """The county rate is that of the ordinance: one for grants, one for fees."""
    own, guaranteed = values.of(kolada.OWN_UPRATED), values.of(kolada.GUARANTEED)
    for code, rate in values.of(kolada.COUNTY_RATE).items():
        if len(code) != 4:
            continue
        if code not in own or code not in guaranteed:
            yield _unknown(code, values.year)
            continue
        kind = "grant_rate" if own[code] <= guaranteed[code] else "fee_rate"
        found = parameters_of(code, "municipality").value(f"equalisation.municipality.{kind}", values.year)
        if found is None or found[0] is None:
            yield _unknown(code, values.year)
        else:
            yield Held(code, values.year, rate, Decimal(str(found[0])) / 100, values.half(kolada.COUNTY_RATE))


def _unknown(code: str, year: int) -> Held:
    return Held(code, year, None, Decimal(0), Decimal(0))


IDENTITIES: tuple[Identity, ...] = (
    Identity(
        "income-equalisation",
        Words(
            "Inkomstutjämning = (garanterad − egen uppräknad skattekraft) × länsvis skattesats",
            "Income equalisation = (guaranteed − own uprated base per resident) × county rate",
        ),
        "kr/invånare",
        _income_equalisation,
    ),
    Identity(
        "cost-models",
        Words("Delmodellerna summerar till kostnadsutjämningen", "The models sum to the cost equalisation"),
        "kr/invånare",
        _cost_models,
        (2020, 9999),
    ),
    Identity(
        "cost-zero",
        Words("Kostnadsutjämningen summerar till noll i riket", "The cost equalisation sums to zero in the country"),
        "kr",
        _cost_sums_to_zero,
    ),
    Identity(
        "uniform-guarantee",
        Words("Garanterad skattekraft är densamma i alla kommuner", "The guaranteed base is the same in all municipalities"),
        "kr/invånare",
        _uniform_guarantee,
    ),
    Identity(
        "uniform-guarantee-regions",
        Words("Garanterad skattekraft är densamma i alla regioner", "The guaranteed base is the same in all regions"),
        "kr/invånare",
        _uniform_guarantee_of_regions,
    ),
    Identity(
        "guarantee-of-mean",
        Words("Garanterad skattekraft är 115 procent av rikets medel", "The guaranteed base is 115 percent of the mean"),
        "kr/invånare",
        _guarantee_of_mean,
    ),
    Identity(
        "rest-of-system",
        Words(
            "Resten av utjämningen är minst den regleringspost som är lika för alla",
            "What is left of the equalisation is at least the adjustment item that is the same for all",
        ),
        "kr/invånare",
        _rest_of_system,
    ),
    Identity(
        "county-rates",
        Words("Länsvis skattesats är förordningens", "The county rate is that of the ordinance"),
        "kr_per_100kr",
        _county_rates,
        (2015, 9999),
    ),
    Identity(
        "tax-rates",
        Words("Kommunens och regionens skattesats är hela (Kolada)", "Municipal and regional rate are the whole (Kolada)"),
        "kr_per_100kr",
        _tax_rates,
    ),
    Identity(
        "tax-rates-scb",
        Words("Kommunens och regionens skattesats är hela (SCB)", "Municipal and regional rate are the whole (SCB)"),
        "kr_per_100kr",
        _scb_tax_rates,
    ),
    Identity(
        "rates-of-sources",
        Words("Kommunens skattesats är densamma i alla källor", "The municipality's rate is the same in all sources"),
        "kr_per_100kr",
        _rates_of_sources,
    ),
    Identity(
        "residents",
        Words("Kommunernas invånare summerar till rikets", "Residents of the municipalities sum to the country's"),
        "invånare",
        _residents_sum,
        (0, scb.NOISY_FROM - 1),
    ),
    Identity(
        "base-by-residents",
        Words("Skatteunderlag = skattekraft × invånare två år före", "Tax base = base per resident × residents two years before"),
        "kr",
        _base_by_residents,
    ),
)
