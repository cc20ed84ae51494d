"""The generated documentation is what the code says, and leaves nothing out."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from tools.generate_docs import REFERENCE, ROOT, stale

from hundralapp.cli import VERBS
from hundralapp.codes import CODES
from hundralapp.model import RULE_MODULES


def test_nothing_is_stale() -> None:
    assert not [path.relative_to(ROOT).as_posix() for path in stale()], "run make docs"


def test_every_diagnostic_verb_and_rule_is_documented() -> None:
    diagnostics = (REFERENCE / "diagnostics.md").read_text(encoding="utf-8")
    assert not [code.name for code in CODES if f"\n## {code.name}\n" not in diagnostics]
    commands = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert not [verb for verb in VERBS if f"\n## {verb}\n" not in commands]
    figures = (REFERENCE / "figures.md").read_text(encoding="utf-8")
    assert not [rule.figure for module in RULE_MODULES for rule in module.RULES if f"`{rule.figure}`" not in figures]


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*/")), ids=lambda path: path.name)
def test_the_examples_fit_the_json_schemas(example: Path) -> None:
    """What an editor is told agrees with what the loader accepts."""
    kinds = {
        "workspace": ["workspace.yaml"],
        "origins": ["origins.yaml"],
        "committees": ["budget/committees.yaml"],
        "goals": ["goals.yaml"],
        "governance": ["governance.yaml"],
        "proposal": [path.relative_to(example).as_posix() for path in example.glob("proposals/*.yaml")],
    }
    for kind, names in kinds.items():
        schema = json.loads((REFERENCE / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
        for name in names:
            if (example / name).is_file():
                jsonschema.validate(_as_an_editor_reads(example / name), schema)


def _as_an_editor_reads(path: Path) -> object:
    """YAML 1.2: text, but for true and false (dates stay text)."""
    return _with_flags(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def _with_flags(value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_flags(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_flags(each) for each in value]
    return value == "true" if value in ("true", "false") else value


def test_the_example_households_fit_their_schema() -> None:
    """The cases that ship, read as an editor reads a household file."""
    schema = json.loads((REFERENCE / "schema" / "household.schema.json").read_text(encoding="utf-8"))
    cases = _as_an_editor_reads(ROOT / "src" / "hundralapp" / "households" / "cases.yaml")
    assert isinstance(cases, dict)
    for case in cases["cases"].values():
        jsonschema.validate(case, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"members": [{"age": "40", "wage": "35000"}]}, schema)
