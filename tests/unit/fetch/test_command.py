"""`hundralapp fetch` as people run it, against a server on this computer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests import commandline
from tests.unit.fetch import server
from tests.unit.fetch.server import Site

pytestmark = pytest.mark.loopback
LONG = {"SCB": "scb", "KOLADA": "kolada", "SKATTEVERKET": "skatteverket"}


def run(*arguments: object, site: Site | None = None, lang: str = "en") -> subprocess.CompletedProcess[str]:
    addresses = {f"HUNDRALAPP_FETCH_{name}": f"{site.address}/{path}" for name, path in LONG.items()} if site is not None else {}
    return commandline.run("fetch", *arguments, "--lang", lang, **addresses)


def test_fetch_then_verify_then_change(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = run(folder, "kolada", "--years", "2023-2024", site=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == (
        "Kolada: 5 requests (5 new answers, 0 unchanged), 0 were there; 11,310 figures, 50 unknown"
    )
    again = run(folder, "kolada", "--years", "2023-2024", site=site)
    assert again.stdout.splitlines()[-1] == "Nothing has changed, and nothing was written."
    verified = run(folder, "--verify")
    assert verified.returncode == 0, verified.stdout
    assert verified.stdout.splitlines()[-1] == "Every identity that can be checked holds."
    table = folder / "fetched" / "kolada.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("N00012,2024,1265,Sjöbo,", "N00012,2024,1265,Sjöbo,9"), encoding="utf-8"
    )
    changed = run(folder, "--verify")
    assert changed.returncode == 1
    assert "fetched/kolada.csv: fetch-changed:" in changed.stderr
    assert "1265 Sjöbo 2024:" in changed.stdout


def test_verify_as_json(site: Site, tmp_path: Path) -> None:
    run(tmp_path, "kolada", "--years", "2024", site=site)
    envelope = json.loads(run(tmp_path, "--verify", "--json").stdout)
    assert envelope["data"]["holds"] is True
    by_id = {each["id"]: each for each in envelope["data"]["identities"]}
    assert by_id["cost-models"]["checked"] == 290
    assert by_id["cost-models"]["years"] == [2024]
    table = tmp_path / "fetched" / "kolada.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    at = next(at for at, row in enumerate(rows) if row.startswith("N00024,2024,1265"))
    cells = rows[at].split(",")
    rows[at] = ",".join([*cells[:4], str(int(cells[4]) + 70), *cells[5:]])
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    ended = run(tmp_path, "--verify", "--json")
    assert ended.returncode == 1
    envelope = json.loads(ended.stdout)
    assert [each["code"] for each in envelope["diagnostics"]] == ["fetch-changed"]
    (deviation,) = next(each for each in envelope["data"]["identities"] if each["id"] == "cost-models")["deviations"]
    assert (deviation["code"], deviation["year"], deviation["difference"]) == ("1265", 2024, "-70")


def test_a_dry_run_asks_nobody(site: Site, tmp_path: Path) -> None:
    done = run(tmp_path / "data", "--years", "2024", "--dry-run")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[-1] == "8 requests, and further pages where the answers have them. Nothing was asked."
    assert [line.split("/")[2] for line in lines[:-1]] == [
        *["statistikdatabasen.scb.se"] * 5,
        *["api.kolada.se"] * 2,
        "skatteverket.entryscape.net",
    ]
    assert all(line.startswith("GET https://") for line in lines[:-1])
    assert not (tmp_path / "data").exists()
    as_json = json.loads(run(tmp_path / "data", "--years", "2024", "--dry-run", "--json").stdout)["data"]
    assert [f"GET {each['url']}" for each in as_json["requests"]] == lines[:-1]
    assert {each["fetched"] for each in as_json["requests"]} == {None}


def test_what_was_asked_is_what_the_dry_run_said(site: Site, tmp_path: Path) -> None:
    said = json.loads(run(tmp_path, "scb", "--years", "2024", "--dry-run", "--json", site=site).stdout)["data"]["requests"]
    assert site.asked == []
    run(tmp_path, "scb", "--years", "2024", site=site)
    from urllib.parse import unquote

    assert [unquote(each["url"]).removeprefix(site.address) for each in said] == site.asked


def test_a_failure_says_so_and_ends_with_one(site: Site, tmp_path: Path) -> None:
    site.fail("/kolada/", server.body(b"<html>Logga in</html>", "text/html"), always=True)
    done = run(tmp_path, "kolada", "skatteverket", "--years", "2024", site=site, lang="sv")
    assert done.returncode == 1
    assert "fetch-html: svaret är en webbsida (HTML), inte data." in done.stderr
    assert done.stdout.splitlines()[0] == "Kolada: avbrutet efter 1 frågor; tabellerna är som förut"
    assert done.stdout.splitlines()[1].startswith("Skatteverket: 2 frågor (2 nya svar")
    assert done.stdout.splitlines()[-1] == "Allt kom inte. Kör samma kommando igen: det som kommit finns kvar."
    in_json = run(tmp_path, "kolada", "--years", "2024", "--json", site=site)
    assert in_json.returncode == 1
    envelope = json.loads(in_json.stdout)
    assert [each["code"] for each in envelope["diagnostics"]] == ["fetch-html"]
    assert envelope["data"]["sources"][0]["is_whole"] is False


def test_a_workspace_is_filled_and_sound(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "minstad"
    assert commandline.run("new", folder).returncode == 0
    head = (folder / "workspace.yaml").read_text(encoding="utf-8")
    (folder / "workspace.yaml").write_text(head.replace('"9999"', '"1265"'), encoding="utf-8")
    done = run(folder, "--kpi", "n15505", site=site)
    assert done.returncode == 0, done.stderr
    checked = commandline.run("check", folder)
    assert checked.returncode == 0, checked.stdout


def test_a_workspace_with_problems_is_left_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text("format: 1\nname: x\n", encoding="utf-8")
    done = run(tmp_path, site=site)
    assert done.returncode == 1
    assert "missing-key" in done.stderr
    assert "Mend the problems first; nothing was fetched." in done.stderr
    assert site.asked == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--years", "2026-2020"], '"2026-2020" is no years'),
        (["--years", "20"], '"20" is no years'),
        (["--years", "1066"], '"1066" is no years'),
        (["--kpi", "meritvärde"], '"meritvärde" is no indicator of Kolada'),
        (["--base-url", "scb=http://mirror.example/"], "http only on this computer"),
        (["--base-url", "skr=https://mirror.example/"], "will not do"),
        (["--base-url", "scb"], "will not do"),
        (["--verify", "--dry-run"], "not both"),
        (["skr"], "skr"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
