"""Marginaleffekter: what one krona more of own tax base, one resident more, or one öre is worth after the income equalisation.

The equalisation takes the county's rate of every krona of base and gives the guaranteed base for every resident, whatever the
own tax rate is: so a rise of the rate is kept whole, and a rise of the base nearly not at all. Law: 3-7 §§ lagen (2004:773).
Not modelled: the cost equalisation, the adjustment item, the settlement, and what a resident costs.
"""

from hundralapp.graph.rule import Rule, figure, rule, total
from hundralapp.graph.trace import ONE_ORE, WHOLE_TAX_RATE

LAW = "3-7 §§ lagen (2004:773) om kommunalekonomisk utjämning"
RESIDENTS = "population.residents_1_november_before"
RETURNED = ("equalisation.municipality.returned_through_mean", "equalisation.region.returned_through_mean")


@rule("marginal.kept_of_tax_base", unit="ore_per_SEK100", law=LAW)
def kept_of_tax_base(
    tax_rate=figure("revenue.tax_rate"), county_rate=figure("equalisation.county_rate"), returned=total(*RETURNED)
):
    """Kvar av större eget underlag: the tax on it, less what the equalisation takes, and what returns through the mean."""
    return tax_rate - county_rate + returned


@rule("marginal.kept_of_tax_base", unit="ore_per_SEK100", law=LAW, otherwise=True)
def kept_of_tax_base_of_a_small_part(tax_rate=figure("revenue.tax_rate"), county_rate=figure("equalisation.county_rate")):
    """Kvar av större eget underlag: the tax on it, less what the equalisation takes; the country's mean taken as given."""
    return tax_rate - county_rate


@rule("marginal.guaranteed_of_resident", unit="SEK/resident", law=LAW)
def guaranteed_of_resident(
    guaranteed=total("marginal.municipality.guaranteed_of_resident", "marginal.region.guaranteed_of_resident"),
):
    """En invånare till utan inkomst: the equalisation's part of the guaranteed base."""
    return guaranteed


def _guaranteed(level: str) -> Rule:
    @rule(f"marginal.{level}.guaranteed_of_resident", unit="SEK/resident", law=LAW)
    def guaranteed_of_resident_at_level(
        guaranteed=figure(f"equalisation.{level}.guaranteed_per_resident"), rate=figure(f"equalisation.{level}.county_rate")
    ):
        """En invånare till utan inkomst: the county's rate of the guaranteed base."""
        return guaranteed * rate / WHOLE_TAX_RATE

    return guaranteed_of_resident_at_level


@rule("marginal.mean_resident", unit="SEK/resident", law=LAW)
def mean_resident(
    guaranteed_of_resident,
    kept_of_tax_base,
    tax_base=figure("tax_base.counted"),
    residents=figure(RESIDENTS),
):
    """En invånare till med kommunens medelinkomst: the guaranteed part, and what is kept of the base that comes along."""
    return guaranteed_of_resident + tax_base / residents * kept_of_tax_base / WHOLE_TAX_RATE


@rule("marginal.ore_per_resident", unit="SEK/resident", law=f"65 kap. 3 § IL (1999:1229); {LAW}")
def ore_per_resident(tax_base=figure("tax_base.counted"), residents=figure(RESIDENTS)):
    """Ett öre per invånare: kept whole, for the equalisation does not ask for the own rate."""
    return tax_base * ONE_ORE / WHOLE_TAX_RATE / residents


RULES = (
    kept_of_tax_base,
    kept_of_tax_base_of_a_small_part,
    guaranteed_of_resident,
    _guaranteed("municipality"),
    _guaranteed("region"),
    mean_resident,
    ore_per_resident,
)
GIVEN = ()
