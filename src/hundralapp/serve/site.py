"""The pages of all budgets together, by their names in the site: the one place that knows how `publish` makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.publish.site import make_site


def budget_names(folders: Sequence[Path]) -> list[str]:
    """A short name for each folder: its own, with a number where two would be the same."""
    names: list[str] = []
    for folder in folders:
        stem = folder.resolve().name
        number, name = 1, stem
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def make_pages(budgets: Mapping[str, tuple[Model, Mapping[str, Proposal]]]) -> dict[str, bytes]:
    """Every file that `publish` would write of these budgets, by name."""
    made: dict[str, bytes] = {}
    for name, (model, proposals) in budgets.items():
        prefix = f"{name}/" if len(budgets) > 1 else ""
        made.update((f"{prefix}{file}", body) for file, body in make_site([Budget(model, proposals)]).items())
    return made
