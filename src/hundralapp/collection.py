"""How often Python looks for garbage that refers to itself: a fifth of the time, where millions of objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (100_000, 20, 50)


@contextmanager
def no_collection() -> Iterator[None]:
    """No search meanwhile, nor later among what was made: for objects that stay, and have no cycles.

    They go when nobody refers to them, as any object does.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


@contextmanager
def rare_collection() -> Iterator[None]:
    """Fewer searches meanwhile: for much that is made and soon gone."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
