"""The served form of a page: the published one, and in it a small script that follows the files and a place for what is wrong.

The published page is never changed; what stands here exists only in the answers of the server. A page that could not be made is
one of the server's own, which says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from hundralapp.diagnostics import Language
from hundralapp.publish.compiled import environment_of
from hundralapp.publish.policy import policy, source_of
from hundralapp.serve.policies import policy_in, widened, with_policy
from hundralapp.serve.problems import Problem, errors_of
from hundralapp.serve.resources import HTML, Resource, digest, resource

MOST_SHOWN = 100
_LANGUAGE = re.compile(r'<html[^>]*\slang="(\w+)"', re.IGNORECASE)
_HEAD_END, _END = "</head>", "</body>"


def language_in(page: str) -> Language:
    """The language that a page says it is in."""
    found = _LANGUAGE.search(page)
    return "en" if found is not None and found[1] == "en" else "sv"


def problems_tag(problems: Sequence[Problem]) -> str:
    """What tells one list of problems from another; empty when nothing is wrong."""
    return digest(repr(problems).encode()) if problems else ""


def panel(problems: Sequence[Problem], language: Language) -> str:
    """The list of problems as it stands in a page; empty when nothing is wrong."""
    return _render("panel.html.j2", **_told(problems, language)) if problems else ""


def live_page(name: str, published: bytes, problems: Sequence[Problem]) -> Resource:
    """The served form of a page.

    Args:
        name: the page's name in the site, by which it asks for news of itself.
        published: the page as `publish` writes it.
        problems: what is wrong in the files now; empty when the page is what they say.
    """
    page = published.decode("utf-8")
    language = language_in(page)
    allowed = _with_live_sources(policy_in(page))
    block = _live_block(name, digest(published), problems, language, panel(problems, language))
    return _html(_with_live(with_policy(page, allowed), block), allowed)


def faulty_page(name: str, problems: Sequence[Problem], language: Language) -> Resource:
    """What stands in a page's place before anything could be computed: the list of problems."""
    style, allowed = _plain()
    allowed = _with_live_sources(allowed)
    page = _render("faulty.html.j2", policy=allowed, style=style, **_told(problems, language))
    return _html(_with_live(page, _live_block(name, problems_tag(problems), problems, language, "")), allowed)


def missing_page(language: Language) -> Resource:
    """What an address that leads nowhere shows."""
    style, allowed = _plain()
    return _html(_render("missing.html.j2", policy=allowed, style=style, language=language), allowed)


def _plain() -> tuple[Markup, str]:
    """The style of the server's own pages, and the policy that allows it."""
    style = _text("plain.css")
    return Markup(style), policy(style=source_of(style), img="data:")


def _with_live_sources(stated: str) -> str:
    """The policy that also allows what makes a page live: its style, its script, and the news it asks for."""
    script, style = source_of(_text("live.js")), source_of(_text("live.css"))
    return widened(stated, {"script-src": script, "style-src": style, "connect-src": "'self'"})


def _with_live(page: str, block: str) -> str:
    """The page with the style last in its head and the block last in its body."""
    head, head_end, rest = page.partition(_HEAD_END)
    body, end, after = rest.rpartition(_END)
    return f"{head}<style>{_text('live.css')}</style>\n{head_end}{body}{block}\n{end}{after}"


def _html(page: str, allowed: str) -> Resource:
    return resource(page.encode(), HTML, f"{allowed}; frame-ancestors 'none'")


def _live_block(name: str, tag: str, problems: Sequence[Problem], language: Language, shown: str) -> str:
    return _render(
        "live.html.j2",
        name=name,
        tag=tag,
        problems_tag=problems_tag(problems),
        panel=Markup(shown),
        script=Markup(_text("live.js")),
        language=language,
    )


def _told(problems: Sequence[Problem], language: Language) -> dict[str, Any]:
    """Errors first, for they are what to mend."""
    errors = errors_of(problems)
    ordered = [*errors, *(each for each in problems if not each.is_error)]
    return {
        "problems": ordered[:MOST_SHOWN],
        "count": len(errors),
        "left_out": len(ordered[MOST_SHOWN:]),
        "several": len({each.budget for each in problems}) > 1,
        "language": language,
    }


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(values).strip()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment_of("hundralapp.serve")


@lru_cache
def _text(name: str) -> str:
    return (resources.files("hundralapp.serve") / name).read_text(encoding="utf-8")
