"""What 100 kronor of taxes, grants and equalisation become: by committee, and inside a committee by service and activity.

In the budget or under a proposal. The shares always sum to 100: what no row says is a row of its own. Where the hundred kronor
are not known, the committees' net costs are shown instead, or the initiatives that are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.graph.trace import HUNDRED_KRONOR
from hundralapp.model import Model
from hundralapp.proposals.effects import Overlay
from hundralapp.views.lineage import before, committee_name, figure_before, less, period_before
from hundralapp.views.tables import HUNDRED, PeriodHead, expand, period_heads

BASE = "revenue.tax_and_grants"
ORE = 100.0  # öre of a krona
_PARTS = frozenset({("service", "cost"), ("activity", "frame")})
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


class _Source:
    """Figures of the budget, or under a proposal."""

    def __init__(self, model: Model, overlay: Overlay | None) -> None:
        self.model = model
        self.overlay = overlay

    def value(self, figure: str, period: str) -> Value:
        return self.model.find(figure, period) if self.overlay is None else self.overlay.value(figure, period)

    def change(self, figure: str, period: str) -> Value:
        return None if self.overlay is None else self.overlay.change(figure, period)


def hundred_view(model: Model, language: str, period: str, overlay: Overlay | None = None) -> HundredView | None:
    """What each hundred kronor becomes in the period; else in another year of the budget; else what is known instead.

    Args:
        period: the one to begin with.
        overlay: the model under a proposal; None for the budget.
    """
    found = _what(model, period)
    if found is None:
        return None
    of, at = found
    heads = {head.id: head for head in period_heads(model, language)}
    figures = _figures(model, of)
    last = period_before(model, at, figures) if of != "initiatives" else None
    source, inside = _Source(model, overlay), parts_inside(model, at)
    shares = [_share(source, of, figure, (at, last), inside, language) for figure in figures if model.has(figure, at)]
    shares += _undistributed(source, of, at, language)
    shares += _residual(source, of, shares, at, language)
    shares.sort(key=lambda each: (_group(each), each.value is None, -(each.value or 0.0)))
    total = {"hundred": float(HUNDRED_KRONOR.value), "net_cost": source.value("operating.net_cost", at)}.get(of)
    return HundredView(of, UNITS[of], heads[at], heads.get(last or ""), tuple(shares), total, source.change(BASE, at))


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


def _share(
    source: _Source, of: str, figure: str, years: tuple[str, str | None], inside: Mapping[str, Sequence[str]], language: str
) -> ShareView:
    (at, last), model = years, source.model
    value = source.value(figure, at)
    family, name, _ = (*figure.split("."), "")[:3]
    change = source.change(figure, at)
    if family == "committee":
        was = before(model, name, MEASURES[of], last, language)
        since = _scaled(less(value, was.value), of)
        label, cost = committee_name(model, name, language), f"committee.{name}.net_cost"
        amount, more = source.value(cost, at), source.change(cost, at)
        parts = _parts(source, name, inside.get(name, ()), years, language)
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


def parts_inside(model: Model, period: str) -> dict[str, list[str]]:
    """The services' costs and the activities' frames of each committee in a period, in file order."""
    found: dict[str, list[str]] = {}
    for figure, at in model.cells:
        if at == period and figure.startswith("committee."):
            segments = figure.split(".")
            if len(segments) == 5 and (segments[2], segments[4]) in _PARTS:
                found.setdefault(segments[1], []).append(figure)
    return found


def parts_view(model: Model, committee: str, period: str, last: str | None, language: str) -> tuple[PartView, ...]:
    """What a committee's net cost in the budget is made of, largest first; empty where nothing inside the committee is stated."""
    keys = parts_inside(model, period).get(committee, ())
    return _parts(_Source(model, None), committee, keys, (period, last), language)


def _parts(
    source: _Source, committee: str, keys: Sequence[str], years: tuple[str, str | None], language: str
) -> tuple[PartView, ...]:
    (at, last), model, stem = years, source.model, f"committee.{committee}"
    if not keys:
        return ()
    base = source.value(BASE, at)

    def part(kind: str, figure: str, label: str, sign: float = 1.0) -> PartView:
        value = source.value(figure, at)
        amount = None if value is None else sign * value
        since = less(value, figure_before(model, figure, last))
        return PartView(kind, figure, label, amount, _of(amount, base), None if since is None else sign * since)

    found = [part(key.split(".")[2], key, part_label(model, key)) for key in keys]
    found.sort(key=lambda each: (each.amount is None, -(each.amount or 0.0)))
    if (f"{stem}.fees_and_grants", at) in model.cells:
        words = "Avgifter och riktade bidrag" if language == "sv" else "Fees and targeted grants"
        found.append(part("fees_and_grants", f"{stem}.fees_and_grants", words, -1.0))
    if source.value(f"{stem}.decided", at) not in (None, 0.0):
        words = "Beslutade ändringar av ramen" if language == "sv" else "Decided changes of the frame"
        found.append(part("decided", f"{stem}.decided", words))
    rest = _rest(source, stem, at, found)
    if rest is not None:
        words = "Rest: står inte i någon verksamhet" if language == "sv" else "Residual: stands in no activity"
        found.append(PartView("residual", "", words, rest, _of(rest, base), None))
    return tuple(found)


def part_label(model: Model, figure: str) -> str:
    """A service's or an activity's own name."""
    stem = figure.rpartition(".")[0]
    return model.workspace.labels.get(stem, stem.rpartition(".")[2])


def _of(amount: Value, base: Value) -> Value:
    return None if amount is None or not base else amount * HUNDRED_KRONOR.value / base


def _rest(source: _Source, stem: str, at: str, parts: Sequence[PartView]) -> Value:
    whole = source.value(f"{stem}.net_cost", at)
    if whole is None:
        return None
    rest = whole - sum(each.amount or 0.0 for each in parts)
    return None if abs(rest) <= 0.5 else rest
