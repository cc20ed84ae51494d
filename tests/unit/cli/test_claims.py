"""The verb `claims`: terminal, JSON, sidecar, kept claims, and what it says of bad input."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests import commandline

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = "Skatten höjs med 24 öre 2024. Det är en ansvarsfull budget. Totalt blev det 177.\n"


def run(*arguments: str | Path, language: str = "sv") -> subprocess.CompletedProcess[str]:
    return commandline.run("claims", *arguments, "--lang", language)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "stockholm-2024", tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "press.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_terminal(text: Path) -> None:
    ended = run(text, "--workspace", EXAMPLES / "stockholm-2024")
    assert ended.returncode == 0
    assert "✓ 1  belopp: stämmer." in ended.stdout
    assert "○ 2  värdering" in ended.stdout
    assert 'tal som inte förstods: "177" (utan enhet)' in ended.stdout


def test_json(text: Path) -> None:
    ended = run(text, "-w", EXAMPLES / "stockholm-2024", "--json", language="en")
    envelope = json.loads(ended.stdout)
    claims = envelope["data"]["claims"]
    assert envelope["verb"] == "claims"
    assert [(each["kind"], each["verdict"], each["line"], each["column"]) for each in claims["claims"]] == [
        ("amount", "holds", 1, 18),
        ("value", "value_judgement", 1, 41),
    ]
    assert claims["text"][claims["claims"][0]["start"] : claims["claims"][0]["end"]] == "24 öre"
    assert [each["text"] for each in claims["not_understood"]] == ["177"]
    assert claims["claims"][0]["steps"][1]["explanation"]["figure"] == "revenue.tax_rate_change"
    assert claims["counts"] == {
        "holds": 1,
        "does_not_hold": 0,
        "depends_on_definition": 0,
        "cannot_be_checked": 0,
        "value_judgement": 1,
    }


def test_the_terminal_is_safe_from_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Skatten höjs med 24 öre \x1b[31m\x07nu 2024.\n".encode())
    ended = run(path, "-w", EXAMPLES / "stockholm-2024")
    assert "\x1b" not in ended.stdout
    assert "\x07" not in ended.stdout


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"%PDF-1.7", "a.txt är en PDF-fil. Kopiera texten till en .txt-fil.\n"),
        ("a.docx", b"PK", "a.docx: filer av slaget .docx läses inte. Spara som .txt, .md eller .html.\n"),
    ],
)
def test_what_is_no_text(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    ended = run(tmp_path / name, "-w", EXAMPLES / "stockholm-2024")
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", message)


def test_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n", encoding="utf-8")
    ended = run(tmp_path / "a.txt", "-w", EXAMPLES / "stockholm-2024")
    assert ended.returncode == 0
    assert "Texten är tom." in ended.stdout
    assert "Inga påståenden hittades." in ended.stdout


def test_a_fixed_link_is_respected(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Slutsiffran 2022 blev 2 568 mkr.\n", encoding="utf-8")
    loose = json.loads(run(path, "-w", workspace, "--json").stdout)["data"]["claims"]["claims"][0]
    assert (loose["verdict"], loose["link_is_fixed"]) == ("cannot_be_checked", False)
    (tmp_path / "a.txt.links.yaml").write_text(
        "links:\n  - quote: Slutsiffran 2022\n    figure: result.net_income\n", encoding="utf-8"
    )
    fixed = json.loads(run(path, "-w", workspace, "--json").stdout)["data"]["claims"]["claims"][0]
    assert (fixed["verdict"], fixed["link_is_fixed"]) == ("holds", True)
    assert fixed["candidates"] == [{"figure": "result.net_income", "label": "Årets resultat", "confidence": 1.0}]


def test_a_link_that_points_at_nothing(workspace: Path, text: Path) -> None:
    text.with_name("press.txt.links.yaml").write_text(
        'links:\n  - {quote: "24 öre", figure: revenue.tax_rat}\n  - {quote: "25 öre", figure: none}\n', encoding="utf-8"
    )
    ended = run(text, "-w", workspace, language="en")
    assert ended.returncode == 1
    lines = [line for line in ended.stderr.splitlines() if line.startswith("press")]
    assert lines == [
        'press.txt.links.yaml:2:31: unknown-figure: "revenue.tax_rat" does not exist. Did you mean "revenue.tax_rate"?',
        'press.txt.links.yaml:3:13: quote-not-found: the words "25 öre" are not in press.txt. '
        "Write them as they stand in the text.",
    ]


def test_kept_claims_flip_when_figures_change(workspace: Path, text: Path) -> None:
    (workspace / "claims.yaml").unlink()
    assert run(text, "-w", workspace, "--keep").stderr == "1 meningar lades i claims.yaml.\n"
    kept = (workspace / "claims.yaml").read_text(encoding="utf-8")
    assert "verdicts: [amount holds]" in kept

    def check() -> subprocess.CompletedProcess[str]:
        return commandline.run("check", workspace, "--strict")

    assert check().returncode == 0
    table = workspace / "budget" / "skatt.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("17.98", "17.88"), encoding="utf-8")
    ended = check()
    assert ended.returncode == 1
    assert 'claim-flipped: påståendet "press-1" prövas nu som "amount does_not_hold"' in ended.stdout


def test_two_runs_keep_both(workspace: Path, text: Path) -> None:
    for _ in range(2):
        assert run(text, "-w", workspace, "--keep").returncode == 0
    kept = (workspace / "claims.yaml").read_text(encoding="utf-8")
    assert kept.startswith("# Påståenden")
    assert "press-1:" in kept
    assert "press-2:" in kept


def test_the_same_text_gives_the_same_bytes(text: Path) -> None:
    first, second = (run(text, "-w", EXAMPLES / "stockholm-2024", "--json").stdout for _ in range(2))
    assert first == second
