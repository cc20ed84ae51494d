"""One run: ask each source for what is not kept or no longer fresh, then make tables of all that is kept.

What came stays: answers are kept one by one, a source in trouble is left alone until the next run while the others go on, and a
source's tables are made again only when all that was asked of it has come.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from hundralapp import codes
from hundralapp.fetch.kolada import KOLADA
from hundralapp.fetch.observation import collected, report_gaps
from hundralapp.fetch.origins import origins_text
from hundralapp.fetch.problems import FetchError, Problems, refuse
from hundralapp.fetch.record import Record, read_record
from hundralapp.fetch.request import Request
from hundralapp.fetch.scb import SCB
from hundralapp.fetch.skatteverket import SKATTEVERKET
from hundralapp.fetch.source import Asked, Got, Source
from hundralapp.fetch.table import origins_name, series_csv, series_name, table_name, values_csv
from hundralapp.fetch.transport import Answer, MissingError

SOURCES: dict[str, Source] = {each.id: each for each in (SCB, KOLADA, SKATTEVERKET)}
MOST_PAGES = 200
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Asking(Protocol):
    """What asks a service: the client, or a test's."""

    def get(self, url: str, *, interval: float, etag: str = "", modified: str = "", may_be_missing: bool = False) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do. `bases`: other addresses of sources; `max_age`: an answer younger than this is not asked for again."""

    folder: Path
    sources: tuple[str, ...]
    asked: Asked
    bases: Mapping[str, str] = field(default_factory=dict)
    max_age: datetime.timedelta = datetime.timedelta(hours=24)

    def base(self, source: str) -> str:
        return self.bases.get(source, SOURCES[source].base).rstrip("/")


@dataclass(slots=True)
class SourceOutcome:
    """What came of one source: how many answers were asked for, kept anew, unchanged, or fresh enough not to be asked for."""

    source: str
    asked: int = 0
    new: int = 0
    unchanged: int = 0
    fresh: int = 0
    bytes: int = 0
    rows: int = 0
    unknown: int = 0
    is_whole: bool = False
    written: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """A run's outcome, and what was written beside the sources' own tables."""

    sources: list[SourceOutcome]
    problems: Problems
    files: list[str] = field(default_factory=list)


def first_requests(plan: Plan) -> list[Request]:
    """What a run asks for first; only answers can tell of further pages."""
    return [each for name in plan.sources for each in SOURCES[name].requests(plan.base(name), plan.asked)]


def made_sources(record: Record) -> list[str]:
    """The sources that tables have been made of."""
    return [each for each in SOURCES if table_name(each) in record.tables]


def interval_of(source: Source, base: str) -> float:
    """Seconds between calls: a server on this computer is nobody's to spare."""
    return 0.0 if base.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]")) else source.interval


def run(
    plan: Plan,
    client: Asking,
    *,
    now: Callable[[], datetime.datetime],
    told: Callable[[Request], None] = lambda request: None,
) -> Outcome:
    """Fetch what the plan says, and make the tables.

    Args:
        now: the time, in UTC.
        told: called with each request before it is made.
    Raises:
        FetchError: the record of the folder cannot be read, or the folder not be written.
    """
    record = read_record(plan.folder)
    outcome = Outcome([], Problems())
    for name in plan.sources:
        source = SOURCES[name]
        result = SourceOutcome(name)
        outcome.sources.append(result)
        runner = _Runner(plan, source, record, client, now, told, result, outcome.problems)
        if runner.ask():
            runner.make_tables()
    record.write()
    return outcome


@dataclass(slots=True)
class _Runner:
    plan: Plan
    source: Source
    record: Record
    client: Asking
    now: Callable[[], datetime.datetime]
    told: Callable[[Request], None]
    result: SourceOutcome
    problems: Problems

    def ask(self) -> bool:
        """Ask for everything of the source; False when something did not come."""
        base = self.plan.base(self.source.id)
        for request in self.source.requests(base, self.plan.asked):
            try:
                self._all_pages(base, request)
            except MissingError:
                self.problems.add(codes.FETCH_NOT_PUBLISHED, self.source.id, what=request.what)
            except FetchError as error:
                if error.problem.code in (codes.FETCH_UNWRITABLE, codes.FETCH_RECORD):
                    raise
                self.problems.found.append(error.problem)
                return False
        self.result.is_whole = True
        return True

    def _all_pages(self, base: str, first: Request) -> None:
        seen: set[str] = set()
        request: Request | None = first
        while request is not None:
            if request.url in seen or request.page > MOST_PAGES:
                raise refuse(codes.FETCH_PAGING_LOOP, first.url, page=request.page - 1)
            seen.add(request.url)
            document = self._answer(base, request)
            following = self.source.following(request, document)
            if following is None:
                self.record.drop_after(request)
            request = following

    def _answer(self, base: str, request: Request) -> Any:
        """The JSON of a request's answer: kept and fresh, kept and unchanged, or new."""
        kept = self.record.kept(request)
        if kept is not None and self._age(kept.fetched) < self.plan.max_age:
            self.result.fresh += 1
            return self.record.document(request)
        self.told(request)
        self.result.asked += 1
        answer = self.client.get(
            request.url,
            interval=interval_of(self.source, base),
            etag=kept.etag if kept is not None else "",
            modified=kept.modified if kept is not None else "",
            may_be_missing=request.may_be_missing,
        )
        if answer.unchanged and kept is not None:
            self.result.unchanged += 1
            return self.record.document(request)
        self.source.check(Got(request, answer.document))
        self.source.following(request, answer.document)
        self.result.bytes += len(answer.body)
        if self.record.keep(request, answer, self.now().strftime(_TIME)):
            self.result.new += 1
        else:
            self.result.unchanged += 1
        return answer.document

    def _age(self, fetched: str) -> datetime.timedelta:
        try:
            then = datetime.datetime.strptime(fetched, _TIME).replace(tzinfo=datetime.UTC)
        except ValueError:
            return datetime.timedelta.max
        age = self.now() - then
        return age if age >= datetime.timedelta(0) else datetime.timedelta.max  # a date in the future is no date

    def make_tables(self) -> None:
        """The source's tables, of all whole answers that are kept, from this run and earlier ones."""
        got = self._kept()
        try:
            read = self.source.read(got, self.problems)
        except FetchError as error:  # answers that do not fit together are asked for again next time
            self.problems.found.append(error.problem)
            self.record.forget(error.problem.where)
            self.result.is_whole = False
            return
        observations = collected(read.observations, read.series, self.problems)
        report_gaps(observations, read.series, self.problems)
        made_of = tuple(each.request.file for each in got)
        name = self.source.id
        used = {read.series[each.series].origin for each in observations}
        retrieved = max((self.record.answers[each].fetched[:10] for each in made_of), default="")
        datasets = [
            (each, read.published.get(each.id, ""), retrieved, self._elsewhere(got))
            for each in self.source.datasets
            if each.id in used
        ]
        for file, text, rows in (
            (table_name(name), values_csv(observations, read.series), len(observations)),
            (series_name(name), series_csv(read.series), len(read.series)),
            (origins_name(name), origins_text(datasets), len(datasets)),
        ):
            if self.record.put_table(file, text, rows, made_of):
                self.result.written.append(file)
        self.result.rows = len(observations)
        self.result.unknown = sum(each.value is None for each in observations)

    def _elsewhere(self, got: Sequence[Got]) -> str:
        """A note where the answers did not come from the authority's own address."""
        others = sorted({each.request.url for each in got if not each.request.url.startswith(self.source.base)})
        if not others:
            return ""
        scheme, host, *_ = urlsplit(others[0])
        return f"Inte hämtat från {self.source.base} utan från {scheme}://{host}"

    def _kept(self) -> list[Got]:
        """Every kept answer whose pages are all there."""
        found: list[Got] = []
        for first in self.record.first_pages(self.source.id):
            found += self._pages(first)
        return found

    def _pages(self, first: Request) -> list[Got]:
        pages: list[Got] = []
        request: Request | None = first
        while request is not None and len(pages) < MOST_PAGES:
            if self.record.kept(request) is None:
                return []
            pages.append(Got(request, self.record.document(request)))
            request = self.source.following(request, pages[-1].document)
        return pages
