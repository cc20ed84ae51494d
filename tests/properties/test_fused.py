"""The fused loop: the same 64 bits as `Evaluation` on every row, whichever way its inputs come, and sums that are exact."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from tests.properties.graphs import bits, random_graph, random_value, traced
from tests.properties.test_four_uses import pairs_job

from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.fused import FuseError, OfGroup, OfPerson, Sum, Width, plan
from hundralapp.graph.native import Native
from hundralapp.graph.trace import Graph
from hundralapp.households.law import income_years, law

GROUPS, SCENARIOS = 5, 3


def everything(graph: Graph) -> list[int]:
    return list(range(len(graph)))


def outputs_of(native: Native, count: int, scenarios: int) -> list[np.ndarray[Any, Any]]:
    fixed = native.plan.fixed_outputs
    return [np.full((count,) if place < fixed else (scenarios, count), 7.0) for place in range(len(native.plan.outputs))]


def test_every_operation_on_every_pair_of_special_values() -> None:
    job = pairs_job()
    cases = [case for case in job.cases if None not in case.values()]
    inputs = {name: OfPerson(name) for name in job.graph.inputs}
    native = Native(plan(job.graph, inputs, [], dict.fromkeys(inputs, Width.F64), outputs=everything(job.graph)))
    columns = {name: np.array([case[name] for case in cases], dtype=np.float64) for name in inputs}
    outputs = outputs_of(native, len(cases), 1)
    native.add(columns, {}, np.empty(0), np.empty((1, 0)), np.empty(0, np.int64), np.zeros((1, 0), np.int64), {}, outputs)
    for number, case in enumerate(cases):
        evaluation = Evaluation(job.graph, case)
        found = {row: bits(float(each[number])) for row, each in zip(native.plan.outputs, outputs, strict=True)}
        assert found == {row: bits(evaluation[row]) for row in everything(job.graph)}, case


@pytest.mark.parametrize("seed", range(60))
def test_random_graphs_with_inputs_of_every_kind(seed: int) -> None:
    """Two inputs are columns, one is of the group, one of group and scenario, one is a number, one a number per scenario."""
    random = Random(seed)
    graph = random_graph(random, [*"abcdef"], steps=40)
    count = random.choice((1, 7, 8, 9, 64, 511, 513, 1100))
    inputs = {"a": OfPerson("a"), "b": OfPerson("b"), "c": OfGroup("c", "group"), "d": OfGroup("d", "group")}
    widths = {"a": Width.F64, "b": Width.F64, "group": Width.U8}
    native = Native(plan(graph, inputs, ["d", "f"], widths, outputs=everything(graph)))

    def values(*shape: int) -> Any:
        return np.array([random_value(random) for _ in range(int(np.prod(shape)))]).reshape(shape)

    columns = {
        "a": values(count),
        "b": values(count),
        "group": np.array([random.randrange(GROUPS) for _ in range(count)], np.uint8),
    }
    tables = {"c": values(GROUPS + 1), "d": values(SCENARIOS, GROUPS + 1)}
    e, f = random_value(random), values(SCENARIOS)
    scalars = [Evaluation(graph, {**dict.fromkeys("abcd", 0.0), "e": e, "f": each}) for each in f.tolist()]
    fixed = np.array([scalars[0][row] for row in native.plan.fixed])
    varying = np.array([[each[row] for row in native.plan.varying] for each in scalars])
    outputs = outputs_of(native, count, SCENARIOS)
    none = np.empty(0, np.int64)
    native.add(columns, tables, fixed, varying, none, np.zeros((SCENARIOS, 0), np.int64), {"group": GROUPS}, outputs)
    for person in random.sample(range(count), min(count, 40)):
        group = int(columns["group"][person])
        for scenario in range(SCENARIOS):
            case = {
                "a": float(columns["a"][person]),
                "b": float(columns["b"][person]),
                "c": float(tables["c"][group]),
                "d": float(tables["d"][scenario, group]),
                "e": e,
                "f": float(f[scenario]),
            }
            evaluation = Evaluation(graph, case)
            for place, row in enumerate(native.plan.outputs):
                found = outputs[place][person] if place < native.plan.fixed_outputs else outputs[place][scenario, person]
                assert bits(float(found)) == bits(evaluation[row]), (row, graph.code[row], case)


@pytest.mark.parametrize("year", income_years())
@pytest.mark.parametrize("tables", [False, True])
def test_the_income_tax_of_every_year(year: int, tables: bool) -> None:
    asked, random = law(year, tables=tables), Random(year)
    graph, count = asked.binding.graph, 301
    inputs = {name: OfPerson(name) for name in graph.inputs if name.startswith("person.")}
    native = Native(plan(graph, inputs, [], dict.fromkeys(inputs, Width.I32), outputs=everything(graph)))
    columns = {name: np.zeros(count, np.int32) for name in inputs}
    for name, values in columns.items():
        for person in range(count):
            values[person] = (
                random.choice((0, random.randrange(60_000), random.randrange(900_000), random.randrange(10**9)))
                if "wage" in name or "pension" in name or "compensation" in name
                else random.randrange(2 if "area" in name else 90 if "age" in name else 3_600)
            )
    base = Evaluation(graph, {**asked.binding.inputs, **dict.fromkeys(inputs, 0.0)})
    fixed = np.array([base[row] for row in native.plan.fixed])
    outputs = outputs_of(native, count, 1)
    native.add(columns, {}, fixed, np.empty((1, 0)), np.empty(0, np.int64), np.zeros((1, 0), np.int64), {}, outputs)
    for person in range(count):
        evaluation = Evaluation(graph, {**asked.binding.inputs, **{name: float(columns[name][person]) for name in inputs}})
        for row, values in zip(native.plan.outputs, outputs, strict=True):
            assert bits(float(values[person])) == bits(evaluation[row]), (person, row)


@pytest.mark.parametrize("is_sorted", [True, False])
@pytest.mark.parametrize("count", [1, 8, 600, 5_001])
def test_sums_are_exact_whatever_the_order(count: int, is_sorted: bool) -> None:
    random = np.random.default_rng(count)
    graph = traced(["x", "rate"], [], [("*", 0, 1, 0)])
    product = len(graph) - 1
    inputs = {"x": OfPerson("x"), "rate": OfGroup("rate", "place")}
    widths = {"x": Width.I32, "place": Width.I16, "age": Width.U8, "weight": Width.I32}
    sums = [Sum(product, "place"), Sum(0, "age"), Sum(0, "place"), Sum(product, "age")]
    native = Native(plan(graph, inputs, ["rate"], widths, sums=sums, weighted=True))
    places, ages = 3, 4
    columns = {
        "x": random.integers(0, 2**31, count).astype(np.int32),
        "place": random.integers(0, places, count).astype(np.int16),
        "age": random.integers(0, ages, count).astype(np.uint8),
        "weight": random.integers(1, 2**22, count).astype(np.int32),
    }
    if is_sorted:
        columns["place"].sort()
    rates = np.array([[1.0, -1.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0]])
    sizes = {"place": places + 1, "age": ages + 1}
    lengths = [sizes[each.grouping] for each in native.plan.sums]
    offsets = np.cumsum([0, *lengths[:-1]]).astype(np.int64)
    found = np.zeros((2, sum(lengths)), np.int64)
    native.add(columns, {"rate": rates}, np.empty(0), np.empty((2, 0)), offsets, found, {"place": places, "age": ages})
    for scenario in range(2):
        for place, each in enumerate(native.plan.sums):
            expected = [0] * sizes[each.grouping]
            if scenario == 0 or place >= native.plan.fixed_sums:
                for person in range(count):
                    value = int(columns["x"][person])
                    if each.row == product:
                        value *= int(rates[scenario, columns["place"][person]])
                    expected[columns[each.grouping][person]] += value * int(columns["weight"][person])
            start = int(offsets[place])
            assert found[scenario, start : start + len(expected)].tolist() == expected


def test_a_plan_computes_each_row_as_seldom_as_it_can() -> None:
    graph = traced(["income", "rate", "limit"], [2.0], [("+", 2, 3, 0), ("m", 0, 4, 0), ("*", 5, 1, 0), ("-", 5, 6, 0)])
    inputs = {"income": OfPerson("income"), "rate": OfGroup("rate", "place")}
    widths = {"income": Width.I32, "place": Width.I16}
    found = plan(graph, inputs, ["rate"], widths, sums=[Sum(7, "place")])
    assert (found.fixed, found.varying, found.per_person, found.per_scenario) == ((4,), (), (0, 5), (1, 6, 7))
    assert list(found.kept) == [5]
    everything_varies = plan(graph, inputs, ["rate", "limit"], widths, sums=[Sum(7, "place")])
    assert (everything_varies.fixed, everything_varies.varying) == ((), (4,))


def test_what_cannot_be_fused_is_refused() -> None:
    graph = traced(["income"], [], [("+", 0, 0, 0)])
    with pytest.raises(FuseError, match="no input wage"):
        plan(graph, {"wage": OfPerson("wage")}, [], {"wage": Width.I32})
    with pytest.raises(FuseError, match="income is a column"):
        plan(graph, {"income": OfPerson("income")}, ["income"], {"income": Width.I32})
