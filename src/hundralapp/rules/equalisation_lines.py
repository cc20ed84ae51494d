"""Bidragens rader: each part of the equalisation as a line of the budget, stated, or computed where the law allows.

A budget may still name its general grants as it likes (`general_grant`). These lines have fixed names, so that what the files
state and what the law gives can be put side by side. Law: 1-2 §§ lagen (2004:773). Not modelled here: what an amount per resident
is made of (`equalisation_models`), and the property charge (`property_charge`).
"""

from hundralapp.graph.rule import Rule, figure, given, parameter, rule

LAW = "lagen (2004:773) om kommunalekonomisk utjämning"
RESIDENTS = "population.residents_1_november_before"

# line -> the law it follows; each may be stated as an amount, or per resident of 1 November the year before
PER_RESIDENT = {
    "cost_equalisation": f"{LAW}; 6-25 c §§ förordningen (2004:881)",
    "structural_grant": LAW,
    "transitional_grant": LAW,
    "adjustment_item": f"15-16 §§ {LAW}",
    "lss_equalisation": "lagen (2008:342) om utjämning av kostnader för stöd och service till vissa funktionshindrade",
}
LINES = ("income_equalisation", *PER_RESIDENT, "property_charge")

GIVEN = (
    *(given(f"grants.{line}", "SEK") for line in LINES),
    *(given(f"grants.{line}_per_resident", "SEK/resident") for line in PER_RESIDENT),
)


@rule("grants.income_equalisation", unit="SEK", law=f"5-6 §§ {LAW}", fallback=True)
def income_equalisation_line(income_equalisation=figure("equalisation.income_equalisation")):
    """Inkomstutjämning: as the law gives it, where the budget states none."""
    return income_equalisation


# Outcomes that ship for municipalities; other lines are stated.
OUTCOMES = ("cost_equalisation", "structural_grant", "adjustment_item")


def _line(name: str, law: str) -> Rule:
    amount = parameter(f"grants.{name}_per_resident") if name in OUTCOMES else figure(f"grants.{name}_per_resident")

    @rule(f"grants.{name}", unit="SEK", law=law, fallback=True)
    def line_from_residents(per_resident=amount, residents=figure(RESIDENTS)):
        """Bidrag eller avgift: the amount per resident times the residents of 1 November."""
        return per_resident * residents

    return line_from_residents


RULES = (income_equalisation_line, *(_line(name, law) for name, law in PER_RESIDENT.items()))
