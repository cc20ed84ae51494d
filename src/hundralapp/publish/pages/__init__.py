"""The pages, in the order of the menu. Each module makes one kind, in the language of an edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.pages import (
    about,
    change,
    claims,
    committees,
    data,
    figures,
    household,
    hundred,
    initiatives,
    news,
    proposals,
    start,
    trial,
    years,
)

KINDS: tuple[Callable[[Edition], Sequence[Page]], ...] = (
    start.pages,
    hundred.pages,
    proposals.pages,
    household.pages,
    trial.pages,
    change.pages,
    years.pages,
    committees.pages,
    claims.pages,
    initiatives.pages,
    news.pages,
    figures.pages,
    data.pages,
    about.pages,
)
