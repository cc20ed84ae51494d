"""What is wrong in a population: the sentence of `codes/population.py`, with its file, row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hundralapp.diagnostics import Code, Diagnostic, Language, Location, Words, printable
from hundralapp.numbers_sv import show_number


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `row` counts from one in the file; None where the whole file or column is meant."""

    code: Code
    file: str
    row: int | None = None
    column: str | None = None
    values: tuple[tuple[str, Any], ...] = ()

    def message(self, language: Language) -> str:
        """`file: row 3, column wage: code: sentence`."""
        row, column = ("rad", "kolumn") if language == "sv" else ("row", "column")
        at = [f"{row} {self.row}"] if self.row is not None else []
        at += [f"{column} {self.column}"] if self.column is not None else []
        sentence = Diagnostic(self.code, Location(self.file), self.values).message(language)
        return printable(": ".join([self.file, *([", ".join(at)] if at else []), self.code.name, sentence]))

    def as_json(self) -> dict[str, Any]:
        """Stable keys: file, row, column, code, severity, sv, en."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "code": self.code.name,
            "severity": self.code.severity.value,
            "sv": self.message("sv"),
            "en": self.message("en"),
        }


class PopulationError(Exception):
    """A population that cannot be used; `problem` says why. It can be sent between processes."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.message("en")

    def message(self, language: Language) -> str:
        """The sentence, with file, row and column, in Swedish or English."""
        return self.problem.message(language)


def refuse(code: Code, file: str, row: int | None = None, column: str | None = None, **values: Any) -> PopulationError:
    """The error to raise."""
    return PopulationError(Problem(code, file, row, column, tuple(sorted(values.items()))))


def number(value: float) -> Words:
    """A number as each language writes it, with as many decimals as it needs, at most four."""
    decimals = next(each for each in range(5) if each == 4 or round(value, each) == value)
    return Words(show_number(value, decimals, "sv"), show_number(value, decimals, "en"))
