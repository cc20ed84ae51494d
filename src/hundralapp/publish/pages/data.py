"""The data to download, the sources, and how sure a figure is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.terms import word

FILES: Mapping[Language, str] = {"sv": "data.html", "en": "data-en.html"}


def pages(edition: Edition) -> Sequence[Page]:
    """The page of sources and data."""
    language = edition.language
    values = {
        "origins": list(edition.space.origins.values()),
        "warnings": [(str(each.location), each.message(language)) for each in edition.model.report],
        "data": edition.data,
        "data_words": words.DATA[language],
        "statuses": [(word("statuses", name, language), text) for name, text in words.STATUSES[language].items()],
        "result_hash": edition.budget.result_hash,
    }
    return [Page("data", FILES, edition.say("Källor och data", "Sources and data"), "data.html.j2", values)]
