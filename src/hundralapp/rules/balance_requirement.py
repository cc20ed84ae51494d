"""Balanskravet: from net income to the balance-requirement result, the reserve's limits, and what must be restored.

Law: 11 kap. 5, 12-14 §§ kommunallagen (2017:725, KL); 11 kap. 10 § LKBR (2018:597), whose wording has not been read. Adjustments
carry the sign they are printed with. Deficits of years before the first period count as none unless stated.
Not modelled: deficits restored by decisions outside the annual accounts.
"""

from hundralapp.graph.rule import figure, given, optional, parameter, previous, previous_or_zero, rule
from hundralapp.graph.trace import HUNDRED_PERCENT, maximum, minimum, where

LKBR11_10 = "11 kap. 10 § LKBR (2018:597)"
KL11_12 = "11 kap. 12 § KL (2017:725)"
KL11_14 = "11 kap. 14 § KL (2017:725)"

GIVEN = (
    given("balance_requirement.capital_gains", "SEK"),
    given("balance_requirement.unrealised_gains", "SEK"),
    given("balance_requirement.reversal_of_unrealised_losses", "SEK"),
    given("balance_requirement.other_adjustments", "SEK"),
    given("balance_requirement.not_to_be_restored", "SEK"),
    given("reserve.allocation", "SEK"),
    given("reserve.use", "SEK"),
    given("reserve.closing", "SEK"),
)


@rule("balance_requirement.after_adjustments", unit="SEK", law=LKBR11_10)
def after_adjustments(
    net_income=figure("result.net_income"),
    capital_gains=optional("balance_requirement.capital_gains"),
    unrealised_gains=optional("balance_requirement.unrealised_gains"),
    reversal_of_unrealised_losses=optional("balance_requirement.reversal_of_unrealised_losses"),
    other_adjustments=optional("balance_requirement.other_adjustments"),
):
    """Årets resultat efter balanskravsjusteringar: without gains that do not come from running the municipality."""
    return net_income + capital_gains + unrealised_gains + reversal_of_unrealised_losses + other_adjustments


@rule("balance_requirement.result", unit="SEK", law=LKBR11_10)
def balance_requirement_result(after_adjustments, allocation=optional("reserve.allocation"), use=optional("reserve.use")):
    """Årets balanskravsresultat: after what is put in the result reserve and taken from it."""
    return after_adjustments - allocation + use


@rule("reserve.closing", unit="SEK", law=KL11_14)
def reserve_closing(opening=previous("reserve.closing"), allocation=optional("reserve.allocation"), use=optional("reserve.use")):
    """Resultatreserv vid periodens slut: opening, plus allocation, less use."""
    return opening + allocation - use


@rule("reserve.floor", unit="SEK", law=KL11_14)
def reserve_floor(
    tax_and_grants=figure("revenue.tax_and_grants"),
    equity=figure("balance.equity_with_pension_contingency"),
    floor_percent=parameter("result_reserve.floor_percent"),
    floor_percent_negative_equity=parameter("result_reserve.floor_percent_negative_equity"),
):
    """Golv för avsättning: one percent of taxes and grants, two when equity with the pension contingency is negative."""
    percent = where(equity < 0, floor_percent_negative_equity, floor_percent)
    return tax_and_grants * percent / HUNDRED_PERCENT


@rule("reserve.largest_allocation", unit="SEK", law=KL11_14)
def largest_allocation(
    floor,
    net_income=figure("result.net_income"),
    after_adjustments=figure("balance_requirement.after_adjustments"),
):
    """Högsta avsättning: the lesser of net income and adjusted result, above the floor."""
    return maximum(minimum(net_income, after_adjustments) - floor, 0)


@rule("reserve.ceiling", unit="SEK", law=KL11_14, valid_from=2024)
def reserve_ceiling(tax_and_grants=figure("revenue.tax_and_grants"), ceiling_percent=parameter("result_reserve.ceiling_percent")):
    """Reservens tak: a share of taxes, general grants and equalisation."""
    return tax_and_grants * ceiling_percent / HUNDRED_PERCENT


@rule("balance_requirement.surplus", unit="SEK", law=KL11_12)
def surplus(result):
    """Överskott som kan återställa: a positive balance-requirement result."""
    return maximum(result, 0)


@rule("balance_requirement.deficit", unit="SEK", law=KL11_12)
def deficit(result, not_to_be_restored=optional("balance_requirement.not_to_be_restored")):
    """Underskott att återställa: a negative balance-requirement result, less what 13 § exempts."""
    return maximum(-result - not_to_be_restored, 0)


@rule("balance_requirement.left_after_three_years", unit="SEK", law=KL11_12)
def left_after_three_years(surplus, due=previous_or_zero("balance_requirement.left_after_two_years")):
    """Ej återställt i tid: a deficit three years old that this year's surplus does not cover."""
    return due - minimum(surplus, due)


@rule("balance_requirement.left_after_two_years", unit="SEK", law=KL11_12)
def left_after_two_years(
    surplus,
    older=previous_or_zero("balance_requirement.left_after_two_years"),
    due=previous_or_zero("balance_requirement.left_after_one_year"),
):
    """Kvar efter två år: what is left when the oldest deficit has been restored first."""
    available = maximum(surplus - older, 0)
    return due - minimum(available, due)


@rule("balance_requirement.left_after_one_year", unit="SEK", law=KL11_12)
def left_after_one_year(
    surplus,
    oldest=previous_or_zero("balance_requirement.left_after_two_years"),
    older=previous_or_zero("balance_requirement.left_after_one_year"),
    due=previous_or_zero("balance_requirement.deficit"),
):
    """Kvar efter ett år: what is left of last year's deficit when older ones have been restored first."""
    available = maximum(surplus - oldest - older, 0)
    return due - minimum(available, due)


@rule("balance_requirement.to_restore", unit="SEK", law=KL11_12)
def to_restore(deficit, left_after_one_year, left_after_two_years, left_after_three_years):
    """Kvar att återställa: this year's deficit and all older ones not yet restored."""
    return deficit + left_after_one_year + left_after_two_years + left_after_three_years


RULES = (
    after_adjustments,
    balance_requirement_result,
    reserve_closing,
    reserve_floor,
    largest_allocation,
    reserve_ceiling,
    surplus,
    deficit,
    left_after_three_years,
    left_after_two_years,
    left_after_one_year,
    to_restore,
)
