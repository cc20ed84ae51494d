"""Skatteverket's own count of what is left of income tax after credits, for whole persons, income year 2026.

`tax_left_2026.csv`: municipal and state income tax less the credits of the Act, as Skatteverket's service for household-work
credits answered on 2026-09-16 ("utrymme för rot- och rutavdrag"). The copy comes through a public repository,
julius447/ROT-GT-Calculator (research/09), and has not been fetched again; its cases with interest, property fee or capital income
are left out, since they are not modelled. Rates are öre per SEK 100 as the service showed them; `regional_credit` is 1 for
Dorotea, of appendix 67.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hundralapp.households.law import law

YEAR = 2026
CASES = list(csv.DictReader((Path(__file__).parent / "tax_left_2026.csv").read_text(encoding="utf-8").splitlines()))


def test_there_are_cases() -> None:
    assert len(CASES) == 57
    assert sum(int(case["regional_credit"]) for case in CASES) == 16


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_is_left_of_the_tax(case: dict[str, str]) -> None:
    person = {
        "person.wage": float(case["wage"]),
        "person.pension": float(case["pension"]),
        "person.age_at_start_of_year": float(YEAR - 1 - int(case["born"])),
        "person.municipal_tax_rate": float(case["local_rate"]),
        "person.in_regional_credit_area": float(case["regional_credit"]),
    }
    found = law(YEAR).evaluate(person)
    left = found["income_tax.municipal_tax"] + found["income_tax.state_tax"] - found["income_tax.credits"]
    assert left == int(case["tax_left"])
