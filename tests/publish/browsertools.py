"""What every published page is held to in the browser: axe, contrast in drawings, texts that do not lie on each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

Open = Callable[..., Page]
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"

_RUN_AXE = """async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"] });
  return found.violations.map((each) => [each.id, each.nodes.slice(0, 4).map((node) => node.html.slice(0, 160))]);
}"""


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(_RUN_AXE)
    return found


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach((each) => { each.open = true; })")


CONTRAST = """() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = rgb(getComputedStyle(document.body).backgroundColor), found = [];
  for (const text of document.querySelectorAll("svg.chart text")) {
    if (!text.getClientRects().length) continue;
    text.scrollIntoView({ block: "center" });
    const box = text.getBoundingClientRect(), colour = rgb(getComputedStyle(text).fill);
    for (const across of [0.03, 0.25, 0.5, 0.75, 0.97]) {
      let under = ground;
      for (const each of document.elementsFromPoint(box.left + box.width * across, box.top + box.height / 2)) {
        if (each.closest("text")) continue;
        const style = getComputedStyle(each);
        const shape = each instanceof SVGGeometryElement && each.tagName !== "line";
        const paint = rgb(shape ? style.fill : style.backgroundColor);
        if ((shape || !(each instanceof SVGElement)) && paint.length && paint[3] !== 0) { under = paint; break; }
      }
      found.push([ratio(colour, under), text.textContent]);
    }
  }
  return found;
}"""


def overlapping(page: Page) -> list[Any]:
    """Texts of one drawing that lie on each other."""
    found: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll("svg.chart")].flatMap((chart) => {
          const boxes = [...chart.querySelectorAll("text")].filter((each) => each.getClientRects().length)
            .map((each) => [each.textContent, each.getBoundingClientRect()]);
          return boxes.flatMap(([a, x], i) => boxes.slice(i + 1)
            .filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 4 && y.top < x.bottom - 4)
            .map(([b]) => [a, b]));
        })"""
    )
    return found
