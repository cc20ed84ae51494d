"""What only a computed model shows of tax and grants: magnitudes, missing factors, wrong dates and signs, items counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hundralapp import codes
from hundralapp.diagnostics import Words, listed
from hundralapp.graph.figure import Entry, Period, Series
from hundralapp.numbers_sv import show_number
from hundralapp.params.former_codes import why_former
from hundralapp.terms import word

if TYPE_CHECKING:
    from hundralapp.model import Model

# SEK per resident. The country's mean was 201 878 for income year 2015; the limits tell thousands from kronor.
_LEAST_BASE, _MOST_BASE = 50_000, 2_000_000
_BASES = ("tax_base.known", "tax_base.of_the_year", "revenue.tax_base")
_NOVEMBER = "population.residents_1_november_before"
_LINES = (
    "income_equalisation",
    "cost_equalisation",
    "structural_grant",
    "transitional_grant",
    "adjustment_item",
    "lss_equalisation",
    "property_charge",
)


def check_revenue(model: Model) -> None:
    """Report what is wrong with what tax and grants are computed from."""
    _check_code(model)
    _check_outcomes(model)
    for period in model.periods.values():
        _check_base(model, period)
        _check_factors(model, period)
        _check_date(model, period)
        _check_sign_by_law(model, period)
    named = {period for figure, period in model.workspace.entries if figure.startswith("general_grant.")}
    for period in model.periods.values():
        if period.id not in named:
            _check_complete(model, period)
    for (figure, period_id), entry in model.workspace.entries.items():
        if figure.startswith("general_grant.") and figure.endswith(".amount"):
            prefix = figure.removesuffix(".amount")
            name = model.workspace.labels.get(prefix, prefix)
            _check_sign_by_name(model, name, entry)
            _check_twice(model, name, period_id, entry)


def _check_code(model: Model) -> None:
    code = model.workspace.entity.code
    reason = why_former(code)
    if reason is not None:
        model.report.add(codes.FORMER_MUNICIPALITY.at(model.workspace.code_place, code=code, reason=reason))


def _check_outcomes(model: Model) -> None:
    """A dated forecast is in force before an undated statement; in an actual period that is never meant."""
    for (_, period), entries in model.workspace.vintages.items():
        if len(entries) < 2 or model.periods[period].series is not Series.ACTUAL:
            continue
        undated = next((each for each in entries if each.vintage is None), None)
        dated = max((each for each in entries if each.vintage), key=lambda each: each.vintage or each.file, default=None)
        if undated is not None and dated is not None and dated.vintage is not None:
            place = f"{undated.file}:{undated.line}"
            vintage = dated.vintage.isoformat()
            model.report.add(codes.FORECAST_OVER_OUTCOME.at(dated.location, period=period, vintage=vintage, outcome=place))


def _check_base(model: Model, period: Period) -> None:
    residents = model.find(_NOVEMBER, period.id) or model.find("population.residents", period.id)
    if not residents or residents < 0:
        return
    for figure in _BASES:
        entry = model.workspace.entries.get((figure, period.id))
        if entry is None or not entry.value or _LEAST_BASE <= entry.value / residents <= _MOST_BASE:
            continue
        model.report.add(
            codes.TAX_BASE_MAGNITUDE.at(
                entry.location,
                figure=_label(figure),
                period=period.id,
                per_resident=_number(entry.value / residents),
                least=_number(_LEAST_BASE),
                most=_number(_MOST_BASE),
                money=model.workspace.money,
            )
        )


def _check_factors(model: Model, period: Period) -> None:
    entry = model.workspace.entries.get(("tax_base.known", period.id))
    if entry is not None and entry.value is not None and not model.has("revenue.tax_base", period.id):
        model.report.add(codes.UPRATING_MISSING.at(entry.location, period=period.id, year=period.year))


def _check_date(model: Model, period: Period) -> None:
    entry = model.workspace.entries.get((_NOVEMBER, period.id))
    if entry is None or entry.value is None:
        return
    for other in model.periods.values():
        if other.year in (period.year, period.year - 1) and model.find("population.residents", other.id) == entry.value:
            model.report.add(codes.POPULATION_DATE.at(entry.location, number=_number(entry.value), other=other.id))
            return


def _check_sign_by_name(model: Model, name: str, entry: Entry) -> None:
    """A charge written as a grant. The property charge is revenue, in spite of its name."""
    if "avgift" in name.casefold() and "fastighets" not in name.casefold() and (entry.value or 0.0) > 0:
        _report_sign(model, entry, Words(name, name), Words("raden heter avgift", "the row is called a charge"))


def _check_sign_by_law(model: Model, period: Period) -> None:
    entry_of_line = model.workspace.entries.get(("grants.income_equalisation", period.id))
    by_law = model.find("equalisation.income_equalisation", period.id)
    if entry_of_line is not None and (entry_of_line.value or 0.0) > 0 and by_law is not None and by_law < 0:
        reason = Words("enligt lagen blir det en avgift", "by law it is a charge")
        _report_sign(model, entry_of_line, _label("grants.income_equalisation"), reason)


def _report_sign(model: Model, entry: Entry, name: Words, reason: Words) -> None:
    text = entry.written
    model.report.add(codes.EQUALISATION_SIGN.at(entry.location, name=name, period=entry.period, text=text, reason=reason))


def _check_complete(model: Model, period: Period) -> None:
    """The total takes what is there: where the law began it, the rows that only people can state must be there too."""
    cell = model.cells.get(("grants.income_equalisation", period.id))
    total = model.cells.get(("revenue.general_grants", period.id))
    if cell is None or cell.rule is None or total is None or total.rule is None:
        return
    needed = ["cost_equalisation", "adjustment_item"]
    if model.workspace.entity.kind != "region":
        needed += ["lss_equalisation", "property_charge"]
    missing = [f"grants.{line}" for line in needed if not model.has(f"grants.{line}", period.id)]
    if missing:
        entry = model.workspace.entries.get((_NOVEMBER, period.id))
        place = entry.location if entry is not None else model.workspace.periods_place
        model.report.add(codes.GRANTS_INCOMPLETE.at(place, period=period.id, missing=listed(missing)))


def _check_twice(model: Model, name: str, period: str, entry: Entry) -> None:
    for line in _LINES:
        figure = f"grants.{line}"
        words = {word("figures", figure, language).casefold() for language in ("sv", "en")}
        if name.casefold() in words and model.has(figure, period):
            model.report.add(codes.COUNTED_TWICE.at(entry.location, name=name, period=period, line=figure))


def _label(figure: str) -> Words:
    return Words(word("figures", figure, "sv"), word("figures", figure, "en"))


def _number(value: float) -> Words:
    return Words(show_number(value, 0), show_number(value, 0, "en"))
