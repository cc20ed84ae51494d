"""The traced graph in another language: one formula per figure, written over the figures it is made of.

A figure here is a row of the graph with a name of its own: an input, a cell of the model, or a step that several formulas
share. Every other step stands inside the one formula that uses it, so that nothing is computed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hundralapp.graph.figure import input_name
from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.graph.trace import Graph
from hundralapp.model import Model


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes the operations: a form for each code, a sum of many terms if it has one, and a number."""

    forms: Mapping[str, str]
    total: Callable[[list[str]], str] | None = None
    number: Callable[[float], str] = repr


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure's formula, and the rows of the figures in it."""

    row: int
    text: str
    uses: tuple[int, ...]


SIGNS = {"+": "{} + {}", "-": "{} - {}", "*": "{} * {}", "/": "{} / {}"}
COMPARISONS = {"<": "({} < {})", "l": "({} <= {})", "=": "({} == {})"}
PYTHON = Language(
    {
        **SIGNS,
        **COMPARISONS,
        "m": "min({}, {})",
        "M": "max({}, {})",
        "f": "math.floor({})",
        "c": "math.ceil({})",
        "?": "({1} if {0} else {2})",
    }
)
ARRAYS = Language(
    {
        **SIGNS,
        **COMPARISONS,
        "m": "np.minimum({}, {})",
        "M": "np.maximum({}, {})",
        "f": "np.floor({})",
        "c": "np.ceil({})",
        "?": "_choose({}, {}, {})",
    }
)


def formulas(graph: Graph, named: set[int], name: Callable[[int], str], language: Language) -> Iterator[Formula]:
    """The formula of every figure that is not an input, each after those it is made of."""
    texts: dict[int, str] = {}
    uses: dict[int, tuple[int, ...]] = {}
    terms: dict[int, list[str]] = {}
    for row, code in enumerate(graph.code):
        operands = graph.operands(row)
        if code == CONSTANT:
            texts[row], uses[row] = language.number(graph.constants[row]), ()
        elif code != INPUT:
            uses[row] = tuple(dict.fromkeys(each for operand in operands for each in uses[operand]))
            if code == "+":
                terms[row] = [*terms.get(operands[0], [texts[operands[0]]]), texts[operands[1]]]
            if language.total is not None and len(terms.get(row, ())) > 2:
                texts[row] = language.total(terms[row])
            else:
                texts[row] = language.forms[code].format(*_operands(graph, row, texts))
        if row in named:
            if code != INPUT:
                yield Formula(row, texts[row], uses[row])
            texts[row], uses[row] = name(row), (row,)
            terms.pop(row, None)


def _operands(graph: Graph, row: int, texts: Mapping[int, str]) -> list[str]:
    """The operands' texts, in parentheses where they need them; a long sum stays flat."""
    found = [texts[each] for each in graph.operands(row)]
    if graph.code[row] not in SIGNS:
        return found
    is_sum = graph.code[row] == graph.code[graph.a[row]] == "+"
    return [text if " " not in text or (is_sum and index == 0) else f"({text})" for index, text in enumerate(found)]


def named_rows(model: Model) -> set[int]:
    """The rows that are figures."""
    graph = model.binding.graph
    uses = Counter(each for row in range(len(graph)) for each in graph.operands(row) if graph.code[each] != CONSTANT)
    return {row for row, count in uses.items() if count > 1} | set(row_names(model))


def row_names(model: Model) -> dict[int, str]:
    """A name for every row that is an input or a cell: `revenue.tax_rate@2026`."""
    names = {row: name for name, row in model.binding.graph.inputs.items()}
    for key, cell in model.cells.items():
        names.setdefault(cell.row, input_name(key))
    return names


def input_values(model: Model) -> dict[str, float]:
    """The model's inputs by name; NaN for unknown."""
    return {name: float("nan") if value is None else value for name, value in model.binding.inputs.items()}
