"""The engine: sums over persons for every reform, by the fused loop or by NumPy, the same whole numbers either way.

Reforms whose laws have one shape go together as scenarios of one loop; those that only change rates share all else. Sums are
int64: kronor, times thousandths of a person where there are weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.fused import OfGroup, OfPerson, Plan, Sum, Width, plan
from hundralapp.graph.native import Native
from hundralapp.graph.scenarios import evaluate_scenarios
from hundralapp.households.law import law
from hundralapp.households.reform import Level, Reform, law_after, rates_after
from hundralapp.params.municipal_rates import rates_of_year
from hundralapp.params.regional_credit import in_regional_credit_area
from hundralapp.population.groups import Numbers
from hundralapp.population.job import Job
from hundralapp.population.measures import AFTER, Pair, pair, person_input, shape_of

Sums = list[Numbers]
"""Per batch of reforms (scenarios, length) int64. Sums of parts are added."""

_WIDTHS = {
    **dict.fromkeys(("wage", "pension", "sickness_compensation", "other_pensionable_income", "weight"), Width.I32),
    **dict.fromkeys(("church_fee_rate", "municipality", "district"), Width.I16),
    **dict.fromkeys(("age_at_start_of_year", "decile", "age_group"), Width.U8),
}
_DTYPES = {Width.I32: np.int32, Width.I16: np.int16, Width.U8: np.uint8}
_BLOCK = 65_536
_SPLIT = 1 << 24


class Engine:
    """A job made ready. Threads may share it, each with sums of its own."""

    def __init__(self, job: Job) -> None:
        self.job = job
        together: dict[object, list[int]] = {}
        laws = [law_after(each) for each in job.reforms]
        for number, (each, changed) in enumerate(zip(job.reforms, laws, strict=True)):
            together.setdefault(shape_of(changed) if each.changes_law else None, []).append(number)
        before = law(job.year)
        self.batches: list[_Batch] = []
        for shape, numbers in together.items():
            found = pair(before, laws[numbers[0]], law_varies=shape is not None)
            scenarios = [{**found.before, **found.after(laws[each])} for each in numbers]
            reforms = [job.reforms[each] for each in numbers]
            kind = _Compiled if job.compiled else _OfArrays
            self.batches.append(kind(job, found, scenarios, reforms, tuple(numbers)))

    def nothing(self) -> Sums:
        """Sums of nobody."""
        return [each.nothing() for each in self.batches]

    def add(self, columns: Mapping[str, Numbers], sums: Sums) -> None:
        """Add the persons of `columns` (those of `job.reads`, as `reading` gives them) to the sums."""
        ready = self._ready(columns)
        for batch, of_batch in zip(self.batches, sums, strict=True):
            batch.add(ready, of_batch)

    def _ready(self, columns: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """Incomes and ages as they are, groupings as small numbers, the fee of those who pay it."""
        job = self.job
        kept = (*job.incomes, "age_at_start_of_year", *(["weight"] if job.weighted else []))
        ready = {name: columns[name] for name in kept}
        ready |= {grouping: job.groups.of(grouping, columns) for grouping in dict.fromkeys(("municipality", *job.groupings))}
        if job.has_church_fees:
            ready["church_fee_rate"] = columns["church_fee_rate"] * (columns["church_member"] != 0)
        return {name: np.ascontiguousarray(values, dtype=_DTYPES[_WIDTHS[name]]) for name, values in ready.items()}

    def totals(self, sums: Sums) -> dict[tuple[str, str], Numbers]:
        """The sums by measure and grouping: (reforms, groups) int64."""
        size = {grouping: self.job.groups.size(grouping) for grouping in self.job.groupings}
        found = {each: np.zeros((len(self.job.reforms), size[each[1]]), np.int64) for each in self.job.wanted}
        for batch, of_batch in zip(self.batches, sums, strict=True):
            batch.spread(of_batch, found)
        return found


def merged(one: Sums, other: Sums) -> Sums:
    """The sums of two sets of persons."""
    return [a + b for a, b in zip(one, other, strict=True)]


@dataclass
class _Batch:
    """Reforms of one shape, as scenarios of one graph. `numbers` are their places in the job."""

    job: Job
    pair: Pair
    scenarios: Sequence[Mapping[str, float]]
    reforms: Sequence[Reform]
    numbers: tuple[int, ...]

    def __post_init__(self) -> None:
        job = self.job
        graph, rows, year = self.pair.graph, self.pair.rows, job.year
        sources: dict[str, OfPerson | OfGroup] = {}
        for name in (*job.incomes, "age_at_start_of_year", *(["church_fee_rate"] if job.has_church_fees else [])):
            sources[person_input(year, name)] = OfPerson(name)
        before = rates_of_year(year).values()
        self.tables: dict[str, Numbers] = {
            "burial_fee_rate": _with_spare(np.array([each.burial_fee for each in before])),
            "in_regional_credit_area": _with_spare(np.array([in_regional_credit_area(each.code, year) for each in before])),
            "municipal_tax_rate": _with_spare(np.array([each.municipal for each in before])),
            "regional_tax_rate": _with_spare(np.array([each.regional for each in before])),
            AFTER + "municipal_tax_rate": _with_spare(rates_after(self.reforms, Level.MUNICIPAL)),
            AFTER + "regional_tax_rate": _with_spare(rates_after(self.reforms, Level.REGIONAL)),
        }
        for table in self.tables:
            plain = table.removeprefix(AFTER)
            name = person_input(year, plain)
            name = AFTER + name if table != plain else name
            if name in graph.inputs:
                sources[name] = OfGroup(table, "municipality")
        wanted = list(dict.fromkeys(Sum(rows[measure], grouping) for measure, grouping in job.wanted))
        self.plan: Plan = plan(graph, sources, self.pair.varying, _WIDTHS, sums=wanted, weighted=job.weighted)
        self.sizes = [job.groups.size(each.grouping) + 1 for each in self.plan.sums]
        self.offsets = np.cumsum([0, *self.sizes[:-1]]).astype(np.int64)
        self.names = graph.input_names
        self.persons = {name: 0.0 for name in graph.inputs if name.removeprefix(AFTER).startswith("person.")}

    def nothing(self) -> Numbers:
        return np.zeros((len(self.scenarios), sum(self.sizes)), np.int64)

    def add(self, columns: Mapping[str, Numbers], sums: Numbers) -> None:
        raise NotImplementedError

    def spread(self, sums: Numbers, found: Mapping[tuple[str, str], Numbers]) -> None:
        """What no reform changes stands in the first line, and is every reform's."""
        places = {(each.row, each.grouping): place for place, each in enumerate(self.plan.sums)}
        for (measure, grouping), totals in found.items():
            place = places[self.pair.rows[measure], grouping]
            start, size = int(self.offsets[place]), self.sizes[place] - 1  # but for the group that nobody belongs to
            lines = sums[:1] if place < self.plan.fixed_sums else sums
            totals[list(self.numbers)] = lines[:, start : start + size]


class _Compiled(_Batch):
    """By the fused loop."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.native = Native(self.plan)
        lines = []
        for inputs in self.scenarios if self.plan.varying else self.scenarios[:1]:
            evaluation = Evaluation(self.pair.graph, {**self.persons, **inputs})
            lines.append([[evaluation[row] for row in rows] for rows in (self.plan.fixed, self.plan.varying)])
        self.fixed = np.array(lines[0][0], np.float64)
        self.varying = np.array([each[1] for each in lines], np.float64)
        if not self.plan.varying:
            self.varying = np.empty((len(self.scenarios), 0))

    def add(self, columns: Mapping[str, Numbers], sums: Numbers) -> None:
        spare = {grouping: self.job.groups.size(grouping) for grouping in ("municipality", *self.job.groupings)}
        self.native.add(columns, self.tables, self.fixed, self.varying, self.offsets, sums, spare)


class _OfArrays(_Batch):
    """By NumPy over the same graph, some persons at a time."""

    def add(self, columns: Mapping[str, Numbers], sums: Numbers) -> None:
        for start in range(0, len(columns["municipality"]), _BLOCK):
            block = {name: values[start : start + _BLOCK] for name, values in columns.items()}
            for scenario in range(len(self.scenarios)):
                self._add_block(block, scenario, sums)

    def _add_block(self, block: Mapping[str, Numbers], scenario: int, sums: Numbers) -> None:
        first = 0 if scenario == 0 else self.plan.fixed_sums
        asked = range(first, len(self.plan.sums))
        graph = self.pair.graph
        varying = {}
        for row, source in self.plan.sources.items():
            if isinstance(source, OfPerson):
                values = block[source.column]
            else:
                table = self.tables[source.table]
                values = (table[scenario] if table.ndim == 2 else table)[block[source.grouping]]
            varying[self.names[row]] = values.astype(np.float64)
        inputs = {**self.persons, **self.scenarios[scenario]}
        rows = [self.plan.sums[place].row for place in asked]
        found = evaluate_scenarios(graph, inputs, varying, rows)
        weight = block["weight"].astype(np.int64) if self.job.weighted else 1
        for column, place in enumerate(asked):
            start, size = int(self.offsets[place]), self.sizes[place]
            values = found[:, column].astype(np.int64) * weight
            sums[scenario, start : start + size] += _by_group(values, block[self.plan.sums[place].grouping], size)


def _by_group(values: Numbers, groups: Numbers, size: int) -> Numbers:
    """Exact sums by group: (n,) int64 below 2**53 -> (size,) int64. `bincount` adds in float64, so halves are summed apart."""
    high, low = np.divmod(values, _SPLIT)
    counted = [np.bincount(groups, each, minlength=size).astype(np.int64) for each in (high, low)]
    return counted[0] * _SPLIT + counted[1]


def _with_spare(lines: Numbers) -> Numbers:
    """(…, groups) -> (…, groups + 1) float64: with a place for the group that nobody belongs to."""
    return np.concatenate([lines, np.zeros((*lines.shape[:-1], 1))], axis=-1)
