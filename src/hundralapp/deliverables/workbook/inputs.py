"""The sheets that the reader may change: what the files state, levers, national parameters, and the proposals' decisions.

Each input has a cell to write in, in the unit that people use, and one that the formulas read, in the unit that the model carries. An
empty cell, or a word, is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.drawing import Formats, Sheet, scale_of
from hundralapp.deliverables.workbook.places import AFTER, BEFORE, CARRIED, CHOICE, FIRST, ChangeRow, Layout, choices
from hundralapp.diagnostics import Words, in_language
from hundralapp.graph.evaluate import Value
from hundralapp.terms import word
from hundralapp.views.explanation import source_view
from hundralapp.views.numbers import NumberStyle

ENTERED = 2  # the column to write in, on every sheet of inputs
_EXACT = "General"
_DECIMALS_KEPT = 4
MAIN_INPUTS: Mapping[str, Words] = {
    "revenue.tax_rate": Words("Skattesats", "Tax_rate"),
    "revenue.tax_base": Words("Skatteunderlag", "Tax_base"),
    "population.residents": Words("Invanare", "Residents"),
}


class InputSheets:
    """Draws the four sheets and remembers where each input is entered."""

    def __init__(self, book: Any, formats: Formats, layout: Layout, style: NumberStyle) -> None:
        self._book, self._formats, self._layout, self._style = book, formats, layout, style
        self._told: dict[str, tuple[Value, int, str, str]] = {}
        self._last: dict[str, int] = {each.input: line for line, each in enumerate(layout.changes, start=FIRST)}

    def draw(self) -> None:
        self._inputs()
        self._levers()
        if self._layout.changes:
            self._decisions()
        self._parameters()
        self._name_main_inputs()

    def _say(self, sv: str, en: str) -> str:
        return sv if self._layout.language == "sv" else en

    def _sheet(self, key: str, headings: list[tuple[str, float]], note: str) -> Sheet:
        numbers = (5, 7, BEFORE, AFTER) if key == w.DECISIONS else (ENTERED, CARRIED[key])
        return Sheet(self._book, self._formats, self._layout, key, headings, note, numbers)

    def _inputs(self) -> None:
        say, layout = self._say, self._layout
        headings = [
            (say("Siffra", "Figure"), 46.0),
            ("Period", 9.0),
            (say("Värde", "Value"), 14.0),
            (say("Enhet", "Unit"), 14.0),
            ("Status", 11.0),
            (say("Källa", "Origin"), 34.0),
            (say("Fil", "File"), 30.0),
            (say("Rad", "Line"), 6.0),
            (say("Anmärkning", "Note"), 30.0),
            ("Id", 44.0),
            (say("Till formlerna", "To the formulas"), 16.0),
        ]
        note = say(
            "Vad filerna säger. Ändra i de gula cellerna; en tom cell är okänd.",
            "What the files state. Change the yellow cells; an empty one is unknown.",
        )
        sheet = self._sheet(w.INPUTS, headings, note)
        for line, name in enumerate(layout.inputs[w.INPUTS], start=FIRST):
            entry = layout.model.binding.entries[name]
            sheet.text(line, 0, layout.model.label(entry.figure, layout.language))
            sheet.text(line, 1, entry.period)
            status = "unknown" if entry.value is None else entry.status.value
            sheet.text(line, 4, word("statuses", status, layout.language))
            sheet.text(line, 5, source_view(layout.model, entry.origin).title if entry.origin else None)
            sheet.text(line, 6, entry.file)
            sheet.number(line, 7, float(entry.line), "0")
            sheet.text(line, 8, entry.note)
            sheet.text(line, 9, entry.figure)
            self._entered(sheet, line, name, 3)
        sheet.filtered(FIRST + len(layout.inputs[w.INPUTS]) - 1, 10)

    def _levers(self) -> None:
        say, layout = self._say, self._layout
        headings = [
            (say("Spak", "Lever"), 60.0),
            ("Period", 9.0),
            (say("Värde", "Value"), 14.0),
            (say("Enhet", "Unit"), 14.0),
            ("Id", 60.0),
            (say("Till formlerna", "To the formulas"), 16.0),
        ]
        note = say(
            "Ändringar ovanpå budgeten: noll tills någon drar i dem. Ramar och tillskott för nämnder står här.",
            "Changes on top of the budget: zero until somebody moves them. Committees' additions stand here.",
        )
        sheet = self._sheet(w.LEVERS, headings, note)
        for line, name in enumerate(layout.inputs[w.LEVERS], start=FIRST):
            figure, _, period = name.rpartition("@")
            sheet.text(line, 0, layout.model.label(figure, layout.language))
            sheet.text(line, 1, period)
            sheet.text(line, 4, figure)
            self._entered(sheet, line, name, 3)
        sheet.filtered(FIRST + len(layout.inputs[w.LEVERS]) - 1, 5)

    def _parameters(self) -> None:
        say, layout = self._say, self._layout
        headings = [
            ("Parameter", 52.0),
            (say("År", "Year"), 8.0),
            (say("Värde", "Value"), 14.0),
            (say("Enhet", "Unit"), 16.0),
            (say("Lagrum", "Law"), 44.0),
            (say("Hänvisning", "Reference"), 44.0),
            (say("Till formlerna", "To the formulas"), 16.0),
        ]
        note = say("Lagens värden, som följer med programmet.", "The law's values, shipped with the program.")
        if layout.model.workspace.synthetic:
            note += say(" De är inte påhittade.", " They are not invented.")
        sheet = self._sheet(w.PARAMETERS, headings, note)
        for line, name in enumerate(layout.inputs[w.PARAMETERS], start=FIRST):
            figure, _, year = name.removeprefix("parameter.").rpartition("@")
            known = layout.model.parameters.find(name)
            sheet.text(line, 0, figure)
            sheet.text(line, 1, year)
            sheet.text(line, 4, known[0].law if known else None)
            sheet.text(line, 5, known[1].reference if known else None)
            self._entered(sheet, line, name, 3)
        sheet.filtered(FIRST + len(layout.inputs[w.PARAMETERS]) - 1, 6)

    def _entered(self, sheet: Sheet, line: int, name: str, unit_column: int) -> None:
        """The cell to write in, its unit, and the cell that the formulas read."""
        value, _, unit, pattern = self._shown(name)
        sheet.number(line, ENTERED, value, pattern, entered=True)
        sheet.text(line, unit_column, unit)
        last = self._last.get(name)
        text = (
            self._base(name, sheet.key)
            if last is None
            else f"{self._layout.sheet(w.DECISIONS)}!{xl_col_to_name(AFTER)}{last + 1}"
        )
        sheet.formula(line, CARRIED[sheet.key], text, self._layout.model.binding.inputs[name], _EXACT)

    def _base(self, name: str, here: str = "") -> str:
        """What is entered, in the carried unit; #N/A where that is no number."""
        place, factor = self._layout.at[name], self._shown(name)[1]
        sheet = "" if here == place.sheet else f"{self._layout.sheet(place.sheet)}!"
        cell = f"{sheet}{xl_col_to_name(ENTERED)}{place.line + 1}"
        return f"IF(ISNUMBER({cell}),{cell if factor == 1 else f'ROUND({cell}*{factor},{_DECIMALS_KEPT})'},NA())"

    def _shown(self, name: str) -> tuple[Value, int, str, str]:
        if name not in self._told:
            self._told[name] = self._tell(name)
        return self._told[name]

    def _tell(self, name: str) -> tuple[Value, int, str, str]:
        """An input as it is entered: its value, the factor to what is carried, its unit, and its number format."""
        model = self._layout.model
        carried, value = str(model.binding.graph.unit_of(name)), model.binding.inputs[name]
        scale = scale_of(self._style, carried)
        if scale.factor == 1:
            return value, 1, scale.unit, "#,##0" if value is None or value.is_integer() else "#,##0.0###"
        if value is None:
            return None, scale.factor, scale.unit, scale.pattern
        entered = float(Decimal(repr(value)) / scale.factor)
        if round(entered * scale.factor, _DECIMALS_KEPT) != value:  # a number with more decimals than the cell's unit has
            return value, 1, "kr" if carried == "SEK" else carried, "#,##0.0###"
        return entered, scale.factor, scale.unit, f"{scale.pattern}###" if scale.decimals else f"{scale.pattern}.###"

    def _decisions(self) -> None:
        say, layout = self._say, self._layout
        headings = [
            (say("Beslut", "Decision"), 44.0),
            (say("Förslag", "Proposal"), 24.0),
            (say("Siffra som ändras", "Figure changed"), 44.0),
            ("Period", 9.0),
            (say("Sätt", "How"), 16.0),
            (say("Tal", "Number"), 14.0),
            (say("Enhet", "Unit"), 14.0),
            (say("Gäller nu", "In force"), 9.0),
            (say("Före", "Before"), 16.0),
            (say("Efter", "After"), 16.0),
            ("Id", 44.0),
            (say("Val på första sidan", "Choices on the first sheet"), 26.0),
        ]
        note = say(
            "Förslagens beslut. De gäller när förslaget är valt på första bladet; talen kan ändras.",
            "The proposals' decisions. They are in force when the proposal is chosen on the first sheet; the numbers may be changed.",
        )
        sheet = self._sheet(w.DECISIONS, headings, note)
        told = choices(layout)
        names = dict(zip((each.proposal.id for each in layout.compared), told[1:], strict=True))
        before: dict[str, int] = {}
        for line, each in enumerate(layout.changes, start=FIRST):
            self._change(sheet, line, each, names[each.proposal.id], before)
            before[each.input] = line
        for line, choice in enumerate(told, start=FIRST):
            sheet.text(line, 11, choice)
        sheet.filtered(FIRST + len(layout.changes) - 1, 10)

    def _change(self, sheet: Sheet, line: int, each: ChangeRow, proposal: str, before: Mapping[str, int]) -> None:
        layout, row = self._layout, line + 1
        figure, _, period = each.input.rpartition("@")
        unit = str(layout.model.binding.graph.unit_of(each.input))
        title = self._title(each)
        how = {
            "add": Words("lägg till", "add"),
            "scale": Words("öka med procent", "raise by percent"),
            "set": Words("sätt till", "set to"),
        }[each.how]
        sheet.text(line, 0, title)
        sheet.text(line, 1, proposal)
        sheet.text(line, 2, layout.model.label(figure, layout.language))
        sheet.text(line, 3, period)
        sheet.text(line, 4, how.say(layout.language))
        sheet.number(
            line, 5, each.value, "#,##0.0###" if each.value is None or not each.value.is_integer() else "#,##0", entered=True
        )
        sheet.text(
            line,
            6,
            "%" if each.how == "scale" else "kr" if unit == "SEK" else "öre per 100 kr" if unit == "ore_per_SEK100" else unit,
        )
        sheet.text(line, 10, figure)
        sheet.formula(line, 7, f"IF({layout.sheet(CHOICE.sheet)}!$B${CHOICE.line + 1}=B{row},1,0)", 0.0, "0")
        earlier = before.get(each.input)
        base = layout.model.binding.inputs[each.input]
        start = self._base(each.input) if earlier is None else f"{xl_col_to_name(AFTER)}{earlier + 1}"
        sheet.formula(line, BEFORE, start, base, _EXACT)
        now, number = f"{xl_col_to_name(BEFORE)}{row}", f"IF(ISNUMBER(F{row}),F{row},NA())"
        change = {"add": f"{now}+{number}", "scale": f"{now}+{now}*{number}/100", "set": number}[each.how]
        sheet.formula(line, AFTER, f"IF(H{row}=1,{change},{now})", base, _EXACT)

    def _title(self, each: ChangeRow) -> str:
        if each.decision is None:
            return self._say(
                "Följd av besluten; räknad när filen gjordes", "Follows from the decisions; computed when the file was made"
            )
        return in_language(each.decision.title, each.decision.title_en, self._layout.language)

    def _name_main_inputs(self) -> None:
        """Names for the inputs that people change first: `Skattesats_2026`."""
        for figure, said in MAIN_INPUTS.items():
            for period in self._layout.model.workspace.budget_periods:
                place = self._layout.at.get(f"{figure}@{period.id}")
                if place is not None and place.sheet == w.INPUTS:
                    name = f"{said.say(self._layout.language)}_{''.join(each if each.isalnum() else '_' for each in period.id)}"
                    self._book.define_name(
                        name, f"={self._layout.sheet(place.sheet)}!${xl_col_to_name(ENTERED)}${place.line + 1}"
                    )
