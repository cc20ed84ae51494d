"""A synthetic population is what its recipe and the public facts say, the same every time, and written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from hundralapp import codes
from hundralapp.diagnostics import Code
from hundralapp.households.law import IncomeYearError, law
from hundralapp.population import making
from hundralapp.population.assumptions import ASSUMPTIONS
from hundralapp.population.calibration import Calibration
from hundralapp.population.facts import facts, in_groups, public_bases
from hundralapp.population.making import Recipe, make_population
from hundralapp.population.plan import TooFewPersonsError, allocate, cells
from hundralapp.population.problems import PopulationError
from hundralapp.population.reading import open_population, read_part
from hundralapp.population.synthetic import chunks, draw

Compare = Callable[[str, PopulationError, Code], None]

FILE = Path("made.parquet")
BJURHOLM, SOLLENTUNA, DANDERYD = 2403, 163, 162
SMALL = Recipe(3_000, 7, (DANDERYD, BJURHOLM))
INCOMES = ("wage", "pension", "sickness_compensation", "other_pensionable_income")


def read(path: Path = FILE) -> dict[str, np.ndarray]:
    population = open_population(path)
    parts = [read_part(population, part, population.columns) for part in population.parts()]
    found = {name: np.concatenate([each[name] for each in parts]) for name in population.columns}
    weight = found.setdefault("weight", np.full(population.persons, 1_000, dtype=np.int32))
    population.check_weight_sum(int(weight.sum()))
    found["income"] = sum(found[each].astype(np.int64) for each in INCOMES)
    return found


def people(code: int) -> np.ndarray:
    """(2, 85) residents by sex and age."""
    known = facts()
    return known.residents[int(np.flatnonzero(known.codes == code)[0])]


def made(recipe: Recipe, **options: Any) -> tuple[dict[str, np.ndarray], Calibration]:
    calibration = make_population(FILE, recipe, force=True, **options)
    return read(), calibration


def weighted_median(values: np.ndarray, weight: np.ndarray) -> float:
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])


# The persons --------------------------------------------------------------------------------------------------------


def test_everyone_once() -> None:
    """As many rows as persons: no weights, and the residents by age are those of the municipality."""
    residents = people(BJURHOLM).sum(axis=0)
    found, _ = made(Recipe(int(residents.sum()), 1, (BJURHOLM,)))
    assert "weight" not in open_population(FILE).columns
    np.testing.assert_array_equal(np.bincount(found["age_at_start_of_year"] + 1, minlength=101)[16:], residents)
    assert set(found["municipality"].tolist()) == {BJURHOLM}


@pytest.mark.parametrize("rows", [3_000, 20_000, 100_000])
def test_weights_sum_to_the_residents(rows: int) -> None:
    """With fewer rows than persons whole persons, with more of them thousandths; exact in both."""
    found, _ = made(replace(SMALL, rows=rows))
    for code in (DANDERYD, BJURHOLM):
        assert found["weight"][found["municipality"] == code].sum() == people(code).sum() * 1_000
    assert len(found["weight"]) == rows
    assert np.all(np.diff(found["municipality"]) >= 0)


@pytest.mark.parametrize("rows", [3_000, 100_000])
def test_the_mean_is_the_published_one(rows: int) -> None:
    """To the weight of a row in hundreds of kronor, for men and women together as for each."""
    found, calibration = made(replace(SMALL, rows=rows))
    known = facts()
    for code in (DANDERYD, BJURHOLM):
        index = int(np.flatnonzero(known.codes == code)[0])
        numbers = people(code).sum(axis=1)
        published = (known.mean[index, :2, 3] * numbers).sum() / numbers.sum()
        here = found["municipality"] == code
        mean = np.average(found["income"][here], weights=found["weight"][here])
        heaviest = found["weight"][here].max() / 1_000
        assert mean == pytest.approx(published, abs=8 * 100 * max(heaviest, 1) / numbers.sum() + 1e-6)
        (told,) = (each for each in calibration.municipalities if int(each.code) == code)
        assert told.mean == pytest.approx(mean)
        assert told.median == weighted_median(found["income"][here], found["weight"][here])
        assert told.persons == told.persons_public == numbers.sum()


def test_the_medians_are_near() -> None:
    _, calibration = made(Recipe(90_000, 3, (DANDERYD, SOLLENTUNA, BJURHOLM)))
    for error in calibration.errors:
        if error.measure == "median" and error.band == "16+" and error.sex != "all":
            assert error.largest_error <= 3_000, error


def test_incomes_are_whole_hundreds_of_one_person() -> None:
    found, _ = made(SMALL)
    for name in INCOMES:
        assert not (found[name] % 100).any()
        assert found[name].min() >= 0
        assert found[name].any()
    age = found["age_at_start_of_year"] + 1
    assert not found["pension"][age < 61].any()
    assert not found["sickness_compensation"][(age < 20) | (age > 64)].any()
    assert not found["other_pensionable_income"][(age < 20) | (age > 64)].any()
    assert (found["pension"][age >= 65] > 0).mean() > 0.9
    assert age.min() == 16
    sick = found["sickness_compensation"] > 0
    np.testing.assert_array_equal(found["sickness_compensation"][sick], found["income"][sick])


def test_the_tax_base_is_the_laws() -> None:
    """Counted by income and age as the persons are made; evaluated here person by person."""
    found, calibration = made(Recipe(4_000, 5, (DANDERYD, BJURHOLM)))
    persons = {f"person.{name}": found[name].astype(float) for name in (*INCOMES, "age_at_start_of_year")}
    taxable = law(2018).evaluate_many(persons, ["income_tax.taxable_earned_income"])["income_tax.taxable_earned_income"]
    for each in calibration.municipalities:
        here = found["municipality"] == int(each.code)
        assert each.taxable_base == pytest.approx((taxable[here] * found["weight"][here]).sum() / 1_000, rel=1e-12)
    base = public_bases()[DANDERYD]
    danderyd = next(each for each in calibration.municipalities if each.code == "0162")
    assert danderyd.implied_base_2019 == pytest.approx(base.residents * base.revenue_per_resident / 0.1795, rel=0.1)
    assert danderyd.taxable_base == pytest.approx(danderyd.implied_base_2019, rel=0.05)


def test_the_country_is_near_what_is_published() -> None:
    """None of these figures is put in, but for the percentiles' shape."""
    calibration = make_population(FILE, Recipe(150_000, 1))
    compared = {each.figure: each.made / each.public - 1 for each in calibration.national}
    for figure, largest in (
        ("assessed_earned_income", 0.02),
        ("taxable_earned_income", 0.02),
        ("pensions_and_sickness_compensation", 0.03),
        ("persons_paying_state_tax", 0.03),
        ("persons_65_and_older_with_wages", 0.03),
        ("gini 20+ all", 0.03),
        ("p25 20+ women", 0.03),
        ("p90 20-64 men", 0.03),
    ):
        assert abs(compared[figure]) < largest, (figure, compared[figure])
    (base,) = (each for each in calibration.errors if each.measure == "tax base beside the implied base of 2019")
    assert base.mean_error < 4
    assert len(calibration.municipalities) == 290


# The same every time ------------------------------------------------------------------------------------------------


def test_threads_and_row_groups_change_nothing() -> None:
    first, calibration = made(SMALL, threads=1, row_group=500)
    for threads, row_group in ((2, 700), (4, 100_000)):
        again, told = made(SMALL, threads=threads, row_group=row_group)
        assert told == calibration
        for name, values in first.items():
            np.testing.assert_array_equal(values, again[name])


def test_the_same_bytes() -> None:
    make_population(Path("a.parquet"), SMALL, threads=1)
    make_population(Path("b.parquet"), SMALL, threads=3)
    assert Path("a.parquet").read_bytes() == Path("b.parquet").read_bytes()


def test_another_seed_is_other_persons() -> None:
    first, _ = made(SMALL)
    other, _ = made(replace(SMALL, seed=8))
    assert (first["income"] != other["income"]).mean() > 0.5


def test_neighbours_change_nothing() -> None:
    """A municipality's persons are the same whichever others are made, where each person is a row."""
    alone, _ = made(Recipe(int(people(BJURHOLM).sum()), 1, (BJURHOLM,)))
    both, _ = made(Recipe(int(people(BJURHOLM).sum() + people(DANDERYD).sum()), 1, (BJURHOLM, DANDERYD)))
    here = both["municipality"] == BJURHOLM
    for name in INCOMES:
        np.testing.assert_array_equal(alone[name], both[name][here])


def test_the_persons_of_a_seed_stay() -> None:
    """If this fails, the method has changed: raise METHOD, for a seed no longer names the same persons."""
    found, _ = made(SMALL)
    assert found["income"][::10] @ np.arange(300) == pytest.approx(21_927_819_900, rel=1e-6)


def test_a_large_cell_comes_in_chunks_with_the_whole_curve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hundralapp.population.synthetic.CHUNK", 2_000)
    found = [each for each in cells([DANDERYD]) if each.group == 2][:1]
    drawn = [draw(each, 1) for each in chunks(found, np.array([7_000]), 1)]
    assert [each.chunk.rows for each in drawn] == [1_750] * 4
    assert sum(each.chunk.units for each in drawn) == found[0].persons
    for each in drawn:
        assert each.hundreds @ each.weight * 100 / each.weight.sum() == pytest.approx(found[0].mean, rel=1e-4)


# The plan -----------------------------------------------------------------------------------------------------------


def test_rows_follow_persons() -> None:
    found = cells()
    persons = np.array([each.persons for each in found])
    assert len(found) == 2_320
    assert persons.sum() == 8_375_824
    np.testing.assert_array_equal(allocate(found, int(persons.sum())), persons)
    for rows in (10_000, 1_000_000):
        given = allocate(found, rows)
        assert given.sum() == rows
        assert given.min() >= 1
        assert (persons / given).max() <= 4_194
        assert np.all(given <= persons)


def test_the_least_number_of_rows() -> None:
    found = cells()
    with pytest.raises(TooFewPersonsError) as refused:
        allocate(found, 100)
    least = refused.value.least
    assert allocate(found, least).sum() == least
    with pytest.raises(TooFewPersonsError):
        allocate(found, least - 1)
    for rows in range(least, least + 40):
        assert allocate(found, rows).sum() == rows


def test_facts_hang_together() -> None:
    known = facts()
    assert len(known.codes) == 290
    assert in_groups(known.residents).sum() == known.residents.sum()
    assert set(public_bases()) == set(known.codes.tolist())
    assert sum(each.residents for each in public_bases().values()) == 10_327_589
    assert sum(each.base_2016 is not None for each in public_bases().values()) == 26


# Incomes of other years ---------------------------------------------------------------------------------------------


def test_uprating_is_by_the_factor_and_said() -> None:
    first, _ = made(SMALL)
    again, calibration = made(replace(SMALL, year=2026, uprate=1.25, reason="löneutveckling 2018-2026"))
    assert again["income"].sum() == pytest.approx(first["income"].sum() * 1.25, rel=1e-3)
    population = open_population(FILE)
    told = json.loads(dict(population.metadata)["hundralapp.calibration"])
    assert (population.year, told["uprate"], told["reason"], told["income_year"]) == (
        2026,
        1.25,
        "löneutveckling 2018-2026",
        2018,
    )
    assert population.year == calibration.year == 2026
    assert not calibration.national
    mean = next(each for each in calibration.errors if (each.measure, each.sex, each.band) == ("mean", "men", "16+"))
    assert mean.largest_error < 100


def test_no_year_without_its_law() -> None:
    with pytest.raises(IncomeYearError):
        make_population(FILE, replace(SMALL, year=1999))
    assert not list(Path().iterdir())


def test_the_file_says_that_it_is_synthetic() -> None:
    make_population(FILE, SMALL)
    population = open_population(FILE)
    assert (population.synthetic, population.year) == (True, 2018)
    assert population.stated_weight == (people(DANDERYD).sum() + people(BJURHOLM).sum()) * 1_000
    told = dict(population.metadata)
    assert told["hundralapp.seed"] == "7"
    calibration = json.loads(told["hundralapp.calibration"])
    assert [each["sv"] for each in calibration["assumptions"]] == [each.sv for each in ASSUMPTIONS]
    assert {each["measure"] for each in calibration["errors"]} >= {"persons", "mean", "median"}
    pq.write_table(pq.read_table(FILE).replace_schema_metadata(None), "again.parquet")
    again = open_population("again.parquet")
    assert (again.synthetic, again.ignored, again.year) == (True, (), None)
    assert pq.read_metadata(FILE).row_group(0).column(0).compression == "LZ4"


# Whole or not at all ------------------------------------------------------------------------------------------------


def failing_after(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Writing the second row group fails."""
    real, written = pq.ParquetWriter.write_table, []

    def write(self: Any, *given: Any, **more: Any) -> None:
        if written:
            raise error
        written.append(True)
        real(self, *given, **more)

    monkeypatch.setattr(pq.ParquetWriter, "write_table", write)


@pytest.mark.parametrize("old", [None, b"what was there"])
def test_a_full_disk_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch, compare: Compare, old: bytes | None) -> None:
    if old is not None:
        FILE.write_bytes(old)
    failing_after(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(PopulationError) as refused:
        make_population(FILE, SMALL, force=True, row_group=500)
    compare("full-disk", refused.value, codes.POPULATION_NOT_WRITTEN)
    assert [each.read_bytes() for each in Path().iterdir()] == ([] if old is None else [old])


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_after(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        make_population(FILE, SMALL, row_group=500)
    assert not list(Path().iterdir())


def test_a_fault_in_drawing_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(making, "draw", fail)
    with pytest.raises(ZeroDivisionError):
        make_population(FILE, SMALL)
    assert not list(Path().iterdir())


def test_nothing_is_overwritten_unasked(compare: Compare) -> None:
    FILE.write_text("mine")
    with pytest.raises(PopulationError) as refused:
        make_population(FILE, SMALL)
    compare("exists", refused.value, codes.POPULATION_EXISTS)
    assert FILE.read_text() == "mine"
    make_population(FILE, SMALL, force=True)
    assert open_population(FILE).persons == 3_000
    assert oct(FILE.stat().st_mode)[-3:] == "644"
    assert os.listdir() == [FILE.name]


def test_no_such_folder(compare: Compare) -> None:
    with pytest.raises(PopulationError) as refused:
        make_population(Path("nowhere") / "made.parquet", SMALL)
    compare("no-folder", refused.value, codes.POPULATION_NOT_WRITTEN)


def test_progress_counts_every_row() -> None:
    done: list[int] = []
    make_population(FILE, SMALL, progress=done.append)
    assert sum(done) == 3_000
