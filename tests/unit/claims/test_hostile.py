"""Texts that someone may send: long, broken, nested, empty of sense. Nothing raises, and time grows with the length alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge
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
