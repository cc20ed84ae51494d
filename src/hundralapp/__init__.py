"""Hundralapp: a city's budget as plain files, computed, compared, checked, explained and published.

The promised Python API is what stands in `__all__`; it is loaded when first asked for, so that `import hundralapp` is instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hundralapp.households.cases import household_cases
    from hundralapp.households.conventions import read_published, which_conventions
    from hundralapp.households.household import Household, Member, change_household
    from hundralapp.households.person import Person, change_rate
    from hundralapp.households.rates import local_rates
    from hundralapp.households.reading import read_household
    from hundralapp.model import Model, load_model
    from hundralapp.proposals.compare import compare
    from hundralapp.proposals.decision import read_proposals

__version__ = "0.1.0"
__all__ = [
    "Household",
    "Member",
    "Model",
    "Person",
    "__version__",
    "change_household",
    "change_rate",
    "compare",
    "household_cases",
    "load_model",
    "local_rates",
    "read_household",
    "read_proposals",
    "read_published",
    "which_conventions",
]

_HOMES = {
    "Household": "hundralapp.households.household",
    "Member": "hundralapp.households.household",
    "Person": "hundralapp.households.person",
    "change_household": "hundralapp.households.household",
    "change_rate": "hundralapp.households.person",
    "household_cases": "hundralapp.households.cases",
    "local_rates": "hundralapp.households.rates",
    "read_household": "hundralapp.households.reading",
    "read_published": "hundralapp.households.conventions",
    "which_conventions": "hundralapp.households.conventions",
    "Model": "hundralapp.model",
    "load_model": "hundralapp.model",
    "compare": "hundralapp.proposals.compare",
    "read_proposals": "hundralapp.proposals.decision",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'hundralapp' has no attribute {name!r}")
