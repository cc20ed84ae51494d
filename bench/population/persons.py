"""Made-up taxpayers in Parquet, the same for every contender: seeded, and sorted by municipality.

Columns: `municipality` int16 (the code), `age_at_start_of_year` uint8, `wage`, `pension`, `sickness_compensation` and
`other_pensionable_income` int32 (SEK a year), `decile` uint8 (1 to 10, by the sum of incomes). They look like taxpayers only as
much as the law's branches need: the distributions are not Sweden's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.population.columns import SYNTHETIC_KEY, YEAR_KEY

SEED = 2024
ROW_GROUP = 500_000


def made_up_persons(count: int, year: int, seed: int = SEED) -> dict[str, npt.NDArray[Any]]:
    """(count,) per column."""
    random = np.random.default_rng(seed)
    codes = np.array(sorted(int(code) for code, of in municipal_rates() if of == year), dtype=np.int16)
    sizes = random.lognormal(0.0, 1.0, len(codes))
    municipality = np.repeat(codes, random.multinomial(count, sizes / sizes.sum()))
    age = np.clip(random.normal(49.0, 19.0, count), 16, 104).astype(np.uint8)
    old = age >= 66
    works = random.random(count) < np.where(old, 0.15, 0.82)
    sick = ~old & (random.random(count) < 0.05)
    wage = np.where(works, random.lognormal(12.72, 0.55, count) * np.where(old, 0.35, 1.0), 0.0)
    incomes = {
        "wage": wage,
        "pension": np.where(old, random.lognormal(12.25, 0.4, count), 0.0),
        "sickness_compensation": np.where(sick, random.lognormal(11.9, 0.35, count), 0.0),
        "other_pensionable_income": np.where(random.random(count) < 0.15, random.lognormal(10.3, 0.9, count), 0.0),
    }
    whole = {name: np.minimum(values, 50e6).astype(np.int32) for name, values in incomes.items()}
    total = sum(values.astype(np.int64) for values in whole.values())
    bounds = np.quantile(total, np.arange(1, 10) / 10)
    decile = (np.searchsorted(bounds, total, side="left") + 1).astype(np.uint8)
    return {"municipality": municipality, "age_at_start_of_year": age, **whole, "decile": decile}


def write_persons(path: Path, count: int, year: int) -> None:
    """`count` persons in one Parquet file, with row groups of half a million."""
    table = pa.table(made_up_persons(count, year)).replace_schema_metadata({YEAR_KEY: f"{year}", SYNTHETIC_KEY: "true"})
    pq.write_table(table, path, row_group_size=ROW_GROUP, compression="snappy")
