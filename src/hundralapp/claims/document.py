"""A text as others wrote it: plain, Markdown or HTML, in any common encoding, with the place of every character in the file.

Someone else's file is never trusted: it is bounded, scripts are left out, what a reader cannot see is taken away, and nothing is
fetched. Ragged lines and hyphenation from a PDF are mended. Every offset leads back to line and column in the file.
"""

from __future__ import annotations

import html.entities
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from hundralapp.claims.patterns import any_of, word_list
from hundralapp.diagnostics import Location, Words

LARGEST = 16 << 20
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
_BLOCKS = frozenset(
    word_list(
        """
        p div section article header footer main aside ul ol li dl dt dd table tr td th caption h1 h2 h3 h4 h5 h6 blockquote
        figure figcaption pre hr br form fieldset address nav title
        """
    )
)
_SILENT = frozenset(word_list("script style template noscript head svg math iframe object select textarea nav"))
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HYPHENATED = re.compile(r"(?<=[a-zåäö])[-\u2010\u00ad]\n[ \t]*(?=[a-zåäö])")
_MARKDOWN = re.compile(
    "(?m)"
    + any_of(
        r"""
        ^(?P<fence>```[\s\S]*?^```)
        !?\[(?P<label>[^\]\n]*)\]\((?P<target>[^)\n]*)\)
        (?P<comment><!--[\s\S]*?-->)
        (?P<tag></?[a-zA-Z][^>\n]*>)
        ^(?P<rule>[ \t]*(?:[-=*_]{3,}|[|: -]{3,})[ \t]*$)
        ^(?P<quote>[ \t]*(?:>[ \t]?)+)
        (?P<strong>\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))
        (?P<cell>\|)
        """
    )
)


class TextError(ValueError):
    """A text that cannot be read; `words` says why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Document:
    """A text ready to be searched.

    `text` has blocks apart by empty lines. `starts` and `sources` say where each piece of it begins there and in the file;
    `line_starts` where the file's lines begin. `notes` is what a reader should know of how it was read.
    """

    name: str
    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    line_starts: tuple[int, ...]
    notes: tuple[Words, ...] = ()

    def place(self, offset: int, length: int = 1) -> Location:
        """Line and column in the file of an offset in the text."""
        piece = max(0, bisect_right(self.starts, offset) - 1)
        source = self.sources[piece] + offset - self.starts[piece] if self.starts else 0
        line = max(0, bisect_right(self.line_starts, source) - 1)
        return Location(self.name, line + 1, source - self.line_starts[line] + 1, max(1, length))


@dataclass(slots=True)
class _Pieces:
    """Text put together from pieces of a source, with where each came from."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, source: int) -> None:
        if text:
            self.starts.append(self.length)
            self.sources.append(source)
            self.parts.append(text)
            self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def mend(self, pattern: re.Pattern[str], instead: str = "") -> _Pieces:
        """The same with every match replaced, places kept."""
        text, made, at = self.text, _Pieces(), 0
        for match in pattern.finditer(text):
            self._copy(made, text, at, match.start())
            made.add(instead, self._source(match.start()))
            at = match.end()
        self._copy(made, text, at, len(text))
        return made

    def _copy(self, made: _Pieces, text: str, start: int, end: int) -> None:
        while start < end:
            piece = bisect_right(self.starts, start) - 1
            stop = min(end, self.starts[piece + 1] if piece + 1 < len(self.starts) else end)
            made.add(text[start:stop], self._source(start))
            start = stop

    def _source(self, offset: int) -> int:
        piece = max(0, bisect_right(self.starts, offset) - 1)
        return self.sources[piece] + offset - self.starts[piece]


def read_document(path: Path) -> Document:
    """A text file.

    Raises:
        TextError: not a file, too large, or not text.
    """
    if not path.is_file():
        raise TextError(Words(f"{path.name} är ingen vanlig fil.", f"{path.name} is not an ordinary file."))
    if path.suffix.lower() not in SUFFIXES:
        raise TextError(
            Words(
                f"{path.name}: filer av slaget {path.suffix or 'utan ändelse'} läses inte. Spara som .txt, .md eller .html.",
                f"{path.name}: files of the kind {path.suffix or 'without suffix'} are not read. Save as .txt, .md or .html.",
            )
        )
    size = path.stat().st_size
    if size > LARGEST:
        raise TextError(
            Words(
                f"{path.name} är {-(-size >> 20)} MB; högst {LARGEST >> 20} MB läses. Dela den.",
                f"{path.name} is {-(-size >> 20)} MB; at most {LARGEST >> 20} MB are read. Split it.",
            )
        )
    return make_document(path.name, path.read_bytes())


def make_document(name: str, data: bytes | str) -> Document:
    """A text from bytes or a string; the name's suffix says what kind it is.

    Raises:
        TextError: it is not text.
    """
    notes: list[Words] = []
    source = data if isinstance(data, str) else _decode(name, data, notes)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    line_starts = tuple(match.end() for match in re.finditer(r"\A|\n", source))
    pieces = _Pieces()
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm"):
        pieces = _Page(source).pieces
    else:
        pieces.add(source, 0)
        if suffix in (".md", ".markdown"):
            pieces = _without_markup(pieces)
    pieces = pieces.mend(_HYPHENATED)
    if _HIDDEN.search(pieces.text):
        pieces = pieces.mend(_HIDDEN)
        notes.append(Words("Osynliga tecken är borttagna.", "Invisible characters were taken away."))
    if not pieces.text.strip():
        notes.append(Words("Texten är tom.", "The text is empty."))
    return Document(name, pieces.text, tuple(pieces.starts), tuple(pieces.sources), line_starts, tuple(notes))


def _decode(name: str, data: bytes, notes: list[Words]) -> str:
    if data.startswith(b"%PDF") or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        kind = "PDF" if data.startswith(b"%PDF") else "Word/Excel"
        raise TextError(
            Words(
                f"{name} är en {kind}-fil. Kopiera texten till en .txt-fil.",
                f"{name} is a {kind} file. Copy its text into a .txt file.",
            )
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise TextError(Words(f"{name} är ingen text.", f"{name} is not text."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
        encoding = "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    notes.append(Words(f"Filen är inte UTF-8; den lästes som {encoding}.", f"The file is not UTF-8; it was read as {encoding}."))
    return text


def _without_markup(pieces: _Pieces) -> _Pieces:
    """Markdown's signs taken away: links keep their label, code blocks and comments go."""
    text, made, at = pieces.text, _Pieces(), 0
    for match in _MARKDOWN.finditer(text):
        made.add(text[at : match.start()], at)
        if match["label"] is not None:
            made.add(match["label"], match.start("label"))
        elif match["cell"] is not None:
            made.add("\n", match.start())
        at = match.end()
    made.add(text[at:], at)
    return made


class _Page(HTMLParser):
    """The text of an HTML page that a reader sees; scripts, styles and menus left out."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces = _Pieces()
        self._lines = [match.end() for match in re.finditer(r"\A|\n", source)]
        self._silent = 0
        self.feed(source)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        self._block(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        self._block(tag)

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS:
            is_heading = tag in ("h1", "h2", "h3", "h4", "h5", "h6", "title")
            self.pieces.add("\n\n" if is_heading or tag not in ("br", "td", "th") else "\n", self._offset())

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.add(data, self._offset())

    def handle_entityref(self, name: str) -> None:
        self._character(html.entities.html5.get(f"{name};", f"&{name};"))

    def handle_charref(self, name: str) -> None:
        digits = name[1:] if name[:1] in "xX" else name
        try:
            code = int(digits, 16 if name[:1] in "xX" else 10)
        except ValueError:
            code = 0xFFFD
        self._character(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")

    def _character(self, char: str) -> None:
        if not self._silent:
            self.pieces.add(char, self._offset())
