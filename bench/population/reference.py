"""The right answer: every person by `Law.evaluate_many`, which gives what the law gives one person at a time, to the last bit."""

from __future__ import annotations

from collections.abc import Sequence

from bench.population.columns import Columns, Rates, Sums, persons_in_parts
from bench.population.folded import ABSENT, FINAL_TAX, MUNICIPAL_TAX
from bench.population.job import Answer, Job
from hundralapp.households.law import Law, law

PERSON = ("wage", "pension", "sickness_compensation", "other_pensionable_income", "age_at_start_of_year")


def reference(job: Job, changes: Sequence[int] | None = None) -> Answer:
    """What is right, to the krona, for the job's changes or for others."""
    asked, rates, changes = law(job.year), Rates(job), job.changes if changes is None else changes
    sums = Sums(rates, len(changes))
    for persons in persons_in_parts(job):
        _add(asked, rates, persons, changes, sums)
    return sums.answer()


def _add(asked: Law, rates: Rates, persons: Columns, changes: Sequence[int], sums: Sums) -> None:
    municipality = persons["municipality"]
    fixed = {**{name: persons[name] for name in PERSON}, **rates.unchanged(municipality)}
    given = {f"person.{name}": values for name, values in fixed.items()} | dict.fromkeys(ABSENT, 0.0)
    sums.count(persons["decile"])
    for number, change in enumerate(changes):
        rate = (rates.municipal + change)[municipality]
        found = asked.evaluate_many({**given, "person.municipal_tax_rate": rate}, (MUNICIPAL_TAX, FINAL_TAX))
        sums.add(number, persons, found[MUNICIPAL_TAX], found[FINAL_TAX])
