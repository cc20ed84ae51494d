"""What is measured of a reform: the law before and the law after in one graph, and their differences as rows of it.

Steps that the two have in common are one row. Every measure is whole kronor, or 1 or 0, for one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hundralapp.graph.trace import Graph, Node, maximum
from hundralapp.households.law import Law

RATES = ("municipal_tax_rate", "regional_tax_rate")
AFTER = "after:"

BEFORE = ("total_income", "taxable_earned_income", "municipal_tax", "state_tax", "final_tax")
"""Figures of the law that are measured as they are without the reform."""

FOLLOWING = ("taxable_earned_income", "municipal_tax", "state_tax", "final_tax")
"""Figures of the law that are measured after the reform too."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The law before and after in one graph.

    Attributes:
        rows: measure -> row.
        varying: inputs of the graph that are the reform's own: rates, and where the law varies all its amounts.
        before: the values of the inputs that no reform changes; those of persons are zero.
    """

    graph: Graph
    rows: Mapping[str, int]
    varying: frozenset[str]
    before: Mapping[str, float]

    def after(self, law: Law) -> dict[str, float]:
        """The values of the reform's own inputs, for a law of the shape it was made of; its persons' rates are zero."""
        return {AFTER + name: _known(value) for name, value in law.binding.inputs.items() if AFTER + name in self.varying}


def shape_of(law: Law) -> object:
    """All of a law but the values of its inputs: laws of one shape are one graph."""
    graph = law.binding.graph
    steps = (tuple(each) for each in (graph.code, graph.a, graph.b, graph.c))
    return (*steps, tuple(graph.constants.items()), tuple(graph.inputs.items()))


def person_input(year: int, name: str) -> str:
    """The graph's name of a person's input."""
    return f"person.{name}@{year}"


def pair(before: Law, after: Law, *, law_varies: bool) -> Pair:
    """Before and after in one graph.

    Args:
        law_varies: the law's amounts are the reform's own; else only the rates are, and all that follows from the rest is one.
    """
    graph = Graph()
    rows_before = graph.include(before.binding.graph)
    own = {person_input(after.year, name) for name in RATES}
    if law_varies:
        own |= {name for name in after.binding.graph.inputs if not name.startswith("person.")}
    renamed = {name: AFTER + name for name in after.binding.graph.inputs if name in own}
    rows_after = graph.include(after.binding.graph, renamed)

    def figure(law: Law, rows: list[int], name: str) -> Node:
        return Node(graph, rows[law.binding.cells[f"income_tax.{name}", str(law.year)].row])

    measured = {"persons": graph.constant(1.0)}
    measured |= {name: figure(before, rows_before, name) for name in BEFORE}
    measured |= {f"{name}_after": figure(after, rows_after, name) for name in FOLLOWING}
    change = measured["final_tax_after"] - measured["final_tax"]
    measured |= {"change": change, "increase": maximum(change, 0), "pays_more": change > 0, "pays_less": change < 0}
    return Pair(
        graph,
        {name: node.row for name, node in measured.items()},
        frozenset(renamed.values()),
        {name: _known(value) for name, value in before.binding.inputs.items()},
    )


def _known(value: float | None) -> float:
    """The law has no unknown amounts: a year whose amounts are not known cannot be asked for."""
    assert value is not None
    return value
