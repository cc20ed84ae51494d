"""Levers: what a reader may move on the page, each as decisions that the workspace could take over.

A lever is moved by whole steps; a step is an öre, a tenth of a percent, or an amount. Each part is a decision whose number is so
many steps, so that what the page computes and what the downloaded proposal gives are the same. A lever is offered only where it
has a known effect, in the periods where that is so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hundralapp.diagnostics import Location, Words
from hundralapp.graph.figure import Key, Status, input_name
from hundralapp.model import Model
from hundralapp.numbers_sv import Number
from hundralapp.proposals.compare import RESULT
from hundralapp.proposals.decision import Decision
from hundralapp.proposals.effects import Overlay
from hundralapp.terms import own_name, word
from hundralapp.units import written
from hundralapp.views.tables import expand

MOST_ORE = 100
MOST_OF_ALL = 50  # tenths of a percent, of all committees' frames
MOST_OF_ONE = 100  # likewise of one
MOST_UPLIFT = 20
FRAMED = ("committee", "district")
SHARES = 10  # an initiative of the budget is moved by tenths of itself
_STEPS = (Decimal(1), Decimal(2), Decimal(5))
_INDICES = ("index.price_wage_uplift", "index.wage_uplift", "index.price_uplift")


@dataclass(frozen=True, slots=True)
class Part:
    """A decision of a lever, its number left open: per period so much for each step.

    `decision.amounts` holds the number of one step, as it would be written in the file.
    """

    decision: Decision

    def at(self, steps: int) -> Decision:
        """The decision with the lever at `steps`."""
        amounts = {
            period: None if each is None else Number(each.value * steps, each.decimals)
            for period, each in self.decision.amounts.items()
        }
        return replace(self.decision, amounts=amounts)


@dataclass(frozen=True, slots=True)
class Lever:
    """What may be moved, from `low` to `high` steps; it stands at 0.

    `name` is its own among the levers, `unit` is `ore`, `percent`, `money` or `share`, `step` how much of that one step is.
    `level` is a figure that the lever moves directly, shown beside it.
    """

    name: str
    group: str
    label: Words
    unit: str
    step: Decimal
    low: int
    high: int
    parts: tuple[Part, ...]
    level: str = ""

    @property
    def code(self) -> str:
        """Its name in an address: short, and the same in every edition."""
        return self.name if self.name.isalpha() else hashlib.sha256(self.name.encode()).hexdigest()[:6]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that it changes, in the order of the workspace."""
        return tuple(dict.fromkeys(period for part in self.parts for period in part.decision.amounts))

    def at(self, steps: int) -> list[Decision]:
        """The decisions of the lever moved by `steps`; none at 0."""
        return [part.at(steps) for part in self.parts] if steps else []


def levers_of(model: Model) -> tuple[Lever, ...]:
    """Every lever of a budget that has a known effect on net income, in the order of the page."""
    if not model.workspace.budget_periods:
        return ()
    found = [*_tax(model), *_frames(model), *_indices(model), *_committees(model), *_services(model), *_fees(model)]
    found += [*_initiatives(model), *_saving(model)]
    return tuple(kept for each in found if (kept := _where_known(model, each)) is not None)


def _where_known(model: Model, lever: Lever) -> Lever | None:
    """The lever in the periods where its effect is known; None where it has none in the budget year."""
    parts = [part for part in lever.parts if part.decision.amounts]
    lever = replace(lever, parts=tuple(parts))
    moved = Overlay(model, lever.at(1))
    known = [period for period in lever.periods if moved.change(RESULT, period) is not None]
    if len(known) < len(lever.periods):
        kept = tuple(Part(_within(part.decision, known)) for part in parts)
        lever = replace(lever, parts=tuple(part for part in kept if part.decision.amounts))
        moved = Overlay(model, lever.at(1))
    year = model.workspace.budget_periods[0].id
    return lever if year in lever.periods and moved.change(RESULT, year) else None


def _within(decision: Decision, periods: Sequence[str]) -> Decision:
    return replace(decision, amounts={period: each for period, each in decision.amounts.items() if period in periods})


def _periods(model: Model, figure: str) -> list[str]:
    """The periods of budget and plan where a figure is an input with a known value."""
    names = [each.id for each in model.workspace.budget_periods]
    return [name for name in names if model.binding.inputs.get(input_name((figure, name))) is not None]


def _part(
    name: str,
    kind: str,
    measure: str,
    amounts: dict[str, Decimal],
    *,
    committee: str | None = None,
    figure: str | None = None,
    itemised: bool = True,
) -> Part:
    numbers: dict[str, Number | None] = {
        period: Number(each, max(0, -int(each.as_tuple().exponent))) for period, each in amounts.items()
    }
    place = Location("", 0, 0, 0)
    return Part(
        Decision(
            name, "", kind, "", "", committee, None, figure, numbers, measure, None, itemised, "", None, "", Status.EXACT, place
        )
    )


def _tax(model: Model) -> Iterator[Lever]:
    periods = [each for each in _periods(model, "revenue.tax_rate") if model.find("revenue.tax_base", each) is not None]
    part = _part("skattesats", "tax_rate", "change", dict.fromkeys(periods, Decimal(1)))
    yield Lever("ore", "tax", Words("Skattesats", "Tax rate"), "ore", Decimal(1), -MOST_ORE, MOST_ORE, (part,))


_TENTH = Decimal("0.1")


def _framed(model: Model) -> dict[str, list[str]]:
    """The committees whose frames are known, with the periods where they are."""
    found = {}
    for key, committee in model.workspace.committees.items():
        periods = [
            each for each in _periods(model, f"committee.{key}.uplift") if model.find(f"committee.{key}.frame", each) is not None
        ]
        if committee.role in FRAMED and periods:
            found[key] = periods
    return found


def _frames(model: Model) -> Iterator[Lever]:
    parts = tuple(
        _part(f"ramar-{key}", "uplift", "percent", dict.fromkeys(periods, _TENTH), committee=key)
        for key, periods in _framed(model).items()
    )
    label = Words("Alla nämnders ramar", "All committees’ frames")
    yield Lever("ramar", "all", label, "percent", _TENTH, -MOST_OF_ALL, MOST_OF_ALL, parts)


def _indices(model: Model) -> Iterator[Lever]:
    for figure in _INDICES:
        part = _part(_short(figure), "add", "amount", dict.fromkeys(_periods(model, figure), _TENTH), figure=figure)
        label = Words(model.label(figure, "sv"), model.label(figure, "en"))
        yield Lever(figure, "all", label, "percent", _TENTH, -MOST_UPLIFT, MOST_UPLIFT, (part,), figure)


def _committees(model: Model) -> Iterator[Lever]:
    framed, year = _framed(model), model.workspace.budget_periods[0].id
    succeeded = {each for committee in model.workspace.committees.values() for each in committee.successor_of}
    for key, committee in model.workspace.committees.items():
        is_gone = key in succeeded and (f"committee.{key}.frame", year) not in model.cells
        if committee.role not in FRAMED or is_gone:
            continue
        label, level = _named(model, f"committee.{key}"), f"committee.{key}.net_cost"
        if key in framed:
            part = _part(f"ram-{key}", "uplift", "percent", dict.fromkeys(framed[key], _TENTH), committee=key)
            yield Lever(f"p.{key}", "committee", label, "percent", _TENTH, -MOST_OF_ONE, MOST_OF_ONE, (part,), level)
        step, most = _money(model, model.find(f"committee.{key}.frame", year))
        periods = _periods(model, f"committee.{key}.changes")
        part = _part(f"belopp-{key}", "add", "amount", dict.fromkeys(periods, step), committee=key)
        yield Lever(f"m.{key}", "committee", label, "money", step, -most, most, (part,), level)


def _money(model: Model, amount: float | None, share: int = 10) -> tuple[Decimal, int]:
    """A round step, and how many of them are about a tenth (or another `share`) of an amount, in the workspace's money."""
    factor = written(model.workspace.money).factor
    size = abs(Decimal(str(amount))) / factor / share if amount else Decimal(100_000_000) / factor
    smallest = Decimal(1) if factor <= 1 else _TENTH
    scale = Decimal(10) ** (size / 50).adjusted() if size else smallest
    step = max(smallest, next((each * scale for each in _STEPS if each * scale * 50 >= size), 10 * scale))
    return step.normalize() + 0, max(10, int(size / step))


def _services(model: Model) -> Iterator[Lever]:
    for volume in expand(model, "committee.*.service.*.volume"):
        service = volume.removesuffix(".volume")
        groups = expand(model, f"{service}.group.*.volume") if not _periods(model, volume) else [volume]
        parts = tuple(
            _part(
                f"volym-{_short(each.removesuffix('.volume'))}", "scale", "percent", dict.fromkeys(periods, _TENTH), figure=each
            )
            for each in groups
            if (periods := _periods(model, each))
        )
        label = _of(model, service, "volume")
        yield Lever(f"v.{service}", "service", label, "percent", _TENTH, -MOST_OF_ONE, MOST_OF_ONE, parts, volume)
        periods = _periods(model, f"{service}.uplift")
        part = _part(f"pris-{_short(service)}", "uplift", "percent", dict.fromkeys(periods, _TENTH), figure=service)
        price = f"{service}.price" if (service + ".price", model.workspace.budget_periods[0].id) in model.cells else ""
        label = _of(model, service, "price")
        yield Lever(f"c.{service}", "service", label, "percent", _TENTH, -MOST_OF_ONE, MOST_OF_ONE, (part,), price)


def _fees(model: Model) -> Iterator[Lever]:
    for price in expand(model, "committee.*.fee.*.price"):
        fee = price.removesuffix(".price")
        part = _part(f"avgift-{_short(fee)}", "scale", "percent", dict.fromkeys(_periods(model, price), _TENTH), figure=price)
        label = _of(model, fee, "price")
        yield Lever(f"f.{fee}", "fee", label, "percent", _TENTH, -MOST_OF_ONE, 2 * MOST_OF_ONE, (part,), price)


def _initiatives(model: Model) -> Iterator[Lever]:
    """The budget's own initiatives, by tenths: at -10 they are gone. They stand in frames, but which is not said."""
    factor = written(model.workspace.money).factor
    for figure in expand(model, "initiative.*.amount"):
        amounts = {
            period: Decimal(str(value)) / SHARES / factor
            for period in _periods(model, figure)
            if (value := model.find(figure, period)) and Decimal(str(value)) % SHARES == 0
        }
        initiative = figure.removesuffix(".amount")
        part = _part(f"satsning-{_short(initiative)}", "initiative", "amount", amounts)
        yield Lever(f"i.{initiative}", "initiative", _named(model, initiative), "share", _TENTH, -SHARES, SHARES, (part,))


def _saving(model: Model) -> Iterator[Lever]:
    """A saving that names no committee: many proposals have one, and the meter counts it for itself."""
    year = model.workspace.budget_periods[0].id
    step, most = _money(model, model.find("operating.frames", year) or model.find("result.operating_expenditure", year), 50)
    periods = _periods(model, "operating.undistributed_changes")
    part = _part("besparing", "saving", "amount", dict.fromkeys(periods, step), itemised=False)
    label = Words("Besparing som inte fördelas på nämnder", "Saving not given to any committee")
    yield Lever("besparing", "all", label, "money", step, 0, most, (part,))


def _short(figure: str) -> str:
    """A name for a decision: what people named in the id."""
    pieces = figure.split(".")
    return "-".join(pieces[1::2] if len(pieces) > 2 else pieces[-1:])


def _named(model: Model, prefix: str) -> Words:
    """The name that people gave a thing, in both languages where they did."""
    sv, en = (model.label(f"{prefix}.amount", language) for language in ("sv", "en"))
    return Words(sv, en)


def _of(model: Model, prefix: str, measure: str) -> Words:
    """`Förskola: volym`, without the committee's name, which stands above."""
    name = own_name(prefix, model.workspace.labels)
    return Words(f"{name}: {word('measures', measure, 'sv')}", f"{name}: {word('measures', measure, 'en')}")


def moved(levers: Iterable[Lever], steps: dict[str, int]) -> list[Decision]:
    """The decisions of levers moved by so many steps, by their names, in the order of the levers."""
    return [decision for each in levers for decision in each.at(steps.get(each.name, 0))]


def key_of(lever: Lever) -> Key | None:
    """The figure beside a lever, in the first period that it moves; None when it has none."""
    return (lever.level, lever.periods[0]) if lever.level else None
