"""`hundralapp export`: writes what is asked for, whole, and never over what is not its own."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hundralapp.cli.export import command

ROOT = Path(__file__).parents[3]
EXEMPELSTAD = str(ROOT / "examples" / "exempelstad")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_a_package_is_a_folder_with_checksums_that_hold(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    for _ in range(2):  # a former export is replaced
        result = run(EXEMPELSTAD, "--to", "package", "--out", out)
        assert result.exit_code == 0, result.output
    lines = [line.split("  ") for line in (out / "checksums.txt").read_text(encoding="utf-8").splitlines()]
    there = {each.relative_to(out).as_posix() for each in out.rglob("*") if each.is_file()}
    assert {name for _, name in lines} | {"checksums.txt"} == there
    assert all(hashlib.sha256((out / name).read_bytes()).hexdigest() == digest for digest, name in lines)


def test_a_package_may_be_an_archive(tmp_path: Path) -> None:
    out = tmp_path / "ut.zip"
    answer = json.loads(run(EXEMPELSTAD, "--to", "package", "--out", out, "--json").stdout)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert {each["name"] for each in answer["data"]["files"]} | {"checksums.txt"} == set(archive.namelist())
        assert json.loads(archive.read("datapackage.json"))["synthetic"] is True


@pytest.mark.parametrize(("form", "file"), [("csv", "excel/figures.csv"), ("json", "figures.json")])
def test_one_form_alone(tmp_path: Path, form: str, file: str) -> None:
    out = tmp_path / "ut"
    assert run(EXEMPELSTAD, "--to", form, "--out", out).exit_code == 0
    assert (out / file).is_file()
    assert {each.suffix for each in out.rglob("*") if each.is_file()} == {f".{form}", ".txt"}


def test_a_workbook_is_one_file(tmp_path: Path) -> None:
    out = tmp_path / "ut.xlsx"
    result = run(EXEMPELSTAD, "--to", "xlsx", "--out", out)
    assert result.exit_code == 0, result.output
    assert [each.name for each in tmp_path.iterdir()] == ["ut.xlsx"]
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None


def test_a_file_is_not_written_over_a_folder(tmp_path: Path) -> None:
    refused = run(EXEMPELSTAD, "--to", "xlsx", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "kan inte skrivas" in refused.output


def test_a_folder_with_anything_else_is_left_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run(EXEMPELSTAD, "--to", "json", "--out", out).exit_code == 0
    (out / "mine.txt").write_text("kept", encoding="utf-8")
    refused = run(EXEMPELSTAD, "--to", "json", "--out", out)
    assert refused.exit_code == 2
    assert "mine.txt" in refused.output
    assert (out / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_a_link_to_another_folder_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run(EXEMPELSTAD, "--to", "json", "--out", out).exit_code == 0
    (out / "mine").symlink_to(tmp_path)
    refused = run(EXEMPELSTAD, "--to", "json", "--out", out)
    assert refused.exit_code == 2
    assert "annat än en export: mine." in refused.output


def test_a_folder_that_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    refused = run(EXEMPELSTAD, "--to", "csv", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "ingen tidigare export" in refused.output


@pytest.mark.parametrize("place", [".", "ut", ".."])
def test_nothing_is_written_into_the_workspace(place: str) -> None:
    refused = run(EXEMPELSTAD, "--to", "package", "--out", Path(EXEMPELSTAD) / place)
    assert refused.exit_code == 2
    assert "arbetsytan" in refused.output


def test_an_export_that_fails_half_way_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "ut"
    assert run(EXEMPELSTAD, "--to", "csv", "--out", out).exit_code == 0
    before = {each: each.read_bytes() for each in out.rglob("*") if each.is_file()}

    write, left = Path.write_bytes, iter(range(5))

    def until_full(path: Path, content: bytes) -> int:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", until_full)
    failed = run(EXEMPELSTAD, "--to", "csv", "--out", out)
    assert failed.exit_code == 2
    assert "No space left" in failed.output
    assert {each: each.read_bytes() for each in out.rglob("*") if each.is_file()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["ut"]


def test_a_workspace_with_errors_is_not_exported(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    result = run(ROOT / "tests" / "broken" / "not-a-number", "--to", "json", "--out", out)
    assert result.exit_code == 1
    assert not out.exists()
