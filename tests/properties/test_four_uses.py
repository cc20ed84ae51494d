"""One graph, evaluated by Python, by NumPy over scenarios, by the published JavaScript, and again after export and import:
the same 64 bits on every row, in every case, unknown included. No rule is written twice, because nothing else would be one rule.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tests.properties.graphs import SPECIAL, SPECIAL_VALUES, bits, classes_of, random_graph, random_value, traced

from hundralapp.graph.binding import Binding
from hundralapp.graph.evaluate import Evaluation, Value
from hundralapp.graph.export import as_json, evaluate_exported, evaluator_source, export_graph
from hundralapp.graph.operations import BY_CODE, CONSTANT, INPUT, OPERATIONS
from hundralapp.graph.rule import Rule
from hundralapp.graph.scenarios import BLOCK, evaluate_scenarios
from hundralapp.graph.trace import Graph
from hundralapp.households.law import catalogue as income_tax
from hundralapp.households.law import income_years, law
from hundralapp.model import catalogue, load_model

ROOT = Path(__file__).parents[2]
PROVKOPING = Path(__file__).with_name("provkoping")
PROVON = Path(__file__).with_name("provon")
RUNNER = Path(__file__).with_name("run_published.js")
EXAMPLES = sorted(each.parent for each in ROOT.glob("examples/*/workspace.yaml"))
RANDOM_GRAPHS = 80
Case = Mapping[str, Value]
Answers = list[dict[str, str | None]]  # per case: output -> bits, None for unknown


@dataclass
class Job:
    """A graph, what is asked of it, and the cases it is asked for."""

    name: str
    graph: Graph
    outputs: Mapping[str, int]
    cases: Sequence[Case]

    @cached_property
    def evaluated(self) -> Answers:
        """By Python, on the graph as traced."""
        found = []
        for case in self.cases:
            evaluation = Evaluation(self.graph, case)
            found.append({name: bits(evaluation[row]) for name, row in self.outputs.items()})
        return found

    @cached_property
    def document(self) -> str:
        """The graph as it is published."""
        return as_json(export_graph(self.graph, self.outputs))

    def imported(self) -> Answers:
        """By Python, after export to text and back."""
        document = json.loads(self.document)
        return [{name: bits(value) for name, value in evaluate_exported(document, case).items()} for case in self.cases]

    def as_scenarios(self, block: int) -> Answers:
        """By NumPy, one scenario per case; an input varies when it does so among cases with the same unknown inputs."""
        found: Answers = [{} for _ in self.cases]
        alike: dict[frozenset[str], list[int]] = {}
        for number, case in enumerate(self.cases):
            alike.setdefault(frozenset(name for name, value in case.items() if value is None), []).append(number)
        for unknown, numbers in alike.items():
            first = self.cases[numbers[0]]
            columns = {name: [self.cases[each][name] for each in numbers] for name in first if name not in unknown}
            moving = {name: values for name, values in columns.items() if len(set(map(bits, values))) > 1} or columns
            varying = {name: np.array(values, dtype=np.float64) for name, values in moving.items()}
            values = evaluate_scenarios(self.graph, first, varying, list(self.outputs.values()), block=block)
            for number, scenario in zip(numbers, values.tolist(), strict=True):
                found[number] = dict(zip(self.outputs, map(bits, scenario), strict=True))
        return found


def everything(graph: Graph) -> dict[str, int]:
    """Every row as an output."""
    return {f"row {row}": row for row in range(len(graph))}


def pairs_job() -> Job:
    """Every operation on every pair of special values, unknown among them; `where` gets a third of any class."""
    names = ["x", "y", "z", "always known"]
    graph = traced(names, [], [(each.code, 0, 1, 2) for each in OPERATIONS])
    values = (*SPECIAL_VALUES, None)
    cases = [
        {"x": x, "y": y, "z": values[(i + shift) % len(values)], "always known": 0.0}
        for shift in (0, 7)
        for i, (x, y) in enumerate(product(values, values))
    ]
    return Job("pairs", graph, everything(graph), cases)


def random_job(seed: int) -> Job:
    """A random graph. Every other asks only for its last rows, so that export and scenarios may drop the rest."""
    random = Random(seed)
    names = [*"abcdef", "always known"]
    graph = random_graph(random, names)
    outputs = everything(graph) if seed % 2 else {f"row {row}": row for row in range(len(graph) - 5, len(graph))}
    cases = []
    for hidden in ("", "a", "b", "cd", "abcdef"):
        fixed = {name: random_value(random) for name in random.sample(names, 2)}
        for _ in range(8):
            cases.append({name: fixed.get(name, random_value(random)) for name in names} | dict.fromkeys(hidden))
    return Job(f"random {seed}", graph, outputs, cases)


def rules_job(name: str, binding: Binding) -> Job:
    """Real rules on what files say: as it stands, then with lines moved, gone, impossible or unknown."""
    random, inputs = Random(name), binding.inputs
    cases: list[Case] = [inputs]
    for share_unknown in (0.0, 0.03, 0.3):
        hidden = {name: None for name in inputs if random.random() < share_unknown}
        for _ in range(5):
            cases.append({name: _moved(random, value) for name, value in inputs.items()} | hidden)
    return Job(name, binding.graph, {f"{figure}@{period}": cell.row for (figure, period), cell in binding.cells.items()}, cases)


def _moved(random: Random, value: Value) -> Value:
    chance = random.random()
    if value is None or chance < 0.6:
        return value
    if chance < 0.9:
        return (value or 1e6) * random.uniform(-1.0, 3.0)
    return 0.0 if chance < 0.95 else random_value(random)


@pytest.fixture(scope="module")
def bindings() -> dict[str, Binding]:
    """Provköping, with every kind of line; Provön, municipality and region; the examples; the income tax of every year."""
    found = {folder.name: load_model(folder) for folder in (PROVKOPING, PROVON, *EXAMPLES)}
    provkoping = found[PROVKOPING.name]
    for made in (provkoping, found[PROVON.name]):
        assert not list(made.report), made.report.render("en", made.workspace.files.line)
    taxes = {f"income tax {year} {tables=}": law(year, tables=tables) for year in income_years() for tables in (False, True)}
    return {name: each.binding for name, each in (found | taxes).items()}


@pytest.fixture(scope="module")
def jobs(bindings: dict[str, Binding]) -> list[Job]:
    """Everything the uses must agree on."""
    return [pairs_job(), *map(random_job, range(RANDOM_GRAPHS)), *(rules_job(name, each) for name, each in bindings.items())]


def test_the_special_values_are_what_their_classes_say() -> None:
    for name, (members, _) in SPECIAL.items():
        assert [classes_of(value) for value in members] == [{name}] * len(members)


def test_every_operation_meets_every_pair_of_special_classes(jobs: list[Job]) -> None:
    pairs = jobs[0]
    assert "".join(pairs.graph.code[4:]) == "".join(BY_CODE), "one row for each operation"
    met = {(x, y) for case in pairs.cases for x in classes_of(case["x"]) for y in classes_of(case["y"])}
    branches = {(x, z) for case in pairs.cases for x in classes_of(case["x"]) for z in classes_of(case["z"])}
    every_class = [*SPECIAL, "unknown"]
    assert met == branches == set(product(every_class, every_class))


def test_every_operand_of_every_operation_is_also_computed_in_every_class(jobs: list[Job]) -> None:
    """In the random graphs an operand may be the outcome of other steps; each class gets through to each operand that way."""
    met = set()
    for job in jobs[1 : RANDOM_GRAPHS + 1]:
        steps = [row for row, code in enumerate(job.graph.code) if code not in (INPUT, CONSTANT)]
        uses = [
            (job.graph.code[row], position, operand)
            for row in steps
            for position, operand in enumerate(job.graph.operands(row))
            if operand in steps
        ]
        for case in job.cases:
            evaluation = Evaluation(job.graph, case)
            met |= {(code, position, name) for code, position, operand in uses for name in classes_of(evaluation[operand])}
    wanted = product(OPERATIONS, range(3), [*SPECIAL, "unknown"])
    assert met == {(each.code, position, name) for each, position, name in wanted if position < each.arity}


def test_every_rule_gives_a_known_figure_in_some_job(bindings: dict[str, Binding]) -> None:
    """A rule that fails here is new: give `provkoping/` a line that needs it, so that the uses are compared on it."""
    known: set[Rule | None] = set()
    for each in bindings.values():
        evaluation = Evaluation(each.graph, each.inputs)
        known |= {cell.rule for cell in each.cells.values() if evaluation[cell.row] is not None}
    rules = dict.fromkeys(catalogue().rules)
    for year in income_years():
        rules |= dict.fromkeys(income_tax(year).rules) | dict.fromkeys(income_tax(year, tables=True).rules)
    assert [(each.figure, each.name) for each in rules if each not in known] == []


def test_export_and_import_change_nothing(jobs: list[Job]) -> None:
    for job in jobs:
        assert_same(job, job.imported())


@pytest.mark.parametrize("block", [1, 3, BLOCK])
def test_scenarios_equal_single_evaluations(jobs: list[Job], block: int) -> None:
    for job in jobs:
        nan = bits(float("nan"))
        hidden = [{name: nan if value is None else value for name, value in answer.items()} for answer in job.evaluated]
        assert_same(job, job.as_scenarios(block), hidden)


@pytest.mark.node
def test_the_published_evaluator_equals_python(jobs: list[Job]) -> None:
    work = [
        {"document": job.document, "cases": [{name: bits(value) for name, value in case.items()} for case in job.cases]}
        for job in jobs
    ]
    asked = json.dumps({"source": evaluator_source(), "jobs": work})
    node = subprocess.run(["node", str(RUNNER)], input=asked, capture_output=True, text=True, timeout=60, check=False)
    assert node.returncode == 0, node.stderr
    for job, found in zip(jobs, json.loads(node.stdout), strict=True):
        assert_same(job, found)


def test_a_change_gives_the_same_as_starting_over(jobs: list[Job]) -> None:
    """Also where a value becomes unknown and known again, and where the same inputs change a second time."""
    for job in jobs:
        random = Random(job.name)
        names = list(job.cases[0])
        groups = [random.sample(names, random.randint(1, min(5, len(names)))) for _ in range(6)]
        inputs = dict(job.cases[0])
        current = Evaluation(job.graph, inputs)
        for case in random.choices(job.cases, k=20):
            changes = {name: case[name] for name in random.choice(groups)}
            current.change(changes)
            inputs |= changes
            assert all_bits(current) == all_bits(Evaluation(job.graph, inputs))


def test_a_changed_copy_is_the_same_as_starting_over_and_leaves_the_first_as_it_was(jobs: list[Job]) -> None:
    for job in jobs:
        random = Random(job.name)
        first = Evaluation(job.graph, job.cases[0])
        before = all_bits(first)
        for case in random.choices(job.cases, k=20):
            changes = {name: case[name] for name in random.sample(list(case), random.randint(0, min(5, len(case))))}
            assert all_bits(first.changed(changes)) == all_bits(Evaluation(job.graph, job.cases[0] | changes))
        assert all_bits(first) == before


def all_bits(evaluation: Evaluation) -> list[str | None]:
    return [bits(evaluation[row]) for row in range(len(evaluation.graph))]


def assert_same(job: Job, found: Answers, expected: Answers | None = None) -> None:
    """Every case and every output is there and has the same bits."""
    expected = job.evaluated if expected is None else expected
    assert len(found) == len(expected) == len(job.cases) > 0
    for case, one, other in zip(job.cases, found, expected, strict=True):
        if one != other:
            wrong = {name: (one.get(name, "absent"), bit) for name, bit in other.items() if one.get(name, "absent") != bit}
            name = next(iter(wrong), "an output nobody asked for")
            row = job.outputs.get(name, -1)
            step = (job.graph.code[row], job.graph.operands(row)) if name in wrong else one.keys() - other.keys()
            pytest.fail(f"{job.name}: {name} {step} is {wrong.get(name)} (found, expected) and {len(wrong) - 1} more for {case}")
