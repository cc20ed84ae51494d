"""What every contender is asked to do: the model, the lever, the scenarios, and the figures wanted back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hundralapp.graph.evaluate import rows_reached
from hundralapp.graph.figure import input_name
from hundralapp.model import Model, load_model

SCENARIOS = 10_000
_SEED = 2026
_WANTED = (
    "result.net_income",
    "balance_requirement.result",
    "balance_requirement.to_restore",
    "balance.equity",
    "revenue.tax_and_grants",
    "operating.net_cost",
    "key.result_share",
    "key.equity_ratio",
    "key.self_financing",
)
# how far an input is varied up and down, in its own unit: öre per SEK 100, percentage points
_WIDTHS = {
    "revenue.tax_rate": 50.0,
    "revenue.tax_base_growth": 1.0,
    "index.wage_uplift": 1.0,
    "index.price_uplift": 1.0,
    "index.price_wage_uplift": 1.0,
}
_COMMITTEES, _COMMITTEE_WIDTH = 3, 2.0


@dataclass
class Workload:
    """The questions about one workspace."""

    folder: Path

    @cached_property
    def model(self) -> Model:
        return load_model(self.folder)

    @cached_property
    def periods(self) -> list[str]:
        """The budget year and the plan."""
        return [each.id for each in self.model.workspace.budget_periods]

    @cached_property
    def lever(self) -> str:
        """The input that is changed: the tax rate of the budget year."""
        return input_name(("revenue.tax_rate", self.periods[0]))

    def lever_value(self, number: int) -> float:
        """The rate at change `number`: never the one before, and back again after a hundred."""
        return (self.model.binding.inputs[self.lever] or 0.0) + 1.0 + number % 100

    @cached_property
    def changed(self) -> list[int]:
        """The rows of the budget's and the plan's figures that the lever reaches and that are known: the answer wanted."""
        graph, start = self.model.binding.graph, self.model.binding.graph.inputs[self.lever]
        reached = rows_reached(graph, [start])
        rows = dict.fromkeys(cell.row for (_, period), cell in self.model.cells.items() if period in self.periods)
        return [row for row in rows if reached[row] and row != start and self.model.evaluation[row] is not None]

    @cached_property
    def wanted(self) -> list[int]:
        """The rows that scenarios are asked for: results and key figures in every year of budget and plan."""
        keys = [(figure, period) for figure in _WANTED for period in self.periods]
        known = [self.model.cells[key].row for key in keys if key in self.model.cells and self.model.find(*key) is not None]
        return list(dict.fromkeys(known))

    def scenarios(self) -> dict[str, list[float]]:
        """Values of every varied input in every scenario: rates, growth, uplifts, and the largest committees' own uplifts."""
        inputs = self.model.binding.inputs
        widths = {input_name((figure, period)): width for figure, width in _WIDTHS.items() for period in self.periods}
        largest = sorted(self.model.workspace.committees, key=lambda each: -self._frame(each))[:_COMMITTEES]
        for each in largest:
            widths.update({input_name((f"committee.{each}.uplift", period)): _COMMITTEE_WIDTH for period in self.periods})
        draw = random.Random(_SEED)
        return {
            name: [base + draw.uniform(-width, width) for _ in range(SCENARIOS)]
            for name, width in widths.items()
            if (base := inputs.get(name)) is not None
        }

    def _frame(self, committee: str) -> float:
        return self.model.find(f"committee.{committee}.frame", self.periods[0]) or 0.0
