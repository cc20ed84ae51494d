"""What went wrong while fetching: the sentence of `codes/fetch.py`, and which request or file it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hundralapp.diagnostics import Code, Diagnostic, Language, Location, Severity, printable


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `where` is the address asked, or a file."""

    code: Code
    where: str
    values: tuple[tuple[str, Any], ...] = ()

    def message(self, language: Language) -> str:
        """`where: code: sentence`."""
        sentence = Diagnostic(self.code, Location(self.where), self.values).message(language)
        return printable(f"{_shortened(self.where)}: {self.code.name}: {sentence}")

    def as_json(self) -> dict[str, Any]:
        """Stable keys: file (or the address), code, severity, sv, en."""
        return {
            "file": self.where,
            "code": self.code.name,
            "severity": self.code.severity.value,
            "sv": self.message("sv"),
            "en": self.message("en"),
        }


_LONGEST = 140


def _shortened(where: str) -> str:
    """A long address without its middle, which holds ids; JSON has it whole."""
    return where if len(where) <= _LONGEST else f"{where[:80]}…{where[-50:]}"


class FetchError(Exception):
    """An answer that cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message("en"))
        self.problem = problem


def refuse(code: Code, where: str, **values: Any) -> FetchError:
    """The error to raise."""
    return FetchError(problem(code, where, **values))


def problem(code: Code, where: str, **values: Any) -> Problem:
    """The problem of this kind at `where`."""
    return Problem(code, where, tuple(sorted(values.items())))


@dataclass(slots=True)
class Problems:
    """All that was found, in the order it was found."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: Code, where: str, **values: Any) -> None:
        self.found.append(problem(code, where, **values))

    def __iter__(self) -> Iterator[Problem]:
        return iter(dict.fromkeys(self.found))

    @property
    def errors(self) -> list[Problem]:
        return [each for each in self if each.code.severity is Severity.ERROR]
