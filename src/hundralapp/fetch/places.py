"""Municipalities, regions and the country. The country is `00`, and a region has the two digits of its county."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hundralapp import codes
from hundralapp.diagnostics import Words, nearest
from hundralapp.fetch.problems import Problems
from hundralapp.params.counties import COUNTIES
from hundralapp.params.former_codes import why_former
from hundralapp.params.municipal_rates import GOTLAND, rate_years, rates_of_year

NATION = "00"


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality (four digits), a region (two), or the country."""

    code: str
    name: str

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_municipality(self) -> bool:
        return len(self.code) == 4


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Every place that exists, by code. The municipalities are those of the newest rates that ship."""
    found = {NATION: Place(NATION, "Riket")}
    found.update({code: Place(code, f"Region {name}") for code, name in COUNTIES.items()})
    found.update({code: Place(code, each.name) for code, each in rates_of_year(rate_years()[-1]).items()})
    return found


@lru_cache(maxsize=1)
def municipalities() -> tuple[str, ...]:
    """Codes of all municipalities, in order."""
    return tuple(code for code, place in places().items() if place.is_municipality)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    return {place.name.casefold(): place for place in places().values() if place.is_municipality}


def place_of_code(code: str, where: str, problems: Problems) -> Place | None:
    """The place of a code in a source's answer; None, and said, where there is none."""
    place = places().get(code)
    if place is None:
        problems.add(codes.FETCH_UNKNOWN_PLACE, where, place=code, reason=why_former(code) or _NO_SUCH)
    return place


def place_of_name(name: str, where: str, problems: Problems) -> Place | None:
    """The municipality of a name in any case; None, and said, where there is none."""
    place = find_municipality(name)
    if place is None:
        meant = nearest(name.casefold(), _by_name()).name
        problems.add(codes.FETCH_UNKNOWN_PLACE, where, place=name, reason=_like(meant) if meant else _NO_SUCH)
    return place


def find_municipality(name: str) -> Place | None:
    """The municipality of a code or a name in any case, or None."""
    wanted = " ".join(name.split()).casefold()
    place = _by_name().get(wanted) or places().get(wanted)
    return place if place is not None and place.is_municipality else None


def own_places(kind: str, code: str) -> tuple[str, ...]:
    """The codes whose figures belong to a municipality or region: Gotland is both."""
    return (GOTLAND, GOTLAND[:2]) if kind == "municipality_and_region" else (code,)


_NO_SUCH = Words("koden eller namnet finns inte", "there is no such code or name")


def _like(name: str) -> Words:
    shown = _by_name()[name].name
    return Words(f"närmast är {shown}", f"the nearest is {shown}")
