"""The reference page of the JSON API, and its OpenAPI description as a file, made of the table of endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hundralapp.serve.api.endpoints import ENDPOINTS, PREFIX
from hundralapp.serve.api.openapi import description
from hundralapp.views.document import as_text

_HEAD = """# The JSON API of `hundralapp serve`

*Data ur `hundralapp serve`: adresser, parametrar och svar.*

Only GET and HEAD. An answer has the envelope of the command line's `--json` ([JSON](json.md)): `hundralapp`, `verb`, `workspace`, `diagnostics` and `data`; the
tables below say what `data` holds. Money is in SEK, tax rates in öre per SEK 100; an unknown value is null. Every answer has an ETag of its bytes; ask again with
`If-None-Match` and get 304 where nothing has changed. The language of words is that of `?lang=sv` or `?lang=en`, else of `Accept-Language`, else Swedish.

A request that is not answered gets problem details (RFC 9457, `application/problem+json`) with `title` and `detail` in the reader's language: 400 for a parameter that cannot
be understood, unknown ones too; 404 for what is not there, with the nearest name; 503, with `diagnostics`, while the budget's files have errors.

The same, for programs: [openapi.json](openapi.json), OpenAPI 3.1.
"""


def api_page() -> str:
    """Every endpoint with its parameters and the keys of its `data`."""
    described = description()
    data = {each.path: each.data for each in ENDPOINTS}
    text = _HEAD
    for path, item in described["paths"].items():
        operation = item["get"]
        text += f"\n## `{path}`\n\n{operation['summary']}\n\n*{operation['description']}*\n\n"
        if operation["parameters"]:
            text += "| parameter | in | type | meaning |\n|---|---|---|---|\n"
            text += "".join(_parameter(each) for each in operation["parameters"]) + "\n"
        inner = path.removeprefix(f"{PREFIX}/budgets/{{budget}}")
        if inner != path and inner in data:
            text += f"`data`: [{data[inner].__name__}](#{data[inner].__name__.lower()}), as of `{_verb(operation)}`.\n"
    text += "\n# Shapes\n"
    for name, schema in described["components"]["schemas"].items():
        text += f"\n## {name}\n\n{schema['description']}\n\n| key | type |\n|---|---|\n"
        for key, each in schema["properties"].items():
            optional = "" if key in schema["required"] else " (may be absent)"
            text += f"| `{key}` | {_type(each)}{optional} |\n"
    return text


def openapi_file() -> str:
    """The description, as `/api/v1/openapi.json` gives it."""
    return as_text(description())


def _verb(operation: dict[str, Any]) -> str:
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return str(schema["properties"]["verb"]["const"])


def _parameter(each: dict[str, Any]) -> str:
    schema = each["schema"]
    inner = schema.get("items", schema)
    words = [_type(inner)]
    if "minimum" in inner:
        words.append(f"{inner['minimum']}–{inner['maximum']}")
    if "enum" in inner:
        words = [", ".join(f"`{one}`" for one in inner["enum"])]
    if "default" in inner:
        words.append(f"default {inner['default']}")
    if schema is not inner:
        words.append("may be repeated")
    return f"| `{each['name']}` | {each['in']} | {'; '.join(words)} | {each['description']} |\n"


def _type(schema: dict[str, Any]) -> str:
    return " or ".join(_kinds(schema))


def _kinds(schema: dict[str, Any]) -> Iterator[str]:
    """The types a schema lets through, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield f"[{name}](#{name.lower()})"
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _kinds(each)
    elif "enum" in schema:
        yield ", ".join(f"`{each}`" for each in schema["enum"])
    elif isinstance(schema["type"], list):
        yield from schema["type"]
    elif schema["type"] == "array" and "prefixItems" in schema:
        yield "list of " + " and ".join(_type(each) for each in schema["prefixItems"])
    elif schema["type"] == "array":
        yield f"list of {_type(schema['items'])}"
    elif schema["type"] == "object":
        yield f"object of {_type(schema['additionalProperties'])}"
    else:
        yield schema["type"]
