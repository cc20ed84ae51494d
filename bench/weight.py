"""How large a site is: all of it, and its largest page with all that the page needs, as a server would send it."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

# What a page asks for by itself: styles and scripts, fonts of its styles, and the tables a page of Observable Framework names.
_NEEDED = re.compile(
    r"""<link\b(?=[^>]*\brel="(?:stylesheet|modulepreload|icon)")[^>]*\bhref="([^"]+)"|<(?:script|img)\b[^>]*\bsrc="([^"]+)"|"""
    r"""\burl\(["']?([^"')]+)["']?\)|\bregisterFile\("[^"]+", \{[^}]*"path":"([^"]+)\""""
)
_COMPRESSED = {".woff2", ".zip", ".xlsx", ".png"}


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes. `compressed` is every file by gzip; `page` is the largest page with all it needs, `path` where it is."""

    files: int
    bytes: int
    compressed: int
    page: int
    path: Path


def weigh(folder: Path) -> Weight:
    """A site's weight. What is compressed already counts as it is."""
    written = [path for path in folder.rglob("*") if path.is_file()]
    sizes = {path: _sent(path) for path in written}
    pages = {path: size + sum(sizes[each] for each in needed(path)) for path, size in sizes.items() if path.suffix == ".html"}
    largest = max(pages, key=lambda each: (pages[each], each))
    return Weight(
        len(written),
        sum(path.stat().st_size for path in written),
        sum(sizes.values()),
        pages[largest],
        largest.relative_to(folder),
    )


def needed(page: Path) -> set[Path]:
    """The files beside a page that it asks for when it is opened."""
    found = (next(filter(None, each.groups())) for each in _NEEDED.finditer(page.read_text(encoding="utf-8")))
    return {path for name in found if not name.startswith("data:") and (path := (page.parent / name).resolve()).is_file()}


def _sent(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix in _COMPRESSED else len(gzip.compress(content, 6))
