"""The lever: the exported graph reduced to the result, with the inputs that a reader may move.

Two things can be moved: the tax rate in öre, and all committees' frames in percent. Only figures that the moved inputs reach
are offered, so that a number which would stand still is never shown as an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hundralapp.graph.evaluate import Evaluation, Value, rows_reached
from hundralapp.graph.export import export_graph
from hundralapp.graph.figure import Key, Series, input_name
from hundralapp.model import Model
from hundralapp.publish.charts import Bar, Chart, columns, span
from hundralapp.publish.shown import Shower, Shown, figure_id
from hundralapp.terms import word
from hundralapp.views.tables import cell_view

MOST_ORE = 100
MOST_TENTHS = 30  # of a percent
RESULT, TAX = "result.net_income", "revenue.preliminary_tax_revenue"
_ROLES = ("committee", "district")


@dataclass(frozen=True, slots=True)
class LeverYear:
    """A period that the lever reaches, with the budget's own number."""

    period: str
    series: str
    year: int
    value: Value
    shown: Shown
    output: str

    @property
    def label(self) -> str:
        """`Budget 2024`."""
        return f"{self.series} {self.year}"


@dataclass(frozen=True, slots=True)
class Lever:
    """What the page needs: which figure moves (`figure`), its years, the chart, the graph with its inputs, and what to move."""

    figure: str
    years: tuple[LeverYear, ...]
    chart: Chart
    document: dict[str, Any]
    inputs: dict[str, Value]
    ore: tuple[str, ...]
    frames: tuple[str, ...]
    yield_of_one_ore: Shown | None


def make_lever(shower: Shower) -> Lever | None:
    """The lever of a budget; None when the tax base is not known, so that a rate gives no answer."""
    for figure in (RESULT, TAX):
        made = _lever_on(shower, figure)
        if made is not None:
            return made
    return None


def _lever_on(shower: Shower, figure: str) -> Lever | None:
    model = shower.model
    ore: list[str] = []
    outputs: dict[Key, int] = {}
    for period in model.workspace.budget_periods:
        name = input_name(("revenue.tax_rate", period.id))
        cell = model.cells.get((figure, period.id))
        if model.find("revenue.tax_base", period.id) is None or model.binding.inputs.get(name) is None or cell is None:
            continue
        if model.evaluation[cell.row] is not None and _reaches(model, name, cell.row):
            ore.append(name)
            outputs[cell.key] = cell.row
    if not ore:
        return None
    graph = model.binding.graph
    frames = [name for name in _frame_levers(model) if any(_reaches(model, name, row) for row in outputs.values())]
    document = export_graph(graph, {figure_id(key): row for key, row in outputs.items()})
    inputs = {name: model.binding.inputs[name] for name in document["inputs"]}
    years = tuple(_year(shower, key) for key in outputs)
    chart = _chart(shower, years, _extremes(model, ore, frames, list(outputs.values())))
    one_ore = shower.figure("revenue.yield_of_one_ore", years[0].period, with_unit=True)
    return Lever(figure, years, chart, document, inputs, tuple(ore), tuple(frames), one_ore)


def _reaches(model: Model, name: str, row: int) -> bool:
    graph = model.binding.graph
    return bool(rows_reached(graph, [graph.inputs[name]])[row])


def _frame_levers(model: Model) -> list[str]:
    """The uplift of every committee's frame, in the periods of budget and plan where the frame is known."""
    names = []
    for key, committee in model.workspace.committees.items():
        for period in model.workspace.budget_periods:
            name = input_name((f"committee.{key}.uplift", period.id))
            known = model.find(f"committee.{key}.net_cost", period.id) is not None
            if committee.role in _ROLES and known and model.binding.inputs.get(name) is not None:
                names.append(name)
    return names


def moved(inputs: Mapping[str, Value], ore: Iterable[str], frames: Iterable[str], by_ore: int, tenths: int) -> dict[str, Value]:
    """The inputs as the lever moves them, in the same steps as page.js: the rate plus öre, the uplift plus tenths / 10."""
    changed = dict(inputs)
    for name in ore:
        changed[name] = (inputs[name] or 0.0) + by_ore
    for name in frames:
        changed[name] = (inputs[name] or 0.0) + tenths / 10
    return changed


def _extremes(model: Model, ore: list[str], frames: list[str], rows: list[int]) -> list[float]:
    """The values at both ends of both levers: the room that the chart must have."""
    found = []
    for by_ore in (-MOST_ORE, MOST_ORE):
        for tenths in (-MOST_TENTHS, MOST_TENTHS) if frames else (0,):
            inputs = moved(model.binding.inputs, ore, frames, by_ore, tenths)
            evaluation = Evaluation(model.binding.graph, inputs)
            found += [value for row in rows if (value := evaluation[row]) is not None]
    return found


def _year(shower: Shower, key: Key) -> LeverYear:
    at = shower.model.periods[key[1]]
    cell = cell_view(shower.model, key)
    assert cell is not None
    series = word("series", at.series.value, shower.language)
    return LeverYear(at.id, series[0].upper() + series[1:], at.year, cell.value, shower.cell(cell), figure_id(key))


def _chart(shower: Shower, years: tuple[LeverYear, ...], extremes: list[float]) -> Chart:
    bars = []
    for index, each in enumerate(years):
        kind = "plan" if shower.model.periods[each.period].series is Series.PLAN else "budget"
        bars.append(Bar(each.period, each.series, str(each.year), each.value, each.shown.text, kind, now=index == 0))
    low, high = span(bars)
    low, high = min([low, *extremes]), max([high, *extremes])
    return columns(bars, low=low, high=high, width=400, height=280, size="lever", marks=True)
