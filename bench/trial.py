"""How soon the page Try yourself answers with the CPU slowed four times: `python -m bench.trial [EXAMPLE ...]`.

Each lever is moved through its range, and again on top of a whole proposal. Script: the event alone, with everything computed
and written into the page. Layout: until the browser has laid the page out again. The goal is 16 ms, a frame.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hundralapp.cli.common import load
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import publish

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SLOWED, GOAL = 4, 16.0

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


@dataclass(frozen=True, slots=True)
class Answered:
    """Milliseconds from a move to the answer, and to the page laid out."""

    interactive: float
    script: tuple[float, ...]
    layout: tuple[float, ...]


def measure(folder: Path, address: str = "") -> Answered:
    """Move every lever of the page in a published folder, after the choice in `address`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page: Page = browser.new_page(viewport={"width": 375, "height": 800})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(f"file://{folder / 'prova.html'}{address}")
        interactive: float = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
        moved = page.evaluate(_MOVE)
        browser.close()
    return Answered(interactive, tuple(each[0] for each in moved), tuple(each[1] for each in moved))


def main() -> int:
    """Print the times of each example; nothing is judged, since other work on the machine is in them."""
    parser = argparse.ArgumentParser(prog="python -m bench.trial", description="How soon the page Try yourself answers.")
    parser.add_argument("examples", nargs="*", default=["exempelstad", "region-stockholm-2024"])
    asked = parser.parse_args()
    print(f"CPU slowed {SLOWED} times, 375 px; milliseconds, median and 95th percentile; the goal is {GOAL:.0f}")
    print(f"{'':42}{'moves':>6}{'interactive':>13}{'script':>15}{'with layout':>15}")
    for name in asked.examples:
        model, proposals = load(EXAMPLES / name)
        with tempfile.TemporaryDirectory() as scratch:
            publish([Budget(model, proposals)], Path(scratch) / "site")
            starts = {"": "", **{f", from {each}": f"#v=1&fran={each}" for each in list(proposals)[:1]}}
            for words, address in starts.items():
                found = measure(Path(scratch) / "site", address)
                times = "".join(f"{_shown(each):>15}" for each in (found.script, found.layout))
                print(f"{name + words:42}{len(found.script):>6}{found.interactive:>13.0f}{times}")
    return 0


def _shown(times: tuple[float, ...]) -> str:
    return f"{statistics.median(times):.1f} {statistics.quantiles(times, n=20)[-1]:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
