"""The benchmark of the site: what is weighed, timed and compared is what it says, and an answer that is not right is noticed."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench import environments, observable, serving, trial
from bench.process import run_to_end
from bench.site import _tables_agree, says_the_model
from bench.weight import needed, weigh
from hundralapp.cli.common import load
from hundralapp.model import load_model

EXAMPLE = Path(__file__).parents[2] / "examples" / "exempelstad"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_page_weighs_what_it_asks_for(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="a/style.css"><link rel="alternate" href="en.html"><link rel="icon" href="data:x">'
    style = '<style>@font-face { src: url("a/font.woff2") }</style><script src="a/page.js"></script>'
    framework = 'registerFile("./t.json", {"name":"./t.json","path":"./_file/t.1.json","size":2}); const x = {"path":"no.json"};'
    site = write(
        tmp_path,
        {
            "index.html": f"{head}{style}<a href='en.html'>en</a>",
            "en.html": f'<link rel="modulepreload" href="./a/page.js"><script>{framework}</script>',
            "a/style.css": "p { color: red }" * 50,
            "a/font.woff2": "f" * 3_000,
            "a/page.js": "go();" * 50,
            "_file/t.1.json": "[]",
            "no.json": "[1]",
        },
    )
    assert needed(site / "index.html") == {site / "a/style.css", site / "a/font.woff2", site / "a/page.js"}
    assert needed(site / "en.html") == {site / "a/page.js", site / "_file/t.1.json"}
    sent = {path: len(gzip.compress(path.read_bytes(), 6)) for path in site.rglob("*") if path.is_file()}
    sent[site / "a/font.woff2"] = 3_000  # a font is compressed already
    found = weigh(site)
    assert (found.files, found.compressed) == (7, sum(sent.values()))
    assert found.bytes == sum(path.stat().st_size for path in sent)
    assert (str(found.path), found.page) == (
        "index.html",
        sum(sent[site / each] for each in ("index.html", "a/style.css", "a/font.woff2", "a/page.js")),
    )


def test_a_process_is_measured_with_the_children_it_waits_for(tmp_path: Path) -> None:
    work = "import time; until = time.process_time() + 0.3\nwhile time.process_time() < until: pass"
    child = f"import subprocess, sys; kept = b'x' * 50_000_000; subprocess.run([sys.executable, '-c', {work!r}]); print('done')"
    large = b"x" * 200_000_000  # ours, and none of theirs
    ended = run_to_end([sys.executable, "-c", child], tmp_path / "errors", tmp_path)
    assert len(large) > 0
    assert (ended.status, ended.said) == (0, b"done\n")
    assert 0.3 <= ended.processor < ended.wall + 0.1
    assert 48 < ended.memory < 90
    failed = run_to_end([sys.executable, "-c", "raise SystemExit('no budget')"], tmp_path / "errors", tmp_path)
    assert failed.status == 1
    assert (tmp_path / "errors").read_text(encoding="utf-8") == "no budget\n"


def test_an_environment_is_made_once_and_a_failure_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, asked = tmp_path / "peer", list[tuple[object, ...]]()
    status = [1, 0, 0, 0]

    def answer(*command: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(
            [], status[len(asked) - 1], "", "a word of warning\nERROR: No matching distribution\nbye"
        )

    monkeypatch.setattr(environments, "run", answer)
    monkeypatch.setattr(environments, "ROOT", tmp_path)
    assert environments.install_python("Peer", place, ("peer>=1",)) == "could not be installed: ERROR: No matching distribution"
    assert not place.exists()
    assert environments.install_python("Peer", place, ("peer>=1",)) is None
    assert asked[-1][-2:] == ("install", "peer>=1")
    assert environments.install_python("Peer", place, ("peer>=1",)) is None
    assert len(asked) == 3, "one that is there is not made again"
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "npm is missing" in str(environments.install_node("Peer", tmp_path / "node", ("peer",)))


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The rows of a table of figures that says what the model of the example says."""
    model = load_model(EXAMPLE)
    written = {key: model.value(*key) for key in model.cells}
    return [
        {"figure": figure, "period": period, "value": "" if value is None else repr(value), "label": figure.upper()}
        for (figure, period), value in written.items()
    ]


def table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_site_that_says_something_else_is_noticed(
    tmp_path: Path, figures: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert says_the_model(EXAMPLE, table(tmp_path / "right.csv", figures))
    assert capsys.readouterr().out == ""
    changed = [dict(each) for each in figures]
    changed[7]["value"] = repr(float(changed[7]["value"]) + 1)
    added = [*figures, {"figure": "made.up", "period": "2026", "value": "1", "label": ""}]
    for rows in (changed, figures[1:], added):
        assert not says_the_model(EXAMPLE, table(tmp_path / "wrong.csv", rows))
        assert "exempelstad: WRONG in 1 of " in capsys.readouterr().out


def test_the_peer_gets_every_figure_in_its_committee(tmp_path: Path, figures: list[dict[str, str]]) -> None:
    model = load_model(EXAMPLE)
    years = [*model.workspace.periods]
    table(tmp_path / "figures.csv", figures)
    table(tmp_path / "periods.csv", [{"period": each} for each in years])
    committees = [*model.workspace.committees]
    table(tmp_path / "committees.csv", [{"committee": each, "name": each.title()} for each in committees])
    start = observable.write_project(tmp_path, tmp_path / "project")
    pages = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "project/src/data").iterdir()}
    assert pages.keys() == {"index", "ovrigt", *committees}
    assert pages["index"] == start
    assert sum(len(rows) for name, rows in pages.items() if name != "index") == len({each["figure"] for each in figures})
    board = next(row for row in start if row["Siffra"] == "Kommunstyrelse")
    assert board == {"Siffra": "Kommunstyrelse"} | {
        year: model.value("committee.kommunstyrelse.net_cost", year)
        if ("committee.kommunstyrelse.net_cost", year) in model.cells
        else None
        for year in years
    }


def test_a_peer_that_shows_another_number_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[observable.Row] = [{"Siffra": "A", "2026": 1_000.5, "2027": None}, {"Siffra": "B", "2026": 2.0, "2027": 3.0}]
    assert _tables_agree("Peer", [["A", "1000.5", ""], ["B", "2", "3"]], rows)
    assert _tables_agree("Peer", [["A", "1000.5", ""]], rows), "it need not show them all"
    assert capsys.readouterr().out == ""
    for found in ([["A", "1000.6", ""]], [["B", "2", "3"]], []):
        assert not _tables_agree("Peer", found, rows)
        assert "Peer: WRONG" in capsys.readouterr().out


def test_the_levers_upper_ends_are_known_and_not_the_budget() -> None:
    model, proposals = load(EXAMPLE)
    own, on_top = trial.at_upper_ends(model, None), trial.at_upper_ends(model, proposals["forslag-a"])
    assert own.keys() == on_top.keys() == {each.id for each in model.workspace.budget_periods}
    for year, value in own.items():
        assert value not in (None, model.value("result.net_income", year), on_top[year])


def test_a_slider_that_says_something_else_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert trial._right("x", {"2026": 1.0}, {"2026": 1.0})
    assert not trial._right("x", {"2026": 1.0}, {"2026": 1.0000000000000002})
    assert "x: WRONG" in capsys.readouterr().out


@contextmanager
def answering(*bodies: bytes) -> Iterator[int]:
    """A server that gives one body after the other, the last for ever; its port."""
    numbers = itertools.count()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies[min(next(numbers), len(bodies) - 1)]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 2 * serving.CONNECTIONS

        def handle_error(self, *_: object) -> None:
            """A connection that was closed in the middle is no error here."""

    server = Server(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.loopback
def test_answers_under_load_are_counted_and_one_of_another_length_is_noticed() -> None:
    with answering(b"x" * 2_000) as port:
        found = serving.measure(os.getpid(), f"http://127.0.0.1:{port}/", "/", 0.2)
    assert found.requests >= serving.CONNECTIONS
    assert found.kilobytes == 2.0
    assert 0 < found.median <= found.p99
    with (
        answering(*[b"x" * 2_000] * 20, b"an error") as port,
        pytest.raises(serving.WrongAnswerError, match="an answer of 8 bytes"),
    ):
        serving.measure(os.getpid(), f"http://127.0.0.1:{port}/", "/", 0.2)


@pytest.mark.loopback
def test_a_peer_that_serves_another_value_ends_the_run_with_false(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def theirs(_: object) -> Iterator[tuple[int, str]]:
        with answering(b'[{"value": "12.5"}]') as port:
            yield 0, f"http://127.0.0.1:{port}/"

    monkeypatch.setattr(serving, "install_python", lambda *_: None)
    monkeypatch.setattr(serving, "datasette_version", lambda: "datasette")
    monkeypatch.setattr(serving, "theirs", theirs)
    monkeypatch.setattr(serving, "_ours_measured", lambda _: (13.5, [["figure"]]))
    assert not serving.main(0.1)
    assert f"WRONG: {serving.FIGURE} {serving.PERIOD} is 13.5 with us and 12.5 with Datasette" in capsys.readouterr().out


SLOW = """<!doctype html><title>x</title><p>Soon</p><script>
setTimeout(() => { const until = performance.now() + 100; while (performance.now() < until); }, 200);
setTimeout(() => document.body.append(document.createElement("h1")), %d);
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(("there", "at_least"), [(10, 290), (600, 600)])
def test_a_page_is_interactive_when_it_is_there_and_at_rest(tmp_path: Path, there: int, at_least: int) -> None:
    """In a process of its own, as other tests drive a browser in theirs."""
    write(tmp_path, {"index.html": SLOW % there})
    program = (
        "import sys; from pathlib import Path; from bench.browser import chromium, interactive, served, slowed_page\n"
        "with chromium() as browser, served(Path(sys.argv[1])) as address, slowed_page(browser) as page:\n"
        "    print(interactive(page, address))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=environments.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert at_least <= float(done.stdout) < 20_000
