"""YAML as a tree with positions: every key and value keeps its line and column, and every scalar stays the text it is.

Built from parser events, so that nothing is guessed: `0114`, `no`, `12:30` and `1.234` are what the writer wrote. Duplicate
keys, anchors, aliases, tags and deep nesting are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hundralapp import codes
from hundralapp.diagnostics import Location, Words
from hundralapp.workspace.files import Files

DEEPEST = 30
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Tree:
    """A node: a scalar (`text` set), a list (`items`) or a mapping (`keys`: name -> (key's place, value))."""

    location: Location
    text: str | None = None
    quoted: bool = False
    items: list[Tree] | None = None
    keys: dict[str, tuple[Location, Tree]] | None = None

    def get(self, name: str) -> Tree | None:
        """The value of a key in a mapping; None when absent or empty."""
        if self.keys is None or name not in self.keys:
            return None
        value = self.keys[name][1]
        return None if value.text == "" and not value.quoted else value

    def value(self, name: str) -> str | None:
        """The text of a key's scalar."""
        found = self.get(name)
        return found.text if found is not None else None

    def key_location(self, name: str) -> Location:
        return self.keys[name][0] if self.keys and name in self.keys else self.location

    def pairs(self) -> Iterator[tuple[str, Tree]]:
        for name, (_, value) in (self.keys or {}).items():
            yield name, value


@dataclass(slots=True)
class _Open:
    tree: Tree
    key: tuple[str, Location] | None = None
    seen: dict[str, int] = field(default_factory=dict)


# The reader's own words for what is usually wrong; the rest is shown as the library says it, in English.
_PROBLEMS: dict[str, Words] = {
    problem: Words(sv, en)
    for problem, sv, en in (
        (
            "mapping values are not allowed in this context",
            "ett kolon där inget kan stå (oftast inuti en text, eller fel indrag)",
            "a colon where none can stand (usually inside a text, or a wrong indent)",
        ),
        (
            "mapping values are not allowed here",
            "ett kolon där inget kan stå (oftast inuti en text, eller fel indrag)",
            "a colon where none can stand (usually inside a text, or a wrong indent)",
        ),
        ("could not find expected ':'", "kolon saknas efter nyckeln", "the colon after the key is missing"),
        (
            "did not find expected key",
            "en nyckel väntades (indraget stämmer inte, eller ett citattecken är fel)",
            "a key was expected (the indent is off, or a quotation mark is wrong)",
        ),
        ("did not find expected '-' indicator", "en rad i listan saknar bindestreck", "a line of the list has no hyphen"),
        ("did not find expected ',' or '}'", "komma eller } saknas", "a comma or } is missing"),
        ("did not find expected ',' or ']'", "komma eller ] saknas", "a comma or ] is missing"),
        (
            "found unexpected end of stream",
            "ett citattecken avslutas aldrig",
            "a quotation mark is never closed",
        ),
        (
            "found character that cannot start any token",
            "ett tecken som inte kan börja ett värde (tabb, @ eller %)",
            "a character that cannot start a value (tab, @ or %)",
        ),
        (
            "did not find expected <document start>",
            "text som inte hör till någon nyckel",
            "text that belongs to no key",
        ),
        (
            "block sequence entries are not allowed in this context",
            "en lista kan inte börja här",
            "a list cannot start here",
        ),
        ("found unknown escape character", "ett bakstreck som inte betyder något", "a backslash that means nothing"),
    )
}
_TWO_DOCUMENTS = Words("filen innehåller flera dokument (---)", "the file holds several documents (---)")
_NOT_A_KEY = Words("en nyckel är en kort text", "a key is a short text")


def read_yaml(files: Files, name: str) -> Tree | None:
    """The tree of a YAML file, or None with diagnostics. An empty file is an empty mapping."""
    text = files.read(name)
    if text is None:
        return None
    try:
        return _build(files, name, text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        files.report.add(codes.YAML_SYNTAX.at(place, problem=_PROBLEMS.get(problem, problem)))
        return None


def _build(files: Files, name: str, text: str) -> Tree | None:
    root: Tree | None = None
    stack: list[_Open] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent | yaml.AliasEvent):
            place = _place(name, event)
            if isinstance(event, yaml.AliasEvent) or event.anchor or _has_tag(event):
                files.report.add(codes.YAML_ALIAS.at(place))
                return None
            if isinstance(event, yaml.ScalarEvent):
                if stack and stack[-1].tree.keys is not None and stack[-1].key is None:
                    stack[-1].key = (event.value, place)
                    continue
                made = Tree(place, text=event.value, quoted=bool(event.style))
            elif isinstance(event, yaml.MappingStartEvent):
                made = Tree(place, keys={})
            else:
                made = Tree(place, items=[])
            if stack:
                if made.text is None and stack[-1].tree.keys is not None and stack[-1].key is None:
                    files.report.add(codes.YAML_SYNTAX.at(place, problem=_NOT_A_KEY))
                    return None
                _attach(files, stack[-1], made)
            elif root is None:
                root = made
            else:
                files.report.add(codes.YAML_SYNTAX.at(place, problem=_TWO_DOCUMENTS))
                return None
            if made.text is None:
                if len(stack) >= DEEPEST:
                    files.report.add(codes.YAML_TOO_DEEP.at(place, limit=DEEPEST))
                    return None
                stack.append(_Open(made))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
    is_empty = root is None or (root.text == "" and not root.quoted)
    return Tree(Location(name), keys={}) if is_empty else root


def _attach(files: Files, parent: _Open, made: Tree) -> None:
    if parent.tree.items is not None:
        parent.tree.items.append(made)
        return
    assert parent.tree.keys is not None
    assert parent.key is not None
    key, place = parent.key
    parent.key = None
    if key in parent.seen:
        files.report.add(codes.DUPLICATE_KEY.at(place, key=key, first=parent.seen[key]))
        return
    parent.seen[key] = place.line
    parent.tree.keys[key] = (place, made)


def _has_tag(event: Any) -> bool:
    return event.tag is not None and event.tag != "!"


def _place(name: str, event: Any) -> Location:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Location(name, start.line + 1, start.column + 1, max(1, length))
