"""The shapes of answers that are not views by themselves, as the description and the reference show them."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from hundralapp.graph.evaluate import Value
from hundralapp.serve.problems import Problem
from hundralapp.views.comparison import ComparisonView, ProposalView
from hundralapp.views.explanation import Explanation
from hundralapp.views.judgements import CheckView, GoalView
from hundralapp.views.tables import PeriodHead, TableView
from hundralapp.workspace.load import Entity


class FigureValue(TypedDict):
    """A figure in a period, in its carried unit. An unknown one is null, and names the unknown inputs that make it so."""

    value: Value
    unit: str
    status: str
    unknown_because: NotRequired[list[str]]


class ReconciliationValue(TypedDict):
    """A figure both stated and computed; it closes when printed roundings can explain the difference."""

    figure: str
    period: str
    stated: float
    computed: float
    difference: float
    closes: bool


class BudgetData(TypedDict):
    """The whole budget, as `hundralapp compute --json` has it: figures by id and period."""

    figures: dict[str, dict[str, FigureValue]]
    reconciliations: list[ReconciliationValue]
    checks: list[CheckView]
    goals: list[GoalView]


class FiguresData(TypedDict):
    """Figures by id and period; `total` counts what the filters let through, `limit` and `offset` which part of it is here."""

    figures: dict[str, dict[str, FigureValue]]
    total: int
    limit: int
    offset: int


class PeriodsData(TypedDict):
    """The periods, in the order of workspace.yaml."""

    periods: list[PeriodHead]


class ExplanationData(TypedDict):
    """One figure opened."""

    explanation: Explanation


class TablesData(TypedDict):
    """Every table that has something to show."""

    tables: list[TableView]


class TableData(TypedDict):
    """One table."""

    table: TableView


class ChecksData(TypedDict):
    """The demands of the Local Government Act."""

    checks: list[CheckView]


class GoalsData(TypedDict):
    """The council's own goals."""

    goals: list[GoalView]


class ProposalsData(TypedDict):
    """The proposals, each against the budget, and the periods of their columns."""

    periods: list[PeriodHead]
    proposals: list[ProposalView]


class ProposalData(TypedDict):
    """One proposal against the budget, and the periods of its columns."""

    periods: list[PeriodHead]
    proposal: ProposalView


class ComparisonData(TypedDict):
    """Proposals side by side."""

    comparison: ComparisonView


class KeptClaim(TypedDict):
    """A kept sentence with the kind and verdict of each of its claims: as claims.yaml has them, and as they are judged now."""

    id: str
    sentence: str
    under: str
    speaker: str
    text: str
    verdicts: list[str]
    now: list[str]
    has_flipped: bool


class ClaimsData(TypedDict):
    """The claims that the workspace keeps."""

    claims: list[KeptClaim]


class PeriodOfWorkspace(TypedDict):
    """A period, and the one it continues from."""

    id: str
    year: int
    series: str
    follows: str | None


class WorkspaceHead(TypedDict):
    """Whose budget it is, and which years."""

    name: str
    entity: Entity
    budget_year: int
    money: str
    synthetic: bool
    periods: list[PeriodOfWorkspace]


class DiagnosticOfFile(TypedDict):
    """A problem at a place in a file, in both languages."""

    file: str
    line: int
    column: int
    length: int
    code: str
    severity: Literal["error", "warning"]
    sv: str
    en: str


class BudgetInList(TypedDict):
    """A budget that is served. What its files say of it is null until they have been read without errors."""

    id: str
    sound: bool
    url: str
    workspace: WorkspaceHead | None


class BudgetsAnswer(TypedDict):
    """The budgets that are served."""

    hundralapp: str
    budgets: list[BudgetInList]


class DiagnosticsAnswer(TypedDict):
    """What is wrong in a budget's files now; `sound` when none of it is an error."""

    hundralapp: str
    budget: str
    sound: bool
    diagnostics: list[Problem]


class ProblemAnswer(TypedDict):
    """Why a request was not answered (RFC 9457). `diagnostics` where the budget's files have errors."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    diagnostics: NotRequired[list[Problem]]
