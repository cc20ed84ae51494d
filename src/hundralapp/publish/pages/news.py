"""News: each decision of a proposal as a short neutral item with its figures, newest first, and as an Atom feed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages.proposals import kinds_of
from hundralapp.publish.proposed import Decided, ShownProposal
from hundralapp.publish.shown import Shown
from hundralapp.workspace.tables import slug

FILES: Mapping[Language, str] = {"sv": "nyheter.html", "en": "news.html"}
FEEDS: Mapping[Language, str] = {"sv": "nyheter.atom", "en": "news.atom"}
MOST_ITEMS, MOST_IN_FEED = 300, 100  # the others stand on the pages of their proposals
_SPACE = uuid.UUID("6f0d1f6e-4a7c-5b0e-9d1a-2c1f3a6b8e10")  # names of items are made within it, the same every time


@dataclass(frozen=True, slots=True)
class Item:
    """A decision as news: `effects` are what it does to net income, by period; `id` names it on the page, `urn` in the feed.

    `kind` is the page of its proposal.
    """

    id: str
    urn: str
    date: str
    title: str
    kind: str
    proposal: str
    removed: bool
    committee: str
    reason: str
    effects: tuple[tuple[str, Shown], ...]
    is_still: bool


def pages(edition: Edition) -> Sequence[Page]:
    """The page of news and its feed, where there are proposals."""
    compared = edition.compared
    if compared is None:
        return []
    items: list[Item] = []
    kinds = kinds_of(compared)
    for proposal in compared.proposals:
        items += [
            _item(edition, proposal, kinds[proposal.id], index, each)
            for index, each in enumerate(proposal.decisions, start=1)
            if each.proposal == proposal.id or each.removed  # what it takes over from another has been told there
        ]
    items.sort(key=lambda each: each.date, reverse=True)
    dated = [each for each in items if each.date][:MOST_IN_FEED]
    title, values = (
        edition.say("Nyheter", "News"),
        {"items": items[:MOST_ITEMS], "count": len(items), "feed": FEEDS[edition.language] if dated else ""},
    )
    found = [Page("news", FILES, title, "news.html.j2", values)]
    if dated:
        urn = _urn(edition, "feed")
        feed = {"items": dated, "updated": dated[0].date, "urn": urn, "news": FILES[edition.language]}
        found.append(Page("feed", FEEDS, title, "news.atom.j2", feed, listed=False))
    return found


def _item(edition: Edition, proposal: ShownProposal, kind: str, index: int, each: Decided) -> Item:
    name = f"{slug(proposal.id)}-{index}"
    effects = tuple(zip(edition.compared.heads if edition.compared else (), each.effects, strict=True))
    shower = edition.shower
    nothing = {shower.number(0.0, "SEK", finer=finer) for finer in range(4)}
    still = all(shown.text in nothing for _, shown in effects)
    urn = _urn(edition, f"{proposal.id}/{each.title}/{proposal.date}")
    return Item(
        name, urn, proposal.date, each.title, kind, proposal.name, each.removed, each.committee, each.reason, effects, still
    )


def _urn(edition: Edition, name: str) -> str:
    """A lasting name: the same item keeps it when the site is made anew."""
    return uuid.uuid5(_SPACE, f"{edition.space.entity.code}/{edition.space.name}/{edition.language}/{name}").urn
