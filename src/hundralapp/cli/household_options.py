"""What is asked of `hundralapp households`: options become households, the rates where they live, and changes of rate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hundralapp.cli.common import answer, find_proposal, load, require_sound
from hundralapp.cli.language import LANGUAGE, say
from hundralapp.diagnostics import in_language, nothing_computed

if TYPE_CHECKING:
    from hundralapp.graph.figure import Period
    from hundralapp.households.household import Household
    from hundralapp.households.rates import LocalRates
    from hundralapp.model import Model
    from hundralapp.proposals.decision import Proposal

KINDS = ("wage", "pension", "sickness", "other")


class Written(click.ParamType[Any]):
    """An option read by a function of `households.inline`; its refusal is the option's."""

    def __init__(self, name: str, reader: str) -> None:
        self.name = name
        self.reader = reader

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        from hundralapp.households import inline
        from hundralapp.households.person import HouseholdError

        read: Callable[[str], Any] = getattr(inline, self.reader)
        try:
            return read(value)
        except HouseholdError as error:
            self.fail(error.words.say(LANGUAGE))


RATE = Written("rate", "read_rate")
FEE = Written("fee", "read_fee")
AMOUNT = Written("amount", "read_amount")
MONTH = Written("amount", "read_month")
CHANGE = Written("change", "read_change")


@dataclass(frozen=True, slots=True)
class Options:
    """The options as given."""

    workspace: Path | None
    income: int | None
    kind: str
    age: int
    persons: tuple[str, ...]
    file: Path | None
    cases: tuple[str, ...]
    all_cases: bool
    year: int | None
    period: str | None
    municipality: str | None
    rate: int | None
    other_rate: int | None
    burial_fee: int | None
    church_fee: int | None
    parish: str | None
    regional_credit: bool | None
    change: int | None
    proposals: tuple[str, ...]
    baseline: str | None
    span: tuple[int, int, int] | None
    as_csv: bool
    picture: Path | None
    claimed: str | None
    claimed_at_most: str | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class RateAlternative:
    """A change of the local rate, öre per SEK 100: a proposal's, by name, or the option's."""

    proposal: str
    change: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Households by short name, each in its place and year; the changes of rate and what they are counted from; what to say beside."""

    households: tuple[tuple[str, Household], ...]
    rates: LocalRates
    year: int
    alternatives: tuple[RateAlternative, ...]
    notes: tuple[str, ...]
    model: Model | None
    baseline: str


def read_options(options: Options) -> Asked:
    """Everything that the options say.

    Raises:
        click.UsageError: they contradict each other, or ask for what is not there.
    """
    from hundralapp.households.person import HouseholdError

    _check(options)
    model: Model | None = None
    proposals: dict[str, Proposal] = {}
    if options.workspace is not None:
        model, proposals = load(options.workspace)
        require_sound(model, options.as_json, "households")
    try:
        return _asked(options, model, proposals)
    except HouseholdError as error:
        raise click.UsageError(error.words.say(LANGUAGE)) from error


def _check(options: Options) -> None:
    who = {
        "--income": options.income is not None,
        "--range": options.span is not None,
        "--person": bool(options.persons),
        "--household": options.file is not None,
        "--case": bool(options.cases),
        "--cases": options.all_cases,
    }
    given = [name for name, is_given in who.items() if is_given]
    if len(given) != 1:
        names = "--income, --range, --person, --household, --case, --cases"
        raise click.UsageError(
            say(f"Säg vem det gäller med ett av {names}.", f"Say who it is about with one of {names}.")
            + (say(f" Nu står {', '.join(given)}.", f" Given now: {', '.join(given)}.") if given else "")
        )
    if options.workspace is None:
        for name, value in (
            ("--proposal", options.proposals),
            ("--baseline", options.baseline),
            ("--period", options.period),
            ("--other-rate", options.other_rate),
        ):
            if value:
                raise click.UsageError(say(f"{name} behöver en arbetsyta.", f"{name} needs a workspace."))
        if options.municipality is not None and options.rate is not None:
            raise click.UsageError(_one_place())
    elif options.rate is not None:
        raise click.UsageError(
            say(
                "Med en arbetsyta kommer skattesatsen från den. Ange --other-rate för den andra nivåns sats.",
                "With a workspace the rate comes from it. Give --other-rate for the other level's rate.",
            )
        )
    if options.as_csv and options.as_json:
        raise click.UsageError(say("Välj --csv eller --json, inte båda.", "Choose --csv or --json, not both."))
    for name, is_given in (("--csv", options.as_csv), ("--picture", options.picture is not None)):
        if is_given and options.span is None:
            raise click.UsageError(say(f"{name} hör till --range.", f"{name} goes with --range."))
    if options.claimed is not None and options.claimed_at_most is not None:
        raise click.UsageError(
            say("Ange --claimed eller --claimed-at-most, inte båda.", "Give --claimed or --claimed-at-most, not both.")
        )
    if (options.claimed or options.claimed_at_most) and (options.span is not None or options.all_cases or len(options.cases) > 1):
        raise click.UsageError(say("--claimed prövas på ett hushåll i taget.", "--claimed is tested on one household at a time."))
    if options.parish is not None and (options.church_fee is not None or (options.income is None and options.span is None)):
        raise click.UsageError(
            say(
                "--parish hör till --income och --range, i stället för --church-fee. För andra: parish=NAMN i --person, eller i filen.",
                "--parish goes with --income and --range, instead of --church-fee. For others: parish=NAME in --person, or in the file.",
            )
        )
    if options.proposals and options.change is not None:
        raise click.UsageError(say("Ange --proposal eller --change, inte båda.", "Give --proposal or --change, not both."))


def _one_place() -> str:
    return say("Ange --municipality eller --rate, ett av dem.", "Give --municipality or --rate, one of them.")


def _asked(options: Options, model: Model | None, proposals: dict[str, Proposal]) -> Asked:
    from hundralapp.households.person import HouseholdError
    from hundralapp.households.rates import budget_period, check_year
    from hundralapp.proposals.effects import under

    households = _households(options)
    one = households[0][1]
    notes: list[str] = []
    period = budget_period(model, options.period) if model is not None else None
    stated = options.year if options.year is not None else one.year
    year = stated if stated is not None else (period.year if period is not None else None)
    if year is None:
        raise click.UsageError(say("Ange inkomståret med --year.", "Give the income year with --year."))
    try:
        check_year(year)
    except HouseholdError as error:
        if period is None or stated is not None:
            raise
        hint = say(
            " --year ÅR räknar budgetens skattesats efter ett annat års lag.",
            " --year YEAR applies the law of another year to the budget's rate.",
        )
        raise click.UsageError(error.words.say(LANGUAGE) + hint) from error
    if period is not None and period.year != year:
        notes.append(
            say(
                f"Budgeten gäller {period.year}; skatten räknas efter lagen för inkomståret {year}.",
                f"The budget is for {period.year}; the tax is computed by the law of income year {year}.",
            )
        )
    budget = model
    if model is not None and options.baseline is not None:
        budget = under(model, find_proposal(proposals, options.baseline).decisions)
    rates = _rates(options, budget, period, one, year, notes)
    if options.burial_fee is not None:
        rates = replace(rates, burial_fee=options.burial_fee)
    if options.regional_credit is not None:
        rates = replace(rates, in_regional_credit_area=options.regional_credit)
        households = [(name, replace(each, regional_credit=None)) for name, each in households]
    notes = [*(each.say(LANGUAGE) for each in rates.notes), *notes]
    alternatives = _alternatives(options, model, proposals, period, rates, notes)
    placed = tuple((name, each.at(rates, year)) for name, each in households)
    baseline = ""
    if model is not None:
        baseline = _name(proposals[options.baseline]) if options.baseline is not None else say("budgeten", "the budget")
    return Asked(placed, rates, year, alternatives, tuple(notes), model, baseline)


def _name(proposal: Proposal) -> str:
    return in_language(proposal.name, proposal.name_en, LANGUAGE)


def _households(options: Options) -> list[tuple[str, Household]]:
    """Who it is about, by short name. `--range` is a person without income."""
    from hundralapp.households.cases import find_case, household_cases
    from hundralapp.households.household import Household, Member
    from hundralapp.households.inline import KINDS as FIELDS
    from hundralapp.households.inline import read_person
    from hundralapp.households.person import Person

    if options.file is not None:
        return [("", _from_file(options.file, options.church_fee, options.as_json))]
    if options.all_cases:
        return list(household_cases().households.items())
    if options.cases:
        ids = {id(case): name for name, case in household_cases().households.items()}
        found = [find_case(name) for name in options.cases]
        return [(ids[id(each)], each) for each in found]
    if options.persons:
        members = tuple(
            read_person(text, number, age=options.age, church_fee=options.church_fee)
            for number, text in enumerate(options.persons, start=1)
        )
        return [("", Household("", members))]
    amounts: dict[str, Any] = {FIELDS[options.kind]: options.income or 0}
    person = Person(**amounts, age_at_start_of_year=options.age, church_fee_rate=options.church_fee or 0)
    return [("", Household("", (Member("", person, parish=options.parish or ""),)))]


def _from_file(path: Path, church_fee: int | None, as_json: bool) -> Household:
    """The household of a file; its problems are shown, and end the command with code 1."""
    from hundralapp.households.reading import read_household

    household, files = read_household(path, church_fee=church_fee)
    if household is not None:
        return household
    if as_json:
        answer("households", None, {}, files.report)
    else:
        click.echo(files.report.render(LANGUAGE, files.line), err=True)
        click.echo(f"\n{nothing_computed(len(files.report.errors)).say(LANGUAGE)}", err=True)
    sys.exit(1)


def _rates(
    options: Options, model: Model | None, period: Period | None, household: Household, year: int, notes: list[str]
) -> LocalRates:
    """Where the household lives: by the workspace, else by options, else as its file says."""
    from hundralapp.households.rates import LocalRates, local_rates, rates_of_budget

    says_itself = household.rates is not None or household.municipality is not None
    if model is not None and period is not None:
        rates = rates_of_budget(
            model,
            period,
            municipality=options.municipality,
            other_rate=options.other_rate,
            burial_fee=options.burial_fee,
        )
        if says_itself:
            notes.append(
                say(
                    "Skattesatserna är arbetsytans, inte hushållsfilens.",
                    "The rates are the workspace's, not the household file's.",
                )
            )
        return rates
    if options.rate is not None or options.municipality is not None:
        if says_itself:
            notes.append(
                say(
                    "Skattesatserna är kommandots, inte hushållsfilens.", "The rates are the command's, not the household file's."
                )
            )
        if options.rate is not None:
            return LocalRates("", options.rate, 0)
        assert options.municipality is not None
        return local_rates(options.municipality, year)
    if household.rates is not None:
        return household.rates
    if household.municipality is not None:
        return local_rates(household.municipality, year)
    raise click.UsageError(say("Ange en arbetsyta, --municipality eller --rate.", "Give a workspace, --municipality or --rate."))


def _alternatives(
    options: Options,
    model: Model | None,
    proposals: dict[str, Proposal],
    period: Period | None,
    rates: LocalRates,
    notes: list[str],
) -> tuple[RateAlternative, ...]:
    """The changes of rate to show: those of proposals, or the option's; the rate must not fall below zero."""
    if model is None or period is None or options.change is not None:
        return (RateAlternative("", options.change or 0),)
    from hundralapp.households.rates import budget_rate
    from hundralapp.proposals.effects import under

    chosen = [find_proposal(proposals, name) for name in dict.fromkeys(options.proposals)] or list(proposals.values())
    base = rates.regional if rates.change_is_regional else rates.municipal
    found = [RateAlternative(_name(each), budget_rate(under(model, each.decisions), period) - base) for each in chosen]
    if options.baseline is not None and not options.proposals:
        found.insert(0, RateAlternative(say("budgeten", "the budget"), budget_rate(model, period) - base))
    if not options.proposals:
        found = [each for each in found if each.change]
        if not found:
            notes.append(
                say(
                    "Inget förslag i arbetsytan har en annan skattesats. --change prövar en ändring.",
                    "No proposal in the workspace has another tax rate. --change tries a change.",
                )
            )
            return (RateAlternative("", 0),)
    return tuple(found)
