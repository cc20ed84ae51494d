"""The sheets about the workbook: the first, the sources, and how it computes and what it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hundralapp import __version__
from hundralapp.deliverables import figure_tables
from hundralapp.deliverables.package import licence
from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.drawing import Formats, Sheet, scale_of
from hundralapp.deliverables.workbook.places import CHOICE, FIRST, Layout, choices
from hundralapp.deliverables.workbook.tables import TableSheets
from hundralapp.graph.operations import INPUT
from hundralapp.graph.trace import Graph
from hundralapp.views.numbers import NumberStyle
from hundralapp.views.tables import cell_view, period_heads

_HEADLINES = (
    "result.net_income",
    "revenue.tax_rate",
    "balance_requirement.result",
    "key.result_share",
    "key.net_cost_per_resident",
)


def draw_start(
    book: Any, formats: Formats, layout: Layout, style: NumberStyle, reading: TableSheets, keys: Sequence[str]
) -> None:
    """The first sheet: whose budget, which proposal, the main figures, and what the other sheets hold."""
    sv, model = layout.language == "sv", layout.model
    space = model.workspace
    heads = [head for head in period_heads(model, layout.language) if head.id in {each.id for each in space.budget_periods}]
    headings = [("", 46.0), *[("", 18.0)] * max(1, len(heads))]
    sheet = Sheet(book, formats, layout, w.START, headings, "" if space.synthetic else space.entity.name)
    sheet.text(2, 0, space.note, wrap=False)
    told = choices(layout)
    sheet.text(CHOICE.line, 0, "Budget eller förslag:" if sv else "Budget or proposal:", strong=True)
    if layout.changes:
        decisions = layout.sheet(w.DECISIONS)
        sheet.chosen(CHOICE.line, CHOICE.column, told, f"={decisions}!$L${FIRST + 1}:$L${FIRST + len(told)}")
        sheet.text(CHOICE.line, 2, "← välj här; alla blad räknas om" if sv else "← choose here; every sheet is computed again")
    else:
        sheet.text(CHOICE.line, CHOICE.column, told[0], strong=True)
    line = CHOICE.line + 2
    for column, head in enumerate(heads, start=1):
        sheet.above_numbers(line, column, head.label)
    for figure in _HEADLINES:
        cells = [cell_view(model, (figure, head.id)) for head in heads]
        if not any(cells):
            continue
        line += 1
        unit = next(cell.unit for cell in cells if cell is not None)
        sheet.text(line, 0, style.beside(model.label(figure, layout.language), unit), strong=figure == _HEADLINES[0])
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                key = (cell.figure, cell.period)
                reading.live(sheet, line, column, key, cell.value, scale_of(style, unit), strong=figure == _HEADLINES[0])
    line += 2
    sheet.text(line, 0, "Blad" if sv else "Sheets", strong=True)
    for other in keys:
        line += 1
        sheet.link(line, 0, other)
    line += 2
    for said in _colophon(layout, sv):
        sheet.text(line, 0, said)
        line += 1


def _colophon(layout: Layout, sv: bool) -> list[str]:
    model = layout.model
    title = licence(model.workspace.licence)["title"]
    return [
        ("Gula celler kan ändras. Tom cell är okänd." if sv else "Yellow cells may be changed. An empty cell is unknown."),
        f"{'Licens' if sv else 'Licence'}: {title}",
        f"Hundralapp {__version__} · {'resultatets kontrollsumma' if sv else 'checksum of the result'} {model.result_hash}",
    ]


def draw_sources(book: Any, formats: Formats, layout: Layout) -> None:
    """Where the figures come from."""
    sv = layout.language == "sv"
    table = figure_tables.origins(layout.model)
    widths = (24.0, 50.0, 34.0, 60.0, 20.0, 12.0, 12.0, 18.0, 60.0)
    headings = [(each.title.say(layout.language), width) for each, width in zip(table.fields, widths, strict=True)]
    note = "Var siffrorna kommer ifrån." if sv else "Where the figures come from."
    sheet = Sheet(book, formats, layout, w.SOURCES, headings, note)
    stated = [each.name for each in table.fields].index("licence")
    for line, row in enumerate(table.rows, start=FIRST):
        for column, cell in enumerate(row):
            said = w.NOT_STATED.say(layout.language) if cell is None and column == stated else cell
            sheet.text(line, column, None if said is None else str(said), wrap=column in (1, 8))


def draw_method(book: Any, formats: Formats, layout: Layout) -> None:
    """How the workbook computes, and which rules it cannot hold."""
    sv = layout.language == "sv"
    sheet = Sheet(
        book, formats, layout, w.METHOD, [("", 130.0)], "Hur arbetsboken räknar." if sv else "How the workbook computes."
    )
    for line, (text, strong) in enumerate(_method(layout, sv), start=FIRST):
        sheet.text(line, 0, text, strong=strong, wrap=True)


def _method(layout: Layout, sv: bool) -> list[tuple[str, bool]]:
    model = layout.model
    anchored = [name for name, row in model.binding.graph.inputs.items() if row in model.binding.anchors]
    divided = divided_by_zero(model.binding.graph, [model.evaluation[row] is None for row in range(len(model.binding.graph))])
    inputs, levers, figures, steps = (layout.sheet(each) for each in (w.INPUTS, w.LEVERS, w.FIGURES, w.STEPS))
    computed = len(layout.formulas.of)
    if sv:
        said = [
            ("Räkningen", True),
            (
                f"Reglerna är desamma som i programmet, skrivna som {computed} formler: bladet {figures} har varje siffra, {steps} det som flera delar.",
                False,
            ),
            (
                f"Ändra i de gula cellerna på {inputs} och {levers}: allt räknas om. Arbetsytans filer ändras inte; för in ändringen där, eller som ett förslag.",
                False,
            ),
            ("Okänt", True),
            (
                "En okänd siffra är #SAKNAS! på bladet med siffror och ordet okänt i tabellerna. Det som räknas på något okänt är okänt, aldrig noll. Töm en gul cell, så ser du vad som hänger på den.",
                False,
            ),
            ("Vad arbetsboken inte räknar", True),
            (
                "Lagens krav (11 kap. kommunallagen) är bedömda när filen gjordes: de vilar på text och datum, inte bara på tal.",
                False,
            ),
            (
                "Beslutens effekter var för sig, och samspelet, är räknade när filen gjordes: de är skillnader mellan två räkningar, och en arbetsbok håller en.",
                False,
            ),
            (
                "En ändring som är känd fast nivån är okänd kan inte stå i en cell: med förslaget valt är nivån okänd. Ändringen står i datapaketets tabell comparison.",
                False,
            ),
            ("Intervall för avrundning, skatt för hushåll och prognoser av andra datum finns i programmet, inte här.", False),
            (
                "Excel visar 15 siffror och jämför tal som skiljer sig först därefter som lika; programmet räknar med alla. Skillnaden är mindre än ett öre.",
                False,
            ),
        ]
    else:
        said = [
            ("The computation", True),
            (
                f"The rules are those of the program, written as {computed} formulas: the sheet {figures} has every figure, {steps} what several share.",
                False,
            ),
            (
                f"Change the yellow cells on {inputs} and {levers}: everything is computed again. The workspace's files do not change; make the change there, or as a proposal.",
                False,
            ),
            ("Unknown", True),
            (
                "An unknown figure is #N/A on the sheet of figures and the word unknown in the tables. What rests on something unknown is unknown, never zero. Empty a yellow cell to see what rests on it.",
                False,
            ),
            ("What the workbook does not compute", True),
            (
                "The checks of the law (ch. 11 of the Local Government Act) were judged when the file was made: they rest on words and dates, not on numbers alone.",
                False,
            ),
            (
                "The decisions' own effects and their interplay were computed when the file was made: they are differences of two computations, and a workbook holds one.",
                False,
            ),
            (
                "A change that is known though its level is not cannot stand in a cell: with the proposal chosen the level is unknown. The change stands in the data package's table comparison.",
                False,
            ),
            ("Ranges of rounding, households' tax and forecasts of other dates are in the program, not here.", False),
            (
                "Excel shows 15 digits and takes numbers that differ only beyond them as equal; the program uses all. The difference is less than an öre.",
                False,
            ),
        ]
    if anchored:
        names = ", ".join(anchored[:12]) + (" …" if len(anchored) > 12 else "")
        said.append(
            (
                f"Angivna därför att det de räknas på är okänt, och utan formel: {names}. Med ett förslag valt får de det värde som räknades när filen gjordes."
                if sv
                else f"Stated because what they are computed from is unknown, and without a formula: {names}. Under a proposal they have the value computed when the file was made.",
                False,
            )
        )
    if divided:
        said.append(
            (
                f"{divided} räknesteg går via en division med noll som programmet räknar vidare på; här blir de okända."
                if sv
                else f"{divided} steps pass through a division by zero that the program goes on from; here they are unknown.",
                False,
            )
        )
    return said


def divided_by_zero(graph: Graph, unknown: Sequence[bool]) -> int:
    """How many known rows rest on a division by zero, which Excel makes an error and the graph an infinity.

    Args:
        unknown: for each row, whether it has no finite value.
    """
    broken = [False] * len(graph)
    for row, code in enumerate(graph.code):
        operands = graph.operands(row)
        if code == INPUT or not operands:
            broken[row] = unknown[row]
        elif code == "?":
            broken[row] = broken[operands[0]]
        else:
            broken[row] = unknown[row] or any(broken[each] for each in operands)
    return sum(each and not lost for each, lost in zip(broken, unknown, strict=True))
