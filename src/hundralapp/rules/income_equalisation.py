"""Inkomstutjämningen: everyone is guaranteed a share of the country's mean tax base per resident, and pays for what is above it.

Municipalities and regions are equalised each for themselves; a municipality outside a region is both. What is lacking up to the
guaranteed level is compensated with the county's grant rate, what exceeds it is charged with its fee rate. So one's own tax
rate does not matter, and of one krona more of own base little is kept. Law: 3-7 §§ lagen (2004:773). Not modelled: the cost
equalisation and the adjustment item, which change with residents too.
"""

from collections.abc import Iterator

from hundralapp.graph.rule import Given, Rule, figure, given, parameter, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE, Quantity, maximum, where
from hundralapp.units import PERCENT

LAW = "lagen (2004:773) om kommunalekonomisk utjämning"
LEVELS = ("municipality", "region")
RESIDENTS = "population.residents_1_november_before"
MEAN = "equalisation.mean_tax_base_per_resident"
REDUCED_TO = Quantity(125.0, PERCENT)  # 2014-2015: up to this part of the mean the fee was counted with 60 percent

_NATIONAL = (
    given("equalisation.national_tax_base", "SEK"),
    given("equalisation.national_residents", "resident"),
    given("equalisation.national_residents_growth", "percent"),
    given(MEAN, "SEK/resident"),
)


@rule(MEAN, unit="SEK/resident", law=f"3 § {LAW}", fallback=True)
def mean_tax_base_per_resident(
    tax_base=parameter("equalisation.national_tax_base"), residents=parameter("equalisation.national_residents")
):
    """Uppräknad medelskattekraft: the country's uprated base per resident of 1 November the year before."""
    return tax_base / residents


@rule(MEAN, unit="SEK/resident", law=f"3 § {LAW}", fallback=True)
def mean_tax_base_from_growth(national_residents_growth, growth=figure("revenue.tax_base_growth"), mean_before=previous(MEAN)):
    """Uppräknad medelskattekraft: that of the year before, grown as the forecast says of the base and of the residents."""
    return mean_before * (HUNDRED_PERCENT + growth) / (HUNDRED_PERCENT + national_residents_growth)


def _given(level: str) -> Iterator[Given]:
    yield given(f"equalisation.{level}.guarantee_percent", "percent")
    yield from (
        given(f"equalisation.{level}.{kind}", "ore_per_SEK100") for kind in ("grant_rate", "fee_rate", "reduced_fee_rate")
    )


def _rules(level: str) -> tuple[Rule, ...]:
    """The equalisation of municipalities or of regions: the law is the same for both, the rates are not."""
    grant_rate, fee_rate = parameter(f"equalisation.{level}.grant_rate"), parameter(f"equalisation.{level}.fee_rate")
    reduced_rate = parameter(f"equalisation.{level}.reduced_fee_rate")

    @rule(f"equalisation.{level}.guaranteed_per_resident", unit="SEK/resident", law=f"4 § {LAW}")
    def guaranteed_per_resident(mean=figure(MEAN), guarantee_percent=parameter(f"equalisation.{level}.guarantee_percent")):
        """Garanterad skattekraft: a share of the country's mean."""
        return mean * guarantee_percent / HUNDRED_PERCENT

    @rule(f"equalisation.{level}.below_guarantee", unit="SEK", law=f"4 § {LAW}")
    def below_guarantee(guaranteed_per_resident, residents=figure(RESIDENTS), tax_base=figure("tax_base.counted")):
        """Underlag som saknas: the guaranteed base less the own uprated one; negative where the own is greater."""
        return guaranteed_per_resident * residents - tax_base

    @rule(f"equalisation.{level}.county_rate", unit="ore_per_SEK100", law=f"5-7 §§ {LAW}", valid_to=2013)
    def county_rate_to_2013(below_guarantee, grant_rate=grant_rate, fee_rate=fee_rate):
        """Länsvis skattesats: the county's for grants where base is lacking, and for fees where it exceeds."""
        return where(below_guarantee < 0, fee_rate, grant_rate)

    @rule(f"equalisation.{level}.county_rate", unit="ore_per_SEK100", law=f"5-7 §§ {LAW}", valid_from=2014, valid_to=2015)
    def county_rate_of_two_years(
        below_guarantee,
        mean=figure(MEAN),
        residents=figure(RESIDENTS),
        tax_base=figure("tax_base.counted"),
        grant_rate=grant_rate,
        fee_rate=fee_rate,
        reduced_fee_rate=reduced_rate,
    ):
        """Länsvis skattesats på nästa krona: for fees a lower one up to 125 percent of the mean, 2014 and 2015."""
        fee = where(mean * REDUCED_TO / HUNDRED_PERCENT * residents < tax_base, fee_rate, reduced_fee_rate)
        return where(below_guarantee < 0, fee, grant_rate)

    @rule(f"equalisation.{level}.county_rate", unit="ore_per_SEK100", law=f"5-7 §§ {LAW}", valid_from=2016)
    def county_rate(below_guarantee, grant_rate=grant_rate, fee_rate=fee_rate):
        """Länsvis skattesats: the county's for grants where base is lacking, and for fees where it exceeds."""
        return where(below_guarantee < 0, fee_rate, grant_rate)

    @rule(f"equalisation.{level}.income_equalisation", unit="SEK", law=f"5-6 §§ {LAW}", valid_to=2013)
    def income_equalisation_to_2013(below_guarantee, county_rate):
        """Inkomstutjämning: a grant on the base that is lacking, or (negative) a fee on what exceeds."""
        return below_guarantee * county_rate / WHOLE_TAX_RATE

    @rule(
        f"equalisation.{level}.income_equalisation",
        unit="SEK",
        law=f"5-6 §§ {LAW} i lydelsen SFS 2013:975",
        valid_from=2014,
        valid_to=2015,
    )
    def income_equalisation_of_two_years(
        below_guarantee,
        mean=figure(MEAN),
        residents=figure(RESIDENTS),
        tax_base=figure("tax_base.counted"),
        grant_rate=grant_rate,
        fee_rate=fee_rate,
        reduced_fee_rate=reduced_rate,
    ):
        """Inkomstutjämning: a fee counted with a lower rate up to 125 percent of the mean, and the full rate above it."""
        above = maximum(tax_base - mean * REDUCED_TO / HUNDRED_PERCENT * residents, 0)
        between = maximum(-below_guarantee, 0) - above
        fee = between * reduced_fee_rate + above * fee_rate
        return where(below_guarantee < 0, -fee, below_guarantee * grant_rate) / WHOLE_TAX_RATE

    @rule(f"equalisation.{level}.income_equalisation", unit="SEK", law=f"5-6 §§ {LAW}", valid_from=2016)
    def income_equalisation(below_guarantee, county_rate):
        """Inkomstutjämning: a grant on the base that is lacking, or (negative) a fee on what exceeds."""
        return below_guarantee * county_rate / WHOLE_TAX_RATE

    @rule(f"equalisation.{level}.returned_through_mean", unit="ore_per_SEK100", law=f"3-6 §§ {LAW}")
    def returned_through_mean(
        county_rate,
        residents=figure(RESIDENTS),
        national_residents=parameter("equalisation.national_residents"),
        guarantee_percent=parameter(f"equalisation.{level}.guarantee_percent"),
    ):
        """Tillbaka genom medelskattekraften: one's own base raises the country's mean too, and so what is guaranteed."""
        return county_rate * guarantee_percent / HUNDRED_PERCENT * residents / national_residents

    return (
        guaranteed_per_resident,
        below_guarantee,
        county_rate_to_2013,
        county_rate_of_two_years,
        county_rate,
        income_equalisation_to_2013,
        income_equalisation_of_two_years,
        income_equalisation,
        returned_through_mean,
    )


GIVEN = (*_NATIONAL, *(one for level in LEVELS for one in _given(level)))


@rule("equalisation.income_equalisation", unit="SEK", law=f"5-6 §§ {LAW}")
def income_equalisation_of_all_levels(
    amounts=total("equalisation.municipality.income_equalisation", "equalisation.region.income_equalisation"),
):
    """Inkomstutjämning: as municipality, as region, or as both."""
    return amounts


@rule("equalisation.county_rate", unit="ore_per_SEK100", law=f"5-7 §§ {LAW}")
def county_rate_of_all_levels(rates=total("equalisation.municipality.county_rate", "equalisation.region.county_rate")):
    """Länsvis skattesats på nästa krona: as municipality, as region, or as both."""
    return rates


@rule("equalisation.less_stated", unit="SEK", law=f"5-6 §§ {LAW}")
def computed_less_stated(income_equalisation, line=figure("grants.income_equalisation")):
    """Räknad minus angiven inkomstutjämning: zero where the line itself is computed."""
    return income_equalisation - line


RULES = (
    mean_tax_base_per_resident,
    mean_tax_base_from_growth,
    *(each for level in LEVELS for each in _rules(level)),
    income_equalisation_of_all_levels,
    county_rate_of_all_levels,
    computed_less_stated,
)
