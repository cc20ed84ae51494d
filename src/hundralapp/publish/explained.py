"""Where a figure's explanation stands: one page for each committee, each proposal and each other kind of figure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

from hundralapp.diagnostics import Language

FOLDERS: Mapping[Language, str] = {"sv": "forklaringar", "en": "explanations"}
SCRIPT = "data.js"
_TAKEN = {"": "other", "index": "indices"}  # a web server shows index.html when it is asked for the folder

_LONGEST = 80  # letters of a group in its file's name, which file systems limit


def explanation_group(name: str) -> str:
    """The group that an explanation belongs to: `committee.skola`, `revenue`, or `forslag-a/` for what a proposal changes.

    Args:
        name: `figure@period`, or `proposal/figure@period`.
    """
    proposal, slash, figure = name.rpartition("/")
    if slash:
        return f"{proposal}/"
    family, _, member = figure.rpartition("@")[0].partition(".")
    return f"{family}.{member.partition('.')[0]}" if family == "committee" else family


def explanation_file(name: str, language: Language) -> str:
    """The page of an explanation, from the folder of the edition. Groups whose names look alike to a web server share a page."""
    return _file(explanation_group(name), language)


@lru_cache(maxsize=4096)
def _file(group: str, language: Language) -> str:
    group = re.sub(r"[^a-z0-9]+", "-", group.lower()).strip("-")
    if len(group) > _LONGEST:
        group = f"{group[:_LONGEST]}-{hashlib.sha256(group.encode()).hexdigest()[:8]}"
    return f"{FOLDERS[language]}/{_TAKEN.get(group, group)}.html"
