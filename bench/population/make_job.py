"""A job's folder: the persons, what is asked, and the law in every peer's own code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bench.population.as_source import write_law
from bench.population.folded import folded
from bench.population.job import Job
from bench.population.persons import write_persons
from hundralapp.households.law import law
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.params.regional_credit import in_regional_credit_area


def make_job(folder: Path, count: int, changes: Sequence[int], *, year: int = 2024) -> Job:
    """The job on `count` made-up persons."""
    job = Job(folder)
    job.persons.mkdir(parents=True)
    write_persons(job.persons / "persons.parquet", count, year)
    _write(job, changes, year)
    return job


def same_persons(folder: Path, other: Job, changes: Sequence[int], *, times: int = 1) -> Job:
    """Another job on the persons of `other`, who are one file; `times` over, in as many files."""
    job = Job(folder)
    job.persons.mkdir(parents=True)
    for number in range(times):
        (job.persons / f"persons-{number:03}.parquet").symlink_to(other.files[0])
    _write(job, changes, other.year)
    return job


def _write(job: Job, changes: Sequence[int], year: int) -> None:
    """What is asked, and the law."""
    there = sorted((int(code), rates) for (code, of), rates in municipal_rates().items() if of == year)
    said = {
        "year": year,
        "changes": list(changes),
        "codes": [code for code, _ in there],
        "rates": {
            "municipal_tax_rate": [rates.municipal for _, rates in there],
            "regional_tax_rate": [rates.regional for _, rates in there],
            "burial_fee_rate": [rates.burial_fee for _, rates in there],
            "in_regional_credit_area": [int(in_regional_credit_area(rates.code, year)) for _, rates in there],
        },
    }
    (job.folder / "job.json").write_text(json.dumps(said), encoding="utf-8")
    write_law(folded(law(year)), year, job.folder / "law")
