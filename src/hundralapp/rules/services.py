"""Verksamheter: a service line as volume times unit cost times price level, and what its change is made of.

A service may be split in groups of one volume unit (stages of school, levels of need). Its change between two periods is then
exactly the sum of three effects: price, volume and mix. Not modelled: fixed and step costs within a service.
"""

from hundralapp.graph.rule import figure, given, lever, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT

SERVICE = "committee.{committee}.service.{service}"
GROUP = f"{SERVICE}.group.{{group}}"

GIVEN = (
    given(f"{SERVICE}.volume", None),
    given(f"{SERVICE}.unit_cost", None),
    given(f"{SERVICE}.index", "percent"),
    given(f"{SERVICE}.uplift", "percent"),
    given(f"{GROUP}.volume", None),
    given(f"{GROUP}.unit_cost", None),
)


@rule(f"{SERVICE}.price_level", unit="percent")
def price_level_of_the_service(index=figure(f"{SERVICE}.index"), uplift=lever(f"{SERVICE}.uplift")):
    """Prisnivå: the service's own index, and the uplift that a decision adds."""
    return index * (HUNDRED_PERCENT + uplift) / HUNDRED_PERCENT


@rule(f"{SERVICE}.price_level", unit="percent", otherwise=True)
def price_level_of_the_plan(index=figure("index.price_wage"), uplift=lever(f"{SERVICE}.uplift")):
    """Prisnivå: the plan's price and wage index, and the uplift that a decision adds."""
    return index * (HUNDRED_PERCENT + uplift) / HUNDRED_PERCENT


@rule(f"{SERVICE}.price_level", unit="percent", otherwise=True)
def price_level_of_each_year(uplift=lever(f"{SERVICE}.uplift")):
    """Prisnivå: unit costs are stated in each year's prices; only a decided uplift is added."""
    return HUNDRED_PERCENT + uplift


@rule(f"{SERVICE}.price", unit=None)
def service_price(unit_cost, price_level):
    """Pris: unit cost at the period's price level."""
    return unit_cost * price_level / HUNDRED_PERCENT


@rule(f"{GROUP}.price", unit=None)
def group_price(unit_cost, price_level=figure(f"{SERVICE}.price_level")):
    """Gruppens pris: unit cost at the service's price level."""
    return unit_cost * price_level / HUNDRED_PERCENT


@rule(f"{GROUP}.cost", unit="SEK", complete=True)
def group_cost(volume, price):
    """Gruppens kostnad: volume times price."""
    return volume * price


@rule(f"{SERVICE}.volume", unit=None, fallback=True)
def service_volume(groups=total(f"{SERVICE}.group.*.volume")):
    """Volym: all groups of the service."""
    return groups


@rule(f"{SERVICE}.cost", unit="SEK")
def service_cost_of_groups(groups=total(f"{SERVICE}.group.*.cost")):
    """Verksamhetens kostnad: the sum of its groups."""
    return groups


@rule(f"{SERVICE}.cost", unit="SEK", complete=True)
def service_cost(volume, price):
    """Verksamhetens kostnad: volume times price."""
    return volume * price


@rule(f"{GROUP}.at_previous_price", unit="SEK")
def group_at_previous_price(volume, price=previous(f"{GROUP}.price")):
    """Gruppens kostnad i förra periodens priser: this period's volume at the previous price."""
    return volume * price


@rule(f"{SERVICE}.at_previous_prices", unit="SEK")
def service_of_groups_at_previous_prices(groups=total(f"{SERVICE}.group.*.at_previous_price")):
    """Kostnad i förra periodens priser: the sum of the groups."""
    return groups


@rule(f"{SERVICE}.at_previous_prices", unit="SEK")
def service_at_previous_prices(volume, price=previous(f"{SERVICE}.price")):
    """Kostnad i förra periodens priser: this period's volume at the previous price."""
    return volume * price


@rule(f"{SERVICE}.at_previous_mix", unit="SEK")
def service_at_previous_mix(
    volume,
    groups=total(f"{SERVICE}.group.*.at_previous_price"),
    previous_volume=previous(f"{SERVICE}.volume"),
    previous_cost=previous(f"{SERVICE}.cost"),
):
    """Kostnad i förra periodens priser och sammansättning: the previous cost grown as the volume."""
    return previous_cost * volume / previous_volume + groups * 0


@rule(f"{SERVICE}.at_previous_mix", unit="SEK")
def service_without_groups_at_previous_mix(at_previous_prices):
    """Kostnad i förra periodens priser och sammansättning: a service without groups has no mix."""
    return at_previous_prices


@rule(f"{SERVICE}.price_effect", unit="SEK")
def price_effect(cost, at_previous_prices):
    """Priseffekt: what this period's volume costs more at this period's prices."""
    return cost - at_previous_prices


@rule(f"{SERVICE}.volume_effect", unit="SEK")
def volume_effect(at_previous_mix, previous_cost=previous(f"{SERVICE}.cost")):
    """Volymeffekt: what the change of volume costs at the previous prices and mix."""
    return at_previous_mix - previous_cost


@rule(f"{SERVICE}.mix_effect", unit="SEK")
def mix_effect(at_previous_prices, at_previous_mix):
    """Sammansättningseffekt: what the move between dearer and cheaper groups costs at the previous prices."""
    return at_previous_prices - at_previous_mix


RULES = (
    price_level_of_the_service,
    price_level_of_the_plan,
    price_level_of_each_year,
    service_price,
    group_price,
    group_cost,
    service_volume,
    service_cost_of_groups,
    service_cost,
    group_at_previous_price,
    service_of_groups_at_previous_prices,
    service_at_previous_prices,
    service_at_previous_mix,
    service_without_groups_at_previous_mix,
    price_effect,
    volume_effect,
    mix_effect,
)
