"""A judgement of a claim: one of five verdicts, with reason, calculation, tolerance, sources, and what is missing."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from hundralapp.diagnostics import Location, Words
from hundralapp.graph.bounds import Range
from hundralapp.graph.figure import Key


class Verdict(enum.StrEnum):
    """Five answers and no others."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    DEPENDS = "depends_on_definition"
    CANNOT_BE_CHECKED = "cannot_be_checked"
    VALUE_JUDGEMENT = "value_judgement"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation: what it is, its range, how it came about, and the steps it is made of.

    `unit` is a carried unit (`SEK`, `percent`, `ore_per_SEK100`, `1`). `key` is the figure of the workspace that it is, which the
    explanation opens down to file and line; `place` is where the text says it.
    """

    label: Words
    between: Range
    unit: str
    formula: Words | None = None
    key: Key | None = None
    place: Location | None = None
    children: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim that may be read in several, and what it then comes to."""

    label: Words
    verdict: Verdict
    between: Range
    unit: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a claim. `origins` are ids in origins.yaml; `laws` paragraphs; `missing` what would settle it."""

    verdict: Verdict
    reason: Words
    steps: tuple[Step, ...] = ()
    readings: tuple[Reading, ...] = ()
    missing: tuple[Words, ...] = ()
    tolerance: Words | None = None
    origins: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


def cannot(reason: Words, *missing: Words, steps: tuple[Step, ...] = (), origins: tuple[str, ...] = ()) -> Judgement:
    """Not to be checked with this data, and what is missing."""
    return Judgement(Verdict.CANNOT_BE_CHECKED, reason, steps, missing=missing, origins=origins)


def of_readings(readings: list[Reading]) -> Verdict:
    """The verdict that readings give together: theirs where they agree, else it depends on definition."""
    verdicts = {each.verdict for each in readings}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.DEPENDS


def meets(one: Range, other: Range) -> bool:
    """True when two ranges share a number, but for what floats lose."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    slack = 1e-9 * max(1.0, *(abs(end) for end in (*one, *other) if abs(end) != float("inf")))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def verdict_of(claimed: Range, found: Range) -> Verdict:
    """Holds where all that was found is within what was claimed or may be; does not where they have nothing in common."""
    return Verdict.HOLDS if meets(claimed, found) else Verdict.DOES_NOT_HOLD
