"""Avräkning av skattereduktioner: in which order credits are set off, and against which tax (67 kap. 2 § IL).

The credit for the pension contribution counts against municipal and state tax, and first against the state's, as Skatteverket
does with a tax that the other credits cannot reach (its service of 2026, with a property fee). All others here count only against
municipal tax, each against what those before it have left. Where the temporary credit of 2021 and 2022 stands in the order has
not been read; it stands last, and its place moves no krona of the sum.
Law: 67 kap. 2 § IL (1999:1229).
"""

from hundralapp.graph.rule import figure, optional, rule
from hundralapp.graph.trace import maximum, minimum

IL67_2 = "67 kap. 2 § IL (1999:1229)"
IL67_4 = "67 kap. 2, 4 §§ IL (1999:1229)"


@rule("income_tax.set_off.pension_credit", unit="SEK", law=IL67_4)
def pension_credit(
    contribution=figure("income_tax.pension_contribution"),
    municipal_tax=figure("income_tax.municipal_tax"),
    state_tax=figure("income_tax.state_tax"),
):
    """Skattereduktion för allmän pensionsavgift: the whole contribution, at most municipal and state tax."""
    return minimum(contribution, municipal_tax + state_tax)


@rule("income_tax.set_off.left_after_pension_credit", unit="SEK", law=IL67_2)
def left_after_pension_credit(
    pension_credit,
    municipal_tax=figure("income_tax.municipal_tax"),
    state_tax=figure("income_tax.state_tax"),
):
    """Kommunal skatt kvar efter reduktionen för pensionsavgift: less what of the credit the state's tax did not hold."""
    return municipal_tax - maximum(pension_credit - state_tax, 0)


@rule("income_tax.set_off.earned_income_tax_credit", unit="SEK", law=IL67_2)
def earned_income_tax_credit(left_after_pension_credit, credit=figure("income_tax.earned_income_tax_credit")):
    """Avräknat jobbskatteavdrag: at most what is left of municipal tax."""
    return minimum(credit, left_after_pension_credit)


@rule("income_tax.set_off.left_after_earned_income_tax_credit", unit="SEK", law=IL67_2)
def left_after_earned_income_tax_credit(left_after_pension_credit, earned_income_tax_credit):
    """Kommunal skatt kvar efter jobbskatteavdraget."""
    return left_after_pension_credit - earned_income_tax_credit


@rule("income_tax.set_off.sickness_credit", unit="SEK", law=IL67_2)
def sickness_credit(left_after_earned_income_tax_credit, credit=optional("income_tax.sickness_credit")):
    """Avräknad reduktion för sjuk- och aktivitetsersättning: at most what is left of municipal tax."""
    return minimum(credit, left_after_earned_income_tax_credit)


@rule("income_tax.set_off.left_after_sickness_credit", unit="SEK", law=IL67_2)
def left_after_sickness_credit(left_after_earned_income_tax_credit, sickness_credit):
    """Kommunal skatt kvar efter reduktionen för sjuk- och aktivitetsersättning."""
    return left_after_earned_income_tax_credit - sickness_credit


@rule("income_tax.set_off.income_credit", unit="SEK", law=IL67_2)
def income_credit(left_after_sickness_credit, credit=optional("income_tax.income_credit")):
    """Avräknad reduktion för förvärvsinkomst: at most what is left of municipal tax."""
    return minimum(credit, left_after_sickness_credit)


@rule("income_tax.set_off.left_after_income_credit", unit="SEK", law=IL67_2)
def left_after_income_credit(left_after_sickness_credit, income_credit):
    """Kommunal skatt kvar efter reduktionen för förvärvsinkomst."""
    return left_after_sickness_credit - income_credit


@rule("income_tax.set_off.regional_credit", unit="SEK", law=IL67_2)
def regional_credit(left_after_income_credit, credit=optional("income_tax.regional_credit")):
    """Avräknad regional skattereduktion: at most what is left of municipal tax."""
    return minimum(credit, left_after_income_credit)


@rule("income_tax.set_off.temporary_credit", unit="SEK", law=IL67_2)
def temporary_credit(left_after_income_credit, regional_credit, credit=optional("income_tax.temporary_credit")):
    """Avräknad tillfällig skattereduktion för arbetsinkomster: at most what is left of municipal tax."""
    return minimum(credit, left_after_income_credit - regional_credit)


RULES = (
    pension_credit,
    left_after_pension_credit,
    earned_income_tax_credit,
    left_after_earned_income_tax_credit,
    sickness_credit,
    left_after_sickness_credit,
    income_credit,
    left_after_income_credit,
    regional_credit,
    temporary_credit,
)
