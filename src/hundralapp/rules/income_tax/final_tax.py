"""Slutlig skatt: all taxes and fees, less the credits set off, and what is left of the income.

Law: skatteförfarandelagen (2011:1244).
"""

from hundralapp.graph.rule import figure, optional, rule

FINAL = "skatteförfarandelagen (2011:1244)"


@rule("income_tax.taxes_and_fees", unit="SEK", law=FINAL)
def taxes_and_fees(
    state_tax,
    municipal_tax,
    burial_fee,
    church_fee,
    pension_contribution,
    public_service_fee=optional("income_tax.public_service_fee"),
):
    """Skatter och avgifter: before credits."""
    return state_tax + municipal_tax + burial_fee + church_fee + pension_contribution + public_service_fee


@rule("income_tax.credits", unit="SEK", law="67 kap. 2 § IL (1999:1229)")
def credits_set_off(
    pension_credit=figure("income_tax.set_off.pension_credit"),
    earned_income_tax_credit=figure("income_tax.set_off.earned_income_tax_credit"),
    sickness_credit=figure("income_tax.set_off.sickness_credit"),
    income_credit=figure("income_tax.set_off.income_credit"),
    regional_credit=figure("income_tax.set_off.regional_credit"),
    temporary_credit=figure("income_tax.set_off.temporary_credit"),
):
    """Skattereduktioner: the credits that were set off."""
    return pension_credit + earned_income_tax_credit + sickness_credit + income_credit + regional_credit + temporary_credit


@rule("income_tax.final_tax", unit="SEK", law=FINAL)
def final_tax(taxes_and_fees, set_off=figure("income_tax.credits")):
    """Slutlig skatt: taxes and fees, less credits."""
    return taxes_and_fees - set_off


@rule("income_tax.income_after_tax", unit="SEK")
def income_after_tax(total_income, final_tax):
    """Inkomst efter skatt: what is left of earned income."""
    return total_income - final_tax


RULES = (taxes_and_fees, credits_set_off, final_tax, income_after_tax)
