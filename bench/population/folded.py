"""The law as the job needs it: parameters folded to constants, what nobody asks for removed, the rest cut where a peer wants it.

Folding takes the graph's own operations on the same numbers, so every result is the same to the last bit. It favours the peers:
ours keeps its parameters as inputs, so that a reform never compiles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.translate import Language, formulas
from hundralapp.graph.evaluate import rows_needed, rows_reached
from hundralapp.graph.figure import input_name
from hundralapp.graph.operations import BY_CODE, CONSTANT, INPUT
from hundralapp.graph.trace import Graph
from hundralapp.households.law import Law
from hundralapp.units import ONE

MUNICIPAL_TAX, FINAL_TAX = "income_tax.municipal_tax", "income_tax.final_tax"
RATE = "municipal_tax_rate"
# Nobody in the job is a church member.
ABSENT = ("person.church_fee_rate",)
# What is set off of a credit of zero is zero: what is left to set off against is never negative, which the graph does not say.
SET_OFF = ("income_tax.set_off.regional_credit", "income_tax.set_off.temporary_credit")


def short(figure: str) -> str:
    """A figure's name in code: without the topic, dots as underscores."""
    return figure.removeprefix("income_tax.").removeprefix("person.").replace(".", "_")


@dataclass(frozen=True, slots=True)
class Named:
    """A formula, and the names of the columns and figures it uses."""

    name: str
    text: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoldedLaw:
    """A graph whose inputs are columns, and its figures: name to row, in the order of the law."""

    graph: Graph
    figures: dict[str, int]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is computed from."""
        return tuple(self.graph.inputs)

    def cut(self, outputs: Mapping[str, int], given: Mapping[int, str] | None = None) -> FoldedLaw:
        """Only what the rows `outputs` need, where the rows `given` are columns."""
        source, cut, new = self.graph, Graph(), dict[int, int]()
        columns = {row: name for name, row in source.inputs.items()} | dict(given or {})
        needed = _needed(source, outputs.values(), columns)
        for row in range(len(source)):
            if not needed[row]:
                continue
            if row in columns:
                new[row] = cut.input(columns[row], ONE).row
            elif source.code[row] == CONSTANT:
                new[row] = cut.constant(source.constants[row]).row
            else:
                new[row] = cut.step(source.code[row], ONE, *(new[each] for each in source.operands(row))).row
        figures = {name: new[row] for name, row in self.figures.items() if row in new and row not in columns}
        return FoldedLaw(cut, figures | {name: new[row] for name, row in outputs.items()})

    def formulas(self, language: Language, shown: Callable[[str], str] = str) -> Iterator[Named]:
        """The formula of every figure and of every step that is used more than once, in order, with names as they are `shown`."""
        graph = self.graph
        names = {row: name for name, row in self.figures.items()} | {row: name for name, row in graph.inputs.items()}
        used = [each for row in range(len(graph)) for each in graph.operands(row)]
        for row in {each for each in used if graph.code[each] != CONSTANT and used.count(each) > 1}:
            names.setdefault(row, f"step_{row}")
        for each in formulas(graph, set(names), lambda row: shown(names[row]), language):
            yield Named(names[each.row], each.text, tuple(names[row] for row in each.uses))

    def around_rate(self) -> tuple[FoldedLaw, FoldedLaw]:
        """The law in two: what does not depend on the municipal rate, computed once, and what does, with the first's results."""
        graph = self.graph
        reached = rows_reached(graph, [graph.inputs[RATE]])
        columns = set(graph.inputs.values())
        rows = {each for row in range(len(graph)) if reached[row] for each in graph.operands(row) if not reached[each]}
        parts = sorted(each for each in rows if each not in columns and graph.code[each] != CONSTANT)
        known = {row: name for name, row in self.figures.items()}
        names = {row: known.get(row, f"part_{number}") for number, row in enumerate(parts, 1)}
        outputs = {name: self.figures[name] for name in (short(MUNICIPAL_TAX), short(FINAL_TAX))}
        return self.cut({name: row for row, name in names.items()}), self.cut(outputs, names)

    def rule(self, figure: str) -> FoldedLaw:
        """One figure's own rule, over other figures and columns."""
        others = {row: name for name, row in self.figures.items() if name != figure}
        cut = self.cut({figure: self.figures[figure]}, others)
        return FoldedLaw(cut.graph, {figure: cut.figures[figure]})


def folded(law: Law) -> FoldedLaw:
    """The law with the year's parameters as constants, for persons with the job's columns."""
    year, binding = str(law.year), law.binding
    values = {name: value for name, value in binding.inputs.items() if not name.startswith("person.") and value is not None}
    values |= {input_name((figure, year)): 0.0 for figure in ABSENT}
    set_off = {binding.cells[figure, year].row for figure in SET_OFF}
    ends = {short(figure): binding.cells[figure, year].row for figure in (MUNICIPAL_TAX, FINAL_TAX)}
    graph, new = _fold(binding.graph, values, set_off, ends.values())
    graph.inputs = {short(name.removesuffix(f"@{year}")): row for name, row in graph.inputs.items()}
    taken = {*graph.inputs.values(), *graph.constants}
    figures: dict[str, int] = {}
    for (figure, _), cell in binding.cells.items():
        if cell.row in new and new[cell.row] not in taken:
            taken.add(new[cell.row])
            figures[short(figure)] = new[cell.row]
    return FoldedLaw(graph, figures).cut({name: new[row] for name, row in ends.items()})


def _needed(graph: Graph, ends: Collection[int], given: Collection[int]) -> bytearray:
    """A mark on every row that `ends` need, not looking behind the given rows."""
    needed = bytearray(len(graph))
    for row in ends:
        needed[row] = 1
    for row in range(len(graph) - 1, -1, -1):
        if needed[row] and row not in given:
            for each in graph.operands(row):
                needed[each] = 1
    return needed


def _fold(source: Graph, values: Mapping[str, float], set_off: set[int], ends: Collection[int]) -> tuple[Graph, dict[int, int]]:
    """The graph with some inputs as constants, and each of its rows' new row."""
    graph, new = Graph(), dict[int, int]()
    names = {row: name for name, row in source.inputs.items()}
    needed = rows_needed(source, ends)
    for row, code in enumerate(source.code):
        if not needed[row]:
            continue
        if row in set_off and graph.constants.get(new[source.a[row]]) == 0.0:
            new[row] = new[source.a[row]]
        elif code == CONSTANT:
            new[row] = graph.constant(source.constants[row]).row
        elif code == INPUT and names[row] in values:
            new[row] = graph.constant(values[names[row]]).row
        elif code == INPUT:
            new[row] = graph.input(names[row], ONE).row
        else:
            new[row] = _step(graph, code, [new[each] for each in source.operands(row)])
    return graph, new


def _step(graph: Graph, code: str, operands: Sequence[int]) -> int:
    """The row of a step: a constant where its operands are, an operand where it changes nothing. Numbers are finite."""
    numbers = [graph.constants.get(each) for each in operands]
    if None not in numbers:
        return graph.constant(BY_CODE[code].of_floats(*numbers)).row
    match code, numbers:
        case ("+", [0.0, _]) | ("*", [1.0, _]):
            return operands[1]
        case ("+" | "-", [_, 0.0]) | ("*" | "/", [_, 1.0]):
            return operands[0]
        case ("*", [0.0, _]) | ("*", [_, 0.0]):
            return graph.constant(0.0).row
        case ("?", [float() as condition, _, _]):
            return operands[1] if condition else operands[2]
    if len(set(operands[-2:])) == 1 and code in "?mM":
        return operands[-1]
    return graph.step(code, ONE, *operands).row
