"""Observable Framework with the same figures: a page per committee, its figures as a table, and a start page with all committees.

It gets the figures ready: rows with a column per year, as JSON. It has one language, no charts, no explanations and nothing to
download, and fonts that are already on the reader's computer.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.environments import PLACE, install_node

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LABEL = "Observable Framework"
AWAITED = "main table tbody tr"  # what its start page shows first
PACKAGES = ("@observablehq/framework@^1.13", "@observablehq/inputs@^0.12")
FOLDER = PLACE / "observable"
TOTAL = "net_cost"
_CONFIG = """export default {root: "src", title: "Budget", output: "dist", globalStylesheets: [], pager: false, footer: ""};
"""
_PAGE = """# %s

```js
import {table} from "@observablehq/inputs";
const rows = await FileAttachment("data/%s.json").json();
display(table(rows, {columns: %s}));
```
"""
_SHOWN = """() => [...document.querySelectorAll("main table tbody tr")].map(
  (row) => [...row.querySelectorAll("td")].slice(1).map((cell) => cell.textContent.trim())
)"""

Row = dict[str, str | float | None]


def install() -> str | None:
    """What went wrong, in one line, or None."""
    return install_node(LABEL, FOLDER, PACKAGES)


def version() -> str:
    found = json.loads((FOLDER / "node_modules/@observablehq/framework/package.json").read_text(encoding="utf-8"))
    return f"{LABEL} {found['version']}"


def write_project(data: Path, folder: Path) -> list[Row]:
    """Write the pages and their rows from the tables of a published site; the rows of the start page.

    `folder` is that of a project.
    """
    names = {row["committee"]: row["name"] for row in _rows(data / "committees.csv")}
    years = [row["period"] for row in _rows(data / "periods.csv")]
    tables: dict[str, dict[str, Row]] = {committee: {} for committee in names}
    other: dict[str, Row] = {}
    for row in _rows(data / "figures.csv"):
        parts = row["figure"].split(".")
        table = tables.get(parts[1], other) if parts[0] == "committee" else other
        shown = table.setdefault(row["figure"], {"Siffra": row["label"], **dict.fromkeys(years)})
        shown[row["period"]] = float(row["value"]) if row["value"] else None
    start: list[Row] = [
        {"Siffra": names[committee], **_values(table.get(f"committee.{committee}.{TOTAL}", {}), years)}
        for committee, table in tables.items()
    ]
    (folder / "src" / "data").mkdir(parents=True)
    (folder / "observablehq.config.js").write_text(_CONFIG, encoding="utf-8")
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    columns = ["Siffra", *years]
    _write(folder, "index", "Nämnderna", columns, start)
    _write(folder, "ovrigt", "Andra siffror", columns, [*other.values()])
    for committee, table in tables.items():
        _write(folder, committee, names[committee], columns, [*table.values()])
    return start


@contextmanager
def project() -> Iterator[Path]:
    """A new folder for a project, where the packages are found."""
    with tempfile.TemporaryDirectory(prefix="project-", dir=FOLDER) as folder:
        yield Path(folder)


def shown(browser: Browser, address: str) -> list[list[str]]:
    """The rows that the start page shows before anybody has scrolled, as text without separators in numbers."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(AWAITED)
    rows: list[list[str]] = page.evaluate(_SHOWN)
    page.close()
    return [[label, *(each.replace(",", "") for each in values)] for label, *values in rows]


def written(value: str | float | None) -> str:
    """As its table writes a value, without separators."""
    return "" if value is None else value if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")


def command() -> list[str]:
    """What builds the project in the working directory, into its folder `dist`."""
    return [shutil.which("node") or "node", str(FOLDER / "node_modules/@observablehq/framework/dist/bin/observable.js"), "build"]


def environment() -> dict[str, str]:
    return {**os.environ, "OBSERVABLE_TELEMETRY_DISABLE": "true"}


def _values(row: Row, years: Sequence[str]) -> Row:
    return {year: row.get(year) for year in years}


def _write(folder: Path, name: str, title: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    (folder / "src" / f"{name}.md").write_text(_PAGE % (title, name, json.dumps(columns)), encoding="utf-8")
    (folder / "src" / "data" / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]
