"""Proposals on the page: side by side, decision by decision, and how each is paid for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.proposals.compare import RESULT, Compared, Comparison, Meter
from hundralapp.publish.opened import Part, link, proposal_id
from hundralapp.publish.shown import Shower, Shown
from hundralapp.views import spread
from hundralapp.views.comparison import ComparedRow, ComparisonView, EffectView, ProposalView, comparison_view

MOST_OPENED = 12
"""Proposals whose own figures open; of more, only the budget's do, since each proposal has explanations of its own."""

_PARTS = (
    ("revenue", "gives"),
    ("itemised_savings", "gives"),
    ("savings_not_itemised", "gives"),
    ("costs", "takes"),
    ("forgone_revenue", "takes"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """A figure under one proposal: its level, and its change from the budget (None when there is none)."""

    level: Shown
    change: Shown | None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in the budget and under every proposal."""

    label: str
    unit: str
    base: Shown | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a proposal's money: what it is called, its amount, and where its bar begins and ends (0 to 100)."""

    part: str
    text: str
    row: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Paid:
    """How a proposal is paid for in the budget year; `amount` is what is not financed, without its unit, and opens the result."""

    segments: tuple[Segment, ...]
    unfinanced: Segment | None
    unfinanced_text: str
    amount: Shown
    unknown: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its effect alone, period by period; in the first also as öre of SEK 100 and per resident.

    `proposal` is the one that it is written in, which another may build on.
    """

    proposal: str
    title: str
    committee: str
    reason: str
    origin: Part
    place: str
    mark: str
    removed: bool
    not_itemised: bool
    effects: tuple[Shown, ...]
    of_hundred: Shown
    per_resident: Shown


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal; effects, interplay and total add up, column by column. `result_kind` is better, worse, same or unknown."""

    id: str
    name: str
    proposer: str
    date: str
    note: str
    builds_on: str
    origin: Part
    decisions: tuple[Decided, ...]
    interplay: tuple[Shown, ...] | None
    total: tuple[Shown, ...]
    total_of_hundred: Shown
    total_per_resident: Shown
    paid: Paid
    result_kind: str
    result_size: Shown


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals of the workspace beside its budget. `changed` opens the figures under each, where they are few."""

    baseline: str
    period: str
    heads: tuple[str, ...]
    headlines: tuple[Headline, ...]
    proposals: tuple[ShownProposal, ...]
    changed: tuple[tuple[Compared, Shower], ...]


def shown_proposals(shower: Shower, comparison: Comparison) -> Proposals:
    """The proposals of a workspace."""
    view = comparison_view(comparison, shower.language, in_full=False)
    changed = tuple((each, Shower(each.overlay.under, shower.language)) for each in comparison.compared)
    headlines = tuple(_headline(shower, row, changed, view.periods[0].id) for row in view.headlines if _says_something(row))
    names = {each.id: each.name for each in view.proposals}
    sides = changed if len(changed) <= MOST_OPENED else ()
    opens = {each.proposal.id: (each, other) for each, other in sides}
    return Proposals(
        view.baseline,
        view.periods[0].label,
        tuple(head.label for head in view.periods),
        headlines,
        tuple(_proposal(shower, each, names, view, opens.get(each.id)) for each in view.proposals),
        changed,
    )


def opened_under(
    shower: Shower, compared: Compared, other: Shower | None, key: Key, text: str, is_unknown: bool = False
) -> Shown:
    """A number or a text about a figure under a proposal: it opens the figure there, or in the budget where that leaves it alone.

    Args:
        other: shows the proposal's figures; None where the proposals are too many for each to have explanations of its own.
    """
    if other is None or key not in shower.model.cells:
        return Shown(text, "", "", is_unknown=is_unknown)
    if compared.overlay.change(*key) == 0.0:
        return shower.about(key, text, is_unknown=is_unknown, is_marked=True)
    other.opened.setdefault(key)
    status = other.model.status(key).value
    return Shown(text, proposal_id(compared.proposal, key), status, shower.mark(status), is_unknown)


def _says_something(row: ComparedRow) -> bool:
    """True when the budget or a proposal says anything of the figure in the budget year."""
    sides = [pairs[0] for pairs in row.proposals]
    return row.base[0] is not None or any(side.value is not None or side.change not in (None, 0.0) for side in sides)


def _headline(shower: Shower, row: ComparedRow, changed: Sequence[tuple[Compared, Shower]], period: str) -> Headline:
    sides = []
    for pairs, (compared, other) in zip(row.proposals, changed, strict=True):
        pair = pairs[0]
        finer = shower.style.finer_for([row.base[0], pair.value], row.unit)
        key, model = (row.figure, period), other if len(changed) <= MOST_OPENED else None
        level = opened_under(shower, compared, model, key, shower.number(pair.value, row.unit, finer=finer), pair.value is None)
        change = None
        if pair.change is not None and pair.change != 0.0:
            text = shower.number(pair.change, row.unit, finer=finer, plus=True)
            change = opened_under(shower, compared, model, key, text)
        sides.append(Side(level, change))
    return Headline(row.label, shower.style.unit(row.unit), shower.figure(row.figure, period), tuple(sides))


def _proposal(
    shower: Shower, each: ProposalView, names: dict[str, str], view: ComparisonView, side: tuple[Compared, Shower] | None
) -> ShownProposal:
    """`side` opens what the proposal does to the result; None where the proposals are too many for that."""
    amounts = [*each.interplay, *each.total, *(value for effect in each.effects for value in effect.by_period)]
    finer = shower.style.finer_for([value for value in amounts if value], "SEK")

    def texts(values: Sequence[Value]) -> tuple[Shown, ...]:
        return tuple(shower.plain(value, "SEK", finer=finer, plus=True) for value in values)

    zero = shower.number(0.0, "SEK", finer=finer)
    interplay = texts(each.interplay)
    first = view.periods[0].id
    size = None if each.total[0] is None else abs(each.total[0])

    def opened(shown: Shown, period: str) -> Shown:
        key = (RESULT, period)
        return shown if side is None else opened_under(shower, *side, key, shown.text, shown.is_unknown)

    total = tuple(opened(shown, head.id) for shown, head in zip(texts(each.total), view.periods, strict=True))
    of_hundred, per_resident = _in_other_units(shower, each.total[0], first)
    return ShownProposal(
        each.id,
        each.name,
        each.proposer,
        each.date,
        each.note,
        names.get(each.builds_on or "", each.builds_on or ""),
        origin_of(shower.model, each.origin, ""),
        tuple(_decided(shower, effect, texts(effect.by_period), first) for effect in each.effects),
        None if all(said.text == zero or said.is_unknown for said in interplay) else interplay,
        total,
        opened(of_hundred, first),
        opened(per_resident, first),
        _paid(shower, each.meters[0], opened(shower.plain(each.meters[0].unfinanced, "SEK"), first)),
        _result_kind(each.total[0], shower.number(size, "SEK", finer=finer) == zero),
        opened(Shown(shower.number(size, "SEK", finer=finer, with_unit=True), "", ""), first),
    )


def _result_kind(change: Value, is_nothing: bool) -> str:
    if change is None:
        return "unknown"
    return "same" if is_nothing else "better" if change > 0 else "worse"


def _in_other_units(shower: Shower, amount: Value, period: str) -> tuple[Shown, Shown]:
    """An amount as öre of each SEK 100 of taxes and grants, and in kronor per resident."""
    ore = spread.of_hundred(shower.model, amount, period)
    each = spread.per_resident(shower.model, amount, period)
    return _plain(shower, ore, 1), _plain(shower, each, 0)


def _plain(shower: Shower, value: Value, decimals: int) -> Shown:
    if value is None:
        return shower.plain(None, "SEK")
    return Shown(show_number(value, decimals, shower.language, plus=True), "", "")


def _decided(shower: Shower, effect: EffectView, texts: tuple[Shown, ...], period: str) -> Decided:
    return Decided(
        effect.proposal,
        effect.title,
        effect.committee,
        effect.reason,
        origin_of(shower.model, effect.origin, effect.page),
        f"{effect.file}:{effect.line}",
        shower.mark(effect.status),
        effect.removed,
        effect.kind == "saving" and not effect.itemised,
        texts,
        *_in_other_units(shower, effect.by_period[0], period),
    )


def origin_of(model: Model, origin: str | None, page: str) -> Part:
    """Where something is said: the origin's title and page, a link where its address is one to follow."""
    found = model.workspace.origins.get(origin or "")
    if found is None:
        return page
    text = f"{found.title}, {page}" if page else found.title
    return link(text, found.url)


def _paid(shower: Shower, meter: Meter, amount: Shown) -> Paid:
    """The parts as bars: what gives money on one row, what takes it on the other, on one scale."""
    amounts = [(part, row, float(getattr(meter, part))) for part, row in _PARTS]
    widest = max(sum(value for _, row, value in amounts if row == side) for side in ("gives", "takes"))
    unfinanced = meter.unfinanced or 0.0
    scale = 100.0 / max(widest, unfinanced, 1.0)
    ends = {"gives": 0.0, "takes": 0.0}
    segments = []
    for part, row, value in amounts:
        if value:
            segments.append(Segment(part, shower.number(value, "SEK", with_unit=True), row, ends[row], value * scale))
            ends[row] += value * scale
    text = shower.number(meter.unfinanced, "SEK", with_unit=True)
    gap = Segment("unfinanced", text, "gives", ends["gives"], unfinanced * scale) if unfinanced else None
    return Paid(tuple(segments), gap, text, amount, meter.unknown)
