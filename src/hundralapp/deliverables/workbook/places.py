"""Where everything stands in the workbook: the cell of each input, figure and step, and the changes that proposals make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.formulas import Formulas, Place
from hundralapp.diagnostics import Language, in_language
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared, Comparison
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.proposals.effects import changes_of

HEAD, FIRST = 3, 4  # lines of every sheet, from 0: the headings, and the first row below them
FIRST_PERIOD = 3  # column of the first period on the sheet of figures
CARRIED = {w.INPUTS: 10, w.LEVERS: 5, w.PARAMETERS: 6}  # the column that formulas read
BEFORE, AFTER = 8, 9  # columns of the sheet of decisions
CHOICE = Place(w.START, 1, 4)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the sheet of decisions: one change of one input. `decision` None: what follows from the others.

    `how` is add, set or scale (percent); `value` in the carried unit, None where it is unknown.
    """

    proposal: Proposal
    decision: Decision | None
    input: str
    how: str
    value: Value


@dataclass(slots=True)
class Layout:
    """The workbook's plan.

    `inputs` are names of graph inputs by sheet, in order; `changes` the rows of the sheet of decisions, those of one input in
    the order in which they apply.
    """

    comparison: Comparison
    language: Language
    figures: list[str] = field(default_factory=list)
    inputs: dict[str, list[str]] = field(default_factory=dict)
    changes: list[ChangeRow] = field(default_factory=list)
    formulas: Formulas = field(init=False)
    lines: dict[str, int] = field(init=False)
    columns: dict[str, int] = field(init=False)
    at: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        model, graph = self.model, self.model.binding.graph
        self.figures = sorted(dict.fromkeys(figure for figure, _ in model.cells), key=_family)
        self.inputs = {w.INPUTS: [], w.LEVERS: [], w.PARAMETERS: []}
        for name in graph.inputs:
            self.inputs[_sheet_of(model, name)].append(name)
        self.changes = _changes(self.compared)
        self.lines = {figure: line for line, figure in enumerate(self.figures, start=FIRST)}
        self.columns = {period: column for column, period in enumerate(model.periods, start=FIRST_PERIOD)}
        self.at = {
            name: Place(sheet, CARRIED[sheet], line)
            for sheet, names in self.inputs.items()
            for line, name in enumerate(names, start=FIRST)
        }
        places: dict[int, Place] = {}
        for (figure, period), cell in model.cells.items():
            places.setdefault(cell.row, self.figure(figure, period))
        for name, row in graph.inputs.items():
            places.setdefault(row, self.at[name])
        steps = iter(range(FIRST, len(graph) + FIRST))
        self.formulas = Formulas(graph, places, lambda: Place(w.STEPS, 1, next(steps)), self.name)

    @property
    def model(self) -> Model:
        return self.comparison.model

    @property
    def compared(self) -> tuple[Compared, ...]:
        """What the reader may choose; nothing where no year is the budget's."""
        return self.comparison.compared if self.model.workspace.budget_periods else ()

    def figure(self, figure: str, period: str) -> Place:
        """The cell of a figure in a period."""
        return Place(w.FIGURES, self.columns[period], self.lines[figure])

    def sheet(self, key: str) -> str:
        """A sheet's name."""
        return w.sheet_name(key, self.language)

    def name(self, place: Place, end: int | None = None) -> str:
        """A place in a formula: `Siffror!E5`, or a range down to the line `end`."""
        column = xl_col_to_name(place.column)
        last = f":{column}{end + 1}" if end is not None and end != place.line else ""
        return f"{self.sheet(place.sheet)}!{column}{place.line + 1}{last}"

    def formula(self, row: int) -> str:
        """The formula of a row, as it stands in its own cell: its sheet is not named."""
        here = f"{self.sheet(self.formulas.places[row].sheet)}!"
        return self.formulas.of[row].replace(here, "")


def _family(figure: str) -> tuple[str, str, str]:
    """Sorts the members of a family below each other, so that their sum is a range: `committee.*.frame`."""
    first, _, rest = figure.partition(".")
    middle, _, measure = rest.rpartition(".")
    return (first, measure, "") if middle.count(".") == 0 else (first, measure, middle.rpartition(".")[0])


def _sheet_of(model: Model, name: str) -> str:
    if name.startswith("parameter."):
        return w.PARAMETERS
    return w.INPUTS if name in model.binding.entries else w.LEVERS


def _changes(compared: Sequence[Compared]) -> list[ChangeRow]:
    """Every proposal's changes of inputs.

    A figure that is stated because what it is computed from is unknown takes its rule's change; that has no formula, so its new
    value is a row of its own.
    """
    found: list[ChangeRow] = []
    for each in compared:
        model, proposal = each.model, each.proposal
        rows = [
            ChangeRow(proposal, decision, change.input, change.how, change.value)
            for decision in proposal.decisions
            for change in changes_of(model, decision)
        ]
        direct = {each.input for each in rows}
        levels = each.overlay.under.binding.inputs
        follows = [name for name, value in levels.items() if name not in direct and value != model.binding.inputs[name]]
        found += rows + [ChangeRow(proposal, None, name, "set", levels[name]) for name in follows]
    return found


def choices(layout: Layout) -> list[str]:
    """What the reader may choose on the first sheet: the budget, or a proposal; each said so that no two are alike."""
    proposals = [each.proposal for each in layout.compared]
    names = [_proposal_name(each, layout.language) for each in proposals]
    budget = layout.model.workspace.proposer or ("Budgeten" if layout.language == "sv" else "The budget")
    alike = {
        each.casefold() for each in [budget, *names] if [one.casefold() for one in [budget, *names]].count(each.casefold()) > 1
    }
    told = [f"{name} ({each.id})" if name.casefold() in alike else name for name, each in zip(names, proposals, strict=True)]
    return [budget, *told]


def _proposal_name(proposal: Proposal, language: Language) -> str:
    return in_language(proposal.name, proposal.name_en, language)
