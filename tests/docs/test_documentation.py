"""Documentation cannot lie: every command in it is run, every output it shows is compared, every Python block is run.

A document is run from top to bottom in a folder of its own, with the examples in it:

- a `console` block holds commands (`$ ...`) and what they print; a line `...` stands for any lines, and a command with nothing
  below it is only run;
- a `python` block is run;
- a block with a path after its language (```` ```yaml minstad/goals.yaml ````) is the file it shows, and is written.

`pytest tests/docs --docs-update` writes the shown outputs again, but for those with `...`; read the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
WILDCARD = "..."
WIDTH = "100"
_FENCE = re.compile(r"^```(?P<language>\w*)(?: +(?P<path>\S+))?\s*$")
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


@dataclass
class Command:
    """A command of a console block: where it stands, and what the document shows below it."""

    line: int
    text: str
    shown: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A fenced block: its language, the path it is the content of (or empty), and its lines, the first of which is `line`."""

    language: str
    path: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def commands(self) -> Iterator[Command]:
        command: Command | None = None
        for number, line in enumerate(self.lines, start=self.line):
            if line.startswith("$ "):
                if command is not None:
                    yield command
                command = Command(number, line.removeprefix("$ "))
            elif command is not None:
                command.shown.append(line)
            else:
                raise AssertionError(f"line {number}: a console block begins with a command: $ ...")
        if command is not None:
            yield command


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    inside: Block | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if inside is not None and line.rstrip() == "```":
            found.append(inside)
            inside = None
        elif inside is not None:
            inside.lines.append(line)
        elif (match := _FENCE.match(line)) is not None:
            inside = Block(match["language"], match["path"] or "", number + 1)
    assert inside is None, "a block is never closed"
    return found


def run(command: str | list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell line or a program as the reader would, in a terminal 100 columns wide."""
    unset = {"HUNDRALAPP_LANG", "HUNDRALAPP_DEBUG", "FORCE_COLOR", "NO_COLOR", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {
        "COLUMNS": WIDTH,
        "PYTHONIOENCODING": "utf-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
    return subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def plain(text: str) -> list[str]:
    """Lines without trailing spaces, and no empty ones at the end."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def fits(shown: list[str], printed: list[str]) -> bool:
    """Whether what was printed is what is shown, where `...` stands for any number of lines."""
    if not shown:
        return not printed
    if shown[0] == WILDCARD:
        return any(fits(shown[1:], printed[start:]) for start in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and fits(shown[1:], printed[1:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_the_document_shows_happens(document: Path, tmp_path: Path, docs_update: bool) -> None:
    text = document.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    wrong: list[str] = []
    printed: dict[int, list[str]] = {}
    for block in blocks(text):
        if block.path:
            path = (tmp_path / block.path).resolve()
            assert path.is_relative_to(tmp_path), f"line {block.line}: {block.path} is outside the folder"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            done = run([sys.executable, "-c", block.text], tmp_path)
            if done.returncode:
                wrong.append(f"{document.name}:{block.line}: the block fails:\n{done.stdout}")
        elif block.language == "console":
            for command in block.commands():
                done = run(command.text, tmp_path)
                printed[command.line] = plain(done.stdout)
                shown = [line.rstrip() for line in plain("\n".join(command.shown))]
                if shown and not fits(shown, printed[command.line]):
                    wrong.append(f"{document.name}:{command.line}: {command.text}\nprints:\n{done.stdout}")
                if done.returncode not in ((0, 1) if shown else (0,)):
                    wrong.append(f"{document.name}:{command.line}: {command.text}\nends with {done.returncode}:\n{done.stdout}")
    if docs_update:
        document.write_text(_updated(text, printed), encoding="utf-8")
    else:
        assert not wrong, "\n\n".join(wrong)


def _updated(text: str, printed: dict[int, list[str]]) -> str:
    """The document with its shown outputs replaced by what was printed, but for those with a wildcard."""
    lines = text.splitlines()
    commands = [command for block in blocks(text) if block.language == "console" for command in block.commands()]
    for command in reversed(commands):
        if command.shown and WILDCARD not in (line.rstrip() for line in command.shown):
            tail = [""] if not command.shown[-1].strip() else []
            lines[command.line : command.line + len(command.shown)] = printed[command.line] + tail
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [match["target"] for match in _LINK.finditer(text)]
    broken = [
        each for each in targets if "://" not in each and not each.startswith("mailto:") and not (document.parent / each).exists()
    ]
    assert not broken


def test_wildcards() -> None:
    assert fits(["a", WILDCARD, "c"], ["a", "b", "b", "c"])
    assert fits(["a", WILDCARD], ["a"])
    assert not fits(["a", WILDCARD, "c"], ["a", "b"])
    assert not fits(["a"], ["a", "b"])


def test_both_languages_show_the_same_commands() -> None:
    """What differs are words: the language option and the names in the workspace."""
    for swedish in sorted((ROOT / "docs").rglob("*.sv.md")):
        english = swedish.with_name(swedish.name.replace(".sv.md", ".en.md"))
        counts = []
        for document in (swedish, english):
            found = blocks(document.read_text(encoding="utf-8"))
            commands = [command for block in found if block.language == "console" for command in block.commands()]
            verbs = [command.text.split()[: 2 if command.text.startswith("hundralapp") else 1] for command in commands]
            counts.append(([block.language for block in found], verbs))
        assert counts[0] == counts[1], swedish.name
