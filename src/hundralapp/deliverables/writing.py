"""Writing what is handed over: one file, a folder or an archive, whole or not at all, never over what is not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hundralapp.deliverables.checksums import listed_files, with_checksums
from hundralapp.workspace.writing import check_replaceable, new_file, write_files

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name
_MODE = 0o100644 << 16


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
        NotOursError: the folder holds something else.
        OSError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder, listed_files)
    write_files(with_checksums(files), folder)


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files and their checksums as one zip archive; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted(with_checksums(files).items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return written.getvalue()
