"""The glossary: every label comes from `terms.toml`, the only place where English ids meet Swedish words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def terms() -> dict[str, dict[str, list[str]]]:
    """The glossary as read: `figures`, `families`, `measures`, `statuses` ... each name -> [Swedish, English]."""
    return tomllib.loads((resources.files("hundralapp") / "terms.toml").read_text(encoding="utf-8"))


def word(table: str, name: str, language: str) -> str:
    """A word of the glossary; the name itself where there is none."""
    pair = terms().get(table, {}).get(name)
    return pair[0 if language == "sv" else 1] if pair else name


def figure_label(figure: str, names: Mapping[str, str], english_names: Mapping[str, str], language: str) -> str:
    """A figure in words: `committee.skolnamnden.frame` -> `Skolnämnden: ram`.

    Args:
        figure: the id.
        names: what people called the things in the id: prefix -> name.
        english_names: the same in English, where the workspace says so.
    """
    if figure in terms()["figures"]:
        return word("figures", figure, language)
    *prefix, measure = figure.split(".")
    said = []
    for end in range(2, len(prefix) + 1, 2):
        key = ".".join(prefix[:end])
        said.append((english_names.get(key) if language == "en" else None) or names.get(key) or prefix[end - 1])
    name = ", ".join(said) if said else ".".join(prefix)
    if measure in ("amount", "value"):
        return name
    return f"{name}: {word('measures', measure, language)}"


def own_name(stem: str, names: Mapping[str, str]) -> str:
    """What people called the thing that an id ends in, such as a service or a fee; the end of the id where they did not."""
    return names.get(stem, stem.rpartition(".")[2])
