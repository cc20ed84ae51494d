"""Golden outputs: every figure of every example, and every comparison, kept as data and read as a diff.

`pytest tests/golden --golden-update` writes them again, and removes those whose example is gone.
"""

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from hundralapp.checks.goals import judge_goals, read_goals
from hundralapp.checks.local_government_act import check_local_government_act
from hundralapp.model import Model, load_model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import read_proposals
from hundralapp.views.comparison import comparison_view

HERE = Path(__file__).parent
EXAMPLES = sorted(path.parent for path in (HERE.parent.parent / "examples").glob("*/workspace.yaml"))


def figures_of(model: Model) -> str:
    """figure, period, unit, status, value: the value as Python's shortest exact text, empty when unknown."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["figure", "period", "unit", "status", "value", "rule"])
    for key, cell in sorted(model.cells.items()):
        value = model.evaluation[cell.row]
        rule = cell.rule.name if cell.rule is not None else ""
        table.writerow([*key, cell.unit, model.status(key).value, "" if value is None else repr(value), rule])
    return out.getvalue()


def judgements_of(model: Model) -> str:
    """Checks, goals and the comparison of all proposals, as JSON."""
    proposals = read_proposals(model.workspace)
    document = {
        "checks": [
            f"{each.law} {each.period or ''} {each.verdict}: {each.reason.sv}" for each in check_local_government_act(model)
        ],
        "goals": [f"{each.goal.id} {each.period} {each.verdict}" for each in judge_goals(model, read_goals(model))],
        "comparison": asdict(comparison_view(compare(model, list(proposals.values())), "sv")) if proposals else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_figures_and_judgements(example: Path, golden_update: bool) -> None:
    model = load_model(example)
    assert model.report.ok
    for name, text in ((f"{example.name}.csv", figures_of(model)), (f"{example.name}.json", judgements_of(model))):
        path = HERE / name
        if golden_update:
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{name} is missing; run pytest tests/golden --golden-update and read the diff"
        assert path.read_text(encoding="utf-8") == text, f"{name} differs; run with --golden-update, read the diff"


def test_nothing_stale(golden_update: bool) -> None:
    names = {f"{example.name}.{ending}" for example in EXAMPLES for ending in ("csv", "json")}
    stale = [path for path in [*HERE.glob("*.csv"), *HERE.glob("*.json")] if path.name not in names]
    for path in stale if golden_update else []:
        path.unlink()
    assert golden_update or not stale


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_lock_of_every_example_holds(example: Path) -> None:
    from click.testing import CliRunner

    from hundralapp.cli.check import command

    result = CliRunner().invoke(command, [str(example), "--locked"])
    assert result.exit_code == 0, result.output
    assert result.stdout == "", "check prints nothing on an example"
