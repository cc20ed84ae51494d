"""Where a household lives: the rates of its municipality and region, shipped, stated, or from a budget.

A budget decides one of the two rates; the other comes from what ships, or is given. What is not certain is said in `notes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.diagnostics import Words, listed, nearest
from hundralapp.graph.figure import Period
from hundralapp.households.law import income_years
from hundralapp.households.person import HouseholdError
from hundralapp.model import Model
from hundralapp.params.church_fees import church_fee_years, find_church_fee, parishes_of
from hundralapp.params.municipal_rates import MunicipalRates, find_rates, municipal_rates
from hundralapp.params.regional_credit import in_regional_credit_area

TAX_RATE = "revenue.tax_rate"
INFERRED = Words(
    "Summan av kommunens och regionens skattesats är säker; fördelningen mellan dem är härledd.",
    "The sum of the municipality's and the region's rate is certain; the split between them is inferred.",
)


@dataclass(frozen=True, slots=True)
class LocalRates:
    """Rates where a household lives: öre per SEK 100, burial fee öre per SEK 1 000.

    `in_regional_credit_area`: residents have the regional credit, by appendix 67 to IL. `change_is_regional`: it is the region's
    rate that a change is about. `notes` say what is uncertain or assumed. `code` is the municipality's, empty where unknown.
    """

    place: str
    municipal: int
    regional: int
    burial_fee: int = 0
    in_regional_credit_area: bool = False
    change_is_regional: bool = False
    notes: tuple[Words, ...] = ()
    code: str = ""

    @property
    def total(self) -> int:
        """Municipality and region together, öre per SEK 100."""
        return self.municipal + self.regional


def check_year(year: int) -> None:
    """Refuse an income year that cannot be computed.

    Raises:
        HouseholdError: with the years that can.
    """
    years = income_years()
    if year not in years:
        raise HouseholdError(
            f"Inkomståret {year} kan inte räknas: lagens belopp finns för {years[0]}–{years[-1]}.",
            f"Income year {year} cannot be computed: the amounts of the law are there for {years[0]}–{years[-1]}.",
        )


def local_rates(municipality: str, year: int) -> LocalRates:
    """The shipped rates of a municipality, by code or name.

    Raises:
        HouseholdError: no such municipality, with the nearest name; or no rates for the year.
    """
    found = shipped(municipality, year)
    notes = (INFERRED,) if found.split_is_inferred else ()
    in_area = in_regional_credit_area(found.code, year)
    return LocalRates(found.name, found.municipal, found.regional, found.burial_fee, in_area, notes=notes, code=found.code)


def shipped(municipality: str, year: int) -> MunicipalRates:
    """As `local_rates`, as they ship."""
    found = find_rates(municipality, year)
    if found is not None:
        return found
    known = {each.year for each in municipal_rates().values()}
    if year not in known:
        raise HouseholdError(
            f"Kommunernas skattesatser finns för {min(known)}–{max(known)}. Ange skattesatsen i stället.",
            f"The municipalities' rates are there for {min(known)}–{max(known)}. Give the rate instead.",
        )
    suggestion = nearest(municipality, _names(each for each in municipal_rates().values() if each.year == year))
    raise HouseholdError(
        f'Kommunen "{municipality}" finns inte.{suggestion.say("sv")}',
        f'There is no municipality "{municipality}".{suggestion.say("en")}',
    )


def _names(rates: Iterable[MunicipalRates]) -> list[str]:
    return [each.name for each in rates]


def budget_period(model: Model, period: str | None = None) -> Period:
    """The budget or plan period asked for; the budget year's when none is.

    Raises:
        HouseholdError: there is no such period, with the nearest name.
    """
    periods = {each.id: each for each in model.workspace.budget_periods}
    if period is None:
        of_the_year = [each for each in periods.values() if each.year == model.workspace.budget_year]
        return of_the_year[0] if of_the_year else next(iter(periods.values()))
    if period not in periods:
        suggestion = nearest(period, periods)
        raise HouseholdError(
            f'Perioden "{period}" är inte budget eller plan.{suggestion.say("sv")}',
            f'The period "{period}" is not budget or plan.{suggestion.say("en")}',
        )
    return periods[period]


def budget_rate(model: Model, period: Period) -> int:
    """The tax rate that a budget decides, öre per SEK 100. Under a proposal's decisions: ask the model under them.

    Raises:
        HouseholdError: the workspace does not say it, or it is no whole number of öre.
    """
    rate = model.find(TAX_RATE, period.id)
    if rate is None:
        raise HouseholdError(
            f"Skattesatsen ({TAX_RATE}) för {period.id} är okänd i arbetsytan. Skriv in den, eller välj en annan --period.",
            f"The tax rate ({TAX_RATE}) of {period.id} is unknown in the workspace. Write it there, or choose another --period.",
        )
    if rate != int(rate):
        raise HouseholdError(
            f"Skattesatsen för {period.id} är inte hela ören: {rate / 100} kr per 100 kr.",
            f"The tax rate of {period.id} is no whole number of öre: SEK {rate / 100} per SEK 100.",
        )
    return int(rate)


def rates_of_budget(
    model: Model, period: Period, *, municipality: str | None = None, other_rate: int | None = None, burial_fee: int | None = None
) -> LocalRates:
    """The rates of those who live where a budget is decided: its own rate, and the other level's.

    Args:
        municipality: which one, where the budget is a region's; a municipality's budget says itself.
        other_rate: the other level's rate, öre per SEK 100; by default the shipped one.
        burial_fee: öre per SEK 1 000; by default the shipped one, or none.
    Raises:
        HouseholdError: the budget's rate is unknown, or the other level's is not found.
    """
    entity = model.workspace.entity
    own = budget_rate(model, period)
    is_region = entity.kind == "region"
    found = _where(model, municipality, period.year)
    notes: list[Words] = []
    if entity.kind == "municipality_and_region":
        other = 0
    elif other_rate is not None:
        other = other_rate
    elif found is None:
        raise HouseholdError(*_ask_for_other(entity.name, is_region))
    else:
        other = found.municipal if is_region else found.regional
        if found.split_is_inferred:
            notes.append(inferred_note(found, is_region=is_region))
        if found.year != period.year:
            note = other_year_note(found, period.year, is_region=is_region)
            notes.append(Words(f"{note.sv} --other-rate ger en annan.", f"{note.en} --other-rate gives another."))
    burial = burial_fee if burial_fee is not None else (found.burial_fee if found is not None else 0)
    if found is None and burial_fee is None:
        notes.append(
            Words(
                "Begravningsavgift är inte med: kommunen finns inte bland dem som levereras. Ange den med --burial-fee.",
                "No burial fee is counted: the municipality is not among those that ship. Give it with --burial-fee.",
            )
        )
    place = found.name if found is not None and is_region else entity.name
    municipal, regional = (other, own) if is_region else (own, other)
    code = found.code if found is not None else entity.code
    in_area = in_regional_credit_area(code, period.year)
    return LocalRates(place, municipal, regional, burial, in_area, is_region, tuple(notes), code)


def _where(model: Model, municipality: str | None, year: int) -> MunicipalRates | None:
    """The shipped rates of where the household lives; None where they do not ship."""
    entity = model.workspace.entity
    known = [each.year for each in municipal_rates().values()]
    year = min(max(year, min(known)), max(known))
    if entity.kind != "region":
        if municipality is not None:
            raise HouseholdError(
                f"Arbetsytan gäller {entity.name}. --municipality används bara med en regions arbetsyta, eller utan arbetsyta.",
                f"The workspace is that of {entity.name}. --municipality is for a region's workspace, or none.",
            )
        return find_rates(entity.code, year) if entity.code else None
    if municipality is None:
        raise HouseholdError(
            f"Arbetsytan gäller {entity.name}. Säg vilken kommun hushållet bor i: --municipality NAMN.",
            f"The workspace is that of {entity.name}. Say in which municipality the household lives: --municipality NAME.",
        )
    found = shipped(municipality, year)
    if entity.code and not found.code.startswith(entity.code):
        raise HouseholdError(f"{found.name} ligger inte i {entity.name}.", f"{found.name} is not in {entity.name}.")
    return found


def _ask_for_other(name: str, is_region: bool) -> tuple[str, str]:
    level_sv, level_en = ("Kommunens", "municipality's") if is_region else ("Regionens", "region's")
    return (
        f"{level_sv} skattesats för {name} finns inte bland dem som levereras. Ange den med --other-rate.",
        f"The {level_en} rate for {name} is not among those that ship. Give it with --other-rate.",
    )


def inferred_note(found: MunicipalRates, *, is_region: bool) -> Words:
    """That the rate of the level that does not decide is inferred. `is_region`: the budget is a region's."""
    level_sv, level_en = ("Kommunens", "municipality's") if is_region else ("Regionens", "region's")
    kronor = f"{(found.municipal if is_region else found.regional) / 100:.2f}"
    komma = kronor.replace(".", ",")
    return Words(
        f"{level_sv} skattesats {found.year}, {komma}, är härledd ur Skatteverkets summa; den kan fela på 0,01.",
        f"The {level_en} rate of {found.year}, {kronor}, is inferred from the Tax Agency's total and may be off by 0.01.",
    )


def other_year_note(found: MunicipalRates, year: int, *, is_region: bool) -> Words:
    """That the rate of the level that does not decide is another year's. `is_region`: the budget is a region's."""
    level_sv, level_en = ("Kommunens", "municipality's") if is_region else ("Regionens", "region's")
    return Words(
        f"{level_sv} skattesats för {year} levereras inte; den för {found.year} används.",
        f"The {level_en} rate of {year} does not ship; that of {found.year} is used.",
    )


def parish_fee(parish: str, rates: LocalRates, year: int) -> int:
    """The church fee of a parish where a household lives, öre per SEK 1 000.

    Raises:
        HouseholdError: no fees ship for the year or the place, or it has no such parish.
    """
    years = church_fee_years()
    there = parishes_of(rates.code, year) if rates.code else None
    if there is None:
        shown = ", ".join(map(str, years))
        raise HouseholdError(
            f"Kyrkoavgifter per församling finns för kommuner {shown}. Ange avgiften i stället.",
            f"Church fees by parish are there for municipalities in {shown}. Give the fee instead.",
        )
    found = find_church_fee(rates.code, parish, year)
    if found is None:
        names = [each.parish.removesuffix(" församling") for each in there.fees]
        suggestion = nearest(parish.removesuffix(" församling"), names)
        known = Words("", "") if suggestion.name else Words(f" Där finns: {listed(names)}.", f" There are: {listed(names)}.")
        raise HouseholdError(
            f'Församlingen "{parish}" finns inte i {rates.place}.{suggestion.say("sv")}{known.sv}',
            f'There is no parish "{parish}" in {rates.place}.{suggestion.say("en")}{known.en}',
        )
    return found.fee
