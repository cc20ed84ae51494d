"""JAX: the whole job in one compiled function of columns, 64 bits, sums by segment; the persons spread over a device per core.

The devices are what makes XLA use every core for such functions: two halve the time. Blocks that fit the cache gained nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} --xla_force_host_platform_device_count={os.cpu_count()}"

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import AxisType, NamedSharding, PartitionSpec

from bench.population.columns import read_persons
from bench.population.job import DECILES, Answer, Ask, Job, whole

jax.config.update("jax_enable_x64", True)
UNROLLED = 4


def prepare(job: Job, *, in_memory: bool) -> Ask:
    law, rates, persons = job.law("in_jax"), job.rates, read_persons(job)
    place = np.zeros(max(job.codes) + 1, dtype=np.int32)
    place[job.codes] = np.arange(len(job.codes))
    given = {name: persons[name] for name in (*law.COLUMNS, "decile") if name in persons}
    columns = _spread(given | {"place": place[persons["municipality"]]}, past_the_end={"place": len(place)})
    municipal = np.array(rates.pop("municipal_tax_rate"), dtype=float)
    unchanged = {name: jnp.asarray(values, dtype=float) for name, values in rates.items()}
    sums = partial(jax.jit(_sums, static_argnums=0), law)

    def ask(changes: Sequence[int]) -> Answer:
        changed = jnp.asarray(municipal + np.array(changes, dtype=float)[:, None])
        revenue, final_tax, count = (np.asarray(each) for each in sums(columns, changed, unchanged))
        return Answer([whole(row) for row in revenue], [whole(row[1:]) for row in final_tax], whole(count[1:]))

    return ask


def _spread(columns: dict[str, Any], past_the_end: dict[str, int]) -> dict[str, jax.Array]:
    """The columns over all devices, filled up with persons who are nobody: of no decile, and of a place past the end."""
    devices = jax.device_count()
    over = NamedSharding(jax.make_mesh((devices,), ("persons",), axis_types=(AxisType.Auto,)), PartitionSpec("persons"))
    missing = -len(columns["decile"]) % devices
    return {
        name: jax.device_put(np.concatenate([of, np.full(missing, past_the_end.get(name, 0), of.dtype)]) if missing else of, over)
        for name, of in columns.items()
    }


def _sums(law: Any, persons: dict[str, jax.Array], changed: jax.Array, unchanged: dict[str, jax.Array]) -> tuple[Any, ...]:
    """Revenue [change, municipality], final tax [change, decile], persons [decile]."""
    place, decile = persons["place"], persons["decile"]
    given = {**persons, **{name: values[place] for name, values in unchanged.items()}}
    parts = dict(zip(law.PARTS, law.before_rate(**{name: given[name] for name in law.COLUMNS}), strict=True))
    parts |= {name: given[name] for name in law.AFTER_RATE_COLUMNS}

    def of_change(rate: jax.Array) -> tuple[jax.Array, jax.Array]:
        municipal_tax, final_tax = law.after_rate(municipal_tax_rate=rate[place], **parts)
        return (
            jax.ops.segment_sum(municipal_tax, place, changed.shape[1], indices_are_sorted=True),
            jax.ops.segment_sum(final_tax, decile, DECILES + 1),
        )

    if len(changed) <= UNROLLED:
        revenue, final_tax = (jnp.stack(each) for each in zip(*(of_change(rate) for rate in changed), strict=True))
    else:
        revenue, final_tax = jax.lax.map(of_change, changed)
    return revenue, final_tax, jnp.bincount(decile, length=DECILES + 1)
