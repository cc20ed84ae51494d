"""Kommunal fastighetsavgift: what the municipality is paid, and the owner's highest charge, which follows the income base amount.

The municipality is paid last year's amount and the change between the two latest years of decided charges. In a plan it grows as
much as the highest charge of a small house does, for the part of the charges that is at it; the rest stands still between
assessments. Law: 3 § lagen (2007:1398) om kommunal fastighetsavgift; 4 § andra stycket lagen (1965:269). Not modelled: flats,
whose amount since 2013 has not been read, new houses (free for fifteen years), and the assessments of every third year.
"""

from hundralapp.graph.rule import figure, given, parameter, previous, rule
from hundralapp.graph.trace import HUNDRED_PERCENT, Quantity, floor
from hundralapp.units import unit

PAYMENT = "4 § andra stycket lagen (1965:269); lagen (2007:1398)"
CHARGE = "3 § lagen (2007:1398) om kommunal fastighetsavgift"
WHOLE_KRONOR = Quantity(1.0, unit("SEK/piece"))

GIVEN = (
    given("property_charge.of_the_year_before", "SEK"),
    given("property_charge.change_of_decided_charges", "SEK"),
    given("property_charge.share_at_cap", "percent"),
    given("property_charge.small_house_cap", "SEK/piece"),
)


# The share is asked for by a rule that does not count with it: where nobody forecasts with the cap, none is shown.
@rule("property_charge.small_house_cap", unit="SEK/piece", law=CHARGE, fallback=True)
def highest_charge_of_a_small_house(
    share_at_cap,
    amount=parameter("property_charge.small_house_2008"),
    base_amount=parameter("income_tax.income_base_amount"),
    base_amount_2008=parameter("property_charge.income_base_amount_2008"),
):
    """Högsta avgift för ett småhus: that of 2008, changed as the income base amount, öre dropped."""
    return floor(amount * base_amount / base_amount_2008 / WHOLE_KRONOR) * WHOLE_KRONOR


@rule("property_charge.growth_of_cap", unit="percent", law=CHARGE)
def growth_of_the_highest_charge(small_house_cap, cap_before=previous("property_charge.small_house_cap")):
    """Högsta avgiftens tillväxt: against the period before."""
    return (small_house_cap / cap_before - 1) * HUNDRED_PERCENT


@rule("grants.property_charge", unit="SEK", law=PAYMENT, fallback=True)
def property_charge_paid(
    before=figure("property_charge.of_the_year_before"), change=figure("property_charge.change_of_decided_charges")
):
    """Kommunal fastighetsavgift: that of the year before, and the change between the two latest years of decided charges."""
    return before + change


@rule("grants.property_charge", unit="SEK", law=PAYMENT, fallback=True)
def property_charge_forecast(
    share_at_cap=figure("property_charge.share_at_cap"),
    growth_of_cap=figure("property_charge.growth_of_cap"),
    before=previous("grants.property_charge"),
):
    """Kommunal fastighetsavgift i en plan: the part of it that is at the highest charge grows as that does."""
    return before + before * growth_of_cap / HUNDRED_PERCENT * share_at_cap / HUNDRED_PERCENT


RULES = (highest_charge_of_a_small_house, growth_of_the_highest_charge, property_charge_paid, property_charge_forecast)
