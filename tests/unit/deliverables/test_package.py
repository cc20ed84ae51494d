"""The data package: valid by an independent reader, equal to the model, the same bytes each time, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from hundralapp.deliverables.package import licence, make_tables, package_files
from hundralapp.deliverables.table import Table, as_csv, as_excel_csv, as_json, plain_text
from hundralapp.deliverables.writing import archive
from hundralapp.model import Model, load_model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal, read_proposals

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(each.parent.name for each in (ROOT / "examples").glob("*/workspace.yaml"))


def opened(name: str) -> tuple[Model, list[Proposal]]:
    model = load_model(ROOT / "examples" / name)
    return model, list(read_proposals(model.workspace).values())


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return package_files(compare(*opened("exempelstad")))


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / "datapackage.json"


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))


@pytest.mark.parametrize("name", EXAMPLES)
def test_frictionless_finds_the_package_valid(name: str, tmp_path: Path) -> None:
    """Types, constraints, primary and foreign keys, sizes and hashes."""
    report = frictionless.Package(str(written(package_files(compare(*opened(name))), tmp_path))).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


BROKEN = [
    ("hash-count", "origins.csv", "Budget 2025", "Budget 2O25"),
    ("foreign-key", "figures.csv", "\nresult.net_income,2026,", "\nresult.net_incom,2026,"),
    ("constraint-error", "budget_lines.csv", ",revenue,", ",earnings,"),
    ("primary-key", "periods.csv", "\n2027,2027,plan,2026", "\n2026,2027,plan,2026"),
    ("type-error", "statements.csv", ",61240,resident", ",61 240 st,resident"),
]


@pytest.mark.parametrize(("kind", "file", "old", "new"), BROKEN)
def test_frictionless_would_find_what_is_wrong(
    made: dict[str, bytes], tmp_path: Path, kind: str, file: str, old: str, new: str
) -> None:
    text = made[file].decode()
    assert old in text
    place = written({**made, file: text.replace(old, new, 1).encode()}, tmp_path)
    found = {each for (each,) in frictionless.Package(str(place)).validate().flatten(["type"])}
    assert kind in found


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_is_there_with_its_value(name: str) -> None:
    model, proposals = opened(name)
    rows = rows_of(package_files(compare(model, proposals)), "figures")
    assert [(each["figure"], each["period"]) for each in rows] == list(model.cells)
    for each in rows:
        key = each["figure"], each["period"]
        value = model.value(*key)
        assert (None if each["value"] == "" else float(each["value"])) == value
        assert each["status"] == model.status(key).value
        assert bool(each["unknown_because"]) <= (value is None)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_lines_of_the_result_statement_add_up_to_net_income(name: str) -> None:
    model, proposals = opened(name)
    sums: dict[str, float] = defaultdict(float)
    unknown: set[str] = set()
    for each in rows_of(package_files(compare(model, proposals)), "budget_lines"):
        if each["statement"] != "result":
            continue
        if each["value"] == "":
            unknown.add(each["period"])
        else:
            sums[each["period"]] += float(each["value"]) * (1 if each["direction"] == "revenue" else -1)
    for period, amount in sums.items():
        cell = model.cells.get(("result.net_income", period))
        value = model.find("result.net_income", period)
        if period in unknown or value is None or cell is None or cell.rule is None:
            continue  # a budget that states its net income alone has no lines to add
        rounding = model.find("result.rounding", period) or 0.0
        assert amount + rounding == pytest.approx(value, abs=0.01), period
    assert name != "exempelstad" or len(sums) == 5


def test_effects_and_interplay_are_the_whole_change(made: dict[str, bytes]) -> None:
    effects: dict[tuple[str, str], float] = defaultdict(float)
    for each in rows_of(made, "decision_effects"):
        effects[each["proposal"], each["period"]] += float(each["effect"])
    totals = rows_of(made, "proposal_totals")
    assert len(totals) == 9
    for each in totals:
        whole = effects[each["proposal"], each["period"]] + float(each["interplay"])
        assert whole == pytest.approx(float(each["change"]), abs=0.01)


def test_three_forms_hold_the_same_rows(made: dict[str, bytes]) -> None:
    for name in (each.removesuffix(".csv") for each in made if each.endswith(".csv") and "/" not in each):
        plain = pd.read_csv(io.BytesIO(made[f"{name}.csv"]), keep_default_na=False, na_values=[""])
        swedish = pd.read_csv(io.BytesIO(made[f"excel/{name}.csv"]), sep=";", decimal=",", keep_default_na=False, na_values=[""])
        told = json.loads(made[f"json/{name}.json"])
        assert len(plain) == len(swedish) == len(told)
        for column, shown in zip(plain.columns, swedish.columns, strict=True):
            if plain[column].dtype == float and not any(isinstance(each[column], str) for each in told):
                assert swedish[shown].equals(plain[column]), (name, column)
                assert [each[column] for each in told] == [None if pd.isna(each) else each for each in plain[column]], (
                    name,
                    column,
                )


def test_the_table_for_excel_is_in_swedish(made: dict[str, bytes]) -> None:
    text = made["excel/goals.csv"].decode("utf-8-sig")
    assert made["excel/goals.csv"].startswith(b"\xef\xbb\xbf")
    assert text.startswith("Mål;Målet i ord;")
    assert ";1,325898925110359;" in text
    assert text.splitlines()[1].endswith(";ja")
    assert ";påhittad;" in made["excel/figures.csv"].decode("utf-8-sig")


def test_invented_numbers_are_labelled_in_every_table(made: dict[str, bytes]) -> None:
    descriptor = json.loads(made["datapackage.json"])
    assert descriptor["synthetic"] is True
    assert "påhittade" in descriptor["title"]
    for each in descriptor["resources"]:
        said = {row["synthetic"] for row in rows_of(made, each["name"])}
        assert said == {"false" if each["name"] == "parameters" else "true"}, each["name"]


def test_real_numbers_are_not_labelled_invented() -> None:
    files = package_files(compare(*opened("sjobo-2024")))
    assert {row["synthetic"] for row in rows_of(files, "figures")} == {"false"}


def test_what_is_not_known_is_said(made: dict[str, bytes]) -> None:
    descriptor = json.loads(made["datapackage.json"])
    assert {each["status"] for each in descriptor["mappings"].values()} == {"not known"}
    assert {each["licence"] for each in descriptor["sources"]} == {"not stated"}
    kinds = [each.get("columnType") for each in descriptor["resources"][0]["schema"]["fields"]]
    assert {"value", "date:fiscal-year", "phase:id", "direction", "budget-line-id"} <= set(kinds)
    assert not any(each and "cofog" in each for each in kinds)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("", {"name": "notspecified", "title": "Inte angiven / Not stated"}),
        ("CC0-1.0", {"name": "CC0-1.0", "title": "CC0-1.0"}),
        ("https://example.org/licence", {"path": "https://example.org/licence", "title": "https://example.org/licence"}),
        ("får användas fritt", {"name": "other", "title": "får användas fritt"}),
    ],
)
def test_licence(stated: str, expected: dict[str, str]) -> None:
    assert licence(stated) == expected


def test_the_same_workspace_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    again = package_files(compare(*opened("exempelstad")))
    assert again == made
    assert archive(again) == archive(made)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+CMD", "'+CMD"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-335,6", "-335,6"),
        ("+1 234", "+1 234"),
        ("−5", "−5"),
        ("Skola", "Skola"),
    ],
)
def test_text_is_never_a_formula(text: str, safe: str) -> None:
    assert plain_text(text) == safe


def test_json_keeps_the_text_as_it_is() -> None:
    table = next(each for each in make_tables(compare(*opened("exempelstad"))) if each.name == "origins")
    hostile = Table(table.name, table.title, table.meaning, table.fields, (("=cmd()", *table.rows[0][1:]),))
    assert json.loads(as_json(hostile))[0]["origin"] == "=cmd()"
    assert as_csv(hostile).decode().splitlines()[1].startswith("'=cmd(),")
    assert as_excel_csv(hostile).decode("utf-8-sig").splitlines()[1].startswith("'=cmd();")
