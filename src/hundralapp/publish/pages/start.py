"""The start page, a minute's reading: the result, what changes, where the money goes, the proposals, the law, the ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language, in_language
from hundralapp.graph.figure import Series
from hundralapp.numbers_sv import show_number
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages.proposals import kinds_of
from hundralapp.publish.proposed import opened_under
from hundralapp.publish.shares import Bar, bar, scale_of
from hundralapp.publish.shown import Shower, Shown
from hundralapp.publish.sided import Side
from hundralapp.views.hundred import HundredView
from hundralapp.views.tables import PeriodHead, cell_view
from hundralapp.views.year_change import changed, committees_changed, largest

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
_MOST_PROPOSALS = 12


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
class Since:
    """A figure beside the year before: its change without a sign, and whether it is more, less or the same."""

    shown: Shown
    was: Shown | None
    year: int
    size: Shown
    kind: str


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee that changes much: its page's kind, its change, and the known causes as (what, how much)."""

    kind: str
    name: str
    change: Shown
    compared_with: str
    causes: tuple[tuple[str, str], ...]
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the short hundred kronor; `kind` is the committee's page, and `is_rest` the row of all else."""

    kind: str
    label: str
    shown: Shown
    bar: Bar | None
    is_rest: bool


@dataclass(frozen=True, slots=True)
class InShort:
    """A proposal in one line: what it does to the result, the tax rate (öre) and what it does not finance, in the budget year.

    `kind` is the proposal's page.
    """

    kind: str
    name: str
    result: Shown
    rate: Shown
    unfinanced: Shown


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
        "since": {name: since(edition, name) for name in (RESULT, "revenue.tax_rate")},
        "goes": where_it_goes(edition),
        "committees": committees(edition),
        "in_short": in_short(edition),
        "law": words.law_heading([each.verdict for each in edition.checks], edition.language),
        "home": edition.household,
        "no_home": edition.no_household,
    }
    about = edition.say(
        "Budgeten räknad, kontrollerad och förklarad: varje siffra kan öppnas till sin källa.",
        "The budget computed, checked and explained: every figure opens down to its source.",
    )
    title = edition.say("Budgeten", "The budget")
    return [Page("start", FILES, title, "start.html.j2", values, about, styles=("hundred.css", "start.css"))]


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


def since(edition: Edition, figure: str) -> Since | None:
    """A figure beside the year before; None where it is not known in both."""
    shower = edition.shower
    found = changed(edition.model, figure, edition.head.id, edition.language)
    shown = shower.figure(figure, edition.head.id, with_unit=True)
    if found is None or found.change is None or shown is None:
        return None
    unit = str(edition.model.cells[figure, edition.head.id].unit)
    if unit == "ore_per_SEK100":
        text = f"{show_number(abs(found.change), 0, edition.language)}\u00a0öre"
        kind = "same" if found.change == 0 else "more" if found.change > 0 else "less"
    else:
        text = shower.number(abs(found.change), unit, with_unit=True)
        is_nothing = shower.number(found.change, unit) == shower.number(0.0, unit)
        kind = "same" if is_nothing else "more" if found.change > 0 else "less"
    was, size = shower.figure(figure, found.before.id, with_unit=True), shower.about((figure, edition.head.id), text)
    return Since(shown, was, found.before.year, size, kind)


def committees(edition: Edition) -> tuple[PeriodHead, PeriodHead | None, tuple[Committee, ...]] | None:
    """The committees that change most, and between which periods; None where no change is known."""
    view = edition.committees
    found = () if view is None else committees_changed(view)
    if view is None or not found:
        return None
    shower = edition.shower
    scale = scale_of(each.change for each in found)
    figures = {each.id: each.net_cost.figure for each in view.committees}
    rows = tuple(
        Committee(
            f"committee/{each.id}",
            each.name,
            shower.about((figures[each.id], view.period.id), shower.number(each.change, "SEK", plus=True, with_unit=True)),
            ", ".join(each.compared_with),
            tuple(
                (words.CAUSES[edition.language].get(one.kind, one.label), shower.number(one.value, "SEK", plus=True))
                for one in each.causes
            ),
            bar(each.change, scale),
        )
        for each in found
    )
    return view.period, view.before, rows


def where_it_goes(edition: Edition) -> tuple[HundredView, tuple[Row, ...]] | None:
    """The largest rows of the hundred kronor, or of what is known instead, and the others together."""
    view = edition.hundred
    if view is None:
        return None
    shower, found = edition.shower, largest(view)
    values = [value for _, value, _, _ in found if value is not None]
    scale = scale_of(values)
    finer = shower.style.finer_for(values, view.unit)
    others = edition.say("Allt annat, resultatet inräknat", "All else, net income included")
    others = others if view.of == "hundred" else edition.say("Allt annat", "All else")
    side, at = Side("", "", shower), view.period.id
    rows = tuple(
        Row(
            f"committee/{committee}" if committee else "",
            label or others,
            side.shown(figure, at, value, view.unit, finer=finer),
            bar(value, scale),
            not label,
        )
        for label, value, committee, figure in found
    )
    return view, rows


def in_short(edition: Edition) -> tuple[InShort, ...]:
    """Each proposal in one line, in the order of their files; none where they are too many for a minute's reading."""
    compared, period = edition.compared, edition.head.id
    if compared is None or len(compared.changed) > _MOST_PROPOSALS:
        return ()
    shower, kinds, found = edition.shower, kinds_of(compared), []
    for each, other in compared.changed:
        rate, gap = each.overlay.change("revenue.tax_rate", period), each.meter(period).unfinanced
        name = in_language(each.proposal.name, each.proposal.name_en, edition.language)
        total = each.total(period)
        # no rate, or an unknown one, is said as unknown; no change of it as zero
        text = show_number(rate, 0, edition.language, plus=True) if rate is not None else shower.number(None, "SEK")
        shown = (
            opened_under(shower, each, other, (figure, period), said, value is None)
            for figure, said, value in (
                (RESULT, shower.number(total, "SEK", plus=True), total),
                ("revenue.tax_rate", text, rate),
                (RESULT, shower.number(gap, "SEK"), gap),  # the gap is the part of the change that lacks money
            )
        )
        found.append(InShort(kinds[each.proposal.id], name, *shown))
    return tuple(found)
