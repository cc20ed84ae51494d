"""The household page's content: what each proposal's tax rate means for a household, by the law of the budget's year.

The page is made for a person with STANDARD_WAGE; with script the reader's own household takes that person's place, computed by
the same graph. Changes are counted from the budget, and those of the same size are shown together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hundralapp.diagnostics import Language, Words, in_language
from hundralapp.graph.evaluate import Value
from hundralapp.households.cases import household_cases
from hundralapp.households.household import Household, HouseholdChange, Member, move_household
from hundralapp.households.person import INCOMES, MONTHS, HouseholdError, Person
from hundralapp.households.rates import budget_period, budget_rate
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.proposals.compare import Compared
from hundralapp.publish.alternatives import Alternative, Group, chosen, groups_at
from hundralapp.publish.curves import POINTS, Curve, Plot, plots, reach
from hundralapp.publish.household_words import WORDS, decimals_for, joined, sentence
from hundralapp.publish.residents import Place, places_of
from hundralapp.publish.shown import Shower
from hundralapp.views.household import HouseholdView, household_view

STANDARD_WAGE = 35_000  # SEK a month
STANDARD_AGE = 40
TABLE_ROWS = 8
_FINAL_TAX = "income_tax.final_tax"


@dataclass(frozen=True, slots=True)
class Row:
    """An alternative as texts: the total rate, its change, and the change of tax a month and a year."""

    name: str
    rate: str
    rate_change: str
    month: str
    year: str
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A change of rate opened, whose steps `view` has."""

    title: str
    names: str
    view: HouseholdView


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A built-in household: who is in it, its tax with the budget and the change by each group, SEK a month."""

    name: str
    about: str
    note: str
    base: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """What the page says of the standard person at `place`.

    `spread`: how far apart the budget and the proposals are for that person, SEK a month, empty where no proposal differs.
    `since_amount`: how far the budget is from the year before's rates, likewise; `rises`: the budget's tax is the higher.
    `heads`: the groups as (change of rate, names), the columns of `cases` and `curve_rows`; `left_out` says if there are more.
    """

    year: int
    places: tuple[Place, ...]
    place: Place
    alternatives: tuple[Alternative, ...]
    is_proposed: bool
    is_unknown: bool
    spread: str
    since_amount: str
    rises: bool
    rows: tuple[Row, ...]
    sentence: str
    teaser: str
    tax: str
    opened: tuple[Opened, ...]
    heads: tuple[tuple[str, str], ...]
    left_out: str
    cases: tuple[CaseRow, ...]
    curve_rows: tuple[tuple[str, tuple[str, ...]], ...]
    plots: tuple[Plot, ...]


def make_household(shower: Shower, changed: Iterable[tuple[Compared, Shower]]) -> HouseholdPage | Words:
    """The page's content, or why there is none.

    Args:
        changed: the proposals, each with what shows its model, in the order in which the pages have them.
    """
    try:
        period, places = places_of(shower.model)
    except HouseholdError as error:
        return error.words
    language = shower.language
    alternatives = [
        Alternative(
            in_language(each.proposal.name, each.proposal.name_en, language), _rate(other.model), proposal=each.proposal.id
        )
        for each, other in changed
    ]
    if any(each.last_year for each in places):
        alternatives.append(Alternative(WORDS[language]["last_year"].format(year=period.year - 1), is_last_year=True))
    return _Maker(language, period.year, places, tuple(alternatives)).page()


def _rate(model: Model) -> int | None:
    """A proposal's rate in the budget year; None where it is not known, or no whole number of öre."""
    try:
        return budget_rate(model, budget_period(model))
    except HouseholdError:
        return None


def standard_household() -> Household:
    """One person with STANDARD_WAGE."""
    return Household("", (Member("", Person(wage=STANDARD_WAGE * MONTHS, age_at_start_of_year=STANDARD_AGE)),))


def middle_place(places: Sequence[Place]) -> Place:
    """The place whose total rate is in the middle: where the page's standard person lives."""
    return sorted(places, key=lambda each: each.rates.total)[(len(places) - 1) // 2]


class _Maker:
    """Makes the texts of one page."""

    def __init__(self, language: Language, year: int, places: tuple[Place, ...], alternatives: tuple[Alternative, ...]) -> None:
        self.language = language
        self.words = WORDS[language]
        self.year = year
        self.places = places
        self.place = middle_place(places)
        self.alternatives = alternatives
        groups = groups_at(self.place, alternatives)
        self.groups = chosen(groups)
        self.left_out = len(groups) - len(self.groups)

    def page(self) -> HouseholdPage:
        person = standard_household()
        changes = self._changes(person, self.place)
        tax = self._base_tax(person)
        named = [(each.name, month) for each, month in zip(self.alternatives, changes, strict=True)]
        proposed = [month for each, month in zip(self.alternatives, changes, strict=True) if not each.is_last_year]
        known = [0.0, *(month for month in proposed if month is not None)]
        last = next((month for each, month in zip(self.alternatives, changes, strict=True) if each.is_last_year), None)
        apart = max(known) - min(known)
        moving = tuple(each for each in self.groups if each.change)
        curves, curve_rows = self._curves(moving)
        return HouseholdPage(
            self.year,
            self.places,
            self.place,
            self.alternatives,
            bool(proposed),
            None in proposed,
            self._amount(apart),
            self._amount(last or 0.0),
            (last or 0.0) < 0,
            self._rows(changes),
            sentence(self.words["household"], named, self.language),
            self._teaser(named),
            self.words["tax"].format(tax=self._number(tax, 0)),
            tuple(self._opened(each, person) for each in self.groups),
            tuple((self.ore(each.change), joined(each.names, self.language)) for each in moving),
            self.words["left_out"].format(count=self.left_out) if self.left_out else "",
            self._cases(moving),
            curve_rows,
            plots(curves, STANDARD_WAGE, self.language),
        )

    def ore(self, change: int) -> str:
        """`−24 öre`."""
        return self.words["ore"].format(ore=self._number(change, 0, plus=True))

    def _number(self, value: float, decimals: int, *, plus: bool = False) -> str:
        return show_number(value, decimals, self.language, plus=plus)

    def _amount(self, month: float) -> str:
        return self._number(abs(month), decimals_for([month])) if month else ""

    def _move(self, household: Household, group: Group) -> HouseholdChange:
        return move_household(household.at(self.place.rates, self.year), group.municipal, group.regional)

    def _month(self, household: Household, group: Group) -> float:
        return self._move(household, group).after_credits / MONTHS

    def _base_tax(self, household: Household) -> float:
        rates = self.place.rates
        return self._move(household, Group(0, (), rates.municipal, rates.regional)).before(_FINAL_TAX) / MONTHS

    def _changes(self, household: Household, place: Place) -> list[Value]:
        """The change by each alternative, SEK a month."""
        there = household.at(place.rates, self.year)
        known: dict[int, float] = {}
        found: list[Value] = []
        for each in self.alternatives:
            rates, change = each.at(place), each.change(place)
            if rates is None or change is None:
                found.append(None)
                continue
            if change not in known:
                known[change] = move_household(there, *rates).after_credits / MONTHS
            found.append(known[change])
        return found

    def _rows(self, changes: Sequence[Value]) -> tuple[Row, ...]:
        decimals = decimals_for(changes)
        rows = []
        for each, month in zip(self.alternatives, changes, strict=True):
            change = each.change(self.place)
            if month is None or change is None:
                unknown = self.words["unknown_rate"]
                rows.append(Row(each.name, unknown, "", unknown, unknown, True))
                continue
            rows.append(
                Row(
                    each.name,
                    self._number((self.place.rates.total + change) / 100, 2),
                    self._number(change / 100, 2, plus=True) if change else "",
                    self._number(month, decimals, plus=True),
                    self._number(month * MONTHS, 0, plus=True),
                )
            )
        return tuple(rows)

    def _teaser(self, named: Sequence[tuple[str, Value]]) -> str:
        wage = self._number(STANDARD_WAGE, 0)
        who = self.words["standard_in" if len(self.places) > 1 else "standard"]
        return sentence(who.format(wage=wage, place=self.place.rates.place), named, self.language)

    def _opened(self, group: Group, person: Household) -> Opened:
        title = self.words["steps"].format(label=self.ore(group.change)) if group.change else self.words["no_change"]
        return Opened(title, joined(group.names, self.language), household_view(self._move(person, group), self.language))

    def _cases(self, groups: Sequence[Group]) -> tuple[CaseRow, ...]:
        cases = household_cases().households.values()
        months = [[self._month(case, group) for group in groups] for case in cases]
        decimals = decimals_for([month for row in months for month in row])
        return tuple(
            CaseRow(
                in_language(case.name, case.name_en, self.language),
                self.about(case),
                in_language(case.note, case.note_en, self.language),
                self._number(self._base_tax(case), 0),
                tuple(self._number(month, decimals, plus=True) for month in row),
            )
            for case, row in zip(cases, months, strict=True)
        )

    def about(self, case: Household) -> str:
        """`35 år, lön 41 000`; several persons after each other."""
        told = []
        for each in case.members:
            person = each.person
            amounts = {self.words[kind]: getattr(person, kind) / MONTHS for kind in INCOMES}
            incomes = (f"{kind} {self._number(amount, 0)}" for kind, amount in amounts.items() if amount)
            told.append(", ".join([self.words["aged"].format(age=person.age_at_start_of_year), *incomes]))
        if case.children:
            told.append(self.words["children"].format(children=case.children))
        return "; ".join(told)

    def _curves(self, groups: Sequence[Group]) -> tuple[tuple[Curve, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
        """The lines of the chart, and the rows of its table."""
        most = reach(STANDARD_WAGE)
        rows = POINTS // TABLE_ROWS
        curves = []
        for group in groups:
            persons = (self._earning(most * count // POINTS) for count in range(POINTS + 1))
            curves.append(Curve(group.change, tuple(self._month(person, group) for person in persons)))
        shown = [[curve.months[count * rows] for curve in curves] for count in range(1, TABLE_ROWS + 1)]
        decimals = decimals_for([month for row in shown for month in row])
        return tuple(curves), tuple(
            (
                self._number(most * count // TABLE_ROWS, 0),
                tuple(self._number(month, decimals, plus=True) for month in row),
            )
            for count, row in enumerate(shown, start=1)
        )

    def _earning(self, month: int) -> Household:
        person = standard_household()
        earner = person.members[0]
        return replace(person, members=(replace(earner, person=replace(earner.person, wage=month * MONTHS)),))
