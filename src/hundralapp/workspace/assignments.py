"""assignments.yaml: who shall do what by when, and which initiative pays. No figure is computed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hundralapp import codes
from hundralapp.diagnostics import Location
from hundralapp.workspace.tables import slug
from hundralapp.workspace.yamlsource import Tree

if TYPE_CHECKING:
    from hundralapp.workspace.load import Workspace


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment. `committee` and `initiative` are ids; `by` is a date as written, empty where none is said."""

    id: str
    title: str
    title_en: str
    committee: str
    by: str
    initiative: str
    origin: str
    page: str
    location: Location


def read_assignments(workspace: Workspace, tree: Tree | None) -> tuple[Assignment, ...]:
    """Every assignment; names that the budget does not have go to the workspace's report."""
    found = []
    committees, initiatives = {key: one.name for key, one in workspace.committees.items()}, _initiatives(workspace)
    for name, each in tree.pairs() if tree is not None else ():
        committee = _known(workspace, each, "committee", committees)
        initiative = _known(workspace, each, "initiative", initiatives)
        found.append(
            Assignment(
                name,
                each.value("title") or "",
                each.value("title_en") or "",
                committee,
                each.value("by") or "",
                initiative,
                each.value("origin") or "",
                each.value("page") or "",
                each.location,
            )
        )
    return tuple(found)


def _initiatives(workspace: Workspace) -> dict[str, str]:
    """The initiatives of the tables, by their ids."""
    return {key.partition(".")[2]: label for key, label in workspace.labels.items() if key.startswith("initiative.")}


def _known(workspace: Workspace, tree: Tree, key: str, names: dict[str, str]) -> str:
    item = tree.get(key)
    if item is None or not item.text:
        return ""
    name = slug(item.text)
    if name not in names and not workspace.is_partial:
        suggestion = workspace.report.suggest(item.text, names.values())
        if key == "committee":
            workspace.report.add(codes.UNKNOWN_COMMITTEE.at(item.location, committee=item.text, suggestion=suggestion))
        else:
            workspace.report.add(codes.UNKNOWN_INITIATIVE.at(item.location, initiative=item.text, suggestion=suggestion))
    return name
