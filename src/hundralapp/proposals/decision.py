"""Decisions as read: who proposes what, from when, with which reason and origin. No arithmetic on figures here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hundralapp import codes
from hundralapp.diagnostics import Location, Words, listed
from hundralapp.graph.figure import Period, Status
from hundralapp.numbers_sv import Number, read_number
from hundralapp.workspace.load import Workspace
from hundralapp.workspace.tables import slug
from hundralapp.workspace.yamlsource import Tree


@dataclass(frozen=True, slots=True)
class Decision:
    """One named decision.

    `amounts` holds the number that its kind asks for, per period, as written: money in `unit`, percent, öre, or kr per 100 kr
    (`rate`); None where the file says unknown. `proposal` is where it was written, which may be a proposal that another
    builds on.
    """

    id: str
    proposal: str
    kind: str
    title: str
    title_en: str
    committee: str | None
    to: str | None
    figure: str | None
    amounts: dict[str, Number | None]
    measure: str
    unit: str | None
    itemised: bool
    reason: str
    origin: str | None
    page: str
    status: Status
    location: Location
    places: dict[str, Location] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.proposal, self.id

    def place(self, *keys: str) -> Location:
        """Where the first of `keys` that the decision says is written; the decision itself when it says none."""
        return next((self.places[key] for key in keys if key in self.places), self.location)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: its own decisions, after those of the proposal it builds on."""

    id: str
    name: str
    name_en: str
    proposer: str
    date: str
    origin: str | None
    note: str
    builds_on: str | None
    decisions: tuple[Decision, ...]
    location: Location


_NEEDS: dict[str, tuple[tuple[str, ...], Words]] = {
    "set": (("value",), Words("figure och value", "figure and value")),
    "add": (("amount",), Words("amount, och figure eller committee", "amount, and figure or committee")),
    "scale": (("percent",), Words("percent, och figure eller committee", "percent, and figure or committee")),
    "move": (("amount",), Words("amount, committee och to", "amount, committee and to")),
    "initiative": (("amount",), Words("amount", "amount")),
    "tax_rate": (("change", "rate"), Words("change (öre) eller rate (kr per 100 kr)", "change (öre) or rate (SEK per SEK 100)")),
    "uplift": (("percent",), Words("percent, och figure eller committee", "percent, and figure or committee")),
    "saving": (("amount",), Words("amount", "amount")),
}
_TARGET = {
    "set": ("figure",),
    "add": ("figure", "committee"),
    "scale": ("figure", "committee"),
    "uplift": ("figure", "committee"),
}
_MEASURES = tuple(dict.fromkeys(measure for measures, _ in _NEEDS.values() for measure in measures))
_OF_ONE_NUMBER = ("from", "until", "phase_in")


def read_proposals(workspace: Workspace) -> dict[str, Proposal]:
    """Every proposal of the workspace, with inherited decisions first; problems go to its report."""
    own = {name: _own_decisions(workspace, name, tree) for name, tree in workspace.proposals.items()}
    inherited = _inherited(workspace, own)
    found: dict[str, Proposal] = {}
    for name, tree in workspace.proposals.items():
        found[name] = Proposal(
            name,
            tree.value("name") or name,
            tree.value("name_en") or "",
            tree.value("proposer") or "",
            tree.value("date") or "",
            _origin(workspace, tree),
            tree.value("note") or "",
            tree.value("builds_on"),
            (*inherited[name], *own[name]),
            tree.location,
        )
    return found


def _inherited(workspace: Workspace, own: dict[str, list[Decision]]) -> dict[str, list[Decision]]:
    """What each proposal takes over from the one it builds on, less what it leaves out; nothing for one in a ring."""
    parents = {name: _parent(workspace, name, own) for name in own}
    found: dict[str, list[Decision]] = {}
    for name in own:
        chain: list[str] = []
        at: str | None = name
        while at is not None and at not in found and at not in chain:
            chain.append(at)
            at = parents[at]
        if at in chain:
            _report_ring(workspace, chain[chain.index(at) :])
            found |= {each: [] for each in chain}
            continue
        for each in reversed(chain):
            parent = parents[each]
            decisions = [*found[parent], *own[parent]] if parent is not None else []
            left_out = _left_out(workspace, workspace.proposals[each], decisions)
            found[each] = [decision for decision in decisions if decision.id not in left_out]
    return found


def _parent(workspace: Workspace, name: str, own: dict[str, list[Decision]]) -> str | None:
    """The proposal that one builds on; None when it builds on none, or with a diagnostic when there is no such proposal."""
    said = workspace.proposals[name].get("builds_on")
    if said is None or said.text is None or said.text in own:
        return said.text if said is not None else None
    suggestion = workspace.report.suggest(said.text, own)
    workspace.report.add(codes.UNKNOWN_PROPOSAL.at(said.location, proposal=said.text, suggestion=suggestion))
    return None


def _report_ring(workspace: Workspace, ring: list[str]) -> None:
    for index, name in enumerate(ring):
        said = workspace.proposals[name].get("builds_on")
        if said is not None:
            names = " → ".join([*ring[index:], *ring[:index], name])
            workspace.report.add(codes.PROPOSAL_CYCLE.at(said.location, names=names))


def _left_out(workspace: Workspace, tree: Tree, inherited: list[Decision]) -> set[str]:
    names = tree.get("without")
    known = {each.id for each in inherited}
    left_out: set[str] = set()
    for item in (names.items if names is not None else None) or []:
        if item.text in known:
            left_out.add(item.text)
        else:
            where = tree.value("builds_on") or Words(
                "förslaget, som inte bygger på något annat", "the proposal, which builds on no other"
            )
            suggestion = workspace.report.suggest(item.text or "", known)
            workspace.report.add(codes.UNKNOWN_DECISION.at(item.location, decision=item.text, where=where, suggestion=suggestion))
    return left_out


def _own_decisions(workspace: Workspace, proposal: str, tree: Tree) -> list[Decision]:
    listed_decisions = tree.get("decisions")
    found: list[Decision] = []
    lines: dict[str, int] = {}
    for each in (listed_decisions.items if listed_decisions is not None else None) or []:
        name, kind = each.value("id"), each.value("kind")
        if name is None or kind is None:
            continue
        if name in lines:
            item = each.get("id")
            place = item.location if item is not None else each.location
            workspace.report.add(codes.DUPLICATE_DECISION.at(place, decision=name, first=lines[name]))
            continue
        lines[name] = each.location.line
        decision = _decision(workspace, proposal, tree, each, name, kind)
        if decision is not None:
            found.append(decision)
    return found


def _decision(workspace: Workspace, proposal: str, head: Tree, tree: Tree, name: str, kind: str) -> Decision | None:
    measures, needs = _NEEDS[kind]
    measure = next((each for each in measures if tree.get(each) is not None), None)
    targets = _TARGET.get(kind)
    no_target = targets is not None and not any(tree.value(each) for each in targets)
    if measure is None or no_target or (kind == "move" and not (tree.value("committee") and tree.value("to"))):
        workspace.report.add(codes.DECISION_NEEDS.at(tree.location, kind=kind, needs=needs))
        return None
    _report_unused(workspace, tree, kind, measure)
    committee, to = _committee(workspace, tree, "committee"), _committee(workspace, tree, "to")
    if (committee is None and tree.value("committee")) or (to is None and tree.value("to")):
        return None
    amounts = _amounts(workspace, tree, measure)
    if amounts is None:
        return None
    return Decision(
        name,
        proposal,
        kind,
        tree.value("title") or name,
        tree.value("title_en") or "",
        committee,
        to,
        tree.value("figure"),
        amounts,
        measure,
        tree.value("unit"),
        tree.value("itemised") != "false",
        tree.value("reason") or "",
        _origin(workspace, tree) or head.value("origin"),
        tree.value("page") or "",
        Status(tree.value("status") or "exact"),
        tree.location,
        {key: value.location for key, value in tree.pairs()},
    )


def _report_unused(workspace: Workspace, tree: Tree, kind: str, measure: str) -> None:
    """Keys that change nothing in a decision of this kind: a number nobody counts must not look as if it did."""
    no_place = [*(each for each in _MEASURES if each != measure)]
    if kind != "move":
        no_place.append("to")
    if kind not in _TARGET:
        no_place.append("figure")
    if measure in ("percent", "change", "rate"):
        no_place.append("unit")
    in_this_kind = Words(f"i ett beslut av slaget {kind} med {measure}", f"in a decision of the kind {kind} with {measure}")
    unused = [(key, in_this_kind) for key in no_place]
    said = tree.get(measure)
    if said is not None and said.keys is not None:
        by_period = Words(f"när {measure} anges per period", f"when {measure} is given by period")
        unused += [(key, by_period) for key in _OF_ONE_NUMBER]
    for key, when in unused:
        if tree.get(key) is not None:
            workspace.report.add(codes.DECISION_IGNORES.at(tree.key_location(key), key=key, when=when))


def _committee(workspace: Workspace, tree: Tree, key: str) -> str | None:
    item = tree.get(key)
    if item is None or item.text is None:
        return None
    name = slug(item.text)
    if name in workspace.committees:
        return name
    if workspace.is_partial:
        return None
    names = [each.name for each in workspace.committees.values()]
    workspace.report.add(
        codes.UNKNOWN_COMMITTEE.at(item.location, committee=item.text, suggestion=workspace.report.suggest(item.text, names))
    )
    return None


def _origin(workspace: Workspace, tree: Tree) -> str | None:
    item = tree.get("origin")
    if item is None or item.text is None:
        return None
    if workspace.lacks_origin(item.text):
        suggestion = workspace.report.suggest(item.text, workspace.origins)
        workspace.report.add(codes.UNKNOWN_ORIGIN.at(item.location, origin=item.text, suggestion=suggestion))
    return item.text


def _amounts(workspace: Workspace, tree: Tree, measure: str) -> dict[str, Number | None] | None:
    """The decision's number for every period it is about; None with a diagnostic when it is about none."""
    said = tree.get(measure)
    assert said is not None
    planned = workspace.budget_periods
    names = [each.id for each in planned]
    if said.keys is not None:
        return _stated_amounts(workspace, said, names)
    number = _number(said)
    start, end = _bound(workspace, tree, "from", names), _bound(workspace, tree, "until", names)
    if start == "" or end == "" or not planned:
        return None
    first = names.index(start) if start else 0
    last = names.index(end) if end else len(names) - 1
    if first > last:
        place = (tree.get("until") or tree.get("from") or tree).location
        workspace.report.add(codes.DECISION_NEEDS.at(place, kind=tree.value("kind"), needs=_IN_ORDER))
        return None
    return _phased(tree, number, planned[first : last + 1])


_IN_ORDER = Words("until som inte är före from", "until no earlier than from")


def _number(tree: Tree) -> Number | None:
    """The number of a checked scalar; None when it says unknown."""
    number = read_number((tree.text or "").rstrip("% "))
    return number if isinstance(number, Number) else None


def _stated_amounts(workspace: Workspace, said: Tree, names: list[str]) -> dict[str, Number | None] | None:
    found: dict[str, Number | None] = {}
    for period, value in said.pairs():
        if period not in names:
            place = said.key_location(period)
            workspace.report.add(codes.DECISION_OUTSIDE_PLAN.at(place, period=period, periods=listed(names, 12)))
            continue
        found[period] = _number(value)
    return found or None


def _bound(workspace: Workspace, tree: Tree, key: str, names: Iterable[str]) -> str | None:
    """A period named by `from` or `until`; None when silent, "" with a diagnostic when outside the plan."""
    item = tree.get(key)
    if item is None or item.text is None:
        return None
    if item.text in names:
        return item.text
    workspace.report.add(codes.DECISION_OUTSIDE_PLAN.at(item.location, period=item.text, periods=listed(list(names), 12)))
    return ""


def _phased(tree: Tree, number: Number | None, periods: list[Period]) -> dict[str, Number | None]:
    """The number per period: its share year by year from the first, the last share thereafter; unknown where either is."""
    phases = tree.get("phase_in")
    shares = [_number(each) for each in (phases.items if phases is not None else None) or []]
    if not shares:
        return {each.id: number for each in periods}
    start = min(each.year for each in periods)
    return {each.id: _scaled(number, shares[min(each.year - start, len(shares) - 1)]) for each in periods}


def _scaled(number: Number | None, share: Number | None) -> Number | None:
    return None if share is None or number is None else Number(number.value * share.value / 100, number.decimals)
