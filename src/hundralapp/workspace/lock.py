"""The lock: hashes of every input file and of the result, so that a result can be replayed and proven unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hundralapp.workspace.files import Files

NAME = "hundralapp.lock"
FORMAT = "hundralapp-lock/1"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Lock:
    """sha256 of each file read, and of all figures; with the version that computed them."""

    version: str
    files: dict[str, str]
    result: str

    def as_json(self) -> str:
        document = {"format": FORMAT, "version": self.version, "files": dict(sorted(self.files.items())), "result": self.result}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def make_lock(files: Files, result: str, version: str) -> Lock:
    """The lock of what was read and computed.

    Args:
        files: as read by the loader.
        result: `hash_of` the whole model.
        version: of the program.
    """
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.texts.items()}
    return Lock(version, hashes, result)


def hash_of(figures: Iterable[tuple[str, str, float | None]]) -> str:
    """sha256 of (figure, period, value) to the last bit; their order does not matter."""
    lines = sorted(f"{figure}@{period}={'unknown' if value is None else value.hex()}" for figure, period, value in figures)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read_lock(folder: Path) -> Lock | None:
    """The lock of a workspace; None where there is none or it cannot be read."""
    path = folder / NAME
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, Mapping) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        return None
    return Lock(str(found.get("version")), {str(k): str(v) for k, v in found["files"].items()}, str(found.get("result")))


def changed_files(old: Lock, new: Lock) -> list[str]:
    """Names of files that were added, removed or changed, sorted."""
    return sorted(name for name in old.files.keys() | new.files.keys() if old.files.get(name) != new.files.get(name))
