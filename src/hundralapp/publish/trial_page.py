"""What the page Try yourself says before anything is moved: its controls, what common changes give, and its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language, in_language
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.proposals.compare import Comparison
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.publish.edition import Edition
from hundralapp.publish.lever import SHARES, Lever
from hundralapp.publish.opened import Part
from hundralapp.publish.proposed import origin_of
from hundralapp.publish.shown import Shown
from hundralapp.publish.trial_data import FIGURES, choice_name, proposal_name

_COMMON = {"ore": 10, "percent": 10, "share": -SHARES}  # ten öre, one percent, the whole initiative
_MOVED = (FIGURES["result"], FIGURES["resident"], FIGURES["hundred"])


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to net income in the budget year, as texts: in money, per resident and of each hundred (or empty)."""

    value: Value
    amount: str
    size: str
    resident: str
    hundred: str


@dataclass(frozen=True, slots=True)
class Control:
    """A lever on the page. `hint` is what its common move does (a percent, an öre, or the whole).

    `only` names the years that it moves, where what it does in the others is not known.
    """

    code: str
    label: str
    unit: str
    low: int
    high: int
    hint: Effect | None
    is_assumed: bool
    only: str


@dataclass(frozen=True, slots=True)
class Section:
    """Controls below one name: a committee's, or that of its services."""

    name: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A row of what common changes give: in a group, by how much, with its effect."""

    group: str
    label: str
    unit: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that can be taken over. `effect` alone on net income, empty: unknown; `is_still`: none in the budget year."""

    code: str
    title: str
    reason: str
    origin: Part
    mark: str
    not_itemised: bool
    effect: str
    is_still: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A proposal with its own decisions. `base` is the name of the one it builds on, `others` how many come from there."""

    id: str
    name: str
    proposer: str
    base: str
    others: int
    decisions: tuple[Taken, ...]


class Trial:
    """The page's content in one language.

    Args:
        proposals: whose decisions are offered.
    """

    def __init__(self, edition: Edition, proposals: Sequence[Proposal]) -> None:
        self.budget = edition.budget
        self.shower = edition.shower
        self.model: Model = edition.model
        self.language: Language = edition.language
        self.levers = edition.budget.levers
        self.proposals = proposals
        self.period = self.model.workspace.budget_periods[0].id
        by_step = [each for each in self.levers if each.unit != "money"]
        self.hints = {each.name: self.effect(each, 1 if each.unit == "ore" else 10) for each in by_step}

    def effect(self, lever: Lever, steps: int) -> Effect:
        """What a lever moved alone does in the budget year."""
        value, resident, hundred = self.budget.moved(lever, steps, _MOVED)
        show = self.shower.number
        size = None if value is None else abs(value)
        return Effect(
            value,
            show(value, "SEK", with_unit=True, plus=True),
            show(size, "SEK", with_unit=True),
            "" if resident is None else show_number(resident, 0, self.language, plus=True),
            "" if hundred is None else show_number(hundred, 2, self.language, plus=True),
        )

    def control(self, lever: Lever) -> Control:
        label = lever.label.say(self.language)
        hint, is_assumed = self.hints.get(lever.name), lever.name.startswith("index.")
        years = [each for each in self.model.workspace.budget_periods if each.id in lever.periods]
        only = ", ".join(str(each.year) for each in years) if len(years) < len(self.model.workspace.budget_periods) else ""
        return Control(lever.code, label, lever.unit, lever.low, lever.high, hint, is_assumed, only)

    def group(self, name: str) -> tuple[Control, ...]:
        """The controls of a group, in order."""
        return tuple(self.control(each) for each in self.levers if each.group == name)

    def committees(self) -> tuple[Section, ...]:
        """Each committee with its one or two controls: percent where the frame is known, and an amount."""
        return self._sections((each for each in self.levers if each.group == "committee"), lambda each: each.name[2:])

    def of_committees(self, name: str) -> tuple[Section, ...]:
        """The controls of services or fees, by committee."""
        return self._sections((each for each in self.levers if each.group == name), lambda each: each.name.split(".")[2])

    def _sections(self, levers: Iterable[Lever], committee: Callable[[Lever], str]) -> tuple[Section, ...]:
        found: dict[str, list[Control]] = {}
        for each in levers:
            found.setdefault(committee(each), []).append(self.control(each))
        label = self.model.label
        return tuple(Section(label(f"committee.{key}.amount", self.language), tuple(each)) for key, each in found.items())

    def common(self, *groups: str) -> tuple[Common, ...]:
        """What common changes in these groups give: ten öre, one percent, and each initiative of the budget left out."""
        return tuple(
            Common(each.group, self._full(each), each.unit, self.effect(each, _COMMON[each.unit]))
            for each in self.levers
            if each.unit in _COMMON and each.group in groups
        )

    def _full(self, lever: Lever) -> str:
        label = lever.label.say(self.language)
        return label[:1].lower() + label[1:] if lever.group == "all" else label

    def sources(self, comparison: Comparison | None, short: Mapping[str, str]) -> tuple[Source, ...]:
        """The proposals with their own decisions, each with its effect alone."""
        effects = _effects(comparison, self.period)
        names = {each.id: proposal_name(self.shower, each) for each in self.proposals}
        found = []
        for each in self.proposals:
            own = [one for one in each.decisions if one.proposal == each.id]
            decisions = tuple(self._taken(one, effects.get(one.key), short) for one in own)
            base = names.get(each.builds_on or "", each.builds_on or "")
            found.append(Source(each.id, names[each.id], each.proposer, base, len(each.decisions) - len(own), decisions))
        return tuple(found)

    def _taken(self, decision: Decision, effect: Value, short: Mapping[str, str]) -> Taken:
        return Taken(
            short[choice_name(decision)],
            in_language(decision.title, decision.title_en, self.language),
            decision.reason,
            origin_of(self.model, decision.origin, decision.page),
            self.shower.mark(decision.status.value),
            decision.kind == "saving" and not decision.itemised,
            "" if effect is None else self.shower.number(effect, "SEK", with_unit=True, plus=True),
            effect == 0.0,
        )

    def line(self, name: str) -> tuple[Shown | None, ...]:
        """A figure in each year of budget and plan."""
        return tuple(self.shower.figure(FIGURES[name], each.id) for each in self.model.workspace.budget_periods)

    def ore_of_one_percent(self) -> str:
        """How many öre are as much as one percent of all committees' frames; empty where either is unknown."""
        ore, frames = (self.hints.get(name) for name in ("ore", "ramar"))
        if ore is None or frames is None or not ore.value or not frames.value:
            return ""
        ratio = abs(frames.value / ore.value)
        return show_number(ratio, 0 if ratio >= 10 else 1, self.language)


def _effects(comparison: Comparison | None, period: str) -> dict[tuple[str, str], Value]:
    """What each decision does alone to the budget, in a period."""
    compared = comparison.compared if comparison is not None else ()
    return {effect.decision.key: effect.by_period[period] for each in compared for effect in each.effects}
