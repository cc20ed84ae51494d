"""Who a budget's tax rate concerns: the places where its residents may live, each with both levels' rates.

A municipality's budget has one place, a region's one for each of its municipalities. Where a rate is not known there is no
place, and the reason is told instead; only an invented municipality is given a region's rate, which is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Period
from hundralapp.households.law import income_years
from hundralapp.households.person import HouseholdError
from hundralapp.households.rates import (
    TAX_RATE,
    LocalRates,
    budget_period,
    inferred_note,
    other_year_note,
    rates_of_budget,
)
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.params.municipal_rates import MunicipalRates, municipal_rates, rates_of_year

_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e"})  # the last letters of the alphabet, in its order


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its rates. `last_year`: municipality's and region's rate of the year before, öre per SEK 100."""

    code: str
    rates: LocalRates
    last_year: tuple[int, int] | None
    notes: tuple[Words, ...]


def places_of(model: Model) -> tuple[Period, tuple[Place, ...]]:
    """The budget year's period, and the places in alphabetical order.

    Raises:
        HouseholdError: a rate is not known, or the law of the year is not; the message is for the page's reader.
    """
    period = _period(model)
    entity = model.workspace.entity
    if entity.kind != "region":
        return period, (_own_place(model, period),)
    shipped = [each for each in _of_nearest_year(period.year).values() if entity.code and each.code.startswith(entity.code)]
    if not shipped:
        raise HouseholdError(
            f"vilka kommuner som ligger i {entity.name} är inte känt, för länets kod står inte i arbetsytan.",
            f"which municipalities are in {entity.name} is not known, for the county's code is not in the workspace.",
        )
    in_order = sorted(shipped, key=lambda each: each.name.casefold().translate(_SWEDISH))
    return period, tuple(_place(each, rates_of_budget(model, period, municipality=each.code), period, True) for each in in_order)


def _period(model: Model) -> Period:
    """The budget year's period, where its rate is known and the law is too."""
    if not model.workspace.budget_periods:
        raise HouseholdError("arbetsytan har ingen budgetperiod.", "the workspace has no budget period.")
    period, years = budget_period(model), income_years()
    if period.year not in years:
        raise HouseholdError(
            f"lagens belopp för inkomståret {period.year} finns inte här, bara för {years[0]}–{years[-1]}.",
            f"the amounts of the law for income year {period.year} are not here, only for {years[0]}–{years[-1]}.",
        )
    rate = model.find(TAX_RATE, period.id)
    if rate is None:
        raise HouseholdError(f"skattesatsen för {period.year} är inte känd.", f"the tax rate of {period.year} is not known.")
    if rate != int(rate):
        sv, en = show_number(rate / 100, 3), show_number(rate / 100, 3, "en")
        raise HouseholdError(
            f"skattesatsen för {period.year}, {sv}, är inte hela ören.", f"the tax rate of {period.year}, {en}, is not whole öre."
        )
    return period


def _own_place(model: Model, period: Period) -> Place:
    entity = model.workspace.entity
    shipped = _of_nearest_year(period.year).get(entity.code)
    if shipped is not None:
        return _place(shipped, rates_of_budget(model, period), period, False)
    if entity.kind == "municipality_and_region":
        return Place(entity.code, rates_of_budget(model, period), None, (_no_burial_fee(),))
    if not model.workspace.synthetic:
        raise HouseholdError(
            f"regionens skattesats för {entity.name} är inte känd: kommunens kod står inte i arbetsytan, eller finns inte.",
            f"the region's rate for {entity.name} is not known: the municipality's code is not in the workspace, or is none.",
        )
    median = median_regional_rate(period.year)
    komma, point = show_number(median / 100, 2), show_number(median / 100, 2, "en")
    return Place(
        entity.code,
        rates_of_budget(model, period, other_rate=median),
        None,
        (
            Words(
                "Kommunen är påhittad och ligger i ingen region. "
                f"Regionens skattesats antas vara {komma}, medianen av regionernas {period.year}.",
                "The municipality is invented and lies in no region. "
                f"The region's rate is assumed to be {point}, the median of the regions' in {period.year}.",
            ),
            _no_burial_fee(),
        ),
    )


def _no_burial_fee() -> Words:
    return Words("Begravningsavgift är inte med, för den är inte känd.", "No burial fee is counted, for it is not known.")


def median_regional_rate(year: int) -> int:
    """The median of the regions' rates, öre per SEK 100: the lower of the middle two, so that it is a region's own."""
    regional = {each.code[:2]: each.regional for each in _of_nearest_year(year).values() if not each.is_also_region}
    return sorted(regional.values())[(len(regional) - 1) // 2]


def _of_nearest_year(year: int) -> dict[str, MunicipalRates]:
    """The rates of the year, or of the nearest that ships, as `rates_of_budget` takes them."""
    years = [each.year for each in municipal_rates().values()]
    return rates_of_year(min(max(year, min(years)), max(years)))


def _place(shipped: MunicipalRates, rates: LocalRates, period: Period, is_region: bool) -> Place:
    before = rates_of_year(period.year - 1).get(shipped.code)
    notes = []
    if not shipped.is_also_region:
        if shipped.split_is_inferred:
            notes.append(inferred_note(shipped, is_region=is_region))
        if shipped.year != period.year:
            notes.append(other_year_note(shipped, period.year, is_region=is_region))
    return Place(shipped.code, rates, None if before is None else (before.municipal, before.regional), tuple(notes))
