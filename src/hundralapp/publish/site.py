"""A publication: a folder with the pages in two languages, the data, and the checksums, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hundralapp import __version__
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish import datafiles
from hundralapp.publish.pages import PAGES, DataFile, render
from hundralapp.workspace.lock import make_lock
from hundralapp.workspace.writing import new_folder

MARKER = "publication.json"
FORMAT = "hundralapp-publication/1"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of a publication."""

    name: str
    bytes: int
    sha256: str


class NotAPublicationError(Exception):
    """The folder holds something that a publication would destroy. `foreign` names it; empty when it is no publication."""

    def __init__(self, folder: Path, foreign: Sequence[str]) -> None:
        super().__init__(str(folder))
        self.folder = folder
        self.foreign = tuple(foreign)


def make_files(model: Model, proposals: Mapping[str, Proposal]) -> dict[str, str]:
    """Every file of the publication, by name. The same workspace gives the same bytes: there is no date of making in them."""
    files = {
        datafiles.BUDGET: datafiles.budget_json(model),
        datafiles.FIGURES: datafiles.figures_csv(model),
        datafiles.GRAPH: datafiles.graph_json(model),
    }
    data = [DataFile(name, len(text.encode())) for name, text in files.items()]
    figures = ((*key, model.evaluation[cell.row]) for key, cell in model.cells.items())
    result = make_lock(model.workspace.files, figures, __version__).result
    for language in PAGES:
        files |= render(model, list(proposals.values()), language, data, result)
    return files | {datafiles.CHECKSUMS: datafiles.checksums(files)}


def publish(model: Model, proposals: Mapping[str, Proposal], folder: Path) -> list[Published]:
    """Write the publication, in place of a former one.

    Args:
        model: without errors.
        folder: a folder that is not there, is empty, or is a former publication with nothing else in it.
    Raises:
        NotAPublicationError: the folder holds something else.
        OSError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder)
    files = make_files(model, proposals)
    marker = {
        "format": FORMAT,
        "hundralapp": __version__,
        "workspace": model.workspace.name,
        "files": {name: datafiles.digest(text) for name, text in sorted(files.items())},
    }
    with new_folder(folder) as building:
        for name, text in {**files, MARKER: json.dumps(marker, ensure_ascii=False, indent=2) + "\n"}.items():
            (building / name).write_text(text, encoding="utf-8", newline="\n")
    return [Published(name, len(text.encode()), datafiles.digest(text)) for name, text in files.items()]


def check_replaceable(folder: Path) -> None:
    """Refuse a folder with anything in it that a publication did not write.

    Raises:
        NotAPublicationError: with the names of what is in the way.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAPublicationError(folder, [])
    there = sorted(each.name for each in folder.iterdir())
    if not there:
        return
    known = _files_of(folder)
    if known is None:
        raise NotAPublicationError(folder, [])
    foreign = [name for name in there if name not in known]
    if foreign:
        raise NotAPublicationError(folder, foreign)


def _files_of(folder: Path) -> set[str] | None:
    """The files of a former publication; None when the folder is not one."""
    try:
        found: Any = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        return None
    return {MARKER, *map(str, found["files"])}
