"""Känslighet: what a little less growth, a few residents fewer or dearer wages do to the budget, year by year.

Each test moves stated assumptions of budget and plan and evaluates the same graph. Where the workspace states none of them the
test cannot be made, which is said; a test that changes nothing means that the budget is not computed from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.diagnostics import Words
from hundralapp.forecasts.vintages import change_of_measured
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import input_name
from hundralapp.model import Model


@dataclass(frozen=True, slots=True)
class Question:
    """A question: which stated figures move, by how much in their own unit (percent units, residents)."""

    id: str
    words: Words
    figures: tuple[str, ...]
    change: float


QUESTIONS = (
    Question(
        "lower_growth",
        Words(
            "Skatteunderlaget växer en procentenhet långsammare varje år",
            "The tax base grows one percentage point less each year",
        ),
        ("revenue.tax_base_growth",),
        -1.0,
    ),
    Question(
        "fewer_residents",
        Words("100 invånare färre", "100 residents fewer"),
        ("population.residents", "population.residents_1_november", "population.residents_1_november_before"),
        -100.0,
    ),
    Question(
        "higher_wages",
        Words("Lönerna stiger en procentenhet mer varje år", "Wages rise one percentage point more each year"),
        ("index.wage_uplift",),
        1.0,
    ),
)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one test changes: MEASURED figure -> a value per budget and plan period, in SEK; None where it cannot be known.

    `moved`: how many stated assumptions were moved; zero when the workspace states none of them.
    """

    question: Question
    moved: int
    effects: dict[str, tuple[Value, ...]]


def sensitivities(model: Model) -> list[Sensitivity]:
    """Every test on the workspace as it stands."""
    return [_one(model, each) for each in QUESTIONS]


def _one(model: Model, question: Question) -> Sensitivity:
    periods = [each.id for each in model.workspace.budget_periods]
    inputs = {**model.binding.inputs}
    moved = 0
    for figure in question.figures:
        for period in periods:
            name = input_name((figure, period))
            value = inputs.get(name)
            if value is not None and (figure, period) in model.workspace.entries:
                inputs[name] = value + question.change
                moved += 1
    return Sensitivity(question, moved, change_of_measured(model, model.with_inputs(inputs), periods))
