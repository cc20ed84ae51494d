"""Writing what is handed over: one file, a folder or an archive, whole or not at all, never over what is not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hundralapp.deliverables.package import CHECKSUMS, checksums
from hundralapp.workspace.writing import new_file, new_folder

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name
_MODE = 0o100644 << 16


class NotAnExportError(Exception):
    """The folder holds something that no earlier export wrote. `foreign` names it; empty when it is no export at all."""

    def __init__(self, folder: Path, foreign: tuple[str, ...]) -> None:
        super().__init__(str(folder))
        self.folder = folder
        self.foreign = foreign


def write_bytes(path: Path, content: bytes) -> None:
    """Replace one file.

    Raises:
        OSError: it cannot be written.
    """
    with new_file(path) as building:
        building.write_bytes(content)


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files and their checksums as a folder, in place of an earlier export.

    Args:
        files: content by name; `/` separates folders.
        folder: one that is not there, is empty, or holds nothing but what its own checksums name.
    Raises:
        NotAnExportError: the folder holds something else.
        OSError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder)
    with new_folder(folder) as building:
        for name, content in {**files, CHECKSUMS: checksums(files)}.items():
            place = building / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def check_replaceable(folder: Path) -> None:
    """Refuse a folder with anything in it that an export did not write.

    Raises:
        NotAnExportError: with the names of what is in the way.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAnExportError(folder, ())
    there = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir())
    if not there and not any(folder.iterdir()):
        return
    known = _named_by(folder / CHECKSUMS)
    if not known:
        raise NotAnExportError(folder, ())
    foreign = tuple(name for name in there if name not in known)
    if foreign:
        raise NotAnExportError(folder, foreign)


def _named_by(path: Path) -> set[str]:
    """The files that a list of checksums names, and the list itself; none where it is not such a list."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    pairs = [line.partition("  ") for line in lines]
    is_list = bool(pairs) and all(len(digest) == 64 and name for digest, _, name in pairs)
    return {CHECKSUMS, *(name for _, _, name in pairs)} if is_list else set()


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files and their checksums as one zip archive; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted({**files, CHECKSUMS: checksums(files)}.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return written.getvalue()
