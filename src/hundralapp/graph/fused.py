"""Fusing: a graph as one loop over persons with the sums inside. Here: which row is computed where.

Rows are computed as seldom as they can be: those that no person reaches once a run (by `Evaluation`), those that no scenario
reaches once a person, the rest once per person and scenario. The loop is written by `loop` and made machine code by `native`.
Parameters are arguments of the loop and no part of it: other values need no new translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from hundralapp.graph.evaluate import rows_needed, rows_reached
from hundralapp.graph.operations import CONSTANT
from hundralapp.graph.trace import Graph

WEIGHT = "weight"  # the column that every summed value is multiplied by


class Width(Enum):
    """How a column stores its numbers: LLVM's type, and how it becomes a double."""

    U8 = ("i8", "uitofp")
    I16 = ("i16", "sitofp")
    I32 = ("i32", "sitofp")
    F64 = ("double", "")


@dataclass(frozen=True, slots=True)
class OfPerson:
    """An input that is a column: one number per person."""

    column: str


@dataclass(frozen=True, slots=True)
class OfGroup:
    """An input that is looked up by the group a person belongs to, such as a municipality's rate."""

    table: str
    grouping: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A row (whole numbers) summed, with weights, by the groups of a grouping."""

    row: int
    grouping: str


class FuseError(ValueError):
    """A graph that cannot be fused: an input that it lacks, or one that varies and cannot."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each row is computed, and what the loop reads.

    Attributes:
        sources: input row -> where a person's value comes from.
        fixed, varying: rows whose values the caller gives, once and per scenario.
        per_person, per_scenario: rows of the two loops, in order.
        kept: rows of the first loop that the second needs -> their place.
        sums: what is summed, in order; the first `fixed_sums` are those that no scenario changes.
        outputs: rows stored person by person; the first `fixed_outputs` are those that no scenario changes.
        columns, tables: what is read, in order. `varying_tables` have one line per scenario.
    """

    graph: Graph
    sources: Mapping[int, OfPerson | OfGroup]
    fixed: tuple[int, ...]
    varying: tuple[int, ...]
    per_person: tuple[int, ...]
    per_scenario: tuple[int, ...]
    kept: Mapping[int, int]
    sums: tuple[Sum, ...]
    fixed_sums: int
    outputs: tuple[int, ...]
    fixed_outputs: int
    columns: tuple[str, ...]
    tables: tuple[str, ...]
    varying_tables: frozenset[str]
    widths: Mapping[str, Width]
    weighted: bool


def plan(
    graph: Graph,
    inputs: Mapping[str, OfPerson | OfGroup],
    varying: Iterable[str],
    widths: Mapping[str, Width],
    *,
    sums: Sequence[Sum] = (),
    outputs: Sequence[int] = (),
    weighted: bool = False,
) -> Plan:
    """The plan of the loop that sums rows of `graph` over persons.

    Args:
        inputs: where the inputs that differ between persons come from; all others are one number for all.
        varying: the inputs that a scenario may change.
        widths: of every column and grouping.
        weighted: with a column `weight` (int32), which every summed value is multiplied by.
    Raises:
        FuseError: an input of `inputs` that the graph lacks, or a column that varies with the scenario.
    """
    changing = frozenset(varying)
    for name, source in inputs.items():
        if name not in graph.inputs:
            raise FuseError(f"the graph has no input {name}")
        if name in changing and isinstance(source, OfPerson):
            raise FuseError(f"{name} is a column; a scenario cannot change it")
    wanted = [*(each.row for each in sums), *outputs]
    needed = rows_needed(graph, wanted)
    sources = {graph.inputs[name]: source for name, source in inputs.items() if needed[graph.inputs[name]]}
    changed = rows_reached(graph, (graph.inputs[name] for name in changing if name in graph.inputs))
    personal = rows_reached(graph, sources)
    computed = [row for row in range(len(graph)) if needed[row] and personal[row]]
    per_person = tuple(row for row in computed if not changed[row])
    per_scenario = tuple(row for row in computed if changed[row])
    used = {each for row in computed for each in graph.operands(row)} | set(wanted)
    given = sorted(row for row in used if not personal[row] and graph.code[row] != CONSTANT)
    carried = {each for row in per_scenario for each in graph.operands(row)}
    still = [each for each in sums if not changed[each.row]]
    still_out = [row for row in outputs if not changed[row]]
    looked_up = [(row, each) for row, each in sources.items() if isinstance(each, OfGroup)]
    columns = [
        *(each.column for each in sources.values() if isinstance(each, OfPerson)),
        *(each.grouping for _, each in looked_up),
        *(each.grouping for each in sums),
        *([WEIGHT] if weighted else []),
    ]
    return Plan(
        graph,
        sources,
        tuple(row for row in given if not changed[row]),
        tuple(row for row in given if changed[row]),
        per_person,
        per_scenario,
        {row: place for place, row in enumerate(row for row in per_person if row in carried)},
        (*still, *(each for each in sums if changed[each.row])),
        len(still),
        (*still_out, *(row for row in outputs if changed[row])),
        len(still_out),
        tuple(dict.fromkeys(columns)),
        tuple(dict.fromkeys(each.table for _, each in looked_up)),
        frozenset(each.table for row, each in looked_up if changed[row]),
        widths,
        weighted,
    )
