"""A budget on its way to being published: what every page of it shares, computed once for both languages or once for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from hundralapp.deliverables.files import files_to_publish
from hundralapp.diagnostics import Language, Words
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.proposals.compare import Comparison, compare
from hundralapp.proposals.decision import Proposal
from hundralapp.proposals.effects import Overlay
from hundralapp.publish import datafiles
from hundralapp.publish.household import HouseholdPage, make_household
from hundralapp.publish.lever import Lever, levers_of
from hundralapp.publish.proposed import Proposals, shown_proposals
from hundralapp.publish.shown import Shower
from hundralapp.views.committees import CommitteesView, committees_view
from hundralapp.views.hundred import HundredView, HundredYear, hundred_year, view_of_year
from hundralapp.views.judgements import CheckView, check_views
from hundralapp.views.tables import PeriodHead, period_heads

if TYPE_CHECKING:
    from hundralapp.claims.judging import JudgedText
    from hundralapp.claims.kept import Kept


class Budget:
    """A workspace's model, without errors, and its proposals by their names.

    `folder` is where its pages stand when several budgets are published together: a name without slashes.
    """

    def __init__(self, model: Model, proposals: Mapping[str, Proposal], folder: str = "") -> None:
        self.model = model
        self.proposals = tuple(proposals.values())
        self.folder = folder
        self._moved: dict[tuple[str, int, tuple[str, ...]], tuple[Value, ...]] = {}
        self.books: dict[str, bytes] = {}
        """Budget books to publish with the data, by file name: made only when asked for, since they need an extra."""

    @property
    def comparison(self) -> Comparison | None:
        """The proposals against the budget; None when there are none, or no year that they could change."""
        return self._comparison if self.proposals and self.model.workspace.budget_periods else None

    @cached_property
    def _comparison(self) -> Comparison:
        return compare(self.model, self.proposals)

    @cached_property
    def texts(self) -> tuple[JudgedText, ...]:
        """The texts of the workspace, judged."""
        from hundralapp.claims.texts import judge_texts

        return judge_texts(self.model)

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """The kept claims, judged."""
        from hundralapp.claims.kept import kept_claims

        return kept_claims(self.model)

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """What a reader may move; none where nothing has a known effect."""
        return levers_of(self.model)

    def moved(self, lever: Lever, steps: int, figures: tuple[str, ...]) -> tuple[Value, ...]:
        """The changes of figures in the budget year when one lever is moved; computed once for both languages."""
        key = (lever.name, steps, figures)
        if key not in self._moved:
            overlay, year = Overlay(self.model, lever.at(steps)), self.model.workspace.budget_periods[0].id
            self._moved[key] = tuple(overlay.change(figure, year) for figure in figures)
        return self._moved[key]

    @cached_property
    def data(self) -> Mapping[str, bytes]:
        """The data to download, by file name."""
        texts = {datafiles.BUDGET: datafiles.budget_json(self.model), datafiles.GRAPH: datafiles.graph_json(self.model)}
        own = {name: text.encode() for name, text in texts.items()}
        return own | files_to_publish(self._comparison) | self.books


class Edition:
    """A budget in one language. Pages take from here what several of them show, and show numbers through `shower`."""

    def __init__(self, budget: Budget, language: Language, up: str = "") -> None:
        self.budget = budget
        self.language = language
        self.up = up
        """The way from the edition's folder to the site's: `../` where several budgets are published together, else empty."""
        self.model = budget.model
        self.space = budget.model.workspace
        self.shower = Shower(budget.model, language)
        self.head = budget_head(budget.model, language)

    @property
    def other(self) -> Language:
        return "en" if self.language == "sv" else "sv"

    def say(self, sv: str, en: str) -> str:
        """The text in the edition's language."""
        return sv if self.language == "sv" else en

    @cached_property
    def compared(self) -> Proposals | None:
        """The proposals as they are shown; None when there are none."""
        comparison = self.budget.comparison
        return None if comparison is None else shown_proposals(self.shower, comparison)

    @cached_property
    def hundred_year(self) -> HundredYear | None:
        """The year that the hundred kronor are shown of; None when nothing is known of them."""
        return hundred_year(self.model, self.language, self.head.id)

    @cached_property
    def hundred(self) -> HundredView | None:
        """What each hundred kronor becomes in the budget."""
        return None if self.hundred_year is None else view_of_year(self.hundred_year)

    @cached_property
    def committees(self) -> CommitteesView | None:
        """The committees one by one; None when there are none."""
        return committees_view(self.model, self.language, self.head.id)

    @cached_property
    def checks(self) -> list[CheckView]:
        """The law's checks, judged."""
        return check_views(self.model, self.language)

    @cached_property
    def household(self) -> HouseholdPage | None:
        """What tax means for a household; None when the rate is not known, and `no_household` says why."""
        return self._household if isinstance(self._household, HouseholdPage) else None

    @cached_property
    def no_household(self) -> str:
        """Why there is no page of households."""
        return "" if isinstance(self._household, HouseholdPage) else self._household.say(self.language)

    @cached_property
    def _household(self) -> HouseholdPage | Words:
        return make_household(self.shower, self.compared.changed if self.compared else ())


def budget_head(model: Model, language: Language) -> PeriodHead:
    """The period the pages are about: the budget year's, or the last there is; a workspace without periods has only a year."""
    heads = {head.id: head for head in period_heads(model, language)}
    budget, year = model.workspace.budget_periods, model.workspace.budget_year
    if not heads:
        return PeriodHead("", year, "", f"Budget {year}")
    return heads[budget[0].id] if budget else list(heads.values())[-1]
