"""Inkomster: a person's incomes as the law counts them, in whole hundreds of kronor.

Not modelled: business income, capital, deductions from earned income, persons with limited tax liability.
"""

from hundralapp.graph.rule import figure, given, rule
from hundralapp.graph.trace import floor

IL1_5 = "1 kap. 5 § IL (1999:1229)"
IL67_6 = "67 kap. 6 § IL (1999:1229)"
IL67_9A = "67 kap. 9 a–9 d §§ IL (1999:1229)"
APA = "lagen (1994:1744) om allmän pensionsavgift"

GIVEN = (
    given("person.wage", "SEK"),
    given("person.pension", "SEK"),
    given("person.sickness_compensation", "SEK"),
    given("person.other_pensionable_income", "SEK"),
    given("person.age_at_start_of_year", "year"),
    given("person.municipal_tax_rate", "ore_per_SEK100"),
    given("person.regional_tax_rate", "ore_per_SEK100"),
    given("person.burial_fee_rate", "ore_per_SEK1000"),
    given("person.church_fee_rate", "ore_per_SEK1000"),
    given("person.in_regional_credit_area", "1"),
)


def whole_hundreds(amount):
    """Rounded down to whole hundreds of kronor."""
    return floor(amount / 100) * 100


@rule("income_tax.total_income", unit="SEK", law=IL1_5)
def total_income(
    wage=figure("person.wage"),
    pension=figure("person.pension"),
    sickness_compensation=figure("person.sickness_compensation"),
    other_pensionable_income=figure("person.other_pensionable_income"),
):
    """Förvärvsinkomst: wage, pension, sickness and activity compensation, and other pensionable pay."""
    return wage + pension + sickness_compensation + other_pensionable_income


@rule("income_tax.assessed_earned_income", unit="SEK", law=IL1_5)
def assessed_earned_income(total_income):
    """Fastställd förvärvsinkomst: earned income, rounded down to whole hundreds of kronor (1 kap. 5 § IL)."""
    return whole_hundreds(total_income)


@rule("income_tax.work_income", unit="SEK", law=IL67_6)
def work_income(wage=figure("person.wage")):
    """Arbetsinkomst: wage, rounded down to whole hundreds of kronor (67 kap. 6 § IL)."""
    return whole_hundreds(wage)


@rule("income_tax.pensionable_income", unit="SEK", law=APA)
def pensionable_income(wage=figure("person.wage"), other_pensionable_income=figure("person.other_pensionable_income")):
    """Underlag för allmän pensionsavgift: wage and other pensionable pay, rounded down to whole hundreds (1 kap. 5 § IL)."""
    return whole_hundreds(wage + other_pensionable_income)


@rule("income_tax.sickness_income", unit="SEK", law=IL67_9A)
def sickness_income(sickness_compensation=figure("person.sickness_compensation")):
    """Sjuk- och aktivitetsersättning: the compensation, rounded down to whole hundreds of kronor."""
    return whole_hundreds(sickness_compensation)


RULES = (total_income, assessed_earned_income, work_income, pensionable_income, sickness_income)
