"""From one period's result to the next: the change of net income as a sum of named causes.

Every amount is what its cause does to net income: plus is better. What no cause accounts for is `not_explained`, so that causes
and rest add up to the change. A cause that cannot be known is listed as unknown and takes no amount; what it did is within the
rest. Prices, volumes and mix are those of the services (`rules.services`), which compare a period with the one it follows.

The tax base is valued at the earlier rate and the change of rate on the later base. Not modelled: initiatives that stand within
committees' frames, which would count twice; they are causes only where the frames are not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Key, Period
from hundralapp.model import Model

RESULT = "result.net_income"
SERVICE_EFFECTS = ("price", "volume", "mix")
CAUSES = (
    "tax_base",
    "tax_rate",
    "settlement",
    "tax_revenue",
    "tax_otherwise",
    "grants",
    *SERVICE_EFFECTS,
    "fees_and_grants",
    "committees",
    "committees_otherwise",
    "operating_revenue",
    "operating_expenditure",
    "operations",
    "operations_otherwise",
    "initiatives",
    "decisions",
    "capital",
    "comparability",
    "finance",
    "financial_comparability",
    "extraordinary",
    "rounding",
    "not_explained",
)
"""Every cause there can be, the rest last."""
_SMALLEST = 0.005  # SEK: half an öre, below which an amount is the noise of adding
_SETTLEMENTS = ("revenue.settlement_of_the_year", "revenue.settlement_of_the_year_before")
_BASES = ("revenue.tax_base", "tax_base.counted")
_WHOLE_TAX_RATE = 10_000.0  # öre per SEK 100 in a rate of one


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the result changes. `amount` is in SEK, None when it cannot be known; `figures` are what it rests on beside `parts`.

    `opens` is the figure that is the amount itself, where the model has it.
    """

    id: str
    amount: Value
    figures: tuple[Key, ...]
    parts: tuple[Part, ...] = ()
    opens: Key | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a cause: a figure's change, as it moves net income."""

    figure: str
    amount: Value
    figures: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class CommitteeChange:
    """What a committee does to net income, in SEK; the columns add up to `amount`. None: the services do not tell."""

    committee: str
    price: Value
    volume: Value
    mix: Value
    fees_and_grants: Value
    otherwise: float
    amount: float
    figures: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class ResultChange:
    """The change of net income between two periods. `causes` are known, `unknown` are not; those and the rest are the change."""

    before: Period
    after: Period
    start: Value
    end: Value
    causes: tuple[Cause, ...]
    unknown: tuple[Cause, ...]
    committees: tuple[CommitteeChange, ...]
    not_explained: Value

    @property
    def change(self) -> Value:
        """The change of net income, in SEK; None when either result is unknown."""
        return None if self.start is None or self.end is None else self.end - self.start

    @property
    def known(self) -> float:
        """What the known causes amount to, in SEK."""
        return sum(each.amount or 0.0 for each in self.causes)


@dataclass(slots=True)
class _Found:
    """What has been found so far."""

    causes: list[Cause] = field(default_factory=list)
    unknown: list[Cause] = field(default_factory=list)
    committees: list[CommitteeChange] = field(default_factory=list)

    def add(self, name: str, amount: Value, figures: Iterable[Key], parts: Sequence[Part] = (), opens: Key | None = None) -> None:
        """A cause, unless it does nothing. `figures` are those beside its parts'."""
        cause = Cause(name, amount, tuple(dict.fromkeys(figures)), tuple(parts), opens)
        if amount is None:
            self.unknown.append(cause)
        elif abs(amount) >= _SMALLEST:
            self.causes.append(cause)


def result_changes(model: Model) -> list[ResultChange]:
    """The change into every period of budget and plan from the one it follows; none where nothing at all is known of it."""
    found = []
    for period in model.workspace.budget_periods:
        before = model.periods.get(period.follows or "")
        if before is not None and (RESULT, period.id) in model.cells:
            change = result_change(model, before.id, period.id)
            if change.change is not None or change.causes:
                found.append(change)
    return found


def result_change(model: Model, before: str, after: str) -> ResultChange:
    """The change of net income from one period to another, cause by cause.

    Args:
        before, after: ids of periods of the model.
    Raises:
        KeyError: there is no such period.
    """
    periods = model.periods[before], model.periods[after]
    pair = _Pair(model, before, after)
    found = _Found()
    _tax(pair, found)
    _grants(pair, found)
    _operations(pair, found)
    _sum_of(pair, found, "finance", ("result.financial_revenue", "result.financial_expenditure"))
    _sum_of(pair, found, "financial_comparability", ("result.financial_comparability_items",))
    _sum_of(pair, found, "extraordinary", ("result.extraordinary_revenue", "result.extraordinary_expenditure"))
    _sum_of(pair, found, "rounding", ("result.rounding",))
    start, end = model.find(RESULT, before), model.find(RESULT, after)
    rest = None
    if start is not None and end is not None:
        rest = end - start - sum(each.amount or 0.0 for each in found.causes)
        rest = 0.0 if abs(rest) < _SMALLEST else rest
    return ResultChange(*periods, start, end, tuple(found.causes), tuple(found.unknown), tuple(found.committees), rest)


class _Pair:
    """Two periods of a model."""

    def __init__(self, model: Model, before: str, after: str) -> None:
        self.model = model
        self.before, self.after = before, after

    def keys(self, *figures: str) -> list[Key]:
        """The figures in both periods, as far as they are there."""
        return [(each, at) for each in figures for at in (self.before, self.after) if (each, at) in self.model.cells]

    def is_there(self, figure: str) -> bool:
        return bool(self.keys(figure))

    def change(self, figure: str) -> Value:
        """The figure's change; a figure that only one of the periods has is nothing in the other. None when unknown."""
        levels = [
            0.0 if (figure, at) not in self.model.cells else self.model.find(figure, at) for at in (self.before, self.after)
        ]
        return None if levels[0] is None or levels[1] is None else levels[1] - levels[0]

    def level_change(self, figure: str) -> Value:
        """The figure's change where both periods have it; else None."""
        return self.change(figure) if len(self.keys(figure)) == 2 else None

    def first_known(self, figures: Sequence[str]) -> str:
        """The first of the figures that is known in the later period; else the first."""
        return next((each for each in figures if self.model.find(each, self.after) is not None), figures[0])

    def opens(self, figure: str, amount: Value) -> Key | None:
        """A figure of the model that is this amount."""
        value = self.model.find(figure, self.after)
        is_it = value is not None and amount is not None and abs(value - amount) < _SMALLEST
        return (figure, self.after) if is_it else None

    def names(self, *patterns: tuple[str, str]) -> list[str]:
        """The figures of either period that begin and end so, in the model's order."""
        wanted = dict.fromkeys(figure for figure, period in self.model.cells if period in (self.before, self.after))
        return [each for each in wanted if any(each.startswith(start) and each.endswith(end) for start, end in patterns)]

    @property
    def is_next(self) -> bool:
        """True when the services' effects, which compare with the period before, are of this pair."""
        return self.model.periods[self.after].follows == self.before


def _tax(pair: _Pair, found: _Found) -> None:
    """Tax base at the earlier rate, rate on the later base, settlements, and what tax revenue changes by beside them."""
    model, rate, base = pair.model, "revenue.tax_rate", _base(pair)
    figure, quoted = "revenue.tax_revenue", "revenue.quoted_tax_revenue_change"
    total, keys = pair.level_change(figure), pair.keys(figure)
    if total is None and (quoted, pair.after) in model.cells:
        total, keys = model.find(quoted, pair.after), [(quoted, pair.after)]
    bases, rates = ([model.find(each, at) for at in (pair.before, pair.after)] for each in (base, rate))
    of_base: Value = None
    of_rate: Value = None
    if bases[0] is not None and bases[1] is not None and rates[0] is not None:
        of_base = (bases[1] - bases[0]) * rates[0] / _WHOLE_TAX_RATE
        found.add("tax_base", of_base, [*pair.keys(base), (rate, pair.before)], opens=pair.opens("revenue_change.base", of_base))
    if bases[1] is not None and rates[0] is not None and rates[1] is not None:
        of_rate = bases[1] * (rates[1] - rates[0]) / _WHOLE_TAX_RATE
        found.add("tax_rate", of_rate, [*pair.keys(rate), (base, pair.after)], opens=pair.opens("revenue_change.rate", of_rate))
    amounts: list[Value] = [of_base, of_rate]
    settled = [each for each in _SETTLEMENTS if pair.is_there(each)]
    if settled and _settlements_are_told(pair, bases):
        changes = [pair.change(each) for each in settled]
        of_settlement = None if None in changes else sum(each for each in changes if each is not None)
        amounts.append(of_settlement)
        if of_settlement is not None:
            opens = pair.opens("revenue_change.settlements", of_settlement)
            found.add("settlement", of_settlement, (), _parts(pair, settled), opens)
    known = [each for each in amounts if each is not None]
    name = "tax_otherwise" if known else "tax_revenue"
    if total is not None:
        found.add(name, total - sum(known), keys)
    elif None in amounts:
        found.add(name, None, keys)


def _base(pair: _Pair) -> str:
    """The tax base, or where it is not known the one that printed tax revenue rests on."""
    return "revenue.tax_base" if pair.level_change("revenue.tax_base") is not None else pair.first_known(_BASES)


def _settlements_are_told(pair: _Pair, bases: Sequence[Value]) -> bool:
    """False when a period's tax revenue is one number in which settlements may be hidden."""
    periods = zip((pair.before, pair.after), bases, strict=True)
    return all(base is not None or any((each, at) in pair.model.cells for each in _SETTLEMENTS) for at, base in periods)


def _grants(pair: _Pair, found: _Found) -> None:
    figure, quoted = "revenue.general_grants", "revenue.quoted_general_grants_change"
    change, keys = pair.level_change(figure), pair.keys(figure)
    if change is None and (quoted, pair.after) in pair.model.cells:
        change, keys = pair.model.find(quoted, pair.after), [(quoted, pair.after)]
    if keys:
        names = pair.names(("general_grant.", ".amount"), ("grants.", ""))
        lines = [each for each in names if not each.endswith("_per_resident") and len(pair.keys(each)) == 2]
        parts = _parts(pair, lines)
        if change is None or abs(sum(each.amount or 0.0 for each in parts) - change) >= 1.0:
            parts = []  # lines that one period lacks: those of the other would tell a change that was none
        found.add("grants", change, keys, parts, pair.opens("revenue_change.general_grants", change))


def _operations(pair: _Pair, found: _Found) -> None:
    """Committees where their frames are known; else the lines of the statement, or only their sum; decisions by themselves."""
    net, lines = "result.net_operating_expenditure", ("result.operating_revenue", "result.operating_expenditure")
    change, first = pair.level_change(net), len(found.causes)
    decided = pair.change("operating.changes") or 0.0
    found.add("decisions", -decided, pair.keys("operating.changes"))
    if pair.level_change("operating.net_cost") is not None:
        _committees(pair, found)
        capital = ("result.depreciation", "operating.depreciation_in_frames")
        outside = sum(pair.change(each) or 0.0 for each in capital)
        found.add("capital", outside, pair.keys(*capital))
    elif change is not None and all(pair.level_change(each) is not None for each in lines):
        found.add("operating_revenue", pair.change(lines[0]), pair.keys(lines[0]))
        found.add("operating_expenditure", (pair.change(lines[1]) or 0.0) + decided, pair.keys(lines[1]))
        _sum_of(pair, found, "capital", ("result.depreciation",))
        _sum_of(pair, found, "comparability", ("result.comparability_items",))
    elif change is not None:
        found.add("operations", change + decided, pair.keys(net))
    else:
        found.add("operations", None, pair.keys(net))
        _initiatives(pair, found)
    if change is not None:
        found.add("operations_otherwise", change - sum(each.amount or 0.0 for each in found.causes[first:]), pair.keys(net))


def _committees(pair: _Pair, found: _Found) -> None:
    """Prices, volumes and mix of all services, fees and targeted grants, and what frames change by beside them."""
    frames = [each for each in pair.names(("committee.", ".frame")) if each.count(".") == 2]
    effects = _effects(pair)
    for frame in frames:
        change = pair.change(frame)
        if change is not None:
            name = frame.rpartition(".")[0]
            found.committees.append(_committee(pair, name, -change, effects.get(name, {})))
    taken = 0.0
    for kind in SERVICE_EFFECTS:
        parts = [part for of_committee in effects.values() for part in of_committee.get(kind, ())]
        amount = sum(each.amount or 0.0 for each in parts)
        found.add(kind, amount, (), parts)
        taken += amount
    fees = [f"{each.committee}.fees_and_grants" for each in found.committees if each.fees_and_grants is not None]
    amount = sum(each.fees_and_grants or 0.0 for each in found.committees)
    found.add("fees_and_grants", amount, (), _parts(pair, fees))
    taken += amount
    total = -(pair.change("operating.frames") or 0.0)
    name, parts = ("committees_otherwise", []) if taken else ("committees", _parts(pair, frames, -1.0))
    found.add(name, total - taken, pair.keys("operating.frames"), parts)


def _effects(pair: _Pair) -> dict[str, dict[str, list[Part]]]:
    """What prices, volumes and mix of each committee's services do to net income."""
    found: dict[str, dict[str, list[Part]]] = {}
    for figure, period in pair.model.cells if pair.is_next else ():
        start, _, measure = figure.rpartition(".")
        kind = measure.removesuffix("_effect")
        if period == pair.after and kind != measure and kind in SERVICE_EFFECTS and ".service." in start:
            value = pair.model.find(figure, period)
            if value is not None:
                committee = ".".join(start.split(".")[:2])
                found.setdefault(committee, {}).setdefault(kind, []).append(Part(figure, -value, ((figure, period),)))
    return found


def _committee(pair: _Pair, name: str, amount: float, effects: dict[str, list[Part]]) -> CommitteeChange:
    price, volume, mix = (
        sum(each.amount or 0.0 for each in effects[kind]) if kind in effects else None for kind in SERVICE_EFFECTS
    )
    fees = pair.level_change(f"{name}.fees_and_grants")
    rest = amount - sum(each or 0.0 for each in (price, volume, mix, fees))
    return CommitteeChange(name, price, volume, mix, fees, rest, amount, tuple(pair.keys(f"{name}.frame")))


def _initiatives(pair: _Pair, found: _Found) -> None:
    """Initiatives and savings that the budget names, where its frames are not known; one that is new counts in full."""
    names = [figure for figure, at in pair.model.cells if at == pair.after and figure.startswith("initiative.")]
    parts = _parts(pair, (each for each in names if pair.change(each) is not None), -1.0)
    found.add("initiatives", sum(each.amount or 0.0 for each in parts), (), parts)


def _sum_of(pair: _Pair, found: _Found, name: str, figures: Sequence[str]) -> None:
    """A cause that is the change of figures of the statement; nothing where it has none of them."""
    there = [each for each in figures if pair.is_there(each)]
    if there:
        changes = [pair.change(each) for each in there]
        amount = None if None in changes else sum(each for each in changes if each is not None)
        parts = _parts(pair, there) if len(there) > 1 else ()
        found.add(name, amount, () if parts else pair.keys(*there), parts)


def _parts(pair: _Pair, figures: Iterable[str], sign: float = 1.0) -> list[Part]:
    """The figures that change, as parts of a cause; one that is unknown has no amount."""
    parts = []
    for each in figures:
        change = pair.change(each)
        if change is None or abs(change) >= _SMALLEST:
            parts.append(Part(each, None if change is None else sign * change, tuple(pair.keys(each))))
    return parts
