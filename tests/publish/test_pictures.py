"""The pages as pictures: what a reader sees, small and without colour, against what somebody has looked at.

A picture is laid out anew by every version of the browser and its fonts, so they are compared as thumbnails: a column that
vanishes or a chart that turns black is found, a letter that moves is not. `--golden-update` writes them anew; look at them then.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.publish.browsertools import Open

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[1] / "golden" / "pictures"
PAGES = (
    "index.html",
    "hundralappen.html",
    "forslag.html",
    "hushall.html",
    "prova.html",
    "forandringen.html",
    "ar-och-lag.html",
    "namnder.html",
    "pastaende-pressmeddelande.html",
)
WIDTH = 64  # of a thumbnail
MOST_ON_AVERAGE, MOST_ANYWHERE = 5.0, 90  # of 255 shades of grey
MOST_LONGER = 0.06


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
@pytest.mark.parametrize("file", PAGES)
def test_the_page_looks_as_it_did(open_page: Open, request: pytest.FixtureRequest, file: str, width: int, scheme: str) -> None:
    page = open_page("exempelstad", file, width=width, color_scheme=scheme, reduced_motion="reduce")
    seen, path = thumbnail(page), PICTURES / f"{file.removesuffix('.html')}-{width}-{scheme}.png"
    if request.config.getoption("--golden-update"):
        PICTURES.mkdir(exist_ok=True)
        seen.save(path, optimize=True)
    kept = Image.open(path)
    assert abs(seen.height - kept.height) <= max(2, MOST_LONGER * kept.height), "the page is much longer or shorter"
    shades = list(zip(seen.resize(kept.size).tobytes(), kept.tobytes(), strict=True))
    apart = [abs(now - then) for now, then in shades]
    assert sum(apart) / len(apart) <= MOST_ON_AVERAGE
    assert max(apart) <= MOST_ANYWHERE


def test_a_page_that_has_lost_its_drawing_is_found(open_page: Open) -> None:
    page = open_page("exempelstad", "hundralappen.html", width=1280, color_scheme="light", reduced_motion="reduce")
    before = thumbnail(page)
    page.evaluate(
        "document.querySelectorAll('svg.treemap rect, svg.chart rect').forEach((each) => { each.style.fill = 'black'; })"
    )
    after = thumbnail(page).resize(before.size)
    apart = [abs(now - then) for now, then in zip(after.tobytes(), before.tobytes(), strict=True)]
    assert max(apart) > MOST_ANYWHERE or sum(apart) / len(apart) > MOST_ON_AVERAGE


def thumbnail(page: Page) -> Image.Image:
    """The whole page in grey, as wide as a thumbnail."""
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
    return picture.resize((WIDTH, max(1, round(picture.height * WIDTH / picture.width))), Image.Resampling.BOX)
