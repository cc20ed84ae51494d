"""Drawing on sheets: cells with their formats, and what every sheet has: title, label, frozen headings, print set-up."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.places import FIRST, HEAD, Layout
from hundralapp.graph.evaluate import Value
from hundralapp.views.numbers import NumberStyle

LONGEST_TEXT = 32_767  # characters that a cell holds
_A4 = 9
_WIDE, _LINE, _TALLEST = 1.1, 15.0, 400.0  # of a letter to a digit; points of a line; Excel takes 409
_INK, _MUTED, _WARNING, _GROUND, _FIELD = "#1C2426", "#5A6468", "#9C2F12", "#E9EEF0", "#FFF6D6"


class Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}
        self._texts: dict[tuple[bool, bool], Any] = {}
        self._numbers: dict[tuple[str, bool, bool], Any] = {}

    def __call__(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", "font_size": 11, "font_color": _INK, **properties})
        return self._made[key]

    def text(self, *, strong: bool = False, wrap: bool = False) -> Any:
        key = strong, wrap
        if key not in self._texts:
            self._texts[key] = self(bold=strong, text_wrap=wrap, valign="top")
        return self._texts[key]

    def number(self, pattern: str, *, strong: bool = False, entered: bool = False) -> Any:
        """`entered` marks a cell that the reader may change."""
        key = pattern, strong, entered
        if key not in self._numbers:
            field = {"bg_color": _FIELD, "border": 1, "border_color": "#D9C777"} if entered else {}
            self._numbers[key] = self(num_format=pattern, bold=strong, align="right", valign="top", **field)
        return self._numbers[key]


@dataclass(frozen=True, slots=True)
class Scale:
    """How a unit is shown: the carried value divided by `factor`, with `decimals`, beside `unit`."""

    factor: int
    decimals: int
    unit: str

    @property
    def pattern(self) -> str:
        """The number format; Excel puts the reader's own separators in it."""
        return "#,##0" + (f".{'0' * self.decimals}" if self.decimals else "")


_DECIMALS = {"percent": 1, "SEK_of_100": 2}


@lru_cache(maxsize=256)
def scale_of(style: NumberStyle, unit: str) -> Scale:
    """The scale of a unit: money in the workspace's unit, tax rates in kronor per 100 kronor."""
    name = style.unit(unit)
    if unit == "SEK":
        return Scale(int(style.factor), style.decimals, name)
    if unit == "ore_per_SEK100":
        return Scale(100, 2, name)
    return Scale(1, _DECIMALS.get(unit, 0), name)


@lru_cache(maxsize=1)
def plain_worksheet() -> type[Any]:
    """A worksheet of XlsxWriter that leaves formulas as they are: it would look in each for functions newer than any of ours."""
    from xlsxwriter.worksheet import Worksheet

    class PlainWorksheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
            return formula.removeprefix("=")

    return PlainWorksheet


class Sheet:
    """A sheet with its title, and the label that says that its numbers are invented.

    Args:
        headings: of the columns, with their widths in characters.
        note: a sentence below the title.
        numbers: columns of numbers, whose headings stand above their right edge.
    """

    def __init__(
        self,
        book: Any,
        formats: Formats,
        layout: Layout,
        key: str,
        headings: Sequence[tuple[str, float]],
        note: str,
        numbers: Collection[int] = (),
    ) -> None:
        space, name = layout.model.workspace, layout.sheet(key)
        self.formats, self.layout, self.key = formats, layout, key
        self._sheet = book.add_worksheet(name, worksheet_class=plain_worksheet())
        self._widths = [width for _, width in headings]
        self._lines: dict[int, int] = {}
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.write_string(
            0, 0, cut(f"{name} · {space.name}" if key != w.START else space.name), formats(bold=True, font_size=15)
        )
        line = 1
        if space.synthetic:
            label = w.SYNTHETIC.say(layout.language)
            sheet.write_string(1, 0, cut(f"{label}. {note}".strip()), formats(bold=True, font_color=_WARNING))
            sheet.set_footer(f"&L{label}&C&A&R&P/&N")
        else:
            sheet.write_string(line, 0, cut(note), formats(font_color=_MUTED))
            sheet.set_footer("&C&A&R&P/&N")
        for column, (heading, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            if heading:
                sheet.write_string(HEAD, column, cut(heading), self._heading(column in numbers))
        if headings and key != w.START:
            sheet.freeze_panes(FIRST, 1)
            sheet.repeat_rows(HEAD)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 1 if key == w.START else 0)

    def _heading(self, of_numbers: bool) -> Any:
        side = "right" if of_numbers else "left"
        return self.formats(bold=True, bg_color=_GROUND, bottom=1, text_wrap=True, valign="bottom", align=side)

    def text(self, line: int, column: int, text: str | None, *, strong: bool = False, wrap: bool = False) -> None:
        """A text, never a formula, whatever it begins with."""
        if not text:
            return
        self._sheet.write_string(line, column, cut(text), self.formats.text(strong=strong, wrap=wrap))
        lines = math.ceil(len(text) * _WIDE / self._widths[column]) if wrap else 1
        if lines > self._lines.get(line, 1):  # a program that only shows the sheet does not fit the row to its text
            self._lines[line] = lines
            self._sheet.set_row(line, min(_TALLEST, lines * _LINE))

    def above_numbers(self, line: int, column: int, text: str) -> None:
        """A heading within the sheet, above a column of numbers."""
        self._sheet.write_string(line, column, cut(text), self.formats(bold=True, align="right"))

    def number(self, line: int, column: int, value: Value, pattern: str, *, strong: bool = False, entered: bool = False) -> None:
        """A number; an empty cell where it is unknown."""
        kept = self.formats.number(pattern, strong=strong, entered=entered)
        if value is None:
            self._sheet.write_blank(line, column, None, kept)
        else:
            self._sheet.write_number(line, column, value, kept)

    def formula(
        self, line: int, column: int, text: str, value: float | str | None, pattern: str, *, strong: bool = False
    ) -> None:
        """A formula with the value it gives now; None: unknown."""
        shown = "#N/A" if value is None else value
        self._sheet.write_formula(line, column, f"={text}", self.formats.number(pattern, strong=strong), shown)

    def chosen(self, line: int, column: int, choices: Sequence[str], source: str) -> None:
        """A cell in which the reader chooses one of the texts that stand in the cells `source`."""
        field = self.formats(bold=True, bg_color=_FIELD, border=1, border_color="#D9C777")
        self._sheet.write_string(line, column, choices[0], field)
        self._sheet.data_validation(line, column, line, column, {"validate": "list", "source": source})

    def link(self, line: int, column: int, key: str) -> None:
        """A link to another sheet."""
        name = self.layout.sheet(key)
        self._sheet.write_url(line, column, f"internal:'{name}'!A1", self.formats(font_color="#0B5563", underline=1), name)

    def filtered(self, last_line: int, last_column: int) -> None:
        """Filters in the headings, down to the last row."""
        self._sheet.autofilter(HEAD, 0, max(last_line, HEAD), last_column)

    def mute_errors(self, last_line: int, last_column: int) -> None:
        """Unknown figures in grey, so that they are seen as missing and not as faults."""
        muted = self.formats._book.add_format({"font_color": "#8A9296"})
        self._sheet.conditional_format(FIRST, 0, max(last_line, FIRST), last_column, {"type": "errors", "format": muted})


def cut(text: str) -> str:
    """A text that a cell can hold."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
