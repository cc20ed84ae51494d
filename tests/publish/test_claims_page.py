"""Texts with their claims marked in place: every word once, every claim with the verdict that the command line gives it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from tests.commandline import run
from tests.publish.browsertools import Open
from tests.publish.conftest import ATTACK, ROOT, Site
from tests.publish.pagetools import read_page

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge
from hundralapp.model import load_model
from hundralapp.publish.marked import marked
from hundralapp.views.claims import claims_view

TEXTS = sorted((ROOT / "examples" / "exempelstad" / "texts").glob("*.md"))
WORDS = [
    "Resultatet 2026 blir 59,4 mkr",
    "alltså 1,3 procent",
    "av skatter och bidrag.",
    "Skatten är 21,75 kr.",
    "\n",
    "\n\n",
    "# Budget",
    " ",
]


@pytest.fixture(scope="module")
def judge() -> Judge:
    model = load_model(ROOT / "examples" / "exempelstad")
    return Judge(model, read_facts(model))


def _letters(text: str) -> str:
    """What is left of a text without spaces and the marks of headings."""
    return "".join(text.replace("#", "").split())


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_every_word_stands_once_and_every_claim_is_marked(judge: Judge, words: list[str]) -> None:
    judged = judge.judge(make_document("a.txt", "".join(words)))
    view = claims_view(judge.model, judged, "sv")
    blocks = marked(view.text, view.claims, [each.start for each in judged.sentences if each.is_heading])
    assert _letters("".join(block.text for block in blocks)) == _letters(view.text)
    for claim in view.claims:
        said = "".join(piece.text for block in blocks for piece in block.pieces if claim in piece.claims)
        assert _letters(said) == _letters(claim.quote)
        assert sum(claim in piece.ends for block in blocks for piece in block.pieces) == 1


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_the_page_is_what_the_command_line_says(site: Site, text: Path) -> None:
    printed = json.loads(run("claims", str(text), "-w", str(ROOT / "examples" / "exempelstad"), "--json").stdout)["data"][
        "claims"
    ]
    page = read_page(site("exempelstad") / f"pastaende-{text.stem}.html")
    notes = [each for each in page.all("article") if each.attributes["class"] == "claim"]
    assert [each.attributes["id"] for each in notes] == [f"p{claim['number']}" for claim in printed["claims"]]
    signs = [each.attributes["class"] for each in page.all("svg") if "article" in each.inside and "h3" in each.inside]
    assert signs == [f"sign {claim['verdict']}" for claim in printed["claims"]]
    marks = {each.attributes["class"] for each in page.all("mark")}
    assert marks == {claim["verdict"] for claim in printed["claims"]}


@pytest.mark.browser
def test_a_mark_leads_to_its_verdict_and_back(open_page: Open) -> None:
    page = open_page("exempelstad", "pastaenden.html")
    page.locator("main").get_by_role("link", name="Majoriteten").click()
    mark = page.locator("a.ref").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    note = page.locator("#p2")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("Stämmer")
    note.locator("summary").click()
    note.locator("a.n").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Skatter, bidrag och utjämning")
    page.keyboard.press("Escape")
    note.get_by_role("link", name="Till stället i texten").click()
    assert page.url.endswith("#m2")


def test_a_hostile_text_is_only_a_text(tmp_path: Path) -> None:
    workspace, out = tmp_path / "stad", tmp_path / "sida"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace, ignore=shutil.ignore_patterns("texts", "proposals"))
    (workspace / "texts").mkdir()
    (workspace / "texts" / "a b.txt").write_text(f"{ATTACK}\n\nSkatten är 21,75 kronor {ATTACK} 2026.\n", encoding="utf-8")
    (workspace / "texts" / "a-b.html").write_text(
        "<p onclick=alert(1)>Skatten 2026 är 21,75 kronor.<script>alert(2)</script>", encoding="utf-8"
    )
    (workspace / "texts" / "tom.txt").write_text("", encoding="utf-8")
    (workspace / "texts" / "latin.txt").write_bytes("Skatten är 21,75 kronor 2026. Östergård.".encode("latin-1"))
    done = run("publish", str(workspace), "--out", str(out))
    assert done.returncode == 0, done.stderr
    pages = sorted(each.name for each in out.glob("pastaende-*.html"))
    assert pages == ["pastaende-a-b-2.html", "pastaende-a-b.html", "pastaende-latin.html", "pastaende-tom.html"]
    for each in pages:
        page = read_page(out / each)
        assert len([one for one in page.all("script") if one.attributes.get("type") != "application/json"]) == 1
        assert not page.all("img")
        assert not [one for one in page.elements if "onclick" in one.attributes]
    assert "Östergård" in (out / "pastaende-latin.html").read_text(encoding="utf-8")
    assert "Här påstås inget" in (out / "pastaende-tom.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("sentence", ["", "  ", "# Budget", "<p></p>", "- "])
def test_a_kept_sentence_that_is_none_stands_as_it_was_written(tmp_path: Path, sentence: str) -> None:
    workspace, out = tmp_path / "stad", tmp_path / "sida"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace, ignore=shutil.ignore_patterns("texts", "proposals"))
    kept = f"tom:\n  sentence: {json.dumps(sentence)}\n  verdicts: [amount holds]\n"
    (workspace / "claims.yaml").write_text(kept, encoding="utf-8")
    done = run("publish", str(workspace), "--out", str(out))
    assert done.returncode == 0, done.stderr
    page = read_page(out / "pastaenden.html")
    (said,) = [each for each in page.all("p") if each.attributes.get("class") == "said-so"]
    assert said.text.strip() == sentence.strip()
    assert "Inget i meningen går att pröva." in (out / "pastaenden.html").read_text(encoding="utf-8")


def test_a_kept_heading_that_says_something_is_marked(tmp_path: Path) -> None:
    workspace, out = tmp_path / "stad", tmp_path / "sida"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace, ignore=shutil.ignore_patterns("texts", "proposals"))
    kept = 'rubrik:\n  sentence: "# Skatten 2026 är 21,75 kronor"\n  verdicts: [amount holds]\n'
    (workspace / "claims.yaml").write_text(kept, encoding="utf-8")
    done = run("publish", str(workspace), "--out", str(out))
    assert done.returncode == 0, done.stderr
    page = read_page(out / "pastaenden.html")
    assert [each.attributes["class"] for each in page.all("mark")] == ["holds"]


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("Skatten 2026 är 21,75 kronor.", "Påståendet går att pröva, och det stämmer"),
        ("Skatten 2026 är 23,75 kronor.", "Påståendet går att pröva, och det stämmer inte"),
        ("Avgiften för parkering är 23,75 kronor.", "Påståendet går inte att pröva med dessa siffror"),
    ],
)
def test_one_claim_is_not_one_of_one(tmp_path: Path, said: str, heading: str) -> None:
    workspace, out = tmp_path / "stad", tmp_path / "sida"
    shutil.copytree(ROOT / "examples" / "exempelstad", workspace, ignore=shutil.ignore_patterns("texts", "proposals"))
    (workspace / "texts").mkdir()
    (workspace / "texts" / "insandare.md").write_text(f"{said}\n", encoding="utf-8")
    done = run("publish", str(workspace), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert read_page(out / "pastaende-insandare.html").all("h1")[0].text.strip() == heading
