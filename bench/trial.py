"""How soon the page Try yourself answers with the CPU slowed four times: `python -m bench.trial [EXAMPLE ...]`.

Each lever is moved through its range, and again on top of a whole proposal. Script: the event alone, with everything computed
and written into the page. Layout: until the browser has laid the page out again. The goal is 16 ms, a frame, for 19 moves of
20. In the end every lever is at its upper end, and the result that the page then has must be Python's, to the last bit.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.browser import SLOWED, chromium, interactive, missing, slowed_page
from bench.environments import ROOT
from hundralapp.cli.common import load
from hundralapp.diagnostics import Location
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.publish.lever import levers_of
from hundralapp.publish.site import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = ROOT / "examples"
DEFAULT = ("exempelstad", "region-stockholm-2024")
GOAL = 16.0  # milliseconds

_MOVE = """async () => {
  const found = [];
  for (const input of document.querySelectorAll("#lever input[type=range]")) {
    const group = input.closest("details");
    if (group) group.open = true;
    const low = Number(input.min), high = Number(input.max);
    for (let count = 1; count <= 8; count++) {
      input.value = Math.round(low + ((high - low) * count) / 8);
      const start = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const script = performance.now() - start;
      document.body.getBoundingClientRect();
      found.push([script, performance.now() - start]);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
  }
  return found;
}"""
_RESULTS = "() => Object.fromEntries(Hundralapp.trial.years.map((year) => [year, Hundralapp.now().value('result', year)]))"

Results = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Answered:
    """Milliseconds until the page can be used, and from a move to the answer and to the page laid out; the last results."""

    interactive: float
    script: tuple[float, ...]
    layout: tuple[float, ...]
    results: Results


def measure(browser: Browser, folder: Path, address: str = "") -> Answered:
    """Move every lever of the page in a published folder, after the choice in `address`."""
    with slowed_page(browser, "#lever input") as page:
        ready = interactive(page, f"file://{folder / 'prova.html'}{address}")
        moved = page.evaluate(_MOVE)
        results: Results = page.evaluate(_RESULTS)
    return Answered(ready, tuple(each[0] for each in moved), tuple(each[1] for each in moved), results)


def at_upper_ends(model: Model, start: Proposal | None) -> Results:
    """Python's net income of each budget and plan year with every lever at its upper end, on top of a proposal."""
    moved = [decision for lever in levers_of(model) for decision in lever.at(lever.high)]
    decisions = (*(start.decisions if start else ()), *moved)
    proposal = Proposal("eget", "", "", "", "", None, "", None, decisions, Location("", 0, 0, 0))
    overlay = compare(model, [proposal]).compared[0].overlay
    return {each.id: overlay.value("result.net_income", each.id) for each in model.workspace.budget_periods}


def main(examples: Sequence[str] = DEFAULT) -> bool:
    """Print the times of each example; False when a page's answer is not Python's."""
    print(f"\nThe page Try yourself: CPU slowed {SLOWED} times, 375 px; milliseconds, median and 95th percentile")
    if lacks := missing():
        print(f"Not measured: {lacks} is missing")
        return True
    print(f"{'':42}{'moves':>6}{'interactive':>13}{'script':>15}{'with layout':>15}  goal")
    alike = True
    with chromium() as browser, tempfile.TemporaryDirectory() as scratch:
        for name in examples:
            model, proposals = load(EXAMPLES / name)
            site = Path(scratch) / name
            publish([Budget(model, proposals)], site)
            for start in (None, *list(proposals.values())[:1]):
                label = f"{name}, from {start.id}" if start else name
                found = measure(browser, site, f"#v=1&fran={start.id}" if start else "")
                alike &= _right(label, found.results, at_upper_ends(model, start))
                times = "".join(f"{_shown(each):>15}" for each in (found.script, found.layout))
                held = f"< {GOAL:.0f}: script {_met(found.script)}, with layout {_met(found.layout)}"
                print(f"{label:42}{len(found.script):>6}{found.interactive:>13.0f}{times}  {held}", flush=True)
    return alike


def _right(label: str, found: Results, wanted: Results) -> bool:
    if found != wanted:
        print(f"{label}: WRONG, the page says {found} and Python {wanted}")
    return found == wanted


def _shown(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} {_most(times):.1f}"


def _met(times: Sequence[float]) -> str:
    """Nineteen moves of twenty decide."""
    return "met" if _most(times) < GOAL else "NOT met"


def _most(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.trial", description="How soon the page Try yourself answers.")
    parser.add_argument("examples", nargs="*", default=[*DEFAULT])
    raise SystemExit(0 if main(parser.parse_args().examples) else 1)
