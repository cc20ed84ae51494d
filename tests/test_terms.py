"""The glossary: every figure has words in both languages, and no word is left over."""

import pytest

from hundralapp.graph.figure import Series, Status
from hundralapp.households import law
from hundralapp.model import RULE_MODULES, catalogue
from hundralapp.terms import terms
from hundralapp.views.result_change import CAUSES
from hundralapp.workspace.header import FAMILIES


def every_template() -> list[str]:
    """All figures: a budget's, and those of the income tax in every year, as the law and as the tables have it."""
    tax = (law.catalogue(year, tables=tables) for year in law.income_years() for tables in (False, True))
    return list(dict.fromkeys([*catalogue().templates(), *(name for each in tax for name in each.templates())]))


def test_every_figure_has_a_label() -> None:
    missing = [
        template
        for template in every_template()
        if template not in terms()["figures"] and ("{" not in template or template.rsplit(".", 1)[-1] not in terms()["measures"])
    ]
    assert not missing


def test_no_label_is_left_over() -> None:
    templates = every_template()
    assert not set(terms()["figures"]) - set(templates)
    assert not set(terms()["measures"]) - {template.rsplit(".", 1)[-1] for template in templates if "{" in template}
    assert set(terms()["families"]) == set(FAMILIES)
    assert set(terms()["statuses"]) == set(Status)
    assert set(terms()["series"]) == set(Series)
    assert set(terms()["causes"]) == set(CAUSES)


@pytest.mark.parametrize("table", ["figures", "measures", "statuses", "series", "families", "causes"])
def test_both_languages_are_there(table: str) -> None:
    for name, pair in terms()[table].items():
        assert len(pair) == 2, name
        assert all(text.strip() == text and text for text in pair), name


@pytest.mark.parametrize("module", [*RULE_MODULES, *law.MODULES], ids=lambda module: module.__name__.rsplit(".", 1)[-1])
def test_a_rule_opens_with_the_swedish_term_and_says_what_it_is(module: object) -> None:
    says = module.__doc__ or ""
    assert "Law: " in says or "Not modelled: " in says, "a rule module says which law it follows, or what it leaves out"
    for rule in module.RULES:  # type: ignore[attr-defined]
        assert rule.summary[0].isupper(), rule.figure
        assert rule.summary.endswith("."), rule.figure
