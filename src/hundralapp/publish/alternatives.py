"""Other tax rates than the budget's: each proposal's, and the year before's of municipality and region together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.publish.residents import Place

MOST_GROUPS = 12  # changes of rate in a chart or a table; of more, some are chosen and the page says so


@dataclass(frozen=True, slots=True)
class Alternative:
    """A proposal's rate, of the level that decides (öre per SEK 100; None: not known), or with `is_last_year` both levels'.

    `proposal` is the proposal's name in the files, by which an address chooses it.
    """

    name: str
    rate: int | None = None
    is_last_year: bool = False
    proposal: str = ""

    def at(self, place: Place) -> tuple[int, int] | None:
        """The rates of municipality and region in a place; None where they are not known."""
        if self.is_last_year:
            return place.last_year
        if self.rate is None:
            return None
        rates = place.rates
        return (rates.municipal, self.rate) if rates.change_is_regional else (self.rate, rates.regional)

    def change(self, place: Place) -> int | None:
        """The change of the total rate, öre per SEK 100."""
        rates = self.at(place)
        return None if rates is None else sum(rates) - place.rates.total


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives that change the total rate equally, which the law does not tell apart; with the rates of the first."""

    change: int
    names: tuple[str, ...]
    municipal: int
    regional: int


def chosen(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups; where there are more than MOST_GROUPS, evenly many from the lowest change to the highest."""
    if len(groups) <= MOST_GROUPS:
        return tuple(groups)
    in_order = sorted(groups, key=lambda each: each.change)
    return tuple(in_order[count * (len(groups) - 1) // (MOST_GROUPS - 1)] for count in range(MOST_GROUPS))


def groups_at(place: Place, alternatives: Sequence[Alternative]) -> tuple[Group, ...]:
    """The alternatives that change the rate in a place, in their order; the budget itself where none does."""
    found: dict[int, list[tuple[str, tuple[int, int]]]] = {}
    for each in alternatives:
        rates, change = each.at(place), each.change(place)
        if rates is not None and change:
            found.setdefault(change, []).append((each.name, rates))
    if not found:
        return (Group(0, (), place.rates.municipal, place.rates.regional),)
    return tuple(Group(change, tuple(name for name, _ in same), *same[0][1]) for change, same in found.items())
