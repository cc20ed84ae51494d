"""The served pages in the browser: they follow the files, and say what is wrong in them to everyone, escaped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.publish.browsertools import violations
from tests.serve.conftest import EXAMPLES, edit
from tests.serve.process import Served, serving

pytestmark = pytest.mark.browser

ALERT = "#hundralapp-live [role=alert]"
NAME, OTHER = "name: Sjöbo kommun}", "name: Nya staden}"
YEAR, WRONG = "budget_year:", "budget_yer:"
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"
_MARK = "() => { window.stays = true; }"
_STAYED = "() => window.stays === true"
Visit = Callable[..., Page]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "sjobo-2024", tmp_path / "sjobo"))


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a served page; afterwards it must have complained of nothing, and asked nobody else for anything."""
    contexts, complaints = [], []

    def give(served: Served, file: str = "", *, width: int = 1280, may_fail: bool = False, **kind: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **kind)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if not may_fail:
            page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request", lambda asked: None if asked.url.startswith((served.address, "data:")) else complaints.append(asked.url)
        )
        page.goto(served.address + file)
        return page

    yield give
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_page_follows_the_files(served: Served, folder: Path, visit: Visit) -> None:
    page = visit(served)
    expect(page.locator("h1")).to_contain_text("Sjöbo")
    edit(folder / "workspace.yaml", NAME, OTHER)
    expect(page.locator("h1")).to_contain_text("Nya staden", timeout=15_000)
    edit(folder / "workspace.yaml", OTHER, NAME)
    expect(page.locator("h1")).to_contain_text("Sjöbo", timeout=15_000)
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


@pytest.mark.parametrize(
    ("file", "told"), [("", 'Menade du "budget_year"?'), ("en.html", 'Did you mean "budget_year"?')], ids=["sv", "en"]
)
def test_what_is_wrong_is_told_without_taking_the_page_away(
    served: Served, folder: Path, visit: Visit, file: str, told: str
) -> None:
    page = visit(served, file)
    page.evaluate(_MARK)
    heading = page.locator("h1").inner_text()
    expect(page.locator(ALERT)).to_be_empty()
    edit(folder / "workspace.yaml", YEAR, WRONG)
    alert = page.locator(ALERT)
    expect(alert).to_contain_text(told, timeout=15_000)
    expect(alert).to_contain_text("workspace.yaml")
    expect(alert).to_contain_text("budget_yer: 2024")
    expect(alert.locator("h2")).to_be_in_viewport()
    assert page.locator("h1").inner_text() == heading
    edit(folder / "workspace.yaml", WRONG, YEAR)
    expect(alert).to_be_empty(timeout=15_000)
    assert page.evaluate(_STAYED), "nothing was taken from the reader"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_where_something_is_wrong(served: Served, folder: Path, visit: Visit, width: int, scheme: str) -> None:
    page = visit(served, width=width, color_scheme=scheme)
    assert violations(page) == []
    edit(folder / "workspace.yaml", YEAR, WRONG)
    expect(page.locator(ALERT)).to_contain_text("budget_yer", timeout=15_000)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("#hundralapp-live").bounding_box()["height"] < 0.6 * 800  # type: ignore[index]
    page.reload()
    expect(page.locator(ALERT)).to_contain_text("budget_yer")
    assert violations(page) == []


def test_the_list_is_reached_and_scrolled_with_the_keyboard(served: Served, folder: Path, visit: Visit) -> None:
    page = visit(served)
    for name in sorted((folder / "budget").glob("*.csv")):
        name.write_text("committee,2024\n" + "x,y\n" * 60, encoding="utf-8")
    problems = page.locator(f"{ALERT} [role=region]")
    expect(problems).to_be_visible(timeout=15_000)
    problems.focus()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("End")
    for _ in range(100):  # not wait_for_function, whose text the page's policy forbids
        if page.evaluate("document.activeElement.scrollTop"):
            break
        page.wait_for_timeout(20)
    assert page.evaluate("document.activeElement.scrollTop") > 0


def test_a_start_with_faulty_files(folder: Path, visit: Visit) -> None:
    edit(folder / "workspace.yaml", YEAR, WRONG)
    with serving(folder) as served:
        for width, scheme in ((320, "light"), (1280, "dark")):
            page = visit(served, may_fail=True, width=width, color_scheme=scheme, locale="sv-SE")  # the console notes the 503
            expect(page.locator("h1")).to_have_text("2 fel i filerna")
            expect(page.locator("main")).to_contain_text('Menade du "budget_year"?')
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
            expect(page.locator("li")).to_have_count(2)
        page.get_by_role("link", name="In English").click()
        expect(page.locator("h1")).to_have_text("2 problems in the files")
        edit(folder / "workspace.yaml", "money: mkr", "money: mkrr")
        expect(page.locator("h1")).to_have_text("3 problems in the files", timeout=15_000)
        expect(page.locator(ALERT)).to_be_empty()
        edit(folder / "workspace.yaml", "money: mkrr", "money: mkr")
        expect(page.locator("h1")).to_have_text("2 problems in the files", timeout=15_000)
        edit(folder / "workspace.yaml", WRONG, YEAR)
        expect(page.locator("h1")).to_contain_text("Sjöbo", timeout=15_000)
        page.context.close()


def test_a_removed_workspace_says_so_and_may_come_back(served: Served, folder: Path, visit: Visit) -> None:
    page = visit(served)
    away = folder.rename(folder.with_name("away"))
    expect(page.locator(ALERT)).to_contain_text("mappen finns inte längre", timeout=15_000)
    expect(page.locator("h1")).to_contain_text("Sjöbo")
    away.rename(folder)
    expect(page.locator(ALERT)).to_be_empty(timeout=15_000)


def test_nothing_that_files_hold_is_run(served: Served, folder: Path, visit: Visit) -> None:
    page = visit(served)
    edit(folder / "workspace.yaml", "money: mkr", f"money: {json.dumps(ATTACK)}")
    expect(page.locator(ALERT)).to_contain_text("alert(1)", timeout=15_000)
    assert page.locator(f"{ALERT} script, {ALERT} img").count() == 0
    page.reload()
    expect(page.locator(ALERT)).to_contain_text("alert(1)")
    assert page.locator(f"{ALERT} script, {ALERT} img").count() == 0


def test_a_hidden_page_lets_go_of_its_connection(served: Served, folder: Path, visit: Visit, browser: Browser) -> None:
    page = visit(served, "en.html")
    hide = """(is) => { Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
      document.dispatchEvent(new Event("visibilitychange")); }"""
    page.evaluate(hide, True)
    edit(folder / "workspace.yaml", YEAR, WRONG)
    other = visit(served)
    expect(other.locator(ALERT)).to_contain_text("budget_yer", timeout=15_000)
    expect(page.locator(ALERT)).to_be_empty()
    page.evaluate(hide, False)
    expect(page.locator(ALERT)).to_contain_text("budget_yer")


def test_a_server_that_has_stopped_is_told(served: Served, visit: Visit) -> None:
    page = visit(served, may_fail=True)
    lost = page.locator("#hundralapp-live [role=status]")
    expect(lost).to_be_empty()
    served.stop()
    expect(lost).to_have_text("Servern svarar inte. Sidan visar det som sist kom från den.", timeout=15_000)
    assert violations(page) == []


@pytest.mark.parametrize("example", ["exempelstad"])
def test_every_page_works_when_served(visit: Visit, example: str) -> None:
    """No page complains of anything in the console: fonts, scripts and data are all let through by the policy."""
    with serving(EXAMPLES / example) as served:
        page = visit(served)
        seen, waiting = set(), ["index.html"]
        while waiting:
            file = waiting.pop()
            if file in seen:
                continue
            seen.add(file)
            page.goto(served.address + file)
            expect(page.locator("h1").first).to_be_visible()
            for address in page.eval_on_selector_all("a[href]", "(all) => all.map((each) => each.href)"):
                name = str(address).partition("#")[0].removeprefix(served.address)
                beside = sum(each.rpartition("/")[0] == name.rpartition("/")[0] for each in seen) if "/" in name else 0
                if "://" not in name and name.endswith(".html") and beside < 2:
                    waiting.append(name)
        assert len(seen) >= 6
        page.context.close()
