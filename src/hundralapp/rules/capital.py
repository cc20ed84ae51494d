"""Investeringsbudgeten: outlays become depreciation, borrowing becomes debt, and debt becomes interest.

Straight-line depreciation from the year after the outlay (7 kap. LKBR). Not modelled: component depreciation, investment grants,
capitalised interest.
"""

from hundralapp.graph.rule import figure, given, history, optional, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, Quantity, where
from hundralapp.graph.trace import total as sum_of
from hundralapp.units import unit

LKBR7 = "7 kap. LKBR (2018:597)"
YEAR = unit("year")
ONE_YEAR = Quantity(1.0, YEAR)

GIVEN = (
    given("investment.{investment}.outlay", "SEK"),
    given("investment.{investment}.lifetime", "year"),
    given("capital.existing_depreciation", "SEK"),
    given("capital.interest_rate", "percent"),
    given("capital.borrowing", "SEK"),
    given("capital.amortisation", "SEK"),
    given("balance.long_term_debt", "SEK"),
    given("capital.investments", "SEK"),
)


@rule("investment.{investment}.depreciation", unit="SEK", law=LKBR7, complete=True)
def investment_depreciation(lifetime, outlays=history("investment.{investment}.outlay")):
    """Investeringens avskrivning: each earlier outlay over its lifetime, from the year after."""
    none = outlays[0] * 0
    yearly = [
        where(Quantity(float(age), YEAR) <= lifetime, outlay / (lifetime / ONE_YEAR), 0)
        for age, outlay in enumerate(outlays)
        if age > 0
    ]
    return sum_of([none, *yearly])


@rule("capital.investments", unit="SEK")
def investments(outlays=total("investment.*.outlay")):
    """Investeringar: all outlays of the period."""
    return outlays


@rule("capital.depreciation", unit="SEK", law=LKBR7)
def depreciation(existing_depreciation, investments=total("investment.*.depreciation")):
    """Avskrivningar: on what exists, and on what the capital budget adds."""
    return existing_depreciation + investments


@rule("result.depreciation", unit="SEK", law=LKBR7)
def depreciation_in_the_result(depreciation=figure("capital.depreciation")):
    """Avskrivningar i resultaträkningen: negative, as printed."""
    return -depreciation


@rule("balance.long_term_debt", unit="SEK")
def long_term_debt(
    borrowing=figure("capital.borrowing"),
    opening=previous("balance.long_term_debt"),
    amortisation=optional("capital.amortisation"),
):
    """Långfristiga skulder: opening debt, plus borrowing, less amortisation."""
    return opening + borrowing - amortisation


@rule("capital.interest", unit="SEK")
def interest(interest_rate, opening=previous("balance.long_term_debt"), closing=figure("balance.long_term_debt")):
    """Räntekostnader: the mean of opening and closing debt at the period's interest rate."""
    return (opening + closing) / 2 * interest_rate / HUNDRED_PERCENT


RULES = (
    investment_depreciation,
    investments,
    depreciation,
    depreciation_in_the_result,
    long_term_debt,
    interest,
)
