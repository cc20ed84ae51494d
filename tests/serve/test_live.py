"""What happens while files are edited: recomputed, faulty, mended, removed, changed meanwhile, and with several budgets."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.serve.conftest import client_of, edit
from tests.serve.loops import finish

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.serve import live as module
from hundralapp.serve import watching
from hundralapp.serve.live import Live, State
from hundralapp.serve.watching import take_print, wakes

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_SETTLED", 0.01)
    monkeypatch.setattr(watching, "_LOOK_EVERY", 0.05)


def refresh(live: Live) -> State:
    finish(live.refresh())
    return live.state


OLD, NEW = "name: Sjöbo kommun}", "name: Nya staden}"


def test_a_change_gives_new_pages_and_only_what_changed_is_made_again(workspace: Path) -> None:
    told: list[State] = []
    live = Live([workspace], load, told.append)
    before = live.state
    csv = before.page("data/figures.csv")
    assert refresh(live) is before
    assert told == []
    edit(workspace / "workspace.yaml", OLD, NEW)
    after = refresh(live)
    assert told == [after]
    assert "Nya staden" in after.page("index.html").body.decode()
    assert after.tag_of("index.html") != before.tag_of("index.html")
    assert after.page("data/figures.csv") is csv
    assert after.problems == ()


def test_a_file_written_again_as_it_was_changes_no_page(workspace: Path) -> None:
    live = Live([workspace], load)
    before, page = live.state, live.state.page("index.html")
    file = workspace / "workspace.yaml"
    file.write_bytes(file.read_bytes())
    after = refresh(live)
    assert after is not before
    assert after.published == before.published
    assert after.page("index.html") is page


def test_faulty_files_leave_the_last_good_pages_and_are_told_on_them(workspace: Path) -> None:
    live = Live([workspace], load)
    good, client = live.state, client_of(live)
    tag = client.get("/").headers["etag"]
    edit(workspace / "workspace.yaml", "budget_year:", "budget_yer:")
    state = refresh(live)
    assert [each.code for each in state.problems if each.is_error] == ["missing-key", "unknown-key"]
    assert state.published == good.published
    assert state.tag_of("index.html") == good.tag_of("index.html"), "the page is not another; it does not reload"
    swedish, english = (client.get(each).text for each in ("/index.html", "/en.html"))
    assert client.get("/").headers["etag"] != tag
    assert "2 fel i filerna" in swedish
    assert '<b translate="no">workspace.yaml</b>, rad ' in swedish
    assert "Menade du &#34;budget_year&#34;?" in swedish
    assert "2 problems in the files" in english
    assert "Did you mean &#34;budget_year&#34;?" in english
    assert client.get("/data/figures.csv").content == good.published["data/figures.csv"]
    health = client.get("/health")
    assert (health.status_code, health.json()["status"]) == (200, "showing_last_sound")
    edit(workspace / "workspace.yaml", "budget_yer:", "budget_year:")
    mended = refresh(live)
    assert mended.problems == ()
    assert client.get("/").headers["etag"] == tag
    assert client.get("/health").json()["status"] == "ok"


def test_a_start_with_faulty_files_shows_what_is_wrong_and_then_the_page(workspace: Path) -> None:
    edit(workspace / "workspace.yaml", "budget_year:", "budget_yer:")
    live = Live([workspace], load)
    client = client_of(live)
    for path in ("/", "/index.html", "/nothing.html"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "2 fel i filerna" in answer.text
        assert "workspace.yaml" in answer.text
    assert "2 problems in the files" in client.get("/?lang=en").text
    assert client.get("/health").status_code == 503
    shown = live.state.tag_of("index.html")
    assert f'data-page="{shown}" data-problems="{live.state.tag}"' in client.get("/").text, "it knows already what it says"
    edit(workspace / "workspace.yaml", "budget_yer:", "budget_year:")
    assert refresh(live).tag_of("index.html") != shown
    assert client.get("/").status_code == 200


def test_what_files_hold_is_escaped_in_the_list(workspace: Path) -> None:
    live = Live([workspace], load)
    edit(workspace / "workspace.yaml", "money: mkr", "money: " + json.dumps(ATTACK))
    (workspace / f"{ATTACK.replace('/', '')}.yaml").write_text("a: 1\n", encoding="utf-8")
    refresh(live)
    for page in (client_of(live).get("/").text, client_of(live).get("/en.html").text):
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_workspace_that_is_removed_says_so_and_may_come_back(workspace: Path, tmp_path: Path) -> None:
    live = Live([workspace], load)
    shutil.move(workspace, tmp_path / "away")
    assert [each.code for each in refresh(live).problems] == ["workspace-gone"]
    assert "mappen finns inte längre" in client_of(live).get("/").text
    shutil.move(tmp_path / "away", workspace)
    assert refresh(live).problems == ()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.37, 0.5, 0.93])
def test_a_half_written_file_is_a_problem_and_not_a_crash(workspace: Path, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "make_pages", lambda budgets, **_: {"index.html": b"<html><head></head><body></body></html>"})
    live = Live([workspace], load)
    for file in sorted(workspace.rglob("*.*")):
        whole = file.read_bytes()
        file.write_bytes(whole[: int(len(whole) * share)])
        state = refresh(live)
        assert "index.html" in state.published
        assert all(each.code != "fault-of-ours" for each in state.problems)
        file.write_bytes(whole)
    assert refresh(live).problems == ()


def test_bytes_that_are_no_text_are_told(workspace: Path) -> None:
    live = Live([workspace], load)
    (workspace / "workspace.yaml").write_bytes(b"\xff\xfe\x00name: x\n")
    assert [each.code for each in refresh(live).problems if each.is_error] == ["not-utf8"]


def test_a_change_while_computing_is_not_lost(workspace: Path) -> None:
    """Each time the files have been read, somebody writes again before the pages are made."""
    names = [OLD, NEW, "name: Mellan}", "name: Sist}"]
    runs: list[int] = []

    def while_somebody_writes(folder: Path) -> tuple[Model, Mapping[str, Proposal]]:
        loaded = load(folder)
        at = len(runs)
        runs.append(1)
        if 0 < at < len(names):
            edit(folder / "workspace.yaml", names[at - 1], names[at])
        return loaded

    live = Live([workspace], while_somebody_writes)
    (workspace / "note.txt").write_text("x", encoding="utf-8")
    state = refresh(live)
    assert "Sist" in state.page("index.html").body.decode()
    assert len(runs) == 1 + len(names)


def test_a_fault_of_ours_is_told_and_the_server_goes_on(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fails = [False]

    def loads(folder: Path) -> tuple[Model, Mapping[str, Proposal]]:
        if fails[0]:
            raise RuntimeError("boom <b>")
        return load(folder)

    live = Live([workspace], loads)
    fails[0] = True
    (workspace / "note.txt").write_text("x", encoding="utf-8")
    assert [each.code for each in refresh(live).problems] == ["fault-of-ours"]
    assert "boom" in capfd.readouterr().err
    page = client_of(live).get("/").text
    assert "RuntimeError: boom &lt;b&gt;" in page
    fails[0] = False
    (workspace / "note.txt").write_text("xy", encoding="utf-8")
    assert refresh(live).problems == ()


def test_pages_that_cannot_be_made_leave_the_former_ones(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    live = Live([workspace], load)
    good = live.state

    def broken(budgets: object, **_: object) -> dict[str, bytes]:
        raise RuntimeError("no page")

    with monkeypatch.context() as patch:
        patch.setattr(module, "make_pages", broken)
        edit(workspace / "workspace.yaml", OLD, NEW)
        state = refresh(live)
    assert [each.code for each in state.problems] == ["fault-of-ours"]
    assert state.published == good.published
    assert client_of(live).get("/api/v1/budgets/sjobo/checks").status_code == 503
    assert "no page" in capfd.readouterr().err
    (workspace / "note.txt").write_text("x", encoding="utf-8")
    assert "Nya staden" in refresh(live).page("index.html").body.decode()


def test_one_faulty_budget_leaves_the_others_live(copy: Callable[[str, str], Path]) -> None:
    one, two = copy("sjobo-2024", "one"), copy("sjobo-2025", "two")
    live = Live([one, two], load)
    client = client_of(live)
    edit(one / "workspace.yaml", "budget_year:", "budget_yer:")
    edit(two / "workspace.yaml", OLD, NEW)
    refresh(live)
    assert "Nya staden" in client.get("/two/index.html").text
    assert "2 fel i filerna" in client.get("/two/index.html").text
    assert client.get("/api/v1/budgets/one/checks").status_code == 503
    assert client.get("/api/v1/budgets/two/checks").status_code == 200


def test_a_budget_that_has_not_been_sound_yet_hides_no_other(copy: Callable[[str, str], Path]) -> None:
    one, two = copy("sjobo-2024", "one"), copy("sjobo-2025", "two")
    edit(one / "workspace.yaml", "budget_year:", "budget_yer:")
    live = Live([one, two], load)
    client = client_of(live)
    assert client.get("/two/index.html").status_code == 200
    assert "2 fel i filerna" in client.get("/two/index.html").text
    assert client.get("/api/v1/budgets/two/checks").status_code == 200
    assert "En budget" in client.get("/").text
    for path in ("/one/", "/one/index.html", "/one"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "budget_yer" in answer.text
    assert client.get("/nobody/").status_code == 404
    assert client.get("/health").json()["status"] == "showing_last_sound"
    edit(one / "workspace.yaml", "budget_yer:", "budget_year:")
    refresh(live)
    assert "Två budgetar" in client.get("/").text
    assert client.get("/one/index.html").status_code == client.get("/two/index.html").status_code == 200


def test_news_is_told_once_to_everyone_and_never_missed(workspace: Path) -> None:
    async def scenario() -> None:
        live = Live([workspace], load)
        first = live.state
        waiting = [asyncio.create_task(live.news(first, 30)) for _ in range(50)]
        await asyncio.sleep(0)
        edit(workspace / "workspace.yaml", OLD, NEW)
        await live.refresh()
        assert {id(each) for each in await asyncio.gather(*waiting)} == {id(live.state)}
        assert await live.news(first, 30) is live.state, "one who comes late is told at once"
        assert await live.news(live.state, 0.01) is live.state
        late = asyncio.create_task(live.news(live.state, 30))
        await asyncio.sleep(0)
        live.stop()
        await asyncio.wait_for(late, 1)

    finish(scenario())


@contextmanager
def without_notices(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def none(folders: object) -> object:
        raise OSError(28, "no more watches")

    with monkeypatch.context() as patch:
        patch.setattr(watching, "_notices", none)
        yield


@pytest.mark.parametrize("has_notices", [True, False])
def test_files_are_followed(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_notices: bool) -> None:
    """Edited, replaced, added in a new folder, removed, and the whole folder removed and put back."""

    async def until(live: Live, holds: Callable[[State], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds(live.state):
                await live.news(live.state, 20)

    async def scenario() -> None:
        live = Live([workspace], load)
        following = asyncio.create_task(live.follow())
        await asyncio.sleep(0.2)
        file = workspace / "workspace.yaml"
        whole = file.read_text(encoding="utf-8")
        edit(file, "budget_year:", "budget_yer:")
        await until(live, lambda state: len(state.problems) > 0)
        (workspace / "new").write_text(whole, encoding="utf-8")
        (workspace / "new").replace(file)
        await until(live, lambda state: state.problems == ())
        shutil.copytree(workspace, tmp_path / "spare")
        shutil.rmtree(workspace)
        await until(live, lambda state: [each.code for each in state.problems] == ["workspace-gone"])
        (tmp_path / "spare").rename(workspace)
        await until(live, lambda state: state.problems == ())
        (workspace / "assumptions" / "more").mkdir(parents=True)
        (workspace / "assumptions" / "more" / "odd.csv").write_text("nothing,here\n1,2\n", encoding="utf-8")
        await until(live, lambda state: len(state.problems) > 0)
        (workspace / "assumptions" / "more" / "odd.csv").unlink()
        await until(live, lambda state: state.problems == ())
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following

    if has_notices:
        finish(scenario())
    else:
        with without_notices(monkeypatch):
            finish(scenario())


def test_what_a_print_tells_apart(workspace: Path) -> None:
    first = take_print(workspace)
    assert first == take_print(workspace)
    assert first is not None
    (workspace / ".hidden").write_text("x", encoding="utf-8")
    (workspace / ".git").mkdir()
    (workspace / ".git" / "index").write_text("x", encoding="utf-8")
    (workspace / "~lock.xlsx").write_text("x", encoding="utf-8")
    assert take_print(workspace) == first, "hidden files and locks of open ones are no part of a workspace"
    (workspace / "dangling").symlink_to("nowhere")
    assert take_print(workspace) != first
    assert take_print(workspace / "nothing") is None


def test_watching_never_ends_by_itself_when_nothing_is_there(tmp_path: Path) -> None:
    async def scenario() -> int:
        seen = 0
        async for _ in wakes([tmp_path / "nothing"]):
            seen += 1
            if seen == 3:
                break
        return seen

    assert finish(scenario()) == 3
