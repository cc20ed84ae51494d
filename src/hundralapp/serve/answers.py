"""Answers of the API kept as long as the budget they were made of, within a limit; the same one is made once at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from hundralapp.serve.resources import Resource

MOST_BYTES = 64 << 20


class Answers:
    """The answers made of one budget, those asked for last kept longest."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, Resource] = OrderedDict()
        self._bytes = 0
        self._one_at_a_time = asyncio.Lock()

    async def get(self, name: str, make: Callable[[], Resource]) -> Resource:
        """The answer by this name, made in a thread if it is not kept. A model is asked by one thread at a time."""
        if name in self._kept:
            return self._found(name)
        async with self._one_at_a_time:
            if name in self._kept:
                return self._found(name)
            made = await asyncio.to_thread(make)
            self._keep(name, made)
            return made

    def _found(self, name: str) -> Resource:
        self._kept.move_to_end(name)
        return self._kept[name]

    def _keep(self, name: str, made: Resource) -> None:
        self._kept[name] = made
        self._bytes += _size(made)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, left = self._kept.popitem(last=False)
            self._bytes -= _size(left)


def _size(each: Resource) -> int:
    return len(each.body) + len(each.packed or b"")
