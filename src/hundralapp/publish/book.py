"""The budget book: the budget as one tagged PDF (PDF/UA-1) for paper, archives and meetings, in its own print layout.

Set by WeasyPrint, the extra `pdf`. Nothing is fetched: style and fonts are those of the package, and charts are drawn with their
colours in them, since the page's style does not reach into a drawing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from hundralapp import __version__
from hundralapp.deliverables.package import licence
from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.bars import both_widths
from hundralapp.publish.charts import Chart, Shape
from hundralapp.publish.edition import Edition
from hundralapp.publish.frame import FONTS, asset, environment
from hundralapp.publish.pages.start import facts, finding, plan
from hundralapp.publish.pages.years import demands, goals, result_bars, verdicts
from hundralapp.terms import word
from hundralapp.views.hundred import ShareView
from hundralapp.views.tables import tables

BOOKS: Mapping[Language, str] = {"sv": "budget.pdf", "en": "budget-en.pdf"}
_TIME = "SOURCE_DATE_EPOCH"
_OWN = "hundralapp:"  # the only addresses that the typesetter may open
_INK, _QUIET, _ACTUAL, _MINUS, _GROUND = "#1c2426", "#566064", "#4d686b", "#8a5a3d", "#ffffff"
_NOT_IN_APPENDIX = ("committees", "hundred")  # these stand in chapters of their own


class NoTypesetterError(Exception):
    """WeasyPrint, or a library of the system that it needs, is not installed."""


def make_book(edition: Edition) -> bytes:
    """The book of a budget in one language. The same workspace gives the same bytes.

    Raises:
        NoTypesetterError: WeasyPrint cannot be loaded.
    """
    html = book_html(edition)
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise NoTypesetterError(str(error)) from error

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Opens the fonts of the package and drawings that stand in the text, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/svg+xml"):
                return super().fetch(url, headers)
            name = url.removeprefix(_OWN)
            if not url.startswith(_OWN) or name not in FONTS:
                raise ValueError(f"a book opens no addresses: {url}")
            return super().fetch((resources.files("hundralapp.publish") / "assets" / "fonts" / name).as_uri(), headers)  # type: ignore[attr-defined]

    fonts = FontConfiguration()
    style = weasyprint.CSS(string=asset("book.css").replace("@fonts@", _OWN), font_config=fonts, url_fetcher=OwnFiles())
    document = weasyprint.HTML(string=html, url_fetcher=OwnFiles(), base_url=None)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    with _no_time_of_making():
        made: bytes = document.write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier
        )
    return made


@contextmanager
def _no_time_of_making() -> Iterator[None]:
    """Fonts cut to their letters otherwise say when that was done."""
    before = os.environ.get(_TIME)
    os.environ[_TIME] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TIME]


def book_html(edition: Edition) -> str:
    """The text of the book, before it is set."""
    shower, head, language, space = edition.shower, edition.head, edition.language, edition.space
    bars, found, coming = result_bars(shower, head), finding(shower, head.id), plan(shower, head)
    law = demands(edition)
    all_tables = [shower.table(each, head.id) for each in tables(edition.model, language)]
    hundred = edition.hundred
    compared = edition.compared
    values = {
        "space": space,
        "head": head,
        "language": language,
        "edition": edition,
        "finding": found,
        "plan": coming,
        "facts": facts(shower, head.id),
        "result_heading": words.result_heading(found.kind, [each.kind for each in coming], language),
        "law_heading": words.law_heading(verdicts(law), language) if law else "",
        "bars": bars,
        "chart": picture(both_widths(bars)[0]) if bars else "",
        "hundred": hundred,
        "shares": [_share(edition, each, hundred.unit) for each in hundred.shares] if hundred else [],
        "committees": next((each for each in all_tables if each.id == "committees"), None),
        "demands": law,
        "goals": goals(shower),
        "compared": compared,
        "tables": [each for each in all_tables if each.id not in _NOT_IN_APPENDIX],
        "origins": list(space.origins.values()),
        "warnings": [(str(each.location), each.message(language)) for each in edition.model.report],
        "statuses": [(word("statuses", name, language), text) for name, text in words.STATUSES[language].items()],
        "licence": licence(space.licence)["title"] if space.licence else "",
        "result_hash": edition.model.result_hash,
        "money": space.money,
        "money_words": words.money(space.money, language),
        "version": __version__,
    }
    return environment().get_template("book.html.j2").render(values)


def _share(edition: Edition, each: ShareView, unit: str) -> tuple[str, str, float, bool]:
    """A row of the hundred kronor: who, how much as text, its bar's length from 0 to 100, and whether it is negative."""
    length = 0.0 if each.value is None or unit != "SEK_of_100" else min(100.0, abs(each.value))
    return each.label, edition.shower.number(each.value, unit), length, each.value is not None and each.value < 0


def picture(chart: Chart) -> str:
    """A chart as an address that holds the whole drawing, its colours resolved."""
    shapes = Markup("").join(_drawn(each) for each in chart.shapes)
    drawing = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>').format(
        chart.width, chart.height, chart.width, chart.height, shapes
    )
    return "data:image/svg+xml," + quote(str(drawing))


def _drawn(shape: Shape) -> Markup:
    kinds = shape.style.split()
    if shape.tag == "text":
        weight = "700" if "now" in kinds else "400"
        colour = _INK if "value" in kinds or "now" in kinds else _QUIET
        return Markup(
            '<text x="{}" y="{}" font-family="Source Sans 3" font-size="17" font-weight="{}" fill="{}" text-anchor="{}">{}</text>'
        ).format(round(shape.x, 2), round(shape.y, 2), weight, colour, shape.anchor, escape(shape.text))
    if shape.tag == "line":
        return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1.2"/>').format(
            round(shape.x, 2), round(shape.y, 2), round(shape.x + shape.width, 2), round(shape.y + shape.height, 2), _INK
        )
    colour = _MINUS if "below" in kinds else _ACTUAL
    filled = "actual" in kinds or "budget" in kinds
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="2"{}/>').format(
        round(shape.x, 2),
        round(shape.y, 2),
        round(shape.width, 2),
        round(shape.height, 2),
        colour if filled else _GROUND,
        colour,
        Markup(' stroke-dasharray="5 4"') if "empty" in kinds else "",
    )
