"""The decisions of the workspace's proposals as choices, and decisions as a file of proposals writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hundralapp.graph.figure import Status
from hundralapp.model import Model
from hundralapp.numbers_sv import Ambiguous, Number, read_number
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.workspace.tables import slug

MOST_CHOICES = 400  # a page holds the decisions of so many proposals as have no more than this


def offered(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals whose decisions can be taken over: from the first, while they are not too many for a page."""
    found: list[Proposal] = []
    count = 0
    for each in proposals:
        count += len(each.decisions)
        if count > MOST_CHOICES:
            break
        found.append(each)
    return tuple(found)


def choices_of(proposals: Sequence[Proposal]) -> tuple[Decision, ...]:
    """Every decision of the proposals once, in the order of the proposals."""
    return tuple({each.key: each for proposal in proposals for each in proposal.decisions}.values())


def as_written(model: Model, decision: Decision) -> dict[str, str]:
    """What a file of proposals says of a decision, but for id, title, kind, number and reason."""
    names = {"committee": decision.committee, "to": decision.to}
    said = {key: _name(model, committee) for key, committee in names.items() if committee}
    optional: dict[str, Any] = {"figure": decision.figure, "unit": decision.unit}
    said |= {key: value for key, value in optional.items() if value}
    if not decision.itemised:
        said["itemised"] = "false"
    if decision.status is not Status.EXACT:
        said["status"] = decision.status.value
    return said


def _name(model: Model, committee: str) -> str:
    """A committee as people write it, where that leads back to it."""
    name = model.workspace.committees[committee].name
    return name if slug(name) == committee else committee


def number_as_written(number: Number | None) -> str:
    """A number that is read back as the same one; `unknown` where it is.

    >>> from decimal import Decimal
    >>> number_as_written(Number(Decimal("1.234"), 3)), number_as_written(Number(Decimal("-12.50"), 2))
    ('1.2340', '-12.5')
    """
    if number is None:
        return "unknown"
    text = f"{number.value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if isinstance(read_number(text), Ambiguous) else text


def amounts_as_written(amounts: Mapping[str, Number | None], periods: Iterable[str]) -> str | dict[str, str]:
    """A decision's numbers: one where it is the same in all `periods` (those of budget and plan), or one by period."""
    by_period = {period: number_as_written(each) for period, each in amounts.items()}
    same = set(by_period.values())
    return same.pop() if len(same) == 1 and list(by_period) == list(periods) else by_period
