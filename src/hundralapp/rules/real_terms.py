"""Fasta priser: what remains of growth when a named index of prices and wages is taken away.

The deflator is a level that the workspace states for its base period (100) and that then changes as PKV does where a forecast of
it is stated, otherwise as the budget's own uplift. Every forecast has its vintage, so a real figure says which one it rests on.
Not modelled: that residents meet other prices than a municipality does.
"""

from hundralapp.graph.rule import Rule, figure, given, previous, rule
from hundralapp.graph.trace import HUNDRED_PERCENT

GIVEN = (given("index.deflator", "percent"), given("index.deflator_change", "percent"))

# real figure -> the nominal one
NOMINAL = {
    "real.tax_and_grants": "revenue.tax_and_grants",
    "real.net_operating_expenditure": "result.net_operating_expenditure",
}


@rule("index.deflator_change", unit="percent", fallback=True)
def deflator_follows_pkv(pkv_change=figure("index.pkv_change")):
    """Deflatorns förändring: as PKV, the index of municipal prices and wages."""
    return pkv_change


@rule("index.deflator_change", unit="percent", fallback=True, otherwise=True)
def deflator_follows_the_own_uplift(uplift=figure("index.price_wage_uplift")):
    """Deflatorns förändring: as the budget's own uplift, where no PKV is stated."""
    return uplift


@rule("index.deflator", unit="percent", fallback=True)
def deflator(change=figure("index.deflator_change"), deflator_before=previous("index.deflator")):
    """Deflator: the period before, changed; the stated base period is 100."""
    return deflator_before * (HUNDRED_PERCENT + change) / HUNDRED_PERCENT


def _real(name: str, nominal: str) -> tuple[Rule, Rule]:
    @rule(name, unit="SEK")
    def in_fixed_prices(amount=figure(nominal), deflator=figure("index.deflator")):
        """I fasta priser: the amount at the prices of the deflator's base period."""
        return amount * HUNDRED_PERCENT / deflator

    @rule(f"{name}_growth", unit="percent")
    def growth_in_fixed_prices(real=figure(name), real_before=previous(name)):
        """Tillväxt i fasta priser: against the period before."""
        return (real / real_before - 1) * HUNDRED_PERCENT

    return in_fixed_prices, growth_in_fixed_prices


@rule("real.net_cost_per_resident", unit="SEK/resident")
def net_cost_per_resident_in_fixed_prices(
    expenditure=figure("real.net_operating_expenditure"), residents=figure("population.residents")
):
    """Nettokostnad per invånare i fasta priser: what is left for each resident when prices and wages are taken away."""
    return -expenditure / residents


RULES = (
    deflator_follows_pkv,
    deflator_follows_the_own_uplift,
    deflator,
    *(each for name, nominal in NOMINAL.items() for each in _real(name, nominal)),
    net_cost_per_resident_in_fixed_prices,
)
