"""What a page is, before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hundralapp.diagnostics import Language


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language, with what its template asks for.

    `kind` is its name among the pages, the same in both languages; `files` its address in each, from the folder of the edition.
    `title` is short, for the menu and the window. `data` becomes blocks of JSON by their element's name. `scripts` and `styles`
    are assets of its own, beside those that every page has. A page that `computes` has the
    evaluator of graphs; one that is not `listed` is reached from another.
    """

    kind: str
    files: Mapping[Language, str]
    title: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    computes: bool = False
    listed: bool = True

    @property
    def root(self) -> str:
        """The way from the page to the folder of its edition: empty, or `../`."""
        return "../" * next(iter(self.files.values())).count("/")
