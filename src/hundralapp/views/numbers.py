"""How a figure's number is shown: in the workspace's money, with the decimals its files use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.units import unit, written

_DECIMALS = {"percent": 1, "SEK_of_100": 2, "ore_per_SEK100": 2}


_LARGE = 10.0


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Money's name, factor and decimals in one workspace, and the reader's language."""

    money: str
    factor: float
    decimals: int
    language: str

    def show(self, value: Value, unit_text: str, *, plus: bool = False, unknown: str = "", finer: int | None = None) -> str:
        """A number for people; `unknown` (or the word for it) where there is none.

        `finer` adds decimals; None adds what a small amount needs by itself, and a table asks `finer_for` so that a row agrees.
        """
        if value is None:
            return unknown or ("okänd" if self.language == "sv" else "unknown")
        if unit_text == "SEK":
            decimals = self.decimals + (self.finer_for([value], unit_text) if finer is None else finer)
            return show_number(value / self.factor, decimals, self.language, plus=plus)
        if unit_text == "ore_per_SEK100":
            return show_number(value / 100.0, 2 + (finer or 0), self.language, plus=plus)
        return show_number(value, _DECIMALS.get(unit_text, 0) + (finer or 0), self.language, plus=plus)

    def finer_for(self, values: Iterable[Value], unit_text: str) -> int:
        """How many decimals more than usual a row of amounts needs, so that none is changed by over a twentieth.

        None where an amount of the row is large: beside 46,4 a reader wants 0,0 and not 0,04.
        """
        if unit_text != "SEK":
            return 0
        amounts = [value / self.factor for value in values if value is not None]
        if any(abs(amount) >= _LARGE for amount in amounts):
            return 0
        return max((_finer_for_small(amount, self.decimals) for amount in amounts), default=0)

    def unit(self, unit_text: str) -> str:
        """The unit's name beside the number."""
        if unit_text == "SEK":
            return self.money
        if unit_text == "ore_per_SEK100":
            return "kr per 100 kr" if self.language == "sv" else "SEK per SEK 100"
        return unit(unit_text).label(self.language)

    def beside(self, label: str, unit_text: str) -> str:
        """A row's label with its unit, as far as the label does not say it: `Nettokostnad per invånare, kr`; `Invånare`."""
        name = self.unit(unit_text)
        over, per, under = name.partition(" per ")
        if per and label.lower().endswith(f"per {under}"):
            name = over
        return label if not name or label.lower().startswith(name.lower()) else f"{label}, {name}"

    def with_unit(self, value: Value, unit_text: str, *, plus: bool = False) -> str:
        """`1 358,3 mkr`, `5,1 %`, or the word for unknown."""
        shown = self.show(value, unit_text, plus=plus)
        name = self.unit(unit_text)
        return shown if value is None or not name else f"{shown}\u00a0{name}"


def _finer_for_small(amount: float, decimals: int) -> int:
    """One or two decimals more for an amount that rounding would change by over a twentieth: 0,48 is not shown as 0,5."""
    return next((more for more in (0, 1, 2) if abs(round(amount, decimals + more) - amount) <= abs(amount) / 20), 2)


def number_style(model: Model, language: str) -> NumberStyle:
    """The style of a workspace."""
    money = model.workspace.money
    return NumberStyle(money, float(written(money).factor), model.money_decimals, language)
