"""Deficits to restore: each with the year by which the law wants it restored, and what is left of it year by year."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Key
from hundralapp.model import Model

YEARS = 3  # 11 kap. 12 § KL (2017:725)
_LEFT = tuple(f"balance_requirement.left_after_{each}" for each in ("one_year", "two_years", "three_years"))
_SMALLEST = 0.005  # SEK


@dataclass(frozen=True, slots=True)
class Restoration:
    """A deficit. `left` is what remains of it in each later period of its line; `restored` is the year when nothing does.

    `outcome` is restored, left (in the last year that the law allows), later (the budget does not reach so far) or unknown.
    """

    deficit: Key
    year: int
    by: int
    left: tuple[tuple[Key, Value], ...]
    restored: int | None
    outcome: str


def restorations(model: Model) -> list[Restoration]:
    """Every deficit of a period that the budget's line continues from, oldest first; older ones are restored first (12 §)."""
    found = []
    line = [each.id for each in model.workspace.line]
    for period in model.workspace.line:
        key = ("balance_requirement.deficit", period.id)
        amount = model.find(*key)
        if amount is None or amount < _SMALLEST:
            continue
        left: list[tuple[Key, Value]] = []
        at = period.id
        for figure in _LEFT:
            after = next((each for each in line if model.periods[each].follows == at), None)
            if after is None or (figure, after) not in model.cells:
                break
            left.append(((figure, after), model.find(figure, after)))
            at = after
            if left[-1][1] is None or left[-1][1] < _SMALLEST:
                break
        last = left[-1][1] if left else amount
        restored = model.periods[at].year if left and last is not None and last < _SMALLEST else None
        outcome = "unknown" if last is None else "restored" if restored else "left" if len(left) == YEARS else "later"
        found.append(Restoration(key, period.year, period.year + YEARS, tuple(left), restored, outcome))
    return found
