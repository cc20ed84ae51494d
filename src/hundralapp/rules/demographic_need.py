"""Demografiska behov: what services cost because of how many residents there are of each age.

Each age group costs an amount per resident, uplifted with prices and wages and with decided changes of what is offered; the
year's residents are the mean of two year ends. The change between years is exactly two effects: residents and cost. It is a
model of need, not a budget: what it gives is compared with the frames. Not modelled: differences within an age group.
"""

from hundralapp.graph.rule import figure, given, optional, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT

GROUP = "age_group.{age_group}"

GIVEN = (
    given(f"{GROUP}.residents", "resident"),
    given(f"{GROUP}.mean_residents", "resident"),
    given(f"{GROUP}.cost_per_resident", "SEK/resident"),
    given(f"{GROUP}.ambition_change", "percent"),
)


@rule(f"{GROUP}.mean_residents", unit="resident", fallback=True)
def mean_residents(residents, residents_before=previous(f"{GROUP}.residents")):
    """Medelantal invånare i åldern: between the year end before and the year's own."""
    return (residents_before + residents) / 2


@rule(f"{GROUP}.cost_per_resident", unit="SEK/resident", fallback=True)
def cost_per_resident(
    uplift=figure("index.price_wage_uplift"),
    ambition_change=optional(f"{GROUP}.ambition_change"),
    cost_before=previous(f"{GROUP}.cost_per_resident"),
):
    """Kostnad per invånare i åldern: that of the year before, uplifted, and with decided changes of what is offered."""
    uplifted = cost_before * (HUNDRED_PERCENT + uplift) / HUNDRED_PERCENT
    return uplifted * (HUNDRED_PERCENT + ambition_change) / HUNDRED_PERCENT


@rule(f"{GROUP}.need", unit="SEK")
def need_of_the_group(mean_residents, cost_per_resident):
    """Behov i åldern: residents times cost per resident."""
    return mean_residents * cost_per_resident


@rule(f"{GROUP}.residents_effect", unit="SEK")
def residents_effect(
    mean_residents,
    residents_before=previous(f"{GROUP}.mean_residents"),
    cost_before=previous(f"{GROUP}.cost_per_resident"),
):
    """Befolkningseffekt: what the change of residents costs at the amounts of the year before."""
    return (mean_residents - residents_before) * cost_before


@rule(f"{GROUP}.cost_effect", unit="SEK")
def cost_effect(need, residents_effect, need_before=previous(f"{GROUP}.need")):
    """Kostnadseffekt: what this year's residents cost more at this year's amounts."""
    return need - need_before - residents_effect


@rule("demographic_need.amount", unit="SEK")
def need_of_all_groups(needs=total("age_group.*.need")):
    """Demografiskt behov: all age groups."""
    return needs


@rule("demographic_need.residents_effect", unit="SEK")
def residents_effect_of_all(effects=total("age_group.*.residents_effect")):
    """Befolkningseffekt: all age groups."""
    return effects


@rule("demographic_need.cost_effect", unit="SEK")
def cost_effect_of_all(effects=total("age_group.*.cost_effect")):
    """Kostnadseffekt: all age groups."""
    return effects


@rule("demographic_need.at_previous_prices", unit="SEK")
def need_at_previous_prices(amount, cost_effect):
    """Demografiskt behov i fjolårets priser: what it would be without this year's change of cost."""
    return amount - cost_effect


RULES = (
    mean_residents,
    cost_per_resident,
    need_of_the_group,
    residents_effect,
    cost_effect,
    need_of_all_groups,
    residents_effect_of_all,
    cost_effect_of_all,
    need_at_previous_prices,
)
