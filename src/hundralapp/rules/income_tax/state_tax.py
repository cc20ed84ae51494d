"""Statlig inkomstskatt: the state's tax on earned income above the threshold; until 2019 with a second step, värnskatten.

Law: 65 kap. 5 § IL (1999:1229).
"""

from hundralapp.graph.rule import parameter, rule
from hundralapp.graph.trace import HUNDRED_PERCENT, floor, maximum, where

IL65_2 = "65 kap. 2 § IL (1999:1229)"
IL65_5 = "65 kap. 5 § IL (1999:1229)"


@rule("income_tax.income_above_threshold", unit="SEK", law=IL65_5)
def income_above_threshold(taxable_earned_income, state_tax_threshold=parameter("income_tax.state_tax_threshold")):
    """Inkomst över skiktgränsen: taxable earned income above the threshold of the state's tax."""
    return maximum(taxable_earned_income - state_tax_threshold, 0)


@rule("income_tax.state_tax_base", unit="SEK", law=IL65_2)
def state_tax_base(income_above_threshold, least=parameter("income_tax.least_state_tax_base")):
    """Underlag för statlig inkomstskatt: the income above the threshold, where it is 200 kronor or more."""
    return where(income_above_threshold < least, 0, income_above_threshold)


@rule("income_tax.state_tax", unit="SEK", law=IL65_5, valid_to=2019)
def state_tax_in_two_steps(
    state_tax_base,
    taxable_earned_income,
    upper_threshold=parameter("income_tax.upper_state_tax_threshold"),
    percent=parameter("income_tax.state_tax_percent"),
    additional_percent=parameter("income_tax.additional_state_tax_percent"),
):
    """Statlig inkomstskatt: 20 percent, and 5 more above the upper threshold; öre dropped once (22 kap. 1 § SFF)."""
    above = maximum(taxable_earned_income - upper_threshold, 0)
    return floor((state_tax_base * percent + above * additional_percent) / HUNDRED_PERCENT)


@rule("income_tax.state_tax", unit="SEK", law=IL65_5, valid_from=2020)
def state_tax(state_tax_base, percent=parameter("income_tax.state_tax_percent")):
    """Statlig inkomstskatt: 20 percent of the income above the threshold, öre dropped (22 kap. 1 § SFF)."""
    return floor(state_tax_base * percent / HUNDRED_PERCENT)


RULES = (income_above_threshold, state_tax_base, state_tax_in_two_steps, state_tax)
