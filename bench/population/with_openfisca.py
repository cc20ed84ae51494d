"""OpenFisca and PolicyEngine, which have one way of working: a Variable per figure, a simulation of persons.

Both keep a float in 32 bits, which cannot hold the law's amounts; here they are told to take 64, so that the answer can be right.
The rates stand ready as a column per person. At their best, a change of the rate sets that one column anew and deletes what
depends on it, by a list that somebody who knows the law has made. As they are mostly used, a reform is a simulation of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from bench.population.columns import Rates, Sums, read_persons
from bench.population.job import Answer, Ask, Job


def prepare(job: Job, *, in_memory: bool) -> Ask:
    return _prepare(job, "openfisca_core", "in_openfisca")


def prepare_anew(job: Job, *, in_memory: bool) -> Ask:
    return _prepare(job, "openfisca_core", "in_openfisca", anew=True)


def prepare_policyengine(job: Job, *, in_memory: bool) -> Ask:
    return _prepare(job, "policyengine_core", "in_policyengine")


def prepare_policyengine_anew(job: Job, *, in_memory: bool) -> Ask:
    return _prepare(job, "policyengine_core", "in_policyengine", anew=True)


def _prepare(job: Job, package: str, name: str, *, anew: bool = False) -> Ask:
    """`anew`: a simulation of its own for every change."""
    import_module(f"{package}.variables.config").VALUE_TYPES[float]["dtype"] = np.float64
    law, year = job.law(name), str(job.year)
    system = import_module(f"{package}.taxbenefitsystems").TaxBenefitSystem([law.Person])
    system.add_variables(*law.VARIABLES)
    build: Callable[..., Any] = import_module(f"{package}.simulations").SimulationBuilder().build_default_simulation
    rates, persons = Rates(job), read_persons(job)
    municipality = persons["municipality"]
    given = {**persons, **rates.unchanged(municipality)}

    def started() -> Any:
        simulation = build(system, count=len(municipality))
        for column in law.COLUMNS:
            if column in given:
                simulation.set_input(column, year, given[column])
        return simulation

    def ask(changes: Sequence[int]) -> Answer:
        simulation = started()
        sums = Sums(rates, len(changes))
        sums.count(persons["decile"])
        for number, change in enumerate(changes):
            if number and anew:
                simulation = started()
            elif number:
                for figure in ("municipal_tax_rate", *law.AFTER_RATE):
                    simulation.delete_arrays(figure, year)
            simulation.set_input("municipal_tax_rate", year, (rates.municipal + change)[municipality])
            final_tax = simulation.calculate("final_tax", year)
            sums.add(number, persons, simulation.calculate("municipal_tax", year), final_tax)
        return sums.answer()

    return ask
