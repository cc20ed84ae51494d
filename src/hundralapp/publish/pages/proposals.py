"""The proposals side by side on one baseline, each with its decisions and how it is paid for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page

FILES: Mapping[Language, str] = {"sv": "forslag.html", "en": "proposals.html"}


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the proposals, where there are any."""
    if edition.compared is None:
        return []
    values = {"compared": edition.compared, "part_names": words.PARTS[edition.language]}
    return [Page("proposals", FILES, edition.say("Förslag", "Proposals"), "proposals.html.j2", values)]
