"""fetched.lock: what was asked, when, what came and with which checksum, and which tables were made of it.

It is written after every answer, so that an interrupted run goes on where it stopped, and only when something differs: a run that
changes nothing writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.fetch.answer import read_document
from hundralapp.fetch.problems import refuse
from hundralapp.fetch.request import Request
from hundralapp.fetch.transport import Answer
from hundralapp.workspace.writing import new_file, write_file

NAME = "fetched.lock"
FORMAT = "hundralapp-fetched/1"
_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer that is kept: what was asked, when it came (UTC), its checksum and size, and its version by the service."""

    source: str
    name: str
    page: int
    years: tuple[int, ...]
    url: str
    fetched: str
    sha256: str
    bytes: int
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A file made of answers: its checksum, its rows, and the answers."""

    sha256: str
    rows: int
    made_of: tuple[str, ...]


@dataclass(slots=True)
class Record:
    """The record of a folder."""

    folder: Path
    answers: dict[str, Stored] = field(default_factory=dict)
    tables: dict[str, MadeTable] = field(default_factory=dict)
    _written: str = ""

    def as_json(self) -> str:
        document = {
            "format": FORMAT,
            "answers": {name: asdict(each) for name, each in sorted(self.answers.items())},
            "tables": {name: asdict(each) for name, each in sorted(self.tables.items())},
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def write(self) -> bool:
        """Write the record if it differs; True when it was written.

        Raises:
            FetchError: the folder cannot be written.
        """
        text = self.as_json()
        if text == self._written:
            return False
        put(self.folder, NAME, text)
        self._written = text
        return True

    def kept(self, request: Request) -> Stored | None:
        """The kept answer of a request: None where there is none, or its file is not the one that came."""
        stored = self.answers.get(request.file)
        if stored is None or stored.url != request.url or digest_of(self.folder / request.file) != stored.sha256:
            return None
        return stored

    def document(self, request: Request) -> Any:
        """The JSON of a kept answer.

        Raises:
            FetchError: it cannot be read.
        """
        try:
            body = (self.folder / request.file).read_bytes()
        except OSError as error:
            raise refuse(codes.FETCH_RECORD, request.file, problem=_words(error)) from None
        return read_document(body, request.url)

    def keep(self, request: Request, answer: Answer, now: str) -> bool:
        """Keep an answer and write the record; True when its bytes are others than those that were kept.

        Later pages of the request then belong to another version of it, and are asked for again.

        Raises:
            FetchError: the folder cannot be written.
        """
        digest = hashlib.sha256(answer.body).hexdigest()
        before = self.kept(request)
        if before is not None and before.sha256 == digest:
            return False
        put(self.folder, request.file, answer.body)
        self.answers[request.file] = Stored(
            request.source,
            request.name,
            request.page,
            request.years,
            request.url,
            now,
            digest,
            len(answer.body),
            answer.etag,
            answer.modified,
        )
        self.drop_after(request)
        self.write()
        return True

    def drop_after(self, request: Request) -> None:
        """Forget pages of the request after this one, which is the last or was changed."""
        for file, each in list(self.answers.items()):
            if (each.source, each.name) == (request.source, request.name) and each.page > request.page:
                del self.answers[file]
                (self.folder / file).unlink(missing_ok=True)

    def forget(self, url: str) -> None:
        """Forget the answer of an address; its file stays until another takes its place."""
        for file, each in list(self.answers.items()):
            if each.url == url:
                del self.answers[file]

    def first_pages(self, source: str) -> list[Request]:
        """The requests of a source whose answers are kept, by name: what tables are made of."""
        return [
            Request(source, each.name, each.url, Words(each.name, each.name), each.years)
            for _, each in sorted(self.answers.items())
            if each.source == source and each.page == 1
        ]

    def put_table(self, name: str, text: str, rows: int, made_of: tuple[str, ...]) -> bool:
        """Write a table if it differs, and note it; True when it was written.

        Raises:
            FetchError: the folder cannot be written.
        """
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.tables[name] = MadeTable(digest, rows, made_of)
        if digest_of(self.folder / name) == digest:
            return False
        put(self.folder, name, text)
        return True


def read_record(folder: Path) -> Record:
    """The record of a folder; empty where there is none.

    Raises:
        FetchError: there is one that cannot be read.
    """
    path = folder / NAME
    try:
        if not path.exists():
            return Record(folder)
        if path.stat().st_size > _LARGEST:
            raise refuse(codes.FETCH_RECORD, NAME, problem=Words("den är för stor", "it is too large"))
        text = path.read_text(encoding="utf-8")
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError
        answers = {_inside(name): _stored(each) for name, each in found["answers"].items()}
        tables = {_inside(name): _table(each) for name, each in found["tables"].items()}
    except OSError as error:
        raise refuse(codes.FETCH_RECORD, NAME, problem=_words(error)) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        form = Words("den har inte rätt form", "it is not of the right form")
        raise refuse(codes.FETCH_RECORD, NAME, problem=form) from None
    return Record(folder, answers, tables, text)


def _inside(name: str) -> str:
    """A record may come from anyone: it names files in its own folder only."""
    parts = Path(name).parts
    if not parts or parts[0] not in ("fetched", "assumptions") or ".." in parts:
        raise ValueError(name)
    return name


def _stored(each: Mapping[str, Any]) -> Stored:
    return Stored(**{**each, "years": tuple(int(year) for year in each["years"]), "page": int(each["page"])})


def _table(each: Mapping[str, Any]) -> MadeTable:
    return MadeTable(str(each["sha256"]), int(each["rows"]), tuple(str(name) for name in each["made_of"]))


def digest_of(path: Path) -> str:
    """sha256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def put(folder: Path, name: str, content: str | bytes) -> None:
    """Write a file whole or not at all, with the folders it needs; never outside `folder`.

    Raises:
        FetchError: it cannot be written.
    """
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.resolve().is_relative_to(folder.resolve()):
            raise refuse(codes.FETCH_UNWRITABLE, name, problem=Words("den leder ut ur mappen", "it leads out of the folder"))
        if isinstance(content, str):
            write_file(path, content)
        else:
            with new_file(path) as building:
                building.write_bytes(content)
    except OSError as error:
        raise refuse(codes.FETCH_UNWRITABLE, name, problem=_words(error)) from None


def _words(error: OSError) -> Words:
    said = error.strerror or type(error).__name__
    return Words(said, said)
