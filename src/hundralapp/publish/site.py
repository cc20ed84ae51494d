"""A publication: a folder with the pages in two languages, the data, and the checksums, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from hundralapp import __version__
from hundralapp.collection import rare_collection
from hundralapp.deliverables.checksums import CHECKSUMS, checksum_list, digest, digests, with_checksums
from hundralapp.diagnostics import Language
from hundralapp.graph.export import as_json
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.explained import FOLDERS, SCRIPT
from hundralapp.publish.frame import FRONT, Frame, fonts
from hundralapp.publish.front import front_page
from hundralapp.publish.opened import compact, open_figures
from hundralapp.publish.pages import KINDS, explanations
from hundralapp.workspace.writing import check_replaceable, write_files

MARKER = "publication.json"
FORMAT = "hundralapp-publication/1"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of a publication."""

    name: str
    bytes: int
    sha256: str


def make_site(budgets: Sequence[Budget], *, in_folders: bool = False) -> dict[str, bytes]:
    """Every file of the site, by its name from the site's folder, with the list of their checksums.

    The same workspaces give the same bytes: there is no date of making in them. One budget fills the folder; several stand each
    in its own folder, below a page that lists them.

    Args:
        in_folders: a single one too.
    """
    return with_checksums(_pages_and_data(budgets, in_folders))


def _pages_and_data(budgets: Sequence[Budget], in_folders: bool = False) -> dict[str, bytes]:
    up = "../" if in_folders or len(budgets) > 1 else ""
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
    return files


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
        NotOursError: the folder holds something else.
        OSError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder, _files_of)
    with rare_collection():
        files = _pages_and_data(budgets)
    hashes = digests(files)
    files[CHECKSUMS] = checksum_list(hashes)
    hashes[CHECKSUMS] = digest(files[CHECKSUMS])
    marker = {
        "format": FORMAT,
        "hundralapp": __version__,
        "workspaces": [budget.model.workspace.name for budget in budgets],
        "files": dict(sorted(hashes.items())),
    }
    said = f"{json.dumps(marker, ensure_ascii=False, indent=2)}\n".encode()
    write_files(files | {MARKER: said}, folder)
    return [Published(name, len(content), hashes[name]) for name, content in files.items()]


def _files_of(folder: Path) -> set[str]:
    """The files of a former publication; none when the folder is not one."""
    try:
        found: Any = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        return set()
    return {MARKER, *map(str, found["files"])}
