"""Pris- och löneuppräkning: the index that turns fixed unit costs into each year's prices.

Either wages and prices with the share of wages, or any kinds of cost (personnel, contracted services, rents, goods), each with
its weight and its change. Uplifts are forecasts with a vintage: a new one never overwrites an old one. Not modelled: PKV's own
weights, which the forecaster publishes ready-made, and weights that shift as one kind grows dearer than another.
"""

from hundralapp.graph.rule import figure, given, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT

KIND = "cost_kind.{cost_kind}"

GIVEN = (
    given("index.wage_uplift", "percent"),
    given("index.price_uplift", "percent"),
    given("index.wage_share", "percent"),
    given("index.price_wage_uplift", "percent"),
    given("index.price_wage", "percent"),
    given("index.pkv_change", "percent"),
    given(f"{KIND}.weight", "percent"),
    given(f"{KIND}.price_change", "percent"),
    given(f"{KIND}.price_level", "percent"),
)


@rule("index.price_wage_uplift", unit="percent")
def price_wage_uplift(wage_uplift, price_uplift, wage_share):
    """Pris- och löneuppräkning: wages and prices weighted by the wage share of costs."""
    return (wage_uplift * wage_share + price_uplift * (HUNDRED_PERCENT - wage_share)) / HUNDRED_PERCENT


@rule(f"{KIND}.weighted_change", unit="percent")
def weighted_change(weight, price_change):
    """Kostnadsslagets bidrag till uppräkningen: its change of price times its weight."""
    return price_change * weight / HUNDRED_PERCENT


@rule("index.weights_of_cost_kinds", unit="percent")
def weights_of_cost_kinds(weights=total("cost_kind.*.weight")):
    """Kostnadsslagens vikter: together a hundred percent."""
    return weights


@rule("index.price_wage_uplift", unit="percent")
def uplift_of_cost_kinds(changes=total("cost_kind.*.weighted_change"), weights=figure("index.weights_of_cost_kinds")):
    """Pris- och löneuppräkning: the changes of all kinds of cost, by their weights."""
    return changes * HUNDRED_PERCENT / weights


@rule(f"{KIND}.price_level", unit="percent", fallback=True)
def price_level_of_the_kind(price_change, price_level_before=previous(f"{KIND}.price_level")):
    """Kostnadsslagets prisnivå: the period before, changed; the stated base period is 100."""
    return price_level_before * (HUNDRED_PERCENT + price_change) / HUNDRED_PERCENT


@rule("index.price_wage", unit="percent")
def price_wage_index(price_wage_uplift, previous_index=previous("index.price_wage")):
    """Pris- och löneindex: the period before, uplifted; the stated base period is 100."""
    return previous_index * (HUNDRED_PERCENT + price_wage_uplift) / HUNDRED_PERCENT


RULES = (
    price_wage_uplift,
    weighted_change,
    weights_of_cost_kinds,
    uplift_of_cost_kinds,
    price_level_of_the_kind,
    price_wage_index,
)
