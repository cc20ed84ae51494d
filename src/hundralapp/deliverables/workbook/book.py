"""The workbook put together, as the bytes of one file."""

from __future__ import annotations

import datetime
import io

import xlsxwriter

from hundralapp import __version__
from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.drawing import Formats
from hundralapp.deliverables.workbook.figures import draw_figures, draw_steps
from hundralapp.deliverables.workbook.inputs import InputSheets
from hundralapp.deliverables.workbook.method import draw_method, draw_sources, draw_start
from hundralapp.deliverables.workbook.places import Layout
from hundralapp.deliverables.workbook.tables import TableSheets
from hundralapp.diagnostics import Language
from hundralapp.proposals.compare import Comparison
from hundralapp.views.numbers import number_style

_MADE = datetime.datetime(2000, 1, 1)  # the same bytes every day; when a budget was adopted stands in its sources


def make_workbook(comparison: Comparison, language: Language) -> bytes:
    """The workbook of a budget and its proposals. The same workspace gives the same bytes.

    Args:
        comparison: the budget, without errors, and the proposals that the reader may choose.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    model = comparison.model
    space = model.workspace
    label = f" ({w.SYNTHETIC.say(language).lower()})" if space.synthetic else ""
    book.set_properties(
        {
            "title": f"{space.name}{label}",
            "subject": space.entity.name,
            "comments": f"Hundralapp {__version__}",
            "created": _MADE,
        }
    )
    formats, style = Formats(book), number_style(model, language)
    layout = Layout(comparison, language)
    reading = TableSheets(book, formats, layout, style)
    has_steps = bool(layout.formulas.steps)
    keys = [
        *reading.keys,
        w.INPUTS,
        w.LEVERS,
        *([w.DECISIONS] if layout.changes else []),
        w.PARAMETERS,
        w.FIGURES,
        *([w.STEPS] if has_steps else []),
        w.SOURCES,
        w.METHOD,
    ]
    draw_start(book, formats, layout, style, reading, keys)
    reading.draw()
    InputSheets(book, formats, layout, style).draw()
    draw_figures(book, formats, layout)
    draw_steps(book, formats, layout)
    draw_sources(book, formats, layout)
    draw_method(book, formats, layout)
    book.close()
    return file.getvalue()
