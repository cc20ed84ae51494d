"""What only a computed model shows: signs, sums that do not close, amounts of a wrong magnitude, a plan that is too short.

Each finding is a diagnostic at the stated number that a reader can correct. Nothing here changes a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hundralapp import codes
from hundralapp.diagnostics import Location, Words
from hundralapp.graph.figure import Key
from hundralapp.numbers_sv import show_number
from hundralapp.revenue_consistency import check_revenue
from hundralapp.series_consistency import check_series
from hundralapp.units import SEK, written

if TYPE_CHECKING:
    from hundralapp.model import Model

_COSTS = ("result.operating_expenditure", "result.depreciation", "result.financial_expenditure")

# SEK per resident in a year. Municipalities and regions spend 30 000 to 150 000; the limits leave room for part of a budget,
# and still tell thousands from millions.
_LEAST_PER_RESIDENT = 500
_MOST_PER_RESIDENT = 500_000

# SEK. A balance sheet of billions summed in another order differs in the sixth decimal; nobody accounts for less than an öre.
_HALF_ORE = 0.005


def check_consistency(model: Model) -> None:
    """Report what the computed model shows to be wrong."""
    _check_signs(model)
    _check_sums(model)
    _check_balance_sheet(model)
    _check_magnitudes(model)
    _check_plan(model)
    check_revenue(model)
    check_series(model)


def _check_signs(model: Model) -> None:
    for figure in _COSTS:
        for period in model.periods:
            entry = model.workspace.entries.get((figure, period))
            if entry is not None and entry.value is not None and entry.value > 0:
                words = _words(model, figure)
                model.report.add(codes.COST_SIGN.at(entry.location, figure=words, text=entry.written.lstrip("+")))


def _check_sums(model: Model) -> None:
    for each in model.reconciliations:
        if not each.closes:
            finer = _finer(model, each.key, each.difference)
            model.report.add(
                codes.SUM_DOES_NOT_CLOSE.at(
                    each.entry.location,
                    figure=_words(model, each.key[0]),
                    period=each.key[1],
                    stated=_amount(model, each.key, each.stated, finer),
                    computed=_amount(model, each.key, each.computed, finer),
                    difference=_amount(model, each.key, each.difference, finer),
                    unit=_unit_words(model, each.key),
                )
            )


def _check_balance_sheet(model: Model) -> None:
    for period in model.periods:
        key = ("balance.difference", period)
        if key not in model.cells:
            continue
        gap, between = model.evaluation[model.cells[key].row], model.bounds[model.cells[key].row]
        if gap is None or between is None or between[0] - _HALF_ORE <= 0 <= between[1] + _HALF_ORE:
            continue
        direction = Words("större", "more") if gap > 0 else Words("mindre", "less")
        model.report.add(
            codes.BALANCE_SHEET_OPEN.at(
                _somewhere(model, key),
                period=period,
                difference=_amount(model, key, abs(gap), _finer(model, key, gap)),
                direction=direction,
                unit=_unit_words(model, key),
            )
        )


def _check_magnitudes(model: Model) -> None:
    """The first figure whose amount per resident cannot be right; the others are wrong for the same reason."""
    for period in model.periods:
        residents = model.find("population.residents", period)
        if residents is None or residents <= 0:
            continue
        for figure, is_whole in _WHOLE_BUDGET.items():
            value = model.find(figure, period)
            if value is None:
                continue
            per_resident = abs(value) / residents
            if per_resident > _MOST_PER_RESIDENT or (is_whole and per_resident < _LEAST_PER_RESIDENT):
                model.report.add(
                    codes.MONEY_MAGNITUDE.at(
                        _somewhere(model, (figure, period)),
                        figure=_words(model, figure),
                        period=period,
                        per_resident=Words(show_number(per_resident, 0), show_number(per_resident, 0, "en")),
                        money=model.workspace.money,
                    )
                )
                return


# What is compared with the population. Frames may be those of a part of the committees, so only too much of them is wrong.
_WHOLE_BUDGET = {"result.net_operating_expenditure": True, "revenue.tax_and_grants": True, "operating.net_cost": False}


def _check_plan(model: Model) -> None:
    year = model.workspace.budget_year
    if not year or any(each.location.file == "workspace.yaml" for each in model.report.errors):
        return
    years = {each.year for each in model.workspace.budget_periods}
    planned = next((count for count in range(10) if year + count not in years), 10)
    if planned < 3:
        model.report.add(codes.PLAN_TOO_SHORT.at(model.workspace.periods_place, years=planned))


def _somewhere(model: Model, key: Key) -> Location:
    """The first stated input that a computed figure rests on, so that a message has a place."""
    stack, seen = [key], {key}
    while stack:
        cell = model.cells.get(stack.pop())
        if cell is None:
            continue
        if cell.stated is not None:
            return cell.stated.location
        more = [source for _, source in reversed(cell.sources) if source not in seen]
        seen.update(more)
        stack.extend(more)
    return Location("workspace.yaml")


def _words(model: Model, figure: str) -> Words:
    return Words(model.label(figure, "sv"), model.label(figure, "en"))


def _amount(model: Model, key: Key, value: float, finer: int) -> Words:
    factor, decimals = _scale(model, key)
    return Words(show_number(value / factor, decimals + finer), show_number(value / factor, decimals + finer, "en"))


def _finer(model: Model, key: Key, difference: float) -> int:
    """How many decimals more than usual it takes before a difference is not shown as nothing."""
    factor, decimals = _scale(model, key)
    return next((more for more in range(9) if round(abs(difference) / factor, decimals + more) > 0), 0)


def _scale(model: Model, key: Key) -> tuple[float, int]:
    unit = model.cells[key].unit
    factor = float(written(model.workspace.money).factor) if unit == SEK else 1.0
    return factor, max(1, model.money_decimals) if factor > 1 or unit != SEK else 0


def _unit_words(model: Model, key: Key) -> Words:
    unit = model.cells[key].unit
    return Words(model.workspace.money, model.workspace.money) if unit == SEK else Words(unit.label("sv"), unit.label("en"))
