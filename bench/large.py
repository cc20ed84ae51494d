"""A workspace of many lines, made up: committees with activities over budget and plan, and each committee's printed total.

    python -m bench.large FOLDER LINES [BOOK.xlsx]

With BOOK, the same lines as one sheet, with the sum of the budget year in G1. `add_revenue` and `add_proposals`
write more to it.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

YEARS = (2026, 2027, 2028)
COMMITTEES = 50
_HEAD = """format: 1
name: Storstad
entity: {kind: municipality, code: "9999", name: Storstad}
synthetic: true
money: tkr
budget_year: 2026
periods:
  - {year: 2026, series: adopted_budget}
  - {year: 2027, series: plan}
  - {year: 2028, series: plan}
"""
_WORDS = ("Förskola", "Grundskola", "Äldreomsorg", "Gator och vägar", "Bibliotek", "Hemtjänst", "Räddningstjänst", "Parker")


def make_workspace(folder: Path, lines: int) -> None:
    """Write the workspace, a table per committee. `lines` counts the activities."""
    draw = random.Random(2026)
    (folder / "budget").mkdir(parents=True)
    (folder / "workspace.yaml").write_text(_HEAD, encoding="utf-8")
    for number in range(COMMITTEES):
        name = f"Nämnd {number + 1:02}"
        totals = [0] * len(YEARS)
        path = folder / "budget" / f"namnd-{number + 1:02}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["committee", "activity", *YEARS, "note"])
            for line in range(lines // COMMITTEES):
                amounts = [draw.randint(1_000, 99_999) for _ in YEARS]  # tenths of a thousand SEK
                totals = [total + amount for total, amount in zip(totals, amounts, strict=True)]
                writer.writerow([name, f"{_WORDS[line % len(_WORDS)]} {line:05}", *(f"{each / 10:.1f}" for each in amounts), ""])
            writer.writerow([name, "", *(f"{each / 10:.1f}" for each in totals), "Tryckt summa"])


def add_revenue(folder: Path) -> None:
    """Write taxes, grants and financial items, so that the year has a result and a reader has something to move."""
    rows = (
        ("revenue.tax_base", "mkr", 225_000, 230_000, 236_000),
        ("revenue.tax_rate", "kr_per_100kr", 21.75, 21.75, 21.75),
        ("general_grant.utjamning.amount", "tkr", 2_000_000, 2_100_000, 2_200_000),
        ("result.depreciation", "tkr", -900_000, -900_000, -900_000),
        ("result.financial_revenue", "tkr", 100_000, 100_000, 100_000),
        ("result.financial_expenditure", "tkr", -120_000, -130_000, -140_000),
        ("population.residents", "resident", 600_000, 605_000, 610_000),
    )
    with (folder / "budget" / "finansiering.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["figure", "unit", *YEARS], *rows])


def add_proposals(folder: Path, count: int, decisions: int = 10) -> None:
    """Write proposals, each with decisions on the frames of committees, half of them more money and half savings."""
    draw = random.Random(2027)
    (folder / "proposals").mkdir()
    for number in range(count):
        lines = [f"name: Förslag {number + 1}", f"proposer: Grupp {number + 1}", "date: 2025-10-27", "decisions:"]
        for each, committee in enumerate(draw.sample(range(COMMITTEES), decisions)):
            lines += [
                f"  - id: beslut-{each + 1}",
                f"    title: Beslut {each + 1} om nämnd {committee + 1:02}",
                f"    kind: {'saving' if each % 2 else 'initiative'}",
                f"    committee: Nämnd {committee + 1:02}",
                f"    amount: {draw.randint(500, 9_000)}",
                "    reason: Påhittat, som allt annat i den här arbetsytan.",
            ]
        (folder / "proposals" / f"forslag-{number + 1:02}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_book(folder: Path, path: Path) -> None:
    """The workspace's activities as one sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Budget")
    rows = []
    for table in sorted((folder / "budget").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows += [[*row[:2], *map(float, row[2:5]), row[5]] for row in list(csv.reader(file))[1:] if row[1]]
    sheet.append(["committee", "activity", *YEARS, "note", f"=SUM(C2:C{len(rows) + 1})"])
    for row in rows:
        sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    make_workspace(Path(sys.argv[1]), int(sys.argv[2]))
    if len(sys.argv) > 3:
        make_book(Path(sys.argv[1]), Path(sys.argv[3]))
