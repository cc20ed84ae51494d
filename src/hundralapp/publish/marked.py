"""A text with its claims marked in place: paragraphs of pieces, each piece with the claims that it is a part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hundralapp.views.claims import ClaimView

_BLOCK = re.compile(r"[^\n](?:.|\n(?!\s*\n))*")
_HASHES = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row. `claims` are those it belongs to, the narrowest first; `ends` are those whose last word it holds."""

    text: str
    claims: tuple[ClaimView, ...]
    ends: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading."""

    is_heading: bool
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def marked(text: str, claims: Sequence[ClaimView], headings: Sequence[int] = ()) -> tuple[Block, ...]:
    """The text in blocks, every character of it once; empty lines part the blocks and are left out.

    Args:
        text: what was read.
        claims: with offsets in the text; they may lie in each other.
        headings: offsets where the sentences that are headings begin.
    """
    blocks = []
    for match in _BLOCK.finditer(text):
        start, end = match.start(), match.end()
        hashes = _HASHES.match(text, start, end)
        start = hashes.end() if hashes else start
        pieces = _pieces(text, start, end, claims)
        if any(piece.text.strip() for piece in pieces):
            blocks.append(Block(hashes is not None or any(start <= at < end for at in headings), pieces))
    return tuple(blocks)


def _pieces(text: str, start: int, end: int, claims: Sequence[ClaimView]) -> tuple[Piece, ...]:
    """The block cut wherever a claim begins or ends."""
    here = [each for each in claims if each.start < end and each.end > start]
    cuts = sorted({start, end, *(at for each in here for at in (each.start, each.end) if start < at < end)})
    pieces = []
    for left, right in pairwise(cuts):
        inside = [each for each in here if each.start <= left and each.end >= right]
        inside.sort(key=lambda each: each.end - each.start)
        ends = [each for each in here if each.end == right or (right == end and left < each.end > end)]
        pieces.append(Piece(text[left:right], tuple(inside), tuple(ends)))
    return tuple(pieces)
