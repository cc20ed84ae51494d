"""TTSIM on JAX: a policy function per figure, on scalars, which it vectorises; its compiled function of the whole law, reused.

`main` prepares the law once and gives that function; asked for results, `main` would check and sort all columns anew every time,
and compile. The rates stand ready as a column per person, and the sums are NumPy's. What does not depend on the rate is computed
once: a second function of the same law takes it as data, as TTSIM allows for every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from ttsim import InputData, MainTarget, OrigPolicyObjects, TTTargets, main
from ttsim.tt import Currency, UnitSystem

from bench.population.columns import Rates, Sums, read_persons
from bench.population.job import Answer, Ask, Job

jax.config.update("jax_enable_x64", True)
CROWNS = UnitSystem(currencies={"SEK": Currency(statutory_from="0001-01-01")})


def prepare(job: Job, *, in_memory: bool) -> Ask:
    law, rates, persons = job.law("in_ttsim"), Rates(job), read_persons(job)
    municipality = persons["municipality"]
    columns: dict[str, Any] = {name: jnp.asarray(persons[name], dtype=int) for name in law.COLUMNS if name in persons}
    columns |= {name: jnp.asarray(values) for name, values in rates.unchanged(municipality).items()}
    before = _compiled(law, law.BEFORE_RATE_COLUMNS, law.BEFORE_RATE, job.year)
    after = _compiled(law, law.AFTER_RATE_COLUMNS, ("municipal_tax", "final_tax"), job.year)

    def ask(changes: Sequence[int]) -> Answer:
        sums = Sums(rates, len(changes))
        sums.count(persons["decile"])
        known: dict[str, Any] = {}
        for number, change in enumerate(changes):
            columns["municipal_tax_rate"] = jnp.asarray((rates.municipal + change)[municipality])
            known = known or before(columns)
            found = {name: np.asarray(values) for name, values in after({**columns, **known}).items()}
            sums.add(number, persons, found["municipal_tax"], found["final_tax"])
        return sums.answer()

    return ask


def _compiled(law: Any, given: Sequence[str], targets: Sequence[str], year: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """TTSIM's compiled function from columns to `targets`, where the figures `given` are data."""
    few = {name: np.zeros(2, dtype=int if name in law.INTEGERS else float) for name in given}
    function: Callable[[dict[str, Any]], dict[str, Any]] = main(
        main_target=MainTarget.tt_function,
        policy_date_str=f"{year}-01-01",
        input_data=InputData.flat({("p_id",): np.arange(2), **{(name,): values for name, values in few.items()}}),
        tt_targets=TTTargets.qname(dict.fromkeys(targets)),
        orig_policy_objects=OrigPolicyObjects(
            column_objects_and_param_functions={("law.py", each.leaf_name): each for each in law.OBJECTS}, param_specs={}
        ),
        unit_system=CROWNS,
        backend="jax",
        include_warn_nodes=False,
        include_fail_nodes=False,
    )
    return lambda columns: function({name: columns[name] for name in given})
