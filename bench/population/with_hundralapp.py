"""Ours: `Law.evaluate_many`, the graph itself in NumPy, block by block, every step of the law in every evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from bench.population.columns import Columns, Rates, Sums, persons_in_parts, read_persons
from bench.population.folded import ABSENT, FINAL_TAX, MUNICIPAL_TAX
from bench.population.job import Answer, Ask, Job
from hundralapp.households.law import Law, law

PERSON = ("wage", "pension", "sickness_compensation", "other_pensionable_income", "age_at_start_of_year")


def prepare(job: Job, *, in_memory: bool) -> Ask:
    """Persons in memory, or a part at a time from the files."""
    asked, rates = law(job.year), Rates(job)
    held = [read_persons(job)] if in_memory else None

    def ask(changes: Sequence[int]) -> Answer:
        sums = Sums(rates, len(changes))
        for persons in held or persons_in_parts(job):
            _add(asked, rates, persons, changes, sums)
        return sums.answer()

    return ask


def _add(asked: Law, rates: Rates, persons: Columns, changes: Sequence[int], sums: Sums) -> None:
    municipality = persons["municipality"]
    fixed = {**{name: persons[name] for name in PERSON}, **rates.unchanged(municipality)}
    given = {f"person.{name}": values for name, values in fixed.items()} | dict.fromkeys(ABSENT, 0.0)
    sums.count(persons["decile"])
    for number, change in enumerate(changes):
        rate = (rates.municipal + change)[municipality]
        found = asked.evaluate_many({**given, "person.municipal_tax_rate": rate}, (MUNICIPAL_TAX, FINAL_TAX))
        sums.add(number, persons, found[MUNICIPAL_TAX], found[FINAL_TAX])
