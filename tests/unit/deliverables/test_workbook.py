"""The workbook recalculated by IronCalc, an engine that is not ours: equal to the model, under changes and proposals too."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import ironcalc
import openpyxl
import pytest

from hundralapp.deliverables.workbook import words as w
from hundralapp.deliverables.workbook.book import make_workbook
from hundralapp.deliverables.workbook.drawing import cut
from hundralapp.deliverables.workbook.inputs import ENTERED
from hundralapp.deliverables.workbook.method import divided_by_zero
from hundralapp.deliverables.workbook.places import CHOICE, FIRST, Layout, choices
from hundralapp.graph.trace import Graph
from hundralapp.model import Model, load_model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal, read_proposals
from hundralapp.proposals.effects import under
from hundralapp.units import ONE, SEK
from hundralapp.views.tables import SECTIONS

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(each.parent.name for each in (ROOT / "examples").glob("*/workspace.yaml"))
TOLERANCE = 1e-9  # relative: the engine may sum in another order


@cache
def opened(name: str) -> tuple[Model, tuple[Proposal, ...]]:
    model = load_model(ROOT / "examples" / name)
    return model, tuple(read_proposals(model.workspace).values())


@cache
def made(name: str, language: str = "sv") -> bytes:
    return make_workbook(compare(*opened(name)), "sv" if language == "sv" else "en")


class Recalculated:
    """A workbook in the other engine. Cells are named by sheet and place; an error is None, as unknown is."""

    def __init__(self, name: str, folder: Path) -> None:
        model, proposals = opened(name)
        self.layout = Layout(compare(model, proposals), "sv")
        path = folder / f"{name}.xlsx"
        path.write_bytes(made(name))
        self._engine = ironcalc.load_from_xlsx(str(path), "en", "UTC")
        self._index = {title: index for index, title in enumerate(openpyxl.load_workbook(path, read_only=True).sheetnames)}

    def enter(self, sheet: str, line: int, column: int, text: str) -> None:
        self._engine.set_user_input(self._index[self.layout.sheet(sheet)], line + 1, column + 1, text)

    def enter_input(self, name: str, text: str) -> None:
        place = self.layout.at[name]
        self.enter(place.sheet, place.line, ENTERED, text)

    def value(self, sheet: str, line: int, column: int) -> float | str | None:
        found = self._engine.get_cell_value(self._index[self.layout.sheet(sheet)], line + 1, column + 1)
        return None if isinstance(found, str) and found.startswith("#") else found

    def differing(self, model: Model) -> Iterator[str]:
        """Figures that are not as the model has them."""
        self._engine.evaluate()
        for (figure, period), cell in model.cells.items():
            place = self.layout.figure(figure, period)
            found, expected = self.value(place.sheet, place.line, place.column), model.evaluation[cell.row]
            if found is None or expected is None:
                differs = found is not expected
            else:
                differs = found != pytest.approx(expected, rel=TOLERANCE, abs=1e-6)
            if differs:
                yield f"{figure}@{period}: {found} ≠ {expected}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_is_computed_alike(name: str, tmp_path: Path) -> None:
    assert list(Recalculated(name, tmp_path).differing(opened(name)[0])) == []


@pytest.mark.parametrize("name", [each for each in EXAMPLES if opened(each)[1]])
def test_a_chosen_proposal_changes_every_figure_as_compute_does(name: str, tmp_path: Path) -> None:
    model, proposals = opened(name)
    book = Recalculated(name, tmp_path)
    told = choices(book.layout)
    assert len(told) == len(proposals) + 1
    for choice, proposal in zip(told[1:], proposals, strict=True):
        book.enter(CHOICE.sheet, CHOICE.line, CHOICE.column, choice)
        changed = under(model, proposal.decisions)
        assert list(book.differing(changed)) == [], choice
        assert any(changed.evaluation[cell.row] != model.evaluation[cell.row] for cell in model.cells.values())
    book.enter(CHOICE.sheet, CHOICE.line, CHOICE.column, told[0])
    assert list(book.differing(model)) == []


def test_a_changed_tax_rate_gives_what_compute_gives_on_changed_files(tmp_path: Path) -> None:
    """The same change in the file and in the yellow cell."""
    model, _ = opened("exempelstad")
    entry = model.binding.entries["revenue.tax_rate@2026"]
    folder = tmp_path / "exempelstad"
    for each in (ROOT / "examples" / "exempelstad").rglob("*"):
        if each.is_file():
            copy = folder / each.relative_to(ROOT / "examples" / "exempelstad")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(each.read_bytes())
    path = folder / entry.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = entry.column - 1
    line = lines[entry.line - 1]
    assert entry.written in line[start:]
    lines[entry.line - 1] = line[:start] + line[start:].replace(entry.written, entry.written.replace("21", "22"), 1)
    path.write_text("".join(lines), encoding="utf-8")
    changed = load_model(folder)
    assert changed.report.ok
    assert changed.value("revenue.tax_rate", "2026") == model.value("revenue.tax_rate", "2026") + 100  # type: ignore[operator]
    book = Recalculated("exempelstad", tmp_path)
    book.enter_input("revenue.tax_rate@2026", str(changed.value("revenue.tax_rate", "2026") / 100))  # type: ignore[operator]
    assert list(book.differing(changed)) == []
    assert changed.value("result.net_income", "2026") != model.value("result.net_income", "2026")


@pytest.mark.parametrize("name", ["exempelstad", "sjobo-2024", "lund-2023"])
def test_what_is_emptied_is_unknown_and_all_that_rests_on_it(name: str, tmp_path: Path) -> None:
    model, _ = opened(name)
    book = Recalculated(name, tmp_path)
    names = [each for sheet in (w.INPUTS, w.LEVERS, w.PARAMETERS) for each in book.layout.inputs[sheet]]
    known = [each for each in names if model.binding.inputs[each] is not None]
    for each in known[:: max(1, len(known) // 12)]:
        changed = model.with_inputs({**model.binding.inputs, each: None})
        place = book.layout.at[each]
        before = book.value(place.sheet, place.line, ENTERED)
        book.enter_input(each, "")
        assert list(book.differing(changed)) == [], each
        book.enter_input(each, repr(before))
    assert list(book.differing(model)) == []


@pytest.mark.parametrize("name", ["exempelstad", "sjobo-2024"])
def test_many_inputs_changed_at_once(name: str, tmp_path: Path) -> None:
    """Whole numbers in the carried unit, from a recurrence so that each run is the same."""
    model, _ = opened(name)
    book = Recalculated(name, tmp_path)
    inputs, seed = dict(model.binding.inputs), 12_345
    for each in book.layout.inputs[w.INPUTS][::3]:
        seed = seed * 1_103_515_245 % 2**31
        value = inputs[each]
        if value is None or value == 0.0:
            continue
        inputs[each] = float(round(value * (0.5 + seed / 2**31)))
        place = book.layout.at[each]
        before = book.value(place.sheet, place.line, ENTERED)
        assert isinstance(before, float)
        factor = round(value / before)
        book.enter_input(each, repr(inputs[each] / factor))
    assert list(book.differing(model.with_inputs(inputs))) == []


def cells(name: str, language: str = "sv") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(name, language)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_kept_values_are_those_of_the_model(name: str) -> None:
    """Viewers that do not compute show these."""
    model, proposals = opened(name)
    layout = Layout(compare(model, proposals), "sv")
    kept = openpyxl.load_workbook(io.BytesIO(made(name)), data_only=True)[layout.sheet(w.FIGURES)]
    live = cells(name)[layout.sheet(w.FIGURES)]
    for (figure, period), cell in model.cells.items():
        place = layout.figure(figure, period)
        value, shown = model.evaluation[cell.row], kept.cell(place.line + 1, place.column + 1).value
        assert shown == ("#N/A" if value is None else pytest.approx(value, rel=1e-15))
        assert str(live.cell(place.line + 1, place.column + 1).value).startswith("=")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_sheet_of_an_invented_budget_says_so(language: str) -> None:
    label = w.SYNTHETIC.say("sv" if language == "sv" else "en")
    for sheet in cells("exempelstad", language).worksheets:
        assert str(sheet.cell(2, 1).value).startswith(label), sheet.title
        assert label in (sheet.oddFooter.left.text or ""), sheet.title
        assert sheet.title == w.SHEETS[w.START].sv or sheet.freeze_panes == f"B{FIRST + 1}"
    assert label not in str(cells("sjobo-2024", language).worksheets[0].cell(2, 1).value)


def test_tables_show_the_workspaces_money_and_the_word_for_unknown(tmp_path: Path) -> None:
    book = Recalculated("sjobo-2025", tmp_path)
    sheets = openpyxl.load_workbook(io.BytesIO(made("sjobo-2025")), data_only=True)
    result = {row[0].value: row[1].value for row in sheets["Resultaträkning"].iter_rows(min_row=FIRST + 1)}
    assert isinstance(result["Årets resultat"], float | int | str)
    texts = [cell.value for sheet in sheets.worksheets for row in sheet.iter_rows() for cell in row if cell.value == "okänt"]
    assert texts
    assert book.layout.sheet("result") == "Resultaträkning"
    mkr = {row[0].value: row[3].value for row in cells("exempelstad")["Resultaträkning"].iter_rows(min_row=FIRST + 1)}
    assert re.fullmatch(r'=IFERROR\(Siffror!F\d+/1000000,"okänt"\)', mkr["Årets resultat"])


def test_goals_follow_a_change(tmp_path: Path) -> None:
    book = Recalculated("exempelstad", tmp_path)
    model, _ = opened("exempelstad")
    verdicts = [book.value(w.GOALS, line, 6) for line in range(FIRST, FIRST + 3)]
    assert verdicts == ["uppfyllt", "ej uppfyllt", "uppfyllt"]
    book.enter_input("revenue.tax_rate@2027", "25")
    list(book.differing(model))
    assert book.value(w.GOALS, FIRST + 1, 6) == "uppfyllt"


def test_main_inputs_have_names() -> None:
    names = cells("exempelstad").defined_names
    assert {"Skattesats_2026", "Skattesats_2028", "Invanare_2026"} <= set(names)
    sheet, _, place = names["Skattesats_2026"].attr_text.partition("!")
    assert cells("exempelstad")[sheet][place.replace("$", "")].value == 21.75


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    folder = tmp_path / "fientlig"
    (folder / "budget").mkdir(parents=True)
    (folder / "workspace.yaml").write_text(
        'format: 1\nname: "=HYPERLINK(1)"\nentity: {kind: municipality, name: "+X"}\nmoney: mkr\nbudget_year: 2026\n'
        "periods: [{year: 2026, series: adopted_budget}]\n",
        encoding="utf-8",
    )
    (folder / "budget" / "n.csv").write_text('committee,2026,note\n"=cmd|calc",1,"=1+1"\n@B,2,-3+4\n', encoding="utf-8")
    model = load_model(folder)
    assert model.report.ok, model.report.render("en")
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(compare(model, ()), "sv")))
    formulas = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert not [each for each in formulas if "HYPERLINK" in each or "cmd" in each or each in ("=1+1", "=-3+4", "=@B")]
    told = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    assert "=HYPERLINK(1)" in told
    assert any("=cmd|calc" in each for each in told)


def test_the_same_workspace_gives_the_same_bytes() -> None:
    again = make_workbook(compare(load_model(ROOT / "examples" / "exempelstad"), opened("exempelstad")[1]), "sv")
    assert again == made("exempelstad")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert len({each.date_time for each in archive.infolist()}) == 1


def test_a_step_through_a_division_by_zero_is_counted() -> None:
    graph = Graph()
    one, zero = graph.input("one", SEK), graph.input("zero", SEK)
    large = one / zero
    graph.step("m", ONE, large.row, graph.constant(5.0).row)
    assert divided_by_zero(graph, [False, False, True, False, False]) == 1
    assert divided_by_zero(graph, [False] * 5) == 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_section_has_a_sheet_with_a_name_of_its_own(language: Literal["sv", "en"]) -> None:
    keys = [*w.SHEETS, *(name for name, _, _ in SECTIONS if name not in w.SHEETS)]
    names = [w.sheet_name(key, language) for key in keys]
    assert len({each.casefold() for each in names}) == len(names)
    assert all(0 < len(each) <= w.LONGEST_NAME for each in names)


def test_long_texts_fit_a_cell() -> None:
    assert len(cut("å" * 40_000)) == 32_767
    assert cut("kort") == "kort"
