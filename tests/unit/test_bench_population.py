"""The population benchmark compares the same law on the same persons, and notices an answer that is not right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.population.as_source import ARRAYS, SCALARS, write_law
from bench.population.environments import OURS, PEERS, Contender
from bench.population.folded import FoldedLaw, folded
from bench.population.job import Answer, Job
from bench.population.make_job import make_job
from bench.population.measure import ContenderError, Serving, run_once
from bench.population.persons import made_up_persons
from bench.population.reference import reference
from bench.population.run import Line, judged
from hundralapp.households.law import law

YEAR = 2024
COUNT = 3_000
NUMPY, BLOCKS = (next(each for each in PEERS if each.who == who) for who in ("numpy", "numpy-blocks"))
RESULTS = ("municipal_tax", "final_tax")


@pytest.fixture(scope="module")
def columns() -> dict[str, Any]:
    """Persons of every kind, incomes around the law's bounds among them, with rates."""
    persons = made_up_persons(400, YEAR, seed=7)
    random = np.random.default_rng(7)
    persons["wage"][:150] = np.arange(150) * 7_513
    persons["age_at_start_of_year"][:150] = random.integers(15, 70, 150)
    rates = {
        "municipal_tax_rate": (1_500, 2_400),
        "regional_tax_rate": (0, 1_300),
        "burial_fee_rate": (60, 300),
        "in_regional_credit_area": (0, 2),
    }
    return persons | {name: random.integers(*bounds, len(persons["wage"])).astype(float) for name, bounds in rates.items()}


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return make_job(tmp_path_factory.mktemp("job"), COUNT, [0, 24, -10])


@pytest.fixture(scope="module")
def right(job: Job) -> Answer:
    return reference(job)


def by_person(columns: dict[str, Any], year: int, names: tuple[str, ...]) -> dict[str, list[float]]:
    """Figures of the law, one person at a time."""
    asked, found = law(year), dict[str, list[float]]((name, []) for name in names)
    given = [name for name in columns if name not in ("municipality", "decile")]
    for number in range(len(columns["wage"])):
        figures = asked.evaluate({f"person.{name}": float(columns[name][number]) for name in given})
        for name in names:
            found[name].append(figures[f"income_tax.{name}"])
    return found


@pytest.mark.parametrize("year", [2018, 2021, 2024, 2026])
def test_the_numpy_functions_are_the_law(year: int, columns: dict[str, Any], tmp_path: Path) -> None:
    write_law(folded(law(year)), year, tmp_path / "law")
    code = Job(tmp_path).law("in_numpy")
    parts = dict(zip(code.PARTS, code.before_rate(**{name: columns[name] for name in code.COLUMNS}), strict=True))
    rates = {name: columns[name] for name in ("municipal_tax_rate", *code.AFTER_RATE_COLUMNS)}
    found = dict(zip(RESULTS, code.after_rate(**parts, **rates), strict=True))
    wanted = by_person(columns, year, RESULTS)
    assert {name: values.tolist() for name, values in found.items()} == wanted


def test_every_rule_by_itself_is_the_law(columns: dict[str, Any]) -> None:
    """As OpenFisca (arrays) and TTSIM (scalars) take them: one function per figure, over other figures."""
    whole = folded(law(YEAR))
    wanted = by_person(columns, YEAR, tuple(name for name in whole.figures if not name.startswith("set_off")))
    arrays: dict[str, Any] = {name: columns[name] for name in whole.columns}
    run_rules(whole, ARRAYS, arrays, np=np)
    assert {name: arrays[name].tolist() for name in wanted} == wanted
    for number in (0, 60, 149, 399):
        person = {name: float(columns[name][number]) for name in whole.columns}
        run_rules(whole, SCALARS, person, xnp=np)
        assert {name: person[name] for name in wanted} == {name: values[number] for name, values in wanted.items()}


def run_rules(whole: FoldedLaw, language: Any, values: dict[str, Any], **modules: Any) -> None:
    """Add every figure to the values."""
    for figure in whole.figures:
        rule = whole.rule(figure)
        local = {name: values[name] for name in rule.columns}
        for each in rule.formulas(language):
            exec(f"{each.name} = {each.text}", dict(modules), local)
        values[figure] = local[figure]


def test_the_persons_are_the_same_every_time_and_sorted() -> None:
    one, other = made_up_persons(COUNT, YEAR), made_up_persons(COUNT, YEAR)
    assert all(np.array_equal(one[name], other[name]) for name in one)
    assert not np.array_equal(one["wage"], made_up_persons(COUNT, YEAR, seed=1)["wage"])
    assert (np.diff(one["municipality"]) >= 0).all()
    assert set(np.unique(one["decile"])) == set(range(1, 11))


@pytest.mark.parametrize("contender", [OURS, NUMPY, BLOCKS], ids=lambda each: each.who)
def test_a_right_contender_is_right_cold_and_warm(contender: Contender, job: Job, right: Answer, tmp_path: Path) -> None:
    spent, answer, memory = run_once(contender, job.folder, tmp_path)
    assert answer.differences(right) == []
    assert spent.wall > 0.0
    assert spent.processor > 0.0
    assert memory > 10.0
    with Serving(contender, job.folder, tmp_path) as serving:
        assert serving.ask().wall > 0.0
        assert serving.answer().differences(right) == []


def test_the_reference_is_the_sum_over_persons(job: Job, right: Answer) -> None:
    persons = made_up_persons(COUNT, YEAR)
    places, rates = {code: place for place, code in enumerate(job.codes)}, job.rates
    revenue, final_tax = [0] * len(places), [0] * 10
    for number in range(COUNT):
        person = {name: float(values[number]) for name, values in persons.items() if name not in ("municipality", "decile")}
        place = places[int(persons["municipality"][number])]
        person |= {name: float(of[place]) for name, of in rates.items()}
        person["municipal_tax_rate"] += 24
        found = law(YEAR).evaluate({f"person.{name}": value for name, value in person.items()})
        revenue[place] += int(found["income_tax.municipal_tax"])
        final_tax[int(persons["decile"][number]) - 1] += int(found["income_tax.final_tax"])
    assert right.revenue[1] == revenue
    assert right.final_tax[1] == final_tax
    assert right.persons == np.bincount(persons["decile"], minlength=11)[1:].tolist()


def test_a_contender_with_another_law_is_reported_and_not_timed(right: Answer, tmp_path: Path) -> None:
    job = make_job(tmp_path, COUNT, [0, 24, -10])
    path = tmp_path / "law" / "in_numpy.py"
    text = path.read_text(encoding="utf-8")
    assert text.count("598500.0") == 1
    path.write_text(text.replace("598500.0", "598400.0"), encoding="utf-8")

    def measured() -> Any:
        spent, answer, _ = run_once(NUMPY, job.folder, tmp_path)
        return Line(NUMPY.label, spent.wall), answer

    line = judged(NUMPY, right, measured)
    assert line.wrong
    assert line.note.startswith("WRONG in ")
    assert line.wall is None
    assert line.ratio is None


def test_one_krona_in_one_municipality_is_a_difference(right: Answer) -> None:
    revenue = [list(row) for row in right.revenue]
    revenue[1][17] += 1
    assert Answer(revenue, right.final_tax, right.persons).differences(right) == [
        f"revenue[1][17]: +1 kr of {right.revenue[1][17]:,}"
    ]
    fewer = Answer(right.revenue[:2], right.final_tax, right.persons)
    assert fewer.differences(right) == ["revenue: another number of figures"]


def test_a_contender_that_fails_says_why(right: Answer, tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ContenderError, match="FileNotFoundError"):
        run_once(NUMPY, tmp_path, tmp_path)
    with pytest.raises(ContenderError, match="FileNotFoundError"), Serving(NUMPY, tmp_path, tmp_path) as serving:
        serving.ask()

    def measured() -> Any:
        return run_once(NUMPY, tmp_path, tmp_path)

    line = judged(NUMPY, right, measured)
    assert line.note.startswith("no answer: FileNotFoundError")
    assert not line.wrong
