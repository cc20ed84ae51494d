"""A budget of the reader's own: levers on the exported graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hundralapp.diagnostics import Language
from hundralapp.publish.edition import Edition
from hundralapp.publish.lever import MOST_ORE, MOST_TENTHS, Lever
from hundralapp.publish.page import Page
from hundralapp.publish.shown import Shower

FILES: Mapping[Language, str] = {"sv": "prova.html", "en": "try.html"}


def pages(edition: Edition) -> Sequence[Page]:
    """The page of levers, where a tax rate gives an answer."""
    lever = edition.lever
    if lever is None:
        return []
    values = {"lever": lever, "most_ore": MOST_ORE, "most_tenths": MOST_TENTHS}
    title = edition.say("Prova själv", "Try yourself")
    data = {"lever-data": lever_data(lever, edition.shower)}
    page = Page("trial", FILES, title, "trial.html.j2", values, scripts=("numbers.js", "lever.js"), data=data, computes=True)
    return [page]


def lever_data(lever: Lever, shower: Shower) -> dict[str, Any]:
    """What the script needs to compute and to write numbers as Python does."""
    return {
        "graph": lever.document,
        "inputs": lever.inputs,
        "ore": lever.ore,
        "frames": lever.frames,
        "mostOre": MOST_ORE,
        "mostTenths": MOST_TENTHS,
        "years": [{"period": each.period, "output": each.output, "year": each.year} for each in lever.years],
        "factor": shower.style.factor,
        "decimals": shower.style.decimals,
        "money": shower.style.money,
    }
