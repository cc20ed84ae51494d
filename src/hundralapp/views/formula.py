"""A rule's formula in words, read off the traced graph: `Skatteunderlag × Skattesats / 10 000`.

Levers that nobody has moved are left out, so that a reader meets the formula as the law has it, not as the simulator needs it.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.graph.figure import Key
from hundralapp.graph.operations import CONSTANT, INPUT
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number

_WORDS = {
    "m": ("det minsta av", "the lesser of"),
    "M": ("det största av", "the greater of"),
    "f": ("hela delen av", "the whole part of"),
    "c": ("uppåt till heltal av", "rounded up of"),
    "?": ("om", "if"),
}
_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " / ", "<": " < ", "l": " ≤ ", "=": " = "}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "<": 0, "l": 0, "=": 0}
_MOST_TERMS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a formula: a name, a number, or an operation on terms."""

    code: str
    text: str = ""
    number: float | None = None
    parts: tuple[Term, ...] = ()


def formula_in_words(model: Model, key: Key, language: str) -> str:
    """How a computed figure is computed, in the names of its inputs; empty for an input."""
    cell = model.cells[key]
    if cell.rule is None:
        return ""
    names: dict[int, str] = {}
    for _, source in cell.sources:
        if source != key:
            names.setdefault(model.cells[source].row, _name(model, key, source, language))
    term = _simplify(_read(model, cell.row, names, language))
    return _write(term, language)


def _name(model: Model, key: Key, source: Key, language: str) -> str:
    label = model.label(source[0], language)
    return label if source[1] == key[1] else f"{label} {source[1]}"


def _read(model: Model, row: int, names: dict[int, str], language: str) -> Term:
    graph = model.binding.graph
    if row in names:
        return Term("name", names[row])
    code = graph.code[row]
    if code == CONSTANT:
        return Term("number", number=graph.constants[row])
    if code == INPUT:
        return _input(model, row, language)
    return Term(code, parts=tuple(_read(model, each, names, language) for each in graph.operands(row)))


def _input(model: Model, row: int, language: str) -> Term:
    name = model.binding.graph.input_names[row]
    figure, _, _ = name.rpartition("@")
    if name.startswith("parameter."):
        value = model.binding.inputs[name]
        return Term("name", f"{figure.removeprefix('parameter.')} ({value:g})")
    if name not in model.binding.entries and model.binding.inputs.get(name) == 0.0:
        return Term("number", number=0.0)
    return Term("name", model.label(figure, language))


def _simplify(term: Term) -> Term:
    if not term.parts:
        return term
    parts = tuple(_simplify(each) for each in term.parts)
    first, second = parts[0], parts[1] if len(parts) > 1 else None
    if term.code == "+" and _is(second, 0.0):
        return first
    if term.code == "+" and _is(first, 0.0) and second is not None:
        return second
    if term.code == "-" and _is(second, 0.0):
        return first
    if term.code == "*" and (_is(first, 0.0) or _is(second, 0.0)):
        return Term("number", number=0.0)
    if term.code == "/" and _is(first, 0.0):
        return first
    if term.code == "=" and first.number is not None and second is not None and second.number is not None:
        return Term("number", number=float(first.number == second.number))
    if term.code == "?" and first.number is not None and second is not None:
        return second if first.number != 0 else parts[2]
    if term.code == "/" and first.code == "*" and first.parts[1] == second:
        return first.parts[0]
    return Term(term.code, parts=parts)


def _is(term: Term | None, number: float) -> bool:
    return term is not None and term.number == number


def _write(term: Term, language: str, binding: int = 0, *, right: bool = False) -> str:
    if term.code == "name":
        return term.text
    if term.number is not None:
        decimals = 0 if float(term.number).is_integer() else 2
        return show_number(term.number, decimals, language)
    if term.code == "*" and _is(term.parts[0], -1.0):
        return f"−{_write(term.parts[1], language, 2)}"
    which = 0 if language == "sv" else 1
    if term.code == "+" and (terms := _addends(term)) is not None and len(terms) > _MOST_TERMS:
        shown = " + ".join(_write(each, language, 1) for each in terms[:3])
        more = f"{len(terms) - 3} " + ("till" if language == "sv" else "more")
        return f"{shown} + … ({more})"
    if term.code == "?":
        condition, then, otherwise = (_write(each, language) for each in term.parts)
        return (
            f"({then} om {condition}, annars {otherwise})" if language == "sv" else f"({then} if {condition}, else {otherwise})"
        )
    if term.code in _WORDS:
        return f"{_WORDS[term.code][which]} ({'; '.join(_write(each, language) for each in term.parts)})"
    binds = _BINDS[term.code]
    left = _write(term.parts[0], language, binds)
    other = _write(term.parts[1], language, binds, right=term.code in "-/")
    text = f"{left}{_SIGNS[term.code]}{other}"
    text = text.replace(" + −", " − ") if term.code == "+" else text
    return f"({text})" if binds < binding or (right and binds == binding) else text


def _addends(term: Term) -> list[Term] | None:
    """The terms of a long sum, in order."""
    terms: list[Term] = []
    while term.code == "+":
        terms.append(term.parts[1])
        term = term.parts[0]
    return [term, *reversed(terms)]
