"""What every contender is asked, and what it answers. Standard library only: it runs in the peers' environments too.

A job is a folder: `job.json`, `persons/` with one or more Parquet files, and `law/` with the law as each peer's own code. The
question is a list of changes of the municipal rate, öre per SEK 100 for every municipality; the first is the base.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

DECILES = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Whole kronor.

    Attributes:
        revenue: per change and municipality (in the order of the codes): municipal income tax, municipality and region together.
        final_tax: per change and decile: the sum of final tax. Less that of the first change, by person, it is the mean effect.
        persons: how many per decile.
    """

    revenue: list[list[int]]
    final_tax: list[list[int]]
    persons: list[int]

    @property
    def count(self) -> int:
        return sum(self.persons)

    def of(self, numbers: Sequence[int]) -> Answer:
        """Of these changes only."""
        return Answer([self.revenue[number] for number in numbers], [self.final_tax[number] for number in numbers], self.persons)

    def times(self, factor: int) -> Answer:
        """The answer for every person `factor` times."""
        revenue, final_tax = ([[value * factor for value in row] for row in rows] for rows in (self.revenue, self.final_tax))
        return Answer(revenue, final_tax, [value * factor for value in self.persons])

    def differences(self, expected: Answer) -> list[str]:
        """Every figure that is not the expected one, to the krona."""
        found = []
        for what in ("revenue", "final_tax"):
            ours, wanted = getattr(self, what), getattr(expected, what)
            if [len(row) for row in ours] != [len(row) for row in wanted]:
                found.append(f"{what}: another number of figures")
                continue
            for change, (row, right) in enumerate(zip(ours, wanted, strict=True)):
                for place, (value, other) in enumerate(zip(row, right, strict=True)):
                    if value != other:
                        found.append(f"{what}[{change}][{place}]: {value - other:+,} kr of {other:,}")
        if self.persons != expected.persons:
            found.append(f"persons: {self.persons}, not {expected.persons}")
        return found


def whole(values: Any) -> list[int]:
    """Sums as whole numbers.

    Raises:
        ValueError: a sum that is not whole, or not a number.
    """
    found = [int(value) for value in values]
    if any(value != exact for value, exact in zip(values, found, strict=True)):
        raise ValueError("a sum in kronor that is not whole")
    return found


Ask = Callable[[Sequence[int]], Answer]


@dataclass(frozen=True)
class Job:
    """The persons, the rates of their municipalities and the changes."""

    folder: Path

    @cached_property
    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.folder / "job.json").read_text(encoding="utf-8"))
        return said

    @property
    def persons(self) -> Path:
        """The folder with the Parquet files of persons."""
        return self.folder / "persons"

    @property
    def files(self) -> list[str]:
        """The Parquet files of persons, in order."""
        return sorted(map(str, self.persons.glob("*.parquet")))

    @property
    def year(self) -> int:
        return int(self._said["year"])

    @property
    def changes(self) -> list[int]:
        return list(self._said["changes"])

    @property
    def codes(self) -> list[int]:
        """The municipalities, in the order of the answer."""
        return list(self._said["codes"])

    @property
    def rates(self) -> dict[str, list[int]]:
        """Per municipality, in the law's names: municipal and regional rate (öre per SEK 100), burial fee (öre per SEK 1 000),
        and 1 where the regional credit is given.
        """
        return dict(self._said["rates"])

    def law(self, name: str) -> Any:
        """The module `law/NAME.py`, the law in a peer's own code."""
        spec = importlib.util.spec_from_file_location(f"law_{name}", self.folder / "law" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def text(self, name: str) -> str:
        """The file `law/NAME`."""
        return (self.folder / "law" / name).read_text(encoding="utf-8")


def as_json(answer: Answer) -> dict[str, Any]:
    return asdict(answer)


def from_json(said: dict[str, Any]) -> Answer:
    return Answer(said["revenue"], said["final_tax"], said["persons"])
