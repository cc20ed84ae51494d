"""`hundralapp new`: the workspace it makes is sound in both languages, and nothing that was there is touched."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hundralapp.checks.local_government_act import check_local_government_act
from hundralapp.checks.verdict import Verdict
from hundralapp.cli.common import load
from hundralapp.cli.new import command
from hundralapp.graph.figure import Status
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal

LANGUAGES = ("sv", "en")


def new(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def made(folder: Path, language: str = "sv", year: int = 2027) -> tuple[Model, dict[str, Proposal]]:
    result = new(folder, "--lang", language, "--year", str(year))
    assert result.exit_code == 0, result.output
    return load(folder)


@pytest.mark.parametrize("year", [2013, 2024, 2027, 2100])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_reports_nothing(tmp_path: Path, language: str, year: int) -> None:
    model, proposals = made(tmp_path / "minstad", language, year)
    assert [each.message("sv") for each in model.report] == []
    assert model.workspace.budget_year == year
    assert [each.year for each in model.periods.values()] == [year - 1, year, year + 1, year + 2]
    assert len(proposals) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_is_a_budget(tmp_path: Path, language: str) -> None:
    model, _ = made(tmp_path / "minstad", language)
    for period in model.periods:
        net_cost, share = model.value("key.net_cost_per_resident", period), model.value("key.result_share", period)
        assert net_cost is not None
        assert share is not None
        assert 60_000 < net_cost < 80_000
        assert 0 < share < 2
        assert model.value("balance.difference", period) == pytest.approx(0.0, abs=0.001)
    assert all(each.verdict is Verdict.MET for each in check_local_government_act(model))


def test_both_languages_are_the_same_budget(tmp_path: Path) -> None:
    swedish, english = (made(tmp_path / language, language)[0] for language in LANGUAGES)
    for figure, period in swedish.cells:
        if figure.startswith(("result.", "balance.", "key.", "revenue.")):
            assert swedish.value(figure, period) == english.value(figure, period), figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_labelled_as_invented(tmp_path: Path, language: str) -> None:
    model, _ = made(tmp_path / "minstad", language)
    assert {model.status(key) for key, cell in model.cells.items() if cell.stated is not None} == {Status.SYNTHETIC}
    assert "synthetic:" in (tmp_path / "minstad" / "workspace.yaml").read_text(encoding="utf-8").partition("synthetic: true")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_says_what_it_is_for(tmp_path: Path, language: str) -> None:
    made(tmp_path / "minstad", language)
    for path in (tmp_path / "minstad").rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# "), path
        assert "{" not in text.replace("{year", "").replace("{name_en", "").replace("{role", "").replace("{}", ""), path


def test_the_next_year_by_default(tmp_path: Path) -> None:
    assert new(tmp_path / "minstad").exit_code == 0
    assert load(tmp_path / "minstad")[0].workspace.budget_year == date.today().year + 1


@pytest.mark.parametrize("name", ['Sankt "Per"', "C:\\kommun", "Ö: en ö # här", "{Y}", "- x"])
def test_any_name_may_be_given(tmp_path: Path, name: str) -> None:
    assert new(tmp_path / "minstad", "--name", name).exit_code == 0
    model, _ = load(tmp_path / "minstad")
    assert model.workspace.entity.name == name
    assert model.report.ok


def test_it_tells_what_was_made_and_what_is_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = new("minstad").output
    for path in (tmp_path / "minstad").rglob("*.*"):
        assert f"  {path.relative_to(tmp_path / 'minstad').as_posix()}  " in text
    assert text.endswith(
        "  hundralapp check minstad\n  hundralapp compute minstad\n  hundralapp compare minstad\n  hundralapp publish minstad\n"
    )
    assert max(len(line) for line in text.splitlines()) <= 120


def test_json(tmp_path: Path) -> None:
    answer = json.loads(new(tmp_path / "minstad", "--json").output)
    assert answer["verb"] == "new"
    assert sorted(answer["data"]["files"]) == sorted(
        path.relative_to(tmp_path / "minstad").as_posix() for path in (tmp_path / "minstad").rglob("*.*")
    )


def test_a_folder_with_anything_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "kvar.txt").write_text("mitt", encoding="utf-8")
    result = new(tmp_path)
    assert result.exit_code == 2
    assert "finns redan och rörs inte" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["kvar.txt"]


def test_a_file_or_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("mitt", encoding="utf-8")
    (tmp_path / "lank").symlink_to(tmp_path / "ingenstans")
    for name in ("fil", "lank"):
        assert new(tmp_path / name).exit_code == 2
    assert (tmp_path / "fil").read_text(encoding="utf-8") == "mitt"
    assert (tmp_path / "lank").is_symlink()


def test_the_folder_one_stands_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = new(".")
    assert result.exit_code == 2
    assert "Du står i den mappen" in result.output


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "minstad").mkdir()
    made(tmp_path / "minstad")


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = new(tmp_path / "minstad")
    assert result.exit_code == 2
    assert "kan inte skapas: No space left on device" in result.output
    assert list(tmp_path.iterdir()) == []
