"""Explanations: any figure opens into its formula, inputs, law, status, sources, and the file and line of each input."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Entry, Key
from hundralapp.model import Model
from hundralapp.views.formula import formula_in_words


@dataclass(frozen=True, slots=True)
class SourceView:
    """An origin, ready to show."""

    id: str
    title: str
    publisher: str
    url: str
    page: str
    retrieved: str
    note: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """What a file states: the value as carried, how it is written, where, and which forecast it is."""

    value: Value
    written: str
    file: str
    line: int
    column: int
    status: str
    origin: str | None
    vintage: str
    note: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A national parameter that a rule used."""

    name: str
    value: float
    unit: str
    law: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure opened.

    `low` and `high` bound the value by the printed roundings; `causes` name what makes it unknown; `stated` is what files say
    of it, all vintages; `children` are its inputs, opened in turn as deep as asked for.
    """

    figure: str
    period: str
    label: str
    value: Value
    unit: str
    low: Value
    high: Value
    status: str
    summary: str
    formula: str
    law: str
    rule: str
    stated: tuple[StatementView, ...]
    difference: Value
    causes: tuple[str, ...]
    sources: tuple[SourceView, ...]
    parameters: tuple[ParameterView, ...]
    missing: tuple[str, ...]
    children: tuple[Explanation, ...]
    is_repeated: bool = False


def explain(model: Model, key: Key, language: str, depth: int = 2) -> Explanation:
    """Open a figure.

    Args:
        depth: how many levels of inputs to open; a figure met before is not opened again.
    Raises:
        KeyError: the model has no such figure in the period.
    """
    return _explain(model, key, language, depth, set())


def _explain(model: Model, key: Key, language: str, depth: int, seen: set[Key]) -> Explanation:
    cell = model.cells[key]
    repeated = key in seen
    seen.add(key)
    sources = dict.fromkeys(source for _, source in cell.sources if source != key)
    children: tuple[Explanation, ...] = ()
    if depth > 0 and not repeated:
        children = tuple(_explain(model, each, language, depth - 1, seen) for each in sources)
    between = model.range_of(key)
    rule = cell.rule
    return Explanation(
        key[0],
        key[1],
        model.label(key[0], language),
        model.evaluation[cell.row],
        str(cell.unit),
        between[0] if between is not None else None,
        between[1] if between is not None else None,
        model.status(key).value,
        rule.summary if rule is not None else "",
        formula_in_words(model, key, language),
        rule.law if rule is not None else "",
        rule.name if rule is not None else "",
        _statements(model, key),
        model.departures.get(key),
        tuple(model.causes(key)),
        tuple(source_view(model, origin) for origin in model.origins(key)),
        _parameters(model, key),
        model.binding.missing.get(key, ()),
        children,
        repeated,
    )


def _statements(model: Model, key: Key) -> tuple[StatementView, ...]:
    in_force = model.workspace.entries.get(key)
    return tuple(_statement(each, each is in_force) for each in model.workspace.vintages.get(key, ()))


def _statement(entry: Entry, in_force: bool) -> StatementView:
    vintage = entry.vintage.isoformat() if entry.vintage is not None else ""
    return StatementView(
        entry.value,
        entry.written,
        entry.file,
        entry.line,
        entry.column,
        entry.status.value,
        entry.origin,
        vintage,
        entry.note,
        in_force,
    )


def source_view(model: Model, origin: str) -> SourceView:
    """An origin of origins.yaml, or its bare id where it is not there."""
    found = model.workspace.origins.get(origin)
    if found is None:
        return SourceView(origin, origin, "", "", "", "", "")
    return SourceView(origin, found.title, found.publisher, found.url, found.page, found.retrieved, found.note)


def _parameters(model: Model, key: Key) -> tuple[ParameterView, ...]:
    shown = []
    for name in model.cells[key].parameters:
        found = model.parameters.find(name)
        if found is not None:
            parameter, value = found
            shown.append(
                ParameterView(parameter.name, value.value, str(parameter.unit), parameter.law, value.reference, value.note)
            )
    return tuple(shown)
