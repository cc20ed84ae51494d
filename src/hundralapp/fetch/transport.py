"""The only module that uses the network: a GET that is polite, bounded and honest about what it got.

Polite: calls to one service are spaced, what is unchanged is not sent again (ETag, Last-Modified), and a service in trouble is
asked again after longer and longer waits, or after as long as its Retry-After says. Bounded: in attempts, in time for a whole
answer (a server may drip), and in bytes after unpacking (a small packed answer may unpack to very much). Honest: an answer
shorter than its Content-Length is cut off, and a redirect is not followed but named.

HTTP itself is urllib3's, which is imported when a client is made.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hundralapp import codes
from hundralapp.diagnostics import Code, Words
from hundralapp.fetch.answer import read_document
from hundralapp.fetch.problems import FetchError, refuse

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_PASSING = frozenset((429, 500, 502, 503, 504))
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: attempts, seconds to connect and for the whole answer, bytes unpacked, seconds to wait."""

    attempts: int = 5
    connect: float = 10.0
    whole: float = 60.0
    most_bytes: int = 64 << 20
    longest_wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its bytes unpacked, the JSON in them, and what it says of its version. Unchanged: no bytes."""

    body: bytes
    document: Any
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class MissingError(Exception):
    """The service says that there is no such value: a year that is not published."""


class _PassingError(Exception):
    """Something that may be better next time."""

    def __init__(self, code: Code, values: dict[str, Any], wait: float | None = None) -> None:
        super().__init__(code.name)
        self.code = code
        self.values = values
        self.wait = wait


class Client:
    """Asks one service after another, with a pause between the calls to each host."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        try:
            import urllib3
        except ImportError:
            raise refuse(codes.FETCH_EXTRA, "hundralapp fetch") from None
        self.limits = limits or Limits()
        self._sleep = sleep
        self._clock = clock
        self._last: dict[str, float] = {}
        agent = f"hundralapp/{version('hundralapp')} (open budget software; fetch)"
        self._pool = urllib3.PoolManager(headers={"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"})

    def get(self, url: str, *, interval: float, etag: str = "", modified: str = "", may_be_missing: bool = False) -> Answer:
        """The whole answer of an address.

        Args:
            interval: seconds between the starts of two calls to the same host.
            etag, modified: of an answer that is there already; the same again is `unchanged`.
            may_be_missing: a 404, or a 400 that says there is no such value, means that the value is not published.
        Raises:
            FetchError: no whole answer came in all attempts, or the answer is not JSON.
            MissingError: the service has no such value.
        """
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        for attempt in range(1, self.limits.attempts + 1):
            self._pace(url, interval)
            try:
                return self._once(url, headers, may_be_missing)
            except _PassingError as passing:
                if passing.wait is not None and passing.wait > self.limits.longest_wait:
                    values = {"seconds": round(passing.wait), "limit": round(self.limits.longest_wait)}
                    raise refuse(codes.FETCH_WAIT, url, **values) from None
                if attempt == self.limits.attempts:
                    values = passing.values if passing.code is codes.FETCH_NOT_JSON else {"attempts": attempt, **passing.values}
                    raise refuse(passing.code, url, **values) from None
                self._sleep(passing.wait if passing.wait is not None else _backoff(attempt))
        raise AssertionError("at least one attempt is made")

    def _pace(self, url: str, interval: float) -> None:
        host = urlsplit(url).netloc
        wait = self._last.get(host, float("-inf")) + interval - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = self._clock()

    def _once(self, url: str, headers: dict[str, str], may_be_missing: bool) -> Answer:
        import urllib3

        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.whole)
        until = self._clock() + self.limits.whole
        try:
            response = self._pool.request(
                "GET",
                url,
                headers={**self._pool.headers, **headers},
                timeout=timeout,
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except urllib3.exceptions.NewConnectionError as error:  # a kind of timeout to urllib3: nobody answered at once
            raise _PassingError(codes.FETCH_UNREACHABLE, {"reason": _reason(error)}) from None
        except urllib3.exceptions.TimeoutError:
            raise self._stalled() from None
        except urllib3.exceptions.HTTPError as error:
            raise _PassingError(codes.FETCH_UNREACHABLE, {"reason": _reason(error)}) from None
        whole = False
        try:
            answer = self._read(url, response, until, may_be_missing)
            whole = True
            return answer
        except urllib3.exceptions.ReadTimeoutError:
            raise self._stalled() from None
        except urllib3.exceptions.HTTPError as error:
            raise self._cut_off(response, error) from None
        finally:
            # What is left of an answer that was not read to its end must not be taken for the next one.
            if whole:
                response.release_conn()
            else:
                response.close()

    def _read(self, url: str, response: BaseHTTPResponse, until: float, may_be_missing: bool) -> Answer:
        status = response.status
        if status == 304:
            return Answer(b"", None, unchanged=True)
        if 300 <= status < 400:
            raise refuse(codes.FETCH_ELSEWHERE, url, target=response.headers.get("Location", str(status)))
        if status in _PASSING:
            raise _PassingError(codes.FETCH_FAILED, {"status": status}, _retry_after(response))
        body = self._body(url, response, until)
        if status >= 400:
            reason = _title(body) or response.reason or "?"
            if may_be_missing and (status == 404 or (status == 400 and "non-existent value" in reason.lower())):
                raise MissingError(url)
            raise refuse(codes.FETCH_REFUSED, url, status=status, reason=reason)
        try:
            document = read_document(body, url)
        except FetchError as error:
            if error.problem.code is codes.FETCH_NOT_JSON:  # most often a cut-off answer without a length
                raise _PassingError(codes.FETCH_NOT_JSON, dict(error.problem.values)) from None
            raise
        return Answer(body, document, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

    def _body(self, url: str, response: BaseHTTPResponse, until: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := response.read1(_CHUNK, decode_content=True):
            size += len(part)
            if size > self.limits.most_bytes:
                raise refuse(codes.FETCH_TOO_LARGE, url, limit=self.limits.most_bytes >> 20)
            if self._clock() > until:
                raise self._stalled()
            parts.append(part)
        return b"".join(parts)

    def _stalled(self) -> _PassingError:
        return _PassingError(codes.FETCH_STALLED, {"seconds": f"{self.limits.whole:g}"})

    def _cut_off(self, response: BaseHTTPResponse, error: Exception) -> _PassingError:
        import urllib3

        promised = response.headers.get("Content-Length", "")
        if promised.isdecimal() and not isinstance(error, urllib3.exceptions.DecodeError):
            return _PassingError(codes.FETCH_TRUNCATED, {"found": response.tell(), "promised": int(promised)})
        return _PassingError(codes.FETCH_UNREACHABLE, {"reason": _reason(error)})


def _backoff(attempt: int) -> float:
    """1, 2, 4, 8 ... seconds, and up to as much again by chance, so that many clients do not come back together."""
    return float(2 ** (attempt - 1)) * (1.0 + random.random())


def _retry_after(response: BaseHTTPResponse) -> float | None:
    """What the service asks for, in seconds or as a date; None where it does not say, or not in a way that can be read."""
    import urllib3

    said = response.headers.get("Retry-After")
    try:
        return urllib3.Retry().parse_retry_after(said) if said else None
    except urllib3.exceptions.InvalidHeader:
        return None


def _reason(error: Exception) -> Words:
    """Why, without addresses of objects in memory."""
    name = type(error).__name__
    known = {
        "NameResolutionError": Words(
            "namnet finns inte eller namntjänsten svarar inte", "the name is not known, or name service is down"
        ),
        "NewConnectionError": Words("anslutningen vägrades", "the connection was refused"),
        "ProtocolError": Words("anslutningen bröts", "the connection was broken"),
        "SSLError": Words("certifikatet godkänns inte", "the certificate is not accepted"),
        "DecodeError": Words("det packade svaret är skadat", "the packed answer is damaged"),
        "IncompleteRead": Words("anslutningen bröts", "the connection was broken"),
    }
    return known.get(name, Words(name, name))


def _title(body: bytes) -> str:
    """What a service says of a request it refuses: the title and detail of its problem document, if it sent one."""
    try:
        document = read_document(body, "")
    except FetchError:
        return ""
    if not isinstance(document, dict):
        return ""
    said = [document.get(key) for key in ("title", "detail")]
    return ". ".join(each for each in said if isinstance(each, str) and each)
