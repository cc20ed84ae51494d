"""Grundavdrag: the basic allowance, with the special amount from the age limit, and what is left to tax.

The parts are carried in ten-thousandths of a krona, exactly as the law's decimals give them, and are rounded once together.
Law: 63 kap. IL (1999:1229).
"""

from hundralapp.graph.rule import figure, parameter, rule, schedule
from hundralapp.graph.schedule import WHOLE_SHARE
from hundralapp.graph.trace import Quantity, ceil, minimum, where
from hundralapp.units import ONE

IL63_3 = "63 kap. 3 § IL (1999:1229)"
IL63_3A = "63 kap. 3 a § IL (1999:1229)"
IL63_5 = "63 kap. 2, 5 §§ IL (1999:1229)"
HUNDRED = Quantity(100.0, ONE)
SHARE_OF_HUNDRED = Quantity(100 * WHOLE_SHARE.value, WHOLE_SHARE.unit)  # divided by at once: two divisions would round twice


@rule("income_tax.ordinary_allowance", unit="SEK*ten_thousandth", law=IL63_3)
def ordinary_allowance(
    assessed_earned_income,
    amounts=schedule("income_tax.ordinary_allowance_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
):
    """Grundavdrag utan särskilt belopp: shares of the price base amount, by assessed earned income; not yet rounded."""
    return amounts.at(assessed_earned_income, price_base_amount)


@rule("income_tax.special_amount", unit="SEK*ten_thousandth", law=IL63_3A)
def special_amount(
    assessed_earned_income,
    age=figure("person.age_at_start_of_year"),
    age_limit=parameter("income_tax.allowance_age"),
    amounts=schedule("income_tax.special_amount_schedule"),
    price_base_amount=parameter("income_tax.price_base_amount"),
):
    """Särskilt belopp: what raises the allowance from the age limit at the start of the year; not yet rounded."""
    return where(age < age_limit, 0, amounts.at(assessed_earned_income, price_base_amount))


@rule("income_tax.basic_allowance", unit="SEK", law=IL63_5)
def basic_allowance(assessed_earned_income, ordinary_allowance, special_amount):
    """Grundavdrag: both parts together, rounded up once to whole hundreds of kronor, at most the income (63 kap. 2, 5 §§ IL)."""
    hundreds = ceil((ordinary_allowance + special_amount) / SHARE_OF_HUNDRED)
    return minimum(assessed_earned_income, hundreds * HUNDRED)


@rule("income_tax.taxable_earned_income", unit="SEK", law="1 kap. 5 § IL (1999:1229)")
def taxable_earned_income(assessed_earned_income, basic_allowance):
    """Beskattningsbar förvärvsinkomst: assessed earned income less the basic allowance."""
    return assessed_earned_income - basic_allowance


RULES = (ordinary_allowance, special_amount, basic_allowance, taxable_earned_income)
