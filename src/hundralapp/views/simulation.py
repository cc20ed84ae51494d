"""A simulation ready to show: what is received and paid, by place, decile, age and district, for each reform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from hundralapp.diagnostics import Language, Words
from hundralapp.households.reform import Level
from hundralapp.population.outcome import Outcome, Revenue, Share

GROUPINGS: dict[str, Words] = {
    "decile": Words("Efter inkomst: tiondelar av personerna", "By income: tenths of the persons"),
    "age_group": Words("Efter ålder vid årets ingång", "By age at the start of the year"),
    "district": Words("Efter område", "By district"),
}
TABLES = ("municipality", "region", *GROUPINGS)


@dataclass(frozen=True, slots=True)
class PartyView:
    """What a party receives (positive) or bears, SEK a year; for the households, what they pay."""

    party: str
    label: str
    change: float


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Tax revenue of a municipality or region: SEK a year, rates in öre per SEK 100 (null where they differ within a region).

    `one_ore_gives` is of the taxable income before the reform.
    """

    level: str
    code: str
    name: str
    persons: float
    taxable_income: float
    rate_before: int | None
    rate_after: int | None
    before: float
    after: float
    change: float
    one_ore_gives: float


@dataclass(frozen=True, slots=True)
class GroupView:
    """What a reform means for a group: persons, mean earned income, change of final tax (SEK a year, in all and a person, and in
    percent of income after tax), and how many pay more and less. Null where there is nobody, or no income.
    """

    group: str
    persons: float
    mean_income: float | None
    change: float
    mean_change: float | None
    percent_of_net: float | None
    pay_more: float
    pay_less: float


@dataclass(frozen=True, slots=True)
class ReformView:
    """One reform's outcome.

    `parties` are municipalities, regions, the state and, last and equal to their sum, the persons who pay. The mean increase and
    decrease are of those who pay more and less, SEK a year; null where there are none. `groups` are by grouping.
    """

    name: str
    parties: tuple[PartyView, ...]
    persons: float
    pay_more: float
    pay_less: float
    mean_increase: float | None
    mean_decrease: float | None
    municipalities: tuple[PlaceView, ...]
    regions: tuple[PlaceView, ...]
    groups: dict[str, tuple[GroupView, ...]]

    @property
    def changed(self) -> tuple[PlaceView, ...]:
        """The municipalities and regions whose revenue is another."""
        return tuple(each for each in (*self.municipalities, *self.regions) if each.change)


def reform_view(found: Outcome, language: Language) -> ReformView:
    """One outcome, ready to show."""
    parties = (
        ("municipalities", Words("Kommunerna får", "The municipalities receive"), found.to_municipalities),
        ("regions", Words("Regionerna får", "The regions receive"), found.to_regions),
        ("state", Words("Staten får (−: står för)", "The state receives (−: bears)"), found.to_the_state),
        ("persons", Words("Personerna betalar", "The persons pay"), found.from_households),
    )
    everybody = found.everybody
    return ReformView(
        found.reform.name.say(language),
        tuple(PartyView(party, label.say(language), change) for party, label, change in parties),
        everybody.persons,
        everybody.pay_more,
        everybody.pay_less,
        _mean(everybody.increase, everybody.pay_more),
        _mean(everybody.increase - everybody.change, everybody.pay_less),
        tuple(_place(each) for each in found.municipalities),
        tuple(_place(each) for each in found.regions),
        {grouping: tuple(_group(each) for each in shares) for grouping, shares in found.shares.items()},
    )


def _mean(total: float, count: float) -> float | None:
    return total / count if count else None


def _place(found: Revenue) -> PlaceView:
    rates, money = (found.rate_before, found.rate_after), (found.before, found.after, found.change, found.per_ore)
    return PlaceView(found.level.value, found.code, found.name, found.persons, found.taxable, *rates, *money)


def _group(found: Share) -> GroupView:
    return GroupView(
        found.group,
        found.persons,
        _mean(found.income, found.persons),
        found.change,
        _mean(found.change, found.persons),
        _mean(100 * found.change, found.income_after_tax),
        found.pay_more,
        found.pay_less,
    )


def csv_rows(views: Sequence[ReformView], table: str) -> list[list[object]]:
    """One of `TABLES` for all reforms as rows, the header first; numbers as they are, nothing where there is none."""
    kind: type[PlaceView | GroupView] = PlaceView if table in ("municipality", "region") else GroupView
    rows: list[list[object]] = [["reform", *(each.name for each in fields(kind))]]
    for view in views:
        lines: dict[str, Sequence[PlaceView | GroupView]] = {"municipality": view.municipalities, "region": view.regions}
        lines |= view.groups
        rows += [[view.name, *("" if value is None else value for value in astuple(each))] for each in lines.get(table, ())]
    return rows


def level_name(level: str) -> Words:
    """Whose revenue it is."""
    return Words("kommun", "municipality") if level == Level.MUNICIPAL else Words("region", "region")
