"""Skatteunderlaget: from the base known two years back to what preliminary tax is paid on, and to what the year really gives.

Two bases of one year must be told apart. The *uprated* base is the known one times the two factors that the Government fixes;
tax is paid on it, and the equalisation counts with it. The base *of the year* is what residents earn in it: a forecast, until
the tax assessment is done. The uprating also runs backwards: a printed base says what was known two years before. Law: 4 § lagen
(1965:269). Not modelled: that the Government may change the factors after an election.
"""

from hundralapp.graph.rule import figure, given, optional, parameter, previous, rule
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE

PAYMENT = "4 § lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
NOVEMBER = "4 § femte stycket lagen (1965:269); 3 § lagen (2004:773)"

GIVEN = (
    given("tax_base.known", "SEK"),
    given("tax_base.first_uprating", "percent"),
    given("tax_base.second_uprating", "percent"),
    given("tax_base.uprating", "percent"),
    given("tax_base.of_the_year", "SEK"),
    given("population.residents_1_november", "resident"),
    given("population.residents_1_november_before", "resident"),
)


@rule("tax_base.uprating", unit="percent", law=PAYMENT)
def both_factors(first_uprating, second_uprating):
    """Uppräkning: the factor from the known year to the year before, and the factor from there to this year."""
    return (HUNDRED_PERCENT + first_uprating) * (HUNDRED_PERCENT + second_uprating) / HUNDRED_PERCENT - HUNDRED_PERCENT


@rule("tax_base.known", unit="SEK", law=PAYMENT, fallback=True)
def known_base_from_the_plan(base_of_the_year_before=previous("tax_base.of_the_year_before")):
    """Känt skatteunderlag: in a plan, the forecast of the income year two years back."""
    return base_of_the_year_before


@rule("tax_base.uprated", unit="SEK", law=PAYMENT)
def uprated_base(known, uprating=parameter("tax_base.uprating")):
    """Uppräknat skatteunderlag: the known base with the factors that the Government has fixed."""
    return known * (HUNDRED_PERCENT + uprating) / HUNDRED_PERCENT


@rule("tax_base.implied_by_revenue", unit="SEK", law=PAYMENT)
def base_behind_tax_revenue(
    tax_revenue=figure("revenue.tax_revenue"),
    tax_rate=figure("revenue.tax_rate"),
    settlement_of_the_year=figure("revenue.settlement_of_the_year"),
    settlement_of_the_year_before=optional("revenue.settlement_of_the_year_before"),
):
    """Underlag som skatteintäkterna motsvarar: tax revenue less the settlements in it, by the rate."""
    preliminary = tax_revenue - settlement_of_the_year - settlement_of_the_year_before
    return preliminary * WHOLE_TAX_RATE / tax_rate


@rule("tax_base.counted", unit="SEK", law="3 § lagen (2004:773) om kommunalekonomisk utjämning")
def counted_base(tax_base=figure("revenue.tax_base")):
    """Underlag som utjämningen räknar med: the base that preliminary tax is paid on."""
    return tax_base


@rule("tax_base.counted", unit="SEK", law="3 § lagen (2004:773) om kommunalekonomisk utjämning")
def counted_base_behind_tax_revenue(implied_by_revenue):
    """Underlag som utjämningen räknar med: where no base is known, the one behind the printed tax revenue."""
    return implied_by_revenue


@rule("tax_base.implied_known", unit="SEK", law=PAYMENT)
def known_base_behind_the_uprated(counted, uprating=parameter("tax_base.uprating")):
    """Underlag två år tillbaka som det uppräknade motsvarar: the uprated base without the Government's factors."""
    return counted * HUNDRED_PERCENT / (HUNDRED_PERCENT + uprating)


@rule("tax_base.implied_growth", unit="percent", law=PAYMENT)
def growth_of_the_known_base(implied_known, known_before=previous("tax_base.implied_known")):
    """Tillväxt av det kända underlaget: between the two income years that lie behind this year's tax and last year's."""
    return (implied_known / known_before - 1) * HUNDRED_PERCENT


@rule("tax_base.of_the_year", unit="SEK", law=PAYMENT, fallback=True)
def base_of_the_year_from_the_year_before(
    growth=figure("revenue.tax_base_growth"), base_of_the_year_before=previous("tax_base.of_the_year")
):
    """Årets skatteunderlag: that of the year before, grown as the forecast says."""
    return base_of_the_year_before * (HUNDRED_PERCENT + growth) / HUNDRED_PERCENT


@rule("tax_base.of_the_year", unit="SEK", law=PAYMENT, fallback=True)
def base_of_the_year_from_the_known(
    known, growth=figure("revenue.tax_base_growth"), growth_before=previous("revenue.tax_base_growth")
):
    """Årets skatteunderlag: the base known two years back, grown as the forecast says of both years since."""
    return known * (HUNDRED_PERCENT + growth_before) / HUNDRED_PERCENT * (HUNDRED_PERCENT + growth) / HUNDRED_PERCENT


@rule("tax_base.of_the_year_before", unit="SEK", law=PAYMENT)
def base_of_the_year_before(base=previous("tax_base.of_the_year")):
    """Föregående års skatteunderlag: as the forecast of that year has it."""
    return base


@rule("population.residents_1_november_before", unit="resident", law=NOVEMBER, fallback=True)
def residents_1_november_before(residents=previous("population.residents_1_november")):
    """Invånare den 1 november året före: those whom payments of the year are counted by."""
    return residents


RULES = (
    both_factors,
    known_base_from_the_plan,
    uprated_base,
    base_behind_tax_revenue,
    counted_base,
    counted_base_behind_tax_revenue,
    known_base_behind_the_uprated,
    growth_of_the_known_base,
    base_of_the_year_from_the_year_before,
    base_of_the_year_from_the_known,
    base_of_the_year_before,
    residents_1_november_before,
)
