"""Verification: the identities hold on what is right, and each deviation is named with municipality, year and size."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.fetch import synthetic
from tests.unit.fetch.conftest import Compare, fetch, plan
from tests.unit.fetch.server import Site

from hundralapp import codes
from hundralapp.fetch import kolada
from hundralapp.fetch.identities import IDENTITIES
from hundralapp.fetch.record import NAME, read_record
from hundralapp.fetch.table import COLUMNS, as_csv, table_name
from hundralapp.fetch.transport import Client
from hundralapp.fetch.verify import Verification, verify

pytestmark = pytest.mark.loopback


@pytest.fixture
def folder(site: Site, client: Client, tmp_path: Path) -> Path:
    fetch(plan(tmp_path, site, years=(2023, 2024)), client)
    return tmp_path


Change = Callable[[dict[str, str]], str | None]


def edit(folder: Path, source: str, change: Change) -> None:
    """Change values of a table, and its checksum, as if the service had sent them so."""
    path = folder / table_name(source)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        value = change(row)
        if value is not None:
            row["value"], row["status"] = value, "exact" if value else "unknown"
    path.write_text(as_csv(COLUMNS, ([row[column] for column in COLUMNS] for row in rows)), encoding="utf-8")
    record = json.loads((folder / NAME).read_text(encoding="utf-8"))
    record["tables"][table_name(source)]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / NAME).write_text(json.dumps(record), encoding="utf-8")


def plus(number: str, series: str, code: str = "1265", year: str = "2024") -> Change:
    """More of one value."""

    def change(row: dict[str, str]) -> str | None:
        if (row["series"], row["code"], row["year"]) == (series, code, year):
            return str(Decimal(row["value"]) + Decimal(number))
        return None

    return change


def told(found: Verification) -> dict[str, list[tuple[str, int]]]:
    return {each.identity.id: [(held.code, held.year) for held in each.deviations] for each in found.verdicts if each.deviations}


def test_what_is_right_holds(folder: Path) -> None:
    found = verify(folder)
    assert found.problems.found == []
    assert found.fetched.report.ok
    assert told(found) == {}
    checked = {each.identity.id: (each.checked, each.unknown) for each in found.verdicts}
    municipalities = len(synthetic.CODES)
    assert checked == {
        "income-equalisation": (2 * municipalities, 0),
        "income-equalisation-regions": (2 * 20, 0),
        "cost-models": (2 * municipalities, 0),
        "cost-zero": (2, 0),
        "uniform-guarantee": (2 * municipalities, 0),
        "uniform-guarantee-regions": (2 * 20, 0),
        "guarantee-of-mean": (2, 0),
        "rest-of-system": (2 * municipalities, 0),
        "rest-of-regions": (2 * 20, 0),
        "county-rates": (2 * municipalities, 0),
        "tax-rates": (2 * municipalities, 0),
        "tax-rates-scb": (2 * municipalities, 0),
        "rates-of-sources": (6 * municipalities, 0),
        "residents": (5, 0),
        "base-by-residents": (0, 2 * municipalities),  # residents of two years before were not asked for
    }
    assert set(checked) == {each.id for each in IDENTITIES}


# one value changed -> where it is told
CHANGED: dict[str, tuple[str, Change, dict[str, list[tuple[str, int]]]]] = {
    "income equalisation by two kronor": (
        "kolada",
        plus("2", kolada.INCOME_EQUALISATION),
        {"income-equalisation": [("1265", 2024)]},
    ),
    "a model of the cost equalisation": ("kolada", plus("6", "N00024"), {"cost-models": [("1265", 2024)]}),
    "the guaranteed base of one": (
        "kolada",
        plus("100", kolada.GUARANTEED),
        {"income-equalisation": [("1265", 2024)], "uniform-guarantee": [("1265", 2024)]},
    ),
    "the whole system, too small": ("kolada", plus("-4", kolada.WHOLE_SYSTEM), {"rest-of-system": [("1265", 2024)]}),
    "the whole system, a grant more": ("kolada", plus("500", kolada.WHOLE_SYSTEM), {}),
    "the income equalisation of a region": (
        "kolada",
        plus("9", kolada.REGION_INCOME, code="12"),
        {"income-equalisation-regions": [("12", 2024)], "rest-of-regions": [("12", 2024)]},
    ),
    "the guaranteed base of a region": (
        "kolada",
        plus("200", kolada.REGION_GUARANTEED, code="12"),
        {"income-equalisation-regions": [("12", 2024)], "uniform-guarantee-regions": [("12", 2024)]},
    ),
    "the county rate": (
        "kolada",
        plus("0.02", kolada.COUNTY_RATE),
        {"income-equalisation": [("1265", 2024)], "county-rates": [("1265", 2024)]},
    ),
    "the rate at Kolada": (
        "kolada",
        plus("0.01", kolada.TAX_RATE_MUNICIPALITY),
        {"rates-of-sources": [("1265", 2024)]},
    ),
    "the rate at SCB": (
        "scb",
        plus("0.02", "scb.tax_rate_municipality"),
        {"tax-rates-scb": [("1265", 2024)], "rates-of-sources": [("1265", 2024)]},
    ),
    "residents of one": ("scb", plus("1", "scb.residents_31_december"), {"residents": [("00", 2024)]}),
    "every grant of the cost equalisation a krona more": (
        "kolada",
        lambda row: str(int(row["value"]) + 1) if row["series"] == kolada.COST_EQUALISATION and row["value"] else None,
        {"cost-zero": [("00", 2023), ("00", 2024)]},
    ),
    "every guaranteed base ten kronor more": (
        "kolada",
        lambda row: (
            str(int(row["value"]) + 10) if (row["series"], row["year"]) == (kolada.GUARANTEED, "2024") and row["value"] else None
        ),
        {"guarantee-of-mean": [("00", 2024)]},
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_value_is_told_where_it_is(name: str, folder: Path) -> None:
    source, change, expected = CHANGED[name]
    edit(folder, source, change)
    found = told(verify(folder))
    for identity, where in expected.items():
        assert set(where) <= set(found.get(identity, [])), identity
    if len(expected) == 0:
        assert found == {}
    elif all(code in ("1265", "12") for where in expected.values() for code, _ in where):
        assert found == expected


def test_the_size_of_a_deviation(folder: Path) -> None:
    edit(folder, "kolada", plus("1000", kolada.INCOME_EQUALISATION))
    verdict = next(each for each in verify(folder).verdicts if each.identity.id == "income-equalisation")
    (held,) = verdict.deviations
    assert (held.code, held.year) == ("1265", 2024)
    assert abs(held.difference - 1000) <= held.allowed
    assert held.allowed < 6  # half a krona, and half a hundredth of the rate on the gap


def test_a_rounding_is_no_deviation(folder: Path) -> None:
    """A krona is within what whole kronor and two decimals of the rate allow; the check still sees three."""
    edit(folder, "kolada", plus("1", "N00024"))
    assert told(verify(folder)) == {}


def test_what_is_not_known_is_not_checked(folder: Path) -> None:
    edit(folder, "kolada", lambda row: "" if (row["series"], row["code"]) == (kolada.OWN_UPRATED, "1265") else None)
    found = {each.identity.id: each for each in verify(folder).verdicts}
    assert found["income-equalisation"].unknown == 2
    assert found["guarantee-of-mean"].checked == 0
    assert found["guarantee-of-mean"].unknown == 2
    assert told(verify(folder)) == {}


def test_the_fees_of_2014_and_2015_were_counted_otherwise(site: Site, client: Client, tmp_path: Path) -> None:
    """One rate is published where two were used, so those who paid are not checked."""
    from hundralapp.diagnostics import Report
    from hundralapp.fetch.identity import YearValues
    from hundralapp.fetch.table import Fact, Fetched
    from hundralapp.graph.figure import Status

    def fact(value: str) -> Fact:
        return Fact(Decimal(value), Status.EXACT, "", "")

    values = {
        (kolada.INCOME_EQUALISATION, 2015): {"0180": fact("-1000"), "1265": fact("1000")},
        (kolada.OWN_UPRATED, 2015): {"0180": fact("300000"), "1265": fact("200000")},
        (kolada.GUARANTEED, 2015): {"0180": fact("250000"), "1265": fact("250000")},
        (kolada.COUNTY_RATE, 2015): {"0180": fact("11.81"), "1265": fact("19.70")},
    }
    identity = next(each for each in IDENTITIES if each.id == "income-equalisation")
    held = {each.code: each for each in identity.check(YearValues(Fetched(values, Report()), 2015))}
    assert held["0180"].stated is None
    assert held["1265"].is_broken
    assert held["1265"].expected == Decimal("9850")


def test_a_file_that_was_changed_is_named(folder: Path, compare: Compare) -> None:
    path = folder / table_name("kolada")
    path.write_text(path.read_text(encoding="utf-8").replace("Sjöbo", "Sjobo"), encoding="utf-8")
    (folder / "fetched" / "answers" / "scb" / "tab3600-2024-1.json").unlink()
    found = verify(folder)
    for name, problem in zip(("changed-answer", "changed-table"), found.problems, strict=True):
        compare(name, problem, codes.FETCH_CHANGED)


def test_nothing_fetched(tmp_path: Path, compare: Compare) -> None:
    folder = tmp_path / "minstad"
    folder.mkdir()
    (problem,) = verify(folder).problems
    compare("nothing-fetched", problem, codes.FETCH_NOTHING)


def test_a_table_with_rows_that_cannot_be_read(folder: Path) -> None:
    edit(
        folder, "kolada", lambda row: "1,234" if (row["series"], row["code"], row["year"]) == ("N00011", "1265", "2024") else None
    )
    path = folder / table_name("kolada")
    path.write_text(path.read_text(encoding="utf-8").replace("\nN00012,2024,0180", "\nN00012,20x4,0180"), encoding="utf-8")
    found = verify(folder)
    said = [f"{each.location.file}: {each.code.name}" for each in found.fetched.report]
    assert said == ["fetched/kolada.csv: not-a-number", "fetched/kolada.csv: not-a-number"]


def test_the_answer_is_the_same_again(folder: Path) -> None:
    first, second = verify(folder), verify(folder)
    assert [(each.identity.id, each.checked, each.deviations) for each in first.verdicts] == [
        (each.identity.id, each.checked, each.deviations) for each in second.verdicts
    ]
    assert read_record(folder).as_json() == (folder / NAME).read_text(encoding="utf-8")
