"""Units: a closed set of symbols, and what happens to them under + - * /.

A unit is a product of symbols with whole exponents, so `SEK/pupil * pupil = SEK` needs no table. There are no scales in
here: money is carried in SEK, a tax rate in öre per SEK 100, a percentage in percent, and a rule that turns one into the
other divides by a named constant (`HUNDRED_PERCENT`, `WHOLE_TAX_RATE`). So "wrong scale" is simply a wrong unit, found on
the structure before any number exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# symbol -> (Swedish, English), singular as read in "kr per elev"
SYMBOLS: dict[str, tuple[str, str]] = {
    "SEK": ("kr", "SEK"),
    "percent": ("%", "%"),
    "ore_per_SEK100": ("öre per 100 kr", "öre per SEK 100"),
    "ore_per_SEK1000": ("öre per 1 000 kr", "öre per SEK 1,000"),
    "ten_thousandth": ("tiotusendel", "ten-thousandth"),
    "SEK_of_100": ("kr av 100", "SEK of 100"),
    "person": ("person", "person"),
    "resident": ("invånare", "resident"),
    "child": ("barn", "child"),
    "pupil": ("elev", "pupil"),
    "place": ("plats", "place"),
    "hour": ("timme", "hour"),
    "day": ("dygn", "day"),
    "month": ("månad", "month"),
    "year": ("år", "year"),
    "FTE": ("årsarbetare", "FTE"),
    "dwelling": ("lägenhet", "dwelling"),
    "piece": ("styck", "piece"),
    "m2": ("kvm", "m2"),
    "tCO2e": ("ton CO2e", "tCO2e"),
}


class UnitError(ValueError):
    """A unit that is not in the closed set, or an operation its operands' units do not allow."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Symbols with exponents, sorted; the empty product is a plain number."""

    parts: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return _product(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _product(self, other, -1)

    def __str__(self) -> str:
        return _text(self.parts)

    def label(self, language: str) -> str:
        """The unit as a reader meets it: `kr per elev`."""
        return _label(self.parts, 0 if language == "sv" else 1)


@lru_cache(maxsize=1024)
def _text(parts: tuple[tuple[str, int], ...]) -> str:
    over = "*".join(_power(symbol, power) for symbol, power in parts if power > 0)
    under = "".join(f"/{_power(symbol, -power)}" for symbol, power in parts if power < 0)
    return (over or "1") + under


@lru_cache(maxsize=1024)
def _label(parts: tuple[tuple[str, int], ...], which: int) -> str:
    over = " ".join(SYMBOLS[symbol][which] for symbol, power in parts if power > 0)
    under = "".join(f" per {SYMBOLS[symbol][which]}" for symbol, power in parts if power < 0)
    return (over + under).strip()


@lru_cache(maxsize=4096)
def _product(left: Unit, right: Unit, sign: int) -> Unit:
    powers = dict(left.parts)
    for symbol, power in right.parts:
        powers[symbol] = powers.get(symbol, 0) + sign * power
    return Unit(tuple(sorted((symbol, power) for symbol, power in powers.items() if power)))


def _power(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """Parse `SEK`, `SEK/pupil`, `percent` or `1`.

    Raises:
        UnitError: a symbol outside the closed set.
    """
    over, *under = text.strip().split("/")
    parts: dict[str, int] = {}
    for symbol in over.split("*"):
        if symbol != "1":
            parts[symbol] = parts.get(symbol, 0) + 1
    for symbol in under:
        parts[symbol] = parts.get(symbol, 0) - 1
    unknown = [symbol for symbol in parts if symbol not in SYMBOLS]
    if unknown:
        raise UnitError(unknown[0])
    return Unit(tuple(sorted((symbol, power) for symbol, power in parts.items() if power)))


ONE = Unit()
SEK = unit("SEK")
PERCENT = unit("percent")
TAX_RATE = unit("ore_per_SEK100")
FEE_RATE = unit("ore_per_SEK1000")  # fees have three decimals in percent: 0.253 % is 253
SHARE = unit("ten_thousandth")  # the factors of tax law have four decimals: 0.2693 is 2693

# How a unit is written in files: name -> (carried unit of its first symbol, factor). `17.74` kr per 100 kr is 1774 öre.
_WRITTEN: dict[str, tuple[str, Decimal]] = {
    "kr": ("SEK", Decimal(1)),
    "SEK": ("SEK", Decimal(1)),
    "tkr": ("SEK", Decimal(1_000)),
    "mkr": ("SEK", Decimal(1_000_000)),
    "mnkr": ("SEK", Decimal(1_000_000)),
    "mdkr": ("SEK", Decimal(1_000_000_000)),
    "%": ("percent", Decimal(1)),
    "percent": ("percent", Decimal(1)),
    "kr_per_100kr": ("ore_per_SEK100", Decimal(100)),
    "SEK_per_SEK100": ("ore_per_SEK100", Decimal(100)),
    "öre": ("ore_per_SEK100", Decimal(1)),
    "ore": ("ore_per_SEK100", Decimal(1)),
    "invånare": ("resident", Decimal(1)),
    "elev": ("pupil", Decimal(1)),
    "barn": ("child", Decimal(1)),
    "plats": ("place", Decimal(1)),
    "timme": ("hour", Decimal(1)),
    "dygn": ("day", Decimal(1)),
    "månad": ("month", Decimal(1)),
    "år": ("year", Decimal(1)),
    "årsarbetare": ("FTE", Decimal(1)),
    "lägenhet": ("dwelling", Decimal(1)),
    "styck": ("piece", Decimal(1)),
    "ton": ("tCO2e", Decimal(1)),
    "kton": ("tCO2e", Decimal(1_000)),
}
MONEY_UNITS = ("kr", "tkr", "mkr", "mnkr", "mdkr")
MONEY_IN_ENGLISH = {"kr": "SEK", "tkr": "SEK thousand", "mkr": "SEK million", "mnkr": "SEK million", "mdkr": "SEK billion"}


@dataclass(frozen=True, slots=True)
class Written:
    """A unit as written in a file: what is carried, and the exact factor from the written number to it."""

    carried: Unit
    factor: Decimal
    text: str


@lru_cache(maxsize=1024)
def written(text: str) -> Written:
    """Read a unit from a file: `mkr`, `kr/elev`, `%`, `kr_per_100kr`, or a symbol of the closed set.

    Raises:
        UnitError: not in the closed set.
    """
    over, *under = text.strip().split("/")
    symbol, factor = _WRITTEN.get(over, (over, Decimal(1)))
    carried = unit(symbol)
    for each in under:
        below, below_factor = _WRITTEN.get(each, (each, Decimal(1)))
        carried = carried / unit(below)
        factor = factor / below_factor
    return Written(carried, factor, text.strip())


def written_names() -> tuple[str, ...]:
    """Every name a file may use for a unit, for messages and the reference page."""
    return tuple(dict.fromkeys([*_WRITTEN, *SYMBOLS]))
