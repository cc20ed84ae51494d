"""Those who can do the job, and what each needs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from bench.environments import PLACE, install_python, run

ALL_NEED = ("numpy>=2.0", "pyarrow>=18")


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who can do the job.

    Attributes:
        packages: what it needs; the first is the one compared. None at all: our own environment.
        streams: whether it takes the persons a part at a time from the files.
        all_changes: whether a thousand changes take it minutes at most; else its time is drawn out from a few.
        shares: whose environment it uses; its own where empty.
    """

    who: str
    label: str
    packages: tuple[str, ...] = ()
    streams: bool = False
    all_changes: bool = True
    shares: str = ""

    @property
    def place(self) -> Path:
        """Its environment's folder."""
        return PLACE / (self.shares or self.who)

    @property
    def python(self) -> Path:
        return self.place / "bin" / "python" if self.packages else Path(sys.executable)

    @property
    def version(self) -> str:
        """`name version` of the package compared."""
        name = (self.packages or ("numpy",))[0].split(">=")[0]
        said = run(self.python, "-c", f"from importlib.metadata import version; print(version({name!r}))")
        return f"{name} {said.stdout.strip()}"


OURS = Contender("hundralapp", "Hundralapp", streams=True)
PEERS = (
    Contender("numpy", "NumPy, whole columns", all_changes=False),
    Contender("numpy-blocks", "NumPy, blocks and threads", streams=True),
    Contender("jax", "JAX", ("jax>=0.10",)),
    Contender("polars", "Polars", ("polars>=1.30",), streams=True),
    Contender("duckdb", "DuckDB", ("duckdb>=1.3",), streams=True),
    Contender("openfisca", "OpenFisca-core", ("openfisca-core>=46",), all_changes=False),
    Contender("openfisca-anew", "OpenFisca, twice", ("openfisca-core>=46",), all_changes=False, shares="openfisca"),
    Contender("policyengine", "PolicyEngine-core", ("policyengine-core>=3.33",), all_changes=False),
    Contender("policyengine-anew", "PolicyEngine, twice", ("policyengine-core>=3.33",), all_changes=False, shares="policyengine"),
    Contender("ttsim", "TTSIM (JAX)", ("ttsim-backend>=1.3", "jax>=0.10"), all_changes=False),
)


def install(contender: Contender) -> str | None:
    """Make the contender's environment unless it is there; what went wrong, in one line, or None."""
    if not contender.packages:
        return None
    return install_python(contender.label, contender.place, (*contender.packages, *ALL_NEED))
