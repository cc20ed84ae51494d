"""Imports point down only; no module is too long, and none is a drawer for odds and ends."""

import ast
from pathlib import Path

import pytest

import hundralapp

PACKAGE = Path(hundralapp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400

# unit -> what it may import; a package may always import itself.
GROUND = {"diagnostics", "codes", "units", "dates", "terms", "numbers_sv", "cache", "collection"}
FIRST = {"graph", "params", "workspace"}
ASKING = {"proposals", "checks", "households", "population", "claims", "forecasts", "municipalities"}
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(GROUND, GROUND),
    "graph": GROUND,
    "params": GROUND,
    "workspace": GROUND | {"graph"},
    "rules": {"graph"} | {"units"},
    "rests": GROUND | {"graph", "rules"},
    "model": GROUND | FIRST | {"rules", "rests", "consistency"},
    "consistency": GROUND | FIRST | {"model", "revenue_consistency", "series_consistency"},
    "series_consistency": GROUND | FIRST | {"model"},
    "revenue_consistency": GROUND | FIRST | {"model"},
    "proposals": GROUND | FIRST | {"model"},
    "households": GROUND | FIRST | {"rules", "model"},
    "population": GROUND | FIRST | {"rules", "households"},
    "checks": GROUND | FIRST | {"model"},
    "claims": GROUND | FIRST | {"model", "proposals", "households"},
    "forecasts": GROUND | FIRST | {"model"},
    "municipalities": GROUND | FIRST | {"model"},
    "fetch": GROUND | FIRST | {"model"},
    "views": GROUND | FIRST | ASKING | {"model", "__init__"},
    "deliverables": GROUND | FIRST | {"model", "proposals", "views", "__init__"},
    "publish": GROUND | FIRST | {"model", "proposals", "checks", "claims", "households", "views", "deliverables", "__init__"},
    "serve": GROUND | FIRST | ASKING | {"model", "views", "publish", "__init__"},
    "cli": GROUND | FIRST | ASKING | {"model", "fetch", "views", "deliverables", "publish", "serve", "__init__"},
    "__init__": {"model", "proposals", "households"},
    "__main__": {"cli"},
}


def unit_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The parts of the package that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            if node.module == "hundralapp":
                found |= {alias.name if alias.name in MAY_IMPORT else "__init__" for alias in node.names}
            elif node.module and node.module.startswith("hundralapp."):
                found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("hundralapp.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    unit = unit_of(path)
    assert unit in MAY_IMPORT, f"{unit} has no layer; give it one here and in docs/architecture.md"
    above = imports_of(path) - MAY_IMPORT[unit] - {unit}
    assert not above, f"{path.relative_to(PACKAGE)} imports {sorted(above)}"


def test_rules_never_import_each_other() -> None:
    for path in (PACKAGE / "rules").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("hundralapp.rules"), path


def test_the_ground_needs_only_the_standard_library() -> None:
    import sys

    for unit in GROUND:
        for path in [PACKAGE / f"{unit}.py", *(PACKAGE / unit).rglob("*.py")]:
            if path.is_file():
                tree = ast.parse(path.read_text(encoding="utf-8"))
                roots = {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
                roots |= {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
                assert roots <= sys.stdlib_module_names | {"hundralapp"}, path


def test_every_layer_is_in_use() -> None:
    units = {unit_of(path) for path in MODULES}
    assert set(MAY_IMPORT) == units


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_one_job_per_module(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, "split it by topic"
    assert not {"utils", "helpers", "manager", "misc"} & set(path.relative_to(PACKAGE).with_suffix("").parts)
