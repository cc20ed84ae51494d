"""Dated parameters: which value was in force in a year, and where it is written.

A schedule is a parameter too: pieces, each linear in an income. Shares are written as the law writes them (0.2693) and carried in
ten-thousandths (2693), so that they are exact. A value holds from its year until the next. Before the first year there is none: a
missing parameter is missing, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from hundralapp.units import SHARE, Unit, unit

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where it is there: every run reads these files


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a year on, with its reference. `status` says how sure it is, in the words of a figure's status."""

    year: int
    value: float
    reference: str
    note: str = ""
    status: str = "exact"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A national parameter: name, unit, law, and its values by year, oldest first.

    `yearly`: decided for one year at a time, so that a value says nothing of the year after.
    """

    name: str
    unit: Unit
    law: str
    values: tuple[DatedValue, ...]
    file: str
    yearly: bool = False

    def in_force(self, year: int) -> DatedValue | None:
        """The value of `year`; None before the first, and for a yearly one where the year has none."""
        if self.yearly:
            return next((each for each in self.values if each.year == year), None)
        return next((each for each in reversed(self.values) if each.year <= year), None)


@dataclass(frozen=True, slots=True)
class PieceOfSchedule:
    """One piece: `constant` and `slope`, and `upper` and `origin` where it has them, each with its unit, as carried."""

    values: dict[str, tuple[float, Unit]]


@dataclass(frozen=True, slots=True)
class DatedPieces:
    """A schedule's pieces from a year on, with their reference."""

    year: int
    pieces: tuple[PieceOfSchedule, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class ScheduleParameter:
    """A national schedule: name, unit of its bounds and constants, law, and its pieces by year, oldest first."""

    name: str
    unit: Unit
    law: str
    values: tuple[DatedPieces, ...]
    file: str

    def in_force(self, year: int) -> DatedPieces | None:
        """The pieces of `year`, or None before the first."""
        return next((each for each in reversed(self.values) if each.year <= year), None)


@dataclass(frozen=True, slots=True)
class NationalParameters:
    """All parameters and schedules that ship with the package."""

    parameters: dict[str, Parameter]
    schedules: dict[str, ScheduleParameter] = field(default_factory=dict)

    def value(self, name: str, year: int) -> tuple[float, Unit] | None:
        """The value and unit in force in `year`; None where there is none.

        Raises:
            KeyError: no such parameter (a rule names one that does not ship).
        """
        parameter = self.parameters[name]
        found = parameter.in_force(year)
        return (found.value, parameter.unit) if found else None

    def pieces(self, name: str, year: int) -> tuple[PieceOfSchedule, ...] | None:
        """The pieces of a schedule in force in `year`; None where there are none.

        Raises:
            KeyError: no such schedule.
        """
        found = self.schedules[name].in_force(year)
        return found.pieces if found else None

    def find(self, input_name: str) -> tuple[Parameter, DatedValue] | None:
        """What stands behind a graph input such as `parameter.result_reserve.floor_percent@2024`."""
        name, _, year = input_name.removeprefix("parameter.").rpartition("@")
        if not input_name.startswith("parameter.") or name not in self.parameters:
            return None
        found = self.parameters[name].in_force(int(year))
        return (self.parameters[name], found) if found else None

    def find_status(self, input_name: str) -> str:
        """How sure the value behind a graph input is; exact where it is no parameter of ours."""
        found = self.find(input_name)
        return found[1].status if found else "exact"


@lru_cache(maxsize=1)
def national_parameters() -> NationalParameters:
    """Read the shipped parameter files."""
    found: dict[str, Parameter] = {}
    schedules: dict[str, ScheduleParameter] = {}
    for file in sorted(resources.files("hundralapp.params.data").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            for name, said in yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER).items():  # a safe loader
                carried = unit(said["unit"])
                if "schedule" in said:
                    dated = tuple(_pieces(int(year), each, carried) for year, each in sorted(said["schedule"].items()))
                    schedules[name] = ScheduleParameter(name, carried, said["law"], dated, file.name)
                    continue
                values = tuple(
                    DatedValue(
                        int(year),
                        _carry(each["value"], carried),
                        each["reference"],
                        each.get("note", ""),
                        each.get("status", "exact"),
                    )
                    for year, each in sorted(said["values"].items())
                )
                found[name] = Parameter(name, carried, said["law"], values, file.name, said.get("yearly", False))
    return NationalParameters(found, schedules)


def _carry(value: float | str, carried: Unit) -> float:
    """A written value as carried: a share in ten-thousandths, anything else as it stands."""
    return float(Decimal(str(value)) * 10_000) if carried == SHARE else float(value)


def _pieces(year: int, said: dict[str, Any], carried: Unit) -> DatedPieces:
    """Written pieces: `[upper bound or null, constant, slope]`, and as a fourth what the slope counts from."""
    pieces = []
    for upper, constant, slope, *origin in said["pieces"]:
        values = {"constant": (_carry(constant, carried), carried), "slope": (_carry(slope, SHARE), SHARE)}
        if upper is not None:
            values["upper"] = (_carry(upper, carried), carried)
        if origin:
            values["origin"] = (_carry(origin[0], carried), carried)
        pieces.append(PieceOfSchedule(values))
    return DatedPieces(year, tuple(pieces), said["reference"])
