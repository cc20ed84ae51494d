"""A simulation equals the law person by person, to the krona, however the work is divided and whoever computes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.diagnostics import Words
from hundralapp.graph.loop import written
from hundralapp.households.law import law
from hundralapp.households.reform import Level, RateChange, Reform, law_after, of_rates
from hundralapp.params.municipal_rates import rates_of_year
from hundralapp.params.parameter import PieceOfSchedule
from hundralapp.params.regional_credit import in_regional_credit_area
from hundralapp.population.columns import INCOMES
from hundralapp.population.engine import Engine
from hundralapp.population.groups import AGES_FROM, Survey
from hundralapp.population.job import everything
from hundralapp.population.problems import PopulationError
from hundralapp.population.reading import open_population
from hundralapp.population.simulate import Simulation, job_for, simulate, simulate_columns
from hundralapp.units import SEK, SHARE

YEAR = 2024
Columns = Mapping[str, np.ndarray[Any, Any]]
UP_24 = of_rates(YEAR, Words("24 öre", "24 öre"), {(Level.MUNICIPAL, "0180"): 24})
REGIONS_UP = Reform(Words("30 öre", "30 öre"), YEAR, (RateChange(Level.REGIONAL, "01", 30), RateChange(Level.REGIONAL, "09", 30)))
ONE_RATE = Reform(Words("samma", "same"), YEAR, (RateChange(Level.MUNICIPAL, "", rate=2_000),))
HIGHER_THRESHOLD = Reform(Words("gräns", "threshold"), YEAR, parameters=(("income_tax.state_tax_threshold", 650_000.0),))
LOWER_THRESHOLD = Reform(Words("båda", "both"), YEAR, UP_24.rates, parameters=(("income_tax.state_tax_threshold", 500_000.0),))


def piece(upper: float | None, constant: float, slope: float, origin: float | None = None) -> PieceOfSchedule:
    values = {"constant": (constant, SEK), "slope": (slope, SHARE)}
    values |= {"upper": (upper, SEK)} if upper is not None else {}
    values |= {"origin": (origin, SEK)} if origin is not None else {}
    return PieceOfSchedule(values)


ONE_PIECE_MORE = (piece(1e5, 0, 0), piece(2e5, 0, 75, 1e5), piece(3e5, 750, 0), piece(None, 1_000, 0))
OTHER_PIECES = Reform(Words("tabell", "schedule"), YEAR, schedules=(("income_tax.income_credit_schedule", ONE_PIECE_MORE),))
REFORMS = (UP_24, REGIONS_UP, ONE_RATE, HIGHER_THRESHOLD, LOWER_THRESHOLD, OTHER_PIECES)


def some_persons(count: int, seed: int, *, is_sorted: bool = True) -> dict[str, np.ndarray[Any, Any]]:
    """Persons with all kinds of income, some without any, some rich, weights, districts and church members."""
    random = np.random.default_rng(seed)
    codes = np.array([int(code) for code in rates_of_year(YEAR)], np.int16)
    codes = np.concatenate([codes[:8], [180, 980, 2321, 2584]]).astype(np.int16)  # the last have the regional credit

    def income(share: float) -> np.ndarray[Any, Any]:
        amount = np.where(random.random(count) < 0.05, random.integers(0, 9_000_000, count), random.lognormal(12.3, 0.8, count))
        return np.where(random.random(count) < share, amount, 0).astype(np.int32)

    municipality = random.choice(codes, count)
    member = random.integers(0, 2, count).astype(np.uint8)
    return {
        "municipality": np.sort(municipality) if is_sorted else municipality,
        "age_at_start_of_year": random.integers(0, 105, count).astype(np.uint8),
        "wage": income(0.7),
        "pension": income(0.3),
        "sickness_compensation": income(0.1),
        "other_pensionable_income": income(0.1),
        "weight": random.integers(1, 40_000, count).astype(np.int32),
        "district": random.choice(np.array([0, 3, 7, 900], np.int16), count),
        "church_member": member,
        "church_fee_rate": np.where(member == 1, random.integers(500, 1_500, count), 0).astype(np.int16),
    }


def by_person(columns: Columns, reform: Reform) -> dict[tuple[str, str], dict[Any, int]]:
    """What the law says of each person alone, added with Python's whole numbers. Deciles are left out."""
    before_law, after_law = law(YEAR), law_after(reform)
    places = list(rates_of_year(YEAR))
    found: dict[tuple[str, str], dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for person in range(len(columns["municipality"])):
        code = f"{int(columns['municipality'][person]):04d}"
        rates = rates_of_year(YEAR)[code]
        member = "church_member" in columns and columns["church_member"][person]
        figures = {f"person.{name}": float(columns[name][person]) for name in INCOMES if name in columns}
        figures |= {
            "person.age_at_start_of_year": float(columns["age_at_start_of_year"][person]),
            "person.burial_fee_rate": float(rates.burial_fee),
            "person.in_regional_credit_area": float(in_regional_credit_area(code, YEAR)),
            "person.church_fee_rate": float(columns["church_fee_rate"][person]) if member else 0.0,
        }
        municipal, regional = rates.municipal, rates.regional
        for change in reform.rates:
            if code.startswith(change.where) and not (change.level is Level.REGIONAL and code == "0980"):
                old = municipal if change.level is Level.MUNICIPAL else regional
                new = change.rate if change.rate is not None else old + (change.change or 0)
                municipal, regional = (new, regional) if change.level is Level.MUNICIPAL else (municipal, new)
        before = before_law.evaluate(
            {**figures, "person.municipal_tax_rate": rates.municipal, "person.regional_tax_rate": rates.regional}
        )
        after = after_law.evaluate({**figures, "person.municipal_tax_rate": municipal, "person.regional_tax_rate": regional})
        change_of_tax = after["income_tax.final_tax"] - before["income_tax.final_tax"]
        measures = {"persons": 1.0, "change": change_of_tax, "increase": max(change_of_tax, 0.0)}
        measures |= {"pays_more": float(change_of_tax > 0), "pays_less": float(change_of_tax < 0)}
        for name in ("total_income", "taxable_earned_income", "municipal_tax", "state_tax", "final_tax"):
            measures[name] = before[f"income_tax.{name}"]
            measures[f"{name}_after"] = after[f"income_tax.{name}"]
        age = int(columns["age_at_start_of_year"][person])
        groups = {
            "municipality": places.index(code),
            "age_group": max(place for place, start in enumerate(AGES_FROM) if age >= start),
        }
        if "district" in columns:
            groups["district"] = sorted(set(columns["district"].tolist())).index(int(columns["district"][person]))
        weight = int(columns["weight"][person]) if "weight" in columns else 1
        for measure, value in measures.items():
            assert value == int(value)
            for grouping, group in groups.items():
                found[measure, grouping][group] += int(value) * weight
    return found


def assert_same(simulation: Simulation, columns: Columns, reforms: Sequence[Reform]) -> None:
    for number, reform in enumerate(reforms):
        expected = by_person(columns, reform)
        for (measure, grouping), totals in simulation.totals.items():
            if grouping != "decile":
                groups = expected[measure, grouping]
                assert totals[number].tolist() == [groups[group] for group in range(totals.shape[1])], (number, measure, grouping)


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("is_sorted", [True, False])
def test_it_equals_the_law_person_by_person(compiled: bool, is_sorted: bool) -> None:
    columns = some_persons(403, 1, is_sorted=is_sorted)
    assert_same(simulate_columns(columns, REFORMS, compiled=compiled), columns, REFORMS)


@pytest.mark.parametrize("compiled", [True, False])
def test_columns_may_be_absent(compiled: bool) -> None:
    kept = ("municipality", "age_at_start_of_year", "wage")
    columns = {name: values for name, values in some_persons(150, 2).items() if name in kept}
    assert_same(simulate_columns(columns, [UP_24], compiled=compiled), columns, [UP_24])


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 3_000), parts=st.integers(1, 9), threads=st.integers(1, 4), seed=st.integers(0, 10_000))
def test_neither_threads_nor_parts_nor_the_engine_matter(count: int, parts: int, threads: int, seed: int) -> None:
    columns = some_persons(count, seed, is_sorted=bool(seed % 2))
    reforms = [UP_24, HIGHER_THRESHOLD]
    alone = simulate_columns(columns, reforms, compiled=False)
    divided = simulate_columns(columns, reforms, parts=min(parts, count), threads=threads, compiled=True)
    assert alone.totals.keys() == divided.totals.keys() == set(everything(districts=True))
    for asked, totals in alone.totals.items():
        assert totals.tolist() == divided.totals[asked].tolist(), asked


def test_every_grouping_counts_everybody() -> None:
    columns = some_persons(5_000, 3)
    found = simulate_columns(columns, [UP_24])
    everybody = columns["weight"].sum() / 1_000
    for grouping in ("municipality", "decile", "age_group", "district"):
        assert found.total("persons", grouping).sum() == pytest.approx(everybody, abs=1e-6)
        assert (found.total("change", grouping) if grouping != "municipality" else found.total("increase", grouping)).sum() > 0


def test_a_rise_is_paid_where_it_is_decided() -> None:
    columns = some_persons(5_000, 4)
    found = simulate_columns(columns, [UP_24])
    stockholm = list(rates_of_year(YEAR)).index("0180")
    rise = found.total("municipal_tax_after", "municipality") - found.total("municipal_tax", "municipality")
    assert rise[stockholm] > 0
    assert np.count_nonzero(rise) == 1
    paid = found.total("increase", "municipality")[stockholm]
    assert 0 < paid < rise[stockholm]  # the rest is what the earned income tax credit grows by


def parquet(columns: Columns, folder: Path, rows: int = 700) -> Path:
    """A folder of files with so many rows, which are as many parts."""
    table = pa.table({name: pa.array(values / 1_000 if name == "weight" else values) for name, values in columns.items()})
    folder.mkdir()
    for number, start in enumerate(range(0, table.num_rows, rows)):
        pq.write_table(table.slice(start, rows), folder / f"{number:03d}.parquet")
    return folder


def test_a_file_gives_what_its_columns_give(tmp_path: Path) -> None:
    columns = some_persons(4_321, 5)
    population = open_population(parquet(columns, tmp_path / "people"))
    done: list[int] = []
    found = simulate(population, REFORMS, threads=3, progress=done.append)
    assert sum(done) == 2 * found.persons == 2 * 4_321
    for asked, totals in simulate_columns(columns, REFORMS).totals.items():
        assert totals.tolist() == found.totals[asked].tolist(), asked


def test_a_decile_of_the_file_is_used(tmp_path: Path) -> None:
    columns = some_persons(500, 6)
    own = np.arange(500) % 10 + 1
    population = open_population(parquet({**columns, "decile": own.astype(np.uint8)}, tmp_path / "people"))
    found = simulate(population, [UP_24])
    expected = [int(columns["weight"][own == decile].sum()) for decile in range(1, 11)]
    assert found.totals["persons", "decile"][0].tolist() == expected


def test_an_error_in_a_thread_is_told_and_stops_the_others(tmp_path: Path) -> None:
    columns = some_persons(3_000, 7)
    columns["wage"][2_950] = -1
    population = open_population(parquet(columns, tmp_path / "people", rows=100))
    with pytest.raises(PopulationError, match=r"029.parquet: row 51, column wage"):
        simulate(population, [UP_24], threads=2)


def test_an_interrupt_stops_the_work(tmp_path: Path) -> None:
    population = open_population(parquet(some_persons(3_000, 8), tmp_path / "people", rows=100))

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(population, [UP_24], threads=2, progress=interrupt)


def test_weights_sum_to_what_the_file_states(tmp_path: Path) -> None:
    table = pa.table({"municipality": [180, 180], "age_at_start_of_year": [40, 41], "wage": [300_000, 400_000], "weight": [3, 4]})
    path = tmp_path / "people.parquet"
    for stated in ("7", "8"):
        pq.write_table(table.replace_schema_metadata({"hundralapp.persons": stated}), path)
        population = open_population(path)
        if stated == "7":
            assert simulate(population, [UP_24], wanted=[("change", "age_group")]).total("change", "age_group").sum() > 0
        else:
            with pytest.raises(PopulationError, match="population-weights"):
                simulate(population, [UP_24], wanted=[("change", "age_group")])


def test_other_amounts_need_no_other_loop() -> None:
    """Neither other rates nor other amounts are translated anew; a schedule with another number of pieces is."""
    columns = some_persons(50, 10)

    def loops(*reforms: Reform) -> set[str]:
        groups = Survey()
        groups.see(columns, deciles=True, districts=True)
        job = job_for(tuple(columns), 50, reforms, compiled=True).with_groups(groups)
        return {written(batch.plan) for batch in Engine(job).batches}

    assert loops(UP_24) == loops(ONE_RATE) == loops(UP_24, REGIONS_UP, ONE_RATE)
    assert loops(HIGHER_THRESHOLD) == loops(LOWER_THRESHOLD) == loops(HIGHER_THRESHOLD, LOWER_THRESHOLD)
    assert not loops(UP_24) & loops(HIGHER_THRESHOLD)
    assert not loops(OTHER_PIECES) & loops(HIGHER_THRESHOLD)


def test_reforms_are_of_one_year() -> None:
    with pytest.raises(ValueError, match=r"one income year, not \[2023, 2024\]"):
        simulate_columns(some_persons(10, 9), [UP_24, of_rates(2023, Words("", ""), {})])
