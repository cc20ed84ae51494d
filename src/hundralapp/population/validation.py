"""One column of one batch, from Arrow to a checked NumPy array. Fast where all is well; a row is looked for only when not.

A column is judged by its smallest and largest value, so that the checks cost a small part of the decoding.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.params.municipal_rates import municipal_rates, rates_of_year
from hundralapp.population.columns import INCOMES, LARGEST_INCOME, LARGEST_WEIGHT, THOUSANDTHS, Column
from hundralapp.population.problems import PopulationError, number, refuse

if TYPE_CHECKING:
    import pyarrow as pa

Values = npt.NDArray[Any]


def checked(array: pa.Array, column: Column, file: str, before: int) -> Values:
    """(n,) the column's values in its carried type, all within its bounds.

    Args:
        array: (n,) of an integer, boolean, decimal or floating type, as `reading` has made sure.
        before: rows of the file before this batch.
    Raises:
        PopulationError: null, NaN, negative, or out of bounds; with the row in the file.
    """
    if array.null_count:
        raise refuse(codes.POPULATION_NULL, file, before + _first(array.is_null().to_numpy(zero_copy_only=False)), column.name)
    if column.kind == "weight":
        return _thousandths(array, column, file, before)
    values = _values(array)
    if len(values) and (int(values.min()) < column.lowest or int(values.max()) > column.highest):
        raise _outside(values, column, file, before)
    return values.astype(column.dtype, copy=False)


def _values(array: pa.Array) -> Values:
    """(n,) the values of an array without nulls, where they are. Arrow's own `to_numpy` would import pandas, if it is there."""
    import pyarrow as pa

    if pa.types.is_boolean(array.type):
        bits = np.unpackbits(np.frombuffer(array.buffers()[1], dtype=np.uint8), bitorder="little")
        return bits[array.offset : array.offset + len(array)]
    return np.from_dlpack(array)


def _outside(values: Values, column: Column, file: str, before: int) -> PopulationError:
    index = _first((values < column.lowest) | (values > column.highest)) - 1
    value = int(values[index])
    if value < 0 and column.need == "income":
        return refuse(codes.POPULATION_NEGATIVE, file, before + index + 1, column.name, value=number(value))
    return _range(file, before + index + 1, column.name, value, column.lowest, column.highest, column.unit)


def _range(file: str, row: int, column: str | None, value: float, lowest: float, highest: float, unit: Words) -> PopulationError:
    low, high = number(lowest), number(highest)
    bounds = Words(f"{low.sv}–{high.sv} {unit.sv}".rstrip(), f"{low.en}–{high.en} {unit.en}".rstrip())
    return refuse(codes.POPULATION_RANGE, file, row, column, value=number(value), bounds=bounds)


def _thousandths(array: pa.Array, column: Column, file: str, before: int) -> Values:
    """(n,) weights in whole thousandths of a person; fractions to the nearest."""
    import pyarrow as pa

    if pa.types.is_decimal(array.type):
        array = array.cast(pa.float64())
    values = _values(array)
    if not len(values):
        return np.empty(0, dtype=column.dtype)
    with np.errstate(invalid="ignore"):
        lowest, highest = values.min(), values.max()
    if not np.isfinite(lowest) or not np.isfinite(highest):
        index = _first(~np.isfinite(values)) - 1
        raise refuse(codes.POPULATION_NAN, file, before + index + 1, column.name, value=str(values[index]))
    smallest = 1 if values.dtype.kind in "iu" else 0.5 / THOUSANDTHS
    if lowest < smallest or highest > LARGEST_WEIGHT:
        index = _first((values < smallest) | (values > LARGEST_WEIGHT)) - 1
        raise _range(file, before + index + 1, column.name, values[index].item(), 1 / THOUSANDTHS, column.highest, column.unit)
    if values.dtype.kind not in "iu":
        scaled = np.multiply(values, THOUSANDTHS, dtype=np.float64)
        return np.rint(scaled, out=scaled).astype(column.dtype)
    thousandths: Values = values.astype(column.dtype) * np.int32(THOUSANDTHS)
    return thousandths


def check_together(found: dict[str, Values], file: str, before: int, year: int | None) -> None:
    """What several columns, or a column and the shipped facts, say together.

    Raises:
        PopulationError: an unknown municipality, a member of the church without a fee, incomes beyond the law's exact range.
    """
    if "municipality" in found:
        _check_municipalities(found["municipality"], file, before, year)
    if "church_member" in found and "church_fee_rate" in found:
        without = (found["church_member"] != 0) & (found["church_fee_rate"] == 0)
        if without.any():
            raise refuse(codes.POPULATION_CHURCH_RATE, file, before + _first(without), "church_fee_rate", value=0)
    _check_total_income([found[each] for each in INCOMES if each in found], file, before)


def _check_total_income(incomes: list[Values], file: str, before: int) -> None:
    if sum(int(each.max(initial=0)) for each in incomes) <= LARGEST_INCOME:
        return
    total = np.sum([each.astype(np.int64) for each in incomes], axis=0)
    if total.max() > LARGEST_INCOME:
        index = _first(total > LARGEST_INCOME) - 1
        unit = Words("kr per år, alla inkomster tillsammans", "SEK a year, all incomes together")
        raise _range(file, before + index + 1, None, int(total[index]), 0, LARGEST_INCOME, unit)


@lru_cache(maxsize=16)
def known_municipalities(year: int | None) -> npt.NDArray[np.bool_]:
    """(10 000,) whether a code is a municipality's in `year`; in any year, where its rates do not ship or it is None."""
    rates = rates_of_year(year) if year is not None else {}
    codes_of_year = {int(code) for code in rates} or {int(code) for code, _ in municipal_rates()}
    known = np.zeros(10_000, dtype=np.bool_)
    known[list(codes_of_year)] = True
    return known


def _check_municipalities(values: Values, file: str, before: int, year: int | None) -> None:
    """Where rows are sorted, one look per run of equal codes; otherwise one per row."""
    if not len(values):
        return
    known = known_municipalities(year)
    changes = values[1:] != values[:-1]
    if np.count_nonzero(changes) * 16 < len(values):
        fine = bool(known[values[0]]) and bool(known[values[1:][changes]].all())
    else:
        fine = bool(known[values].all())
    if not fine:
        index = _first(~known[values]) - 1
        when = Words(f" {year}", f" in {year}") if year is not None else Words("", "")
        value = f"{values[index]:04d}"
        raise refuse(codes.POPULATION_MUNICIPALITY, file, before + index + 1, "municipality", value=value, year=when)


def _first(wrong: npt.NDArray[np.bool_]) -> int:
    """The first row that is wrong, counted from one."""
    return int(np.argmax(wrong)) + 1
