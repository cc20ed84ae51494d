"""Polars: lazy expressions in layers, the rates joined (beforehand where persons are in memory), one grouping by municipality and
decile. The streaming engine, which here is twice as fast as the other, also in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from bench.population.job import DECILES, Answer, Ask, Job, whole

BATCH = 20
INCOMES = ("wage", "pension", "sickness_compensation", "other_pensionable_income")


def prepare(job: Job, *, in_memory: bool) -> Ask:
    law, codes, rates = job.law("in_polars"), job.codes, job.rates
    table = pl.DataFrame(
        {"municipality": pl.Series(codes, dtype=pl.Int16), **{name: map(float, of) for name, of in rates.items()}}
    )
    persons = pl.scan_parquet(job.files).join(table.lazy(), on="municipality")
    if in_memory:
        persons = persons.collect().lazy()

    def ask(changes: Sequence[int]) -> Answer:
        revenue, final_tax, count = [], [], []
        for start in range(0, len(changes), BATCH):
            batch = [changes[0], *changes[start + (start == 0) : start + BATCH]]
            found = _sums(law, persons, batch)
            by_code = found.group_by("municipality").sum().join(table.select("municipality"), on="municipality", how="right")
            by_code = by_code.sort("municipality").fill_null(0)
            by_decile = found.group_by("decile").sum().sort("decile")
            assert len(by_decile) == DECILES
            for number in range(0 if start == 0 else 1, len(batch)):
                revenue.append(whole(by_code[f"municipal_tax_{number}"]))
                final_tax.append(whole(by_decile[f"final_tax_{number}"]))
            count = whole(by_decile["persons"])
        return Answer(revenue, final_tax, count)

    return ask


def _sums(law: Any, persons: pl.LazyFrame, changes: Sequence[int]) -> pl.DataFrame:
    """Per municipality and decile: persons, and per change municipal and final tax."""
    numbers = range(len(changes))
    frame = law.before_rate(persons.with_columns(pl.col(*INCOMES, "age_at_start_of_year").cast(pl.Float64)))
    frame = frame.with_columns(
        (pl.col("municipal_tax_rate") + changes[number]).alias(f"municipal_tax_rate_{number}") for number in numbers
    )
    for number in numbers:
        frame = law.after_rate(frame, number)
    sums = frame.group_by("municipality", "decile").agg(
        pl.len().alias("persons"),
        *(pl.col(f"municipal_tax_{number}", f"final_tax_{number}").sum() for number in numbers),
    )
    return sums.collect(engine="streaming")
