"""Comparison: any number of proposals on one baseline, decision by decision.

Each decision's own effect is what it does alone on the baseline. The effects do not always add up to the whole (a tax rate times
a changed base); what is left is interplay, a row of its own, so that the column always adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.proposals.effects import Overlay

RESULT = "result.net_income"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one decision does alone to the baseline's net income, per period. `removed`: the baseline has it, the proposal not."""

    decision: Decision
    removed: bool
    by_period: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Meter:
    """How a proposal is paid for in one period, in SEK, against the baseline. All parts are positive amounts.

    `unfinanced` is what net income falls by. `unknown` counts decisions whose effect cannot be computed.
    """

    period: str
    revenue: float
    itemised_savings: float
    savings_not_itemised: float
    costs: float
    forgone_revenue: float
    interplay: Value
    change: Value
    unfinanced: Value
    unknown: int


class Compared:
    """One proposal against the baseline."""

    def __init__(self, model: Model, proposal: Proposal, baseline: Overlay) -> None:
        self.model = model
        self.proposal = proposal
        self.baseline = baseline
        self.overlay = Overlay(model, proposal.decisions, baseline)

    @property
    def periods(self) -> list[str]:
        return [each.id for each in self.model.workspace.budget_periods]

    @cached_property
    def effects(self) -> list[Effect]:
        """Every decision that differs from the baseline, with its effect alone."""
        mine = {each.key for each in self.proposal.decisions}
        before = self.baseline.decisions
        theirs = {each.key for each in before}
        added = [each for each in self.proposal.decisions if each.key not in theirs]
        removed = [each for each in before if each.key not in mine]
        return [
            *(self._effect(each, [*before, each], removed=False) for each in added),
            *(self._effect(each, [one for one in before if one.key != each.key], removed=True) for each in removed),
        ]

    def _effect(self, decision: Decision, decisions: Sequence[Decision], *, removed: bool) -> Effect:
        alone = Overlay(self.model, decisions, self.baseline)
        return Effect(decision, removed, {period: alone.change(RESULT, period) for period in self.periods})

    def total(self, period: str) -> Value:
        """The change of net income against the baseline."""
        return self.overlay.change(RESULT, period)

    def interplay(self, period: str) -> Value:
        """The total less the sum of the decisions' own effects; None when any of them is unknown."""
        left = self.total(period)
        for effect in self.effects:
            own = effect.by_period[period]
            if left is None or own is None:
                return None
            left -= own
        return left

    def meter(self, period: str) -> Meter:
        """What pays for what: revenue and savings against costs and forgone revenue."""
        parts = {"revenue": 0.0, "itemised_savings": 0.0, "savings_not_itemised": 0.0, "costs": 0.0, "forgone_revenue": 0.0}
        unknown = 0
        for effect in self.effects:
            own = effect.by_period[period]
            if own is None:
                unknown += 1
            elif own != 0.0:
                parts[part_of(effect.decision, own)] += abs(own)
        change = self.total(period)
        unfinanced = None if change is None else max(0.0, -change)
        return Meter(
            period,
            parts["revenue"],
            parts["itemised_savings"],
            parts["savings_not_itemised"],
            parts["costs"],
            parts["forgone_revenue"],
            self.interplay(period),
            change,
            unfinanced,
            unknown,
        )


def part_of(decision: Decision, effect: float) -> str:
    """Which part of the meter a decision belongs to, by its kind and whether net income gains or loses."""
    of_revenue = decision.kind == "tax_rate" or (decision.figure or "").split(".")[0] in ("revenue", "general_grant")
    if effect < 0:
        return "forgone_revenue" if of_revenue else "costs"
    if of_revenue or (decision.figure or "").endswith(("price", "revenue")):
        return "revenue"
    return "itemised_savings" if decision.itemised else "savings_not_itemised"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Proposals side by side on one baseline. `baseline` None is the budget of the workspace."""

    model: Model
    baseline: Proposal | None
    compared: tuple[Compared, ...]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals, in the order to show."""
        return tuple(each.proposal for each in self.compared)


def compare(model: Model, proposals: Sequence[Proposal], baseline: Proposal | None = None) -> Comparison:
    """Put proposals side by side on the workspace's budget, or on another proposal.

    Args:
        model: the budget, without errors.
        proposals: in the order to show.
        baseline: what to compare with; None for the budget itself.
    """
    before = Overlay(model, baseline.decisions if baseline is not None else ())
    return Comparison(model, baseline, tuple(Compared(model, each, before) for each in proposals))
