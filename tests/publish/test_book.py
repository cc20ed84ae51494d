"""The budget book: tagged, whole, in both languages, the same each time, and set without opening any address."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from tests.publish.conftest import ROOT

from hundralapp.cli.common import load
from hundralapp.cli.export import command as export
from hundralapp.cli.publish import command as publish
from hundralapp.diagnostics import Language
from hundralapp.publish.book import BOOKS, book_html, make_book
from hundralapp.publish.edition import Budget, Edition


def edition(name: str, language: Language = "sv") -> Edition:
    return Edition(Budget(*load(ROOT / "examples" / name)), language)


def tags(node: pikepdf.Object, found: Counter[str], figures: list[str]) -> None:
    """Count the structure's tags; collect what is said of pictures."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        found[str(node.S)] += 1
        if str(node.S) == "/Figure":
            figures.append(str(node.get("/Alt", "")))
    children = node.get("/K")
    for each in children if isinstance(children, pikepdf.Array) else [children]:  # type: ignore[attr-defined]
        tags(each, found, figures)


@pytest.fixture(scope="module", params=["sv", "en"])
def book(request: pytest.FixtureRequest) -> tuple[Edition, pikepdf.Pdf]:
    made = edition("exempelstad", request.param)
    return made, pikepdf.open(io.BytesIO(make_book(made)))


def test_it_is_tagged_pdf_ua(book: tuple[Edition, pikepdf.Pdf]) -> None:
    made, pdf = book
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang) == made.language
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert made.space.name in said["dc:title"]
        assert ("påhittade" if made.language == "sv" else "invented") in said["dc:title"]
    found: Counter[str] = Counter()
    figures: list[str] = []
    tags(pdf.Root.StructTreeRoot, found, figures)
    assert found["/H1"] == 1
    assert found["/H2"] == 10
    assert found["/Table"] == found["/THead"] == found["/TBody"] >= 10
    assert found["/TH"] > 100
    assert found["/TD"] > 500
    assert found["/Link"] >= 9
    assert len(figures) == 1
    assert "2026" in figures[0]
    assert len(pdf.open_outline().root) > 0


def test_every_font_is_embedded_and_ours(book: tuple[Edition, pikepdf.Pdf]) -> None:
    _, pdf = book
    names = set()
    for page in pdf.pages:
        for font in (page.Resources.get("/Font") or {}).values():  # type: ignore[union-attr]
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.BaseFont).partition("+")[2])
    assert names
    assert all(name.startswith(("Source-Sans-3", "Source-Serif-4")) for name in names), names


def test_no_page_is_nearly_empty(book: tuple[Edition, pikepdf.Pdf]) -> None:
    """But the first, and the last, which ends where the text does."""
    _, pdf = book
    for page in list(pdf.pages)[1:-1]:
        operators = pikepdf.parse_content_stream(page)
        heights = [float(each.operands[5]) for each in operators if str(each.operator) == "Tm"]
        assert len(heights) > 40


@pytest.mark.parametrize("name", ["stockholm-2021", "sjobo-2025"])
def test_a_book_with_much_unknown_is_made_too(name: str) -> None:
    made = edition(name)
    html = book_html(made)
    assert "okänd" in html
    assert "PÅHITTADE" not in html
    assert len(pikepdf.open(io.BytesIO(make_book(made))).pages) > 3


def test_the_same_workspace_gives_the_same_bytes() -> None:
    assert make_book(edition("stockholm-2024")) == make_book(edition("stockholm-2024"))


def test_what_a_workspace_says_is_escaped_and_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "fientlig"
    (folder / "budget").mkdir(parents=True)
    lines = [
        "format: 1",
        "name: '<img src=\"file:///etc/passwd\">'",
        "entity: {kind: municipality, name: '<b>X</b>'}",
        "money: mkr",
        "budget_year: 2026",
        "periods: [{year: 2026, series: adopted_budget}]",
    ]
    (folder / "workspace.yaml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "budget" / "n.csv").write_text("committee,2026\n<script>,1\nB,2\n", encoding="utf-8")
    made = Edition(Budget(*load(folder)), "sv")
    html = book_html(made)
    assert '<img src="file' not in html
    assert "<script" not in html
    assert re.search(r"&lt;img src=", html)
    assert make_book(made).startswith(b"%PDF")


def test_export_writes_the_book(tmp_path: Path) -> None:
    out = tmp_path / "bok.pdf"
    result = CliRunner().invoke(export, [str(ROOT / "examples" / "stockholm-2024"), "--to", "pdf", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")


def test_publish_makes_books_only_when_asked(tmp_path: Path) -> None:
    for asked in (True, False):
        out = tmp_path / str(asked)
        result = CliRunner().invoke(
            publish, [str(ROOT / "examples" / "stockholm-2024"), "--out", str(out), *(["--pdf"] if asked else [])]
        )
        assert result.exit_code == 0, result.output
        assert {name for name in BOOKS.values() if (out / name).is_file()} == (set(BOOKS.values()) if asked else set())
        assert ("budget.pdf" in (out / "data.html").read_text(encoding="utf-8")) == asked
        assert ("budget.pdf" in (out / "checksums.txt").read_text(encoding="utf-8")) == asked


def test_without_the_typesetter_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    out = tmp_path / "bok.pdf"
    result = CliRunner().invoke(export, [str(ROOT / "examples" / "stockholm-2024"), "--to", "pdf", "--out", str(out)])
    assert result.exit_code == 2
    assert "pip install 'hundralapp[pdf]'" in result.output
    assert "libpango-1.0-0" in result.output
    assert not out.exists()
