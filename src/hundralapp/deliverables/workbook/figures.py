"""The sheet of all figures, one row each with a column per period, and the sheet of the steps that several of them share."""

from __future__ import annotations

from typing import Any

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.drawing import Formats, Sheet
from hundralapp.deliverables.workbook.places import FIRST, FIRST_PERIOD, Layout
from hundralapp.graph.evaluate import Value
from hundralapp.graph.operations import INPUT

_EXACT = "General"


def draw_figures(book: Any, formats: Formats, layout: Layout) -> None:
    """Every figure in the unit that the model carries: an input points at its cell, all else has its formula."""
    model, sv = layout.model, layout.language == "sv"
    headings = [("Id", 54.0), ("Siffra" if sv else "Figure", 46.0), ("Enhet" if sv else "Unit", 14.0)]
    headings += [(period, 18.0) for period in model.periods]
    note = (
        "Alla siffror med sina formler, i den enhet som modellen räknar i: kronor, öre per 100 kr, procent."
        if sv
        else "All figures with their formulas, in the unit that the model carries: SEK, öre per SEK 100, percent."
    )
    sheet = Sheet(book, formats, layout, w.FIGURES, headings, note, range(FIRST_PERIOD, len(headings)))
    places, names = layout.formulas.places, model.binding.graph.input_names
    for figure, line in layout.lines.items():
        sheet.text(line, 0, figure)
        sheet.text(line, 1, model.label(figure, layout.language))
    for (figure, period), cell in model.cells.items():
        here = layout.figure(figure, period)
        sheet.text(here.line, 2, str(cell.unit))
        value = model.evaluation[cell.row]
        if places[cell.row] != here:  # the same step as another figure
            text = layout.name(places[cell.row]).replace(f"{layout.sheet(w.FIGURES)}!", "")
        elif model.binding.graph.code[cell.row] == INPUT:
            text = layout.name(layout.at[names[cell.row]])
        else:
            text = layout.formula(cell.row)
        sheet.formula(here.line, here.column, text, value, _EXACT)
    last = FIRST + len(layout.lines) - 1
    sheet.mute_errors(last, FIRST_PERIOD + len(model.periods) - 1)
    sheet.filtered(last, FIRST_PERIOD + len(model.periods) - 1)


def draw_steps(book: Any, formats: Formats, layout: Layout) -> None:
    """What several formulas share, and parts of long ones."""
    if not layout.formulas.steps:
        return
    sv = layout.language == "sv"
    headings = [("Steg" if sv else "Step", 10.0), ("Värde" if sv else "Value", 22.0)]
    note = "Delar som flera formler använder." if sv else "Parts that several formulas use."
    sheet = Sheet(book, formats, layout, w.STEPS, headings, note, (0, 1))
    for number, row in enumerate(layout.formulas.steps, start=1):
        place = layout.formulas.places[row]
        value: Value = layout.model.evaluation[row]
        sheet.number(place.line, 0, float(number), "0")
        sheet.formula(place.line, 1, layout.formula(row), value, _EXACT)
    sheet.mute_errors(FIRST + len(layout.formulas.steps) - 1, 1)
