"""`hundralapp doctor`: is the installation whole, and does it compute right on this machine?"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp import __version__
from hundralapp.cli.common import answer, load, shared_options
from hundralapp.cli.language import OPTIONS, say

if TYPE_CHECKING:
    from hundralapp.graph.trace import Graph

LIBRARIES = ("click", "rich", "numpy", "PyYAML", "Jinja2")
EXTRAS = {
    "llvmlite": "population",
    "pyarrow": "population",
    "distributed": "cluster",
    "urllib3": "fetch",
    "starlette": "serve",
    "uvicorn": "serve",
    "watchfiles": "serve",
}
"""Libraries that only some work needs, and the extra that installs them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `ok` None: not needed, and not there."""

    name: str
    ok: bool | None
    text: str


@click.command(
    name="doctor",
    options_metavar=OPTIONS,
    help=say(
        "Kontrollera installationen: versioner, teckenkodning, nationella parametrar, och att samma graf ger samma bitar i Python, NumPy, "
        "maskinkod och (om Node finns) JavaScript. Med en arbetsyta kontrolleras även den.\n\nExempel: hundralapp doctor",
        "Check the installation: versions, encoding, national parameters, and that one graph gives the same bits in Python, NumPy, "
        "machine code and (if Node is there) JavaScript. With a workspace, that is checked too.\n\nExample: hundralapp doctor",
    ),
)
@click.argument("workspace", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@shared_options
def command(workspace: Path | None, as_json: bool, lang: str | None) -> None:
    """Look at the installation."""
    findings = list(_look(workspace))
    if as_json:
        answer("doctor", None, {"findings": findings})
    else:
        for each in findings:
            mark = "–" if each.ok is None else "✓" if each.ok else "✗"
            click.echo(f"{mark} {each.name}: {each.text}")
    if any(each.ok is False for each in findings):
        sys.exit(3)


def _look(workspace: Path | None) -> Iterator[Finding]:
    yield Finding("hundralapp", True, __version__)
    yield Finding("Python", sys.version_info >= (3, 11), f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    for library in LIBRARIES:
        yield _library(library)
    for library, extra in EXTRAS.items():
        yield _extra(library, extra)
    encoding = (sys.stdout.encoding or "").lower()
    yield Finding(say("teckenkodning", "encoding"), encoding.replace("-", "") == "utf8" or None, encoding or "?")
    yield _tried(say("parametrar", "parameters"), _parameters)
    yield _tried(say("samma bitar i Python och NumPy", "same bits in Python and NumPy"), _python_and_numpy)
    yield _machine_code()
    yield _javascript()
    if workspace is not None:
        model, _ = load(workspace)
        errors = len(model.report.errors)
        text = say(f"{errors} fel, {len(model.cells)} siffror", f"{errors} problems, {len(model.cells)} figures")
        yield Finding(str(workspace), errors == 0, text)


def _library(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, say("saknas; installera om hundralapp", "missing; reinstall hundralapp"))


def _extra(name: str, extra: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        install = f"pip install 'hundralapp[{extra}]'"
        needed = f"hundralapp {extra}" if extra in ("serve", "fetch") else say("befolkningar", "populations")
        return Finding(name, None, say(f"finns inte; behövs för {needed}: {install}", f"not here; for {needed}: {install}"))


def _tried(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except Exception as fault:
        return Finding(name, False, f"{type(fault).__name__}: {fault}")


def _parameters() -> str:
    from hundralapp.params.parameter import national_parameters

    found = national_parameters().parameters
    return say(f"{len(found)} nationella parametrar", f"{len(found)} national parameters")


def _python_and_numpy() -> str:
    """The catalogue's balance of operations on awkward numbers, in both evaluators."""
    import numpy as np

    from hundralapp.graph.evaluate import Evaluation
    from hundralapp.graph.operations import OPERATIONS
    from hundralapp.graph.scenarios import evaluate_scenarios

    graph, outputs, names = _probe()
    cases = np.array(_AWKWARD)
    varying = {name: np.roll(cases, index) for index, name in enumerate(names)}
    many = evaluate_scenarios(graph, dict.fromkeys(names, 0.0), varying, outputs)
    for case in range(len(cases)):
        one = Evaluation(graph, {name: float(values[case]) for name, values in varying.items()})
        for column, row in enumerate(outputs):
            value = one[row]
            assert value is not None
            if float(value).hex() != float(many[case, column]).hex():
                raise ArithmeticError(f"{graph.code[row]}: {value!r} != {many[case, column]!r}")
    return say(f"{len(OPERATIONS)} operationer, {len(cases)} fall", f"{len(OPERATIONS)} operations, {len(cases)} cases")


_AWKWARD = [0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e-300, 2.0**53, float("inf"), float("-inf"), float("nan")]


def _probe() -> tuple[Graph, list[int], list[str]]:
    from hundralapp.graph.operations import OPERATIONS
    from hundralapp.graph.trace import Graph
    from hundralapp.units import ONE

    graph, names = Graph(), ["a", "b", "c"]
    rows = [graph.input(name, ONE).row for name in names]
    outputs = [graph.step(each.code, ONE, *rows[: each.arity]).row for each in OPERATIONS]
    return graph, outputs, names


def _machine_code() -> Finding:
    from hundralapp.graph.native import can_compile

    name = say("samma bitar i maskinkod", "same bits in machine code")
    if not can_compile():
        return Finding(name, None, say("llvmlite finns inte", "llvmlite is not here"))
    return _tried(name, _run_machine_code)


def _run_machine_code() -> str:
    import numpy as np

    from hundralapp.graph.evaluate import Evaluation
    from hundralapp.graph.fused import OfPerson, Width, plan
    from hundralapp.graph.native import Native

    graph, outputs, names = _probe()
    loop = Native(plan(graph, {name: OfPerson(name) for name in names}, [], dict.fromkeys(names, Width.F64), outputs=outputs))
    columns = {name: np.roll(np.array(_AWKWARD), shift) for shift, name in enumerate(names)}
    found = [np.empty(len(_AWKWARD)) for _ in outputs]
    nothing, no_sums = np.empty(0, np.int64), np.zeros((1, 0), np.int64)
    loop.add(columns, {}, np.empty(0), np.empty((1, 0)), nothing, no_sums, {}, found)
    for case in range(len(_AWKWARD)):
        one = Evaluation(graph, {name: float(values[case]) for name, values in columns.items()})
        for row, values in zip(loop.plan.outputs, found, strict=True):
            if _hex(one[row]) != _hex(float(values[case])):
                raise ArithmeticError(f"{graph.code[row]}: {one[row]!r} != {values[case]!r}")
    return say(f"{len(outputs)} operationer, {len(_AWKWARD)} fall", f"{len(outputs)} operations, {len(_AWKWARD)} cases")


def _javascript() -> Finding:
    name = say("samma bitar i JavaScript", "same bits in JavaScript")
    node = shutil.which("node")
    if node is None:
        return Finding(
            name, None, say("Node finns inte; behövs bara för utveckling", "Node is not here; only development needs it")
        )
    return _tried(name, lambda: _run_node(node))


def _run_node(node: str) -> str:
    from hundralapp.graph.evaluate import Evaluation
    from hundralapp.graph.export import as_json, evaluator_source, export_graph

    graph, outputs, names = _probe()
    document = as_json(export_graph(graph, {str(row): row for row in outputs}))
    finite = [each for each in _AWKWARD if each - each == 0.0]
    cases = [{name: finite[(i + shift) % len(finite)] for shift, name in enumerate(names)} for i in range(len(finite))]
    script = (
        f"{evaluator_source()}\nconst f = globalThis.Hundralapp.compile({document}), b = Buffer.alloc(8);"
        f"const hex = x => {{ if (x !== x) return 'nan'; b.writeDoubleBE(x); return b.toString('hex'); }};"
        f"const cases = {_numbers(cases)}; console.log(cases.map(c => Object.values(f(c)).map(hex).join()).join('\\n'));"
    )
    done = subprocess.run([node, "-"], input=script, capture_output=True, text=True, timeout=60, check=True)
    for case, line in zip(cases, done.stdout.split("\n"), strict=False):
        one = Evaluation(graph, case)
        mine = [_hex(one[row]) for row in outputs]
        if mine != line.split(","):
            raise ArithmeticError(f"{case}: {mine} != {line}")
    return say(f"{len(cases)} fall", f"{len(cases)} cases")


def _numbers(cases: list[dict[str, float]]) -> str:
    return "[" + ",".join("{" + ",".join(f"{name}:{value!r}" for name, value in case.items()) + "}" for case in cases) + "]"


def _hex(value: float | None) -> str:
    import struct

    assert value is not None
    return "nan" if value != value else struct.pack(">d", value).hex()
