"""What a connector is: which requests it makes, how an answer leads to the next page, and how answers are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.fetch.observation import Observation, Series, exact
from hundralapp.fetch.problems import FetchError, Problems, refuse
from hundralapp.fetch.request import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants: years, and indicators beside the usual ones."""

    years: tuple[int, ...]
    kpis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """An origin: a table or service as it is named in origins.yaml."""

    id: str
    title: str
    publisher: str
    url: str
    page: str
    licence: str
    note: str = ""


class Got(NamedTuple):
    """A request and its answer."""

    request: Request
    document: Any


@dataclass(slots=True)
class Read:
    """What the answers of one source say."""

    observations: list[Observation]
    series: dict[str, Series]
    published: Mapping[str, str]  # dataset -> when the source last updated it, where it says so


@dataclass(frozen=True, slots=True)
class Source:
    """A connector.

    `interval`: seconds between calls, well within what the service allows. `following`: the request for the page that an answer
    leads to. `check`: refuses an answer that is not of the expected form, before it takes the place of an earlier one.
    """

    id: str
    name: str
    base: str
    interval: float
    datasets: tuple[Dataset, ...]
    requests: Callable[[str, Asked], list[Request]]
    following: Callable[[Request, Any], Request | None]
    check: Callable[[Got], None]
    read: Callable[[Sequence[Got], Problems], Read]


def no_following(request: Request, document: Any) -> None:
    """An answer that is whole."""
    return


def next_page(request: Request, target: object) -> Request | None:
    """The request for the page that an answer points to; None where it points to none.

    Only the service itself may be pointed to. A link that says http where the service is asked with https is asked with https.

    Raises:
        FetchError: the link leads elsewhere, or is no link.
    """
    if target is None or target == "":
        return None
    if not isinstance(target, str):
        raise schema(request.url, Words("länken till nästa sida är ingen text", "the link to the next page is no text"))
    to, home = urlsplit(target), urlsplit(request.url)
    if to.netloc not in ("", home.netloc) or to.scheme not in ("", "http", "https"):
        raise refuse(codes.FETCH_ELSEWHERE, request.url, target=target)
    url = urlunsplit((home.scheme, home.netloc, to.path, to.query, ""))
    return Request(
        request.source, request.name, url, request.what, request.years, request.page + 1, may_be_missing=request.may_be_missing
    )


def schema(where: str, problem: Words) -> FetchError:
    """An answer that is not of the expected form."""
    return refuse(codes.FETCH_SCHEMA, where, problem=problem)


def lacks(where: str, key: str) -> FetchError:
    """An answer without a key it should have."""
    return schema(where, Words(f'"{key}" saknas eller har fel form', f'"{key}" is missing or of the wrong form'))


def mapping(where: str, value: object, key: str) -> dict[str, Any]:
    """`value` as an object with names, or a refusal that names `key`."""
    if not isinstance(value, dict):
        raise lacks(where, key)
    return value


def number(where: str, value: object, key: str) -> Decimal | None:
    """`value` as an exact number, None where the answer says null, or a refusal that names `key`."""
    found = exact(value)
    if found is None and value is not None:
        raise lacks(where, key)
    return found


def items(where: str, value: object, key: str) -> list[Any]:
    """`value` as a list, or a refusal that names `key`."""
    if not isinstance(value, list):
        raise lacks(where, key)
    return value


def records(got: Got, key: str) -> Iterator[dict[str, Any]]:
    """The objects that an answer lists under `key`, or a refusal that names it."""
    where = got.request.url
    for each in items(where, mapping(where, got.document, key).get(key), key):
        yield mapping(where, each, key)


def pages(got: Sequence[Got]) -> Iterator[list[Got]]:
    """Answers by what was asked: all pages of one request together, in order."""
    by_name: dict[str, list[Got]] = {}
    for each in got:
        by_name.setdefault(each.request.name, []).append(each)
    yield from by_name.values()
