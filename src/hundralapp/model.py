"""The model: a workspace and the rules, traced into one graph and evaluated. The only module that knows all rules."""

from __future__ import annotations

import copy
import datetime
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from hundralapp import codes
from hundralapp.collection import no_collection
from hundralapp.consistency import check_consistency
from hundralapp.diagnostics import Report
from hundralapp.graph.binding import Binding, Cell, bind
from hundralapp.graph.bounds import Range, evaluate_bounds
from hundralapp.graph.evaluate import Evaluation, Value, unknown_causes
from hundralapp.graph.figure import Entry, Key, Period, Status, worst
from hundralapp.graph.rule import Catalogue, catalogue_of
from hundralapp.params.county_rates import parameters_of
from hundralapp.params.parameter import NationalParameters
from hundralapp.rests import PARTS_BESIDE, is_any, matches, rest_family, why_no_rest
from hundralapp.rules import (
    balance_requirement,
    balance_sheet,
    capital,
    demographic_need,
    equalisation_lines,
    equalisation_models,
    income_equalisation,
    indicators,
    key_figures,
    marginal_revenue,
    operating_budget,
    payments,
    property_charge,
    real_terms,
    result_statement,
    revenue,
    revenue_change,
    services,
    settlement,
    tax_base,
    tax_check,
    uplift,
)
from hundralapp.terms import figure_label
from hundralapp.units import SEK
from hundralapp.workspace.load import Workspace, load_workspace
from hundralapp.workspace.lock import hash_of

RULE_MODULES = (
    result_statement,
    revenue,
    tax_base,
    settlement,
    income_equalisation,
    equalisation_lines,
    equalisation_models,
    property_charge,
    marginal_revenue,
    tax_check,
    revenue_change,
    payments,
    operating_budget,
    services,
    demographic_need,
    uplift,
    real_terms,
    capital,
    balance_requirement,
    balance_sheet,
    key_figures,
    indicators,
)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Every rule and every figure that files may state."""
    return catalogue_of(RULE_MODULES)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A figure that is both stated and computed from its stated parts.

    `closes` when the difference is within what the printed roundings can give. `value` is the figure as the model has it, which
    rests on computed parts: `departure` is what a reader sees between it and the print.
    """

    key: Key
    stated: float
    computed: float
    closes: bool
    entry: Entry
    value: Value

    @property
    def difference(self) -> float:
        return self.computed - self.stated

    @property
    def departure(self) -> Value:
        return None if self.value is None else self.value - self.stated


def finite(value: Value) -> Value:
    """The value, or None where a division by zero left no number to show."""
    return value if value is None or math.isfinite(value) else None


class Figures(Evaluation):
    """An evaluation where what is divided by zero is unknown."""

    def __getitem__(self, row: int) -> Value:
        value = self._values[row]
        return None if self._unknown[row] or not math.isfinite(value) else value


class Model:
    """A workspace computed.

    Args:
        workspace: as loaded; its report is extended with what only computing can find.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._base: Model | None = None
        self._labels: dict[tuple[str, str], str] = {}
        self.report: Report = workspace.report
        self.binding: Binding
        if workspace.rests:
            self._fill_rests()
        self.binding = self._bind()
        self.report.extend(self.binding.report.diagnostics)
        check_consistency(self)

    @property
    def is_changed(self) -> bool:
        """True on other inputs than the workspace's own."""
        return self._base is not None

    @property
    def cells(self) -> Mapping[Key, Cell]:
        return self.binding.cells

    @property
    def periods(self) -> dict[str, Period]:
        return self.workspace.periods

    @cached_property
    def evaluation(self) -> Evaluation:
        """The graph on the workspace's own inputs."""
        return Figures(self.binding.graph, self.binding.inputs)

    @cached_property
    def bounds(self) -> list[Range | None]:
        """The range of every row that the printed roundings allow, each from its stated parts."""
        return self._ranges(lambda entry: entry.bounds)

    @cached_property
    def _from_stated_parts(self) -> list[Range | None]:
        """The value of every row from its stated parts, as a range without width."""
        return self._ranges(lambda entry: None if entry.value is None else (entry.value, entry.value))

    def _ranges(self, range_of: Callable[[Entry], Range | None]) -> list[Range | None]:
        inputs: dict[str, Range | None] = {}
        for name, value in self.binding.inputs.items():
            entry = self.binding.entries.get(name)
            unchanged = entry is not None and entry.value == value
            inputs[name] = range_of(entry) if entry is not None and unchanged else (None if value is None else (value, value))
        if self.is_changed:
            return evaluate_bounds(self.binding.graph, inputs)
        stated = {
            cell.row: between
            for cell in self.cells.values()
            if cell.rule is not None and cell.stated is not None and not cell.rule.uses_statement
            if (between := range_of(cell.stated)) is not None
        }
        return evaluate_bounds(self.binding.graph, inputs, stated)

    def with_inputs(self, inputs: Mapping[str, Value], evaluation: Evaluation | None = None) -> Model:
        """The same rules and graph on other inputs, as a new model; this one is left as it was.

        Args:
            evaluation: the graph on these inputs, where somebody has it.
        """
        other = copy.copy(self)
        other._base = self if self._base is None else self._base
        other.binding = replace(self.binding, inputs=dict(inputs))
        for name in _CACHES:
            other.__dict__.pop(name, None)
        if evaluation is not None:
            other.evaluation = evaluation
        return other

    def value(self, figure: str, period: str) -> Value:
        """The figure's value, None when unknown.

        Raises:
            KeyError: the model has no such figure in the period.
        """
        return self.evaluation[self.cells[figure, period].row]

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Every figure once, in file order, by the first part of its id."""
        found: dict[str, list[str]] = {}
        for figure in dict.fromkeys(figure for figure, _ in self.cells):
            found.setdefault(figure.partition(".")[0], []).append(figure)
        return found

    def has(self, figure: str, period: str) -> bool:
        return (figure, period) in self.cells

    def find(self, figure: str, period: str) -> Value:
        """The figure's value, or None when it is unknown or not there."""
        cell = self.cells.get((figure, period))
        return None if cell is None else self.evaluation[cell.row]

    def range_of(self, key: Key) -> Range | None:
        """What the printed roundings leave open; None when unknown, or without bounds (a divisor that may be zero)."""
        between = self.bounds[self.cells[key].row]
        return between if between is not None and all(map(math.isfinite, between)) else None

    def causes(self, key: Key) -> list[str]:
        """The unknown inputs that make a figure unknown; none when it is known, or divided by zero."""
        return unknown_causes(self.evaluation, self.cells[key].row)

    @cached_property
    def _pedigree(self) -> dict[Key, tuple[Status, frozenset[str]]]:
        """Status and origins of every cell: the worst status and all origins of what it is made of.

        Other inputs change a status only where they make something unknown, or known.
        """
        if self._base is not None and self._unknown_rows == self._base._unknown_rows:
            return self._base._pedigree
        found: dict[Key, tuple[Status, frozenset[str]]] = {}
        for key in self._in_order():
            cell = self.cells[key]
            if cell.rule is None:
                entry = cell.stated
                assert entry is not None
                status = Status.UNKNOWN if entry.value is None else entry.status
                found[key] = (status, frozenset({entry.origin} if entry.origin else ()))
                continue
            parts = [found[source] for _, source in cell.sources if source in found]
            if cell.stated is not None and cell.rule.uses_statement:
                parts.append((cell.stated.status, frozenset({cell.stated.origin} if cell.stated.origin else ())))
            parts.extend((Status(self.parameters.find_status(name)), frozenset()) for name in cell.parameters)
            status = worst(Status.DERIVED, *(status for status, _ in parts))
            if self.evaluation[cell.row] is None:
                status = Status.UNKNOWN
            elif status is Status.UNKNOWN:
                status = Status.DERIVED
            if self.workspace.synthetic:
                status = worst(status, Status.SYNTHETIC)
            found[key] = (status, frozenset().union(*(origins for _, origins in parts)))
        return found

    @cached_property
    def _unknown_rows(self) -> frozenset[int]:
        """The rows of cells whose value is unknown."""
        return frozenset(cell.row for cell in self.cells.values() if self.evaluation[cell.row] is None)

    def _in_order(self) -> Iterator[Key]:
        """Cells with what they are made of before them."""
        seen: set[Key] = set()
        for start in self.cells:
            stack = [(start, False)]
            while stack:
                key, done = stack.pop()
                if done:
                    yield key
                    continue
                if key in seen or key not in self.cells:
                    continue
                seen.add(key)
                stack.append((key, True))
                stack.extend((source, False) for _, source in self.cells[key].sources if source not in seen)

    def status(self, key: Key) -> Status:
        return self._pedigree[key][0]

    def origins(self, key: Key) -> list[str]:
        """Ids of every origin the figure rests on, sorted."""
        return sorted(self._pedigree[key][1])

    @cached_property
    def reconciliations(self) -> list[Reconciliation]:
        """Every figure that is both stated and computed, in file order; none once decisions have changed the inputs."""
        found: list[Reconciliation] = []
        for key, cell in self.cells.items() if not self.is_changed else ():
            entry = cell.stated
            if cell.rule is None or entry is None or entry.value is None:
                continue
            point, between = self._from_stated_parts[cell.row], self.bounds[cell.row]
            if (
                cell.rule.uses_statement
                or point is None
                or not math.isfinite(point[0])
                or between is None
                or entry.bounds is None
            ):
                continue
            low, high = entry.bounds
            slack = 1e-9 * max(1.0, abs(point[0]))
            closes = between[0] - slack <= high and low - slack <= between[1]
            found.append(Reconciliation(key, entry.value, point[0], closes, entry, self.evaluation[cell.row]))
        return sorted(found, key=lambda each: each.entry.location)

    @cached_property
    def result_hash(self) -> str:
        """The checksum of every figure, as in the workspace's lock."""
        return hash_of((*key, self.evaluation[cell.row]) for key, cell in self.cells.items())

    @cached_property
    def departures(self) -> dict[Key, Value]:
        """What a reader sees between each reconciled figure and its print."""
        return {each.key: each.departure for each in self.reconciliations}

    @cached_property
    def money_decimals(self) -> int:
        """Decimals of money in this workspace: as many as its files print, at most one."""
        printed = (
            len(each.written.replace(",", ".").partition(".")[2])
            for each in self.workspace.entries.values()
            if each.unit == SEK and each.value is not None
        )
        return min(1, max(printed, default=0))

    def label(self, figure: str, language: str = "sv") -> str:
        """The figure in words: the glossary's label with the names people wrote."""
        key = (figure, language)
        if key not in self._labels:
            self._labels[key] = figure_label(figure, self.workspace.labels, self._english_names, language)
        return self._labels[key]

    @cached_property
    def _english_names(self) -> dict[str, str]:
        return {f"committee.{key}": each.name_en for key, each in self.workspace.committees.items() if each.name_en}

    def _bind(self) -> Binding:
        periods = list(self.workspace.periods.values())
        return bind(catalogue(), periods, self.workspace.entries, self.parameters)

    @property
    def parameters(self) -> NationalParameters:
        """National parameters, and those of the county that the entity's code says."""
        return parameters_of(self.workspace.entity.code, self.workspace.entity.kind)

    def _fill_rests(self) -> None:
        """Each `rest` becomes the stated total less the others, as a figure of its own with a derived status."""
        workspace = self.workspace
        self.binding = self._bind()
        for (figure, period), entry in workspace.rests.items():
            siblings, total = rest_family(figure)
            stated = workspace.entries.get((total, period)) if total else None
            beside = (siblings, *PARTS_BESIDE.get(total or "", ()))
            others = [key for key in self.cells if key[1] == period and key[0] != figure and is_any(key[0], beside)]
            rests = [name for name, at in workspace.rests if at == period and matches(name, siblings)]
            unknown = [name for name, at in others if self.find(name, at) is None]
            reason = why_no_rest(total, stated, unknown, rests)
            if reason is not None or stated is None or stated.value is None:
                self.report.add(codes.REST_NOT_POSSIBLE.at(entry.location, reason=reason))
                continue
            value, half_step = stated.value, stated.half_step
            for name, at in others:
                between = self.range_of((name, at))
                value -= self.value(name, at) or 0.0
                half_step += (between[1] - between[0]) / 2 if between is not None else 0.0
            status = worst(entry.status, stated.status, *(self.status(key) for key in others))
            filled = replace(entry, value=value, unit=stated.unit, half_step=half_step, status=status)
            workspace.entries[figure, period] = filled
            workspace.vintages.setdefault((figure, period), []).append(filled)
        for name in _CACHES:
            self.__dict__.pop(name, None)


_CACHES = (
    "evaluation",
    "bounds",
    "_from_stated_parts",
    "_pedigree",
    "reconciliations",
    "result_hash",
    "departures",
    "_unknown_rows",
)


def load_model(folder: Path, *, as_of: datetime.date | None = None) -> Model:
    """Load and compute a workspace; the model's report holds every problem."""
    with no_collection():
        return Model(load_workspace(folder, catalogue(), as_of=as_of))
