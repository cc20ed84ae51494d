"""The revenue law of one year bound once, for arrays of municipalities and regions.

The catalogue is that of every workspace. What a workspace would state becomes an input that varies; a level that an entity is
not has the rate zero, so that municipalities, regions and Gotland, which is both, are rows of one run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hundralapp.graph.binding import Binding, bind
from hundralapp.graph.figure import Entry, Key, Period, Series, Status, input_name
from hundralapp.model import catalogue
from hundralapp.params.county_rates import parameters_of
from hundralapp.units import ONE

if TYPE_CHECKING:
    from hundralapp.graph.scenarios import Array

LEVELS = ("municipality", "region")
INPUTS = (
    "revenue.tax_base",
    "revenue.tax_rate",
    "population.residents_1_november_before",
    "equalisation.mean_tax_base_per_resident",
    *(f"equalisation.{level}.{kind}" for level in LEVELS for kind in ("guarantee_percent", "grant_rate", "fee_rate")),
)
REDUCED = tuple(f"equalisation.{level}.reduced_fee_rate" for level in LEVELS)
OUTPUTS = (
    "revenue.preliminary_tax_revenue",
    "revenue.yield_of_one_ore",
    "equalisation.income_equalisation",
    "equalisation.county_rate",
    "marginal.kept_of_tax_base",
    "marginal.guaranteed_of_resident",
    "marginal.mean_resident",
    "marginal.ore_per_resident",
)
REDUCED_YEARS = range(2014, 2016)
NATIONAL_RESIDENTS = "equalisation.national_residents"


@dataclass(frozen=True, slots=True)
class RevenueLaw:
    """The law of one year: figures by id, each a row of one graph."""

    year: int
    binding: Binding
    knows_country: bool

    def inputs(self) -> tuple[str, ...]:
        """The figures that must be given."""
        return _inputs(self.year, self.knows_country)

    def evaluate(self, given: Mapping[str, Array], figures: Sequence[str] = OUTPUTS) -> dict[str, Array]:
        """The figures for many entities, or for many scenarios of many entities.

        Args:
            given: (n,) float64 per figure of `inputs()`; NaN where it is not known.
        Returns:
            (n,) per figure asked for; NaN where it cannot be known.
        Raises:
            KeyError: a figure that the law does not have, or an input that is not given.
        """
        from hundralapp.graph.scenarios import evaluate_scenarios

        period = str(self.year)
        varying = {input_name((figure, period)): given[figure] for figure in self.inputs()}
        rows = [self.binding.cells[figure, period].row for figure in figures]
        result = evaluate_scenarios(self.binding.graph, self.binding.inputs, varying, rows)
        return {figure: result[:, column] for column, figure in enumerate(figures)}


def _inputs(year: int, knows_country: bool) -> tuple[str, ...]:
    reduced = REDUCED if year in REDUCED_YEARS else ()
    return (*INPUTS, *reduced, NATIONAL_RESIDENTS) if knows_country else (*INPUTS, *reduced)


@lru_cache(maxsize=16)
def revenue_law(year: int, *, knows_country: bool = True) -> RevenueLaw:
    """The law of `year`, bound once.

    Args:
        knows_country: the country's residents are given; without them what is kept of a greater base takes its mean as given.
    """
    period = Period(str(year), year, Series.ACTUAL)
    entries: dict[Key, Entry] = {}
    for figure in _inputs(year, knows_country):
        carried = catalogue().unit_of(figure) or ONE
        entries[figure, period.id] = Entry(figure, period.id, 1.0, carried, 0.0, Status.EXACT, None, None, "", "", 0, 0, 0)
    binding = bind(catalogue(), (period,), entries, parameters_of("", ""))
    if not binding.report.ok:
        raise AssertionError([str(each) for each in binding.report])
    return RevenueLaw(year, binding, knows_country)
