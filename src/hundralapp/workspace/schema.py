"""The format of a workspace's YAML files, said once: read by the loader, the reference page and the JSON Schema for editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hundralapp import codes
from hundralapp.dates import read_date, read_vintage
from hundralapp.diagnostics import Words, listed
from hundralapp.numbers_sv import UNKNOWN_WORDS, Ambiguous, Number, read_number
from hundralapp.workspace.files import Files
from hundralapp.workspace.yamlsource import Tree


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `form` says how it is read; `choices` limits it."""

    form: str = "text"  # text, date, vintage, code, year, number, flag
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Shape


@dataclass(frozen=True, slots=True)
class MapOf:
    """Free keys (ids, periods), one shape of value."""

    value: Shape
    keys: str = "id"


@dataclass(frozen=True, slots=True)
class Either:
    """One of two shapes, told apart by whether the node is a scalar."""

    scalar: Text
    other: Shape


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    shape: Shape
    doc: Words
    required: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with known keys."""

    name: str
    keys: tuple[Key, ...]


Shape = Text | ListOf | MapOf | Either | Keys

_FORMS: dict[str, Words] = {
    "text": Words("en text", "a text"),
    "date": Words("ett datum (2023-11-27)", "a date (2023-11-27)"),
    "vintage": Words("ett datum eller en månad (2023-04)", "a date or a month (2023-04)"),
    "code": Words("en kod inom citattecken", "a code in quotation marks"),
    "year": Words("ett år", "a year"),
    "number": Words("ett tal, eller okänd", "a number, or unknown"),
    "flag": Words("true eller false", "true or false"),
}
DATE_OR_MONTH = Words("2023-11-27 eller 2023-11", "2023-11-27 or 2023-11")
_LIST = Words("en lista", "a list")
_MAPPING = Words("nycklar med värden", "keys with values")


def check_shape(files: Files, tree: Tree, shape: Shape, where: str, key: str = "") -> bool:
    """Report what does not fit, and drop it from the tree so that the rest can be used.

    Returns:
        True when the node itself may be kept.
    """
    key = key or where
    match shape:
        case Text():
            return _check_text(files, tree, shape, key)
        case Either(scalar, other):
            return check_shape(files, tree, scalar if tree.text is not None else other, where, key)
        case ListOf(item):
            if tree.items is None:
                return _wrong(files, tree, key, _LIST)
            tree.items = [each for each in tree.items if check_shape(files, each, item, where, key)]
            return True
        case MapOf(value):
            if tree.keys is None:
                return _wrong(files, tree, key, _MAPPING)
            tree.keys = {
                name: pair for name, pair in tree.keys.items() if check_shape(files, pair[1], value, f"{where}.{name}", name)
            }
            return True
        case Keys():
            return _check_keys(files, tree, shape, where, key)


def _check_keys(files: Files, tree: Tree, shape: Keys, where: str, key: str) -> bool:
    if tree.keys is None:
        return _wrong(files, tree, key, _MAPPING)
    known = {each.name: each for each in shape.keys}
    kept = {}
    for name, (place, value) in tree.keys.items():
        if name not in known:
            files.report.add(codes.UNKNOWN_KEY.at(place, key=name, where=where, suggestion=files.report.suggest(name, known)))
        elif value.text == "" and not value.quoted:
            continue
        elif check_shape(files, value, known[name].shape, f"{where}.{name}", name):
            kept[name] = (place, value)
    for each in shape.keys:
        if each.required and each.name not in tree.keys:
            files.report.add(codes.MISSING_KEY.at(tree.location, key=each.name, where=where))
    tree.keys = kept
    return True


def _check_text(files: Files, tree: Tree, shape: Text, key: str) -> bool:
    text = tree.text
    if text is None:
        return _wrong(files, tree, key, _FORMS[shape.form])
    if shape.choices and text not in shape.choices:
        suggestion = files.report.suggest(text, shape.choices)
        choices = listed(shape.choices, 20)
        files.report.add(codes.BAD_CHOICE.at(tree.location, value=text, key=key, choices=choices, suggestion=suggestion))
        return False
    match shape.form:
        case "date" if read_date(text) is None:
            files.report.add(codes.BAD_DATE.at(tree.location, value=text, form="2023-11-27"))
            return False
        case "vintage" if read_vintage(text) is None:
            files.report.add(codes.BAD_DATE.at(tree.location, value=text, form=DATE_OR_MONTH))
            return False
        case "code" if not tree.quoted and text.startswith("0"):
            files.report.add(codes.LEADING_ZERO.at(tree.location, value=text))
            return True
        case "year" if not (text.isascii() and text.isdigit() and 1900 <= int(text[:5]) <= 2200):
            return _wrong(files, tree, key, _FORMS["year"])
        case "flag" if text not in ("true", "false"):
            return _wrong(files, tree, key, _FORMS["flag"])
        case "number":
            return _check_number(files, tree, text)
    return True


def _check_number(files: Files, tree: Tree, text: str) -> bool:
    if text.lower() in UNKNOWN_WORDS:
        return True
    found = read_number(text.rstrip("% "))
    if isinstance(found, Number):
        return True
    if isinstance(found, Ambiguous):
        files.report.add(
            codes.AMBIGUOUS_NUMBER.at(tree.location, text=text, thousands=found.as_thousands, decimal=found.as_decimal)
        )
    else:
        files.report.add(codes.NOT_A_NUMBER.at(tree.location, text=text))
    return False


def _wrong(files: Files, tree: Tree, key: str, expected: Words) -> bool:
    files.report.add(codes.WRONG_TYPE.at(tree.location, key=key, expected=expected))
    return False


def json_schema(shape: Shape) -> dict[str, Any]:
    """The shape as JSON Schema (2020-12), for completion in editors."""
    match shape:
        case Text(form, choices):
            if choices:
                return {"enum": [*choices, *(int(each) for each in choices if each.isdigit())]}
            types: dict[str, Any] = {
                "number": {"type": ["number", "string"]},
                "year": {"type": ["integer", "string"]},
                "flag": {"type": "boolean"},
                "date": {"type": "string", "format": "date"},
                "code": {"type": "string"},
            }
            return dict(types.get(form, {"type": ["string", "number"]}))
        case ListOf(item):
            return {"type": "array", "items": json_schema(item)}
        case MapOf(value):
            return {"type": "object", "additionalProperties": json_schema(value)}
        case Either(scalar, other):
            return {"anyOf": [json_schema(scalar), json_schema(other)]}
        case Keys():
            properties = {
                each.name: {**json_schema(each.shape), "description": f"{each.doc.sv} / {each.doc.en}"} for each in shape.keys
            }
            required = [each.name for each in shape.keys if each.required]
            return {
                "type": "object",
                "properties": properties,
                "additionalProperties": False,
                **({"required": required} if required else {}),
            }
