"""Every table of the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.views.tables import tables

FILES: Mapping[Language, str] = {"sv": "siffror.html", "en": "figures.html"}


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the tables, where there are any."""
    found = [edition.shower.table(each, edition.head.id) for each in tables(edition.model, edition.language)]
    if not found:
        return []
    count = sum(cell is not None for table in found for row in table.rows for cell in row.cells)
    values = {"tables": found, "count": count}
    return [Page("figures", FILES, edition.say("Alla siffror", "All figures"), "figures.html.j2", values)]
