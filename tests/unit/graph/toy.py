"""Honungsland: a country that lives on honey. Its rules are nobody's law, so that binding is tested without any real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.binding import Binding, Cell, bind
from hundralapp.graph.evaluate import Evaluation, Value, unknown_causes
from hundralapp.graph.figure import Entry, Key, Period, Series, Status
from hundralapp.graph.rule import (
    Catalogue,
    Given,
    Rule,
    figure,
    given,
    history,
    lever,
    optional,
    parameter,
    previous,
    previous_or_zero,
    rule,
    stated,
    total,
)
from hundralapp.graph.trace import HUNDRED_PERCENT, maximum
from hundralapp.graph.trace import total as sum_of
from hundralapp.units import PERCENT, SEK, SHARE, Unit, unit

HIVE = "hive.{hive}"
GIVEN = (
    given(f"{HIVE}.volume", None),
    given(f"{HIVE}.price", None),
    given(f"{HIVE}.harvest", "SEK"),
    given("honey.grant", "SEK"),
    given("honey.stock", "SEK"),
    given("honey.bears", "SEK"),
    given("tithe.push", "percent"),
)


@rule(f"{HIVE}.revenue", unit="SEK", complete=True)
def hive_revenue(volume, price):
    """Kupans intäkt: volume times price."""
    return volume * price


@rule(f"{HIVE}.stores", unit="SEK")
def stores(harvests=history(f"{HIVE}.harvest")):
    """Förråd: this harvest, half of the one before, a third of the one before that."""
    return sum_of(harvest / (age + 1.0) for age, harvest in enumerate(harvests))


@rule("honey.revenue", unit="SEK")
def revenue_of_hives(revenue=total("hive.*.revenue")):
    """Intäkter: every hive."""
    return revenue


@rule("honey.revenue", unit="SEK")
def revenue_as_before(before=previous("honey.revenue")):
    """Intäkter: as the year before, where the hives do not say."""
    return before


@rule("honey.cost", unit="SEK", fallback=True)
def cost(revenue):
    """Kostnader: half of the revenue, where nobody says."""
    return revenue / 2


@rule("honey.bears", unit="SEK")
def bears(stated=stated(), push=lever("tithe.push")):
    """Björnarnas andel: as stated, and what a tithe scares away."""
    return stated * (HUNDRED_PERCENT - push) / HUNDRED_PERCENT


@rule("honey.net", unit="SEK")
def net(revenue, cost, grant=optional("honey.grant")):
    """Netto: revenue less cost, and the queen's grant where there is one."""
    return revenue - cost + grant


@rule("honey.stock", unit="SEK")
def stock(net, opening=previous("honey.stock")):
    """Lager: what was there, and what is left of the year."""
    return opening + net


@rule("honey.shortage", unit="SEK")
def shortage(net, left=previous_or_zero("honey.shortage")):
    """Brist: what is missing, and what was missing before."""
    return left + maximum(-net, 0)


@rule("tithe.amount", unit="SEK")
def tithe(revenue=figure("honey.revenue"), rate=parameter("tithe.rate"), push=lever("tithe.push")):
    """Tionde: a share of the revenue."""
    return revenue * (rate + push) / HUNDRED_PERCENT


RULES = (hive_revenue, stores, revenue_of_hives, revenue_as_before, cost, bears, net, stock, shortage, tithe)
YEARS = (
    Period("1", 1, Series.ACTUAL),
    Period("2", 2, Series.ADOPTED_BUDGET, follows="1"),
    Period("3", 3, Series.PLAN, follows="2"),
)


@dataclass
class Piece:
    """One piece of a schedule."""

    values: dict[str, tuple[float, Unit]]


class National:
    """The parameters of the realm, from year 2: a tithe of 10 percent, and a toll on honey above 100 kronor."""

    def value(self, name: str, year: int) -> tuple[float, Unit] | None:
        assert name == "tithe.rate"
        return (10.0, PERCENT) if year >= 2 else None

    def pieces(self, name: str, year: int) -> list[Piece] | None:
        assert name == "toll.scale"
        free = Piece({"upper": (100.0, SEK), "constant": (0.0, SEK), "slope": (0.0, SHARE)})
        toll = Piece({"constant": (5.0, SEK), "slope": (2_500.0, SHARE), "origin": (100.0, SEK)})
        return [free, toll] if year >= 2 else None


@dataclass
class Country:
    """A bound budget, asked by figure and period."""

    binding: Binding
    evaluation: Evaluation

    def __getitem__(self, key: Key) -> Value:
        return self.evaluation[self.cell(key).row]

    def cell(self, key: Key) -> Cell:
        return self.binding.cells[key]

    def has(self, key: Key) -> bool:
        return key in self.binding.cells

    def rule(self, key: Key) -> str | None:
        """The name of the rule that gave the figure; None for an input."""
        found = self.cell(key).rule
        return found.name if found is not None else None

    def causes(self, key: Key) -> list[str]:
        return unknown_causes(self.evaluation, self.cell(key).row)

    @property
    def problems(self) -> list[str]:
        """Every diagnostic as one line."""
        return [f"{each.location}: {each.code.name}: {each.message('en')}" for each in self.binding.report]


def country(
    says: str, rules: Sequence[Rule] = RULES, givens: Sequence[Given] = GIVEN, years: Sequence[Period] = YEARS
) -> Country:
    """Bind what a table says: figure, unit, and a value per period; `okänd` is unknown, a dot is nothing."""
    entries: dict[Key, Entry] = {}
    for line, row in enumerate(says.strip("\n").split("\n"), start=1):
        name, carried, *values = row.split() or ("", "1")
        for column, (period, text) in enumerate(zip(years, values, strict=False), start=3):
            if text != ".":
                value = None if text == "okänd" else float(text)
                status = Status.UNKNOWN if value is None else Status.EXACT
                place = ("honung.csv", line, column, len(text))
                entries[name, period.id] = Entry(name, period.id, value, unit(carried), 0.0, status, None, None, "", *place)
    binding = bind(Catalogue(rules, givens), years, entries, National())
    return Country(binding, Evaluation(binding.graph, binding.inputs))
