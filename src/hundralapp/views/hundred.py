"""What 100 kronor of taxes, grants and equalisation become: by committee, and inside a committee by service and activity.

In the budget or under a proposal. The shares always sum to 100: what no row says is a row of its own. Where the hundred kronor
are not known, the committees' net costs are shown instead, or the initiatives that are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value, less
from hundralapp.graph.trace import HUNDRED_KRONOR
from hundralapp.model import Model
from hundralapp.proposals.effects import Overlay
from hundralapp.terms import own_name
from hundralapp.views.lineage import before, committee_name, figure_before, period_before
from hundralapp.views.tables import HUNDRED, PeriodHead, expand, period_heads

BASE = "revenue.tax_and_grants"
ORE = 100.0  # öre of a krona
_PARTS = frozenset({("service", "cost"), ("activity", "frame")})
_INSIDE = frozenset(kind for kind, _ in _PARTS)
DIVIDING = _INSIDE | {"further"}  # the kinds of parts that are money spent, beside fees, decisions and residuals
_NOTHING = 1e-6  # kronor of 100, below which a residual is the arithmetic's and not the budget's
MEASURES: Mapping[str, str] = {"hundred": "of_hundred", "net_cost": "net_cost"}
UNITS: Mapping[str, str] = {"hundred": "SEK_of_100", "net_cost": "SEK", "initiatives": "SEK"}


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a committee's net cost: a service, an activity, fees and grants (negative), decisions, or what no part says.

    `amount` is in SEK as it counts in the net cost; `of_hundred` in kronor of 100; `since` the change of the amount since the
    year before, in SEK. `figure` is empty for what no part says.
    """

    kind: str
    figure: str
    label: str
    amount: Value
    of_hundred: Value
    since: Value


@dataclass(frozen=True, slots=True)
class ShareView:
    """A row: a committee, an item beside them (`kind` says which), an initiative, or the residual.

    `value` is in kronor of 100, or SEK where those are not known; `since` is its change since the year before in öre per
    SEK 100 or SEK, `names` whom it is compared with when not itself; `change` is what the proposal does to it, in the same
    unit. `amount` is in SEK, and `more` what the proposal adds to it.
    """

    kind: str
    figure: str
    committee: str
    label: str
    value: Value
    since: Value
    names: tuple[str, ...]
    change: Value
    amount: Value
    more: Value
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class HundredView:
    """What 100 kronor become, or (`of`) what is known instead; largest first, then what is unknown, then items beside committees.

    `base_change` is what the proposal does to the taxes and grants that the shares are of, in SEK.
    """

    of: str
    unit: str
    period: PeriodHead
    before: PeriodHead | None
    shares: tuple[ShareView, ...]
    total: Value
    base_change: Value


@dataclass(frozen=True, slots=True)
class Inside:
    """A service's cost or an activity's frame: its own name, and the amount of the year before in SEK."""

    kind: str
    figure: str
    label: str
    was: Value


class HundredYear:
    """What is asked of a year whatever the proposal: which rows there are, and what they were in `last`, the year before.

    Args:
        of: what is known, as in `HundredView`.
        at: the period.
    """

    def __init__(self, model: Model, language: str, of: str, at: str) -> None:
        self.model, self.language, self.of, self.at = model, language, of, at
        figures = _figures(model, of)
        self.last = period_before(model, at, figures) if of != "initiatives" else None
        self.figures = [figure for figure in figures if model.has(figure, at)]
        self.inside: dict[str, list[Inside]] = {}
        """The services' costs and the activities' frames of each committee, in file order."""
        for figure in model.families.get("committee", ()):
            segments = figure.split(".")
            if len(segments) == 5 and (segments[2], segments[4]) in _PARTS and model.has(figure, at):
                label = own_name(figure.rpartition(".")[0], model.workspace.labels)
                part = Inside(segments[2], figure, label, figure_before(model, figure, self.last))
                self.inside.setdefault(segments[1], []).append(part)


class _Source:
    """Figures of the budget, or under a proposal, in one year."""

    def __init__(self, year: HundredYear, overlay: Overlay | None) -> None:
        self.year = year
        self.model = year.model
        self.overlay = overlay

    def value(self, figure: str, period: str) -> Value:
        return self.model.find(figure, period) if self.overlay is None else self.overlay.value(figure, period)

    def change(self, figure: str, period: str) -> Value:
        return None if self.overlay is None else self.overlay.change(figure, period)


def hundred_year(model: Model, language: str, period: str) -> HundredYear | None:
    """The year to show, for the budget and every proposal; None when nothing is known.

    Args:
        period: the one to begin with; else another year of the budget; else one where something else is known instead.
    """
    found = _what(model, period)
    return None if found is None else HundredYear(model, language, *found)


def view_of_year(year: HundredYear, overlay: Overlay | None = None) -> HundredView:
    """What each hundred kronor becomes in a year, or what is known instead.

    Args:
        overlay: the model under a proposal; None for the budget.
    """
    source, of, at, language = _Source(year, overlay), year.of, year.at, year.language
    heads = {head.id: head for head in period_heads(year.model, language)}
    shares = [_share(source, figure) for figure in year.figures]
    shares += _undistributed(source, of, at, language)
    shares += _residual(source, of, shares, at, language)
    shares.sort(key=lambda each: (_group(each), each.value is None, -(each.value or 0.0)))
    total = {"hundred": float(HUNDRED_KRONOR.value), "net_cost": source.value("operating.net_cost", at)}.get(of)
    return HundredView(of, UNITS[of], heads[at], heads.get(year.last or ""), tuple(shares), total, source.change(BASE, at))


def _what(model: Model, period: str) -> tuple[str, str] | None:
    planned = [each.id for each in model.workspace.budget_periods]
    others = [each.id for each in sorted(model.periods.values(), key=lambda each: -each.year) if each.id not in planned]
    order = [each for each in dict.fromkeys([period, *planned, *others]) if each in model.periods]
    for of in ("hundred", "net_cost", "initiatives"):
        parts = [figure for figure in _figures(model, of) if not figure.startswith("hundred.")]
        for at in order:
            if any(model.find(figure, at) is not None for figure in parts):
                return of, at
    return None


def _figures(model: Model, of: str) -> list[str]:
    patterns: Sequence[str] = HUNDRED
    if of != "hundred":
        patterns = ("committee.*.net_cost",) if of == "net_cost" else ("initiative.*.amount",)
    return [figure for pattern in patterns for figure in expand(model, pattern)]


def _group(share: ShareView) -> int:
    order = {
        "committee": 0,
        "initiative": 0,
        "undistributed": 1,
        "not_in_committees": 1,
        "financial": 1,
        "residual": 1,
        "result": 2,
    }
    return order[share.kind]


def _share(source: _Source, figure: str) -> ShareView:
    year, model = source.year, source.model
    of, at, last, language = year.of, year.at, year.last, year.language
    value = source.value(figure, at)
    family, name, _ = (*figure.split("."), "")[:3]
    change = source.change(figure, at)
    if family == "committee":
        was = before(model, name, MEASURES[of], last, language)
        since = _scaled(less(value, was.value), of)
        label, cost = committee_name(model, name, language), f"committee.{name}.net_cost"
        amount, more = source.value(cost, at), source.change(cost, at)
        parts = _parts(source, name)
        return ShareView("committee", figure, name, label, value, since, was.names, _scaled(change, of), amount, more, parts)
    kind = name if family == "hundred" else "initiative"
    since = _scaled(less(value, model.find(figure, last) if last else None), of)
    amount = _times(value, source.value(BASE, at)) if family == "hundred" else value
    return ShareView(kind, figure, "", model.label(figure, language), value, since, (), _scaled(change, of), amount, None, ())


def _scaled(value: Value, of: str) -> Value:
    return value * ORE if value is not None and of == "hundred" else value


def _times(share: Value, base: Value) -> Value:
    return None if share is None or base is None else share * base / HUNDRED_KRONOR.value


def _undistributed(source: _Source, of: str, at: str, language: str) -> list[ShareView]:
    """Decisions that no committee has been given, where there are any."""
    amount = less(source.value("operating.changes", at), source.value("operating.committee_changes", at))
    if not amount or of == "initiatives":
        return []
    value = amount if of == "net_cost" else _of(amount, source.value(BASE, at))
    label = "Beslut som ingen nämnd har fått" if language == "sv" else "Decisions given to no committee"
    change = less(source.change("operating.changes", at), source.change("operating.committee_changes", at))
    return [ShareView("undistributed", "", "", label, value, None, (), None, amount, change, ())]


def _residual(source: _Source, of: str, shares: Sequence[ShareView], at: str, language: str) -> list[ShareView]:
    """What no known row says: the rest of the hundred kronor, or of the stated sum of net costs."""
    whole = HUNDRED_KRONOR.value if of == "hundred" else source.value("operating.net_cost", at) if of == "net_cost" else None
    known = [each.value for each in shares if each.value is not None]
    if whole is None:
        return []
    rest, unknown = whole - sum(known), len(known) < len(shares)
    if not unknown and abs(rest) <= _NOTHING * (1.0 if of == "hundred" else abs(whole)):
        return []
    if unknown:
        label = "Det som inte är känt, tillsammans" if language == "sv" else "All that is not known"
    else:
        label = "Rest: står inte i någon rad" if language == "sv" else "Residual: stands in no row"
    return [ShareView("residual", "", "", label, rest, None, (), None, None, None, ())]


def _parts(source: _Source, committee: str) -> tuple[PartView, ...]:
    """What a committee's net cost is made of, largest first; empty where nothing inside the committee is stated."""
    year, model, stem = source.year, source.model, f"committee.{committee}"
    at, language = year.at, year.language
    if committee not in year.inside:
        return ()
    base = source.value(BASE, at)

    def part(kind: str, figure: str, label: str, was: Value, sign: float = 1.0) -> PartView:
        value = source.value(figure, at)
        amount, since = (None if each is None else sign * each for each in (value, less(value, was)))
        return PartView(kind, figure, label, amount, _of(amount, base), since)

    def item(measure: str, label: str, sign: float) -> PartView:
        figure = f"{stem}.{measure}"
        return part(measure, figure, label, figure_before(model, figure, year.last), sign)

    found = [part(each.kind, each.figure, each.label, each.was) for each in year.inside[committee]]
    found.sort(key=lambda each: (each.amount is None, -(each.amount or 0.0)))
    if (f"{stem}.fees_and_grants", at) in model.cells:
        words = "Avgifter och riktade bidrag" if language == "sv" else "Fees and targeted grants"
        found.append(item("fees_and_grants", words, -1.0))
    if source.value(f"{stem}.decided", at) not in (None, 0.0):
        words = "Beslutade ändringar av ramen" if language == "sv" else "Decided changes of the frame"
        found.append(item("decided", words, 1.0))
    rest = _rest(source, stem, at, found)
    if rest is not None:
        words = "Rest: står inte i någon verksamhet" if language == "sv" else "Residual: stands in no activity"
        found.append(PartView("residual", "", words, rest, _of(rest, base), None))
    return tuple(found)


def in_short(parts: Sequence[PartView], most: int, language: str) -> tuple[PartView, ...]:
    """The largest services and activities of a committee, and the others as one sum (unknown where one of them is)."""
    inside = [each for each in parts if each.kind in _INSIDE]
    if len(inside) <= most:
        return tuple(parts)
    rest = inside[most - 1 :]
    label = f"{len(rest)} verksamheter till" if language == "sv" else f"{len(rest)} further services"
    amount, of_hundred, since = (_sum(values) for values in zip(*((e.amount, e.of_hundred, e.since) for e in rest), strict=True))
    further = PartView("further", "", label, amount, of_hundred, since)
    return (*inside[: most - 1], further, *(each for each in parts if each.kind not in _INSIDE))


def _sum(values: Sequence[Value]) -> Value:
    known = [each for each in values if each is not None]
    return sum(known) if len(known) == len(values) else None


def _of(amount: Value, base: Value) -> Value:
    return None if amount is None or not base else amount * HUNDRED_KRONOR.value / base


def _rest(source: _Source, stem: str, at: str, parts: Sequence[PartView]) -> Value:
    whole = source.value(f"{stem}.net_cost", at)
    if whole is None:
        return None
    rest = whole - sum(each.amount or 0.0 for each in parts)
    return None if abs(rest) <= 0.5 else rest
