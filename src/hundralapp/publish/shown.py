"""Numbers ready for a template: their text, which explanation they open, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hundralapp.diagnostics import Language
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Key, Status
from hundralapp.model import Model
from hundralapp.terms import word
from hundralapp.views.numbers import NumberStyle, number_style
from hundralapp.views.tables import CellView, TableView, cell_view

_MARKED = (Status.ESTIMATE.value, Status.CLAIM.value, Status.SYNTHETIC.value)


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as text.

    `id` names its explanation, empty for a number that is explained where it stands; `mark` is the status when it must be seen;
    `differs` says that the computed number is not the printed one.
    """

    text: str
    id: str
    status: str
    mark: str = ""
    is_unknown: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table."""

    label: str
    unit: str
    strong: bool
    cells: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table; `now` is the column of the budget year, `differs` is true if any cell does."""

    id: str
    title: str
    heads: tuple[str, ...]
    now: int | None
    rows: tuple[ShownRow, ...]
    differs: bool


class Shower:
    """Shows the figures of one model in one language, and remembers which of them need an explanation."""

    def __init__(self, model: Model, language: Language) -> None:
        self.model = model
        self.language = language
        self.style: NumberStyle = number_style(model, language)
        self.opened: dict[Key, None] = {}

    def figure(self, figure: str, period: str, *, with_unit: bool = False, plus: bool = False) -> Shown | None:
        """A figure in a period; None when the model has none."""
        cell = cell_view(self.model, (figure, period))
        return None if cell is None else self.cell(cell, with_unit=with_unit, plus=plus)

    def cell(self, cell: CellView, *, finer: int | None = None, with_unit: bool = False, plus: bool = False) -> Shown:
        """A cell as text that opens its explanation."""
        key = (cell.figure, cell.period)
        self.opened.setdefault(key)
        return Shown(
            self.number(cell.value, cell.unit, finer=finer, with_unit=with_unit, plus=plus),
            figure_id(key),
            cell.status,
            self.mark(cell.status),
            cell.value is None,
            self._differs(cell),
        )

    def about(self, key: Key, text: str, *, is_unknown: bool = False, is_marked: bool = False) -> Shown:
        """A text about a figure, such as how it changes, which opens the figure; nothing where the model has it not.

        Args:
            is_marked: with the figure's mark, as its own value has.
        """
        if key not in self.model.cells:
            return Shown(text, "", "", is_unknown=is_unknown)
        self.opened.setdefault(key)
        status = self.model.status(key).value
        return Shown(text, figure_id(key), status, self.mark(status) if is_marked else "", is_unknown)

    def size(self, cell: CellView) -> Shown:
        """A cell's amount without its sign and with its unit, for a sentence that says which way it goes."""
        shown = self.cell(cell)
        size = None if cell.value is None else abs(cell.value)
        return replace(shown, text=self.number(size, cell.unit, with_unit=True))

    def plain(self, value: Value, unit: str, *, finer: int | None = None, with_unit: bool = False, plus: bool = False) -> Shown:
        """A number that opens nothing: what it is stands beside it."""
        text = self.number(value, unit, finer=finer, with_unit=with_unit, plus=plus)
        return Shown(text, "", "", is_unknown=value is None)

    def number(self, value: Value, unit: str, *, finer: int | None = None, with_unit: bool = False, plus: bool = False) -> str:
        """A number's text; a space that may not break stands between it and its unit."""
        text = self.style.show(value, unit, plus=plus, finer=finer)
        name = self.style.unit(unit)
        return f"{text}\u00a0{name}" if with_unit and name and value is not None else text

    def mark(self, status: str) -> str:
        """The word for a status that the reader must see beside the number; in an invented workspace the page says it once."""
        if status not in _MARKED or (status == Status.SYNTHETIC.value and self.model.workspace.synthetic):
            return ""
        return word("statuses", status, self.language)

    def finer(self, cells: Iterable[CellView | None], unit: str) -> int:
        """How many decimals a row of cells adds, so that they agree."""
        return self.style.finer_for((cell.value for cell in cells if cell is not None), unit)

    def table(self, table: TableView, now: str) -> ShownTable:
        """A table with its texts. A row's label says its unit unless it is the table's."""
        rows = []
        for row in table.rows:
            unit = self.style.unit(row.unit)
            finer = self.finer(row.cells, row.unit)
            cells = tuple(None if cell is None else self.cell(cell, finer=finer) for cell in row.cells)
            rows.append(ShownRow(row.label, "" if row.unit in ("SEK", "SEK_of_100") else unit, row.strong, cells))
        heads = [head.id for head in table.periods]
        differs = any(cell is not None and cell.differs for row in rows for cell in row.cells)
        labels = tuple(head.label for head in table.periods)
        return ShownTable(table.id, table.title, labels, heads.index(now) if now in heads else None, tuple(rows), differs)

    def _differs(self, cell: CellView) -> bool:
        """True when what is computed and what is printed do not look the same."""
        if cell.difference is None:
            return False
        return self.style.show(cell.difference, cell.unit, finer=0) != self.style.show(0.0, cell.unit, finer=0)


def figure_id(key: Key) -> str:
    """The name of a figure's explanation: `result.net_income@2024`. It is an address on the page, so it has no spaces."""
    return "_".join(f"{key[0]}@{key[1]}".split())
