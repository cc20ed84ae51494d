"""How the figures are made, and how accessible the site is: what is tested, and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.terms import word

METHOD: Mapping[Language, str] = {"sv": "metod.html", "en": "method.html"}
ACCESSIBILITY: Mapping[Language, str] = {"sv": "tillganglighet.html", "en": "accessibility.html"}


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the method and the accessibility statement."""
    language, model = edition.language, edition.model
    known = sum(model.evaluation[cell.row] is not None for cell in model.cells.values())
    method = {
        "statuses": [(word("statuses", name, language), text) for name, text in words.STATUSES[language].items()],
        "known": known,
        "total": len(model.cells),
        "stated": len(edition.space.entries),
        "result_hash": edition.budget.result_hash,
        "has_proposals": edition.compared is not None,
    }
    return [
        Page("method", METHOD, edition.say("Metod", "Method"), "method.html.j2", method),
        Page("accessibility", ACCESSIBILITY, edition.say("Tillgänglighet", "Accessibility"), "accessibility.html.j2"),
    ]
