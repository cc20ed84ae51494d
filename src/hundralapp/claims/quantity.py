"""A quantity found in a text: what it measures, where it stands, and the range that its printed digits leave open."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

from hundralapp.graph.bounds import Range


class Measure(enum.StrEnum):
    """What a number counts. The last ones are numbers that are no amounts, kept so that nothing is dropped in silence."""

    MONEY = "money"  # SEK
    PERCENT = "percent"  # percent; "var fjärde" is 25
    POINTS = "percentage_points"
    TAX_RATE = "tax_rate"  # öre per SEK 100
    FACTOR = "factor"  # "fördubblar" is 2, "halverar" 0.5
    COUNT = "count"  # of what `noun` says
    EMISSIONS = "emissions"  # tonnes
    DURATION = "duration"  # years
    STREAK = "streak"  # "tionde året i rad"
    YEAR = "year"  # a year, or the first and last of a range
    FOREIGN_MONEY = "foreign_money"
    DATE = "date"
    LAW = "law_reference"
    AGE = "age"
    CONTACT = "contact"  # telephone numbers, addresses, identity numbers
    LABEL = "label"  # "E4", "årskurs 9", "punkt 3"
    CLOCK = "clock"
    NOT_UNDERSTOOD = "not_understood"


AMOUNTS = frozenset(
    {
        Measure.MONEY,
        Measure.PERCENT,
        Measure.POINTS,
        Measure.TAX_RATE,
        Measure.FACTOR,
        Measure.COUNT,
        Measure.EMISSIONS,
        Measure.DURATION,
        Measure.STREAK,
    }
)


class Relation(enum.StrEnum):
    """How the text holds its number against the truth."""

    EXACT = "exact"
    ABOUT = "about"  # "omkring"
    A_LITTLE_OVER = "a_little_over"  # "drygt"
    NEARLY = "nearly"  # "nästan", "knappt"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    BETWEEN = "between"


# How far a loose word reaches, as a share of the number: a convention, said with each verdict that uses it.
LOOSE = {Relation.ABOUT: (0.1, 0.1), Relation.A_LITTLE_OVER: (0.0, 0.15), Relation.NEARLY: (0.15, 0.0)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `start` and `end` are offsets in the document's text. `value` is in the measure's carried unit; `low` and `high` bound what
    the printed digits stand for. `round_low` and `round_high` do so when final zeros are taken to be rounding (650 may be 646).
    `per` is month, year, or what the noun after "per" says. `noun` is what a count counts.
    """

    measure: Measure
    start: int
    end: int
    text: str
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    round_low: float = math.nan
    round_high: float = math.nan
    relation: Relation = Relation.EXACT
    per: str = ""
    noun: str = ""
    reason: str = ""  # for what was not understood: why

    @property
    def is_amount(self) -> bool:
        return self.measure in AMOUNTS

    @property
    def printed(self) -> Range:
        """The range of the printed digits themselves, whatever word stands before them."""
        return self.low, self.high

    @property
    def claimed(self) -> Range:
        """The range of truths that the text allows, by its digits and by the word before them."""
        match self.relation:
            case Relation.LESS_THAN:
                return -math.inf, self.value
            case Relation.MORE_THAN:
                return self.value, math.inf
            case Relation.AT_MOST:
                return -math.inf, self.high
            case Relation.AT_LEAST:
                return self.low, math.inf
            case Relation.ABOUT | Relation.A_LITTLE_OVER | Relation.NEARLY:
                below, above = LOOSE[self.relation]
                size = abs(self.value)
                return self.value - below * size, self.value + above * size
        return self.low, self.high
