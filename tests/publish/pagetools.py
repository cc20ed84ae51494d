"""Reading a published page without a browser: its elements, in order, with the text that they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"meta", "link", "input", "br", "img", "hr"}
HOUSEHOLDS = ("hushall.html", "household.html")


@dataclass
class Element:
    """An element: its attributes, the text directly in it, and the names of those around it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page:
    """A page's elements in document order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if each.tag in tags]

    @property
    def ids(self) -> list[str]:
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(each.tag for each in self.open))
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(each.tag for each in self.open))
        self.page.elements.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data


def read_page(path: Path) -> Page:
    """A page, every element of it closed in order."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    assert not reader.open, [each.tag for each in reader.open]
    return reader.page


def pages_of(folder: Path, language: str = "") -> list[str]:
    """Every page of a site, or those in one language, by their names from its folder."""
    names = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*.html"))
    return [each for each in names if not language or language_of(folder / each) == language]


def language_of(path: Path) -> str:
    """The language that a page says it is in."""
    head = path.read_text(encoding="utf-8")[:60]
    return "sv" if '<html lang="sv">' in head else "en"


def other_of(page: Page) -> str:
    """The same page in the other language, by its name from the page's folder."""
    return next(
        each.attributes["href"]
        for each in page.all("link")
        if each.attributes.get("rel") == "alternate" and "hreflang" in each.attributes
    )


def kinds_of(folder: Path, language: str = "") -> list[str]:
    """One page of each kind outside the explanations: of the pages of committees, proposals and texts, the largest of each."""
    largest: dict[str, str] = {}
    for name in pages_of(folder, language):
        if "/" in name:
            continue
        stem = name.removesuffix(".html")
        kind = f"{language_of(folder / name)} {stem.partition('-')[0]}-" if "-" in stem else name
        if kind not in largest or (folder / name).stat().st_size > (folder / largest[kind]).stat().st_size:
            largest[kind] = name
    return sorted(largest.values())
