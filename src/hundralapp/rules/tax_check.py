"""Kontrollräkningen: a stated tax revenue, computed once more from what was known before the year, and the difference.

The known base of the year before is taken as many percent further as the country's base grew between the two income years, and
uprated with the Government's factors; the settlements are those that the workspace knows. So forecasters do for every
municipality, and so a printed line can be tried by someone who has not seen the assessment. Law: 4 § lagen (1965:269). Not
modelled: that one municipality's base grows faster or slower than the country's, which is what the difference mostly shows.
"""

from hundralapp.graph.rule import figure, given, parameter, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE

PAYMENT = "4 § lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"

GIVEN = (given("tax_check.national_growth", "percent"), given("tax_check.tax_base", "SEK"))


@rule("tax_check.tax_base", unit="SEK", law=PAYMENT, fallback=True)
def base_grown_as_the_country(
    national_growth, known_before=previous("tax_base.implied_known"), uprating=parameter("tax_base.uprating")
):
    """Kontrollräknat skatteunderlag: last year's known base, grown as the country's, with this year's factors."""
    known = known_before * (HUNDRED_PERCENT + national_growth) / HUNDRED_PERCENT
    return known * (HUNDRED_PERCENT + uprating) / HUNDRED_PERCENT


@rule("tax_check.preliminary_tax_revenue", unit="SEK", law=PAYMENT)
def preliminary_tax_checked(tax_base, tax_rate=figure("revenue.tax_rate")):
    """Kontrollräknad preliminär skatt: that base times the rate."""
    return tax_base * tax_rate / WHOLE_TAX_RATE


@rule("tax_check.tax_revenue", unit="SEK", law=PAYMENT)
def tax_revenue_checked(
    preliminary_tax_revenue,
    settlements=total("revenue.settlement_of_the_year", "revenue.settlement_of_the_year_before"),
):
    """Kontrollräknade skatteintäkter: with the settlements of the year and of the year before."""
    return preliminary_tax_revenue + settlements


@rule("tax_check.less_stated", unit="SEK", law=PAYMENT)
def checked_less_stated(tax_revenue, line=figure("revenue.tax_revenue")):
    """Kontrollräknat minus angivet: what the printed line leaves unexplained."""
    return tax_revenue - line


@rule("tax_check.rate_effect", unit="SEK", law="65 kap. 3 § IL (1999:1229)")
def rate_effect_checked(tax_base, change=figure("revenue.tax_rate_change")):
    """Vad skatteändringen ger, kontrollräknat: the changed part of the rate on the checked base."""
    return tax_base * change / WHOLE_TAX_RATE


RULES = (base_grown_as_the_country, preliminary_tax_checked, tax_revenue_checked, checked_less_stated, rate_effect_checked)
