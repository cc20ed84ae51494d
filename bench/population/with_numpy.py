"""NumPy: the law as two functions of columns. On the whole columns, or in blocks that fit the cache, with a thread per core."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.population.columns import Columns, Rates, Sums, persons_in_parts, read_persons
from bench.population.job import Answer, Ask, Job

BLOCK = 16_384


def prepare(job: Job, *, in_memory: bool) -> Ask:
    """Whole columns: the straightest NumPy. Always in memory."""
    law, rates, persons = job.law("in_numpy"), Rates(job), read_persons(job)

    def ask(changes: Sequence[int]) -> Answer:
        sums = Sums(rates, len(changes))
        _add(law, rates, persons, changes, sums)
        return sums.answer()

    return ask


def prepare_blocks(job: Job, *, in_memory: bool) -> Ask:
    """Blocks, several threads; not in memory: one row group after the other from the files."""
    law, rates, threads = job.law("in_numpy"), Rates(job), os.cpu_count() or 1
    held = list(_blocks([read_persons(job)])) if in_memory else None

    def ask(changes: Sequence[int]) -> Answer:
        sums = Sums(rates, len(changes))
        with ThreadPoolExecutor(threads) as pool:
            if held is not None:
                shares = [held[number::threads] for number in range(threads)]
                found = pool.map(lambda share: _added(law, rates, share, changes), shares)
            else:
                parts = _Shared(persons_in_parts(job))
                found = pool.map(lambda _: _added(law, rates, _blocks(parts), changes), range(threads))
            for each in found:
                sums.merge(each)
        return sums.answer()

    return ask


class _Shared:
    """An iterator that several threads take from."""

    def __init__(self, parts: Iterable[Columns]) -> None:
        from threading import Lock

        self._parts, self._lock = iter(parts), Lock()

    def __iter__(self) -> _Shared:
        return self

    def __next__(self) -> Columns:
        with self._lock:
            return next(self._parts)


def _blocks(parts: Iterable[Columns]) -> Iterable[Columns]:
    for persons in parts:
        for start in range(0, len(persons["decile"]), BLOCK):
            yield {name: values[start : start + BLOCK] for name, values in persons.items()}


def _added(law: Any, rates: Rates, blocks: Iterable[Columns], changes: Sequence[int]) -> Sums:
    sums = Sums(rates, len(changes))
    for persons in blocks:
        _add(law, rates, persons, changes, sums)
    return sums


def _add(law: Any, rates: Rates, persons: Columns, changes: Sequence[int], sums: Sums) -> None:
    municipality = persons["municipality"]
    columns = {**persons, **rates.unchanged(municipality)}
    parts = dict(zip(law.PARTS, law.before_rate(**{name: columns[name] for name in law.COLUMNS}), strict=True))
    parts |= {name: columns[name] for name in law.AFTER_RATE_COLUMNS}
    del columns
    sums.count(persons["decile"])
    for number, change in enumerate(changes):
        municipal_tax, final_tax = law.after_rate(municipal_tax_rate=(rates.municipal + change)[municipality], **parts)
        sums.add(number, persons, municipal_tax, final_tax)
