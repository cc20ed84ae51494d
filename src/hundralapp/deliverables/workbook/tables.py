"""The sheets to read: the tables of the budget with live numbers, goals with live verdicts, the law's checks and the proposals."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.drawing import Formats, Scale, Sheet, scale_of
from hundralapp.deliverables.workbook.places import FIRST, Layout
from hundralapp.graph.evaluate import Value
from hundralapp.views.comparison import comparison_view
from hundralapp.views.judgements import check_views, goal_views, verdict_text
from hundralapp.views.numbers import NumberStyle
from hundralapp.views.tables import TableView, period_heads, tables


class TableSheets:
    """Draws the sheets to read. `drawn` are their keys, in order."""

    def __init__(self, book: Any, formats: Formats, layout: Layout, style: NumberStyle) -> None:
        self._book, self._formats, self._layout, self._style = book, formats, layout, style
        self._views = tables(layout.model, layout.language)
        self._checks = check_views(layout.model, layout.language)
        self._goals = goal_views(layout.model, layout.language)

    @property
    def keys(self) -> list[str]:
        """The sheets that there is something for."""
        found = [each.id for each in self._views] + ([w.CHECKS] if self._checks else []) + ([w.GOALS] if self._goals else [])
        return found + ([w.PROPOSALS] if self._layout.compared else [])

    def draw(self) -> None:
        for view in self._views:
            self._table(view)
        if self._checks:
            self._draw_checks()
        if self._goals:
            self._draw_goals()
        if w.PROPOSALS in self.keys:
            self._draw_proposals()

    def _say(self, sv: str, en: str) -> str:
        return sv if self._layout.language == "sv" else en

    def _sheet(self, key: str, headings: list[tuple[str, float]], note: str, numbers: Collection[int] = ()) -> Sheet:
        return Sheet(self._book, self._formats, self._layout, key, headings, note, numbers)

    def _table(self, view: TableView) -> None:
        headings = [(self._style.unit("SEK") if any(row.unit == "SEK" for row in view.rows) else "", 52.0)]
        headings += [(head.label, 15.0) for head in view.periods]
        note = self._say(
            f"Talen räknas på bladet {self._layout.sheet(w.FIGURES)}.", f"Computed on the sheet {self._layout.sheet(w.FIGURES)}."
        )
        sheet = self._sheet(view.id, headings, note, range(1, len(headings)))
        for line, row in enumerate(view.rows, start=FIRST):
            label = row.label if row.unit in ("SEK", "SEK_of_100") else self._style.beside(row.label, row.unit)
            sheet.text(line, 0, label, strong=row.strong)
            scale = scale_of(self._style, row.unit)
            finer = self._style.finer_for((cell.value for cell in row.cells if cell is not None), row.unit)
            fine = Scale(scale.factor, scale.decimals + finer, scale.unit)
            for column, cell in enumerate(row.cells, start=1):
                if cell is not None:
                    self.live(sheet, line, column, (cell.figure, cell.period), cell.value, fine, strong=row.strong)

    def live(
        self, sheet: Sheet, line: int, column: int, key: tuple[str, str], value: Value, scale: Scale, *, strong: bool = False
    ) -> None:
        """A figure's number, read from the sheet of figures; the word for unknown where it is."""
        place = self._layout.name(self._layout.figure(*key))
        unknown = w.UNKNOWN.say(self._layout.language)
        text = f'IFERROR({place}{f"/{scale.factor}" if scale.factor != 1 else ""},"{unknown}")'
        shown = unknown if value is None else value / scale.factor
        sheet.formula(line, column, text, shown, scale.pattern, strong=strong)

    def _draw_checks(self) -> None:
        say = self._say
        headings = [
            (say("Krav", "Demand"), 52.0),
            (say("Lagrum", "Law"), 26.0),
            ("Period", 9.0),
            (say("Bedömning", "Verdict"), 26.0),
            (say("Skäl", "Reason"), 100.0),
        ]
        note = say(
            "Bedömt när filen gjordes; följer inte med när du ändrar. Reglerna är text och datum, inte räkning.",
            "Judged when the file was made; does not follow your changes. The rules are words and dates, not arithmetic.",
        )
        sheet = self._sheet(w.CHECKS, headings, note)
        for line, each in enumerate(self._checks, start=FIRST):
            for column, text in enumerate((each.title, each.law, each.period, each.verdict_text, each.reason)):
                sheet.text(line, column, text, wrap=column in (0, 4))

    def _draw_goals(self) -> None:
        say, layout = self._say, self._layout
        headings = [
            (say("Mål", "Goal"), 60.0),
            ("Period", 9.0),
            (say("Värde", "Value"), 14.0),
            (say("Lägst", "At least"), 12.0),
            (say("Högst", "At most"), 12.0),
            (say("Enhet", "Unit"), 14.0),
            (say("Bedömning", "Verdict"), 24.0),
        ]
        sheet = self._sheet(
            w.GOALS,
            headings,
            say("Fullmäktiges egna mål; följer med när du ändrar.", "The council's goals; they follow your changes."),
            (2, 3, 4),
        )
        met, not_met, cannot = (verdict_text(each, layout.language) for each in ("met", "not_met", "cannot_tell"))
        for line, each in enumerate(self._goals, start=FIRST):
            scale, row = scale_of(self._style, each.unit), line + 1
            sheet.text(line, 0, each.name, wrap=True)
            sheet.text(line, 1, each.period)
            sheet.text(line, 5, scale.unit)
            for column, limit in ((3, each.at_least), (4, each.at_most)):
                if limit is not None:
                    sheet.number(
                        line, column, limit / scale.factor, f"{scale.pattern}{'' if scale.decimals else '.'}###", entered=True
                    )
            key = (each.figure, each.period)
            if key not in layout.model.cells or each.verdict == "not_applicable":
                sheet.text(line, 6, each.verdict_text)
                continue
            self.live(sheet, line, 2, key, each.value, scale)
            place, f = layout.name(layout.figure(*key)), scale.factor
            above = f"IF(ISNUMBER(D{row}),{place}>=D{row}*{f},TRUE)"
            below = f"IF(ISNUMBER(E{row}),{place}<=E{row}*{f},TRUE)"
            text = f'IF(ISNUMBER({place}),IF(AND({above},{below}),"{met}","{not_met}"),"{cannot}")'
            sheet.formula(line, 6, text, each.verdict_text, "General")

    def _draw_proposals(self) -> None:
        say, layout = self._say, self._layout
        view = comparison_view(layout.comparison, layout.language)
        money = scale_of(self._style, "SEK")
        heads = [head for head in period_heads(layout.model, layout.language) if head.id in {each.id for each in view.periods}]
        headings = [(say("Beslut", "Decision"), 60.0), (say("Förslag", "Proposal"), 24.0), (say("Nämnd", "Committee"), 34.0)]
        headings += [(f"{head.label}, {money.unit}", 15.0) for head in heads]
        headings += [(say("Skäl", "Reason"), 70.0), (say("Fil", "File"), 30.0), (say("Rad", "Line"), 6.0)]
        note = say(
            "Vad varje beslut ensamt gör med årets resultat, räknat när filen gjordes. Välj ett förslag på första bladet för att se hela budgeten med det.",
            "What each decision alone does to net income, computed when the file was made. Choose a proposal on the first sheet to see the whole budget under it.",
        )
        after = 3 + len(heads)
        sheet, line = self._sheet(w.PROPOSALS, headings, note, range(3, after)), FIRST
        for proposal in view.proposals:
            for each in proposal.effects:
                sheet.text(line, 0, say("Inte: ", "Not: ") * each.removed + each.title, wrap=True)
                sheet.text(line, 1, proposal.name)
                sheet.text(line, 2, each.committee)
                self._amounts(sheet, line, each.by_period, money)
                sheet.text(line, after, each.reason, wrap=True)
                sheet.text(line, after + 1, each.file)
                sheet.number(line, after + 2, float(each.line), "0")
                line += 1
            for label, values, strong in (
                (say("Samspel mellan besluten", "Interplay of the decisions"), proposal.interplay, False),
                (say("Ändring av årets resultat", "Change of net income"), proposal.total, True),
            ):
                sheet.text(line, 0, label, strong=strong)
                sheet.text(line, 1, proposal.name, strong=strong)
                self._amounts(sheet, line, values, money, strong=strong)
                line += 1
        sheet.filtered(line - 1, after + 2)

    def _amounts(self, sheet: Sheet, line: int, values: tuple[Value, ...], money: Scale, *, strong: bool = False) -> None:
        for column, value in enumerate(values, start=3):
            if value is None:
                sheet.text(line, column, w.UNKNOWN.say(self._layout.language))
            else:
                sheet.number(line, column, value / money.factor, money.pattern, strong=strong)
