"""Committees one by one: money by year, why it changes, services with volumes and prices, fees, grants, investments and goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import in_language
from hundralapp.graph.evaluate import Value, less
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared, Comparison, Effect
from hundralapp.terms import own_name
from hundralapp.views.hundred import ORE
from hundralapp.views.judgements import GoalView, goal_views
from hundralapp.views.lineage import before, committee_name, figure_before, period_before
from hundralapp.views.tables import PeriodHead, period_heads, shown_periods

NET_COST = "net_cost"
_EFFECTS = ("price_effect", "volume_effect", "mix_effect")
_NOTHING = 0.5  # SEK, below which a residual is the arithmetic's


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure now and the year before, in `unit`; `change` is the difference. None: unknown."""

    figure: str
    label: str
    unit: str
    now: Value
    was: Value
    change: Value


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service, or a group of one: how many, at which price, what it costs, and why the cost changes (SEK)."""

    label: str
    volume: Pair
    price: Pair
    cost: Pair
    effects: tuple[tuple[str, Value], ...]
    groups: tuple[ServiceView, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity that is not computed from volumes: cost, income and net cost."""

    label: str
    cost: Pair | None
    income: Pair | None
    net: Pair


@dataclass(frozen=True, slots=True)
class FeeView:
    """A fee: how many pay, how much, and what it gives. Volume and price are None where only the revenue is stated."""

    label: str
    volume: Pair | None
    price: Pair | None
    revenue: Pair


@dataclass(frozen=True, slots=True)
class CauseView:
    """Why the net cost changes since the year before, in SEK. `kind` is an effect, a family of figures, or residual."""

    kind: str
    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class YearsView:
    """A figure by period."""

    figure: str
    label: str
    unit: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DecidedView:
    """A decision of a proposal on the committee: what it alone does to the net income, by period, in SEK."""

    title: str
    reason: str
    removed: bool
    itemised: bool
    effects: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ProposedView:
    """What a proposal decides for the committee; `change` is what it does to `figure` in the period, in SEK.

    `figure` is the net cost, or what is decided where the frame is not stated; empty where neither change is known.
    """

    compared: Compared
    figure: str
    change: Value
    decisions: tuple[DecidedView, ...]


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """A committee. `names` are those it has taken over from, `successors` those that have taken over from it.

    `share` is in kronor of 100 and `ore` its change in öre. `years` is the net cost by period: (period, figure, value, names it
    is the sum of when the committee was not there).
    """

    id: str
    name: str
    role: str
    note: str
    names: tuple[str, ...]
    successors: tuple[str, ...]
    net_cost: Pair
    compared_with: tuple[str, ...]
    share: Pair
    ore: Value
    per_resident: Pair
    years: tuple[tuple[str, str, Value, tuple[str, ...]], ...]
    causes: tuple[CauseView, ...]
    services: tuple[ServiceView, ...]
    activities: tuple[ActivityView, ...]
    fees: tuple[FeeView, ...]
    grants: tuple[Pair, ...]
    investments: tuple[YearsView, ...]
    initiatives: tuple[YearsView, ...]
    indicators: tuple[YearsView, ...]
    goals: tuple[GoalView, ...]


@dataclass(frozen=True, slots=True)
class CommitteesView:
    """All committees in a period beside the year before; those with the largest net cost first in each role."""

    period: PeriodHead
    before: PeriodHead | None
    planned: tuple[PeriodHead, ...]
    committees: tuple[CommitteeView, ...]


def committees_view(model: Model, language: str, period: str) -> CommitteesView | None:
    """Every committee of the workspace; None when it has none, or no periods.

    Args:
        period: the budget's; where no net cost is known in it, a period where one is takes its place.
    """
    if not model.workspace.committees or period not in model.periods:
        return None
    heads = {head.id: head for head in period_heads(model, language)}
    figures = [f"committee.{each}.{NET_COST}" for each in model.workspace.committees]
    at = _period(model, period, figures)
    last = period_before(model, at, figures)
    found = _Reader(model, language, at, last)
    made = tuple(found.committee(each) for each in model.workspace.committees)
    planned = tuple(heads[each.id] for each in model.workspace.budget_periods)
    order = sorted(made, key=lambda each: (each.net_cost.now is None, -(each.net_cost.now or 0.0)))
    return CommitteesView(heads[at], heads.get(last or ""), planned, tuple(order))


def _period(model: Model, period: str, figures: Sequence[str]) -> str:
    planned = [each.id for each in model.workspace.budget_periods]
    others = [each.id for each in sorted(model.periods.values(), key=lambda each: -each.year)]
    order = dict.fromkeys([period, *planned, *others])
    return next((each for each in order if any(model.find(name, each) is not None for name in figures)), period)


class _Reader:
    """Reads the figures of a model committee by committee; what belongs to which committee is found in one pass."""

    def __init__(self, model: Model, language: str, at: str, last: str | None) -> None:
        self.model = model
        self.language = language
        self.at, self.last = at, last
        self.follows = last is not None and model.periods[at].follows == last
        self.members: dict[str, dict[str, dict[str, None]]] = {}
        self.groups: dict[str, dict[str, None]] = {}
        self.elsewhere: dict[str, dict[str, dict[str, None]]] = {}
        families = ("committee", "investment", "initiative", "indicator")
        for figure in (each for family in families for each in model.families.get(family, ())):
            family, name, *rest = figure.split(".")
            if family == "committee" and len(rest) >= 3:
                stem = ".".join(rest[:2])
                self.members.setdefault(name, {}).setdefault(rest[0], {})[f"committee.{name}.{stem}"] = None
                if len(rest) == 5 and rest[2] == "group":
                    self.groups.setdefault(f"committee.{name}.{stem}", {})[f"committee.{name}.{stem}.group.{rest[3]}"] = None
            elif family != "committee":
                owner = model.workspace.attributes.get(f"{family}.{name}", {}).get("committee")
                if owner:
                    self.elsewhere.setdefault(owner, {}).setdefault(family, {})[f"{family}.{name}"] = None
        self.goals: dict[str, list[GoalView]] = {}
        owners = model.workspace.attributes
        for goal in goal_views(model, language):
            family, name, *_ = goal.figure.split(".")
            owner = name if family == "committee" else owners.get(f"{family}.{name}", {}).get("committee", "")
            self.goals.setdefault(owner, []).append(goal)

    def _say(self, sv: str, en: str) -> str:
        return sv if self.language == "sv" else en

    def pair(self, figure: str, label: str = "") -> Pair:
        """A committee's figure now and the year before."""
        model, keys = self.model, [(figure, each) for each in (self.at, self.last or "")]
        unit = next((str(model.cells[key].unit) for key in keys if key in model.cells), "")
        now, was = model.find(figure, self.at), figure_before(model, figure, self.last)
        return Pair(figure, label, unit, now, was, less(now, was))

    def committee(self, name: str) -> CommitteeView:
        space, stem = self.model.workspace, f"committee.{name}"
        said = space.committees[name]
        members = self.members.get(name, {})
        net, names = self._whole(name, NET_COST)
        services = tuple(self._service(each) for each in self._there(members, "service", ("cost", "volume")))
        activities = tuple(self._activity(each) for each in self._there(members, "activity", ("frame",)))
        fees = tuple(self._fee(each) for each in self._there(members, "fee", ("revenue",)))
        grants = tuple(
            self.pair(f"{each}.amount", self._name(each)) for each in self._there(members, "targeted_grant", ("amount",))
        )
        successors = [key for key, each in space.committees.items() if name in each.successor_of]
        elsewhere = self.elsewhere.get(name, {})
        share = self._whole(name, "of_hundred")[0]
        return CommitteeView(
            name,
            committee_name(self.model, name, self.language),
            said.role,
            said.note,
            tuple(committee_name(self.model, each, self.language) for each in said.successor_of),
            tuple(successors),
            net,
            names,
            share,
            None if share.change is None else share.change * ORE,
            self._whole(name, "per_resident")[0],
            tuple(self._years(name)),
            self._causes(stem, net, services, activities),
            services,
            activities,
            fees,
            grants,
            self._by_period(elsewhere.get("investment", ()), "outlay"),
            self._by_period(elsewhere.get("initiative", ()), "amount"),
            self._by_period(elsewhere.get("indicator", ()), "value"),
            tuple(self.goals.get(name, ())),
        )

    def _whole(self, name: str, measure: str) -> tuple[Pair, tuple[str, ...]]:
        """A figure of the whole committee, beside the sum of those it has taken over from where it was not there."""
        found = self.pair(f"committee.{name}.{measure}")
        was = before(self.model, name, measure, self.last, self.language)
        pair = Pair(found.figure, found.label, found.unit, found.now, was.value, less(found.now, was.value))
        return pair, was.names if was.value is not None else ()

    def _years(self, name: str) -> list[tuple[str, str, Value, tuple[str, ...]]]:
        found = []
        for each in shown_periods(self.model):
            was = before(self.model, name, NET_COST, each.id, self.language)
            if was.names and was.value is None:
                continue
            figure = f"committee.{name}.{NET_COST}"
            if was.names or self.model.has(figure, each.id):
                found.append((each.id, "" if was.names else figure, was.value, was.names))
        return found

    def _there(self, members: Mapping[str, Mapping[str, None]], family: str, measures: Sequence[str]) -> list[str]:
        """The members of a family that have a figure in the period."""
        return [each for each in members.get(family, ()) if any(self.model.has(f"{each}.{one}", self.at) for one in measures)]

    def _name(self, stem: str) -> str:
        return own_name(stem, self.model.workspace.labels)

    def _service(self, stem: str) -> ServiceView:
        groups = [each for each in self.groups.get(stem, ()) if self.model.has(f"{each}.volume", self.at)]
        return self._volume_and_price(stem, tuple(self._volume_and_price(each, ()) for each in groups))

    def _volume_and_price(self, stem: str, groups: tuple[ServiceView, ...]) -> ServiceView:
        known = [(each, self.model.find(f"{stem}.{each}", self.at)) for each in _EFFECTS if self.follows]
        effects = tuple((each, value) for each, value in known if value is not None)
        cost, volume, price = (self.pair(f"{stem}.{each}") for each in ("cost", "volume", "price"))
        return ServiceView(self._name(stem), volume, price, cost, effects, groups)

    def _activity(self, stem: str) -> ActivityView:
        return ActivityView(
            self._name(stem), self._if_there(f"{stem}.cost"), self._if_there(f"{stem}.income"), self.pair(f"{stem}.frame")
        )

    def _fee(self, stem: str) -> FeeView:
        return FeeView(
            self._name(stem), self._if_there(f"{stem}.volume"), self._if_there(f"{stem}.price"), self.pair(f"{stem}.revenue")
        )

    def _if_there(self, figure: str) -> Pair | None:
        return self.pair(figure) if self.model.has(figure, self.at) else None

    def _by_period(self, stems: Sequence[str] | Mapping[str, None], measure: str) -> tuple[YearsView, ...]:
        model, found = self.model, []
        for stem in stems:
            figure = f"{stem}.{measure}"
            unit = next((str(model.cells[figure, each].unit) for each in model.periods if (figure, each) in model.cells), "")
            values = tuple(model.find(figure, each.id) for each in model.workspace.budget_periods)
            found.append(YearsView(figure, model.label(figure, self.language), unit, values))
        return tuple(found)

    def _causes(
        self, stem: str, net: Pair, services: Sequence[ServiceView], activities: Sequence[ActivityView]
    ) -> tuple[CauseView, ...]:
        """The change of the net cost in parts that sum to it; empty when it is not known, or when no part of it is."""
        if net.change is None:
            return ()
        split = [each for each in services if each.effects]
        whole = [each for each in services if not each.effects and each.cost.change is not None]
        words = {
            "price_effect": self._say("Priser i verksamheterna", "Prices of the services"),
            "volume_effect": self._say("Volymer: fler eller färre", "Volumes: more or fewer"),
            "mix_effect": self._say("Sammansättning: dyrare eller billigare grupper", "Mix: dearer or cheaper groups"),
        }
        found = [
            CauseView(kind, words[kind], sum(dict(each.effects).get(kind) or 0.0 for each in split))
            for kind in _EFFECTS
            if any(kind in dict(each.effects) for each in split)
        ]
        if whole:
            label = self._say("Verksamheter utan delning i pris och volym", "Services without a split into price and volume")
            found.append(CauseView("services", label, sum(each.cost.change or 0.0 for each in whole)))
        known = [each.net.change for each in activities if each.net.change is not None]
        if known:
            label = self._say("Anslag till övrig verksamhet", "Appropriations of other activities")
            found.append(CauseView("activities", label, sum(known)))
        for measure, sign, label in (
            ("fees_and_grants", -1.0, self._say("Avgifter och riktade bidrag", "Fees and targeted grants")),
            ("decided", 1.0, self._say("Beslutade ändringar av ramen", "Decided changes of the frame")),
        ):
            change = self.pair(f"{stem}.{measure}").change
            if change:
                found.append(CauseView(measure, label, sign * change))
        if not found:
            return ()
        rest = net.change - sum(each.value or 0.0 for each in found)
        if abs(rest) > _NOTHING:
            label = self._say("Övrigt, som underlaget inte delar upp", "Other, which the files do not split")
            found.append(CauseView("residual", label, rest))
        return tuple(found)


def proposed_views(comparison: Comparison, language: str, period: str) -> dict[str, list[ProposedView]]:
    """What each proposal decides for each committee, by the committee's id; proposals in their order."""
    found: dict[str, list[ProposedView]] = {}
    for compared in comparison.compared:
        decided: dict[str, list[DecidedView]] = {}
        for effect in compared.effects:
            for name in _committees_of(effect):
                decided.setdefault(name, []).append(_decided(compared, effect, language))
        for name, decisions in decided.items():
            measures = (f"committee.{name}.{NET_COST}", f"committee.{name}.decided")
            figure = next((each for each in measures if compared.overlay.change(each, period) is not None), "")
            change = compared.overlay.change(figure, period)
            found.setdefault(name, []).append(ProposedView(compared, figure, change, tuple(decisions)))
    return found


def _committees_of(effect: Effect) -> list[str]:
    """The committees that a decision is about: the one it names, the one it moves to, or whose figure it changes."""
    decision = effect.decision
    family, name, *_ = f"{decision.figure or ''}..".split(".")
    of_figure = name if family == "committee" else ""
    return list(dict.fromkeys(each for each in (decision.committee, decision.to, of_figure) if each))


def _decided(compared: Compared, effect: Effect, language: str) -> DecidedView:
    decision = effect.decision
    title = in_language(decision.title, decision.title_en, language)
    effects = tuple(effect.by_period[each] for each in compared.periods)
    return DecidedView(title, decision.reason, effect.removed, decision.kind != "saving" or decision.itemised, effects)
