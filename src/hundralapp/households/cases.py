"""Typfall: built-in households that people recognise, with assumed incomes. They ship in `cases.yaml`, and are no statistics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path

from hundralapp.diagnostics import Words, nearest
from hundralapp.households import format as form
from hundralapp.households.household import Household
from hundralapp.households.person import HouseholdError
from hundralapp.households.reading import household_of
from hundralapp.workspace.files import Files
from hundralapp.workspace.schema import check_shape
from hundralapp.workspace.yamlsource import read_yaml


@dataclass(frozen=True, slots=True)
class Cases:
    """The built-in cases by id, when their incomes were assumed, and what they are."""

    dated: str
    note: Words
    households: dict[str, Household]


@lru_cache(maxsize=1)
def household_cases() -> Cases:
    """The cases that ship."""
    with resources.as_file(resources.files("hundralapp.households") / "cases.yaml") as path:
        files = Files(Path(path).parent)
        tree = read_yaml(files, path.name)
        assert tree is not None
        check_shape(files, tree, form.CASES, "cases")
    listed = tree.get("cases")
    assert listed is not None
    found = {name: replace(household_of(files, each, name), is_example=True) for name, each in listed.pairs()}
    assert files.report.ok, [str(each) for each in files.report]
    note = Words(tree.value("note") or "", tree.value("note_en") or "")
    return Cases(tree.value("dated") or "", note, found)


def find_case(name: str) -> Household:
    """A built-in case, by id or by its name in either language, in any case.

    Raises:
        HouseholdError: there is none, with the nearest name.
    """
    cases = household_cases().households
    by_name = {each.casefold(): case for id_, case in cases.items() for each in (id_, case.name, case.name_en)}
    found = by_name.get(name.strip().casefold())
    if found is None:
        suggestion = nearest(name, [*cases, *(case.name_en for case in cases.values())])
        raise HouseholdError(
            f'Typfallet "{name}" finns inte.{suggestion.say("sv")} `--cases` visar alla.',
            f'There is no case "{name}".{suggestion.say("en")} `--cases` shows all.',
        )
    return found
