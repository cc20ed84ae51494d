"""Shared by all tests: flags that rewrite expected outputs, and no network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write tests/golden again; read the diff")
    parser.addoption("--update-broken", action="store_true", help="write tests/broken/*/expected.*.txt again; read the diff")
    parser.addoption("--docs-update", action="store_true", help="write the outputs that documentation shows again; read the diff")


@pytest.fixture
def golden_update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden-update"))


@pytest.fixture
def update_broken(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-broken"))


@pytest.fixture
def docs_update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--docs-update"))


class NetworkUsedError(AssertionError):
    """A test tried to reach another computer."""


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test reaches the network; those with a browser, server or processes of their own may reach this computer."""
    is_local = any(request.node.get_closest_marker(name) for name in ("browser", "cluster", "loopback"))
    may_reach = {"127.0.0.1", "::1", "localhost"} if is_local else set()
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in may_reach:
            raise NetworkUsedError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded)
        yield
