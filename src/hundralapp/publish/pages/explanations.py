"""The explanations as pages, for readers without script, for links to one figure, and for search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hundralapp.diagnostics import Language, in_language
from hundralapp.publish.edition import Edition
from hundralapp.publish.explained import explanation_file, explanation_group
from hundralapp.publish.opened import Opened
from hundralapp.publish.page import Page
from hundralapp.views.lineage import committee_name

FILES: Mapping[Language, str] = {"sv": "forklaringar.html", "en": "explanations.html"}


def pages(edition: Edition, opened: Mapping[str, Opened]) -> Sequence[Page]:
    """One page for each group of explanations, and before them the page that lists those.

    Args:
        opened: every explanation that the other pages lead to, and those that these lead to.
    """
    files: dict[str, list[Opened]] = {}
    for each in opened.values():
        files.setdefault(explanation_file(each.id, edition.language), []).append(each)
    made = [_page(edition, file, group, opened) for file, group in files.items()]
    made.sort(key=lambda page: page.title.casefold())
    groups = [(page.title, page.files[edition.language], len(page.values["group"])) for page in made]
    title = edition.say("Förklaringar", "Explanations")
    return [Page("explanations", FILES, title, "explanations.html.j2", {"groups": groups, "count": len(opened)}), *made]


def _page(edition: Edition, file: str, group: Sequence[Opened], opened: Mapping[str, Opened]) -> Page:
    files: dict[Language, str] = {language: explanation_file(group[0].id, language) for language in ("sv", "en")}
    values = {"group": group, "opened": opened}
    return Page(file, files, _title(edition, group), "explained.html.j2", values, listed=False)


def _title(edition: Edition, group: Sequence[Opened]) -> str:
    """The committee's or proposal's name, the kind's; else the first figure's."""
    name = explanation_group(group[0].id)
    if name.endswith("/"):
        found = next(each for each in edition.budget.proposals if "_".join(each.id.split()) == name[:-1])
        return in_language(found.name, found.name_en, edition.language)
    family, _, member = name.partition(".")
    if family == "committee" and member in edition.space.committees:
        return committee_name(edition.model, member, edition.language)
    return group[0].title
