"""Ours: `simulate` for persons in files, `simulate_columns` for persons in memory; each chooses by itself what is fastest."""

from __future__ import annotations

import os
from collections.abc import Sequence

from bench.population.job import Answer, Ask, Job, whole
from hundralapp.diagnostics import Words
from hundralapp.households.reform import Level, of_rates
from hundralapp.population.reading import open_population
from hundralapp.population.simulate import simulate, simulate_columns

REVENUE, REVENUE_AFTER = ("municipal_tax", "municipality"), ("municipal_tax_after", "municipality")
FINAL_TAX, FINAL_TAX_AFTER = ("final_tax", "decile"), ("final_tax_after", "decile")
PERSONS = ("persons", "decile")
WANTED = (REVENUE, REVENUE_AFTER, FINAL_TAX, FINAL_TAX_AFTER, PERSONS)


def prepare(job: Job, *, in_memory: bool) -> Ask:
    held = None
    if in_memory:
        from bench.population.columns import read_persons

        held = read_persons(job)

    def ask(changes: Sequence[int]) -> Answer:
        """The first change is none: what the others are compared with."""
        assert changes[0] == 0
        reforms = [of_rates(job.year, Words("", ""), {(Level.MUNICIPAL, ""): change}) for change in changes[1:]]
        if held is None:
            found = simulate(open_population(job.persons), reforms, wanted=WANTED)
        else:
            found = simulate_columns(held, reforms, wanted=WANTED, parts=os.cpu_count() or 1)
        numbers = range(len(reforms))
        revenue = [found.total(*REVENUE), *(found.total(*REVENUE_AFTER, number) for number in numbers)]
        final_tax = [found.total(*FINAL_TAX), *(found.total(*FINAL_TAX_AFTER, number) for number in numbers)]
        return Answer([whole(each) for each in revenue], [whole(each) for each in final_tax], whole(found.total(*PERSONS)))

    return ask
