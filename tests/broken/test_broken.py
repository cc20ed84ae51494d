"""One broken workspace or household file per diagnostic, and exactly what is said of it in each language.

`pytest tests/broken --update-broken` writes the expected texts again; read the diff as the budget analyst who gets them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commandline import run

from hundralapp import codes
from hundralapp.cli.common import load
from hundralapp.diagnostics import Language, Severity
from hundralapp.households.reading import read_household
from hundralapp.households.reform_file import read_reform
from hundralapp.municipalities.outcomes import try_outcomes
from hundralapp.municipalities.reading import read_municipalities
from hundralapp.workspace.files import LARGEST, LONGEST_LINE, MOST_LINES, Files

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
NAMES = [path.name for path in FOLDERS]


def too_large(folder: Path) -> None:
    with (folder / "budget" / "namnder.csv").open("wb") as file:
        file.truncate(LARGEST[".csv"] + 1)


def too_many_lines(folder: Path) -> None:
    (folder / "budget" / "namnder.csv").write_text("committee,2024\n" * (MOST_LINES + 1), encoding="utf-8")


def too_long_line(folder: Path) -> None:
    row = "Skolnämnden," + "5" * LONGEST_LINE
    (folder / "budget" / "namnder.csv").write_text(f"committee,2024\n{row}\n", encoding="utf-8")


def unreadable(folder: Path) -> None:
    os.mkfifo(folder / "budget" / "namnder.csv")


def link_out(folder: Path) -> None:
    outside = folder.parent / "passwords.csv"
    outside.write_text("committee,2024\n", encoding="utf-8")
    (folder / "budget" / "namnder.csv").symlink_to(outside)


# What git cannot carry, or should not.
MADE: dict[str, Callable[[Path], None]] = {
    "file-too-large": too_large,
    "too-many-lines": too_many_lines,
    "line-too-long": too_long_line,
    "unreadable": unreadable,
    "path-outside": link_out,
}


def workspace(name: str, to: Path) -> Path:
    """A copy of the broken workspace, without what is expected of it."""
    folder = to / "minstad"
    shutil.copytree(HERE / name, folder, ignore=shutil.ignore_patterns("expected.*.txt"))
    if name in MADE:
        (folder / "budget").mkdir(exist_ok=True)
        MADE[name](folder)
    return folder


HOUSEHOLD, REFORM, MUNICIPALITIES, OUTCOMES = "household.yaml", "reform.yaml", "municipalities.csv", "outcomes.csv"


def read(folder: Path) -> Files:
    """The files of the broken workspace, household, reform or table, with all that is wrong in their report."""
    if (folder / HOUSEHOLD).is_file():
        household, files = read_household(folder / HOUSEHOLD)
        assert household is None
        return files
    if (folder / REFORM).is_file():
        reform, files = read_reform(folder / REFORM)
        assert reform is None
        return files
    if (folder / MUNICIPALITIES).is_file():
        return read_municipalities(folder / MUNICIPALITIES, 2024)[1]
    if (folder / OUTCOMES).is_file():
        return try_outcomes(folder / OUTCOMES)[1]
    return load(folder)[0].workspace.files


def said(files: Files, language: Language) -> str:
    """What the command says of it."""
    return files.report.render(language, files.line) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said(name: str, tmp_path: Path, update_broken: bool) -> None:
    files = read(workspace(name, tmp_path))
    for language in ("sv", "en"):
        expected, found = HERE / name / f"expected.{language}.txt", said(files, language)
        if update_broken:
            expected.write_text(found, encoding="utf-8", newline="\n")
        assert expected.is_file(), f"{expected} is missing: run pytest tests/broken --update-broken, and read what it says"
        assert found == expected.read_text(encoding="utf-8")
        assert f": {name}: " in found
    as_json = [each.as_json() for each in files.report]
    heads = [f"{each['file']}:{each['line']}:{each['column']}: {each['code']}: {each['sv']}" for each in as_json]
    assert heads == [line for line in said(files, "sv").splitlines() if not line.startswith("      ") and " | " not in line[:9]]
    assert files.report.ok == all(each["severity"] == "warning" for each in as_json)


def test_every_code_has_its_workspace() -> None:
    assert [each.name for each in codes.CODES if each.name not in NAMES and not each.note_en] == []
    assert [name for name in NAMES if name not in codes.BY_NAME] == []
    assert [each.name for each in codes.CODES if each.note_en and each.name in NAMES] == []
    assert sorted(MADE) == [name for name in NAMES if name in MADE]


def test_codes_are_told_apart() -> None:
    assert len(codes.BY_NAME) == len(codes.CODES)
    for each in codes.CODES:
        assert all((each.sv, each.en, each.why_sv, each.why_en)), each.name
        assert bool(each.note_sv) == bool(each.note_en), each.name


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["leading-zero", "plan-too-short"])
def test_the_command_says_the_same(name: str, language: str, tmp_path: Path) -> None:
    folder = workspace(name, tmp_path)
    command = ["check", folder, "--lang", language]
    ended = run(*command)
    assert ended.stdout == (HERE / name / f"expected.{language}.txt").read_text(encoding="utf-8")
    is_warning = codes.BY_NAME[name].severity is Severity.WARNING
    assert ended.returncode == (0 if is_warning else 1)
    assert (folder / "hundralapp.lock").exists() == is_warning
    in_json = run(*command, "--json")
    envelope = json.loads(in_json.stdout)
    assert [each["code"] for each in envelope["diagnostics"]] == [name]
    assert envelope["data"]["ok"] == is_warning


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_household_file_is_refused_by_the_command(language: str) -> None:
    name = "income-out-of-range"
    file = HERE / name / HOUSEHOLD
    command = ["households", "--household", file, "--lang", language]
    ended = run(*command)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith((HERE / name / f"expected.{language}.txt").read_text(encoding="utf-8"))
    in_json = run(*command, "--json")
    assert [each["line"] for each in json.loads(in_json.stdout)["diagnostics"]] == [6, 8, 9]
