"""A publication: a folder with the pages in two languages, the data, and the checksums, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.graph.export import as_json
from hundralapp.publish import datafiles
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.explained import FOLDERS, SCRIPT
from hundralapp.publish.frame import FRONT, Frame, fonts
from hundralapp.publish.front import front_page
from hundralapp.publish.opened import compact, open_figures
from hundralapp.publish.pages import KINDS, explanations
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


def make_site(budgets: Sequence[Budget]) -> dict[str, bytes]:
    """Every file of the site, by its name from the site's folder.

    The same workspaces give the same bytes: there is no date of making in them. One budget fills the folder; several stand each
    in its own folder, below a page that lists them.
    """
    up = "../" if len(budgets) > 1 else ""
    budgets = sorted(budgets, key=lambda budget: budget.folder)
    files: dict[str, bytes] = {}
    for budget in budgets:
        made = dict(budget.data)
        for language in get_args(Language):
            made |= _edition_files(Edition(budget, language, up))
        files |= {f"{budget.folder}/{name}" if up else name: content for name, content in made.items()}
    if up:
        files |= {
            FRONT[each]: front_page([Edition(budget, each, up) for budget in budgets]).encode() for each in get_args(Language)
        }
    files |= fonts()
    return files | {datafiles.CHECKSUMS: datafiles.checksums(files).encode()}


def _edition_files(edition: Edition) -> dict[str, bytes]:
    """The pages of a budget in one language. The explanations come last, when it is known what was shown."""
    made = [page for make in KINDS for page in make(edition)]
    opened = open_figures(edition.shower, edition.compared.changed if edition.compared else ())
    pages = [*made, *explanations.pages(edition, opened)]
    frame = Frame(edition, pages)
    files = {page.files[edition.language]: frame.draw(page).encode() for page in pages}
    script = f"Hundralapp.explanations = {as_json(compact(opened, edition.language))};\n"
    return files | {f"{FOLDERS[edition.language]}/{SCRIPT}": script.encode()}


def publish(budgets: Sequence[Budget], folder: Path) -> list[Published]:
    """Write the publication, in place of a former one.

    Args:
        budgets: without errors.
        folder: a folder that is not there, is empty, or is a former publication with nothing else in it.
    Raises:
        NotAPublicationError: the folder holds something else.
        OSError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder)
    files = make_site(budgets)
    marker = {
        "format": FORMAT,
        "hundralapp": __version__,
        "workspaces": [budget.model.workspace.name for budget in budgets],
        "files": {name: datafiles.digest(content) for name, content in sorted(files.items())},
    }
    files[MARKER] = f"{json.dumps(marker, ensure_ascii=False, indent=2)}\n".encode()
    with new_folder(folder) as building:
        for name, content in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return [Published(name, len(content), datafiles.digest(content)) for name, content in files.items() if name != MARKER]


def check_replaceable(folder: Path) -> None:
    """Refuse a folder with anything in it that a publication did not write.

    Raises:
        NotAPublicationError: with the names of what is in the way.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAPublicationError(folder, [])
    there = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir() or each.is_symlink())
    if not there and not any(folder.iterdir()):
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
