"""Balansräkningen: assets on one side; equity, provisions and debt on the other. Law: 6 kap. LKBR (2018:597).

Where a plan states an opening `balance.cash` and none later, cash follows from the cash flow, so that the sheet goes on
balancing under another forecast or a proposal. Not modelled: sales of fixed assets, write-downs, investment grants.
"""

from hundralapp.graph.rule import figure, given, optional, previous, previous_or_zero, rule, total

LKBR6 = "6 kap. LKBR (2018:597)"
LKBR8 = "8 kap. LKBR (2018:597)"

GIVEN = (
    given("fixed_asset.{fixed_asset}.amount", "SEK"),
    given("current_asset.{current_asset}.amount", "SEK"),
    given("provision.{provision}.amount", "SEK"),
    given("balance.cash", "SEK"),
    given("balance.infrastructure_grants", "SEK"),
    given("balance.short_term_debt", "SEK"),
    given("balance.equity", "SEK"),
    given("balance.pension_contingency", "SEK"),
    given("balance.other_contingencies", "SEK"),
)


@rule("balance.fixed_assets", unit="SEK", law=LKBR6)
def fixed_assets(assets=total("fixed_asset.*.amount")):
    """Summa anläggningstillgångar: the stated assets."""
    return assets


@rule("balance.fixed_assets", unit="SEK", law=LKBR6)
def fixed_assets_from_investments(
    opening=previous("balance.fixed_assets"),
    investments=figure("capital.investments"),
    depreciation=figure("result.depreciation"),
):
    """Summa anläggningstillgångar: opening, plus investments, less depreciation (which is negative)."""
    return opening + investments + depreciation


@rule("balance.current_assets_beside_cash", unit="SEK", law=LKBR6)
def current_assets_beside_cash(assets=total("current_asset.*.amount")):
    """Omsättningstillgångar i poster: the stated assets."""
    return assets


@rule("balance.cash_flow", unit="SEK", law=LKBR8)
def cash_flow(
    provisions,
    short_term_debt,
    current_assets_beside_cash,
    net_income=figure("result.net_income"),
    depreciation=figure("result.depreciation"),
    investments=figure("capital.investments"),
    borrowing=figure("capital.borrowing"),
    amortisation=optional("capital.amortisation"),
    provisions_before=previous("balance.provisions"),
    short_term_debt_before=previous("balance.short_term_debt"),
    current_assets_before=previous("balance.current_assets_beside_cash"),
    infrastructure_grants=optional("balance.infrastructure_grants"),
    infrastructure_grants_before=previous_or_zero("balance.infrastructure_grants"),
):
    """Årets kassaflöde: net income and depreciation, less investments, plus new debt, less what is tied up in other assets."""
    liabilities = provisions - provisions_before + short_term_debt - short_term_debt_before
    receivables = current_assets_beside_cash - current_assets_before
    tied_up = receivables + infrastructure_grants - infrastructure_grants_before
    return net_income - depreciation - investments + borrowing - amortisation + liabilities - tied_up


@rule("balance.cash", unit="SEK", law=LKBR6)
def cash(cash_flow, opening=previous("balance.cash")):
    """Likvida medel: opening cash and the year's cash flow."""
    return opening + cash_flow


@rule("balance.current_assets", unit="SEK", law=LKBR6)
def current_assets(current_assets_beside_cash, cash=optional("balance.cash")):
    """Summa omsättningstillgångar: the stated assets, and cash where it stands by itself."""
    return current_assets_beside_cash + cash


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
    fixed_assets_from_investments,
    current_assets_beside_cash,
    cash_flow,
    cash,
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
