"""Committees: what is said of them beside their money, and whether one that ends continues in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hundralapp import codes
from hundralapp.diagnostics import listed
from hundralapp.graph.figure import Entry
from hundralapp.workspace.tables import Tables, slug
from hundralapp.workspace.yamlsource import Tree

if TYPE_CHECKING:
    from hundralapp.workspace.load import Workspace


@dataclass(frozen=True, slots=True)
class Committee:
    """What is said of a committee beside its money."""

    id: str
    name: str
    name_en: str = ""
    role: str = "committee"
    successor_of: tuple[str, ...] = ()
    ended: int | None = None
    note: str = ""


def read_committees(workspace: Workspace, tables: Tables, tree: Tree | None) -> None:
    """Every committee that has numbers, with what committees.yaml (`tree`) says of it."""
    stated = (figure.split(".", 2) for figure, _ in workspace.entries if figure.startswith("committee."))
    names = {key: key for _, key, _ in stated}
    names |= {key.split(".", 1)[1]: label for key, label in tables.labels.items() if _is_committee(key)}
    said: Mapping[str, Tree] = dict(tree.pairs()) if tree is not None else {}
    for name, each in said.items():
        key = slug(name)
        predecessors = each.get("successor_of")
        workspace.committees[key] = Committee(
            key,
            each.value("name") or names.get(key, name),
            each.value("name_en") or "",
            each.value("role") or "committee",
            tuple(slug(item.text or "") for item in (predecessors.items if predecessors is not None else None) or []),
            int(each.value("ended") or 0) or None,
            each.value("note") or "",
        )
        if workspace.is_partial:
            continue
        if key not in names and tree is not None:
            place = tree.key_location(name)
            workspace.report.add(
                codes.UNKNOWN_COMMITTEE.at(place, committee=name, suggestion=workspace.report.suggest(name, names.values()))
            )
        for item in (predecessors.items if predecessors is not None else None) or []:
            if slug(item.text or "") not in names:
                suggestion = workspace.report.suggest(item.text or "", names.values())
                workspace.report.add(codes.UNKNOWN_COMMITTEE.at(item.location, committee=item.text, suggestion=suggestion))
    for key, label in names.items():
        workspace.committees.setdefault(key, Committee(key, label))
    for key, committee in workspace.committees.items():
        workspace.committees[key] = replace(committee, name=committee.name or key)
    _check_lineage(workspace)


def _is_committee(prefix: str) -> bool:
    return prefix.startswith("committee.") and prefix.count(".") == 1


def _check_lineage(workspace: Workspace) -> None:
    """A committee whose numbers end where another's begin needs a word on whether they are the same."""
    order = {period: index for index, period in enumerate(workspace.periods)}
    spans: dict[str, list[Entry]] = {}
    for (figure, _), entry in workspace.entries.items():
        if figure.startswith("committee."):
            spans.setdefault(figure.split(".")[1], []).append(entry)
    years = {key: sorted({order[each.period] for each in found}) for key, found in spans.items()}
    last = max((span[-1] for span in years.values()), default=0)
    begins: dict[int, list[str]] = {}
    for new, span in years.items():
        if not workspace.committees[new].successor_of:
            begins.setdefault(span[0], []).append(f'"{workspace.committees[new].name}"')
    taken_over = {old for committee in workspace.committees.values() for old in committee.successor_of}
    periods = list(workspace.periods)
    for old, span in years.items():
        if span[-1] == last or old in taken_over or workspace.committees[old].ended:
            continue
        begun = begins.get(span[-1] + 1, [])
        if begun:
            workspace.report.add(
                codes.MISSING_LINEAGE.at(
                    replace(spans[old][0].location, column=1, length=1),
                    name=workspace.committees[old].name,
                    others=listed(begun, 4),
                    last=periods[span[-1]],
                    first=periods[span[-1] + 1],
                )
            )
