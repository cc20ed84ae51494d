"""Pris- och löneuppräkning: the index that turns fixed unit costs into each year's prices.

Uplifts are forecasts with a vintage: a new one never overwrites an old one. Not modelled: PKV's own weights, which the
forecaster publishes ready-made.
"""

from hundralapp.graph.rule import given, previous, rule
from hundralapp.graph.trace import HUNDRED_PERCENT

GIVEN = (
    given("index.wage_uplift", "percent"),
    given("index.price_uplift", "percent"),
    given("index.wage_share", "percent"),
    given("index.price_wage_uplift", "percent"),
    given("index.price_wage", "percent"),
    given("index.pkv_change", "percent"),
)


@rule("index.price_wage_uplift", unit="percent")
def price_wage_uplift(wage_uplift, price_uplift, wage_share):
    """Pris- och löneuppräkning: wages and prices weighted by the wage share of costs."""
    return (wage_uplift * wage_share + price_uplift * (HUNDRED_PERCENT - wage_share)) / HUNDRED_PERCENT


@rule("index.price_wage", unit="percent")
def price_wage_index(price_wage_uplift, previous_index=previous("index.price_wage")):
    """Pris- och löneindex: the period before, uplifted; the stated base period is 100."""
    return previous_index * (HUNDRED_PERCENT + price_wage_uplift) / HUNDRED_PERCENT


RULES = (price_wage_uplift, price_wage_index)
