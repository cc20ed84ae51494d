"""Sentences of a document, each with the headings above it: a list of news may hold several texts about several bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hundralapp.claims.patterns import word_list

_BLOCK = re.compile(r"\n[ \t]*\n+|\n(?=[ \t]*(?:[•●▪◦‣·*–—-]|\d{1,2}[.)])[ \t]+)|\n(?=[ \t]*#{1,6} )")
_MARK = re.compile(r"[ \t]*(?:(?:[•●▪◦‣·*–—-]|\d{1,2}[.)])[ \t]+|(?P<hashes>#{1,6})[ \t]+)")
_ABBREVIATIONS = frozenset(
    word_list(
        """
        dvs d.v.s bl.a t.ex t.o.m fr.o.m m.m m.fl osv o.s.v kap prop st ca c:a nr kl s sid f.d s.k tkr jfr resp inkl exkl avd kr
        milj mån alt ev enl ggr
        """
    )
)
_END = re.compile(r"(?:[.!?…]+[\"”»’)\]]*)(?=\s+[\"”»’(\[–•]?[A-ZÅÄÖ0-9\U0001F000-\U0001FAFF]|\s*$)|\n(?=[ \t]*\n)")
_LONGEST_ABBREVIATION = 16
_WORD_BEFORE = re.compile(r"[\wåäö.:]+$", re.IGNORECASE)
LONGEST_HEADING = 110
_LONGEST = 1_000  # characters; the longest sentence of a press release has a few hundred
_LAST_GAP = re.compile(r"[\s\S]*(?<!\d)\s")  # up to the last space that is not within a number


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets in the document, its words, and the headings it stands under (nearest last)."""

    start: int
    end: int
    text: str
    headings: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def context(self) -> str:
        """The sentence's headings and itself."""
        return " ".join((*self.headings, self.text))


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; short lines without a full stop above others are their headings."""
    found: list[Sentence] = []
    section, item = "", ""  # an item's heading holds until the next item, a section's until the next section
    for start, block in _blocks(text):
        mark = _MARK.match(block)
        is_item = mark is not None and mark["hashes"] is None
        at = mark.end() if mark is not None else len(block) - len(block.lstrip())
        if is_item:
            item = ""
        heads: list[str] = []
        while (line := _heading(block, at, is_first=not heads, is_marked=mark is not None)) is not None:
            lead, said = line
            above = tuple(filter(None, (section, *heads))) if is_item else ()
            found.append(Sentence(start + at + lead, start + at + lead + len(said), said, above, True))
            heads.append(said)
            at += lead + len(said)
        if heads and is_item:
            item = ", ".join(heads)
        elif heads:
            section, item = ", ".join(heads), ""
        found += _sentences(block[at:], start + at, tuple(filter(None, (section, item))))
    return found


def _heading(block: str, at: int, *, is_first: bool, is_marked: bool) -> tuple[int, str] | None:
    """The line at `at` where it is a heading: short, without a full stop, and not the beginning of what goes on below."""
    rest = block[at:]
    lead = len(rest) - len(rest.lstrip())
    line, _, below = rest[lead:].partition("\n")
    said = line.strip()
    if not said or len(said) > LONGEST_HEADING or said[-1] in ".!?:,;…":
        return None
    if _continues(said, below) or (not below.strip() and not is_marked and not _is_lonely_heading(said)):
        return None
    if not is_first and len(said.split()) > 5:
        return None
    return (lead, said) if below.strip() or _is_lonely_heading(said) else None


def _is_lonely_heading(head: str) -> bool:
    """A line alone that reads as a heading: it is short, and has no verb that we know to be finite in every sentence."""
    return len(head.split()) <= 9 and re.search(r"\d\s?(?:mkr|kr|miljon|%|procent)", head) is None


def _continues(head: str, rest: str) -> bool:
    """True when the first line runs on into the next: a text with ragged lines and no heading."""
    following = rest.lstrip()
    return bool(following) and (following[0].islower() or (len(head) > 60 and following[:1].isdigit()))


def _blocks(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for match in _BLOCK.finditer(text):
        found.append((at, text[at : match.start()]))
        at = match.end()
    found.append((at, text[at:]))
    return [(start, block) for start, block in found if block.strip()]


def _sentences(block: str, offset: int, headings: tuple[str, ...]) -> list[Sentence]:
    found: list[Sentence] = []
    at = 0
    for match in _END.finditer(block):
        if _is_abbreviation(block[max(at, match.start() - _LONGEST_ABBREVIATION) : match.start()], match[0]):
            continue
        _add(found, block, at, match.end(), offset, headings)
        at = match.end()
    _add(found, block, at, len(block), offset, headings)
    return found


def _is_abbreviation(before: str, mark: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if word is None or not mark.startswith(".") or len(mark) > 1:
        return False
    said = word[0].lower().rstrip(".")
    return said in _ABBREVIATIONS or (len(said) == 1 and said.isalpha())


def _add(found: list[Sentence], block: str, start: int, end: int, offset: int, headings: tuple[str, ...]) -> None:
    while end - start > _LONGEST:  # a table pasted as text: read in parts, for the time grows with the square of a sentence
        gap = _LAST_GAP.match(block, start, start + _LONGEST)
        part = gap.end() if gap is not None else start + _LONGEST
        _add(found, block, start, part, offset, headings)
        start = part
    said = block[start:end]
    lead = len(said) - len(said.lstrip())
    said = said.strip()
    if said:
        begin = offset + start + lead
        found.append(Sentence(begin, begin + len(said), said, headings))
