"""Slutavräkningen: what the whole country was paid too much or too little, spread with one amount per resident.

A year's settlement is the country's tax on what was earned less the tax that was paid out, and every resident of 1 November the
year before counts alike: a municipality's own growth does not matter. Municipalities and regions are settled each for
themselves; a municipality outside a region is both. The accounts of a year hold the forecast for the year, and what the year
before was booked wrong. Law: 4 § femte stycket lagen (1965:269). Not modelled: that the mean tax rate shifts when the base
grows unevenly.
"""

from collections.abc import Iterator

from hundralapp.graph.rule import Given, Rule, figure, given, parameter, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE

SETTLEMENT = "4 § femte stycket lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
BOOKING = "RKR R2; 4 § femte stycket lagen (1965:269)"
LEVELS = ("municipality", "region")
RESIDENTS = "population.residents_1_november_before"


def _given(level: str) -> Iterator[Given]:
    yield given(f"settlement.{level}.booked_per_resident", "SEK/resident")
    yield given(f"settlement.{level}.outcome_per_resident", "SEK/resident")
    yield given(f"settlement.{level}.correction_per_resident", "SEK/resident")
    yield given(f"settlement.{level}.mean_tax_rate", "ore_per_SEK100")


def _rules(level: str) -> tuple[Rule, ...]:
    """The settlement of municipalities or of regions: the law is the same for both."""

    @rule(f"settlement.{level}.booked_per_resident", unit="SEK/resident", law=SETTLEMENT, fallback=True)
    def settlement_from_the_forecast(
        mean_tax_rate,
        mean_base=figure("equalisation.mean_tax_base_per_resident"),
        growth=figure("revenue.tax_base_growth"),
        growth_before=previous("revenue.tax_base_growth"),
        uprating=parameter("tax_base.uprating"),
    ):
        """Slutavräkning per invånare: the mean tax on what the forecast of the base exceeds what the factors assumed."""
        forecast = (HUNDRED_PERCENT + growth_before) * (HUNDRED_PERCENT + growth) / HUNDRED_PERCENT
        return mean_base * mean_tax_rate / WHOLE_TAX_RATE * (forecast / (HUNDRED_PERCENT + uprating) - 1)

    @rule(f"settlement.{level}.amount", unit="SEK", law=BOOKING)
    def settlement_booked(booked_per_resident, residents=figure(RESIDENTS)):
        """Slutavräkning bokförd för året: the uniform amount of the forecast, for each resident of 1 November."""
        return booked_per_resident * residents

    @rule(f"settlement.{level}.outcome", unit="SEK", law=SETTLEMENT)
    def settlement_decided(outcome_per_resident, residents=figure(RESIDENTS)):
        """Slutavräkning enligt beslut: the uniform amount that was decided, for each resident of 1 November."""
        return outcome_per_resident * residents

    @rule(f"settlement.{level}.correction", unit="SEK", law=BOOKING)
    def correction_of_the_year_before(
        outcome=previous(f"settlement.{level}.outcome"), booked=previous(f"settlement.{level}.amount")
    ):
        """Korrigering av föregående års slutavräkning: what was decided less what was booked."""
        return outcome - booked

    @rule(f"settlement.{level}.correction", unit="SEK", law=BOOKING)
    def correction_from_the_uniform_amount(correction_per_resident, residents=previous(RESIDENTS)):
        """Korrigering av föregående års slutavräkning: a uniform amount for each resident that the year before counted."""
        return correction_per_resident * residents

    return (
        settlement_from_the_forecast,
        settlement_booked,
        settlement_decided,
        correction_of_the_year_before,
        correction_from_the_uniform_amount,
    )


GIVEN = tuple(one for level in LEVELS for one in _given(level))


@rule("settlement.amount", unit="SEK", law=BOOKING)
def settlement_of_all_levels(amounts=total("settlement.municipality.amount", "settlement.region.amount")):
    """Slutavräkning för året: as municipality, as region, or as both."""
    return amounts


@rule("settlement.correction", unit="SEK", law=BOOKING)
def correction_of_all_levels(corrections=total("settlement.municipality.correction", "settlement.region.correction")):
    """Korrigering av föregående år: as municipality, as region, or as both."""
    return corrections


@rule("settlement.outcome", unit="SEK", law=SETTLEMENT)
def outcome_of_all_levels(outcomes=total("settlement.municipality.outcome", "settlement.region.outcome")):
    """Slutavräkning enligt beslut: as municipality, as region, or as both."""
    return outcomes


@rule("settlement.outcome_of_the_year_before", unit="SEK", law=SETTLEMENT)
def outcome_of_the_year_before(outcome=previous("settlement.outcome")):
    """Föregående års slutavräkning enligt beslut."""
    return outcome


@rule("settlement.less_stated", unit="SEK", law=BOOKING)
def computed_less_stated(amount, line=figure("revenue.settlement_of_the_year")):
    """Räknad minus angiven slutavräkning: zero where the line itself is computed."""
    return amount - line


RULES = (
    *(each for level in LEVELS for each in _rules(level)),
    settlement_of_all_levels,
    correction_of_all_levels,
    outcome_of_all_levels,
    outcome_of_the_year_before,
    computed_less_stated,
)
