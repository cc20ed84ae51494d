"""Utbetalningarna: what the State pays each month of a year, and how that differs from what the accounts show.

A twelfth of preliminary tax and equalisation is paid each month. January and February may be paid with December's amount, put
right in April or in April to June. The settlement of a year is paid in January two years later. Counted where the workspace
says how many months were paid with December's amount. Law: 4 § lagen (1965:269). Not modelled here: the day of
payment, which `dates.payment_day` gives.
"""

from hundralapp.graph.rule import Rule, figure, given, optional, previous, rule
from hundralapp.graph.trace import Quantity, maximum, where
from hundralapp.units import unit

PAYMENT = "4 § andra-fjärde styckena lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
SETTLEMENT = "4 § femte stycket lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
APRIL = 4
AT_DECEMBER = "payment.months_at_december_amount"

GIVEN = (
    given(AT_DECEMBER, "month"),
    given("payment.months_of_correction", "month"),
    given("payment.grants_paid_otherwise", "SEK"),
    given("payment.december_before", "SEK"),
)


def _months(count: int) -> Quantity:
    return Quantity(float(count), unit("month"))


# The number of months is asked for by rules that do not count with it: where nobody says how it was paid, no payment is shown.
@rule("payment.monthly", unit="SEK", law=PAYMENT)
def monthly_amount(
    months_at_december_amount,
    preliminary_tax=figure("revenue.preliminary_tax_revenue"),
    grants=figure("revenue.general_grants"),
    paid_otherwise=optional("payment.grants_paid_otherwise"),
):
    """Månadsbelopp: a twelfth of preliminary tax, equalisation and the grants that are paid with them."""
    return (preliminary_tax + grants - paid_otherwise) / 12


@rule("payment.december_before", unit="SEK", law=PAYMENT, fallback=True)
def december_before(monthly=previous("payment.monthly")):
    """Månadsbelopp i december året före."""
    return monthly


@rule("payment.correction", unit="SEK", law=PAYMENT)
def correction(monthly, december_before, months_at_december_amount):
    """Rättelse av årets första månader: what was paid too little with December's amount."""
    return (monthly - december_before) * months_at_december_amount / _months(1)


def _of_month(number: int) -> Rule:
    if number <= 2:

        @rule(f"payment.{MONTHS[number - 1]}", unit="SEK", law=PAYMENT)
        def month_at_december_amount(monthly, december_before, months_at_december_amount):
            """Månadens utbetalning: the monthly amount, or that of December before."""
            return where(months_at_december_amount >= _months(number), december_before, monthly)

        return month_at_december_amount
    if APRIL <= number < APRIL + 3:

        @rule(f"payment.{MONTHS[number - 1]}", unit="SEK", law=PAYMENT)
        def month_of_correction(monthly, correction, months=optional("payment.months_of_correction")):
            """Månadens utbetalning: the monthly amount, and its part of the correction."""
            spread = maximum(months, _months(1))
            part = where(spread >= _months(number - APRIL + 1), correction * _months(1) / spread, correction * 0)
            return monthly + part

        return month_of_correction

    @rule(f"payment.{MONTHS[number - 1]}", unit="SEK", law=PAYMENT)
    def ordinary_month(monthly):
        """Månadens utbetalning: the monthly amount."""
        return monthly

    return ordinary_month


@rule("payment.of_all_months", unit="SEK", law=PAYMENT)
def all_months(january, february, march, april, may, june, july, august, september, october, november, december):
    """Utbetalt för månaderna: the twelve payments."""
    first_half = january + february + march + april + may + june
    return first_half + july + august + september + october + november + december


@rule("payment.settlement", unit="SEK", law=SETTLEMENT)
def settlement_paid(months_at_december_amount, outcome=previous("settlement.outcome_of_the_year_before")):
    """Slutavräkning som betalas i januari: that of two years before."""
    return outcome


@rule("payment.of_the_year", unit="SEK", law=PAYMENT)
def paid_in_the_year(of_all_months, settlement):
    """Utbetalt under året: the twelve payments and the settlement in January."""
    return of_all_months + settlement


@rule("payment.accrued_less_paid", unit="SEK", law="RKR R2")
def accrued_less_paid(
    of_the_year,
    tax_revenue=figure("revenue.tax_revenue"),
    grants=figure("revenue.general_grants"),
):
    """Redovisat minus utbetalt: what the accounts of the year show beyond what was paid in it."""
    return tax_revenue + grants - of_the_year


RULES = (
    monthly_amount,
    december_before,
    correction,
    *(_of_month(number) for number in range(1, 13)),
    all_months,
    settlement_paid,
    paid_in_the_year,
    accrued_less_paid,
)
