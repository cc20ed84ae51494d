"""One contender at one task, in a process of its own, so that its memory is its own.

    python -m bench.contender TASK WHO WORKSPACE SCRATCH

Prints one line of JSON. The first contender of a task, Hundralapp, leaves its answer in SCRATCH; every other answer is
compared with it.
"""

from __future__ import annotations

import json
import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.workload import SCENARIOS, Workload

OURS = "hundralapp"
_EXCEL_SCENARIOS = 3
_AT_LEAST, _AT_MOST, _SECONDS = 5, 2000, 1.0

Ask = Callable[[int], Any]


# one changed lever: each function prepares a contender and gives what answers change number n


def change_hundralapp(work: Workload) -> Ask:
    from hundralapp.graph.evaluate import Evaluation

    evaluation, lever, rows = Evaluation(work.model.binding.graph, work.model.binding.inputs), work.lever, work.changed

    def ask(number: int) -> list[Any]:
        evaluation.change({lever: work.lever_value(number)})
        return [evaluation[row] for row in rows]

    return ask


def change_python(work: Workload) -> Ask:
    from bench.as_columns import straight
    from bench.translate import PYTHON, input_values

    run, inputs, lever = straight(work.model, work.changed, PYTHON), input_values(work.model), work.lever

    def ask(number: int) -> list[Any]:
        inputs[lever] = work.lever_value(number)
        return run(inputs)

    return ask


def change_pandas(work: Workload) -> Ask:
    from bench.as_columns import ByPeriod

    table, lever, rows = ByPeriod(work.model), work.lever, work.changed

    def ask(number: int) -> list[float]:
        table.set(lever, work.lever_value(number))
        table.run()
        return table.values(rows)

    return ask


def change_hamilton(work: Workload) -> Ask:
    """The whole module every time."""
    driver, names, inputs = _hamilton(work)
    wanted, lever = [names[row] for row in work.changed], names[work.model.binding.graph.inputs[work.lever]]

    def ask(number: int) -> list[float]:
        found = driver.execute(wanted, inputs=inputs | {lever: work.lever_value(number)})
        return [found[name] for name in wanted]

    return ask


def change_hamilton_downstream(work: Workload) -> Ask:
    """Only what is downstream of the lever; the values beside it are given as overrides, kept from a run of the whole."""
    driver, names, inputs = _hamilton(work)
    wanted, lever = [names[row] for row in work.changed], names[work.model.binding.graph.inputs[work.lever]]
    variables = {each.name: each for each in driver.list_available_variables()}
    below = {each.name for each in driver.what_is_downstream_of(lever)}
    beside = {each for name in below for each in variables[name].required_dependencies} - below
    kept = driver.execute(sorted(beside - set(inputs)), inputs=inputs)
    given = {name: inputs[name] for name in beside & set(inputs)}

    def ask(number: int) -> list[float]:
        found = driver.execute(wanted, overrides=kept, inputs=given | {lever: work.lever_value(number)})
        return [found[name] for name in wanted]

    return ask


def _hamilton(work: Workload, *, arrays: bool = False) -> tuple[Any, dict[int, str], dict[str, Any]]:
    from bench.as_hamilton import function_names, make_driver, named_inputs

    names = function_names(work.model)
    return make_driver(work.model, names, arrays=arrays), names, named_inputs(work.model, names)


def change_excel(work: Workload, scratch: Path) -> Ask:
    """The workbook calculated with a new number in one cell, the wanted cells asked for."""
    book, addresses = _workbook(work, scratch)
    wanted, lever = [addresses[row] for row in work.changed], addresses[work.model.binding.graph.inputs[work.lever]]

    def ask(number: int) -> list[float]:
        found = book.calculate(inputs={lever: work.lever_value(number)}, outputs=wanted)
        return [found[cell].value[0, 0] for cell in wanted]

    return ask


def change_excel_compiled(work: Workload, scratch: Path) -> Ask:
    """The workbook compiled to a function of that one cell: the engine's quickest, of use for that cell only."""
    book, addresses = _workbook(work, scratch)
    lever = addresses[work.model.binding.graph.inputs[work.lever]]
    function = book.compile(inputs=[lever], outputs=[addresses[row] for row in work.changed])
    return lambda number: [each.value[0, 0] for each in function(work.lever_value(number))]


def _workbook(work: Workload, scratch: Path) -> tuple[Any, dict[int, str]]:
    """The model in the Excel engine, and the engine's name of every cell by row."""
    import formulas

    from bench.as_workbook import Book

    book, path = Book(work.model), scratch / "model.xlsx"
    book.save(path)
    addresses = {row: f"'[{path.name}]{each.sheet.upper()}'!{each.column}{each.line}" for row, each in book.places.items()}
    return formulas.ExcelModel().loads(str(path)).finish(), addresses


# 10 000 scenarios: each gives what answers with a column of values per wanted figure


def scenarios_hundralapp(work: Workload) -> Ask:
    import numpy as np

    from hundralapp.graph.scenarios import evaluate_scenarios

    varying = {name: np.array(values) for name, values in work.scenarios().items()}
    binding, wanted = work.model.binding, work.wanted
    return lambda _: evaluate_scenarios(binding.graph, binding.inputs, varying, wanted).T


def scenarios_numpy(work: Workload) -> Ask:
    import numpy as np

    return _scenarios_straight(work, np.array)


def scenarios_pandas(work: Workload) -> Ask:
    import pandas as pd

    return _scenarios_straight(work, pd.Series)


def _scenarios_straight(work: Workload, kind: Callable[[list[float]], Any]) -> Ask:
    from bench.as_columns import straight
    from bench.translate import ARRAYS, input_values

    run = straight(work.model, work.wanted, ARRAYS)
    inputs = input_values(work.model) | {name: kind(values) for name, values in work.scenarios().items()}
    return lambda _: run(inputs)


def scenarios_hamilton(work: Workload) -> Ask:
    import pandas as pd

    return _scenarios_in_hamilton(work, pd.Series)


def scenarios_hamilton_numpy(work: Workload) -> Ask:
    import numpy as np

    return _scenarios_in_hamilton(work, np.array)


def _scenarios_in_hamilton(work: Workload, kind: Callable[[list[float]], Any]) -> Ask:
    driver, names, inputs = _hamilton(work, arrays=True)
    rows, wanted = work.model.binding.graph.inputs, [names[row] for row in work.wanted]
    inputs |= {names[rows[name]]: kind(values) for name, values in work.scenarios().items()}

    def ask(_: int) -> list[Any]:
        found = driver.execute(wanted, inputs=inputs)
        return [found[name] for name in wanted]

    return ask


def scenarios_excel(work: Workload, scratch: Path) -> Ask:
    """One scenario at a time, the workbook compiled to a function of the varied cells."""
    book, addresses = _workbook(work, scratch)
    varying, rows = work.scenarios(), work.model.binding.graph.inputs
    function = book.compile(inputs=[addresses[rows[name]] for name in varying], outputs=[addresses[row] for row in work.wanted])

    def ask(number: int) -> list[float]:
        return [each.value[0, 0] for each in function(*[values[number % _EXCEL_SCENARIOS] for values in varying.values()])]

    return ask


# 100 000 lines: each loads and checks, and gives (figures, sum of the budget year in SEK, problems found)


def load_hundralapp(folder: Path) -> list[float]:
    from hundralapp.model import load_model

    model = load_model(folder)
    return [len(model.workspace.entries), model.find("operating.frames", "2026") or 0.0, len(model.report)]


def load_pandas(folder: Path) -> list[float]:
    """As plain as it can be said: read as text, numbers turned and checked, duplicates, printed sums against their parts."""
    import pandas as pd

    from bench.large import YEARS

    years = [str(year) for year in YEARS]
    parts = []
    for path in sorted((folder / "budget").glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        unknown = set(table.columns) - {"committee", "activity", "note", *years}
        if unknown:
            raise ValueError(f"{path}: {unknown}")
        parts.append(table.assign(file=path.name, line=table.index + 2))
    table = pd.concat(parts, ignore_index=True)
    amounts = table[years].apply(pd.to_numeric, errors="coerce") * 1000.0
    bad = int((amounts.isna() & (table[years] != "")).sum().sum())
    duplicates = int(table.duplicated(["committee", "activity"]).sum())
    is_total = table["activity"] == ""
    computed = amounts[~is_total].groupby(table["committee"][~is_total]).sum()
    printed = amounts[is_total].set_index(table["committee"][is_total])
    open_sums = int(((computed - printed).abs() > 50.0 * table.groupby("committee").size().max()).sum().sum())
    return [int(amounts.notna().sum().sum()), float(computed["2026"].sum()), bad + duplicates + open_sums]


def load_openpyxl(book: Path) -> list[float]:
    """One sheet read, nothing checked but what the sum needs."""
    from openpyxl import load_workbook

    figures, total = 0, 0.0
    for _, activity, *amounts, _ in load_workbook(book, read_only=True).active.iter_rows(min_row=2, values_only=True):
        figures += len(amounts)
        total += amounts[0] * 1000.0 if activity else 0.0
    return [figures, total, 0]


def load_excel(book: Path) -> list[float]:
    """The engine with the same sheet and a SUM under it."""
    import formulas

    found = formulas.ExcelModel().loads(str(book)).finish().calculate()
    total = next(value for name, value in found.items() if name.endswith("!G1"))
    return [0, total.value[0, 0] * 1000.0, 0]


def timed(ask: Ask) -> Iterator[float]:
    """Seconds of processor time for repeated questions, after a warm-up."""
    ask(1), ask(2)
    began = time.process_time()
    for number in range(3, 3 + _AT_MOST):
        start = time.process_time()
        ask(number)
        end = time.process_time()
        yield end - start
        if number >= 2 + _AT_LEAST and end - began > _SECONDS:
            return


def peak_memory() -> float:
    """The most memory this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def compared(found: Sequence[Any], wanted: Sequence[Any]) -> float:
    """The greatest difference, as a share of the value where it is above one; infinite where the shapes differ."""
    import numpy as np

    expected = np.asarray(wanted, dtype=float)
    values = np.array([np.broadcast_to(np.asarray(each, dtype=float), expected.shape[1:]) for each in found])
    if values.shape != expected.shape or not np.isfinite(values).all():
        return math.inf
    return float(np.max(np.abs(values - expected) / np.maximum(1.0, np.abs(expected)), initial=0.0))


def main(task: str, who: str, folder: Path, scratch: Path) -> dict[str, Any]:
    function = globals()[f"{task}_{who.replace('-', '_')}"]
    kept = scratch / f"{task}.json"
    if task == "load":
        return {"answer": function(folder), "memory": peak_memory()}
    work = Workload(folder)
    work.model, work.changed, work.wanted  # noqa: B018  (what every contender starts from, before the clock)
    start = time.process_time()
    ask = function(work, scratch) if "excel" in who else function(work)
    prepared = time.process_time() - start
    seconds = list(timed(ask))
    memory = peak_memory()
    answer = [ask(0)] if task == "change" else ask(0)
    if who == OURS:
        kept.write_text(json.dumps([list(map(float, each)) for each in answer]), encoding="utf-8")
    wanted = json.loads(kept.read_text(encoding="utf-8"))
    if task == "scenarios" and who == "excel":
        wanted = [column[0] for column in wanted]
    return {
        "seconds": statistics.median(seconds) * (SCENARIOS if who == "excel" and task == "scenarios" else 1),
        "times": len(seconds),
        "prepared": prepared,
        "memory": memory,
        "difference": compared(answer, wanted),
        "figures": len(wanted[0]) if task == "change" else len(wanted),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))))
