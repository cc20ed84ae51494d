"""The examples as published pages, made once per worker, and Debian's Chromium to open them in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from tests.publish.browsertools import Open

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import publish

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/workspace.yaml"))
Site = Callable[[str], Path]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, and nothing that it would load by itself."""
    quiet = ("first-run", "gpu", "background-networking", "component-update", "sync")
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet[1:])]
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium") or "chromium", "args": flags}


@pytest.fixture(scope="session")
def loaded() -> Callable[[str], tuple[Model, dict[str, Proposal]]]:
    """An example's model and proposals, by name."""
    kept: dict[str, tuple[Model, dict[str, Proposal]]] = {}

    def give(name: str) -> tuple[Model, dict[str, Proposal]]:
        if name not in kept:
            kept[name] = load(ROOT / "examples" / name)
        return kept[name]

    return give


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, loaded: Callable[[str], tuple[Model, dict[str, Proposal]]]) -> Site:
    """The folder of a published example, by name."""
    root = tmp_path_factory.mktemp("sites")

    def give(name: str) -> Path:
        folder = root / name
        if not folder.exists():
            model, proposals = loaded(name)
            publish([Budget(model, proposals)], folder)
        return folder

    return give


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """Open a page of an example; afterwards it must have said nothing in the console and asked for nothing from outside."""
    contexts, complaints = [], []

    def give(
        name: str, file: str = "index.html", *, width: int = 1280, height: int = 900, address: str = "", **kind: Any
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **kind)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else complaints.append(asked.url))
        folder = site(name) if isinstance(name, str) else name
        page.goto(f"file://{folder / file}{address}")
        return page

    yield give
    for context in contexts:
        context.close()
    assert complaints == []


ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose every name is an attack, published."""
    folder = tmp_path_factory.mktemp("hostile")
    workspace = folder / "workspace"
    shutil.copytree(ROOT / "examples" / "stockholm-2024", workspace)
    attack_yaml(workspace / "workspace.yaml", "name", "proposer", "note")
    attack_yaml(workspace / "origins.yaml", "title", "publisher", "note", url="javascript:alert(3)")
    for path in workspace.glob("proposals/*.yaml"):
        attack_yaml(path, "name", "proposer", "note", "title", "reason", "page")
    model, proposals = load(workspace)
    model.workspace.labels.update({key: f"{ATTACK} {key}" for key in model.workspace.labels})
    assert model.report.ok, model.report.render("sv", model.workspace.files.line)
    publish([Budget(model, proposals)], folder / "site")
    return folder / "site"


def attack_yaml(path: Path, *keys: str, **values: str) -> None:
    """Put the attack in the place of every value of these keys."""

    def changed(node: object) -> object:
        if isinstance(node, dict):
            made = {key: ATTACK if key in keys and isinstance(value, str) else changed(value) for key, value in node.items()}
            if "publisher" in node:
                made.update(values)
            return made
        return [changed(each) for each in node] if isinstance(node, list) else node

    document = changed(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    path.write_text(yaml.dump(document, allow_unicode=True, default_style='"', sort_keys=False), encoding="utf-8")
