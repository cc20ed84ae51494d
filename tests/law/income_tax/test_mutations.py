"""Which rules the tables of 2023 prove: each is changed on purpose, and as many krona cells as stated must then be wrong.

Tables 29, 33, 38 and 42, all seven columns: 13 524 cells. A changed rule that moves no cell is not proved by the tables of 2023;
those are stated too, with zero.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hundralapp.graph.binding import bind
from hundralapp.graph.figure import Entry, Key, Period, Series, Status
from hundralapp.graph.rule import Catalogue, Rule, figure, parameter, rule
from hundralapp.graph.schedule import WHOLE_SHARE
from hundralapp.graph.trace import HUNDRED_PERCENT, WHOLE_TAX_RATE, Node, Quantity, ceil, floor, maximum, minimum, where
from hundralapp.households.law import Law, catalogue
from hundralapp.params.parameter import national_parameters
from hundralapp.rules.income_tax import allowance, contributions, credits, income, municipal_tax, state_tax
from hundralapp.units import SEK, TAX_RATE, unit

YEAR = 2023
TABLES = (29, 33, 38, 42)
PERSONS = {
    1: ("person.wage", 40.0),
    2: ("person.pension", 70.0),
    3: ("person.wage", 70.0),
    4: ("person.sickness_compensation", 40.0),
    5: ("person.other_pensionable_income", 40.0),
    6: ("person.pension", 40.0),
    7: ("person.wage", 65.0),
}
FEES_IN_TABLE = Quantity(116.0, TAX_RATE)
HALF_A_HUNDRED = Quantity(allowance.SHARE_OF_HUNDRED.value / 2, SEK * WHOLE_SHARE.unit)
IL = "63 kap. IL (1999:1229)"
Bounds = Callable[[np.ndarray, np.ndarray], np.ndarray]


@rule("income_tax.basic_allowance", unit="SEK", law=IL)
def allowance_to_nearest_hundred(assessed_earned_income, ordinary_allowance, special_amount):
    """Grundavdrag: to the nearest hundred."""
    hundreds = floor((ordinary_allowance + special_amount + HALF_A_HUNDRED) / allowance.SHARE_OF_HUNDRED)
    return minimum(assessed_earned_income, hundreds * allowance.HUNDRED)


@rule("income_tax.basic_allowance", unit="SEK", law=IL)
def allowance_in_two_roundings(assessed_earned_income, ordinary_allowance, special_amount):
    """Grundavdrag: each part rounded up by itself."""
    hundreds = ceil(ordinary_allowance / allowance.SHARE_OF_HUNDRED) + ceil(special_amount / allowance.SHARE_OF_HUNDRED)
    return minimum(assessed_earned_income, hundreds * allowance.HUNDRED)


def junior_credit(*, fees: bool = False, times_rate: bool = False, half: bool = False) -> Rule:
    """The credit below the age limit at the table's number (with fees), with its phase-out times the rate, or rounded half up."""

    @rule("income_tax.junior_credit", unit="SEK", law=IL)
    def changed(
        credit_income,
        work_income,
        basic_allowance,
        local_tax_rate,
        base=parameter("income_tax.price_base_amount"),
        start=parameter("income_tax.phase_out_from"),
        percent=parameter("income_tax.phase_out_percent"),
    ):
        """Jobbskatteavdrag, counted otherwise than the law does."""
        rate = local_tax_rate + FEES_IN_TABLE if fees else local_tax_rate
        above = maximum(work_income - start * base / WHOLE_SHARE, 0)
        phase_out = above * percent * credits.PERCENT_AS_RATE_OF_SHARE
        if times_rate:
            phase_out = phase_out * rate / WHOLE_TAX_RATE
        kronor = ((credit_income - basic_allowance * WHOLE_SHARE) * rate - phase_out) / credits.WHOLE_RATE_OF_SHARE
        return maximum(floor(kronor + Quantity(0.5, SEK) if half else kronor), 0)

    return changed


@rule("income_tax.municipal_tax", unit="SEK", law=IL)
def municipal_tax_to_nearest(taxable_earned_income, local_tax_rate):
    """Kommunal inkomstskatt: to the nearest krona."""
    return municipal_tax.nearest_krona(taxable_earned_income * local_tax_rate, WHOLE_TAX_RATE)


@rule("income_tax.burial_fee", unit="SEK", law=IL)
def fees_to_nearest(taxable_earned_income, rate=figure("person.burial_fee_rate")):
    """Begravningsavgift: to the nearest krona."""
    return municipal_tax.nearest_krona(taxable_earned_income * rate, municipal_tax.WHOLE_FEE_RATE)


@rule("income_tax.burial_fee", unit="SEK", law=IL)
def fees_dropped_with_the_tax(taxable_earned_income, local_tax_rate, tax=figure("income_tax.municipal_tax")):
    """Begravningsavgift: öre dropped of tax and fees together."""
    return floor(taxable_earned_income * (local_tax_rate + FEES_IN_TABLE) / WHOLE_TAX_RATE) - tax


def contribution(step: Callable[[Node], Node]) -> Rule:
    """The pension contribution with another last step, from the income times its percent."""

    @rule("income_tax.pension_contribution", unit="SEK", law=IL)
    def changed(
        pensionable_income,
        base=parameter("income_tax.price_base_amount"),
        income_base=parameter("income_tax.income_base_amount"),
        percent=parameter("income_tax.pension_contribution_percent"),
        floor_share=parameter("income_tax.pension_contribution_floor"),
        ceiling_share=parameter("income_tax.pension_contribution_ceiling"),
    ):
        """Allmän pensionsavgift, rounded otherwise than the law does."""
        taken = step(minimum(pensionable_income, ceiling_share * income_base / WHOLE_SHARE) * percent)
        return where(pensionable_income * WHOLE_SHARE < floor_share * base, 0, taken)

    return changed


def in_kronor(amount: Node) -> Node:
    """Whole kronor, not hundreds."""
    return floor(amount / HUNDRED_PERCENT)


def fifty_up(amount: Node) -> Node:
    """To the nearest hundred, exactly 50 kronor up."""
    return floor((amount + contributions.FIFTY_KRONOR) / contributions.PERCENT_OF_HUNDRED) * contributions.HUNDRED


@rule("income_tax.set_off.income_credit", unit="SEK", law=IL)
def income_credit_against_all(
    pension_credit,
    earned_income_tax_credit,
    sickness_credit,
    credit=figure("income_tax.income_credit"),
    taxes_and_fees=figure("income_tax.taxes_and_fees"),
):
    """Avräknad reduktion för förvärvsinkomst: against all tax, as in the tables of 2021."""
    return minimum(credit, taxes_and_fees - pension_credit - earned_income_tax_credit - sickness_credit)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A rule in place of the law's, or a table made otherwise, and how many cells are then wrong."""

    wrong: int
    rules: tuple[Rule, ...] = ()
    fees: float = 116.0
    income: Bounds = lambda start, end: end * 12.0
    month: Callable[[np.ndarray], np.ndarray] = lambda tax: np.floor(tax / 12.0)


MUTATIONS = {
    "none": Mutation(0),
    "lower bound of the interval": Mutation(13_352, income=lambda start, end: start * 12.0),
    "midpoint of the interval": Mutation(13_195, income=lambda start, end: (start + end) * 6.0),
    "month to the nearest krona": Mutation(6_526, month=lambda tax: np.floor(tax / 12.0 + 0.5)),
    "allowance to the nearest hundred": Mutation(2_600, (allowance_to_nearest_hundred,)),
    "allowance in two roundings": Mutation(852, (allowance_in_two_roundings,)),
    "credit at the number of the table": Mutation(1_757, (junior_credit(fees=True),)),
    "fees of 1.20": Mutation(4_851, fees=120.0),
    "tax and fees rounded together": Mutation(1_245, (fees_dropped_with_the_tax,)),
    "municipal tax to the nearest krona": Mutation(584, (municipal_tax_to_nearest,)),
    "tax and fees to the nearest krona": Mutation(1_182, (municipal_tax_to_nearest, fees_to_nearest)),
    "credit to the nearest krona": Mutation(101, (junior_credit(half=True),)),
    "contribution in kronor": Mutation(1_210, (contribution(in_kronor),)),
    "income credit against all tax": Mutation(739, (income_credit_against_all,)),
    "phase-out times the rate": Mutation(416, (junior_credit(times_rate=True),)),
    "contribution of exactly 50 up": Mutation(0, (contribution(fifty_up),)),
    "200 kronor rule": Mutation(0, (state_tax.state_tax_base,)),
}


def law_with(rules: Sequence[Rule]) -> Law:
    """The law that the tables of 2023 follow, with other rules for some figures."""
    period = Period(str(YEAR), YEAR, Series.ACTUAL)
    entries: dict[Key, Entry] = {}
    for one in income.GIVEN:
        carried = one.unit if one.unit is not None else unit("1")
        entries[one.figure, period.id] = Entry(
            one.figure, period.id, 0.0, carried, 0.0, Status.EXACT, None, None, "", "", 0, 0, 0
        )
    base = catalogue(YEAR, tables=True)
    replaced = {each.figure for each in rules}
    mixed = Catalogue((*(each for each in base.rules if each.figure not in replaced), *rules), income.GIVEN)
    binding = bind(mixed, (period,), entries, national_parameters())
    assert binding.report.ok, [str(each) for each in binding.report]
    return Law(YEAR, binding)


@lru_cache(maxsize=1)
def official() -> dict[int, np.ndarray]:
    """(n, 9) from, to and seven columns of each table."""
    with gzip.open(Path(__file__).parent / "tables" / f"{YEAR}.csv.gz", "rt", encoding="utf-8") as file:
        rows = [each for each in csv.DictReader(file) if each["days"] == "30B" and int(each["table"]) in TABLES]
    names = ["income_from", "income_to", *(f"col{column}" for column in range(1, 8))]
    return {
        table: np.array([[float(row[name]) for name in names] for row in rows if int(row["table"]) == table]) for table in TABLES
    }


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_changed_rule_is_noticed(name: str) -> None:
    mutation = MUTATIONS[name]
    asked = law_with(mutation.rules)
    cells = wrong = 0
    for table, rows in official().items():
        for column, (kind, age) in PERSONS.items():
            person: dict[str, Any] = {
                kind: mutation.income(rows[:, 0], rows[:, 1]),
                "person.age_at_start_of_year": age,
                "person.municipal_tax_rate": table * 100.0 - mutation.fees,
                "person.burial_fee_rate": mutation.fees * 10.0,
            }
            tax = asked.evaluate_many(person, ["income_tax.tax_in_tables"])["income_tax.tax_in_tables"]
            wrong += int(np.sum(mutation.month(tax) != rows[:, 1 + column]))
            cells += len(rows)
    assert cells == 13_524
    assert wrong == mutation.wrong
