"""Routes made of the table of endpoints: parameters read, the view made once and kept, and refusals as problem details."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hundralapp import __version__
from hundralapp.diagnostics import Language, Words, nothing_computed
from hundralapp.serve.api.endpoints import BUDGET, COMMON, ENDPOINTS, PREFIX, Endpoint, asked_of
from hundralapp.serve.api.openapi import description
from hundralapp.serve.api.parameters import LANG, NOT_FOUND, Parameter, Refused, absent, read_parameters
from hundralapp.serve.languages import language_of
from hundralapp.serve.live import Held, Live, Sound
from hundralapp.serve.problems import errors_of
from hundralapp.serve.resources import Resource, resource, respond
from hundralapp.views.document import as_text, document, workspace_head

JSON, PROBLEM = "application/json", "application/problem+json"
_FAULTY = Words("Budgetens filer har fel", "The budget's files have errors")
_Handler = Callable[[Request, Language], Awaitable[Response]]


def api_routes(live: Live) -> list[BaseRoute]:
    """The routes of the API, and one that says so for every other address below it."""
    described = resource(as_text(description()).encode(), JSON)

    async def openapi(request: Request, language: Language) -> Response:
        _read(request, ())
        return respond(request, described)

    async def budgets(request: Request, language: Language) -> Response:
        _read(request, (LANG,))
        listed = [_in_list(each) for each in live.state.held]
        return _answer(request, {"hundralapp": __version__, "budgets": listed}, language)

    async def diagnostics(request: Request, language: Language) -> Response:
        held = _held(live, _read(request, COMMON)["budget"])
        body = {"hundralapp": __version__, "budget": held.name, "sound": held.is_sound, "diagnostics": held.problems}
        return _answer(request, body, language)

    async def nothing(request: Request, language: Language) -> Response:
        where = Words("Adressen leder inte till något i API:t.", "The address leads to nothing in the API.")
        more = Words(f" Allt som finns står i {PREFIX}/openapi.json.", f" All there is stands in {PREFIX}/openapi.json.")
        raise Refused(404, NOT_FOUND, Words(where.sv + more.sv, where.en + more.en))

    return [
        _route(f"{PREFIX}/openapi.json", openapi),
        _route(f"{PREFIX}/budgets", budgets),
        *(_route(f"{PREFIX}/budgets/{{budget}}{each.path}", _handler(live, each)) for each in ENDPOINTS),
        _route(f"{PREFIX}/budgets/{{budget}}/diagnostics", diagnostics),
        _route("/api/{rest:path}", nothing),
    ]


def _route(path: str, handle: _Handler) -> Route:
    async def answering(request: Request) -> Response:
        language = language_of(request)
        try:
            return await handle(request, language)
        except Refused as refused:
            return _refusal(request, refused, language)

    return Route(path, answering)


def _handler(live: Live, endpoint: Endpoint) -> _Handler:
    parameters = (*COMMON, *endpoint.parameters)

    async def handle(request: Request, language: Language) -> Response:
        values = _read(request, parameters)
        held = _held(live, values.pop("budget"))
        values.pop("lang")
        if held.sound is None or not held.is_sound:
            raise _faulty(held)
        sound = held.sound
        name = json.dumps([endpoint.id, language, sorted(values.items())], ensure_ascii=False)
        found = await sound.answers.get(name, lambda: _made(endpoint, sound, values, language))
        return respond(request, found, headers=_in(language))

    return handle


def _made(endpoint: Endpoint, sound: Sound, values: Mapping[str, Any], language: Language) -> Resource:
    asked = asked_of(endpoint, sound.model, sound.proposals, values, language)
    return resource(document(endpoint.verb, sound.model, endpoint.make(asked)).encode(), JSON)


def _read(request: Request, parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    return read_parameters(parameters, request.path_params, request.query_params)


def _held(live: Live, name: str) -> Held:
    held = {each.name: each for each in live.state.held}
    if name not in held:
        raise absent(Words("Budgeten", BUDGET.name), name, list(held))
    return held[name]


def _faulty(held: Held) -> Refused:
    """A wrong number must not look right: while the files have errors there is no answer."""
    return Refused(503, _FAULTY, nothing_computed(len(errors_of(held.problems))), {"diagnostics": held.problems})


def _in_list(held: Held) -> dict[str, Any]:
    head = workspace_head(held.sound.model) if held.sound is not None else None
    return {"id": held.name, "sound": held.is_sound, "url": f"{PREFIX}/budgets/{held.name}", "workspace": head}


def _in(language: Language) -> dict[str, str]:
    return {"content-language": language, "vary": "Accept-Language"}


def _answer(request: Request, body: Mapping[str, Any], language: Language) -> Response:
    return respond(request, resource(as_text(body).encode(), JSON), headers=_in(language))


def _refusal(request: Request, refused: Refused, language: Language) -> Response:
    body = {
        "type": "about:blank",
        "title": refused.title.say(language),
        "status": refused.status,
        "detail": refused.detail.say(language),
        "instance": request.url.path,
        **refused.members,
    }
    headers = _in(language) | {"cache-control": "no-store"} | ({"retry-after": "2"} if refused.status == 503 else {})
    return respond(request, resource(as_text(body).encode(), PROBLEM), refused.status, headers)
