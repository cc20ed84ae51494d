"""The checksums of what is handed over: one list beside the files, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

CHECKSUMS = "checksums.txt"


def digest(content: bytes) -> str:
    """sha256 of a file."""
    return hashlib.sha256(content).hexdigest()


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """sha256 of every file, by its name."""
    return {name: digest(content) for name, content in sorted(files.items())}


def checksum_list(digests: Mapping[str, str]) -> bytes:
    """The list of checksums."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()


def with_checksums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files and the list of their checksums."""
    return {**files, CHECKSUMS: checksum_list(digests(files))}


def listed_files(folder: Path) -> set[str]:
    """The files that a folder's list of checksums names, and the list itself; none where it has no such list."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    pairs = [line.partition("  ") for line in lines]
    is_list = bool(pairs) and all(len(digest) == 64 and name for digest, _, name in pairs)
    return {CHECKSUMS, *(name for _, _, name in pairs)} if is_list else set()
