"""facts.yaml: what the words of texts mean here, and what is known beside the figures: roles of indicators, registers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hundralapp import codes
from hundralapp.claims.swedish import said_stems, stems
from hundralapp.diagnostics import Words
from hundralapp.model import Model
from hundralapp.numbers_sv import Number, read_number
from hundralapp.workspace.tables import slug
from hundralapp.workspace.yamlsource import Tree


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator of the tables can check, and by which words texts mean it. `better`: higher, lower or empty."""

    figure: str
    role: str
    words: tuple[str, ...]
    place: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A list of names: those who have an approval, say, since the same day."""

    name: Words
    words: tuple[str, ...]
    members: tuple[str, ...]
    date: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class NetZero:
    """What climate positive is computed from: emissions by system boundary, removals in tonnes a year, shares sold in percent."""

    words: tuple[str, ...]
    emissions: tuple[str, ...]
    removals: float
    start: int
    sold: tuple[float, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person has added for the judging of claims."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    registers: tuple[Register, ...] = ()
    net_zero: NetZero | None = None

    def meant(self, role: str, text: str) -> list[Indicator]:
        """The indicators of a role whose words, and place where they have one, the text says."""
        return [
            each for each in self.indicators if each.role == role and says(text, each.words) and _says_place(text, each.place)
        ]


def says(text: str, words: Iterable[str]) -> bool:
    """True when a text has one of the words or phrases, in any form; the beginning of a compound counts."""
    said = said_stems(text)
    return any(_has(said, stems(each)) for each in words)


def _has(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return bool(phrase) and all(
        any(each == part or (len(part) >= 5 and each.startswith(part)) for each in said) for part in phrase
    )


def _says_place(text: str, place: str) -> bool:
    return not place or re.search(rf"\b{re.escape(place)}", text) is not None


def read_facts(model: Model) -> Facts:
    """The facts of a workspace; none where it has no facts.yaml. What names no figure is reported and left out."""
    tree = model.workspace.facts
    if tree is None:
        return Facts()
    words: dict[str, tuple[str, ...]] = {}
    for name, each in _pairs(tree, "words"):
        if _is_known(model, name):
            words[name] = _texts(each)
        else:
            _report(model, tree, ("words", name), name)
    indicators = []
    for name, each in _pairs(tree, "indicators"):
        figure = f"indicator.{slug(name)}.value"
        if not _is_known(model, figure):
            _report(model, tree, ("indicators", name), figure)
            continue
        said = _texts(each.get("words"))
        indicators.append(
            Indicator(figure, each.value("role") or "", said, each.value("place") or "", each.value("better") or "")
        )
    return Facts(words, tuple(indicators), tuple(_registers(tree)), _net_zero(model, tree))


def _registers(tree: Tree) -> Iterable[Register]:
    for _, each in _pairs(tree, "registers"):
        name = each.value("name") or ""
        members, said = _texts(each.get("members")), _texts(each.get("words"))
        yield Register(Words(name, each.value("name_en") or name), said, members, each.value("date") or "", each.value("origin"))


def _net_zero(model: Model, tree: Tree) -> NetZero | None:
    found = tree.get("net_zero")
    if found is None:
        return None
    figures = []
    for each in _texts(found.get("emissions")):
        figure = f"indicator.{slug(each)}.value"
        if _is_known(model, figure):
            figures.append(figure)
        else:
            _report(model, tree, ("net_zero", "emissions"), figure)
    sold = tuple(number for each in _texts(found.get("sold")) if (number := _number(each)) is not None)
    removals = _number(found.value("removals") or "")
    if removals is None or not figures or not sold:
        return None
    start = int(found.value("from") or 0)
    return NetZero(_texts(found.get("words")), tuple(figures), removals, start, sold, found.value("origin"))


def _number(text: str) -> float | None:
    found = read_number(text.rstrip("% "))
    return float(found.value) if isinstance(found, Number) else None


def _pairs(tree: Tree, name: str) -> list[tuple[str, Tree]]:
    found = tree.get(name)
    return list(found.pairs()) if found is not None else []


def _texts(tree: Tree | None) -> tuple[str, ...]:
    return tuple(each.text or "" for each in (tree.items if tree is not None else None) or [])


def _is_known(model: Model, name: str) -> bool:
    return any(figure == name or figure.startswith(f"{name}.") for figure, _ in model.cells)


def _report(model: Model, tree: Tree, path: tuple[str, str], figure: str) -> None:
    section = tree.get(path[0])
    place = section.key_location(path[1]) if section is not None else tree.location
    suggestion = model.report.suggest(figure, dict.fromkeys(name for name, _ in model.cells))
    model.report.add(codes.UNKNOWN_FIGURE.at(place, figure=figure, suggestion=suggestion))
