"""Binding: rules meet the figures of a workspace, and the graph is traced.

For each figure and period the first rule whose inputs are all there and known is traced; where none is, what the files state
becomes an input. A figure that is both computed and stated keeps its statement beside it, for the reconciliation. Nothing
here knows which rules exist: it takes a `Catalogue` and entries, and gives cells, a graph and diagnostics.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hundralapp import codes
from hundralapp.diagnostics import Location, Report, Words, listed
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Entry, Key, Period, input_name
from hundralapp.graph.names import Names
from hundralapp.graph.rule import Argument, Catalogue, Rule, fill
from hundralapp.graph.schedule import Piece, Schedule
from hundralapp.graph.trace import Graph, Node, UnitMismatchError
from hundralapp.graph.trace import total as sum_of
from hundralapp.units import Unit


class PieceValues(Protocol):
    """One piece of a national schedule: its `constant` and `slope`, and `upper` and `origin` where it has them."""

    @property
    def values(self) -> Mapping[str, tuple[float, Unit]]: ...


class Parameters(Protocol):
    """National parameters by name and year."""

    def value(self, name: str, year: int) -> tuple[float, Unit] | None: ...

    def pieces(self, name: str, year: int) -> Sequence[PieceValues] | None: ...


@dataclass(slots=True)
class Cell:
    """A figure in a period: its row in the graph, and what made it.

    `rule` is None for an input. `sources` are the cells its rule used, by argument; levers and parameters are inputs of
    their own, and `parameters` names the latter's. `known` is False when it depends on something unknown.
    """

    key: Key
    row: int
    unit: Unit
    rule: Rule | None = None
    sources: tuple[tuple[str, Key], ...] = ()
    stated: Entry | None = None
    known: bool = True
    parameters: tuple[str, ...] = ()


@dataclass(slots=True)
class Binding:
    """The traced model of a workspace.

    `anchors` are inputs that stand in for a rule whose own inputs are unknown: input row -> the rule's row. The statement gives
    the level; the rule, through differences, still gives the change.
    """

    graph: Graph
    cells: dict[Key, Cell] = field(default_factory=dict)
    inputs: dict[str, Value] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    missing: dict[Key, tuple[str, ...]] = field(default_factory=dict)  # figure -> what its first rule lacks
    anchors: dict[int, int] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


Found = Node | Schedule | list[Node]


@dataclass(slots=True)
class _Way:
    """A rule that may give a figure: what its `{name}` parts stand for, and the figure of each argument.

    `is_closed` when none of its arguments is there in any period: most lines of a budget are amounts that nothing computes.
    """

    rule: Rule
    parts: dict[str, str]
    names: tuple[str, ...]
    is_closed: bool


_NO_LOCATION = Location("workspace.yaml")


def bind(catalogue: Catalogue, periods: Sequence[Period], entries: Mapping[Key, Entry], parameters: Parameters) -> Binding:
    """Trace every figure that the catalogue can give for the entries, in every period.

    Args:
        catalogue: the rules and what files may state.
        periods: the columns, each naming the one it follows.
        entries: what the files state, one per figure and period; units already carried.
        parameters: national parameters.
    Returns:
        A binding whose report holds cycles, units that do not meet, and inputs missing beside their companions.
    """
    binder = _Binder(catalogue, periods, entries, parameters)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 20_000))
    try:
        return binder.run()
    finally:
        sys.setrecursionlimit(limit)


class _Binder:
    def __init__(
        self, catalogue: Catalogue, periods: Sequence[Period], entries: Mapping[Key, Entry], parameters: Parameters
    ) -> None:
        self.catalogue = catalogue
        self.periods = {each.id: each for each in periods}
        self.stated = entries
        self.parameters = parameters
        self.binding = Binding(Graph())
        self.ways: dict[str, tuple[_Way, ...]] = {}
        self.resolved: dict[Key, Cell | None] = {}
        self.in_progress: dict[Key, None] = {}
        self.half_stated: dict[Key, tuple[Entry, tuple[str, ...]]] = {}
        self.explained: set[Key] = set()  # absent for a cause that the report holds
        self.names = Names(catalogue, (figure for figure, _ in entries))

    def run(self) -> Binding:
        names = dict.fromkeys(self.names.all())
        for period in self.periods:
            for name in names:
                self._resolve((name, period))
        self.binding.cells = {key: cell for key, cell in self.resolved.items() if cell is not None}
        return self.binding

    def _resolve(self, key: Key) -> Cell | None:
        if key in self.resolved:
            return self.resolved[key]
        ways = self._ways_to(key[0])
        if not ways:
            entry = self.stated.get(key)
            if entry is None:
                return None
            cell = self.resolved[key] = self._input(key, entry)
            return cell
        if key in self.in_progress:
            self._report_cycle(key)
            return None
        self.in_progress[key] = None
        made = self.resolved[key] = self._make(key, ways)
        del self.in_progress[key]
        return made

    def _ways_to(self, name: str) -> tuple[_Way, ...]:
        """The rules that may give the figure, found once for all periods."""
        ways = self.ways.get(name)
        if ways is None:
            ways = self.ways[name] = tuple(self._way(rule, parts) for rule, parts in self.catalogue.rules_of(name))
        return ways

    def _way(self, rule: Rule, parts: dict[str, str]) -> _Way:
        names = tuple(fill(argument.reference.figure, parts) for argument in rule.arguments)
        is_closed = bool(names) and all(
            argument.reference.kind == "figure" and not self.names.may_be(name)
            for argument, name in zip(rule.arguments, names, strict=True)
        )
        return _Way(rule, parts, names, is_closed)

    def _make(self, key: Key, ways: tuple[_Way, ...]) -> Cell | None:
        entry, year = self.stated.get(key), self.periods[key[1]].year
        best: Cell | None = None
        for way in ways:
            if not way.rule.is_valid(year) or (way.rule.fallback and entry is not None):
                continue
            if way.rule.otherwise and best is not None:
                continue
            if way.is_closed:
                self._note_missing(way.rule, key, way.names, [])
                continue
            cell = self._apply(way, key)
            if cell is not None and cell.known:
                cell.stated = entry
                return cell
            best = best or cell
        if entry is not None and (entry.value is not None or best is None):
            cell = self._input(key, entry)
            if best is not None and best.rule is not None and not best.rule.uses_statement:
                self.binding.anchors[cell.row] = best.row
            return cell
        if best is None:
            self._report_missing(key)
        else:
            best.stated = entry
        return best

    def _input(self, key: Key, entry: Entry) -> Cell:
        name = input_name(key)
        node = self.binding.graph.input(name, entry.unit)
        self.binding.inputs[name] = entry.value
        self.binding.entries[name] = entry
        return Cell(key, node.row, entry.unit, stated=entry, known=entry.value is not None)

    def _apply(self, way: _Way, key: Key) -> Cell | None:
        """The rule traced for this figure and period, or None when an input is absent."""
        rule = way.rule
        arguments: dict[str, Found] = {}
        sources: list[tuple[str, Key]] = []
        shipped: list[str] = []
        absent: list[str] = []
        known = True
        for argument, name in zip(rule.arguments, way.names, strict=True):
            found = self._argument(argument, name, way.parts, key)
            if found is None:
                chain = self._chain(name, key[1]) if argument.reference.kind == "history" else {}
                gap = next((at for at, cell in chain.items() if cell is None), key[1])
                absent.append(f"{name} {gap}" if gap != key[1] else name or key[0])
                sources.extend((argument.name, cell.key) for cell in chain.values() if cell)
                continue
            arguments[argument.name], cells = found
            sources.extend((argument.name, cell.key) for cell in cells)
            known = known and all(cell.known for cell in cells)
            if argument.reference.kind == "parameter" and not cells:
                shipped.append(f"parameter.{name}@{self.periods[key[1]].year}")
        if absent:
            self._note_missing(rule, key, tuple(absent), sources)
            return None
        try:
            node = rule(**{each.name: _as_asked(each, arguments[each.name]) for each in rule.arguments})
            if rule.unit is not None and node.unit != rule.unit:
                raise UnitMismatchError(f"{node.unit} ≠ {rule.unit}")
        except UnitMismatchError as error:
            self._report_units(key, sources, str(error))
            return None
        return Cell(key, node.row, node.unit, rule, tuple(sources), known=known, parameters=tuple(shipped))

    def _argument(self, argument: Argument, name: str, parts: dict[str, str], key: Key) -> tuple[Found, list[Cell]] | None:
        """What the argument stands for: a node, or the nodes of a total or a history; and the cells among them."""
        reference, period = argument.reference, key[1]
        match reference.kind:
            case "figure":
                return self._one(self._resolve((name, period)))
            case "optional":
                cell = self._resolve((name, period))
                return self._one(cell) if cell else (self._zero(name), [])
            case "previous":
                before = self.periods[period].follows
                return self._one(self._resolve((name, before))) if before else None
            case "previous_or_zero":
                before = self.periods[period].follows
                cell = self._resolve((name, before)) if before else None
                return self._one(cell) if cell else (self._zero(name), [])
            case "stated":
                entry = self.stated.get(key)
                return self._one(self._input(key, entry)) if entry else None
            case "lever":
                return self._lever((name, period))
            case "parameter":
                return self._parameter(name, period)
            case "schedule":
                return self._schedule(name, period)
            case "total":
                names = [each for pattern in reference.patterns for each in self.names.instances(fill(pattern, parts))]
                return self._all([cell for each in names if (cell := self._resolve((each, period)))])
            case "history":
                chain = self._chain(name, period).values()
                return self._all([cell for cell in chain if cell]) if all(chain) else None

    def _one(self, cell: Cell | None) -> tuple[Node, list[Cell]] | None:
        return (self._node(cell), [cell]) if cell else None

    def _all(self, cells: list[Cell]) -> tuple[list[Node], list[Cell]] | None:
        return ([self._node(cell) for cell in cells], cells) if cells else None

    def _node(self, cell: Cell) -> Node:
        return Node(self.binding.graph, cell.row)

    def _zero(self, name: str) -> Node:
        carried = self.catalogue.unit_of(name)
        return self.binding.graph.constant(0.0, carried) if carried else self.binding.graph.constant(0.0)

    def _lever(self, key: Key) -> tuple[Node, list[Cell]] | None:
        if key in self.stated:
            return self._one(self._resolve(key))
        carried = self.catalogue.unit_of(key[0])
        if carried is None:
            raise ValueError(f"lever {key[0]} has no declared unit")
        name = input_name(key)
        self.binding.inputs.setdefault(name, 0.0)
        return self.binding.graph.input(name, carried), []

    def _parameter(self, name: str, period: str) -> tuple[Node, list[Cell]] | None:
        if self.catalogue.exists(name):
            cell = self._resolve((name, period))
            if cell is not None:  # the workspace says something else than what ships
                return self._one(cell)
        year = self.periods[period].year
        found = self.parameters.value(name, year)
        if found is None:
            return None
        value, carried = found
        input_row = f"parameter.{name}@{year}"
        self.binding.inputs[input_row] = value
        return self.binding.graph.input(input_row, carried), []

    def _schedule(self, name: str, period: str) -> tuple[Schedule, list[Cell]] | None:
        year = self.periods[period].year
        found = self.parameters.pieces(name, year)
        if found is None:
            return None
        pieces = []
        for number, piece in enumerate(found, 1):
            nodes: dict[str, Node] = {}
            for part, (value, carried) in piece.values.items():
                input_row = f"parameter.{name}.{number}.{part}@{year}"
                self.binding.inputs[input_row] = value
                nodes[part] = self.binding.graph.input(input_row, carried)
            pieces.append(Piece(nodes.get("upper"), nodes["constant"], nodes["slope"], nodes.get("origin")))
        return Schedule(tuple(pieces)), []

    def _chain(self, name: str, period: str) -> dict[str, Cell | None]:
        """The figure in the period and in those before it, newest first, back to the oldest that has it."""
        found: dict[str, Cell | None] = {}
        at: str | None = period
        while at:
            found[at] = self._resolve((name, at))
            at = self.periods[at].follows
        while found and next(reversed(found.values())) is None:
            found.popitem()
        return found

    def _note_missing(self, rule: Rule, key: Key, absent: tuple[str, ...], sources: list[tuple[str, Key]]) -> None:
        self.binding.missing.setdefault(key, absent)
        if self.explained and any((each, key[1]) in self.explained for name in absent for each in self.names.instances(name)):
            self.explained.add(key)
        elif rule.complete:
            entry = next((self.stated[each] for _, each in sources if each in self.stated), None)
            if entry is not None:
                self.half_stated.setdefault(key, (entry, absent))

    def _report_missing(self, key: Key) -> None:
        """A figure that no rule gave though a complete one is half stated, unless the cause is reported where it lies."""
        if key in self.half_stated and key not in self.explained:
            entry, absent = self.half_stated[key]
            self.explained.add(key)
            missing = listed(list(dict.fromkeys(each for name in absent for each in self._to_add(name, key[1], [key[0]]))))
            self.binding.report.add(codes.MISSING_INPUT.at(entry.location, figure=key[0], period=key[1], missing=missing))

    def _to_add(self, name: str, period: str, above: list[str]) -> list[str]:
        """What to state for an absent figure to be there: itself where files may state it, else what its own rule lacks."""
        lacks = self.binding.missing.get((name, period), ())
        if not lacks or name in above or self.catalogue.given_for(name) is not None:
            return [name]
        return [each for lack in lacks for each in self._to_add(lack, period, [*above, name])]

    def _report_cycle(self, key: Key) -> None:
        path = list(self.in_progress)
        names = [each[0] for each in path[path.index(key) :]] + [key[0]]
        self.explained.add(key)
        self.binding.report.add(codes.CYCLE.at(_NO_LOCATION, names=" → ".join(names), period=key[1]))

    def _report_units(self, key: Key, sources: list[tuple[str, Key]], problem: str) -> None:
        entry = next((self.stated[each] for _, each in sources if each in self.stated), None)
        units = {each[0]: cell.unit for _, each in sources if (cell := self.resolved.get(each))}
        inputs = Words(
            listed([f"{name} ({unit.label('sv') or 'tal'})" for name, unit in units.items()]),
            listed([f"{name} ({unit})" for name, unit in units.items()]),
        )
        said = Words(problem.replace(" and ", " och ").replace("do not meet", "möts inte"), problem)
        place = entry.location if entry else _NO_LOCATION
        self.explained.add(key)
        self.binding.report.add(codes.UNITS_DO_NOT_MEET.at(place, figure=key[0], inputs=inputs, problem=said))


def _as_asked(argument: Argument, found: Found) -> Node | Schedule | tuple[Node, ...]:
    """A total as one node, a history as a tuple."""
    if isinstance(found, Node | Schedule):
        return found
    return sum_of(found) if argument.reference.kind == "total" else tuple(found)
