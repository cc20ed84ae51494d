"""The OpenAPI 3.1 description, made of the table of endpoints and the types of the answers."""

from __future__ import annotations

from typing import Any

from hundralapp import __version__
from hundralapp.diagnostics import Words
from hundralapp.serve.api import shapes
from hundralapp.serve.api.endpoints import COMMON, ENDPOINTS, PREFIX, Endpoint
from hundralapp.serve.api.parameters import LANG, Parameter
from hundralapp.serve.api.schemas import Schema, Schemas

_ABOUT = """Served by `hundralapp serve`, which only reads. An answer has the envelope of the command line's `--json`.
Money is in SEK, tax rates in öre per SEK 100; an unknown value is null. While a budget's files have errors its figures are not
answered (503), for a wrong number must not look right."""
_NOT_MODIFIED = {"description": "The answer is the one that If-None-Match names."}


def description() -> dict[str, Any]:
    """The whole description, as JSON is written."""
    schemas = Schemas()
    problem = schemas.of(shapes.ProblemAnswer)
    paths: dict[str, Any] = {
        f"{PREFIX}/openapi.json": _operation(
            "description", Words("Den här beskrivningen.", "This description."), (), {"type": "object"}, {}
        ),
        f"{PREFIX}/budgets": _operation(
            "budgets",
            Words("Budgetarna som visas.", "The budgets that are served."),
            (LANG,),
            schemas.of(shapes.BudgetsAnswer),
            {},
        ),
    }
    for each in ENDPOINTS:
        paths[f"{PREFIX}/budgets/{{budget}}{each.path}"] = _operation(
            each.id,
            each.doc,
            (*COMMON, *each.parameters),
            _envelope(schemas, each),
            {code: _refusal(problem, why) for code, why in _REFUSALS.items()},
        )
    paths[f"{PREFIX}/budgets/{{budget}}/diagnostics"] = _operation(
        "diagnostics",
        Words(
            "Vad som är fel i budgetens filer nu, även när inget annat kan svaras.",
            "What is wrong in the budget's files now, also when nothing else can be answered.",
        ),
        COMMON,
        schemas.of(shapes.DiagnosticsAnswer),
        {code: _refusal(problem, _REFUSALS[code]) for code in ("400", "404")},
    )
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Hundralapp",
            "version": __version__,
            "summary": "A budget as data: the verbs' answers, by address.",
            "description": _ABOUT,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.made.items()))},
    }


_REFUSALS = {
    "400": Words("En parameter går inte att förstå.", "A parameter cannot be understood."),
    "404": Words("Det som namnges finns inte.", "What is named is not there."),
    "503": Words("Budgetens filer har fel; de står i svaret.", "The budget's files have errors; they stand in the answer."),
}


def _envelope(schemas: Schemas, endpoint: Endpoint) -> Schema:
    """The envelope of `--json` around the endpoint's data."""
    return {
        "type": "object",
        "properties": {
            "hundralapp": {"type": "string"},
            "verb": {"const": endpoint.verb},
            "workspace": schemas.of(shapes.WorkspaceHead),
            "diagnostics": {"type": "array", "items": schemas.of(shapes.DiagnosticOfFile)},
            "data": schemas.of(endpoint.data),
        },
        "required": ["hundralapp", "verb", "workspace", "diagnostics", "data"],
        "additionalProperties": False,
    }


def _operation(name: str, doc: Words, parameters: tuple[Parameter, ...], answer: Schema, refusals: dict[str, Any]) -> Schema:
    return {
        "get": {
            "operationId": name,
            "summary": doc.en,
            "description": doc.sv,
            "parameters": [_parameter(each) for each in parameters],
            "responses": {
                "200": {"description": doc.en, "content": {"application/json": {"schema": answer}}},
                "304": _NOT_MODIFIED,
                **refusals,
            },
        }
    }


def _parameter(each: Parameter) -> Schema:
    schema: Schema = (
        {"type": "string"} if each.kind == "text" else {"type": "integer", "minimum": each.lowest, "maximum": each.highest}
    )
    if each.choices:
        schema["enum"] = list(each.choices)
    if each.default is not None:
        schema["default"] = each.default
    made: Schema = {
        "name": each.name,
        "in": each.place,
        "required": each.place == "path",
        "description": f"{each.doc.en} {each.doc.sv}",
        "schema": {"type": "array", "items": schema} if each.many else schema,
    }
    if each.many:
        made |= {"style": "form", "explode": True}
    if each.example:
        made["example"] = [each.example] if each.many else each.example
    return made


def _refusal(problem: Schema, why: Words) -> Schema:
    return {"description": why.en, "content": {"application/problem+json": {"schema": problem}}}
