"""Diagnostics: what is wrong in a user's files, where, and the way forward.

Loading never raises for a user's mistake; it returns figures *and* a `Report`. A `Code` is one kind of mistake with its
sentence in Swedish and English; the catalogue stands in `codes/`, and the documentation page is a loop over it. This
module refuses to know what a workspace is: it only places sentences at positions in files.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Language = Literal["sv", "en"]


class Severity(enum.Enum):
    """An error stops the result from being trusted; a warning is shown and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a user's file. Lines and columns count from one; `length` is what the caret underlines."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic: its stable name, its sentence in two languages, and an explanation for the catalogue.

    `note` is there for a kind that no file can provoke by itself.
    """

    name: str
    sv: str
    en: str
    why_sv: str
    why_en: str
    severity: Severity = Severity.ERROR
    note_sv: str = ""
    note_en: str = ""

    def at(self, location: Location, **values: Any) -> Diagnostic:
        """The diagnostic of this kind at `location`, its sentence filled with `values`."""
        return Diagnostic(self, location, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place."""

    code: Code
    location: Location
    values: tuple[tuple[str, Any], ...] = ()

    def message(self, language: Language) -> str:
        """The sentence, in Swedish or English."""
        template = self.code.sv if language == "sv" else self.code.en
        filled = {name: _in_language(value, language) for name, value in self.values}
        return template.format(**filled)

    def as_json(self) -> dict[str, Any]:
        """Stable keys: file, line, column, length, code, severity, sv, en."""
        place = self.location
        return {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "length": place.length,
            "code": self.code.name,
            "severity": self.code.severity.value,
            "sv": self.message("sv"),
            "en": self.message("en"),
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A nearest right name, said in the reader's language; empty when nothing is near."""

    name: str | None

    def say(self, language: Language) -> str:
        if self.name is None:
            return ""
        return f' Menade du "{self.name}"?' if language == "sv" else f' Did you mean "{self.name}"?'


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase in two languages, for use inside a diagnostic or a view."""

    sv: str
    en: str

    def say(self, language: Language) -> str:
        return self.sv if language == "sv" else self.en


def in_language(text: str, english: str, language: str) -> str:
    """What a file says in Swedish and may say in English too: the English where it is asked for and there, else the Swedish."""
    return (english if language == "en" else "") or text


_LONGEST_VALUE = 240


def _in_language(value: Any, language: Language) -> Any:
    said = value.say(language) if isinstance(value, Suggestion | Words) else value
    return f"{said[:_LONGEST_VALUE]} …" if isinstance(said, str) and len(said) > _LONGEST_VALUE else said


def nearest(name: str, candidates: Iterable[str]) -> Suggestion:
    """The candidate most like `name`, or none. The whole name is tried first, then its last dotted segment."""
    names = list(dict.fromkeys(candidates))
    lowered = {each.lower(): each for each in reversed(names)}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    if not close:
        by_tail = {each.rsplit(".", 1)[-1].lower(): each for each in reversed(names)}
        tail = difflib.get_close_matches(name.rsplit(".", 1)[-1].lower(), by_tail, n=1, cutoff=0.75)
        return Suggestion(by_tail[tail[0]] if tail else None)
    return Suggestion(lowered[close[0]])


_MOST_SUGGESTIONS = 1_000
_LONGEST_NAME = 200


@dataclass(slots=True)
class Report:
    """All problems found, shown together and sorted by place."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    _suggested: int = 0

    def suggest(self, name: str, candidates: Iterable[str]) -> Suggestion:
        """The nearest right name. None for a name beyond reason, nor after the first thousand: each takes a millisecond."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTIONS or len(name) > _LONGEST_NAME:
            return Suggestion(None)
        return nearest(name, candidates)

    def add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(set(self.diagnostics), key=lambda each: (each.location, each.code.name, str(each.values))))

    def __len__(self) -> int:
        return len(set(self.diagnostics))

    @property
    def errors(self) -> list[Diagnostic]:
        return [each for each in self if each.code.severity is Severity.ERROR]

    @property
    def ok(self) -> bool:
        """True when nothing found is an error."""
        return not self.errors

    def render(self, language: Language, line_of: Callable[[str, int], str | None]) -> str:
        """`file:line:column: code: message`, then the line and a caret, for every problem.

        Args:
            language: of the sentences.
            line_of: gives the text of a line in a file, or None where it cannot be shown.
        """
        return "\n".join(_render_one(each, language, line_of) for each in self)


def nothing_computed(errors: int) -> Words:
    """Why there is no answer: a wrong number must not look right."""
    return Words(
        f"{errors} fel. Inget räknat förrän de är rättade.", f"{errors} problem(s). Nothing is computed until they are mended."
    )


_SHOWN_WIDTH = 160


def _render_one(each: Diagnostic, language: Language, line_of: Callable[[str, int], str | None]) -> str:
    place = each.location
    head = printable(f"{place}: {each.code.name}: {each.message(language)}")
    text = line_of(place.file, place.line)
    if not text or not text.strip():
        return head
    start = max(0, min(place.column - 1, len(text)))
    window = max(0, start - _SHOWN_WIDTH // 2)
    shown = printable(text[window : window + _SHOWN_WIDTH]).replace(_NO_BREAK, " ")
    caret = " " * (start - window) + "^" * max(1, min(place.length, len(shown) - (start - window)))
    return f"{head}\n{place.line:>6} | {shown.rstrip()}\n       | {caret}"


_NO_BREAK = "\u00a0"


def printable(text: str) -> str:
    """The text without what a terminal would act on: a file may be named by someone who means no good."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c == _NO_BREAK else " " for c in text)


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in one line, the tail counted rather than shown."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} … (+{len(names) - most})"
