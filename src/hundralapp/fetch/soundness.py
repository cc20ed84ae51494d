"""Would the workspace still be sound? The rows are tried in a copy before they are written where someone works."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Diagnostic, Words
from hundralapp.fetch.problems import refuse
from hundralapp.fetch.record import put
from hundralapp.fetch.table import FOLDER
from hundralapp.model import load_model


def errors_with(folder: Path, texts: Mapping[str, str]) -> list[Diagnostic]:
    """The errors that a workspace would have with these files in it (empty ones are not put in).

    Raises:
        FetchError: the copy cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="hundralapp-") as made:
        copy = Path(made) / folder.resolve().name
        try:
            shutil.copytree(folder, copy, symlinks=True, ignore=_not_read)
        except OSError:
            problem = Words("mappen kan inte kopieras för att prövas", "the folder cannot be copied to be tried")
            raise refuse(codes.FETCH_UNWRITABLE, folder.name, problem=problem) from None
        for name, text in texts.items():
            if text:
                put(copy, name, text)
        return load_model(copy).report.errors


def _not_read(directory: str, names: Iterable[str]) -> list[str]:
    """What a workspace does not read: hidden files, and what was fetched as it came."""
    return [name for name in names if name.startswith(".") or name == FOLDER]
