"""A household's tax before and after a change of rate, ready to show: each step with its paragraph, by year and by month."""

from __future__ import annotations

from dataclasses import dataclass

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
    """The change at one depth, SEK."""

    depth: str
    label: str
    per_year: float
    per_month: float


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A person's tax before and after; `rate` in öre per SEK 100, municipality and region together."""

    year: int
    rate_before: int
    rate_after: int
    steps: tuple[StepView, ...]
    changes: tuple[ChangeView, ...]


def household_view(change: RateChange, language: str) -> HouseholdView:
    """The view of a change of rate."""
    person = change.person
    rate = person.municipal_tax_rate + person.regional_tax_rate
    depths = (
        ("on_whole_income", ("på hela inkomsten, utan avdrag", "on the whole income, nothing deducted"), change.on_whole_income),
        (
            "before_credits",
            ("efter grundavdrag, före skattereduktioner", "after the basic allowance, before credits"),
            change.before_credits,
        ),
        (
            "after_credits",
            ("efter jobbskatteavdrag och andra reduktioner", "after the earned income tax credit and others"),
            change.after_credits,
        ),
    )
    which = 0 if language == "sv" else 1
    return HouseholdView(
        change.law.year,
        rate,
        rate + change.rate_change,
        tuple(_step(change, figure, language) for figure in _STEPS if _is_shown(change, figure)),
        tuple(ChangeView(depth, labels[which], amount, amount / MONTHS) for depth, labels, amount in depths),
    )


def _is_shown(change: RateChange, figure: str) -> bool:
    return figure in _ALWAYS or bool(change.before.get(figure) or change.after.get(figure))


def _step(change: RateChange, figure: str, language: str) -> StepView:
    sign = -1.0 if figure.startswith(_REDUCES) else 1.0
    before, after = sign * change.before[figure], sign * change.after[figure]
    return StepView(figure, figure_label(figure, {}, {}, language), _laws(change, figure), before, after, after - before)


def _laws(change: RateChange, figure: str) -> tuple[str, ...]:
    """The step's own law, after those of the parts that give it something here: a credit's amount, the allowance's two parts."""
    parts = (each for each in change.law.inputs_of(figure) if each in _PARTS and (change.before[each] or change.after[each]))
    figures = [figure, *parts]
    laws = [rule.law for each in reversed(figures) if (rule := change.law.rule_of(each)) is not None and rule.law]
    return tuple(dict.fromkeys(laws))


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
