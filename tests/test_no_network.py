"""Nothing here needs the network: neither a test, nor the package."""

import ast
import socket
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hundralapp"
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3", "websockets"}
# Address arithmetic and a server of one's own reach nobody.
HARMLESS = {"urllib.parse", "http.server", "http"}
# The one module that listens, and never connects.
LISTENS = {"serve/listening.py": {"socket"}}
# The one module that asks others, imported by the verb `fetch` alone.
CONNECTS = {"fetch/transport.py": {"urllib3"}}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("call", ["connect", "connect_ex"])
def test_a_test_cannot_reach_out(call: str) -> None:
    with socket.socket() as made, pytest.raises(AssertionError, match="tried to reach"):
        getattr(made, call)(("192.0.2.1", 80))


def test_only_fetch_reaches_out() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): used
        for path in SOURCE.rglob("*.py")
        if (used := {name for name in imported(path) if name.partition(".")[0] in NETWORK and name not in HARMLESS})
    }
    assert found == LISTENS | CONNECTS
    for name in LISTENS:
        called = {
            node.attr
            for node in ast.walk(ast.parse((SOURCE / name).read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not called & {"connect", "connect_ex", "create_connection", "sendto"}, name
    users = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "hundralapp.fetch.transport" in imported(path)}
    outside = {user for user in users if not user.startswith("fetch/")}
    assert outside == {"cli/fetch.py"}
