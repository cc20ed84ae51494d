"""The contract of every verb with a script: exit codes, the JSON envelope, what goes where, and no half-done work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commandline import run

import hundralapp.cli
from hundralapp.cli import check as check_verb
from hundralapp.cli import language as cli_language
from hundralapp.workspace.lock import NAME

ROOT = Path(__file__).parents[3]
ENVELOPE = ["hundralapp", "verb", "workspace", "diagnostics", "data"]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A workspace without problems, with proposals."""
    folder = tmp_path / "stad"
    shutil.copytree(ROOT / "examples" / "stockholm-2024", folder, ignore=shutil.ignore_patterns(NAME))
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "minstad"
    shutil.copytree(ROOT / "tests" / "broken" / "not-a-number", folder)
    return folder


def here(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The command in this process; its exit code."""
    monkeypatch.setattr(sys, "argv", ["hundralapp", *map(str, arguments)])
    monkeypatch.setattr(hundralapp.cli, "translate_click", lambda: None)  # it would change this process's environment
    with pytest.raises(SystemExit) as ended:
        hundralapp.cli.main()
    return int(ended.value.code or 0)


class TestProblemsInTheFiles:
    @pytest.mark.parametrize("verb", ["check", "compute", "compare"])
    def test_one(self, verb: str, broken: Path) -> None:
        done = run(verb, broken)
        assert done.returncode == 1
        assert "not-a-number" in (done.stdout if verb == "check" else done.stderr)
        assert verb == "check" or done.stdout == ""

    @pytest.mark.parametrize("verb", [["check"], ["compute"], ["compare"], ["explain", "result.net_income"]])
    def test_the_envelope_is_there_all_the_same(self, verb: list[str], broken: Path) -> None:
        done = run(verb[0], broken, *verb[1:], "--json")
        envelope = json.loads(done.stdout)
        assert done.returncode == 1
        assert done.stderr == ""
        assert list(envelope) == ENVELOPE
        assert envelope["verb"] == verb[0]
        assert {each["code"] for each in envelope["diagnostics"]} == {"not-a-number"}
        assert set(envelope["diagnostics"][0]) == {"file", "line", "column", "length", "code", "severity", "sv", "en"}
        assert envelope["data"] == (
            {"ok": False, "figures": envelope["data"]["figures"], "lock": None, "differs": []} if verb == ["check"] else {}
        )

    def test_an_empty_folder(self, tmp_path: Path) -> None:
        done = run("check", tmp_path)
        assert done.returncode == 1
        assert "no-workspace" in done.stdout
        assert list(tmp_path.iterdir()) == []

    def test_warnings_count_when_asked(self, tmp_path: Path) -> None:
        folder = tmp_path / "minstad"
        shutil.copytree(ROOT / "tests" / "broken" / "plan-too-short", folder)
        assert run("check", folder, "--strict").returncode == 1
        assert not (folder / NAME).exists()
        assert run("check", folder).returncode == 0


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["chekc"], 'Did you mean "check"?'),
            (["check", "no-such-folder"], "no-such-folder"),
            (["check"], "WORKSPACE"),
            (["check", "{sound}", "--lokced"], "--locked"),
            (["compute", "{sound}", "--section", "x"], "result"),
            (["compute", "{sound}", "--proposal", "x"], "no proposal"),
            (["compute", "{sound}", "--as-of", "i fjol"], "2023-11"),
            (["explain", "{sound}", "revenue.tax_rat"], 'Did you mean "revenue.tax_rate"?'),
            (["explain", "{sound}", "revenue.tax_rate@1999"], "no period"),
            (["compare", "{sound}", "x"], "no proposal"),
            (["compare", "{sound}", "--period", "1999"], "1999"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_two(self, arguments: list[str], says: str, sound: Path) -> None:
        done = run(*(str(sound) if each == "{sound}" else each for each in arguments), "--lang", "en")
        assert done.returncode == 2
        assert says in done.stderr
        assert done.stdout == ""


class TestFaultsOfOurs:
    def test_three(self, sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        def fault(workspace: Path) -> None:
            raise ZeroDivisionError("made for the test")

        monkeypatch.setattr(check_verb, "load", fault)
        assert here(monkeypatch, "check", sound) == 3
        said = capsys.readouterr().err
        assert "ZeroDivisionError: made for the test" in said
        assert "HUNDRALAPP_DEBUG" in said
        assert "Traceback" not in said

    def test_the_place_is_shown_when_asked_for(self, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fault(workspace: Path) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(check_verb, "load", fault)
        monkeypatch.setenv("HUNDRALAPP_DEBUG", "1")
        monkeypatch.setattr(sys, "argv", ["hundralapp", "check", str(sound)])
        monkeypatch.setattr(hundralapp.cli, "translate_click", lambda: None)
        with pytest.raises(ZeroDivisionError):
            hundralapp.cli.main()

    def test_a_stopped_command_is_neither(self, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(workspace: Path) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(check_verb, "load", stop)
        assert here(monkeypatch, "check", sound) == 130


class TestLanguage:
    @pytest.mark.parametrize("arguments", [["--lang", "en", "check"], ["--lang=en", "check"], ["check", "--lang", "en"]])
    def test_before_or_after_the_verb(self, arguments: list[str], broken: Path) -> None:
        assert "is not a number" in run(*arguments, broken).stdout

    def test_by_the_environment(self, broken: Path) -> None:
        assert "is not a number" in run("check", broken, HUNDRALAPP_LANG="en").stdout

    def test_swedish_otherwise(self, broken: Path) -> None:
        assert cli_language.LANGUAGE in ("sv", "en")
        assert "är inget tal" in run("check", broken, LANG="de_DE.UTF-8").stdout


class TestPipes:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["compute", "{sound}"], 0),
            (["compute", "{sound}", "--json"], 0),
            (["compare", "{sound}"], 0),
            (["--help"], 0),
            (["check", "{broken}"], 1),
            (["check", "{broken}", "--json"], 1),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
    )
    def test_a_reader_who_stops_is_no_problem(self, arguments: list[str], code: int, sound: Path, broken: Path) -> None:
        named = [each.format(sound=sound, broken=broken) for each in arguments]
        read, write = os.pipe()
        os.close(read)
        command = [sys.executable, "-m", "hundralapp", *named]
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write)
        assert done.returncode == code
        assert "Traceback" not in done.stderr
        assert "BrokenPipe" not in done.stderr

    def test_what_the_terminal_cannot_show_does_not_stop_it(self, broken: Path) -> None:
        assert run("check", broken, PYTHONIOENCODING="ascii").returncode == 1


class TestLock:
    def test_it_is_written_once_and_holds(self, sound: Path) -> None:
        assert run("check", sound).returncode == 0
        first = (sound / NAME).stat()
        again = run("check", sound, "--locked")
        assert (again.returncode, again.stdout) == (0, "")
        run("check", sound)
        assert (sound / NAME).stat().st_mtime_ns == first.st_mtime_ns
        assert [path.name for path in sound.iterdir() if path.name.startswith(".")] == []

    def test_a_changed_file_is_named(self, sound: Path) -> None:
        run("check", sound)
        lock = (sound / NAME).read_bytes()
        workspace = sound / "workspace.yaml"
        workspace.write_text(workspace.read_text(encoding="utf-8") + "# en ny rad\n", encoding="utf-8")
        done = run("check", sound, "--locked", "--lang", "en")
        assert done.returncode == 1
        assert done.stdout == "workspace.yaml: changed since the lock was written\n"
        assert (sound / NAME).read_bytes() == lock

    def test_line_endings_are_no_change(self, sound: Path) -> None:
        run("check", sound)
        workspace = sound / "workspace.yaml"
        workspace.write_bytes(workspace.read_bytes().replace(b"\n", b"\r\n"))
        assert run("check", sound, "--locked").returncode == 0

    def test_another_result_from_the_same_files(self, sound: Path) -> None:
        run("check", sound)
        document = json.loads((sound / NAME).read_text(encoding="utf-8"))
        (sound / NAME).write_text(json.dumps({**document, "result": "0", "version": "0.0.1"}), encoding="utf-8")
        done = run("check", sound, "--locked", "--lang", "en", "--json")
        assert done.returncode == 1
        (difference,) = json.loads(done.stdout)["data"]["differs"]
        assert "though the files are the same (version 0.0.1 then" in difference

    @pytest.mark.parametrize("text", [None, "", "[]", "{}", "[" * 100_000, '{"format": "hundralapp-lock/1", "files": []}', "\0"])
    def test_no_lock_or_none_that_can_be_read(self, text: str | None, sound: Path) -> None:
        if text is not None:
            (sound / NAME).write_text(text, encoding="utf-8")
        done = run("check", sound, "--locked", "--lang", "en")
        assert done.returncode == 1
        assert done.stdout == f"{NAME} is missing or cannot be read.\n"

    def test_a_lock_that_is_no_file(self, sound: Path) -> None:
        os.mkfifo(sound / NAME)
        assert run("check", sound, "--locked").returncode == 1

    def test_a_folder_that_cannot_be_written(
        self, sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def refuse(path: Path, text: str) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(check_verb, "write_file", refuse)
        assert here(monkeypatch, "check", sound) == 0
        assert NAME in capsys.readouterr().err
        assert not (sound / NAME).exists()

    def test_problems_leave_the_lock_alone(self, sound: Path) -> None:
        run("check", sound)
        lock = (sound / NAME).read_bytes()
        (sound / "goals.yaml").write_text("g: {name: G, figure: key.no_such, at_least: 2}\n", encoding="utf-8")
        assert run("check", sound).returncode == 1
        assert (sound / NAME).read_bytes() == lock
