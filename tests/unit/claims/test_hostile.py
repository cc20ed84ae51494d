"""Texts that someone may send: long, broken, nested, empty of sense. Nothing raises, and time grows with the length alone."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge
from hundralapp.claims.number_forms import MAY_BEGIN, pattern
from hundralapp.claims.sentences import split_sentences
from hundralapp.model import load_model

EXAMPLES = Path(__file__).parents[3] / "examples"
SENTENCE = "Skolan får 4,4 procent mer, dvs. 177 miljoner kronor, och alla barn ska få en plats senast 2030. "


@pytest.fixture(scope="module")
def judge() -> Judge:
    model = load_model(EXAMPLES / "stockholm-2024")
    return Judge(model, read_facts(model))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "1 " * 10_000,
        "1.000" * 5_000,
        "§ " * 10_000,
        "alla " * 10_000,
        "har " * 10_000,
        "från 1 till " * 3_000,
        "a@" * 10_000,
        "(" * 10_000,
        "över " * 10_000 + "5 mkr",
        "Antalet " * 5_000 + "5",
        "ska vi " * 5_000,
        "1-" * 10_000,
        "1, " * 10_000,
        "- 1\n" * 8_000,
        "A. " * 20_000,
        "a-" * 50_000,
        "a" * 100_000,
        "5 mkr " * 2_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_pattern_runs_away(judge: Judge, text: str) -> None:
    start = time.process_time()
    judge.judge(make_document("a.txt", text))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("text", ["<div>" * 20_000, "<!--" * 5_000, "&#x" * 5_000, "<script>" * 5_000 + "5 mkr", "<p" * 10_000])
def test_html_that_never_ends(text: str) -> None:
    start = time.process_time()
    assert "5 mkr" not in make_document("a.html", text).text
    assert time.process_time() - start < 10


def test_time_grows_with_length_alone(judge: Judge) -> None:
    """A megabyte is judged in time that leaves ten megabytes bearable; every sentence in it is found."""
    repeats = 2_000
    start = time.process_time()
    found = judge.judge(make_document("a.txt", SENTENCE * repeats))
    assert len(found.sentences) == repeats
    assert time.process_time() - start < 30


def test_what_never_ends_is_read_in_parts_and_nothing_is_lost() -> None:
    text = "5 000 mkr till skolan och " * 500
    found = split_sentences(text)
    assert len(found) > 1
    assert " ".join(each.text for each in found) == text.strip()
    assert all(text[each.start : each.end] == each.text for each in found)
    assert not any(each.text[-1].isdigit() for each in found[:-1]), "no number is parted from its unit"


def test_where_a_form_may_begin_hides_none() -> None:
    """The search with the look ahead finds what the search without it finds."""
    slow = re.compile(pattern().pattern.removeprefix(f"(?={MAY_BEGIN})"), re.IGNORECASE)
    for name in ("check-a-text.sv.md", "enter-a-printed-budget.sv.md", "compute-tax-by-law.sv.md"):
        text = (EXAMPLES.parent / "docs" / "how-to" / name).read_text(encoding="utf-8")
        text += " medelåldern 45 år, vården 1/2, utöver 65 år, enkl 9 (12) [3] +46 8 508 290 00 .a1@b2.se -5 – 7 §§ 3"
        found = [match.span() for match in pattern().finditer(text)]
        assert found == [match.span() for match in slow.finditer(text)]
        assert len(found) > 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    model = load_model(EXAMPLES / "sjobo-2025")
    for name in ("a.txt", "a.md", "a.html"):
        found = Judge(model, read_facts(model)).judge(make_document(name, text))
        for each in found.claims:
            place = found.document.place(each.claim.start)
            assert place.line >= 1
            assert place.column >= 1
