"""Law cases as data: a handful of stated figures in, what the law makes of them out, each with its source.

A case is a YAML file `<topic>/<year>/<case>.yaml`: `info` (note, source, atol), perhaps `entity`, `periods` (in order, each with
year and series), `input` (figure -> one value per period, in the figure's unit; money in mkr) and `output` (figure -> expected).
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from hundralapp.model import load_model

# The income tax is a law about persons, not about a workspace: its cases, and those of households, are read in their own folders.
CASES = sorted(path for path in Path(__file__).parent.glob("*/*/*.yaml") if path.parts[-3] not in ("income_tax", "households"))
MKR = 1e6


def write_workspace(folder: Path, case: dict[str, Any]) -> None:
    periods = case["periods"]
    head = {
        "format": 1,
        "name": "law case",
        "entity": case.get("entity", {"kind": "municipality", "name": "law case"}),
        "money": "mkr",
        "budget_year": next(each["year"] for each in periods if each["series"] != "actual"),
        "periods": periods,
    }
    (folder / "workspace.yaml").write_text(json.dumps(head, ensure_ascii=False))  # JSON is YAML, with every code quoted
    (folder / "budget").mkdir()
    names = [str(period.get("id", period["year"])) for period in periods]
    lines = [",".join(["figure", *names])]
    for figure, values in case["input"].items():
        lines.append(",".join([figure, *("" if value is None else str(value) for value in values)]))
    (folder / "budget" / "case.csv").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.with_suffix("").parts[-3:]))
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    assert case["info"]["source"], "a law case says where it comes from"
    write_workspace(tmp_path, case)
    model = load_model(tmp_path)
    assert not [str(each.code.name) for each in model.report.errors]
    names = list(model.periods)
    for figure, expected in case["output"].items():
        for period, value in zip(names, expected, strict=True):
            if value == "absent":
                assert not model.has(figure, period), (figure, period)
                continue
            found = model.value(figure, period)
            unit = str(model.cells[figure, period].unit)
            scale = MKR if unit == "SEK" else 1.0
            assert found == pytest.approx(value * scale, abs=case["info"]["atol"] * scale), (figure, period)


def test_there_are_cases_for_every_topic() -> None:
    topics = {path.parts[-3] for path in CASES}
    assert topics == {
        "balance_requirement",
        "result_reserve",
        "tax_revenue",
        "settlement",
        "income_equalisation",
        "payments",
        "tax_check",
        "revenue_change",
        "cost_equalisation",
        "lss_equalisation",
        "transitional_grant",
        "adjustment_item",
        "property_charge",
        "uplift",
        "real_terms",
        "demographic_need",
    }
