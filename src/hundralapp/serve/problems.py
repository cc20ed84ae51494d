"""What is wrong in the files, ready for a page: the diagnostic's place and sentences, and the line as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.diagnostics import Diagnostic, Language, Location, Severity, printable
from hundralapp.model import Model

_LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a budget. `text` is the line of the file, or empty where there is none to show; the rest is as in `--json`."""

    budget: str
    file: str
    line: int
    column: int
    length: int
    code: str
    severity: str
    sv: str
    en: str
    text: str

    def message(self, language: Language) -> str:
        """The sentence: what is wrong and what to do."""
        return self.sv if language == "sv" else self.en

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR.value


def problems_of(budget: str, model: Model) -> tuple[Problem, ...]:
    """Every problem of a workspace, sorted by place."""
    line = model.workspace.files.line
    return tuple(_problem(budget, each, line(each.location.file, each.location.line) or "") for each in model.report)


def problem_without_file(budget: str, diagnostic: Diagnostic) -> Problem:
    """A problem that no line of a file can show."""
    return _problem(budget, diagnostic, "")


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop the result from being trusted."""
    return tuple(each for each in problems if each.is_error)


def _problem(budget: str, each: Diagnostic, text: str) -> Problem:
    place: Location = each.location
    shown = printable(text).strip()
    if len(shown) > _LONGEST_LINE:
        shown = f"{shown[:_LONGEST_LINE]} …"
    return Problem(
        budget,
        place.file,
        place.line,
        place.column,
        place.length,
        each.code.name,
        each.code.severity.value,
        each.message("sv"),
        each.message("en"),
        shown,
    )
