"""Kommunal inkomstskatt, begravnings- och kyrkoavgift: what is taken at a rate of taxable earned income.

Öre are dropped, of the tax and of each fee by itself (22 kap. 1 § SFF). Through 2018 each was rounded to the nearest krona,
exactly 50 öre down, which is how the tables of those years were made.
Law: 65 kap. 3 § IL (1999:1229).
"""

from hundralapp.graph.rule import figure, rule
from hundralapp.graph.trace import WHOLE_TAX_RATE, Quantity, ceil, floor
from hundralapp.units import FEE_RATE, SEK

IL65_3 = "65 kap. 3 § IL (1999:1229)"
BURIAL = "begravningslagen (1990:1144)"
CHURCH = "lagen (1998:1593) om trossamfund"
WHOLE_FEE_RATE = Quantity(100_000.0, FEE_RATE)  # SEK 1 000 per SEK 1 000, in öre


def whole_kronor(amount, whole):
    """`amount` over `whole`, öre dropped."""
    return floor(amount / whole)


def nearest_krona(amount, whole):
    """`amount` over `whole` to the nearest krona, exactly 50 öre down: half a krona less, rounded up, in one division."""
    half_a_krona = Quantity(whole.value / 2, SEK * whole.unit)
    return ceil((amount - half_a_krona) / whole)


@rule("income_tax.local_tax_rate", unit="ore_per_SEK100", law=IL65_3)
def local_tax_rate(
    municipal_tax_rate=figure("person.municipal_tax_rate"),
    regional_tax_rate=figure("person.regional_tax_rate"),
):
    """Skattesats för kommunal inkomstskatt: the municipality's rate and the region's."""
    return municipal_tax_rate + regional_tax_rate


@rule("income_tax.municipal_tax", unit="SEK", law=IL65_3, valid_to=2018)
def municipal_tax_to_the_nearest_krona(taxable_earned_income, local_tax_rate):
    """Kommunal inkomstskatt: municipal and regional tax on taxable earned income, to the nearest krona."""
    return nearest_krona(taxable_earned_income * local_tax_rate, WHOLE_TAX_RATE)


@rule("income_tax.municipal_tax", unit="SEK", law=IL65_3, valid_from=2019)
def municipal_tax(taxable_earned_income, local_tax_rate):
    """Kommunal inkomstskatt: municipal and regional tax on taxable earned income, öre dropped once (22 kap. 1 § SFF)."""
    return whole_kronor(taxable_earned_income * local_tax_rate, WHOLE_TAX_RATE)


@rule("income_tax.burial_fee", unit="SEK", law=BURIAL, valid_to=2018)
def burial_fee_to_the_nearest_krona(taxable_earned_income, rate=figure("person.burial_fee_rate")):
    """Begravningsavgift: a rate of taxable earned income, to the nearest krona."""
    return nearest_krona(taxable_earned_income * rate, WHOLE_FEE_RATE)


@rule("income_tax.burial_fee", unit="SEK", law=BURIAL, valid_from=2019)
def burial_fee(taxable_earned_income, rate=figure("person.burial_fee_rate")):
    """Begravningsavgift: a rate of taxable earned income, öre dropped (22 kap. 1 § SFF)."""
    return whole_kronor(taxable_earned_income * rate, WHOLE_FEE_RATE)


@rule("income_tax.church_fee", unit="SEK", law=CHURCH, valid_to=2018)
def church_fee_to_the_nearest_krona(taxable_earned_income, rate=figure("person.church_fee_rate")):
    """Kyrkoavgift: a member's fee, a rate of taxable earned income, to the nearest krona."""
    return nearest_krona(taxable_earned_income * rate, WHOLE_FEE_RATE)


@rule("income_tax.church_fee", unit="SEK", law=CHURCH, valid_from=2019)
def church_fee(taxable_earned_income, rate=figure("person.church_fee_rate")):
    """Kyrkoavgift: a member's fee, a rate of taxable earned income, öre dropped (22 kap. 1 § SFF)."""
    return whole_kronor(taxable_earned_income * rate, WHOLE_FEE_RATE)


RULES = (
    local_tax_rate,
    municipal_tax_to_the_nearest_krona,
    municipal_tax,
    burial_fee_to_the_nearest_krona,
    burial_fee,
    church_fee_to_the_nearest_krona,
    church_fee,
)
