"""Texts as others wrote them: kinds of file, encodings, what is hidden in them, and the place of every word."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundralapp.claims.document import LARGEST, Document, TextError, make_document, read_document
from hundralapp.claims.sentences import split_sentences


def place_of(document: Document, word: str) -> tuple[int, int]:
    found = document.place(document.text.index(word))
    return found.line, found.column


def sentences(text: str, name: str = "a.txt") -> list[str]:
    return [each.text for each in split_sentences(make_document(name, text).text)]


def test_html_without_what_a_reader_does_not_see() -> None:
    source = (
        "<html><head><title>x</title><script>var a = '99 miljoner';</script><style>p{width:12px}</style></head>\n"
        "<body><h2>Budget 2024</h2><p>Skolan f&aring;r <b>36&nbsp;miljoner</b> kronor.</p><!-- 5 mkr --></body></html>"
    )
    document = make_document("a.html", source)
    assert "99" not in document.text
    assert "12px" not in document.text
    assert "5 mkr" not in document.text
    assert "Skolan får 36\u00a0miljoner kronor." in document.text
    assert place_of(document, "36") == (2, source.splitlines()[1].index("36") + 1)
    assert [each.text for each in split_sentences(document.text)] == ["Budget 2024", "Skolan får 36\u00a0miljoner kronor."]


def test_markdown() -> None:
    document = make_document("a.md", "## Skolan\n\nVi ger **36 miljoner** till [skolan](https://x.se/99).\n")
    assert "Vi ger 36 miljoner till skolan." in document.text
    assert "99" not in document.text
    assert place_of(document, "36") == (3, 10)


def test_ragged_lines_and_hyphenation_from_a_pdf() -> None:
    document = make_document("a.txt", "Anslaget höjs för att täcka kost-\nnadsökningar på 177\nmiljoner kronor nästa\når.")
    assert "kostnadsökningar" in document.text
    assert place_of(document, "miljoner") == (3, 1)
    assert len(split_sentences(document.text)) == 1


@pytest.mark.parametrize(
    ("encoding", "note"), [("cp1252", "Windows-1252"), ("latin-1", "Windows-1252"), ("utf-8-sig", ""), ("utf-16", "")]
)
def test_encodings(encoding: str, note: str) -> None:
    document = make_document("a.txt", "Nämnden får 5 mkr, mer än förr.".encode(encoding))
    assert document.text == "Nämnden får 5 mkr, mer än förr."
    assert [each.sv for each in document.notes] == ([f"Filen är inte UTF-8; den lästes som {note}."] if note else [])


def test_bytes_that_windows_does_not_have() -> None:
    document = make_document("a.txt", b"N\xe4mnden \x81 f\xe5r 5 mkr.")
    assert "Nämnden" in document.text
    assert document.notes[0].sv == "Filen är inte UTF-8; den lästes som Latin-1."


def test_invisible_characters_and_emoji() -> None:
    source = "Skolan\u200b får 5\u00ad0 mkr 🎉 och\u202e mer."
    document = make_document("a.txt", source)
    assert document.text == "Skolan får 50 mkr 🎉 och mer."
    assert [each.sv for each in document.notes] == ["Osynliga tecken är borttagna."]
    assert place_of(document, "mer") == (1, source.index("mer") + 1)


def test_empty_text() -> None:
    assert [each.sv for each in make_document("a.txt", "  \n").notes] == ["Texten är tom."]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.7", "a.pdf: filer av slaget .pdf läses inte. Spara som .txt, .md eller .html."),
        ("a.txt", b"%PDF-1.7 ...", "a.txt är en PDF-fil. Kopiera texten till en .txt-fil."),
        ("a.txt", b"PK\x03\x04...", "a.txt är en Word/Excel-fil. Kopiera texten till en .txt-fil."),
        ("a.txt", b"abc\x00def", "a.txt är ingen text."),
    ],
)
def test_what_is_no_text(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TextError) as raised:
        read_document(tmp_path / name)
    assert raised.value.words.sv == message


def test_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TextError, match="17 MB; at most 16 MB are read"):
        read_document(tmp_path / "a.txt")


def test_sentences_end_where_they_end() -> None:
    text = "Vi ökar med 4 %, dvs. 14,2 miljoner. Kl. 10.00 börjar mötet! Enligt 11 kap. 5 § ska budgeten balansera?"
    assert sentences(text) == [
        "Vi ökar med 4 %, dvs. 14,2 miljoner.",
        "Kl. 10.00 börjar mötet!",
        "Enligt 11 kap. 5 § ska budgeten balansera?",
    ]


def test_headings_of_sections_and_items() -> None:
    text = "Nyheter\n\n • Mer till skolan\n   Skolan får mer.\n • Region Väst\n\n   Vården får mer.\n   Allt är bra.\n"
    found = split_sentences(text)
    assert [(each.text, each.headings) for each in found if not each.is_heading] == [
        ("Skolan får mer.", ("Nyheter", "Mer till skolan")),
        ("Vården får mer.", ("Nyheter", "Region Väst")),
        ("Allt är bra.", ("Nyheter", "Region Väst")),
    ]
