"""Reading files that someone else may have written: bounded, inside the workspace, as UTF-8 text.

Refuses what is too large before reading it, paths and links that lead out of the folder, and bytes that are not text. Each
refusal is a diagnostic; the file then counts as empty. Line endings are made one kind, so that a file from Windows is the
same file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Location, Report, Words

LARGEST = {".yaml": 1 << 20, ".csv": 64 << 20}
_LARGEST_OTHER = 1 << 20
MOST_LINES = 500_000
LONGEST_LINE = 100_000


@dataclass(slots=True)
class Files:
    """A workspace's folder, its report, and the text of what was read (for showing lines in messages)."""

    folder: Path
    report: Report = field(default_factory=Report)
    texts: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def exists(self, name: str) -> bool:
        """True when there is anything by that name; that it is a readable file is for `read` to say."""
        return os.path.lexists(self.folder / name)

    def names(self, under: str) -> list[str]:
        """Files below `under`, sorted, as paths relative to the workspace; hidden ones and locks of open ones left out."""
        found: list[str] = []
        for directory, folders, files in os.walk(self.folder / under):
            here = Path(directory).relative_to(self.folder)
            for name in folders:
                if (self.folder / here / name).is_symlink():
                    self._refuse_link((here / name).as_posix())
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [(here / name).as_posix() for name in sorted(files) if not name.startswith((".", "~"))]
        return found

    def top_names(self) -> list[str]:
        """Files in the folder itself, sorted, hidden ones left out."""
        try:
            return sorted(each.name for each in os.scandir(self.folder) if not each.is_dir() and not each.name.startswith("."))
        except OSError:
            return []

    def _refuse_link(self, name: str) -> None:
        """A link to a folder is not followed, and not passed over in silence."""
        if _inside(self.folder / name, self.folder):
            problem = Words("en länk till en mapp följs inte", "a link to a folder is not followed")
            self.report.add(codes.UNREADABLE.at(Location(name), problem=problem))
        else:
            self.report.add(codes.PATH_OUTSIDE.at(Location(name), path=name))

    def read(self, name: str) -> str | None:
        """The text of a file in the workspace, or None with a diagnostic."""
        here = Location(name)
        path = self.folder / name
        if not _inside(path, self.folder):
            self.report.add(codes.PATH_OUTSIDE.at(here, path=name))
            return None
        try:
            if not path.is_file():
                self.report.add(codes.UNREADABLE.at(here, problem=_NOT_A_FILE))
                return None
            size, limit = path.stat().st_size, LARGEST.get(path.suffix, _LARGEST_OTHER)
            if size > limit:
                self.report.add(codes.FILE_TOO_LARGE.at(here, size=-(-size >> 20), limit=limit >> 20))
                return None
            data = path.read_bytes()
        except OSError as error:
            self.report.add(codes.UNREADABLE.at(here, problem=error.strerror or str(error)))
            return None
        text = self._decode(name, data)
        if text is None:
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self._is_text(name, text):
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
        return lines[number - 1] if 0 < number <= len(lines) else None

    def _decode(self, name: str, data: bytes) -> str | None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.report.add(codes.NOT_UTF8.at(Location(name, line), offset=error.start))
            return None

    def _is_text(self, name: str, text: str) -> bool:
        lines = text.count("\n")
        if lines > MOST_LINES:
            self.report.add(codes.TOO_MANY_LINES.at(Location(name), lines=lines, limit=MOST_LINES))
            return False
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


_NOT_A_FILE = Words("den är ingen vanlig fil", "it is not an ordinary file")

# Invisible, and able to change what a reader sees: zero-width characters, marks and overrides of direction, line and
# paragraph separators (which YAML would count as lines), and a byte order mark in the middle of a file.
_INVISIBLE = frozenset((0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF))


def _is_control(char: str) -> bool:
    point = ord(char)
    return (point < 32 and char != "\t") or 0x7F <= point < 0xA0 or point in _INVISIBLE


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
