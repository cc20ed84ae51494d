"""The pages of all budgets together, by their names in the site: the one place that knows how `publish` makes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hundralapp.publish.edition import Budget
from hundralapp.publish.site import make_site
from hundralapp.workspace.tables import slug


def budget_names(folders: Sequence[Path]) -> list[str]:
    """The name of each budget in addresses: its folder's, as `publish` writes it, with a number where two would be the same."""
    names: list[str] = []
    for folder in folders:
        stem = slug(folder.resolve().name) or "budget"
        number, name = 1, stem
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def make_pages(budgets: Sequence[Budget], *, in_folders: bool) -> dict[str, bytes]:
    """Every file that `publish` would write of these budgets, by name.

    Args:
        in_folders: each in its own folder, as one of several, though the others cannot be shown.
    """
    return make_site(budgets, in_folders=in_folders)
