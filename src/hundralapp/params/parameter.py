"""Dated parameters: which value was in force in a year, and where it is written.

A value holds from its year until the next. Before the first year there is none: a missing parameter is missing, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from hundralapp.units import Unit, unit


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a year on, with its reference."""

    year: int
    value: float
    reference: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A national parameter: name, unit, law, and its values by year, oldest first."""

    name: str
    unit: Unit
    law: str
    values: tuple[DatedValue, ...]
    file: str

    def in_force(self, year: int) -> DatedValue | None:
        """The value of `year`, or None before the first."""
        return next((each for each in reversed(self.values) if each.year <= year), None)


class NationalParameters:
    """All parameters that ship with the package."""

    def __init__(self, parameters: dict[str, Parameter]) -> None:
        self.parameters = parameters

    def value(self, name: str, year: int) -> tuple[float, Unit] | None:
        """The value and unit in force in `year`; None where there is none.

        Raises:
            KeyError: no such parameter (a rule names one that does not ship).
        """
        parameter = self.parameters[name]
        found = parameter.in_force(year)
        return (found.value, parameter.unit) if found else None

    def find(self, input_name: str) -> tuple[Parameter, DatedValue] | None:
        """What stands behind a graph input such as `parameter.result_reserve.floor_percent@2024`."""
        name, _, year = input_name.removeprefix("parameter.").rpartition("@")
        if not input_name.startswith("parameter.") or name not in self.parameters:
            return None
        found = self.parameters[name].in_force(int(year))
        return (self.parameters[name], found) if found else None


@lru_cache(maxsize=1)
def national_parameters() -> NationalParameters:
    """Read the shipped parameter files."""
    found: dict[str, Parameter] = {}
    for file in sorted(resources.files("hundralapp.params.data").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            for name, said in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                values = tuple(
                    DatedValue(int(year), float(each["value"]), each["reference"], each.get("note", ""))
                    for year, each in sorted(said["values"].items())
                )
                found[name] = Parameter(name, unit(said["unit"]), said["law"], values, file.name)
    return NationalParameters(found)
