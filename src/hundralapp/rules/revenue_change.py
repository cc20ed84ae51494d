"""Varför intäkterna ändras: a changed rate, a changed base, other settlements; and what the equalisation takes and gives.

What tax revenue changes from one period to the next is exactly three effects: the new base at the changed part of the rate, the
changed base at the old rate, and the settlements. Grants change with the income equalisation, the adjustment item, and the rest.
Law: 65 kap. 3 § IL and 4 § lagen (1965:269). Not modelled: that a higher rate may change the base.
"""

from hundralapp.graph.rule import Rule, figure, previous, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE

TAX = "65 kap. 3 § IL (1999:1229)"
PAYMENT = "4 § lagen (1965:269) med särskilda bestämmelser om utbetalning av skattemedel"
SETTLEMENTS = ("revenue.settlement_of_the_year", "revenue.settlement_of_the_year_before")
EQUALISATION = "lagen (2004:773) om kommunalekonomisk utjämning"


@rule("revenue_change.rate", unit="SEK", law=TAX)
def effect_of_the_rate(change=figure("revenue.tax_rate_change"), tax_base=figure("tax_base.counted")):
    """Av ändrad skattesats: the change of the rate on this period's base."""
    return tax_base * change / WHOLE_TAX_RATE


@rule("revenue_change.base", unit="SEK", law=PAYMENT)
def effect_of_the_base(
    tax_base=figure("tax_base.counted"), base_before=previous("tax_base.counted"), rate_before=previous("revenue.tax_rate")
):
    """Av ändrat underlag: the change of the base at the rate of the period before."""
    return (tax_base - base_before) * rate_before / WHOLE_TAX_RATE


@rule("revenue_change.settlements", unit="SEK", law=PAYMENT)
def effect_of_the_settlements(
    settlements=total(*SETTLEMENTS), settlements_before=previous("revenue_change.settlements_of_the_year")
):
    """Av andra slutavräkningar: those of this period against those of the period before."""
    return settlements - settlements_before


@rule("revenue_change.settlements_of_the_year", unit="SEK", law=PAYMENT)
def settlements_together(settlements=total(*SETTLEMENTS)):
    """Slutavräkningar i årets skatteintäkter: of the year and of the year before."""
    return settlements


@rule("revenue_change.preliminary_tax", unit="SEK", law=PAYMENT)
def change_of_preliminary_tax(rate, base):
    """Ändrad preliminär skatt: the effects of the rate and of the base."""
    return rate + base


@rule("revenue_change.base_percent", unit="percent", law=PAYMENT)
def growth_of_the_base(tax_base=figure("tax_base.counted"), base_before=previous("tax_base.counted")):
    """Underlagets tillväxt mot förra perioden: of the base that tax is paid on."""
    return (tax_base / base_before - 1) * HUNDRED_PERCENT


@rule("revenue_change.less_quoted", unit="SEK", law=PAYMENT)
def preliminary_less_quoted(preliminary_tax, quoted=figure("revenue.quoted_tax_revenue_change")):
    """Skattesats och underlag minus uppgiven ändring: what a quoted change of tax revenue leaves for the settlements."""
    return preliminary_tax - quoted


def _of_line(name: str) -> Rule:
    @rule(f"revenue_change.{name}", unit="SEK", law=EQUALISATION)
    def change_of_the_line(line=figure(f"grants.{name}"), line_before=previous(f"grants.{name}")):
        """Ändring mot förra perioden av en rad i utjämningen: grants positive, charges negative."""
        return line - line_before

    return change_of_the_line


LINES = ("income_equalisation", "adjustment_item")


@rule("revenue_change.general_grants", unit="SEK", law=EQUALISATION)
def change_of_grants_as_quoted(quoted=figure("revenue.quoted_general_grants_change")):
    """Ändrade bidrag: as quoted."""
    return quoted


@rule("revenue_change.general_grants", unit="SEK", law=EQUALISATION)
def change_of_grants(grants=figure("revenue.general_grants"), grants_before=previous("revenue.general_grants")):
    """Ändrade bidrag: this period's less those of the period before."""
    return grants - grants_before


@rule("revenue_change.other_grants", unit="SEK", law=EQUALISATION)
def change_of_other_grants(general_grants, lines=total("revenue_change.income_equalisation", "revenue_change.adjustment_item")):
    """Övriga bidrags ändring: what is left for cost equalisation, LSS, property charge and other grants together."""
    return general_grants - lines


RULES = (
    effect_of_the_rate,
    effect_of_the_base,
    effect_of_the_settlements,
    settlements_together,
    change_of_preliminary_tax,
    growth_of_the_base,
    preliminary_less_quoted,
    *(_of_line(name) for name in LINES),
    change_of_grants_as_quoted,
    change_of_grants,
    change_of_other_grants,
)
GIVEN = ()
