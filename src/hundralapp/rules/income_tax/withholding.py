"""Skattetabellen: where Skatteverket's monthly tables do not count as the law does, and the month's amount.

Known from the tables themselves: they take state tax on an excess below 200 kronor too; they leave out the regional and the
temporary credit; and in 2021 they set the credit for earned income off against all tax and fees.
"""

from hundralapp.graph.rule import figure, rule
from hundralapp.graph.trace import floor, minimum

SKV433 = "SKV 433, Skatteverkets tekniska beskrivning av skattetabellerna"
SFF3_7 = "3 kap. 7 § SFF (2011:1261)"


@rule("income_tax.state_tax_base", unit="SEK", law=SKV433)
def state_tax_base(income_above_threshold):
    """Underlag för statlig inkomstskatt i skattetabellen: the income above the threshold, however small."""
    return income_above_threshold


@rule("income_tax.set_off.income_credit", unit="SEK", law=SKV433, valid_from=2021, valid_to=2021)
def income_credit_against_all(
    pension_credit,
    earned_income_tax_credit,
    sickness_credit,
    credit=figure("income_tax.income_credit"),
    taxes_and_fees=figure("income_tax.taxes_and_fees"),
):
    """Avräknad reduktion för förvärvsinkomst i tabellerna för 2021: against all taxes and fees."""
    return minimum(credit, taxes_and_fees - pension_credit - earned_income_tax_credit - sickness_credit)


@rule("income_tax.tax_in_tables", unit="SEK", law=SKV433)
def tax_in_tables(
    taxes_and_fees,
    pension_credit=figure("income_tax.set_off.pension_credit"),
    earned_income_tax_credit=figure("income_tax.set_off.earned_income_tax_credit"),
    sickness_credit=figure("income_tax.set_off.sickness_credit"),
    income_credit=figure("income_tax.set_off.income_credit"),
):
    """Årets skatt i skattetabellen: taxes and fees, less the four credits that the tables count."""
    return taxes_and_fees - pension_credit - earned_income_tax_credit - sickness_credit - income_credit


@rule("income_tax.month", unit="SEK", law=SFF3_7)
def month(tax_in_tables):
    """Skatteavdrag för en månad: a twelfth of the year's tax in the table, öre dropped (22 kap. 1 § SFF)."""
    return floor(tax_in_tables / 12)


REPLACES = (state_tax_base, income_credit_against_all)
LEAVES_OUT = (
    "income_tax.set_off.left_after_income_credit",
    "income_tax.set_off.regional_credit",
    "income_tax.set_off.temporary_credit",
    "income_tax.credits",
    "income_tax.final_tax",
    "income_tax.income_after_tax",
)
RULES = (tax_in_tables, month)
