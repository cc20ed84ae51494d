"""The start page: the year's result in words, the headline figures, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language
from hundralapp.graph.figure import Series
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.shown import Shower, Shown
from hundralapp.views.tables import PeriodHead, cell_view

FILES: Mapping[Language, str] = {"sv": "index.html", "en": "en.html"}
RESULT = "result.net_income"
_FACTS = (
    "key.result_share",
    "revenue.tax_rate",
    "balance_requirement.result",
    "key.equity_ratio",
    "revenue.yield_of_one_ore",
    "revenue.tax_revenue",
    "key.net_cost_per_resident",
    "population.residents",
)
_MOST_FACTS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """The year's result in words: `kind` is surplus, deficit, balanced or unknown; the amount is without its sign."""

    kind: str
    amount: Shown | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A headline figure."""

    label: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan year's result, for the sentence that says how the plan goes on."""

    year: int
    kind: str
    amount: Shown


def pages(edition: Edition) -> Sequence[Page]:
    """The start page."""
    shower, head = edition.shower, edition.head
    values = {
        "finding": finding(shower, head.id),
        "plan": plan(shower, head),
        "facts": facts(shower, head.id),
        "compared": edition.compared,
        "home": edition.household,
        "no_home": edition.no_household,
    }
    about = edition.say(
        "Budgeten räknad, kontrollerad och förklarad: varje siffra kan öppnas till sin källa.",
        "The budget computed, checked and explained: every figure opens down to its source.",
    )
    return [Page("start", FILES, edition.say("Budgeten", "The budget"), "start.html.j2", values, about)]


def finding(shower: Shower, period: str) -> Finding:
    """The year's result."""
    cell = cell_view(shower.model, (RESULT, period))
    if cell is None or cell.value is None:
        return Finding("unknown", None if cell is None else shower.cell(cell))
    return Finding(result_kind(shower, cell.value), shower.size(cell))


def result_kind(shower: Shower, value: float) -> str:
    """Surplus or deficit as the shown number has it: what rounds to nothing is neither."""
    if shower.number(value, "SEK") == shower.number(0.0, "SEK"):
        return "balanced"
    return "surplus" if value > 0 else "deficit"


def plan(shower: Shower, head: PeriodHead) -> tuple[Planned, ...]:
    """The result of the plan years, where it is known."""
    found = []
    for period in shower.model.workspace.budget_periods:
        cell = cell_view(shower.model, (RESULT, period.id))
        if period.series is Series.PLAN and period.year > head.year and cell is not None and cell.value is not None:
            found.append(Planned(period.year, result_kind(shower, cell.value), shower.cell(cell, with_unit=True)))
    return tuple(found)


def facts(shower: Shower, period: str) -> tuple[Fact, ...]:
    """The headline figures that are known, and after them those that are not."""
    model = shower.model
    cells = [cell for figure in _FACTS if (cell := cell_view(model, (figure, period))) is not None]
    known = [cell for cell in cells if cell.value is not None]
    chosen = (known + [cell for cell in cells if cell.value is None])[:_MOST_FACTS]
    return tuple(
        Fact(model.label(cell.figure, shower.language), shower.cell(cell, with_unit=True)) for cell in cells if cell in chosen
    )
