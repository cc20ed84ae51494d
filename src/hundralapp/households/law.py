"""The income-tax law of a year, traced once: as the law has it, or as Skatteverket's monthly tables count.

The only module that knows all rules of the income tax. It answers for the years whose base amounts ship, and for no other: last
year's thresholds are not next year's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from hundralapp.graph.binding import Binding, bind
from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.figure import Entry, Key, Period, Series, Status, input_name
from hundralapp.graph.rule import Catalogue, Rule
from hundralapp.graph.scenarios import Array, evaluate_scenarios
from hundralapp.params.parameter import NationalParameters, national_parameters
from hundralapp.rules.income_tax import (
    allowance,
    contributions,
    credits,
    final_tax,
    income,
    municipal_tax,
    set_off,
    state_tax,
    withholding,
)
from hundralapp.units import unit

MODULES = (income, allowance, state_tax, municipal_tax, contributions, credits, set_off, final_tax)


class IncomeYearError(ValueError):
    """An income year whose parameters do not ship."""


def income_years() -> tuple[int, ...]:
    """The income years that can be computed: those with a price base amount of their own."""
    return tuple(each.year for each in national_parameters().parameters["income_tax.price_base_amount"].values)


def catalogue(year: int, *, tables: bool = False) -> Catalogue:
    """The rules of the law in `year`, or with `tables` those that the monthly tables follow."""
    rules: list[Rule] = [each for module in MODULES for each in module.RULES]
    if tables:
        replacing = [each for each in withholding.REPLACES if each.is_valid(year)]
        replaced = {*(each.figure for each in replacing), *withholding.LEAVES_OUT}
        rules = [*(each for each in rules if each.figure not in replaced), *replacing, *withholding.RULES]
    return Catalogue(tuple(rules), income.GIVEN)


@dataclass(frozen=True)
class Law:
    """The law of one income year, traced: figures by id, each a row of one graph."""

    year: int
    binding: Binding

    @property
    def _period(self) -> str:
        return str(self.year)

    @cached_property
    def _nobody(self) -> Evaluation:
        """The law for a person of whom nothing is said."""
        return Evaluation(self.binding.graph, self.binding.inputs)

    def evaluate(self, person: Mapping[str, float]) -> dict[str, float]:
        """Every figure for one person.

        Args:
            person: values of `person.*`, in their carried units; what is left out is zero.
        Raises:
            KeyError: a figure that is no input of the law.
        """
        named = {self._input(figure): value for figure, value in person.items()}
        evaluation = self._nobody.changed(named)
        found: dict[str, float] = {}
        for (figure, _), cell in self.binding.cells.items():
            value = evaluation[cell.row]
            assert value is not None
            found[figure] = value
        return found

    def evaluate_many(self, persons: Mapping[str, Array | float], figures: Sequence[str]) -> dict[str, Array]:
        """Some figures for many persons at once: the same numbers, to the last bit, as one at a time.

        Args:
            persons: (n,) values per `person.*`, or one value for all; at least one is an array.
        Returns:
            (n,) per figure asked for.
        Raises:
            KeyError: a figure that the law does not have.
            ValueError: no array, or arrays of different lengths.
        """
        base = {**self.binding.inputs}
        varying: dict[str, Array] = {}
        for figure, values in persons.items():
            name = self._input(figure)
            if isinstance(values, np.ndarray):
                varying[name] = np.asarray(values, dtype=np.float64)
            else:
                base[name] = float(values)
        rows = [self.binding.cells[figure, self._period].row for figure in figures]
        result = evaluate_scenarios(self.binding.graph, base, varying, rows)
        return {figure: result[:, column] for column, figure in enumerate(figures)}

    def _input(self, figure: str) -> str:
        name = input_name((figure, self._period))
        if name not in self.binding.graph.inputs:
            raise KeyError(figure)
        return name

    def rule_of(self, figure: str) -> Rule | None:
        """The rule in force that gives the figure; None for an input."""
        return self.binding.cells[figure, self._period].rule

    def inputs_of(self, figure: str) -> tuple[str, ...]:
        """The figures that the rule uses."""
        return tuple(dict.fromkeys(source for _, (source, _) in self.binding.cells[figure, self._period].sources))


@lru_cache(maxsize=32)
def law(year: int, *, tables: bool = False) -> Law:
    """The law of an income year, bound once.

    Raises:
        IncomeYearError: no parameters for the year.
    """
    return law_with(year, national_parameters(), tables=tables)


def law_with(year: int, parameters: NationalParameters, *, tables: bool = False) -> Law:
    """The law of an income year with other amounts than those that ship.

    Raises:
        IncomeYearError: no parameters for the year.
    """
    if year not in income_years():
        raise IncomeYearError(f"{year}")
    period = Period(str(year), year, Series.ACTUAL)
    entries: dict[Key, Entry] = {}
    for one in income.GIVEN:
        carried = one.unit if one.unit is not None else unit("1")
        entries[one.figure, period.id] = Entry(
            one.figure, period.id, 0.0, carried, 0.0, Status.EXACT, None, None, "", "", 0, 0, 0
        )
    binding = bind(catalogue(year, tables=tables), (period,), entries, parameters)
    if not binding.report.ok:
        raise AssertionError([str(each) for each in binding.report])
    return Law(year, binding)
