"""How the figures are made, and how accessible the site is: what is tested, and what is not.

The accessibility statement says what 13 § of the Act (2018:1937) and the regulations under it ask for: whose the site is, how
well it complies, what is not accessible and why, how and when that was judged, where to tell of it, and who supervises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hundralapp.deliverables.files import WORKBOOKS
from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.opened import Link, Part, link
from hundralapp.publish.page import Page
from hundralapp.terms import word

METHOD: Mapping[Language, str] = {"sv": "metod.html", "en": "method.html"}
ACCESSIBILITY: Mapping[Language, str] = {"sv": "tillganglighet.html", "en": "accessibility.html"}


_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
ASSESSED = "2026-11-22"  # when the pages that this version makes were last gone through against the demands
UPDATED = "2026-11-22"  # when the statement's own text was last updated


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the method and the accessibility statement."""
    language, model = edition.language, edition.model
    known = sum(model.evaluation[cell.row] is not None for cell in model.cells.values())
    method = {
        "statuses": [(word("statuses", name, language), text) for name, text in words.STATUSES[language].items()],
        "known": known,
        "total": len(model.cells),
        "stated": len(edition.space.entries),
        "result_hash": edition.model.result_hash,
        "has_proposals": edition.compared is not None,
    }
    statement = {
        "assessed": ASSESSED,
        "updated": UPDATED,
        "contact": contact_of(edition.space.contact),
        "has_book": bool(edition.budget.books),
        "workbooks": tuple(WORKBOOKS.values()),
    }
    return [
        Page("method", METHOD, edition.say("Metod", "Method"), "method.html.j2", method),
        Page("accessibility", ACCESSIBILITY, edition.say("Tillgänglighet", "Accessibility"), "accessibility.html.j2", statement),
    ]


def contact_of(text: str) -> Part:
    """Where readers turn: a link where it is an address on the web or one of e-mail, else the text."""
    return Link(text, f"mailto:{text}") if _MAIL.fullmatch(text) else link(text, text)
