"""Nyckeltal: shares, per resident, and what each hundred kronor of tax and grants becomes.

No law defines them; they are as municipalities print them. Not modelled: key figures of the whole group, and per member of an
age group.
"""

from hundralapp.graph.rule import figure, given, rule
from hundralapp.graph.trace import HUNDRED_KRONOR, HUNDRED_PERCENT

GIVEN = (given("key.net_debt_share", "percent"),)


@rule("key.result_share", unit="percent")
def result_share(net_income=figure("result.net_income"), tax_and_grants=figure("revenue.tax_and_grants")):
    """Resultatets andel: net income as a share of taxes, general grants and equalisation."""
    return net_income * HUNDRED_PERCENT / tax_and_grants


@rule("key.net_cost_share", unit="percent")
def net_cost_share(
    net_operating_expenditure=figure("result.net_operating_expenditure"),
    tax_and_grants=figure("revenue.tax_and_grants"),
):
    """Nettokostnadsandel: net operating expenditure as a share of taxes, general grants and equalisation."""
    return -net_operating_expenditure * HUNDRED_PERCENT / tax_and_grants


@rule("key.equity_ratio", unit="percent")
def equity_ratio(equity=figure("balance.equity"), total_assets=figure("balance.total_assets")):
    """Soliditet: equity as a share of assets."""
    return equity * HUNDRED_PERCENT / total_assets


@rule("key.self_financing", unit="percent")
def self_financing(
    net_income=figure("result.net_income"),
    depreciation=figure("result.depreciation"),
    investments=figure("capital.investments"),
):
    """Självfinansieringsgrad: net income and depreciation as a share of investments."""
    return (net_income - depreciation) * HUNDRED_PERCENT / investments


@rule("key.net_cost_per_resident", unit="SEK/resident")
def net_cost_per_resident(
    net_operating_expenditure=figure("result.net_operating_expenditure"), residents=figure("population.residents")
):
    """Nettokostnad per invånare."""
    return -net_operating_expenditure / residents


@rule("key.net_income_per_resident", unit="SEK/resident")
def net_income_per_resident(net_income=figure("result.net_income"), residents=figure("population.residents")):
    """Årets resultat per invånare."""
    return net_income / residents


@rule("committee.{committee}.per_resident", unit="SEK/resident")
def committee_per_resident(net_cost=figure("committee.{committee}.net_cost"), residents=figure("population.residents")):
    """Nämndens nettokostnad per invånare."""
    return net_cost / residents


@rule("committee.{committee}.of_hundred", unit="SEK_of_100")
def committee_of_hundred(net_cost=figure("committee.{committee}.net_cost"), tax_and_grants=figure("revenue.tax_and_grants")):
    """Av hundralappen: what the committee gets of each hundred kronor of tax and grants."""
    return net_cost * HUNDRED_KRONOR / tax_and_grants


@rule("hundred.operations", unit="SEK_of_100")
def hundred_operations(
    net_operating_expenditure=figure("result.net_operating_expenditure"),
    tax_and_grants=figure("revenue.tax_and_grants"),
):
    """Av hundralappen: all operations."""
    return -net_operating_expenditure * HUNDRED_KRONOR / tax_and_grants


@rule("hundred.not_in_committees", unit="SEK_of_100")
def hundred_not_in_committees(
    net_operating_expenditure=figure("result.net_operating_expenditure"),
    net_cost=figure("operating.net_cost"),
    tax_and_grants=figure("revenue.tax_and_grants"),
):
    """Av hundralappen: operations that stand in no committee's frame."""
    return (-net_operating_expenditure - net_cost) * HUNDRED_KRONOR / tax_and_grants


@rule("hundred.financial", unit="SEK_of_100")
def hundred_financial(
    net_income_of_activities=figure("result.net_income_of_activities"),
    net_income=figure("result.net_income"),
    tax_and_grants=figure("revenue.tax_and_grants"),
):
    """Av hundralappen: financial and extraordinary items, net (a cost is positive)."""
    return (net_income_of_activities - net_income) * HUNDRED_KRONOR / tax_and_grants


@rule("hundred.result", unit="SEK_of_100")
def hundred_result(net_income=figure("result.net_income"), tax_and_grants=figure("revenue.tax_and_grants")):
    """Av hundralappen: what is left as the year's result (negative: more is spent than comes in)."""
    return net_income * HUNDRED_KRONOR / tax_and_grants


RULES = (
    result_share,
    net_cost_share,
    equity_ratio,
    self_financing,
    net_cost_per_resident,
    net_income_per_resident,
    committee_per_resident,
    committee_of_hundred,
    hundred_operations,
    hundred_not_in_committees,
    hundred_financial,
    hundred_result,
)
