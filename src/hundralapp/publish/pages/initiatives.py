"""Initiatives and assignments: who shall do what by when, with how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language, in_language
from hundralapp.publish.edition import Edition
from hundralapp.publish.opened import Part, link
from hundralapp.publish.page import Page
from hundralapp.publish.shown import Shown
from hundralapp.views.lineage import committee_name
from hundralapp.views.tables import period_heads
from hundralapp.workspace.assignments import Assignment

FILES: Mapping[Language, str] = {"sv": "uppdrag.html", "en": "assignments.html"}


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative with its amounts, year by year; None where the year has none."""

    id: str
    label: str
    committee: str
    amounts: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment as texts: `initiative` is the one that pays, empty where none is said."""

    title: str
    is_translated: bool
    committee: str
    by: str
    initiative: str
    origin: Part


def pages(edition: Edition) -> Sequence[Page]:
    """The page of initiatives and assignments, where the budget has any."""
    shower, space = edition.shower, edition.space
    names = list(dict.fromkeys(figure.split(".")[1] for figure, _ in edition.model.cells if figure.startswith("initiative.")))
    if not names and not space.assignments:
        return []
    planned = {each.id for each in space.budget_periods}
    heads = [each for each in period_heads(edition.model, edition.language) if each.id in planned]
    initiatives = []
    for name in names:
        amounts = tuple(shower.figure(f"initiative.{name}.amount", each.id) for each in heads)
        if any(amounts):
            initiatives.append(Initiative(name, _label(edition, name), _committee(edition, name), amounts))
    given = [_given(edition, each) for each in sorted(space.assignments, key=lambda each: (not each.by, each.by))]
    values = {
        "initiatives": initiatives,
        "heads": [each.label for each in heads],
        "assignments": given,
        "committees": len({each.committee for each in given}),
    }
    return [Page("initiatives", FILES, edition.say("Satsningar och uppdrag", "Initiatives"), "initiatives.html.j2", values)]


def _label(edition: Edition, name: str) -> str:
    return edition.space.labels.get(f"initiative.{name}", name)


def _committee(edition: Edition, name: str) -> str:
    """The committee of an initiative; empty where the table names none."""
    return committee_name(
        edition.model, edition.space.attributes.get(f"initiative.{name}", {}).get("committee", ""), edition.language
    )


def _given(edition: Edition, each: Assignment) -> Given:
    translated = bool(each.title_en) and edition.language == "en"
    origin = edition.space.origins.get(each.origin)
    source: Part = each.page
    if origin is not None:
        source = link(", ".join(part for part in (origin.title, each.page) if part), origin.url)
    initiative = _label(edition, each.initiative) if each.initiative else ""
    title = in_language(each.title, each.title_en, edition.language)
    committee = committee_name(edition.model, each.committee, edition.language)
    return Given(title, translated, committee, each.by, initiative, source)
