"""Proposals side by side, ready to show: headline figures, committees, decisions with their effects, and how it is paid for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hundralapp.diagnostics import in_language
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared, Comparison, Effect, Meter
from hundralapp.views.lineage import committee_name
from hundralapp.views.tables import PeriodHead, expand, period_heads, row_label

DECIDED, NET_COST = "operating.changes", "operating.net_cost"
HEADLINES = (
    "revenue.tax_rate",
    "revenue.tax_revenue",
    "result.net_operating_expenditure",
    "result.net_income",
    "balance_requirement.result",
    "key.result_share",
    "key.net_income_per_resident",
    DECIDED,
)


@dataclass(frozen=True, slots=True)
class PairView:
    """A figure under a proposal in a period: its level and its change from the baseline (either may be unknown)."""

    period: str
    value: Value
    change: Value


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A figure across proposals: for each proposal, its pairs by period."""

    figure: str
    label: str
    unit: str
    base: tuple[Value, ...]
    proposals: tuple[tuple[PairView, ...], ...]


@dataclass(frozen=True, slots=True)
class EffectView:
    """A decision: what, why, where it is written, and what it alone does to net income."""

    id: str
    proposal: str
    title: str
    kind: str
    committee: str
    reason: str
    origin: str | None
    page: str
    status: str
    file: str
    line: int
    removed: bool
    itemised: bool
    by_period: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with its decisions; effects, interplay and total add up, column by column."""

    id: str
    name: str
    proposer: str
    date: str
    origin: str | None
    note: str
    builds_on: str | None
    effects: tuple[EffectView, ...]
    interplay: tuple[Value, ...]
    total: tuple[Value, ...]
    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Any number of proposals on one baseline. Periods are those of budget and plan."""

    baseline: str
    periods: tuple[PeriodHead, ...]
    headlines: tuple[ComparedRow, ...]
    committees: tuple[ComparedRow, ...]
    per_hundred: tuple[ComparedRow, ...]
    per_resident: tuple[ComparedRow, ...]
    changed: tuple[ComparedRow, ...]
    proposals: tuple[ProposalView, ...]


def comparison_view(comparison: Comparison, language: str, *, in_full: bool = True) -> ComparisonView:
    """The comparison as tables; rows that no proposal changes are left out, but for the headlines.

    Args:
        in_full: with every changed figure; else headlines and decisions, and the other tables are empty.
    """
    model = comparison.model
    planned = {each.id for each in model.workspace.budget_periods}
    heads = tuple(head for head in period_heads(model, language) if head.id in planned)
    budget = model.workspace.proposer or ("Budgeten" if language == "sv" else "The budget")
    baseline = budget if comparison.baseline is None else comparison.baseline.name

    moved = _changed_figures(comparison, planned) if in_full else set()

    def rows(*patterns: str, only_changed: bool = True) -> tuple[ComparedRow, ...]:
        figures = [figure for pattern in patterns for figure in expand(model, pattern)]
        if only_changed:
            figures = [each for each in figures if each in moved]
        found = (_row(comparison, figure, heads, language) for figure in figures)
        return tuple(each for each in found if each is not None)

    headlines = [each for each in HEADLINES if each != DECIDED or not any((NET_COST, name) in model.cells for name in planned)]
    left = moved - set(HEADLINES)
    others = dict.fromkeys(figure for figure, period in model.cells if period in planned and figure in left)
    made = rows(*headlines, only_changed=False)
    proposals = tuple(_proposal(each, heads, language) for each in comparison.compared)
    if not in_full:
        return ComparisonView(baseline, heads, made, (), (), (), (), proposals)
    return ComparisonView(
        baseline,
        heads,
        made,
        rows(*_committee_rows(model, planned)),
        rows("committee.*.of_hundred", "hundred.not_in_committees", "hundred.financial", "hundred.result"),
        rows("committee.*.per_resident", "key.net_cost_per_resident", "key.net_income_per_resident"),
        rows(*others),
        proposals,
    )


def _committee_rows(model: Model, planned: Collection[str]) -> list[str]:
    """Each committee's net cost, so that dearer services count too; what is decided on top where no frame is stated."""
    names = [figure.rpartition(".")[0] for figure in expand(model, "committee.*.decided")]
    known = {figure for figure, period in model.cells if period in planned and figure.endswith(".net_cost")}
    return [f"{name}.net_cost" if f"{name}.net_cost" in known else f"{name}.decided" for name in names]


def _row(comparison: Comparison, figure: str, heads: tuple[PeriodHead, ...], language: str) -> ComparedRow | None:
    model = comparison.model
    there = [head for head in heads if (figure, head.id) in model.cells]
    if not there:
        return None
    unit = str(model.cells[figure, there[0].id].unit)
    label = row_label(model, figure, language)
    base_overlay = comparison.compared[0].overlay if comparison.compared else None
    base = tuple(base_overlay.base_value(figure, head.id) if base_overlay is not None else None for head in heads)
    pairs = tuple(
        tuple(PairView(head.id, each.overlay.value(figure, head.id), each.overlay.change(figure, head.id)) for head in heads)
        for each in comparison.compared
    )
    return ComparedRow(figure, label, unit, base, pairs)


def _changed_figures(comparison: Comparison, periods: Collection[str]) -> set[str]:
    """The figures that any proposal changes in any of the periods, by a known amount."""
    rows: set[int] = set().union(*(each.overlay.changed_rows() for each in comparison.compared))
    return {figure for (figure, period), cell in comparison.model.cells.items() if period in periods and cell.row in rows}


def _proposal(compared: Compared, heads: tuple[PeriodHead, ...], language: str) -> ProposalView:
    proposal = compared.proposal
    return ProposalView(
        proposal.id,
        in_language(proposal.name, proposal.name_en, language),
        proposal.proposer,
        proposal.date,
        proposal.origin,
        proposal.note,
        proposal.builds_on,
        tuple(_effect(compared, each, heads, language) for each in compared.effects),
        tuple(compared.interplay(head.id) for head in heads),
        tuple(compared.total(head.id) for head in heads),
        tuple(compared.meter(head.id) for head in heads),
    )


def _effect(compared: Compared, effect: Effect, heads: tuple[PeriodHead, ...], language: str) -> EffectView:
    decision = effect.decision
    return EffectView(
        decision.id,
        decision.proposal,
        in_language(decision.title, decision.title_en, language),
        decision.kind,
        committee_name(compared.model, decision.committee or "", language),
        decision.reason,
        decision.origin,
        decision.page,
        decision.status.value,
        decision.location.file,
        decision.location.line,
        effect.removed,
        decision.itemised,
        tuple(effect.by_period[head.id] for head in heads),
    )
