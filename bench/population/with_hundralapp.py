"""Ours."""

from __future__ import annotations

from collections.abc import Sequence

from bench.population.columns import Rates, Sums, read_persons
from bench.population.folded import ABSENT, FINAL_TAX, MUNICIPAL_TAX
from bench.population.job import Answer, Ask, Job
from hundralapp.households.law import law

PERSON = ("wage", "pension", "sickness_compensation", "other_pensionable_income", "age_at_start_of_year")


def prepare(job: Job, *, in_memory: bool) -> Ask:
    """`Law.evaluate_many`: the graph itself in NumPy, block by block, every step of the law in every evaluation."""
    asked, rates, persons = law(job.year), Rates(job), read_persons(job)
    municipality = persons["municipality"]
    given = {f"person.{name}": persons[name] for name in PERSON} | dict.fromkeys(ABSENT, 0.0)

    def ask(changes: Sequence[int]) -> Answer:
        sums = Sums(rates, len(changes))
        sums.count(persons["decile"])
        fixed = {f"person.{name}": values for name, values in rates.unchanged(municipality).items()}
        for number, change in enumerate(changes):
            rate = (rates.municipal + change)[municipality]
            found = asked.evaluate_many({**given, **fixed, "person.municipal_tax_rate": rate}, (MUNICIPAL_TAX, FINAL_TAX))
            sums.add(number, persons, found[MUNICIPAL_TAX], found[FINAL_TAX])
        return sums.answer()

    return ask
