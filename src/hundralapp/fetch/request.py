"""What is asked of a service: one address, and the name its answer is kept under."""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.diagnostics import Words

ANSWERS = "fetched/answers"


@dataclass(frozen=True, slots=True)
class Request:
    """One GET.

    `name` tells it from the source's other requests, all pages of one request share it, and it stays the same from run to run;
    `years` are those the answer is about; `what` says in words what is asked; `page` counts from one. `may_be_missing`: the
    service's "there is no such value" means that the year is not published.
    """

    source: str
    name: str
    url: str
    what: Words
    years: tuple[int, ...] = ()
    page: int = 1
    may_be_missing: bool = False

    @property
    def file(self) -> str:
        """Where its answer is kept, relative to the folder."""
        return f"{ANSWERS}/{self.source}/{self.name}-{self.page}.json"
