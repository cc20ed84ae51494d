"""Pages in Chromium with the CPU slowed four times, and how soon each can be used.

A page is interactive when it has been painted, its load event is over, what it shows first is there, and no task longer than
50 ms comes after that: the last of these moments. Long tasks are waited for until half a second has gone by without one.
"""

from __future__ import annotations

import shutil
import statistics
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOWED, VISITS = 4, 7
_QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")

_WATCH = """(() => {
  const seen = window.benchSeen = { long: 0, there: 0 };
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) seen.long = Math.max(seen.long, each.startTime + each.duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector(%s)) seen.there = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()"""

_INTERACTIVE = """async () => {
  const seen = window.benchSeen, began = performance.now();
  for (;;) {
    await new Promise((done) => setTimeout(done, 50));
    const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const last = Math.max(load, paint ? paint.startTime : 0, seen.there, seen.long);
    if (load && paint && seen.there && performance.now() - last > 500) return last;
    if (performance.now() - began > 60000) throw new Error("the page was not ready in a minute");
  }
}"""


def missing() -> str:
    """What is not here that the pages need to be measured, or nothing."""
    lacks = [] if find_spec("playwright") else ["the Python package playwright"]
    return " and ".join(lacks if shutil.which("chromium") else [*lacks, "the program chromium"])


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of the system's, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", *_QUIET])
        yield browser
        browser.close()


@contextmanager
def slowed_page(browser: Browser, awaited: str = "h1") -> Iterator[Page]:
    """A page with nothing kept from earlier ones, that looks for `awaited` from its first moment."""
    context = browser.new_context(viewport={"width": 375, "height": 800})
    context.add_init_script(_WATCH % repr(awaited))
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield page
    context.close()


def interactive(page: Page, address: str) -> float:
    """Go to an address; milliseconds until the page can be used."""
    page.goto(address)
    found: float = page.evaluate(_INTERACTIVE)
    return found


def median_interactive(browser: Browser, visits: Mapping[str, str]) -> dict[str, float]:
    """Milliseconds for each address, given with what to wait for there, of visitors who have not been there before.

    All are visited in turn, again and again, so that what else the machine does falls on all alike.
    """
    found: dict[str, list[float]] = {address: [] for address in visits}
    for _ in range(VISITS):
        for address, awaited in visits.items():
            with slowed_page(browser, awaited) as page:
                found[address].append(interactive(page, address))
    return {address: statistics.median(times) for address, times in found.items()}


class _Files(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address on this computer, as files without compression."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
