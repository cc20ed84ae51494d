"""The committees: an overview of their money, and a page for each with all that the files say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hundralapp.diagnostics import Language, in_language
from hundralapp.graph.evaluate import Value
from hundralapp.publish.bars import both_widths, year_bar
from hundralapp.publish.charts import Chart
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages.hundred import show_ore
from hundralapp.publish.pages.proposals import kinds_of
from hundralapp.publish.proposed import MOST_OPENED, opened_under
from hundralapp.publish.shares import Bar, Scale, bar, scale_of
from hundralapp.publish.shown import Shown
from hundralapp.publish.sided import slugs
from hundralapp.views.committees import (
    CommitteesView,
    CommitteeView,
    DecidedView,
    Pair,
    ProposedView,
    ServiceView,
    YearsView,
    proposed_views,
)
from hundralapp.views.tables import period_heads

FILES: Mapping[Language, str] = {"sv": "namnder.html", "en": "committees.html"}
STEMS: Mapping[Language, str] = {"sv": "namnd", "en": "committee"}
_HAS_ORE = 1000.0  # kronor, below which a price is shown with its öre
ROLES = ("committee", "district", "central", "elimination")
_ITEMS = ("central", "elimination")  # roles that are amounts, not somebody who spends them


@dataclass(frozen=True, slots=True)
class Two:
    """A figure now and the year before, and the change (None: not known). None: the model has no such figure."""

    now: Shown | None
    was: Shown | None
    change: Shown | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A committee in the overview."""

    kind: str
    name: str
    compared_with: str
    net_cost: Two
    share: Shown | None
    since: Shown | None
    per_resident: Shown | None
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Served:
    """A service or a group of one."""

    label: str
    volume: Two
    unit: str
    price: Two
    price_unit: str
    cost: Two
    effects: Mapping[str, Shown]
    groups: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a name, and figures or texts in its columns."""

    label: str
    unit: str
    cells: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True)
class Caused:
    """A part of the change since the year before."""

    label: str
    shown: Shown
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal on the committee: what it does to its net cost (None: not known), and its decisions with their effects.

    `kind` is the proposal's page.
    """

    kind: str
    name: str
    change: Shown | None
    decisions: tuple[tuple[DecidedView, tuple[Shown, ...]], ...]


@dataclass(frozen=True, slots=True)
class YearOfCommittee:
    """A period's net cost, and whose it was when the committee was not there."""

    label: str
    shown: Shown
    names: str


def pages(edition: Edition) -> Sequence[Page]:
    """The overview and the committees' pages; none where the workspace has no committees."""
    view = edition.committees
    if view is None:
        return []
    names = slugs([each.id for each in view.committees])
    about = edition.say(
        "Vad varje nämnd kostar, varför det ändras och vad förslagen beslutar.",
        "What each committee costs, why that changes, and what the proposals decide.",
    )
    values = {"view": view, "groups": _groups(edition, view), "most": _most(edition, view), "gone": _gone(edition, view)}
    title = edition.say("Nämnder", "Committees")
    made = [Page("committees", FILES, title, "committees.html.j2", values, about, styles=("hundred.css",))]
    comparison = edition.budget.comparison
    proposed = proposed_views(comparison, edition.language, view.period.id) if comparison is not None else {}
    kinds = kinds_of(edition.compared) if edition.compared is not None else {}
    for each in view.committees:
        files: dict[Language, str] = {at: f"{STEMS[at]}-{names[each.id]}.html" for at in STEMS}
        inside = _committee(edition, view, each, proposed.get(each.id, ()), kinds)
        styles = ("hundred.css", "committee.css")
        kind = f"committee/{each.id}"
        made.append(Page(kind, files, each.name, "committee.html.j2", inside, styles=styles, listed=False))
    return made


def _groups(edition: Edition, view: CommitteesView) -> list[tuple[str, list[Listed]]]:
    """The committees that have a net cost in the period, or may get one, by role."""
    scale = scale_of(each.net_cost.change for each in view.committees)
    found: dict[str, list[Listed]] = {role: [] for role in ROLES}
    for each in view.committees:
        if edition.model.has(each.net_cost.figure, view.period.id):
            found[each.role].append(_listed(edition, view, each, scale))
    return [(role, rows) for role, rows in found.items() if rows]


def _listed(edition: Edition, view: CommitteesView, each: CommitteeView, scale: Scale) -> Listed:
    since = _since(edition, each, view.period.id)
    person = each.per_resident
    return Listed(
        f"committee/{each.id}",
        each.name,
        ", ".join(each.compared_with),
        _two(edition, view, each.net_cost),
        edition.shower.figure(each.share.figure, view.period.id) if each.share.now is not None else None,
        since,
        edition.shower.figure(person.figure, view.period.id) if person.now is not None else None,
        bar(each.net_cost.change, scale),
    )


def _most(edition: Edition, view: CommitteesView) -> tuple[str, Shown, bool] | None:
    """The committee that changes most since the year before, by how much, and whether it gets more; None: not known."""
    changed = [each for each in view.committees if each.net_cost.change]
    if not changed:
        return None
    most = max(changed, key=lambda each: abs(each.net_cost.change or 0.0))
    change = most.net_cost.change or 0.0
    size = edition.shower.number(abs(change), "SEK", with_unit=True)
    return most.name, edition.shower.about((most.net_cost.figure, view.period.id), size), change > 0


def _gone(edition: Edition, view: CommitteesView) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Committees without a net cost in the period: kind of page, name, and who has taken over from them as (kind, name)."""
    names = {each.id: each.name for each in view.committees}
    return [
        (f"committee/{each.id}", each.name, [(f"committee/{one}", names[one]) for one in each.successors])
        for each in view.committees
        if not edition.model.has(each.net_cost.figure, view.period.id)
    ]


def _two(edition: Edition, view: CommitteesView, pair: Pair) -> Two:
    """A pair with the decimals that its row needs."""
    shower = edition.shower
    if not pair.unit:
        return Two(None, None, None)
    finer = _finer(edition, pair)
    now = shower.figure(pair.figure, view.period.id)
    was = shower.figure(pair.figure, view.before.id) if view.before is not None else None
    if was is None and pair.was is not None:
        was = shower.plain(pair.was, pair.unit, finer=finer)
    texts = [shower.number(value, pair.unit, finer=finer) for value in (pair.now, pair.was)]
    change = None
    if pair.change is not None:
        change = shower.about((pair.figure, view.period.id), shower.number(pair.change, pair.unit, finer=finer, plus=True))
    return Two(_as(now, texts[0]), _as(was, texts[1]), change)


def _since(edition: Edition, each: CommitteeView, period: str) -> Shown | None:
    """The share's change in öre; None where it is not known."""
    text = show_ore(each.ore, edition.language)
    return edition.shower.about((each.share.figure, period), text) if text else None


def _finer(edition: Edition, pair: Pair) -> int:
    """More decimals for what is small: of money as its row needs, and öre of a price below 1 000 kronor that has any."""
    if not pair.unit.startswith("SEK/"):
        return edition.shower.style.finer_for([pair.now, pair.was], pair.unit)
    known = [each for each in (pair.now, pair.was) if each is not None]
    return 2 if any(abs(each) < _HAS_ORE and round(each) != round(each, 2) for each in known) else 0


def _as(shown: Shown | None, text: str) -> Shown | None:
    """A number with the decimals of its row."""
    return None if shown is None else replace(shown, text=text)


def _committee(
    edition: Edition,
    view: CommitteesView,
    each: CommitteeView,
    proposed: Sequence[ProposedView],
    kinds: Mapping[str, str],
) -> dict[str, object]:
    """All that a committee's template shows."""
    shower, head = edition.shower, view.period.id
    names = {one.id: one.name for one in view.committees}
    charts, years = _years(edition, each, head)
    scale = scale_of(cause.value for cause in each.causes)
    change, english, key = each.net_cost.change, edition.language == "en", (each.net_cost.figure, head)
    return {
        "view": view,
        "committee": each,
        "is_there": edition.model.has(each.net_cost.figure, head),
        "net_cost": shower.figure(each.net_cost.figure, head, with_unit=True),
        "change": None if change is None else shower.about(key, shower.number(abs(change), "SEK", with_unit=True)),
        "grows": (change or 0.0) > 0,
        "is_item": each.role in _ITEMS or (each.net_cost.now or 0.0) < 0,
        "is_same": change is not None and shower.number(change, "SEK") == shower.number(0.0, "SEK"),
        "share": shower.figure(each.share.figure, head) if each.share.now is not None else None,
        "since": _since(edition, each, head),
        "per_resident": shower.figure(each.per_resident.figure, head) if each.per_resident.now is not None else None,
        "successors": [(f"committee/{one}", names[one]) for one in each.successors],
        "predecessors": [
            (f"committee/{one}", names[one]) for one in edition.space.committees[each.id].successor_of if one in names
        ],
        "charts": charts,
        "years": years,
        "causes": [Caused(one.label, shower.plain(one.value, "SEK", plus=True), bar(one.value, scale)) for one in each.causes],
        "sum_of_causes": shower.about(key, shower.number(change, "SEK", plus=True)),
        "services": [_served(edition, view, one) for one in each.services],
        "activities": [
            (one.label, *(None if pair is None else _two(edition, view, pair) for pair in (one.cost, one.income, one.net)))
            for one in each.activities
        ],
        "fees": [
            (
                one.label,
                *(None if pair is None else _two(edition, view, pair) for pair in (one.volume, one.price, one.revenue)),
                "" if one.volume is None else shower.style.unit(one.volume.unit),
            )
            for one in each.fees
        ],
        "grants": [(one.label, _two(edition, view, one)) for one in each.grants],
        "investments": [_line(edition, view, one) for one in each.investments],
        "initiatives": [_line(edition, view, one) for one in each.initiatives],
        "indicators": [_line(edition, view, one) for one in each.indicators],
        "assignments": [
            (in_language(one.title, one.title_en, edition.language), one.by, english and bool(one.title_en))
            for one in edition.space.assignments
            if one.committee == each.id
        ],
        "goals": _goals(edition, each),
        "proposed": [_proposed(edition, one, head, kinds) for one in proposed],
        "has_proposals": edition.budget.comparison is not None,
        "before_words": _before_words(view),
    }


def _before_words(view: CommitteesView) -> str:
    return "" if view.before is None else f"{view.before.label[0].lower()}{view.before.label[1:]}"


def _years(edition: Edition, each: CommitteeView, now: str) -> tuple[tuple[Chart, ...], list[YearOfCommittee]]:
    """The net cost by period as charts and as a table."""
    shower = edition.shower
    heads = {head.id: head for head in period_heads(edition.model, edition.language)}
    finer = shower.style.finer_for([value for _, _, value, _ in each.years], "SEK")
    bars, rows = [], []
    for period, figure, value, names in each.years:
        status = edition.model.status((figure, period)).value if figure else ""
        status = "synthetic" if edition.space.synthetic else status
        bars.append(
            year_bar(
                shower, edition.model.periods[period], heads[period], value, "SEK", status=status, finer=finer, now=period == now
            )
        )
        shown = shower.figure(figure, period) if figure else shower.plain(value, "SEK", finer=finer)
        shown = _as(shown, shower.number(value, "SEK", finer=finer))
        assert shown is not None
        rows.append(YearOfCommittee(heads[period].label, shown, ", ".join(names)))
    has_any = any(bar.value is not None for bar in bars)
    return both_widths(bars) if has_any else (), rows


def _served(edition: Edition, view: CommitteesView, service: ServiceView) -> Served:
    shower = edition.shower
    split = [(kind, value) for kind, value in service.effects if kind != "mix_effect" or service.groups]
    stem = service.cost.figure.rpartition(".")[0]
    effects = {
        kind: shower.about((f"{stem}.{kind}", view.period.id), shower.number(value, "SEK", plus=True)) for kind, value in split
    }
    return Served(
        service.label,
        _two(edition, view, service.volume),
        shower.style.unit(service.volume.unit) if service.volume.unit else "",
        _two(edition, view, service.price),
        shower.style.unit(service.price.unit) if service.price.unit else "",
        _two(edition, view, service.cost),
        effects,
        tuple(_served(edition, view, each) for each in service.groups),
    )


def _line(edition: Edition, view: CommitteesView, years: YearsView) -> Line:
    shower = edition.shower
    finer = shower.style.finer_for(years.values, years.unit)
    cells = []
    for head, value in zip(view.planned, years.values, strict=True):
        if not years.unit:
            continue
        cells.append(_as(shower.figure(years.figure, head.id), shower.number(value, years.unit, finer=finer)))
    return Line(years.label, "" if years.unit in ("", "SEK") else shower.style.unit(years.unit), tuple(cells))


def _goals(edition: Edition, each: CommitteeView) -> list[tuple[str, str, str, Shown, str, str]]:
    """Each goal in each period: its name, its limit, the period, the figure, verdict and its word."""
    shower, found = edition.shower, []
    heads = {head.id: head.label for head in period_heads(edition.model, edition.language)}
    for goal in each.goals:
        limits = [
            f"{word} {shower.number(limit, goal.unit, with_unit=True)}"
            for word, limit in (
                (edition.say("minst", "at least"), goal.at_least),
                (edition.say("högst", "at most"), goal.at_most),
            )
            if limit is not None
        ]
        shown = shower.figure(goal.figure, goal.period, with_unit=True) or shower.plain(None, goal.unit)
        period = heads.get(goal.period, goal.period)
        found.append((goal.name, ", ".join(limits), period, shown, goal.verdict, goal.verdict_text))
    return found


def _proposed(edition: Edition, proposed: ProposedView, period: str, kinds: Mapping[str, str]) -> Proposed:
    """What a proposal does to the committee, and what it decides. `kinds` are the proposals' pages."""
    shower, proposal, compared = edition.shower, proposed.compared.proposal, edition.compared
    assert compared is not None
    name = in_language(proposal.name, proposal.name_en, edition.language)
    change = None
    if proposed.change is not None:
        text = shower.number(proposed.change, "SEK", plus=True, with_unit=True)
        side = next(other for each, other in compared.changed if each is proposed.compared)
        few = side if len(compared.changed) <= MOST_OPENED else None
        change = opened_under(shower, proposed.compared, few, (proposed.figure, period), text)
    amounts: list[Value] = [value for each in proposed.decisions for value in each.effects if value]
    finer = shower.style.finer_for(amounts, "SEK")
    decisions = tuple(
        (each, tuple(shower.plain(value, "SEK", finer=finer, plus=True) for value in each.effects)) for each in proposed.decisions
    )
    return Proposed(kinds[proposal.id], name, change, decisions)
