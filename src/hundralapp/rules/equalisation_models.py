"""Utjämningens delar som modell: cost equalisation, LSS, transitional grant and adjustment item from what the law makes them of.

Each gives an amount per resident, where the workspace states the standard costs, numbers of decisions or national sums that it is
made of; otherwise the line is stated, or an outcome that ships. Law: 8-10, 13 and 15-16 §§ lagen (2004:773); 2-3 §§ lagen
(2008:342).
The wording of 13, 15 and 16 §§ has not been read: the loss that the transitional grant covers follows a committee report, and the
adjustment item is taken as the appropriation less the net of the other parts. Not modelled: the standard costs themselves, whose
annexes have not been read, and the correction that makes the LSS equalisation of the whole country zero.
"""

from hundralapp.graph.rule import figure, given, parameter, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, maximum

ACT = "lagen (2004:773) om kommunalekonomisk utjämning"
LSS_ACT = "lagen (2008:342) om utjämning av kostnader för stöd och service till vissa funktionshindrade"
LSS_ORDINANCE = "4 och 6 §§ förordningen (2008:776) i lydelsen SFS 2016:1090"
RESIDENTS = "population.residents_1_november_before"
DECISION = "lss_decision.{lss_decision}"

GIVEN = (
    given("standard_cost.{standard_cost}.per_resident", "SEK/resident"),
    given("cost_equalisation.structural_cost", "SEK/resident"),
    given("cost_equalisation.national_structural_cost", "SEK/resident"),
    given(f"{DECISION}.decisions", "piece"),
    given(f"{DECISION}.national_cost", "SEK/piece"),
    given("lss.personnel_cost", "SEK"),
    given("lss.personnel_cost_included", "SEK"),
    given("lss.personnel_cost_index", "percent"),
    given("lss.standard_cost_per_resident", "SEK/resident"),
    given("lss.national_standard_cost_per_resident", "SEK/resident"),
    given("transitional_grant.loss_per_resident", "SEK/resident"),
    given("transitional_grant.highest_loss_per_resident", "SEK/resident"),
    given("adjustment.appropriation", "SEK"),
    given("adjustment.net_of_other_parts", "SEK"),
)


@rule("cost_equalisation.structural_cost", unit="SEK/resident", law=f"3 och 8 §§ {ACT}", fallback=True)
def structural_cost(standard_costs=total("standard_cost.*.per_resident")):
    """Strukturkostnad: the sum of the standard costs of all models, per resident."""
    return standard_costs


@rule("grants.cost_equalisation_per_resident", unit="SEK/resident", law=f"9-10 §§ {ACT}", fallback=True)
def cost_equalisation_per_resident(
    structural_cost=figure("cost_equalisation.structural_cost"),
    national=figure("cost_equalisation.national_structural_cost"),
):
    """Kostnadsutjämning per invånare: the structural cost above the country's mean, or (negative) below it."""
    return structural_cost - national


@rule("lss_decision.{lss_decision}.cost", unit="SEK", law=LSS_ORDINANCE)
def cost_of_decisions(decisions, national_cost):
    """Insatsens kostnad: the number of decisions at the country's mean cost."""
    return decisions * national_cost


@rule("lss.cost_before_index", unit="SEK", law=LSS_ORDINANCE)
def lss_cost_before_index(costs=total("lss_decision.*.cost")):
    """Kostnad före personalkostnadsindex: all kinds of decisions."""
    return costs


@rule("lss.personnel_cost_index", unit="percent", law=LSS_ORDINANCE, fallback=True)
def lss_personnel_cost_index(
    cost_before_index,
    personnel_cost,
    personnel_cost_included,
    share=parameter("lss.personnel_share"),
):
    """Personalkostnadsindex: the cost with a share of what personnel costs more than it includes, by the cost."""
    added = (personnel_cost - personnel_cost_included) * share / HUNDRED_PERCENT
    return (cost_before_index + added) / cost_before_index * HUNDRED_PERCENT


@rule("lss.standard_cost_per_resident", unit="SEK/resident", law=f"2 § {LSS_ACT}", fallback=True)
def lss_standard_cost_per_resident(cost_before_index, personnel_cost_index, residents=figure(RESIDENTS)):
    """Standardkostnad för LSS per invånare: the cost times the index, for each resident."""
    return cost_before_index * personnel_cost_index / HUNDRED_PERCENT / residents


@rule("grants.lss_equalisation_per_resident", unit="SEK/resident", law=f"3 § {LSS_ACT}", fallback=True)
def lss_equalisation_per_resident(
    own=figure("lss.standard_cost_per_resident"), national=figure("lss.national_standard_cost_per_resident")
):
    """LSS-utjämning per invånare: the standard cost above the country's mean, or (negative) below it."""
    return own - national


@rule("grants.transitional_grant_per_resident", unit="SEK/resident", law=f"13 § {ACT}; bet. 2019/20:FiU18", fallback=True)
def transitional_grant_per_resident(
    loss=figure("transitional_grant.loss_per_resident"),
    highest_loss=parameter("transitional_grant.highest_loss_per_resident"),
):
    """Införandebidrag per invånare: what the change of the system of 2020 takes beyond what a year may take."""
    return maximum(loss - highest_loss, 0)


@rule("adjustment.national_amount", unit="SEK", law=f"15-16 §§ {ACT}")
def national_adjustment(appropriation, net_of_other_parts):
    """Regleringsbelopp i riket: the appropriation less what the other parts cost the State net; negative is a charge."""
    return appropriation - net_of_other_parts


@rule("grants.adjustment_item_per_resident", unit="SEK/resident", law=f"15-16 §§ {ACT}", fallback=True)
def adjustment_item_per_resident(
    national_amount=figure("adjustment.national_amount"), residents=parameter("equalisation.national_residents")
):
    """Regleringspost per invånare: the same amount for every resident of the country."""
    return national_amount / residents


RULES = (
    structural_cost,
    cost_equalisation_per_resident,
    cost_of_decisions,
    lss_cost_before_index,
    lss_personnel_cost_index,
    lss_standard_cost_per_resident,
    lss_equalisation_per_resident,
    transitional_grant_per_resident,
    national_adjustment,
    adjustment_item_per_resident,
)
