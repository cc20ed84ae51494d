"""Reading a reform from its file: every mistake is a diagnostic at its line, and nothing is guessed.

Numbers in a reform have a decimal point or comma and no thousands sign, as in the tables of the law; shares are written as the
law writes them (0.3874) and carried in ten-thousandths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Report, Words
from hundralapp.households.law import law
from hundralapp.households.reading import read_year
from hundralapp.households.reform import Level, RateBelowZeroError, RateChange, Reform, check_rates
from hundralapp.households.reform_format import REFORM
from hundralapp.params.counties import COUNTIES, find_county
from hundralapp.params.municipal_rates import find_rates, rates_of_year
from hundralapp.params.parameter import PieceOfSchedule, national_parameters
from hundralapp.units import PERCENT, SEK, SHARE, Unit
from hundralapp.workspace.files import Files
from hundralapp.workspace.schema import check_shape
from hundralapp.workspace.yamlsource import Tree, read_yaml

_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,6})?")
_NO_BOUND = ("null", "~", "")
_BASE_AMOUNTS = ("income_tax.price_base_amount", "income_tax.income_base_amount")
_LARGEST_CHANGE, _LEAST_RATE, _LARGEST_RATE = 1_000, 100, 4_000  # öre per SEK 100
_WHOLE_SHARE = 10_000
_STEPS = {SHARE: Decimal(1) / _WHOLE_SHARE, PERCENT: Decimal("0.5")}  # what float64 and the law's whole numbers hold exactly
_BASE_STEP = Decimal(100)


def read_reform(path: Path) -> tuple[Reform | None, Files]:
    """The reform that a file says, and the files with their report; None when the report has errors."""
    files = Files(path.parent)
    tree = read_yaml(files, path.name)
    if tree is None or not check_shape(files, tree, REFORM, path.name):
        return None, files
    found = _Reader(files, tree).reform() if files.report.ok else None
    return (found if files.report.ok else None), files


class _Reader:
    def __init__(self, files: Files, tree: Tree) -> None:
        self.files, self.tree = files, tree
        self.report: Report = files.report
        self.year = 0

    def reform(self) -> Reform | None:
        year = read_year(self.files, self.tree)
        if year is None:
            return None
        self.year = year
        name = self.tree.value("name") or ""
        found = Reform(
            Words(name, self.tree.value("name_en") or name),
            self.year,
            tuple(self._rates()),
            tuple(self._parameters()),
            tuple(self._schedules()),
        )
        if self.report.ok and not (found.rates or found.changes_law):
            self.report.add(codes.EMPTY_REFORM.at(self.tree.location))
        try:
            check_rates(found)
        except RateBelowZeroError as error:
            place = (self.tree.get("rates") or self.tree).location
            self.report.add(codes.REFORM_RATE_BELOW_ZERO.at(place, place=str(error)))
        return found

    # -- rates ----------------------------------------------------------------------------------------------------------------

    def _rates(self) -> Iterator[RateChange]:
        listed = self.tree.get("rates")
        for each in (listed.items if listed is not None else None) or []:
            found = self._rate(each)
            if found is not None:
                yield found

    def _rate(self, tree: Tree) -> RateChange | None:
        municipality, region = tree.get("municipality"), tree.get("region")
        if municipality is not None and region is not None:
            self.report.add(codes.REFORM_TWO_PLACES.at(region.location))
            return None
        where = self._place(municipality, region)
        if where is None:
            return None
        level = Level.REGIONAL if region is not None else Level.MUNICIPAL
        change, rate = tree.get("change"), tree.get("rate")
        if (change is None) == (rate is None):
            self.report.add(codes.REFORM_NEEDS_RATE.at(tree.location))
            return None
        if change is not None:
            wanted = Words("hela ören per 100 kr, som 24", "whole öre per SEK 100, such as 24")
            found = self._whole(change, 1, -_LARGEST_CHANGE, _LARGEST_CHANGE, wanted)
            return RateChange(level, where, change=found) if found is not None else None
        assert rate is not None
        wanted = Words("kronor per 100 kr, som 17,74", "SEK per SEK 100, such as 17.74")
        found = self._whole(rate, 100, _LEAST_RATE, _LARGEST_RATE, wanted)
        return RateChange(level, where, rate=found) if found is not None else None

    def _place(self, municipality: Tree | None, region: Tree | None) -> str | None:
        """The code that a change is about, `""` for all of them; None with a diagnostic."""
        tree = region if region is not None else municipality
        text = (tree.text or "") if tree is not None else ""
        if tree is None or text in ("all", "alla"):
            return ""
        if region is not None:
            county = find_county(text)
            if county is not None:
                return county
            suggestion = self.report.suggest(text, COUNTIES.values())
            self.report.add(codes.UNKNOWN_REGION.at(tree.location, region=text, suggestion=suggestion))
            return None
        found = find_rates(text, self.year)
        if found is not None:
            return found.code
        suggestion = self.report.suggest(text, [each.name for each in rates_of_year(self.year).values()])
        self.report.add(codes.UNKNOWN_MUNICIPALITY.at(tree.location, municipality=text, suggestion=suggestion))
        return None

    def _whole(self, tree: Tree, steps: int, least: int, largest: int, wanted: Words) -> int | None:
        """A written number as whole steps within bounds; None with a diagnostic."""
        number = _number(tree)
        found = number * steps if number is not None else None
        if found is None or found != int(found) or not least <= found <= largest:
            self.report.add(codes.REFORM_RATE_UNIT.at(tree.location, text=tree.text, wanted=wanted))
            return None
        return int(found)

    # -- the law --------------------------------------------------------------------------------------------------------------

    def _in_law(self, name: str) -> bool:
        """True when the law of the year counts with the parameter or schedule."""
        inputs = law(self.year).binding.graph.inputs
        start = f"parameter.{name}"
        return any(each.startswith((f"{start}@", f"{start}.")) for each in inputs)

    def _named(self, section: str, known: list[str], kind: Words) -> Iterator[tuple[str, Tree]]:
        tree = self.tree.get(section)
        in_law = [each for each in known if self._in_law(each)]
        for name, value in tree.pairs() if tree is not None else ():
            if name in in_law:
                yield name, value
                continue
            suggestion = self.report.suggest(name, in_law)
            place = tree.key_location(name) if tree is not None else value.location
            self.report.add(codes.REFORM_PARAMETER.at(place, kind=kind, name=name, year=self.year, suggestion=suggestion))

    def _parameters(self) -> Iterator[tuple[str, float]]:
        shipped = national_parameters().parameters
        for name, tree in self._named("parameters", list(shipped), Words("parametern", "the parameter")):
            carried = self._carried(name, tree, shipped[name].unit, is_base=name in _BASE_AMOUNTS)
            if carried is not None:
                yield name, carried

    def _schedules(self) -> Iterator[tuple[str, tuple[PieceOfSchedule, ...]]]:
        shipped = national_parameters().schedules
        for name, tree in self._named("schedules", list(shipped), Words("tabellen", "the schedule")):
            pieces = [self._piece(name, each, shipped[name].unit) for each in tree.items or []]
            whole = [each for each in pieces if each is not None]
            if len(whole) == len(pieces) and self._in_order(name, tree, whole):
                yield name, tuple(whole)

    def _piece(self, name: str, tree: Tree, carried: Unit) -> PieceOfSchedule | None:
        numbers = tree.items or []
        if len(numbers) not in (3, 4):
            problem = Words("ett stycke har tre eller fyra tal.", "a piece has three or four numbers.")
            self.report.add(codes.REFORM_PIECES.at(tree.location, name=name, problem=problem))
            return None
        values: dict[str, tuple[float, Unit]] = {}
        for key, each, unit in zip(
            ("upper", "constant", "slope", "origin"), numbers, (carried, carried, SHARE, carried), strict=False
        ):
            if key == "upper" and each.text in _NO_BOUND:
                continue
            found = self._carried(name, each, unit, is_base=False)
            if found is None:
                return None
            values[key] = (found, unit)
        return PieceOfSchedule(values)

    def _in_order(self, name: str, tree: Tree, pieces: list[PieceOfSchedule]) -> bool:
        bounds = [each.values["upper"][0] if "upper" in each.values else None for each in pieces]
        if not bounds or bounds[-1] is not None or None in bounds[:-1]:
            problem = Words(
                "det sista stycket, och bara det, saknar övre gräns (null).",
                "the last piece, and no other, has no upper bound (null).",
            )
        elif any(a >= b for a, b in pairwise(bounds) if a is not None and b is not None):
            problem = Words("de övre gränserna ska stiga.", "the upper bounds must rise.")
        else:
            return True
        self.report.add(codes.REFORM_PIECES.at(tree.location, name=name, problem=problem))
        return False

    def _carried(self, name: str, tree: Tree, unit: Unit, *, is_base: bool) -> float | None:
        """A written number in the unit that the law carries it in, exactly; None with a diagnostic."""
        number = _number(tree)
        step = _BASE_STEP if is_base else _STEPS.get(unit, Decimal(1))
        if number is not None and number % step == 0 and (not is_base or number > 0):
            return float(number * _WHOLE_SHARE if unit == SHARE else number)
        wanted = {
            SHARE: Words("en andel med högst fyra decimaler, som 0.3874", "a share with four decimals at most, such as 0.3874"),
            PERCENT: Words("hela eller halva procent", "whole or half percent"),
            SEK: Words("hela kronor", "whole kronor"),
        }.get(unit, Words("ett helt tal", "a whole number"))
        if is_base:
            wanted = Words("ett basbelopp i hela hundratal kronor", "a base amount in whole hundreds of kronor")
        self.report.add(codes.REFORM_VALUE.at(tree.location, text=tree.text or "?", wanted=wanted))
        return None


def _number(tree: Tree) -> Decimal | None:
    text = (tree.text or "").strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
