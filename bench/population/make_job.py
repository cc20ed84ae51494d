"""A job's folder, with our reference answer: every person by the law, evaluated as the library does it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bench.population import with_hundralapp
from bench.population.as_source import write_law
from bench.population.folded import folded
from bench.population.job import Answer, Job
from bench.population.persons import write_persons
from hundralapp.households.law import law
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.params.regional_credit import in_regional_credit_area


def make_job(folder: Path, count: int, changes: Sequence[int], *, year: int = 2024, files: Sequence[Path] = ()) -> Job:
    """The job on `count` made-up persons, or on those in `files`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [str(path) for path in files] or ["persons.parquet"]
    if not files:
        write_persons(folder / paths[0], count, year)
    there = sorted((int(code), rates) for (code, of), rates in municipal_rates().items() if of == year)
    said = {
        "year": year,
        "files": paths,
        "changes": list(changes),
        "codes": [code for code, _ in there],
        "rates": {
            "municipal_tax_rate": [rates.municipal for _, rates in there],
            "regional_tax_rate": [rates.regional for _, rates in there],
            "burial_fee_rate": [rates.burial_fee for _, rates in there],
            "in_regional_credit_area": [int(in_regional_credit_area(rates.code, year)) for _, rates in there],
        },
    }
    (folder / "job.json").write_text(json.dumps(said), encoding="utf-8")
    write_law(folded(law(year)), year, folder / "law")
    return Job(folder)


def reference(job: Job, changes: Sequence[int] | None = None) -> Answer:
    """What is right, to the krona."""
    return with_hundralapp.prepare(job, in_memory=True)(job.changes if changes is None else changes)
