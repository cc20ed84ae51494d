"""Balansräkningen: assets on one side; equity, provisions and debt on the other. Law: 6 kap. LKBR (2018:597)."""

from hundralapp.graph.rule import figure, given, optional, previous, rule, total

LKBR6 = "6 kap. LKBR (2018:597)"

GIVEN = (
    given("fixed_asset.{fixed_asset}.amount", "SEK"),
    given("current_asset.{current_asset}.amount", "SEK"),
    given("provision.{provision}.amount", "SEK"),
    given("balance.infrastructure_grants", "SEK"),
    given("balance.short_term_debt", "SEK"),
    given("balance.equity", "SEK"),
    given("balance.pension_contingency", "SEK"),
    given("balance.other_contingencies", "SEK"),
)


@rule("balance.fixed_assets", unit="SEK", law=LKBR6)
def fixed_assets(assets=total("fixed_asset.*.amount")):
    """Summa anläggningstillgångar."""
    return assets


@rule("balance.current_assets", unit="SEK", law=LKBR6)
def current_assets(assets=total("current_asset.*.amount")):
    """Summa omsättningstillgångar."""
    return assets


@rule("balance.total_assets", unit="SEK", law=LKBR6)
def total_assets(fixed_assets, current_assets, infrastructure_grants=optional("balance.infrastructure_grants")):
    """Summa tillgångar: fixed assets, grants to state infrastructure and current assets."""
    return fixed_assets + infrastructure_grants + current_assets


@rule("balance.equity", unit="SEK", law=LKBR6)
def equity(opening=previous("balance.equity"), net_income=figure("result.net_income")):
    """Summa eget kapital: opening equity and the period's net income."""
    return opening + net_income


@rule("balance.other_equity", unit="SEK", law=LKBR6)
def other_equity(equity, net_income=figure("result.net_income"), reserve=figure("reserve.closing")):
    """Övrigt eget kapital: equity less net income and the result reserve."""
    return equity - net_income - reserve


@rule("balance.provisions", unit="SEK", law=LKBR6)
def provisions(provisions=total("provision.*.amount")):
    """Summa avsättningar."""
    return provisions


@rule("balance.debt", unit="SEK", law=LKBR6)
def debt(long_term_debt, short_term_debt):
    """Summa skulder: long-term and short-term."""
    return long_term_debt + short_term_debt


@rule("balance.equity_and_liabilities", unit="SEK", law=LKBR6)
def equity_and_liabilities(equity, provisions, debt):
    """Summa eget kapital, avsättningar och skulder."""
    return equity + provisions + debt


@rule("balance.difference", unit="SEK", law=LKBR6)
def difference(total_assets, equity_and_liabilities):
    """Balansräkningens skillnad: assets less equity, provisions and debt; zero in a balance sheet that balances."""
    return total_assets - equity_and_liabilities


@rule("balance.equity_with_pension_contingency", unit="SEK", law="11 kap. 14 § KL (2017:725)")
def equity_with_pension_contingency(equity, pension_contingency):
    """Eget kapital inklusive ansvarsförbindelsen för pensioner: equity less pensions earned before 1998."""
    return equity - pension_contingency


RULES = (
    fixed_assets,
    current_assets,
    total_assets,
    equity,
    other_equity,
    provisions,
    debt,
    equity_and_liabilities,
    difference,
    equity_with_pension_contingency,
)
