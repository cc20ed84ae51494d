"""Workspaces that may be edited, and the application over them without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from tests.publish.conftest import browser_type_launch_args  # noqa: F401  (a fixture: Debian's Chromium)

from hundralapp.cli.common import load
from hundralapp.serve.app import make_app
from hundralapp.serve.live import Live

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
HERE = "http://127.0.0.1"


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that is there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {text.count(old)} of {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def client_of(live: Live, **options: object) -> TestClient:
    return TestClient(make_app(live, follow=False, **options), base_url=HERE)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def full() -> Live:
    """Exempelstad, which has everything; not to be edited."""
    return Live([EXAMPLES / "exempelstad"], load)


@pytest.fixture(scope="session")
def client(full: Live) -> TestClient:
    return client_of(full)


@pytest.fixture(scope="session")
def app(full: Live) -> ASGIApp:
    return make_app(full, follow=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of a small real budget, to edit."""
    return Path(shutil.copytree(EXAMPLES / "sjobo-2024", tmp_path / "sjobo"))


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of an example under a name."""
    return lambda example, name: Path(shutil.copytree(EXAMPLES / example, tmp_path / name))
