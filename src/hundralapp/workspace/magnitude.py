"""Money in thousands beside money in millions: a jump of about a thousand within one row.

Only what can hardly be anything else is reported: the row's amounts fall in two tight groups about a thousand apart, and the
smaller numbers are written with three significant digits or more. A row that truly jumps is written as two rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.graph.figure import Entry

_LEAST_JUMP, _GREATEST_JUMP = 500, 2_000
_WIDEST_GROUP = 5
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Jump:
    """The entry that stands out, the one it is compared with, and how many times larger the greater of them is."""

    odd: Entry
    other: Entry
    times: float

    @property
    def is_larger(self) -> bool:
        return abs(self.odd.value or 0.0) > abs(self.other.value or 0.0)


def find_jump(entries: Sequence[Entry]) -> Jump | None:
    """The jump of magnitude among a row's amounts, or None. The smaller group stands out; of two equal ones, the later."""
    amounts = [each for each in entries if each.value]
    if len(amounts) < 2:
        return None
    sizes = [abs(each.value or 0.0) for each in amounts]
    if max(sizes) < _LEAST_JUMP * min(sizes):
        return None
    by_size = sorted(amounts, key=_size)
    cut = max(range(1, len(by_size)), key=lambda at: _size(by_size[at]) / _size(by_size[at - 1]))
    small, large = by_size[:cut], by_size[cut:]
    times = _middle(large) / _middle(small)
    if not _LEAST_JUMP <= times <= _GREATEST_JUMP or max(map(_digits, small)) < _LEAST_DIGITS:
        return None
    if any(_size(group[-1]) > _WIDEST_GROUP * _size(group[0]) for group in (small, large)):
        return None
    fewest = min(small, large, key=lambda group: (len(group), amounts[0] in group))
    odd = next(each for each in amounts if each in fewest)
    nearest = min((each for each in amounts if each not in fewest), key=lambda each: abs(each.column - odd.column))
    return Jump(odd, nearest, max(_size(odd), _size(nearest)) / min(_size(odd), _size(nearest)))


def _size(entry: Entry) -> float:
    return abs(entry.value or 0.0)


def _middle(group: Sequence[Entry]) -> float:
    return _size(group[len(group) // 2])


def _digits(entry: Entry) -> int:
    """Significant digits as written: four in `1 234` and `12,50`, two in `1200` and `0,012`."""
    text = entry.written.replace(",", ".")
    digits = "".join(char for char in text if char.isdigit()).lstrip("0")
    return len(digits if "." in text else digits.rstrip("0"))
