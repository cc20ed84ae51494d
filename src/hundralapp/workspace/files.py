"""Reading files that someone else may have written: bounded, inside the workspace, as UTF-8 text.

Refuses what is too large before reading it, paths and links that lead out of the folder, and bytes that are not text. Each
refusal is a diagnostic; the file then counts as empty.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Location, Report

LARGEST = {".yaml": 4 << 20, ".csv": 64 << 20}
LONGEST_LINE = 100_000
_TEXT_CONTROLS = "\t\n\r"


@dataclass(slots=True)
class Files:
    """A workspace's folder, its report, and the text of what was read (for showing lines in messages)."""

    folder: Path
    report: Report = field(default_factory=Report)
    texts: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def exists(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def names(self, under: str, suffix: str) -> list[str]:
        """Files below `under` with `suffix`, sorted, as paths relative to the workspace."""
        top = self.folder / under
        found: list[str] = []
        for directory, folders, files in os.walk(top):
            folders.sort()
            found += [
                (Path(directory) / name).relative_to(self.folder).as_posix()
                for name in sorted(files)
                if name.endswith(suffix) and not name.startswith((".", "~"))
            ]
        return found

    def read(self, name: str) -> str | None:
        """The text of a file in the workspace, or None with a diagnostic."""
        here = Location(name)
        path = self.folder / name
        if not _inside(path, self.folder):
            self.report.add(codes.PATH_OUTSIDE.at(here, path=name))
            return None
        try:
            if not path.is_file():
                raise OSError("not an ordinary file")
            size, limit = path.stat().st_size, LARGEST.get(path.suffix, 4 << 20)
            if size > limit:
                self.report.add(codes.FILE_TOO_LARGE.at(here, size=size >> 20, limit=limit >> 20))
                return None
            data = path.read_bytes()
        except OSError as error:
            self.report.add(codes.UNREADABLE.at(here, problem=error.strerror or str(error)))
            return None
        text = self._decode(name, data)
        if text is None or not self._is_text(name, text):
            return None
        self.texts[name] = text
        return text

    def line(self, name: str, number: int) -> str | None:
        """A line of a file that was read; None for another file or line."""
        if name not in self.texts:
            return None
        if name not in self._lines:
            self._lines[name] = self.texts[name].split("\n")
        lines = self._lines[name]
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else None

    def _decode(self, name: str, data: bytes) -> str | None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.report.add(codes.NOT_UTF8.at(Location(name, line), offset=error.start))
            return None

    def _is_text(self, name: str, text: str) -> bool:
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                self.report.add(codes.LINE_TOO_LONG.at(Location(name, number), limit=LONGEST_LINE))
                return False
            if not line.isprintable():
                bad = next((i for i, char in enumerate(line) if _is_control(char)), None)
                if bad is not None:
                    place = Location(name, number, bad + 1)
                    self.report.add(codes.CONTROL_CHARACTER.at(place, char=f"U+{ord(line[bad]):04X}"))
                    return False
        return True


def _is_control(char: str) -> bool:
    point = ord(char)
    bidirectional = 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069
    return bidirectional or ((point < 32 or 0x7F <= point < 0xA0) and char not in _TEXT_CONTROLS)


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
