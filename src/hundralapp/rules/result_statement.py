"""Resultaträkningen: from operating revenue to net income, in the order of the law.

Costs are negative, as a Swedish result statement prints them. Law: 5 kap. lagen (2018:597) om kommunal bokföring och
redovisning (LKBR). Not modelled: the group's statement (12 kap.).
"""

from hundralapp.graph.rule import figure, given, optional, rule, stated, total

LKBR5 = "5 kap. LKBR (2018:597)"

GIVEN = (
    given("result.operating_revenue", "SEK"),
    given("result.operating_expenditure", "SEK"),
    given("result.depreciation", "SEK"),
    given("result.comparability_items", "SEK"),
    given("result.financial_comparability_items", "SEK"),
    given("result.rounding", "SEK"),
    given("result.extraordinary_revenue", "SEK"),
    given("result.extraordinary_expenditure", "SEK"),
    given("financial_income.{financial_income}.amount", "SEK"),
    given("financial_expense.{financial_expense}.amount", "SEK"),
)


@rule("result.operating_revenue", unit="SEK", law=LKBR5, fallback=True)
def operating_revenue(income=total("committee.*.income")):
    """Verksamhetens intäkter: what committees take in, where the budget states no total of its own."""
    return income


@rule("result.operating_expenditure", unit="SEK", law=LKBR5)
def operating_expenditure_from_frames(
    operating_revenue,
    net_cost=figure("operating.net_cost"),
    depreciation_in_frames=figure("operating.depreciation_in_frames"),
    comparability_items=optional("result.comparability_items"),
):
    """Verksamhetens kostnader: the committees' net cost grossed up by revenue, less the depreciation inside the frames."""
    return -net_cost - operating_revenue + depreciation_in_frames - comparability_items


@rule("result.operating_expenditure", unit="SEK", law=LKBR5)
def operating_expenditure_as_stated(stated=stated(), changes=figure("operating.changes")):
    """Verksamhetens kostnader: as the budget states them, and what decisions add."""
    return stated - changes


@rule("result.net_operating_expenditure", unit="SEK", law=LKBR5, complete=True)
def net_operating_expenditure(
    operating_revenue, operating_expenditure, depreciation, comparability_items=optional("result.comparability_items")
):
    """Verksamhetens nettokostnader: revenue, expenditure and depreciation, with items affecting comparability."""
    return operating_revenue + operating_expenditure + depreciation + comparability_items


@rule("result.net_operating_expenditure", unit="SEK", law=LKBR5)
def net_operating_expenditure_from_frames(
    net_cost=figure("operating.net_cost"),
    depreciation_in_frames=optional("operating.depreciation_in_frames"),
    depreciation=optional("result.depreciation"),
):
    """Verksamhetens nettokostnader: the committees' net cost, and depreciation that stands outside their frames."""
    return -net_cost + depreciation_in_frames + depreciation


@rule("result.net_operating_expenditure", unit="SEK", law=LKBR5)
def net_operating_expenditure_as_stated(stated=stated(), changes=figure("operating.changes")):
    """Verksamhetens nettokostnader: as the budget states them, and what decisions add."""
    return stated - changes


@rule("result.net_income_of_activities", unit="SEK", law=LKBR5, complete=True)
def net_income_of_activities(
    net_operating_expenditure,
    tax_revenue=figure("revenue.tax_revenue"),
    general_grants=figure("revenue.general_grants"),
):
    """Verksamhetens resultat: what taxes and general grants leave after net operating expenditure."""
    return net_operating_expenditure + tax_revenue + general_grants


@rule("result.financial_revenue", unit="SEK", law=LKBR5)
def financial_revenue(items=total("financial_income.*.amount")):
    """Finansiella intäkter: interest, dividends and guarantee fees received."""
    return items


@rule("result.financial_cost_items", unit="SEK", law=LKBR5)
def financial_cost_items(items=total("financial_expense.*.amount")):
    """Finansiella kostnadsposter: the sum of the note's lines (positive)."""
    return items


@rule("result.financial_expenditure", unit="SEK", law=LKBR5)
def financial_expenditure_from_debt(interest=figure("capital.interest"), items=optional("result.financial_cost_items")):
    """Finansiella kostnader: interest on the long-term debt, and the lines stated beside it."""
    return -interest - items


@rule("result.financial_expenditure", unit="SEK", law=LKBR5, otherwise=True)
def financial_expenditure_from_items(items=figure("result.financial_cost_items")):
    """Finansiella kostnader: the stated lines."""
    return -items


@rule("result.before_extraordinary_items", unit="SEK", law=LKBR5, complete=True)
def before_extraordinary_items(
    net_income_of_activities,
    financial_revenue,
    financial_expenditure,
    financial_comparability_items=optional("result.financial_comparability_items"),
    rounding=optional("result.rounding"),
):
    """Resultat efter finansiella poster: net income of activities with financial revenue and expenditure.

    `rounding` is the line that a statement printed in whole millions needs to end where it is printed to end.
    """
    return net_income_of_activities + financial_revenue + financial_expenditure + financial_comparability_items + rounding


@rule("result.net_income", unit="SEK", law=LKBR5)
def net_income(
    before_extraordinary_items,
    extraordinary_revenue=optional("result.extraordinary_revenue"),
    extraordinary_expenditure=optional("result.extraordinary_expenditure"),
):
    """Årets resultat: after extraordinary items; what remains of the year."""
    return before_extraordinary_items + extraordinary_revenue + extraordinary_expenditure


RULES = (
    operating_revenue,
    operating_expenditure_from_frames,
    operating_expenditure_as_stated,
    net_operating_expenditure,
    net_operating_expenditure_from_frames,
    net_operating_expenditure_as_stated,
    net_income_of_activities,
    financial_revenue,
    financial_cost_items,
    financial_expenditure_from_debt,
    financial_expenditure_from_items,
    before_extraordinary_items,
    net_income,
)
