"""What is published: whole, reproducible, checkable, and never in the place of something else."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commandline import run
from tests.publish.conftest import EXAMPLES, ROOT, Site
from tests.publish.pagetools import pages_of, read_page

from hundralapp.graph.export import evaluate_exported
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import MARKER, make_site, publish
from hundralapp.workspace.lock import read_lock
from hundralapp.workspace.writing import NotOursError

Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
SMALL = "region-stockholm-2024"
MOST_BYTES = 150_000


def files_of(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_file_has_its_checksum(site: Site, name: str) -> None:
    folder = site(name)
    lines = (folder / "checksums.txt").read_text(encoding="utf-8").splitlines()
    stated = {each[66:]: each[:64] for each in lines}
    there = files_of(folder) - {"checksums.txt", MARKER}
    assert set(stated) == there >= {"index.html", "en.html", "budget.json", "data/figures.csv", "graph.json", "budget.xlsx"}
    assert stated == {each: hashlib.sha256((folder / each).read_bytes()).hexdigest() for each in stated}


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_page_is_heavy(site: Site, name: str) -> None:
    weights = {each: len(gzip.compress((site(name) / each).read_bytes(), 9)) for each in pages_of(site(name))}
    assert max(weights.values()) < MOST_BYTES, weights


def test_the_same_workspace_gives_the_same_bytes(loaded: Loaded) -> None:
    assert make_site([Budget(*loaded(SMALL))]) == make_site([Budget(*loaded(SMALL))])


@pytest.mark.parametrize("name", EXAMPLES)
def test_figures_csv_is_the_model(site: Site, loaded: Loaded, name: str) -> None:
    model, _ = loaded(name)
    with (site(name) / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:6] == ["figure", "period", "value", "unit", "status", "origin"]
    assert len(rows) == len(model.cells)
    for row in rows:
        key = row["figure"], row["period"]
        value = model.value(*key)
        assert (None if row["value"] == "" else float(row["value"])) == value
        assert (value is None) == (row["status"] == "unknown")
        assert row["status"] == model.status(key).value
        assert row["origin"].split() == model.origins(key)


@pytest.mark.parametrize("name", EXAMPLES)
def test_graph_json_computes_every_figure(site: Site, loaded: Loaded, name: str) -> None:
    model, _ = loaded(name)
    graph = json.loads((site(name) / "graph.json").read_text(encoding="utf-8"))
    found = evaluate_exported(graph, graph["values"])
    assert found == {f"{figure}@{period}": model.value(figure, period) for figure, period in model.cells}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_data_page_leads_to_every_file_of_data(site: Site, name: str) -> None:
    """In both languages together: the workbook is that of the page's language."""
    folder = site(name)
    linked = set()
    for page in ("data.html", "data-en.html"):
        linked |= set(re.findall(r'href="([^"]+)" download', (folder / page).read_text(encoding="utf-8")))
    data = {each for each in files_of(folder) if each.startswith("data/") or each.endswith((".xlsx", ".zip", ".json"))}
    assert data - {MARKER} <= linked
    assert "checksums.txt" in linked


def test_budget_json_is_what_compute_prints(site: Site) -> None:
    printed = run("compute", str(ROOT / "examples" / SMALL), "--json")
    assert printed.returncode == 0
    assert printed.stdout == (site(SMALL) / "budget.json").read_text(encoding="utf-8")


def test_the_result_hash_is_the_lock_s(site: Site) -> None:
    lock = read_lock(ROOT / "examples" / SMALL)
    assert lock is not None
    assert lock.result in (site(SMALL) / "data.html").read_text("utf-8")


def test_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "sida"
    done = run("publish", str(ROOT / "examples" / SMALL), "--out", str(out), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["verb"] == "publish"
    assert answer["data"]["folder"] == str(out)
    assert {each["name"] for each in answer["data"]["files"]} == files_of(out) - {MARKER}
    again = run("publish", str(ROOT / "examples" / SMALL), "--out", str(out))
    assert again.returncode == 0
    assert f"Öppna {out / 'index.html'}" in again.stdout
    english = run("publish", str(ROOT / "examples" / SMALL), "--out", str(out), "--lang", "en")
    assert f"Open {out / 'en.html'}" in english.stdout


def test_a_workspace_with_errors_is_not_published(tmp_path: Path) -> None:
    workspace, out = tmp_path / "fel", tmp_path / "sida"
    workspace.mkdir()
    (workspace / "workspace.yaml").write_text("format: 1\nnamn: Fel\n", encoding="utf-8")
    done = run("publish", str(workspace), "--out", str(out))
    assert done.returncode == 1
    assert "workspace.yaml:" in done.stderr
    assert not out.exists()


def test_a_folder_that_is_no_publication_is_left_alone(loaded: Loaded, tmp_path: Path) -> None:
    out = tmp_path / "annat"
    out.mkdir()
    (out / "viktigt.txt").write_text("kvar", encoding="utf-8")
    done = run("publish", str(ROOT / "examples" / SMALL), "--out", str(out))
    assert done.returncode == 2
    assert "ingen tidigare publicering" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["annat"]
    assert (out / "viktigt.txt").read_text(encoding="utf-8") == "kvar"


def test_what_was_put_beside_a_publication_is_left_alone(loaded: Loaded, tmp_path: Path) -> None:
    out = tmp_path / "sida"
    publish([Budget(*loaded(SMALL))], out)
    (out / "CNAME").write_text("budget.example", encoding="utf-8")
    with pytest.raises(NotOursError) as refused:
        publish([Budget(*loaded(SMALL))], out)
    assert refused.value.foreign == ("CNAME",)
    (out / "CNAME").unlink()
    publish([Budget(*loaded(SMALL))], out)


@pytest.mark.parametrize("marker", ["", "[]", '{"format": "other/1", "files": {}}', '{"format": "hundralapp-publication/1"}'])
def test_only_a_whole_marker_counts(loaded: Loaded, tmp_path: Path, marker: str) -> None:
    (tmp_path / MARKER).write_text(marker, encoding="utf-8")
    with pytest.raises(NotOursError):
        publish([Budget(*loaded(SMALL))], tmp_path)


def test_a_file_is_not_replaced_and_an_empty_folder_is(loaded: Loaded, tmp_path: Path) -> None:
    taken = tmp_path / "fil"
    taken.write_text("kvar", encoding="utf-8")
    with pytest.raises(NotOursError):
        publish([Budget(*loaded(SMALL))], taken)
    empty = tmp_path / "tom"
    empty.mkdir()
    publish([Budget(*loaded(SMALL))], empty)
    assert (empty / "index.html").exists()


def test_a_link_to_the_folder_stays_a_link(loaded: Loaded, tmp_path: Path) -> None:
    folder, link = tmp_path / "sida", tmp_path / "nu"
    folder.mkdir()
    link.symlink_to(folder)
    publish([Budget(*loaded(SMALL))], link)
    assert link.is_symlink()
    assert (folder / "index.html").exists()


@pytest.mark.parametrize("out", ["arbetsyta", "."])
def test_the_workspace_itself_is_not_replaced(tmp_path: Path, out: str) -> None:
    workspace = tmp_path / "arbetsyta"
    workspace.mkdir()
    (workspace / "workspace.yaml").write_text("format: 1\n", encoding="utf-8")
    done = run("publish", str(workspace), "--out", str(tmp_path / out))
    assert done.returncode == 2
    assert (workspace / "workspace.yaml").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    taken = tmp_path / "fil"
    taken.write_text("", encoding="utf-8")
    done = run("publish", str(ROOT / "examples" / SMALL), "--out", str(taken / "sida"))
    assert done.returncode == 2
    assert "kan inte skrivas" in done.stderr


def test_several_budgets_stand_in_a_folder_each(tmp_path: Path) -> None:
    names = ("sjobo-2024", "region-stockholm-2024")
    done = run("publish", *(str(ROOT / "examples" / name) for name in names), "--out", str(tmp_path / "sida"), "--json")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "sida"
    assert {each["name"] for each in json.loads(done.stdout)["data"]["files"]} == files_of(folder) - {MARKER}
    for file, way in (("index.html", "Alla budgetar"), ("en.html", "All budgets")):
        front = read_page(folder / file)
        ways = {each.attributes["href"] for each in front.all("a")}
        assert {f"{name}/{file}" for name in names} <= ways
        for name in names:
            back = [each for each in read_page(folder / name / file).all("a") if each.text == way]
            assert {(folder / name / each.attributes["href"]).resolve() for each in back} == {folder / file}
    assert "−26,1\u00a0mkr" in (folder / "index.html").read_text(encoding="utf-8")
    assert not list((folder / "sjobo-2024").rglob("*.woff2")), "fonts are shared"


def test_two_workspaces_of_one_name_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / SMALL, tmp_path / SMALL)
    done = run("publish", str(ROOT / "examples" / SMALL), str(tmp_path / SMALL), "--out", str(tmp_path / "sida"))
    assert done.returncode == 2
    assert f"Två arbetsytor heter {SMALL}" in done.stderr
    assert not (tmp_path / "sida").exists()


def test_what_scripts_share_is_written_once() -> None:
    """Reading a page's data and filling a sentence: in the frame, which every page has."""
    folder = ROOT / "src" / "hundralapp" / "publish" / "assets"
    for written in ("JSON.parse(document", "=> values[", "document.createElement(tag)"):
        assert [each.name for each in folder.glob("*.js") if written in each.read_text(encoding="utf-8")] == ["frame.js"]
