"""Skattereduktioner: the credits as the law counts them, each before it is limited to the tax that is left.

Öre are dropped (67 kap. 1 § IL). Not modelled: seafarers' income, capital deficits, household services, gifts, green technology,
the unemployment insurance fund. For a person with both wage and sickness compensation the two credits are counted each by itself.
"""

from hundralapp.graph.rule import figure, optional, parameter, rule, schedule
from hundralapp.graph.schedule import WHOLE_SHARE
from hundralapp.graph.trace import WHOLE_TAX_RATE, Quantity, floor, maximum, where
from hundralapp.units import PERCENT, SHARE, TAX_RATE

IL67_7 = "67 kap. 5–7 §§ IL (1999:1229)"
IL67_8 = "67 kap. 5, 6, 8 §§ IL (1999:1229)"
IL67_9C = "67 kap. 9 a–9 d §§ IL (1999:1229)"
IL67_34 = "67 kap. 34–35 §§ IL (1999:1229)"
IL67_47 = "67 kap. 46–47 §§ IL (1999:1229)"
TEMPORARY = "lagen (2021:930) om tillfällig skattereduktion för arbetsinkomster"
WHOLE_RATE_OF_SHARE = Quantity(WHOLE_SHARE.value * WHOLE_TAX_RATE.value, SHARE * TAX_RATE)
PERCENT_AS_RATE_OF_SHARE = Quantity(1_000_000.0, SHARE * TAX_RATE / PERCENT)


@rule("income_tax.credit_income", unit="SEK*ten_thousandth", law=IL67_7)
def credit_income(
    work_income,
    amounts=schedule("income_tax.earned_income_tax_credit_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
):
    """Jobbskatteavdragets inkomstled: the part of work income that the credit below the age limit counts; not rounded."""
    return amounts.at(work_income, price_base_amount)


@rule("income_tax.junior_credit", unit="SEK", law=IL67_7, valid_to=2024)
def junior_credit_with_phase_out(
    credit_income,
    work_income,
    basic_allowance,
    local_tax_rate,
    price_base_amount=parameter("income_tax.price_base_amount"),
    phase_out_from=parameter("income_tax.phase_out_from"),
    phase_out_percent=parameter("income_tax.phase_out_percent"),
):
    """Jobbskatteavdrag under åldersgränsen: what exceeds the basic allowance, times the local tax rate, less the phase-out.

    The phase-out, 3 percent of work income above 13.54 price base amounts, is not times the tax rate. Öre dropped once (67:1).
    """
    credit = (credit_income - basic_allowance * WHOLE_SHARE) * local_tax_rate
    limit = phase_out_from * price_base_amount / WHOLE_SHARE
    phase_out = maximum(work_income - limit, 0) * phase_out_percent * PERCENT_AS_RATE_OF_SHARE
    return maximum(floor((credit - phase_out) / WHOLE_RATE_OF_SHARE), 0)


@rule("income_tax.junior_credit", unit="SEK", law=IL67_7, valid_from=2025)
def junior_credit(credit_income, basic_allowance, local_tax_rate):
    """Jobbskatteavdrag under åldersgränsen: what exceeds the basic allowance, times the local tax rate; öre dropped (67:1)."""
    credit = (credit_income - basic_allowance * WHOLE_SHARE) * local_tax_rate
    return maximum(floor(credit / WHOLE_RATE_OF_SHARE), 0)


@rule("income_tax.senior_credit", unit="SEK", law=IL67_8, valid_to=2023)
def senior_credit(work_income, amounts=schedule("income_tax.senior_credit_schedule")):
    """Jobbskatteavdrag från åldersgränsen: an amount in kronor by work income, öre dropped (67 kap. 1 § IL)."""
    return maximum(floor(amounts.at(work_income) / WHOLE_SHARE), 0)


@rule("income_tax.senior_credit", unit="SEK", law=IL67_8, valid_from=2024)
def indexed_senior_credit(
    work_income,
    amounts=schedule("income_tax.indexed_senior_credit_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
):
    """Jobbskatteavdrag från åldersgränsen: shares of the price base amount by work income, öre dropped (67 kap. 1 § IL)."""
    return maximum(floor(amounts.at(work_income, price_base_amount) / WHOLE_SHARE), 0)


@rule("income_tax.earned_income_tax_credit", unit="SEK", law="67 kap. 5–8 §§ IL (1999:1229)")
def earned_income_tax_credit(
    junior_credit,
    senior_credit,
    age=figure("person.age_at_start_of_year"),
    age_limit=parameter("income_tax.credit_age"),
):
    """Jobbskatteavdrag: by the age at the start of the year, below the limit or from it."""
    return where(age < age_limit, junior_credit, senior_credit)


@rule("income_tax.sickness_credit", unit="SEK", law=IL67_9C, valid_from=2018, valid_to=2021)
def sickness_credit_of_the_compensation(
    sickness_income,
    local_tax_rate,
    amounts=schedule("income_tax.sickness_credit_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
):
    """Skattereduktion för sjuk- och aktivitetsersättning: a share of the compensation, times the local tax rate; öre dropped."""
    return floor(amounts.at(sickness_income, price_base_amount) * local_tax_rate / WHOLE_RATE_OF_SHARE)


@rule("income_tax.sickness_credit", unit="SEK", law=IL67_9C, valid_from=2022)
def sickness_credit(
    sickness_income,
    basic_allowance,
    local_tax_rate,
    amounts=schedule("income_tax.sickness_income_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
    least_share=parameter("income_tax.sickness_credit_share"),
):
    """Skattereduktion för sjuk- och aktivitetsersättning: what exceeds the allowance, at least 4.5 percent, times the tax rate.

    Öre dropped once (67 kap. 1 § IL).
    """
    counted = amounts.at(sickness_income, price_base_amount) - basic_allowance * WHOLE_SHARE
    return floor(maximum(counted, least_share * sickness_income) * local_tax_rate / WHOLE_RATE_OF_SHARE)


@rule("income_tax.income_credit", unit="SEK", law=IL67_47, valid_from=2021)
def income_credit(taxable_earned_income, amounts=schedule("income_tax.income_credit_schedule")):
    """Skattereduktion för förvärvsinkomst: 0.75 percent of taxable earned income above 40 000, at most 1 500; öre dropped."""
    return floor(amounts.at(taxable_earned_income) / WHOLE_SHARE)


@rule("income_tax.regional_credit", unit="SEK", law=IL67_34, valid_from=2020)
def regional_credit(is_there=optional("person.in_regional_credit_area"), amount=parameter("income_tax.regional_credit_amount")):
    """Regional skattereduktion: an amount for those who live in a municipality of appendix 67."""
    return is_there * amount


@rule("income_tax.temporary_credit", unit="SEK", law=TEMPORARY, valid_from=2021, valid_to=2022)
def temporary_credit(work_income, amounts=schedule("income_tax.temporary_credit_schedule")):
    """Tillfällig skattereduktion för arbetsinkomster: 2021 and 2022, by work income; öre dropped."""
    return floor(amounts.at(work_income) / WHOLE_SHARE)


RULES = (
    credit_income,
    junior_credit_with_phase_out,
    junior_credit,
    senior_credit,
    indexed_senior_credit,
    earned_income_tax_credit,
    sickness_credit_of_the_compensation,
    sickness_credit,
    income_credit,
    regional_credit,
    temporary_credit,
)
