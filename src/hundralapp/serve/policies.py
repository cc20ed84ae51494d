"""Content security policies: a page's own, widened by exactly what the served form of it needs."""

from __future__ import annotations

import html
import re

from hundralapp.publish.policy import policy

_META = re.compile(r"""(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")""", re.IGNORECASE)
_FALLS_BACK = "default-src"


def widened(stated: str, additions: dict[str, str]) -> str:
    """The policy with a source more in each named directive.

    A directive that is not there begins with what `default-src` has, since that is what held until then.
    """
    directives: dict[str, list[str]] = {}
    for part in stated.split(";"):
        name, *sources = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    for name, source in additions.items():
        kept = directives.get(name, directives.get(_FALLS_BACK, ["'none'"]))
        directives[name] = [*(each for each in kept if each != "'none'" and each != source), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def policy_in(page: str) -> str:
    """The policy that a page states of itself, or one that allows nothing where it states none."""
    found = _META.search(page)
    return html.unescape(found[2]) if found else policy()


def with_policy(page: str, allowed: str) -> str:
    """The page with its own policy replaced: a browser holds to both the page's and the answer's."""
    return _META.sub(lambda found: f"{found[1]}{html.escape(allowed)}{found[3]}", page, count=1)
