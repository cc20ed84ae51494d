"""One figure as a source says it: a series, a place, a year, and the value with what the source adds to it.

A value that is missing, suppressed or impossible is unknown, never zero; the source's own mark of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hundralapp import codes
from hundralapp.diagnostics import Words, listed
from hundralapp.fetch.places import Place
from hundralapp.fetch.problems import Problems
from hundralapp.graph.figure import Status

_LARGEST = 20  # digits before the decimal point, and the most after it: beyond every public figure


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its id in tables, its title, its unit as files write it, and the least value that can be true."""

    id: str
    title: str
    unit: str
    origin: str
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of a series. `mark` is the source's own status, kept as it says it; `note` what it adds in words."""

    series: str
    place: Place
    year: int
    value: Decimal | None
    status: Status = Status.EXACT
    mark: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        return self.series, self.year, self.place.code


def exact(number: object) -> Decimal | None:
    """A number of a JSON document or of a text in one, exactly; None when it is no number of reasonable size."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return None
    found = Decimal(number)
    return found if found.is_finite() and abs(found.adjusted()) <= _LARGEST and decimals_of(found) <= _LARGEST else None


def decimals_of(number: Decimal) -> int:
    """How many digits stand after the point."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(value: Decimal) -> str:
    """A value as files write it: a decimal point, no exponent, no more zeros than the source has."""
    return format(value, "f")


def collected(found: Iterable[Observation], series: dict[str, Series], problems: Problems) -> list[Observation]:
    """One observation per series, year and place, in that order: what cannot be true, or is told in two ways, is unknown."""
    kept: dict[tuple[str, int, str], Observation] = {}
    for each in found:
        known = series[each.series]
        if each.value is not None and known.least is not None and each.value < known.least:
            problems.add(
                codes.FETCH_IMPOSSIBLE,
                known.origin,
                series=known.title,
                place=each.place.label,
                year=each.year,
                value=plain(each.value),
            )
            each = replace(each, value=None, mark=each.mark or plain(each.value))
        first = kept.setdefault(each.key, each)
        if first.value is None and each.value is not None and not first.mark:
            kept[each.key] = each
        elif first.value is not None and each.value is not None and first.value != each.value:
            problems.add(
                codes.FETCH_DISAGREES,
                known.origin,
                series=known.title,
                place=each.place.label,
                year=each.year,
                first=plain(first.value),
                second=plain(each.value),
            )
            kept[each.key] = replace(first, value=None, mark=f"{plain(first.value)} / {plain(each.value)}")
    return [_known_or_not(kept[key]) for key in sorted(kept)]


def _known_or_not(each: Observation) -> Observation:
    return replace(each, status=Status.UNKNOWN) if each.value is None else each


def report_gaps(observations: Sequence[Observation], series: dict[str, Series], problems: Problems) -> None:
    """Say which places lack a year between two that they have."""
    years: dict[tuple[str, str], dict[int, bool]] = {}
    names: dict[str, str] = {}
    for each in observations:
        years.setdefault((each.series, each.place.code), {})[each.year] = each.value is not None
        names[each.place.code] = each.place.label
    lacking: dict[str, list[str]] = {}
    for (name, code), seen in years.items():
        known = [year for year, is_known in seen.items() if is_known]
        missing = [year for year in range(min(known), max(known)) if not seen.get(year, False)] if known else []
        if missing:
            lacking.setdefault(name, []).append(f"{names[code]} {listed([str(year) for year in missing], 4)}")
    for name, gaps in lacking.items():
        said = listed(gaps, 4)
        problems.add(codes.FETCH_GAP, series[name].origin, series=series[name].title, gaps=Words(said, said))
