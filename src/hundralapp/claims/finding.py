"""A claim: what a sentence asserts, of which kind, with its numbers, period, speaker and direction."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.sentences import Sentence


class Kind(enum.StrEnum):
    """Fifteen kinds of claim."""

    AMOUNT = "amount"
    PERCENT = "percent"
    PAIR = "pair"
    TARGET = "target"
    RANK = "rank"
    TREND = "trend"
    CAUSE = "cause"
    FORECAST = "forecast"
    COVERAGE = "coverage"
    CAPACITY = "capacity"
    COST_COVER = "cost_cover"
    HOUSEHOLD = "household"
    COMPARISON = "comparison"
    DECISION = "decision"
    VALUE = "value"


class Direction(enum.StrEnum):
    """Which way the text says it goes; a level has none."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion.

    `start` and `end` are offsets of the words that make it, within the sentence. `years` are those it is about (first and last),
    None where the text does not say. `speaker` is who says it, empty when the text does not tell.
    """

    kind: Kind
    sentence: Sentence
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()
    direction: Direction = Direction.LEVEL
    years: tuple[int, int] | None = None
    speaker: str = ""
    cue: str = ""

    def only(self, measure: Measure) -> Quantity | None:
        """The claim's first quantity of a measure."""
        return next((each for each in self.quantities if each.measure is measure), None)
