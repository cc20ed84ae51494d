"""JSON-stat 2, the form of PxWeb's answers: a table as one row of values, in the order of its dimensions.

Read in the format's description and in a stored answer of SCB: `id`, `size`, `dimension.<id>.category.index` (code to place, or
codes in order) and `.label`, `value` (a list, or places to values) and `status` (places to marks, a list, or one mark for all).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from hundralapp.diagnostics import Words
from hundralapp.fetch.source import items, lacks, mapping, number, schema


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with the code of each dimension, and the source's mark of it."""

    codes: dict[str, str]
    value: Decimal | None
    mark: str


@dataclass(frozen=True, slots=True)
class Table:
    """A JSON-stat dataset: codes and labels per dimension, and its cells."""

    updated: str
    labels: dict[str, dict[str, str]]
    values: tuple[Any, ...]
    marks: dict[int, str]
    where: str

    def cells(self) -> Iterator[Cell]:
        """Every cell, the last dimension fastest.

        Raises:
            FetchError: a value that is no number.
        """
        names = list(self.labels)
        for at, codes in enumerate(product(*self.labels.values())):
            value = number(self.where, self.values[at], "value")
            yield Cell(dict(zip(names, codes, strict=True)), value, self.marks.get(at, ""))


def read_table(where: str, document: object) -> Table:
    """The dataset of an answer.

    Raises:
        FetchError: it is not JSON-stat 2, or its parts do not fit together.
    """
    dataset = mapping(where, document, "dataset")
    names, sizes = items(where, dataset.get("id"), "id"), items(where, dataset.get("size"), "size")
    dimensions = mapping(where, dataset.get("dimension"), "dimension")
    labels: dict[str, dict[str, str]] = {}
    for name in names:
        if not isinstance(name, str):
            raise lacks(where, "id")
        category = mapping(where, mapping(where, dimensions.get(name), name).get("category"), name)
        labels[name] = _labels(where, name, category)
    counts = [len(each) for each in labels.values()]
    if counts != sizes or len(labels) != len(names):
        raise _unfit(where, f"size: {sizes} != {counts}")
    values = _values(where, dataset.get("value"), prod(counts))
    updated = dataset.get("updated")
    return Table(updated[:10] if isinstance(updated, str) else "", labels, values, _marks(dataset.get("status"), values), where)


def _labels(where: str, name: str, category: dict[str, Any]) -> dict[str, str]:
    index = category.get("index")
    if isinstance(index, dict):
        if sorted(index.values(), key=str) != sorted(range(len(index)), key=str):
            raise lacks(where, f"{name}.category.index")
        codes = sorted(index, key=index.__getitem__)
    else:
        codes = items(where, index, f"{name}.category.index")
    label = category.get("label")
    said = label if isinstance(label, dict) else {}
    return {str(code): str(said.get(code, code)) for code in codes}


def _values(where: str, value: object, count: int) -> tuple[Any, ...]:
    if isinstance(value, dict):
        return tuple(value.get(str(at)) for at in range(count))
    found = items(where, value, "value")
    if len(found) != count:
        raise _unfit(where, f"value: {len(found)} != {count}")
    return tuple(found)


def _marks(status: object, values: tuple[Any, ...]) -> dict[int, str]:
    if isinstance(status, str):
        return dict.fromkeys(range(len(values)), status)
    if isinstance(status, list):
        return {at: each for at, each in enumerate(status) if isinstance(each, str)}
    if isinstance(status, dict):
        return {int(at): each for at, each in status.items() if at.isdecimal() and isinstance(each, str)}
    return {}


def _unfit(where: str, problem: str) -> Exception:
    return schema(where, Words(f"delarna passar inte ihop ({problem})", f"the parts do not fit together ({problem})"))
