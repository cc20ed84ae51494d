"""Skatteintäkter och generella bidrag: tax revenue from base and rate, or as stated, with settlements and grants.

The tax base is taxable earned income; the rate is carried in öre per SEK 100. Settlement and equalisation are lines that the
budget states, or that `settlement`, `income_equalisation` and `equalisation_lines` give. Not modelled: targeted grants, which
belong to the committees.
"""

from hundralapp.graph.rule import figure, given, optional, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, ONE_ORE, WHOLE_TAX_RATE

PAYMENT = "4 § lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
IL65_3 = "65 kap. 3 § IL (1999:1229)"
GRANT_LINES = (
    "grants.income_equalisation",
    "grants.cost_equalisation",
    "grants.structural_grant",
    "grants.transitional_grant",
    "grants.adjustment_item",
    "grants.lss_equalisation",
    "grants.property_charge",
)

GIVEN = (
    given("revenue.tax_base", "SEK"),
    given("revenue.tax_base_growth", "percent"),
    given("revenue.tax_rate", "ore_per_SEK100"),
    given("revenue.quoted_yield", "SEK"),
    given("revenue.quoted_rate_change", "ore_per_SEK100"),
    given("revenue.quoted_tax_revenue_change", "SEK"),
    given("revenue.quoted_general_grants_change", "SEK"),
    given("revenue.settlement_of_the_year", "SEK"),
    given("revenue.settlement_of_the_year_before", "SEK"),
    given("general_grant.{general_grant}.amount", "SEK"),
    given("population.residents", "resident"),
)


@rule("revenue.tax_base", unit="SEK", law=PAYMENT)
def tax_base_by_law(uprated=figure("tax_base.uprated")):
    """Skatteunderlag: the known base with the factors that the Government has fixed."""
    return uprated


@rule("revenue.tax_base", unit="SEK", law=PAYMENT)
def tax_base_from_quoted_yield(quoted_yield, quoted_rate_change):
    """Skatteunderlag: implied by a quoted yield, such as "24 öre gives 848 million"."""
    return quoted_yield * WHOLE_TAX_RATE / quoted_rate_change


@rule("revenue.tax_base", unit="SEK", law=PAYMENT, fallback=True)
def tax_base_of_a_plan(of_the_year=figure("tax_base.of_the_year")):
    """Skatteunderlag: in a plan, where no factors are fixed yet, the forecast of the year's own base."""
    return of_the_year


@rule("revenue.tax_base", unit="SEK", law=PAYMENT)
def tax_base_from_growth(tax_base_growth, previous_base=previous("revenue.tax_base")):
    """Skatteunderlag: the period before, uprated."""
    return previous_base * (HUNDRED_PERCENT + tax_base_growth) / HUNDRED_PERCENT


@rule("revenue.preliminary_tax_revenue", unit="SEK", law=PAYMENT)
def preliminary_tax_revenue(tax_base, tax_rate):
    """Preliminära skatteintäkter: tax base times tax rate."""
    return tax_base * tax_rate / WHOLE_TAX_RATE


@rule("revenue.settlement_of_the_year", unit="SEK", law=PAYMENT, fallback=True)
def settlement_of_the_year(amount=figure("settlement.amount")):
    """Slutavräkning, innevarande år: as the forecast gives it, where the budget states none."""
    return amount


@rule("revenue.settlement_of_the_year_before", unit="SEK", law=PAYMENT, fallback=True)
def settlement_of_the_year_before(correction=figure("settlement.correction")):
    """Slutavräkning, föregående år: what was decided less what was booked, where the budget states none."""
    return correction


@rule("revenue.tax_revenue", unit="SEK", law=PAYMENT)
def tax_revenue(
    preliminary_tax_revenue,
    settlement_of_the_year=optional("revenue.settlement_of_the_year"),
    settlement_of_the_year_before=optional("revenue.settlement_of_the_year_before"),
):
    """Skatteintäkter: preliminary tax, the forecast settlement of the year, and the correction of the year before."""
    return preliminary_tax_revenue + settlement_of_the_year + settlement_of_the_year_before


@rule("revenue.general_grants", unit="SEK", law="lagen (2004:773) om kommunalekonomisk utjämning")
def general_grants(grants=total("general_grant.*.amount", *GRANT_LINES)):
    """Generella statsbidrag och utjämning: grants less charges."""
    return grants


@rule("revenue.tax_and_grants", unit="SEK")
def tax_and_grants(tax_revenue, general_grants):
    """Skatteintäkter, generella statsbidrag och utjämning: what finances the net cost."""
    return tax_revenue + general_grants


@rule("revenue.yield_of_one_ore", unit="SEK", law=IL65_3)
def yield_of_one_ore(tax_base):
    """Ett öres intäkt: what one öre per SEK 100 gives, before equalisation."""
    return tax_base * ONE_ORE / WHOLE_TAX_RATE


@rule("revenue.yield_of_one_ore", unit="SEK", law=IL65_3)
def yield_of_one_ore_on_the_implied_base(counted=figure("tax_base.counted")):
    """Ett öres intäkt: on the base that printed tax revenue implies, where the base itself is not known."""
    return counted * ONE_ORE / WHOLE_TAX_RATE


@rule("revenue.tax_rate_change", unit="ore_per_SEK100")
def tax_rate_change(tax_rate, previous_rate=previous("revenue.tax_rate")):
    """Skatteändring: the rate against the period before, in öre per SEK 100."""
    return tax_rate - previous_rate


@rule("revenue.tax_base_per_resident", unit="SEK/resident")
def tax_base_per_resident(tax_base, residents=figure("population.residents")):
    """Skattekraft: tax base per resident."""
    return tax_base / residents


RULES = (
    tax_base_by_law,
    tax_base_from_quoted_yield,
    tax_base_of_a_plan,
    tax_base_from_growth,
    preliminary_tax_revenue,
    settlement_of_the_year,
    settlement_of_the_year_before,
    tax_revenue,
    general_grants,
    tax_and_grants,
    yield_of_one_ore,
    yield_of_one_ore_on_the_implied_base,
    tax_rate_change,
    tax_base_per_resident,
)
