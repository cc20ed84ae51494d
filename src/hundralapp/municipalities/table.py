"""All municipalities and regions of a year in one run, with rank and ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Status, worst
from hundralapp.municipalities.data import Economy, YearData, rates_of
from hundralapp.municipalities.law import RevenueLaw, revenue_law
from hundralapp.params.local_economy import equalisation_outcomes

if TYPE_CHECKING:
    from hundralapp.graph.scenarios import Array


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """One municipality or region. Money in SEK, rates in öre per SEK 100; None is unknown.

    `kept_of_tax_base`: of SEK 100 more of own base, in öre. `printed_income_equalisation`: the published outcome, per resident.
    """

    code: str
    name: str
    kind: str
    county: str
    tax_rate: float
    residents: Value
    tax_base: Value
    tax_base_per_resident: Value
    preliminary_tax_revenue: Value
    tax_revenue_per_resident: Value
    income_equalisation: Value
    income_equalisation_per_resident: Value
    printed_income_equalisation: Value
    yield_of_one_ore: Value
    ore_per_resident: Value
    kept_of_tax_base: Value
    guaranteed_of_resident: Value
    mean_resident: Value
    status: str


def law_of(data: YearData) -> RevenueLaw:
    """The law of the data's year, with the country's residents where they are known."""
    return revenue_law(data.year, knows_country=data.nation.residents is not None)


def revenue_rows(data: YearData) -> list[RevenueRow]:
    """Every municipality and region of the year, in the order of the data."""
    law = law_of(data)
    found = law.evaluate(given_arrays(law, data))
    return [
        _row(data, at, each, {name: _value(values[at]) for name, values in found.items()})
        for at, each in enumerate(data.economies)
    ]


def given_arrays(law: RevenueLaw, data: YearData) -> dict[str, Array]:
    """(n,) float64 per input of the law, in the order of the data's economies; NaN where it is not known."""
    import numpy as np

    def array(values: Sequence[Value]) -> Array:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

    rates = [rates_of(each, data.year, data.region_guarantee) for each in data.economies]
    made = {
        "revenue.tax_base": array([each.tax_base for each in data.economies]),
        "revenue.tax_rate": array([float(each.tax_rate) for each in data.economies]),
        "population.residents_1_november_before": array([each.residents for each in data.economies]),
        "equalisation.mean_tax_base_per_resident": array([data.nation.mean_tax_base for _ in data.economies]),
        "equalisation.national_residents": array([data.nation.residents for _ in data.economies]),
    }
    return {name: made[name] if name in made else array([each[name] for each in rates]) for name in law.inputs()}


def _value(number: float) -> Value:
    return float(number) if number == number else None  # NaN is unknown


def _row(data: YearData, at: int, each: Economy, found: dict[str, Value]) -> RevenueRow:
    outcome = equalisation_outcomes().get((each.code, data.year)) if each.kind != "region" else None
    tax, equalisation = found["revenue.preliminary_tax_revenue"], found["equalisation.income_equalisation"]
    status = (
        worst(Status.DERIVED, each.status) if equalisation is None else worst(Status.DERIVED, each.status, data.nation.status)
    )
    if equalisation is not None and data.region_guarantee is not None and each.kind != "municipality":
        status = worst(status, Status.ESTIMATE)  # the level is someone's, not read in the law
    return RevenueRow(
        each.code,
        each.name,
        each.kind,
        each.county,
        float(each.tax_rate),
        each.residents,
        each.tax_base,
        _ratio(each.tax_base, each.residents),
        tax,
        _ratio(tax, each.residents),
        equalisation,
        _ratio(equalisation, each.residents),
        float(outcome.income_equalisation) if outcome is not None else None,
        found["revenue.yield_of_one_ore"],
        found["marginal.ore_per_resident"],
        found["marginal.kept_of_tax_base"],
        found["marginal.guaranteed_of_resident"],
        found["marginal.mean_resident"],
        status.value,
    )


def _ratio(value: Value, residents: Value) -> Value:
    return None if value is None or not residents else value / residents


def ranks(rows: Sequence[RevenueRow], column: str) -> dict[str, int]:
    """Rank by code, 1 for the greatest; equal values share a rank and the next is skipped. The unknown have none.

    Municipalities and regions are ranked each for themselves.
    """
    found: dict[str, int] = {}
    for regions in (False, True):
        known = [
            (value, row.code) for row in rows if (row.kind == "region") is regions and (value := getattr(row, column)) is not None
        ]
        values = sorted((value for value, _ in known), reverse=True)
        first = {value: place for place, value in reversed(list(enumerate(values, 1)))}
        found.update({code: first[value] for value, code in known})
    return found


def evaluate_row(data: YearData, code: str) -> dict[str, Value]:
    """Every figure of the law for one of the year's municipalities or regions, by id.

    Raises:
        KeyError: no such code.
    """
    at = next((at for at, each in enumerate(data.economies) if each.code == code), None)
    if at is None:
        raise KeyError(code)
    law = law_of(data)
    figures = [figure for figure, _ in law.binding.cells]
    one = {name: values[at : at + 1] for name, values in given_arrays(law, data).items()}
    return {figure: _value(values[0]) for figure, values in law.evaluate(one, figures).items()}
