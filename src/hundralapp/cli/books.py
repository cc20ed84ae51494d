"""Budget books for the verbs that make them, and what to install where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from hundralapp.cli.language import say
from hundralapp.diagnostics import Language

if TYPE_CHECKING:
    from hundralapp.publish.edition import Budget


def make_books(budget: Budget, languages: Iterable[Language]) -> dict[Language, bytes]:
    """The budget book in each language.

    Raises:
        click.UsageError: WeasyPrint, or the Pango that it sets text with, is not installed.
    """
    from hundralapp.publish.book import NoTypesetterError, make_book
    from hundralapp.publish.edition import Edition

    try:
        return {language: make_book(Edition(budget, language)) for language in languages}
    except NoTypesetterError as missing:
        raise click.UsageError(
            say(
                "En budgetbok sätts av WeasyPrint, som inte kan laddas. Installera: pip install 'hundralapp[pdf]', och i Debian "
                f"apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. ({missing})",
                "A budget book is set by WeasyPrint, which cannot be loaded. Install: pip install 'hundralapp[pdf]', and in Debian "
                f"apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. ({missing})",
            )
        ) from missing
