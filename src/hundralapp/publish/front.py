"""The page that lists the budgets, where several are published together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.frame import FRONT, environment, scripts, shell, style
from hundralapp.publish.pages.start import FILES, RESULT

_FACTS = (RESULT, "revenue.tax_rate", "key.net_cost_per_resident", "population.residents")


@dataclass(frozen=True, slots=True)
class Listed:
    """A budget in the list: the way to it, whose it is, for which year, and its headline figures as (label, text, is unknown)."""

    file: str
    unit: str
    period: str
    synthetic: bool
    facts: tuple[tuple[str, str, bool], ...]


def front_page(editions: Sequence[Edition]) -> str:
    """The list of budgets, in the language of the editions."""
    language = editions[0].language
    script, styled = scripts(False, "frame.js"), style("")
    heading = words.budget_count(len(editions), language)
    values = shell(language, "", FRONT, heading, styled, script) | {
        "heading": heading,
        "budgets": [_listed(each) for each in editions],
    }
    return environment().get_template("budgets.html.j2").render(values)


def _listed(edition: Edition) -> Listed:
    shower, period = edition.shower, edition.head.id
    facts = []
    for figure in _FACTS:
        shown = shower.figure(figure, period, with_unit=True) or shower.plain(None, "SEK")
        facts.append((edition.model.label(figure, edition.language), shown.text, shown.is_unknown))
    space, file = edition.space, f"{edition.budget.folder}/{FILES[edition.language]}"
    return Listed(file, space.entity.name, edition.head.label, space.synthetic, tuple(facts))
