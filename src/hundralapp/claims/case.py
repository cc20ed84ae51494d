"""What a verdict is made from: the claim, its link, the workspace, and the rest of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from hundralapp.claims.document import Document
from hundralapp.claims.facts import Facts
from hundralapp.claims.finding import Claim
from hundralapp.claims.linking import Link, Linker
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.verdict import Step
from hundralapp.claims.voices import is_party
from hundralapp.claims.wording import UNITS
from hundralapp.diagnostics import Words
from hundralapp.graph.bounds import Range
from hundralapp.graph.figure import Key, Period, Series, Status
from hundralapp.model import Model

LEAST_RATE = 500  # öre per SEK 100: what is below is a change and no rate


@dataclass
class Text:
    """A whole text: its document and every quantity in it, in order."""

    document: Document
    quantities: list[Quantity] = field(default_factory=list)

    @cached_property
    def rate_change(self) -> float | None:
        """The only change of a tax rate that the text speaks of, in öre; None where there is none, or several."""
        found = {each.value for each in self.quantities if each.measure is Measure.TAX_RATE and each.value < LEAST_RATE}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class Case:
    """A claim to judge."""

    claim: Claim
    link: Link
    model: Model
    text: Text
    facts: Facts
    linker: Linker

    @property
    def year(self) -> int:
        """The year the claim is about: as said, else the workspace's budget year."""
        return self.claim.years[0] if self.claim.years is not None else self.model.workspace.budget_year

    @property
    def spans_years(self) -> bool:
        """True when the claim is about several years at once."""
        return self.claim.years is not None and self.claim.years[0] != self.claim.years[1]

    @cached_property
    def periods(self) -> list[Period]:
        """The periods of the claim's year, budgets before actuals."""
        found = [each for each in self.model.periods.values() if each.year == self.year]
        return sorted(found, key=lambda each: each.series is Series.ACTUAL)

    @property
    def figure(self) -> str | None:
        """The figure that the claim is surely about; None where that is not sure."""
        best = self.link.best
        return best.figure if best is not None and self.link.is_sure else None

    def label(self, figure: str) -> Words:
        return Words(self.model.label(figure, "sv"), self.model.label(figure, "en"))

    def said(self, quantity: Quantity) -> Step:
        """The text's own number as the beginning of a calculation."""
        words = Words(
            f"texten: {' '.join(quantity.text.split())}",
            f"the text: {' '.join(quantity.text.split())}",
        )
        place = self.text.document.place(quantity.start, quantity.end - quantity.start)
        return Step(words, quantity.claimed, UNITS.get(quantity.measure, "1"), place=place)

    def step(self, key: Key) -> Step:
        """A figure of the workspace as a step, with the range of its printed digits."""
        label = self.label(key[0])
        between = self.model.range_of(key) or (float("nan"), float("nan"))
        return Step(Words(f"{label.sv} {key[1]}", f"{label.en} {key[1]}"), between, str(self.model.cells[key].unit), key=key)

    def known(self, figure: str) -> Iterator[tuple[Key, Range]]:
        """The figure in the claim's year, where it is known."""
        for period in self.periods:
            key = (figure, period.id)
            if key in self.model.cells and (between := self.model.range_of(key)) is not None:
                yield key, between

    def is_proof(self, key: Key) -> bool:
        """True when a figure can prove a claim: it is no claim itself, and does not rest on a party's own words alone."""
        if self.model.status(key) in (Status.CLAIM, Status.UNKNOWN):
            return False
        origins = self.model.origins(key)
        return not origins or not any(self.is_partisan(each) for each in origins)

    def is_partisan(self, origin: str) -> bool:
        """True when an origin is published by a party: its figures are claims and no proof."""
        found = self.model.workspace.origins.get(origin)
        return found is not None and is_party(found.publisher)

    def origins(self, *keys: Key) -> tuple[str, ...]:
        """The origins of figures, sorted."""
        return tuple(sorted({origin for key in keys for origin in self.model.origins(key)}))
