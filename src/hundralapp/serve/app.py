"""The application: pages by their names in the site, news of them, health, and the API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.serve.api.routes import api_routes
from hundralapp.serve.guard import Guard
from hundralapp.serve.languages import language_of
from hundralapp.serve.live import Live, State
from hundralapp.serve.live_page import faulty_page, missing_page, panel
from hundralapp.serve.resources import respond

INDEX = "index.html"
MOST_FOLLOWERS = 256
_HEARTBEAT = 15.0
_ANY_LANGUAGE = {"vary": "Accept-Language"}


def make_app(live: Live, *, only_here: bool = True, names: Collection[str] = (), follow: bool = True) -> ASGIApp:
    """The application over `live`.

    Args:
        only_here: it listens on this computer's own addresses only.
        names: names other than localhost that it is known by.
        follow: keep `live` current while the application runs.
    """
    followers = 0

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(live.follow()) if follow else None
        yield
        live.stop()
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def page(request: Request) -> Response:
        return await _page(request, live.state)

    async def health(request: Request) -> Response:
        return _health(live.state)

    async def events(request: Request) -> Response:
        nonlocal followers
        if followers >= MOST_FOLLOWERS or live.is_stopping:
            return Response(status_code=503, headers={"retry-after": "10", "cache-control": "no-store"})

        async def told() -> AsyncIterator[str]:
            nonlocal followers
            followers += 1
            try:
                async for each in _news(request, live):
                    yield each
            finally:
                followers -= 1

        return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    routes = [
        Route("/health", health),
        Route("/_live/events", events),
        *api_routes(live),
        Route("/{name:path}", page),
    ]
    return Guard(Starlette(routes=routes, lifespan=running), only_here=only_here, names=names)


async def _page(request: Request, state: State) -> Response:
    """A file of the site; what is wrong where there is no site; a page that says so where there is no such file."""
    path: str = request.path_params["name"]
    name = f"{path}{INDEX}" if not path or path.endswith("/") else path
    if name in state.published:
        found = state.made.get(name)
        return respond(request, found if found is not None else await asyncio.to_thread(state.page, name))
    if not state.published or state.is_awaited(name):
        return respond(
            request, faulty_page(name, state.problems, language_of(request)), 503, _ANY_LANGUAGE | {"retry-after": "2"}
        )
    if f"{name}/{INDEX}" in state.published:
        return RedirectResponse(f"/{path}/", 308)
    return respond(request, missing_page(language_of(request)), 404, _ANY_LANGUAGE)


def _health(state: State) -> Response:
    """Whether the server has anything to show, and whether that is what the files say now."""
    status = "ok" if not state.problems else "showing_last_sound" if state.published else "nothing_to_show"
    budgets = [
        {"id": each.name, "sound": each.is_sound, "problems": len(each.problems), "shown": each.sound is not None}
        for each in state.held
    ]
    body = {"status": status, "hundralapp": __version__, "budgets": budgets}
    return JSONResponse(body, 503 if status == "nothing_to_show" else 200, {"cache-control": "no-store"})


async def _news(request: Request, live: Live) -> AsyncIterator[str]:
    """The whole state at once, and again each time it is another; a word now and then so that nobody in between hangs up."""
    name = request.query_params.get("page", "")
    language = language_of(request)
    state = live.state
    yield "retry: 1000\n\n"
    yield _event(name, state, language)
    while not live.is_stopping:
        now = await live.news(state, _HEARTBEAT)
        if now is state:
            yield ": still here\n\n"
            continue
        state = now
        yield _event(name, state, language)


def _event(name: str, state: State, language: Language) -> str:
    news = {"page": state.tag_of(name), "problems": state.tag, "panel": panel(state.problems, language)}
    return f"event: state\ndata: {json.dumps(news, ensure_ascii=False)}\n\n"
