"""A population is read as it is, or refused with file, row, column and the way forward."""

from __future__ import annotations

import builtins
import os
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hundralapp import codes
from hundralapp.codes import population as population_codes
from hundralapp.diagnostics import Code
from hundralapp.population import reading
from hundralapp.population.columns import BY_NAME, COLUMNS
from hundralapp.population.opening import read_footer
from hundralapp.population.problems import PopulationError
from hundralapp.population.reading import Population, open_population, read_batches, read_part

Compare = Callable[[str, PopulationError, Code], None]
FILE = Path("taxpayers.parquet")

GOOD: dict[str, list[Any]] = {
    "municipality": [180, 180, 1480],
    "age_at_start_of_year": [40, 70, 17],
    "wage": [420_000, 0, 12_000],
    "pension": [0, 210_000, 0],
    "weight": [2, 1, 3],
}


def save(path: Path = FILE, metadata: dict[str, str] | None = None, rows_per_group: int = 2, **columns: Any) -> None:
    """A file of the good columns with some replaced, or with None left out."""
    table = pa.table({name: values for name, values in {**GOOD, **columns}.items() if values is not None})
    pq.write_table(table.replace_schema_metadata(metadata), path, row_group_size=rows_per_group)


def read_all(path: Path = FILE) -> dict[str, np.ndarray]:
    population = open_population(path)
    parts = [read_part(population, part, population.columns) for part in population.parts()]
    found = {name: np.concatenate([each[name] for each in parts]) for name in population.columns}
    if "weight" in found:
        population.check_weight_sum(int(found["weight"].sum()))
    return found


# What goes wrong ----------------------------------------------------------------------------------------------------


def not_there() -> None:
    pass


def a_folder_in_the_way() -> None:
    FILE.mkdir()


def not_parquet() -> None:
    FILE.write_text("municipality;wage\n180;1\n")


def nothing_in_it() -> None:
    FILE.write_bytes(b"")


def cut_off() -> None:
    save()
    FILE.write_bytes(FILE.read_bytes()[:-10])


def footer_of_noise() -> None:
    FILE.write_bytes(b"PAR1" + bytes(200) + b"PAR1")


def second_group_lost() -> None:
    """The footer is whole, but 200 bytes before it are not."""
    rng = np.random.default_rng(1)
    many = {name: rng.integers(180, 181, 4_000) for name in ("municipality",)}
    save(
        rows_per_group=2_000,
        **{**many, "age_at_start_of_year": np.full(4_000, 40), "wage": rng.integers(0, 10**6, 4_000)},
        pension=None,
        weight=None,
    )
    footer = pq.read_metadata(FILE)
    chunk = footer.row_group(1).column(2)
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    data = bytearray(FILE.read_bytes())
    data[start : start + 200] = b"\xff" * 200
    FILE.write_bytes(bytes(data))


def mixed_columns() -> None:
    FILE.mkdir()
    save(FILE / "a.parquet")
    save(FILE / "b.parquet", pension=None)


def mixed_years() -> None:
    FILE.mkdir()
    save(FILE / "a.parquet", {"hundralapp.year": "2019"})
    save(FILE / "b.parquet", {"hundralapp.year": "2020"})


CHURCH = {"church_member": [True, False, True], "church_fee_rate": [1_000, 0, 0]}

WRONG: dict[str, tuple[Code, Callable[[], object]]] = {
    "missing": (codes.POPULATION_MISSING, not_there),
    "empty-folder": (codes.POPULATION_EMPTY, a_folder_in_the_way),
    "not-parquet": (codes.POPULATION_NOT_PARQUET, not_parquet),
    "no-bytes": (codes.POPULATION_EMPTY, nothing_in_it),
    "cut-off": (codes.POPULATION_CUT_OFF, cut_off),
    "footer-of-noise": (codes.POPULATION_CUT_OFF, footer_of_noise),
    "damaged": (codes.POPULATION_DAMAGED, second_group_lost),
    "no-rows": (codes.POPULATION_EMPTY, lambda: save(**{name: pa.array([], pa.int32()) for name in GOOD})),
    "no-municipality": (codes.POPULATION_MISSING_COLUMN, lambda: save(municipality=None, municipalty=[1, 2, 3])),
    "no-income": (codes.POPULATION_MISSING_COLUMN, lambda: save(wage=None, pension=None)),
    "no-church-rate": (codes.POPULATION_MISSING_COLUMN, lambda: save(church_member=[True, False, False])),
    "no-church-member": (codes.POPULATION_MISSING_COLUMN, lambda: save(church_fee_rate=[1_000, 0, 0])),
    "kronor-as-float": (codes.POPULATION_COLUMN_TYPE, lambda: save(wage=[1.5, 0.0, 2.0])),
    "code-as-text": (codes.POPULATION_COLUMN_TYPE, lambda: save(municipality=["0180", "0180", "1480"])),
    "member-as-text": (codes.POPULATION_COLUMN_TYPE, lambda: save(church_member=["ja"] * 3, church_fee_rate=[0] * 3)),
    "weight-as-text": (codes.POPULATION_COLUMN_TYPE, lambda: save(weight=["1"] * 3)),
    "null": (codes.POPULATION_NULL, lambda: save(wage=pa.array([1, 2, None], pa.int32()))),
    "null-weight": (codes.POPULATION_NULL, lambda: save(weight=pa.array([1.0, None, 2.0]))),
    "nan": (codes.POPULATION_NAN, lambda: save(weight=[1.0, 2.0, float("nan")])),
    "infinite": (codes.POPULATION_NAN, lambda: save(weight=[float("inf"), 2.0, 1.0])),
    "negative": (codes.POPULATION_NEGATIVE, lambda: save(pension=[0, 0, -500])),
    "too-much": (codes.POPULATION_RANGE, lambda: save(wage=[0, 1_000_000_001, 0])),
    "too-much-together": (codes.POPULATION_RANGE, lambda: save(wage=[0, 0, 600_000_000], pension=[0, 0, 600_000_000])),
    "beyond-int32": (codes.POPULATION_RANGE, lambda: save(wage=[0, 0, 2**40])),
    "age": (codes.POPULATION_RANGE, lambda: save(age_at_start_of_year=[40, 131, 17])),
    "negative-age": (codes.POPULATION_RANGE, lambda: save(age_at_start_of_year=[40, -1, 17])),
    "no-weight": (codes.POPULATION_RANGE, lambda: save(weight=[1, 0, 1])),
    "tiny-weight": (codes.POPULATION_RANGE, lambda: save(weight=[1, 0.0004, 1])),
    "heavy-weight": (codes.POPULATION_RANGE, lambda: save(weight=[1, 1, 4_195])),
    "decile": (codes.POPULATION_RANGE, lambda: save(decile=[1, 10, 0])),
    "flag": (codes.POPULATION_RANGE, lambda: save(church_member=[0, 2, 0], church_fee_rate=[0, 0, 0])),
    "municipality": (codes.POPULATION_MUNICIPALITY, lambda: save(municipality=[180, 180, 179])),
    "municipality-of-year": (
        codes.POPULATION_MUNICIPALITY,
        lambda: save(FILE, {"hundralapp.year": "2019"}, municipality=[180, 181, 9_998]),
    ),
    "church-rate": (codes.POPULATION_CHURCH_RATE, lambda: save(**CHURCH)),
    "weights": (codes.POPULATION_WEIGHTS, lambda: save(FILE, {"hundralapp.persons": "7"})),
    "weights-decimal": (
        codes.POPULATION_WEIGHTS,
        lambda: save(FILE, {"hundralapp.persons": "6.5"}, weight=[2.0, 2.002, 2.5]),
    ),
    "rows-not-persons": (codes.POPULATION_WEIGHTS, lambda: save(FILE, {"hundralapp.persons": "4"}, weight=None)),
    "year": (codes.POPULATION_METADATA, lambda: save(FILE, {"hundralapp.year": "i fjol"})),
    "synthetic": (codes.POPULATION_METADATA, lambda: save(FILE, {"hundralapp.synthetic": "ja"})),
    "persons": (codes.POPULATION_METADATA, lambda: save(FILE, {"hundralapp.persons": "-1"})),
    "mixed-columns": (codes.POPULATION_MIXED, mixed_columns),
    "mixed-years": (codes.POPULATION_MIXED, mixed_years),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_said(name: str, compare: Compare) -> None:
    code, make = WRONG[name]
    make()
    with pytest.raises(PopulationError) as refused:
        read_all()
    compare(name, refused.value, code)


def test_pyarrow_not_installed(monkeypatch: pytest.MonkeyPatch, compare: Compare) -> None:
    save()
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PopulationError) as refused:
        open_population(FILE)
    monkeypatch.undo()
    compare("no-pyarrow", refused.value, codes.POPULATION_EXTRA)


def test_unreadable(monkeypatch: pytest.MonkeyPatch, compare: Compare) -> None:
    save()

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PopulationError) as refused:
        open_population(FILE)
    monkeypatch.undo()
    compare("unreadable", refused.value, codes.POPULATION_UNREADABLE)


def test_changed_while_read(compare: Compare) -> None:
    save()
    population = open_population(FILE)
    save(wage=[1, 2, 3])
    os.utime(FILE, ns=(1, 1))
    with pytest.raises(PopulationError) as refused:
        read_part(population, population.parts()[0], ["wage"])
    compare("changed", refused.value, codes.POPULATION_CHANGED)
    FILE.unlink()
    with pytest.raises(PopulationError) as refused:
        read_part(population, population.parts()[0], ["wage"])
    assert refused.value.problem.code == codes.POPULATION_MISSING


def test_every_code_is_tried() -> None:
    made = {value for value in vars(population_codes).values() if isinstance(value, Code)}
    elsewhere = {codes.POPULATION_EXTRA, codes.POPULATION_UNREADABLE, codes.POPULATION_CHANGED}
    elsewhere |= {codes.POPULATION_EXISTS, codes.POPULATION_NOT_WRITTEN}  # test_making.py
    assert made == {code for code, _ in WRONG.values()} | elsewhere


def test_the_row_is_the_files_own() -> None:
    """Counted from one through row groups, batches and parts, wherever it stands."""
    wage = np.zeros(1_000, dtype=np.int32)
    same = {"municipality": np.full(1_000, 180), "age_at_start_of_year": np.full(1_000, 40), "pension": None, "weight": None}
    for row in (1, 100, 101, 550, 1_000):
        wage[:] = 0
        wage[row - 1] = -1
        save(rows_per_group=100, wage=wage, **same)
        with pytest.raises(PopulationError) as refused:
            read_all()
        assert refused.value.problem.row == row


def test_the_first_wrong_row_of_an_unsorted_file() -> None:
    municipality = np.tile(np.array([180, 1480, 114]), 100)
    municipality[[77, 200]] = 9_999
    save(municipality=municipality, **{name: np.ones(300, dtype=int) for name in GOOD if name != "municipality"})
    with pytest.raises(PopulationError) as refused:
        read_all()
    assert refused.value.problem.row == 78


# What is read -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("integer", [pa.int16(), pa.int32(), pa.int64(), pa.uint16(), pa.uint32(), pa.uint64()])
def test_any_integer_type_that_fits(integer: pa.DataType) -> None:
    small = {**GOOD, "wage": [4_200, 0, 120], "pension": [0, 21_000, 0], "district": [0, 1, 2], "decile": [1, 5, 10]}
    save(**{name: pa.array(values, integer) for name, values in small.items()})
    found = read_all()
    for name, values in small.items():
        assert found[name].dtype == BY_NAME[name].dtype
        assert found[name].flags.c_contiguous
        assert found[name].tolist() == [value * (1_000 if name == "weight" else 1) for value in values]


@pytest.mark.parametrize(
    ("weight", "thousandths"),
    [
        (pa.array([1, 2, 4_194], pa.int64()), [1_000, 2_000, 4_194_000]),
        (pa.array([0.5, 1.2345, 4_194.0]), [500, 1_234, 4_194_000]),
        (pa.array([1.5, 2.25, 0.125], pa.float32()), [1_500, 2_250, 125]),
        (pa.array([Decimal("1.001"), Decimal("2.500"), Decimal("0.001")], pa.decimal128(9, 3)), [1_001, 2_500, 1]),
        (None, None),
    ],
)
def test_weights_in_thousandths(weight: pa.Array | None, thousandths: list[int] | None) -> None:
    save(weight=weight)
    found = read_all()
    assert ("weight" in found) == (thousandths is not None)
    if thousandths is not None:
        assert found["weight"].dtype == np.int32
        assert found["weight"].tolist() == thousandths


def test_fractions_may_cost_half_a_thousandth_a_row() -> None:
    third = [1 / 3, 1 / 3, 1 / 3]
    save(FILE, {"hundralapp.persons": "1"}, weight=third)
    assert read_all()["weight"].sum() == 999
    save(FILE, {"hundralapp.persons": "1.003"}, weight=third)
    with pytest.raises(PopulationError):
        read_all()


def test_flags_and_the_church() -> None:
    for member in ([True, False, True], pa.array([1, 0, 1], pa.int8())):
        save(church_member=member, church_fee_rate=[1_000, 0, 990])
        found = read_all()
        assert found["church_member"].dtype == np.uint8
        assert found["church_member"].tolist() == [1, 0, 1]
        assert found["church_fee_rate"].tolist() == [1_000, 0, 990]


def test_what_a_file_says_of_itself() -> None:
    said = {"hundralapp.year": "2019", "hundralapp.synthetic": "true", "hundralapp.persons": "6", "hundralapp.seed": "7"}
    save(FILE, {**said, "pandas": "{}"}, colour=["red", "blue", None], decile=[1, 2, 3])
    population = open_population(str(FILE))
    assert (population.persons, population.year, population.synthetic, population.stated_weight) == (3, 2019, True, 6_000)
    assert population.metadata == (("hundralapp.seed", "7"),)
    assert population.columns == ("municipality", "age_at_start_of_year", "wage", "pension", "weight", "decile")
    assert population.ignored == ("colour",)
    assert pickle.loads(pickle.dumps(population)) == population
    read_all()


def test_nothing_said_is_nothing_known() -> None:
    save()
    population = open_population(FILE)
    assert (population.year, population.synthetic, population.stated_weight, population.metadata) == (None, False, None, ())


def test_a_folder_is_one_population() -> None:
    folder = Path("people")
    folder.mkdir()
    save(folder / "b.parquet", {"hundralapp.persons": "6"}, wage=[4, 5, 6])
    save(folder / "a.parquet", {"hundralapp.persons": "6"}, wage=pa.array([1, 2, 3], pa.int16()))
    save(folder / "c.parquet", {"hundralapp.persons": "0"}, **{name: pa.array([], pa.int64()) for name in GOOD})
    (folder / ".b.parquet.half").write_bytes(b"PAR1")
    (folder / "_metadata.parquet").write_bytes(b"PAR1")
    population = open_population(folder)
    assert (population.persons, population.stated_weight) == (6, 12_000)
    assert read_all(folder)["wage"].tolist() == [1, 2, 3, 4, 5, 6]


def test_an_error_in_a_folder_names_the_file() -> None:
    folder = Path("people")
    folder.mkdir()
    save(folder / "a.parquet")
    save(folder / "b.parquet", wage=[0, 0, -1])
    with pytest.raises(PopulationError) as refused:
        read_all(folder)
    assert (refused.value.problem.file, refused.value.problem.row) == (str(folder / "b.parquet"), 3)


def big(rows: int, rows_per_group: int) -> Population:
    wage = np.arange(rows, dtype=np.int32)
    age = np.full(rows, 40, dtype=np.uint8)
    save(
        rows_per_group=rows_per_group,
        wage=wage,
        municipality=np.full(rows, 180),
        age_at_start_of_year=age,
        pension=None,
        weight=None,
    )
    return open_population(FILE)


@pytest.mark.parametrize(
    ("rows", "per_group", "parts"), [(10, 3, 1), (600_000, 100_000, 2), (600_000, 600_000, 1), (1_048_577, 524_288, 3)]
)
def test_parts_hold_every_row_once(rows: int, per_group: int, parts: int) -> None:
    population = big(rows, per_group)
    found = population.parts()
    assert len(found) == parts
    assert [part.first_row for part in found] == [0, *np.cumsum([part.rows for part in found])[:-1]]
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda part: read_part(population, part, ["wage"])["wage"], found))
    np.testing.assert_array_equal(np.concatenate(read), np.arange(rows))
    assert [len(each) for each in read] == [part.rows for part in found]


def test_a_large_row_group_comes_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    population = big(1_000, 1_000)
    monkeypatch.setattr(reading, "LARGEST_BATCH", 300)
    (part,) = population.parts()
    batches = list(read_batches(population, part, ["wage", "municipality"]))
    assert [len(each["wage"]) for each in batches] == [300, 300, 300, 100]
    np.testing.assert_array_equal(read_part(population, part, ["wage"])["wage"], np.arange(1_000))


def test_only_what_is_asked_for_is_read() -> None:
    save(pension=[0, 0, -1])
    population = open_population(FILE)
    (part,) = population.parts()
    assert list(read_part(population, part, ["wage", "weight", "wage"])) == ["wage", "weight"]
    with pytest.raises(ValueError, match="district"):
        read_part(population, part, ["district"])


def test_int32_is_not_copied() -> None:
    save(wage=pa.array(GOOD["wage"], pa.int32()), rows_per_group=3)
    population = open_population(FILE)
    wage = read_part(population, population.parts()[0], ["wage"])["wage"]
    assert not wage.flags.owndata
    assert not wage.flags.writeable


def test_opening_reads_no_person() -> None:
    second_group_lost()
    assert open_population(FILE).persons == 4_000


def test_the_table_of_contents_is_read_once() -> None:
    population = big(600_000, 100_000)
    read_footer.cache_clear()
    for part in population.parts():
        read_part(population, part, ["wage"])
    assert read_footer.cache_info().misses == 1


def test_threads_meet_the_same_error() -> None:
    save(wage=[0, -1, 0], rows_per_group=1)
    population = open_population(FILE)
    said, lock = [], threading.Lock()

    def read() -> None:
        with pytest.raises(PopulationError) as refused:
            read_part(population, population.parts()[0], ["wage"])
        with lock:
            said.append(refused.value.message("sv"))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(said) == 4
    assert len(set(said)) == 1


def test_columns_fit_what_they_are_carried_as() -> None:
    for each in COLUMNS:
        span = np.iinfo(each.dtype)
        factor = 1_000 if each.kind == "weight" else 1
        assert span.min <= each.lowest * factor <= each.highest * factor <= span.max
