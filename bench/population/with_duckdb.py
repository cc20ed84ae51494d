"""DuckDB: one SQL query, each layer of the law a common table expression, grouped by municipality and decile.

The rates are joined in the query, or beforehand where the persons are in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from bench.population.job import DECILES, Answer, Ask, Job

BATCH = 20
INCOMES = ("wage", "pension", "sickness_compensation", "other_pensionable_income")


def prepare(job: Job, *, in_memory: bool) -> Ask:
    law, codes, rates, database = job.law("in_sql"), job.codes, job.rates, duckdb.connect()
    persons = f"read_parquet({job.files!r}) JOIN rates USING (municipality)"
    rows = ", ".join(map(str, zip(codes, *rates.values(), strict=True)))
    # In DuckDB 2.0 this step of the optimizer takes a second to plan sums of so many layers over a join; without it, 30 ms.
    if ("partial_aggregate_pushdown",) in database.execute("SELECT name FROM duckdb_optimizers()").fetchall():
        database.execute("SET disabled_optimizers = 'partial_aggregate_pushdown'")
    database.execute(f"CREATE TABLE rates AS SELECT * FROM (VALUES {rows}) AS r(municipality, {', '.join(rates)})")
    if in_memory:
        database.execute(f"CREATE TABLE persons AS SELECT * FROM {persons}")
        persons = "persons"

    def ask(changes: Sequence[int]) -> Answer:
        revenue, final_tax, count = [], [], [0] * DECILES
        for start in range(0, len(changes), BATCH):
            batch = [changes[0], *changes[start + (start == 0) : start + BATCH]]
            first = 0 if start == 0 else 1
            of_code = {code: [0] * len(batch) for code in codes}
            of_decile = [[0] * len(batch) for _ in range(DECILES)]
            count = [0] * DECILES
            for code, decile, persons_there, *sums in database.execute(_query(law, persons, [*rates], batch)).fetchall():
                count[decile - 1] += persons_there
                for number in range(len(batch)):
                    of_code[code][number] += int(sums[number])
                    of_decile[decile - 1][number] += int(sums[len(batch) + number])
            revenue += [[of_code[code][number] for code in codes] for number in range(first, len(batch))]
            final_tax += [[of[number] for of in of_decile] for number in range(first, len(batch))]
        return Answer(revenue, final_tax, count)

    return ask


def _query(law: Any, persons: str, rates: Sequence[str], changes: Sequence[int]) -> str:
    """Per municipality and decile: persons, municipal tax per change, final tax per change."""
    numbers = range(len(changes))
    unchanged = [name for name in rates if name != "municipal_tax_rate"]
    columns = ", ".join(f"{name}::DOUBLE AS {name}" for name in (*INCOMES, "age_at_start_of_year", *unchanged))
    changed = ", ".join(
        f"(municipal_tax_rate + {change})::DOUBLE AS municipal_tax_rate_{n}" for n, change in zip(numbers, changes, strict=True)
    )
    layers = [[columns, changed], *law.BEFORE_RATE]
    layers += [[text.format(change=number) for number in numbers for text in layer] for layer in law.AFTER_RATE]
    parts, source = [], persons
    for number, layer in enumerate(layers):
        kept = "municipality, decile" if number == 0 else "*"
        parts.append(f"layer_{number} AS NOT MATERIALIZED (SELECT {kept}, {', '.join(layer)} FROM {source})")
        source = f"layer_{number}"
    sums = ", ".join(f"sum({tax}_{number})" for tax in ("municipal_tax", "final_tax") for number in numbers)
    keys = "municipality, decile"
    return f"WITH {', '.join(parts)} SELECT {keys}, count(*), {sums} FROM {source} GROUP BY {keys}"
