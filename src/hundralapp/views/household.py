"""A household's tax before and after a change of rate, ready to show: each step with its paragraph, by year and by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import in_language
from hundralapp.households.conventions import Changed
from hundralapp.households.household import HouseholdChange, Member
from hundralapp.households.law import Law
from hundralapp.households.person import MONTHS, RateChange
from hundralapp.terms import figure_label

_STEPS = (
    "income_tax.total_income",
    "income_tax.basic_allowance",
    "income_tax.taxable_earned_income",
    "income_tax.state_tax",
    "income_tax.municipal_tax",
    "income_tax.burial_fee",
    "income_tax.church_fee",
    "income_tax.pension_contribution",
    "income_tax.public_service_fee",
    "income_tax.set_off.pension_credit",
    "income_tax.set_off.earned_income_tax_credit",
    "income_tax.set_off.sickness_credit",
    "income_tax.set_off.income_credit",
    "income_tax.set_off.regional_credit",
    "income_tax.set_off.temporary_credit",
    "income_tax.final_tax",
    "income_tax.income_after_tax",
)
_ALWAYS = {"income_tax.total_income", "income_tax.final_tax", "income_tax.income_after_tax"}
_REDUCES = "income_tax.set_off."

DEPTHS: dict[str, tuple[str, str]] = {
    "on_whole_income": ("på hela inkomsten, utan avdrag", "on the whole income, nothing deducted"),
    "before_credits": ("efter grundavdrag, före skattereduktioner", "after the basic allowance, before credits"),
    "after_credits": ("efter jobbskatteavdrag och andra reduktioner", "after the earned income tax credit and others"),
}


@dataclass(frozen=True, slots=True)
class StepForm:
    """How a legal step is shown: `sign` -1 for a credit, which reduces the tax; `always`: also when it is zero.

    `laws` are paragraphs, each with the figure that must have an amount for it to be told; the step's own need none ("").
    """

    figure: str
    label: str
    sign: float
    always: bool
    laws: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One legal step before and after, SEK a year, and its paragraphs. Credits are negative, for they reduce the tax."""

    figure: str
    label: str
    laws: tuple[str, ...]
    before: float
    after: float
    change: float


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The change at one depth, SEK: `on_whole_income`, `before_credits` or `after_credits`."""

    depth: str
    label: str
    per_year: float
    per_month: float


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's steps and change. Incomes in SEK a year; the church fee in öre per SEK 1 000."""

    name: str
    age_at_start_of_year: int
    wage: int
    pension: int
    sickness_compensation: int
    other_pensionable_income: int
    church_fee_rate: int
    steps: tuple[StepView, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household's tax under one change of rate: each person, and together.

    Rates in öre per SEK 100, municipality and region together in `rate_before` and `rate_after`; the burial fee in öre per
    SEK 1 000. `proposal` is empty where no proposal makes the change; `baseline` is what it is counted from, a budget or a
    proposal. `is_example`: assumed incomes. `final_tax_before` and `final_tax_after` are the persons' sum, SEK a year.
    """

    id: str
    name: str
    note: str
    is_example: bool
    year: int
    place: str
    municipal_rate: int
    regional_rate: int
    burial_fee_rate: int
    in_regional_credit_area: bool
    baseline: str
    proposal: str
    rate_change: int
    change_is_regional: bool
    rate_before: int
    rate_after: int
    children: int
    persons: tuple[PersonView, ...]
    income: int
    final_tax_before: float
    final_tax_after: float
    changes: tuple[ChangeView, ...]


def household_view(
    change: HouseholdChange, language: str, *, id: str = "", baseline: str = "", proposal: str = ""
) -> HouseholdView:
    """The view of a change of rate.

    Args:
        id: the household's short name, as asked for.
        baseline: what the change is counted from: a budget, or a proposal.
        proposal: the proposal that makes the change.
    """
    household = change.household
    rates = household.rates
    assert rates is not None
    final = "income_tax.final_tax"
    return HouseholdView(
        id,
        in_language(household.name, household.name_en, language),
        in_language(household.note, household.note_en, language),
        household.is_example,
        change.year,
        rates.place,
        rates.municipal,
        rates.regional,
        rates.burial_fee,
        any(each.person.in_regional_credit_area for each in household.members),
        baseline,
        proposal,
        change.rate_change,
        rates.change_is_regional,
        rates.total,
        rates.total + change.rate_change,
        household.children,
        tuple(_person(member, each, language) for member, each in zip(household.members, change.persons, strict=True)),
        sum(each.person.income for each in household.members),
        change.before(final),
        change.after(final),
        change_views(change, language),
    )


def _person(member: Member, change: RateChange, language: str) -> PersonView:
    person = change.person
    forms = step_forms(change.law, language)
    return PersonView(
        in_language(member.name, member.name_en, language),
        person.age_at_start_of_year,
        person.wage,
        person.pension,
        person.sickness_compensation,
        person.other_pensionable_income,
        person.church_fee_rate,
        tuple(_step(change, form) for form in forms if form.always or _has_amount(change, form.figure)),
        change_views(change, language),
    )


def change_views(change: Changed, language: str) -> tuple[ChangeView, ...]:
    """The change at each depth."""
    which = 0 if language == "sv" else 1
    return tuple(
        ChangeView(depth, labels[which], getattr(change, depth), getattr(change, depth) / MONTHS)
        for depth, labels in DEPTHS.items()
    )


def step_forms(law: Law, language: str) -> tuple[StepForm, ...]:
    """The steps of a year's law in order, as they are shown. A step that the year does not have is left out."""
    present = {figure for figure, _ in law.binding.cells}
    return tuple(_form(law, figure, language) for figure in _STEPS if figure in present)


def _form(law: Law, figure: str, language: str) -> StepForm:
    """The step's own law comes after those of the parts that give it something: a credit's amount, the allowance's two parts."""
    parts = [(each, each) for each in law.inputs_of(figure) if each in _PARTS]
    laws = []
    for each, needed in reversed([(figure, ""), *parts]):
        rule = law.rule_of(each)
        if rule is not None and rule.law:
            laws.append((rule.law, needed))
    sign = -1.0 if figure.startswith(_REDUCES) else 1.0
    return StepForm(figure, figure_label(figure, {}, {}, language), sign, figure in _ALWAYS, tuple(laws))


def _step(change: RateChange, form: StepForm) -> StepView:
    before, after = form.sign * change.before[form.figure], form.sign * change.after[form.figure]
    told = (law for law, needed in form.laws if not needed or _has_amount(change, needed))
    return StepView(form.figure, form.label, tuple(dict.fromkeys(told)), before, after, after - before)


def _has_amount(change: RateChange, figure: str) -> bool:
    return bool(change.before[figure] or change.after[figure])


def at_depth(changes: Sequence[ChangeView], depth: str) -> ChangeView:
    """The change at a depth."""
    return next(each for each in changes if each.depth == depth)


_PARTS = frozenset(
    {
        "income_tax.earned_income_tax_credit",
        "income_tax.sickness_credit",
        "income_tax.income_credit",
        "income_tax.regional_credit",
        "income_tax.temporary_credit",
        "income_tax.ordinary_allowance",
        "income_tax.special_amount",
    }
)
