"""Hundralapp: a city's budget as plain files, computed, compared, checked, explained and published.

The promised Python API is what stands in `__all__`; it is loaded when first asked for, so that `import hundralapp` is instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hundralapp.model import Model, load_model
    from hundralapp.proposals.compare import compare
    from hundralapp.proposals.decision import read_proposals

__version__ = "0.1.0"
__all__ = ["Model", "__version__", "compare", "load_model", "read_proposals"]

_HOMES = {
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
