"""All municipalities, ten plan years, a thousand scenarios, beside plain pandas. `python -m bench.revenue`.

Each scenario draws the growth of the tax base and of the residents for every year, and every municipality follows it. Asked
for: tax revenue, income equalisation and their sum, per municipality, year and scenario. All contenders get the same numbers
and must give the same. Bases are those implied by the accounts of 2019, county rates those of 2020. Gotland is left out: its
base is not known.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np

YEARS, SCENARIOS, TOLERANCE = 10, 1_000, 1e-9
FIRST = 2026
OURS, COLUMNS, LONG = "hundralapp", "pandas, a column per year", "pandas, a long table"


def inputs() -> dict[str, Any]:
    """Base year's base and residents (289,), rates (289,), and growths (scenarios, years)."""
    from hundralapp.municipalities.data import rates_of, shipped_data

    data = shipped_data(2019)
    known = [each for each in data.economies if each.kind == "municipality" and each.tax_base is not None]
    rates = [rates_of(each, 2020) for each in known]
    random = np.random.default_rng(6)
    return {
        "base": np.array([each.tax_base for each in known]),
        "residents": np.array([each.residents for each in known]),
        "rate": np.array([float(each.tax_rate) for each in known]),
        "grant": np.array([each["equalisation.municipality.grant_rate"] for each in rates], dtype=float),
        "fee": np.array([each["equalisation.municipality.fee_rate"] for each in rates], dtype=float),
        "growth": random.normal(4.0, 1.0, (SCENARIOS, YEARS)),
        "more_residents": random.normal(0.5, 0.3, (SCENARIOS, YEARS)),
    }


def ours(given: dict[str, Any]) -> tuple[np.ndarray, float, float]:
    """The catalogue of every workspace, bound over eleven years, evaluated over municipalities times scenarios."""
    from hundralapp.graph.binding import bind
    from hundralapp.graph.figure import Entry, Period, Series, Status, input_name
    from hundralapp.graph.scenarios import evaluate_scenarios
    from hundralapp.model import catalogue
    from hundralapp.params.county_rates import parameters_of
    from hundralapp.units import ONE

    begun = time.process_time()
    periods = [Period(str(FIRST), FIRST, Series.ACTUAL)]
    periods += [Period(str(FIRST + at), FIRST + at, Series.PLAN, str(FIRST + at - 1)) for at in range(1, YEARS + 1)]
    mean, national = "equalisation.mean_tax_base_per_resident", "equalisation.national_residents_growth"
    residents = "population.residents_1_november_before"
    level = "equalisation.municipality"
    stated = [("tax_base.of_the_year", 0), (mean, 0)]
    for at in range(1, YEARS + 1):
        stated += [("revenue.tax_base_growth", at), (national, at), (residents, at), ("revenue.tax_rate", at)]
        stated += [(f"{level}.{kind}", at) for kind in ("guarantee_percent", "grant_rate", "fee_rate")]
    entries = {}
    for figure, at in stated:
        key = figure, str(FIRST + at)
        entries[key] = Entry(*key, 115.0, catalogue().unit_of(figure) or ONE, 0.0, Status.EXACT, None, None, "", "", 0, 0, 0)
    binding = bind(catalogue(), periods, entries, parameters_of("", ""))
    wanted = ("revenue.tax_revenue", "equalisation.income_equalisation", "revenue.tax_and_grants")
    rows = [binding.cells[figure, str(FIRST + at)].row for at in range(1, YEARS + 1) for figure in wanted]
    ready = time.process_time() - begun
    begun = time.process_time()
    count = len(given["base"])

    def each(values: np.ndarray) -> np.ndarray:
        return np.tile(values, SCENARIOS)

    def per_scenario(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, count)

    varying = {
        input_name(("tax_base.of_the_year", str(FIRST))): each(given["base"]),
        input_name((mean, str(FIRST))): each(np.full(count, given["base"].sum() / given["residents"].sum())),
    }
    people = each(given["residents"])
    for at in range(1, YEARS + 1):
        year = str(FIRST + at)
        people = people * (100.0 + per_scenario(given["more_residents"][:, at - 1])) / 100.0
        varying[input_name(("revenue.tax_base_growth", year))] = per_scenario(given["growth"][:, at - 1])
        varying[input_name((national, year))] = per_scenario(given["more_residents"][:, at - 1])
        varying[input_name((residents, year))] = people
        varying[input_name(("revenue.tax_rate", year))] = each(given["rate"])
        varying[input_name((f"{level}.grant_rate", year))] = each(given["grant"])
        varying[input_name((f"{level}.fee_rate", year))] = each(given["fee"])
    found = evaluate_scenarios(binding.graph, binding.inputs, varying, rows)
    return found, ready, time.process_time() - begun


def as_columns(given: dict[str, Any]) -> tuple[np.ndarray, float, float]:
    """A frame of municipalities times scenarios, a column per quantity, ten times over: pandas at its best."""
    import pandas as pd

    begun = time.process_time()
    count = len(given["base"])
    frame = pd.DataFrame(
        {"scenario": np.repeat(np.arange(SCENARIOS), count), "municipality": np.tile(np.arange(count), SCENARIOS)}
    )
    for name in ("base", "residents", "rate", "grant", "fee"):
        frame[name] = np.tile(given[name], SCENARIOS)
    mean = pd.Series(given["base"].sum() / given["residents"].sum(), index=range(SCENARIOS))
    found = []
    for at in range(YEARS):
        growth, more = pd.Series(given["growth"][:, at]), pd.Series(given["more_residents"][:, at])
        mean = mean * (100 + growth) / (100 + more)
        frame["base"] = frame["base"] * (100 + frame["scenario"].map(growth)) / 100
        frame["residents"] = frame["residents"] * (100 + frame["scenario"].map(more)) / 100
        tax = frame["base"] * frame["rate"] / 10_000
        gap = frame["scenario"].map(mean) * 115 / 100 * frame["residents"] - frame["base"]
        equalisation = gap * frame["grant"].where(gap >= 0, frame["fee"]) / 10_000
        found += [tax, equalisation, tax + equalisation]
    made = np.column_stack([each.to_numpy() for each in found])
    return made, 0.0, time.process_time() - begun


def as_long_table(given: dict[str, Any]) -> tuple[np.ndarray, float, float]:
    """One row per municipality, scenario and year, with merges and grouped cumulative products: how an analyst would write it."""
    import pandas as pd

    begun = time.process_time()
    count = len(given["base"])
    municipalities = pd.DataFrame({name: given[name] for name in ("base", "residents", "rate", "grant", "fee")})
    municipalities["municipality"] = range(count)
    index = pd.MultiIndex.from_product([range(SCENARIOS), range(1, YEARS + 1)], names=["scenario", "year"])
    paths = pd.DataFrame({"growth": given["growth"].ravel(), "more": given["more_residents"].ravel()}, index=index).reset_index()
    paths["base_factor"] = (1 + paths["growth"] / 100).groupby(paths["scenario"]).cumprod()
    paths["residents_factor"] = (1 + paths["more"] / 100).groupby(paths["scenario"]).cumprod()
    frame = paths.merge(municipalities, how="cross")
    frame["tax_base"] = frame["base"] * frame["base_factor"]
    frame["people"] = frame["residents"] * frame["residents_factor"]
    country = frame.groupby(["scenario", "year"])[["tax_base", "people"]].transform("sum")
    gap = 1.15 * country["tax_base"] / country["people"] * frame["people"] - frame["tax_base"]
    frame["tax"] = frame["tax_base"] * frame["rate"] / 10_000
    frame["equalisation"] = gap * frame["grant"].where(gap >= 0, frame["fee"]) / 10_000
    frame["both"] = frame["tax"] + frame["equalisation"]
    wide = frame.sort_values(["scenario", "municipality", "year"])[["tax", "equalisation", "both"]].to_numpy()
    return wide.reshape(SCENARIOS * count, YEARS * 3), 0.0, time.process_time() - begun


CONTENDERS = {OURS: ours, COLUMNS: as_columns, LONG: as_long_table}


def measure(name: str) -> None:
    """One contender in this process: ready, the best of three, peak memory and a digest, as JSON."""
    given = inputs()
    runs = [CONTENDERS[name](given) for _ in range(3)]
    found, ready, _ = runs[0]
    weights = np.linspace(1.0, 2.0, found.shape[1])
    digest = [float(each) for each in (found.sum(), (found @ weights).sum(), found[12_345].sum(), found.min(), found.max())]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"ready": ready, "seconds": min(run[2] for run in runs), "memory": peak, "digest": digest, "values": found.size}
        )
    )


def main() -> int:
    """Every contender in a process of its own; 1 when an answer differs from ours."""
    answers = {}
    for name in CONTENDERS:
        done = subprocess.run([sys.executable, "-m", "bench.revenue", name], capture_output=True, text=True, check=True)
        answers[name] = json.loads(done.stdout)
    mine = answers[OURS]
    count, values = len(inputs()["base"]), mine["values"]
    print(f"{count} municipalities, {YEARS} plan years, {SCENARIOS} scenarios: {values:,} figures.")
    print(f"Processor time, best of 3; ours is ready to begin in {mine['ready']:.2f} s.")
    print(f"{'':<28}{'seconds':>9}{'peer ÷ ours':>13}{'memory, MB':>12}{'difference':>12}")
    alike = True
    for name, answer in answers.items():
        off = max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(answer["digest"], mine["digest"], strict=True))
        alike = alike and off < TOLERANCE
        ratio = answer["seconds"] / mine["seconds"]
        print(f"{name:<28}{answer['seconds']:>9.3f}{ratio:>13.1f}{answer['memory']:>12.0f}{off:>12.1e}")
    print(f"Goals: under 1 s ({'met' if mine['seconds'] < 1 else 'not met'}), 20 times pandas", end=" ")
    ratios = [f"{name}: {answers[name]['seconds'] / mine['seconds']:.1f}" for name in (COLUMNS, LONG)]
    print(f"({'; '.join(ratios)})")
    return 0 if alike else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        sys.exit(main())
