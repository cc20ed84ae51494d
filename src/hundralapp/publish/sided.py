"""A budget or a proposal on it, as something whose numbers are shown: each opens the explanation of that side."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.diagnostics import in_language
from hundralapp.graph.evaluate import Value
from hundralapp.proposals.compare import Compared
from hundralapp.proposals.effects import Overlay
from hundralapp.publish.edition import Edition
from hundralapp.publish.proposed import MOST_OPENED, opened_under
from hundralapp.publish.shown import Shower, Shown
from hundralapp.workspace.tables import slug

MOST_SIDES = 60  # proposals with pages of SEK 100 of their own; of more, each is on its own page and on the page of all
_LONGEST = 60  # letters of a name that become a part of a file's name


@dataclass(frozen=True, slots=True)
class Side:
    """The budget (`compared` is None), or a proposal. `name` is what it is called, `slug` its part of file names."""

    name: str
    slug: str
    shower: Shower
    compared: Compared | None = None
    other: Shower | None = None

    @property
    def overlay(self) -> Overlay | None:
        """The proposal's figures; None for the budget."""
        return None if self.compared is None else self.compared.overlay

    def value(self, figure: str, period: str) -> Value:
        """A figure on this side; None when unknown or not there."""
        return self.shower.model.find(figure, period) if self.compared is None else self.compared.overlay.value(figure, period)

    def shown(
        self, figure: str, period: str, value: Value, unit: str, *, finer: int | None = None, with_unit: bool = False
    ) -> Shown:
        """A figure's value on this side, opening its explanation there; one without an id opens nothing."""
        text = self.shower.number(value, unit, finer=finer, with_unit=with_unit)
        if self.compared is not None:
            return opened_under(self.shower, self.compared, self.other, (figure, period), text, value is None)
        return self.shower.about((figure, period), text, is_unknown=value is None, is_marked=True)

    def about(self, figure: str, period: str, text: str) -> Shown:
        """A text about a figure on this side, such as how it changes; it opens the figure."""
        if self.compared is not None:
            return opened_under(self.shower, self.compared, self.other, (figure, period), text)
        return self.shower.about((figure, period), text)


def sides(edition: Edition) -> tuple[Side, ...]:
    """The budget, and after it each proposal in the order of their files."""
    changed = edition.compared.changed if edition.compared else ()
    names = slugs([compared.proposal.id for compared, _ in changed])
    is_few = len(changed) <= MOST_OPENED
    found = [Side(edition.say("Budgeten", "The budget"), "", edition.shower)]
    for compared, other in changed if len(changed) <= MOST_SIDES else ():
        name = in_language(compared.proposal.name, compared.proposal.name_en, edition.language)
        found.append(Side(name, names[compared.proposal.id], edition.shower, compared, other if is_few else None))
    return tuple(found)


def slugs(names: list[str]) -> dict[str, str]:
    """A part of a file's name for each name: plain letters, not too long, no two alike."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in names:
        made = stem = slug(name)[:_LONGEST].strip("-") or "x"
        while made in taken:
            taken[stem] += 1
            made = f"{stem}-{taken[stem]}"
        taken[made] = 1
        found[name] = made
    return found
