"""Allmän pensionsavgift och public service-avgift: contributions that are taken with the income tax.

Law: 2–4 §§ lagen (1994:1744) om allmän pensionsavgift; 3–5 §§ lagen (2018:1893) om finansiering av radio och tv i allmänhetens
tjänst.
"""

from hundralapp.graph.rule import figure, parameter, rule
from hundralapp.graph.schedule import WHOLE_SHARE
from hundralapp.graph.trace import Quantity, ceil, floor, minimum, where
from hundralapp.units import ONE, PERCENT, SEK

PENSION = "2–4 §§ lagen (1994:1744) om allmän pensionsavgift"
PUBLIC_SERVICE = "3–5 §§ lagen (2018:1893) om finansiering av radio och tv i allmänhetens tjänst"
HUNDRED = Quantity(100.0, ONE)
PERCENT_OF_HUNDRED = Quantity(10_000.0, PERCENT)  # 100 percent, of a hundred kronor
FIFTY_KRONOR = Quantity(5_000.0, SEK * PERCENT)
WHOLE_PERCENT_OF_SHARE = Quantity(1_000_000.0, PERCENT * WHOLE_SHARE.unit)


@rule("income_tax.pension_contribution", unit="SEK", law=PENSION)
def pension_contribution(
    pensionable_income,
    wage=figure("person.wage"),
    other_pensionable_income=figure("person.other_pensionable_income"),
    age=figure("person.age_at_start_of_year"),
    exempt_from=parameter("income_tax.pension_contribution_age"),
    price_base_amount=parameter("income_tax.price_base_amount"),
    income_base_amount=parameter("income_tax.income_base_amount"),
    percent=parameter("income_tax.pension_contribution_percent"),
    floor_share=parameter("income_tax.pension_contribution_floor"),
    ceiling_share=parameter("income_tax.pension_contribution_ceiling"),
):
    """Allmän pensionsavgift: 7 percent up to 8.07 income base amounts, to the nearest hundred kronor, exactly 50 down.

    Nothing where the income, before it is rounded (4 §), is below 0.423 price base amounts, nor from those born in 1937 or
    earlier. Income base amounts are whole hundreds, so the ceiling is whole kronor.
    """
    ceiling = ceiling_share * income_base_amount / WHOLE_SHARE
    contribution = minimum(pensionable_income, ceiling) * percent
    hundreds = ceil((contribution - FIFTY_KRONOR) / PERCENT_OF_HUNDRED)
    income = wage + other_pensionable_income
    taken = where(income * WHOLE_SHARE < floor_share * price_base_amount, 0, hundreds * HUNDRED)
    return where(age < exempt_from, taken, 0)


@rule("income_tax.public_service_fee", unit="SEK", law=PUBLIC_SERVICE, valid_from=2019)
def public_service_fee(
    taxable_earned_income,
    age=figure("person.age_at_start_of_year"),
    age_limit=parameter("income_tax.public_service_fee_age"),
    income_base_amount=parameter("income_tax.income_base_amount"),
    percent=parameter("income_tax.public_service_fee_percent"),
    ceiling_share=parameter("income_tax.public_service_fee_ceiling"),
):
    """Public service-avgift: 1 percent up to a ceiling in income base amounts, from 18 years, öre dropped (22 kap. 1 § SFF)."""
    base = minimum(taxable_earned_income * WHOLE_SHARE, ceiling_share * income_base_amount)
    return where(age < age_limit, 0, floor(base * percent / WHOLE_PERCENT_OF_SHARE))


RULES = (pension_contribution, public_service_fee)
