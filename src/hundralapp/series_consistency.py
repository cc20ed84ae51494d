"""What only a computed model shows of series and codes: gaps, weights that are not a whole, and a place that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hundralapp import codes
from hundralapp.diagnostics import Suggestion, Words, listed
from hundralapp.graph.figure import Entry, Series
from hundralapp.numbers_sv import show_number
from hundralapp.params.counties import COUNTIES
from hundralapp.params.former_codes import why_former
from hundralapp.params.municipal_rates import municipal_rates

if TYPE_CHECKING:
    from hundralapp.model import Model

# Series that rules carry from one period to the next; a period left out between two stated ones breaks the chain unseen.
_CHAINED = ("revenue.tax_base_growth", "population.residents", "population.residents_1_november")
_CHAINED_PREFIXES = ("index.", "age_group.")
_WEIGHTS = "index.weights_of_cost_kinds"
_WEIGHT_SLACK = 0.5  # percent: weights printed in whole percent


def check_series(model: Model) -> None:
    """Report gaps in series, weights that do not make a whole, and a municipality that does not exist."""
    _check_entity(model)
    for (figure, period), entry in model.workspace.entries.items():
        if figure in _CHAINED or figure.startswith(_CHAINED_PREFIXES):
            _check_gap(model, figure, period, entry)
    for period in model.periods:
        _check_weights(model, period)


def _check_gap(model: Model, figure: str, period: str, entry: Entry) -> None:
    between: list[str] = []
    at = model.periods[period].follows
    while at is not None and not model.has(figure, at):
        if model.periods[at].series is not Series.ACTUAL:
            between.append(at)
        at = model.periods[at].follows
    if at is not None and between and (figure, at) in model.workspace.entries:
        name = Words(model.label(figure, "sv"), model.label(figure, "en"))
        missing = listed(sorted(between))
        model.report.add(codes.SERIES_GAP.at(entry.location, figure=name, before=at, after=period, missing=missing))


def _check_weights(model: Model, period: str) -> None:
    found = model.find(_WEIGHTS, period)
    if found is None or abs(found - 100) <= _WEIGHT_SLACK:
        return
    weights = [
        entry
        for (figure, at), entry in model.workspace.entries.items()
        if at == period and figure.startswith("cost_kind.") and figure.endswith(".weight")
    ]
    total = Words(show_number(found, 1), show_number(found, 1, "en"))
    model.report.add(codes.COST_KIND_WEIGHTS.at(weights[0].location, period=period, total=total))


def _check_entity(model: Model) -> None:
    """A code of a county that exists and of no municipality in it; codes of no county are those of invented places."""
    entity, code = model.workspace.entity, model.workspace.entity.code
    if entity.kind == "region" or len(code) != 4 or why_former(code) is not None:
        return
    known = {each for each, _ in municipal_rates()}
    if code in known or code[:2] not in COUNTIES:
        return
    names = {each.name: each.code for each in municipal_rates().values()}
    name = entity.name.removesuffix(" kommun").removesuffix(" stad")
    meant = names.get(name) or names.get(name.removesuffix("s"))
    suggestion = (
        Suggestion(meant) if meant else model.report.suggest(code, sorted(each for each in known if each[:2] == code[:2]))
    )
    model.report.add(codes.UNKNOWN_MUNICIPALITY.at(model.workspace.code_place, municipality=code, suggestion=suggestion))
