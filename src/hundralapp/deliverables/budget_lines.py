"""The lines of the budget as the Fiscal Data Package has them: year, phase, who, direction, currency and amount.

Two statements of the same money: the result statement, and the committees' net costs. Sum one of them, never both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hundralapp.deliverables import columns as c
from hundralapp.deliverables.table import Cell, Field, ForeignKey, Row, Table
from hundralapp.diagnostics import Words
from hundralapp.model import Model
from hundralapp.views.tables import expand

_COMMITTEE = "administrative-classification:generic:level1"

# The lines that add up to net income, each with the direction that its money has.
RESULT_LINES: tuple[tuple[str, str], ...] = (
    ("result.operating_revenue", "revenue"),
    ("result.operating_expenditure", "expenditure"),
    ("result.depreciation", "expenditure"),
    ("result.comparability_items", "expenditure"),
    ("revenue.tax_revenue", "revenue"),
    ("revenue.general_grants", "revenue"),
    ("result.financial_revenue", "revenue"),
    ("result.financial_expenditure", "expenditure"),
    ("result.financial_comparability_items", "expenditure"),
    ("result.extraordinary_revenue", "revenue"),
    ("result.extraordinary_expenditure", "expenditure"),
)


def budget_lines(model: Model) -> Table:
    """The table of facts; amounts are positive in their line's direction, and negative where they go the other way."""
    space = model.workspace
    fields = (
        c.text("line", "Rad", "Line", "Siffrans id.", "The figure's id.", required=True, column_type="budget-line-id"),
        c.PERIOD,
        replace(c.YEAR, name="fiscal_year", kind="integer", column_type="date:fiscal-year"),
        replace(c.SERIES, name="phase", column_type="phase:id"),
        c.choice(
            "statement",
            "Uppställning",
            "Statement",
            "result: resultaträkningens rader. committees: nämndernas nettokostnader. Samma pengar i två uppställningar: summera bara den ena.",
            "result: the result statement's lines. committees: the committees' net costs. The same money twice: sum only one.",
            {"result": "resultaträkning", "committees": "nämnder"},
        ),
        c.choice(
            "direction",
            "Riktning",
            "Direction",
            "expenditure: kostnad. revenue: intäkt.",
            "expenditure or revenue.",
            {"expenditure": "kostnad", "revenue": "intäkt"},
            column_type="direction",
        ),
        c.text("committee", "Nämnd", "Committee", "Nämndens id.", "The committee's id.", column_type=f"{_COMMITTEE}:code"),
        c.text(
            "committee_name",
            "Nämndens namn",
            "Committee's name",
            "Nämndens namn.",
            "The committee's name.",
            column_type=f"{_COMMITTEE}:label",
        ),
        c.text("line_name", "Radens namn", "Line's name", "Raden i ord.", "The line in words, in Swedish.", required=True),
        c.amount(
            "value",
            "Belopp, kr",
            "Amount, SEK",
            "Kronor, positivt i radens riktning; tomt betyder okänt, aldrig noll.",
            "Kronor, positive in the line's direction; empty means unknown, never zero.",
            column_type="value",
        ),
        c.STATUS,
    )
    constants: tuple[tuple[Field, Cell], ...] = (
        (c.text("currency", "Valuta", "Currency", "ISO 4217.", "ISO 4217.", column_type="value-currency:code"), "SEK"),
        (
            c.text("place", "Kod", "Code", "SCB:s kod.", "Statistics Sweden's code.", column_type="geo:source:code"),
            space.entity.code or None,
        ),
        (
            c.text("place_name", "Namn", "Name", "Vems budget.", "Whose budget.", column_type="geo:source:title"),
            space.entity.name,
        ),
    )
    keys = (ForeignKey(("line",), "catalogue", ("figure",)), c.OF_PERIOD, c.OF_COMMITTEE)
    title = Words("Budgetens rader", "Budget lines")
    meaning = Words(
        "Belopp per år, fas, nämnd och riktning, enligt Fiscal Data Package.",
        "Amounts by year, phase, committee and direction, as the Fiscal Data Package has them.",
    )
    return Table("budget_lines", title, meaning, fields, tuple(_rows(model)), ("line", "period"), keys, constants)


def _rows(model: Model) -> Iterator[Row]:
    for figure, direction in RESULT_LINES:
        for period in model.periods:
            if (figure, period) in model.cells:
                yield _row(model, figure, period, "result", direction, None)
    for figure in expand(model, "committee.*.net_cost"):
        for period in model.periods:
            if (figure, period) in model.cells:
                yield _row(model, figure, period, "committees", "expenditure", figure.split(".")[1])


def _row(model: Model, figure: str, period: str, statement: str, direction: str, committee: str | None) -> Row:
    value, at = model.value(figure, period), model.periods[period]
    if value is not None and statement == "result" and direction == "expenditure":
        value = 0.0 - value  # the result statement has costs as negative, as printed
    known = model.workspace.committees.get(committee) if committee is not None else None
    return (
        figure,
        period,
        at.year,
        at.series.value,
        statement,
        direction,
        committee if known is not None else None,
        known.name if known is not None else None,
        model.label(figure, "sv"),
        value,
        model.status((figure, period)).value,
    )
