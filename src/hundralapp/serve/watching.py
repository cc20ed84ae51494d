"""When files change: the system's own notice where there is one, and a look at every file where there is none.

A notice only wakes; what decides is the `Print` of a folder, so that network drives, folders removed and put back, and
changes during a computation are all seen.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import aclosing, suppress
from pathlib import Path

Print = tuple[tuple[str, int, int, int, int], ...] | None
"""Name, two times of change, size and identity of every file, sorted; None when the folder is not there."""

_LOOK_EVERY = 1.0
_SETTLED = 0.12
_LONGEST_WAIT = 2.0


def take_print(folder: Path) -> Print:
    """What tells a folder's state from another. Hidden files, and folders below links, are not part of a workspace."""
    if not os.path.isdir(folder):  # unlike Path.is_dir, also False where it may not be looked at
        return None
    found = []
    for directory, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith((".", "~")):
                continue
            path = os.path.join(directory, name)
            try:
                about = os.stat(path)
            except OSError:
                found.append((path, 0, 0, 0, 0))
                continue
            found.append((path, about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino))
    return tuple(sorted(found))


async def settled(folders: Sequence[Path], prints: list[Print]) -> list[Print]:
    """The prints when nobody has written for a moment, so that a half-written file is seldom read; at most two seconds later."""
    until = asyncio.get_running_loop().time() + _LONGEST_WAIT
    while True:
        await asyncio.sleep(_SETTLED)
        now = await take_prints(folders)
        if now == prints or asyncio.get_running_loop().time() > until:
            return now
        prints = now


async def take_prints(folders: Sequence[Path]) -> list[Print]:
    """The print of each folder, taken in a thread of its own: a network drive may be slow."""
    return await asyncio.to_thread(lambda: [take_print(each) for each in folders])


async def wakes(folders: Sequence[Path]) -> AsyncIterator[None]:
    """Now and then, and at once when the system says that something below the folders has changed. Never ends by itself."""
    while True:
        there, pause = _identities(folders), _LOOK_EVERY
        try:
            if there:
                async with aclosing(_notices(there)) as notices:
                    async for _ in notices:
                        yield
                        if _identities(folders) != there:
                            pause = 0.0  # a folder that was removed and put back needs to be watched anew
                            break
        except (OSError, RuntimeError):
            pass  # no more watches to be had, or a file system without them: look now and then
        await asyncio.sleep(pause)
        yield


def _notices(folders: Iterable[Path]) -> AsyncGenerator[object, None]:
    """What the system says, and an empty notice each second."""
    from watchfiles import awatch

    return awatch(
        *folders,
        watch_filter=None,
        debounce=50,
        step=25,
        rust_timeout=int(_LOOK_EVERY * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )


def _identities(folders: Sequence[Path]) -> dict[Path, int]:
    """The folders that are there, and which ones they are."""
    found = {}
    for folder in folders:
        with suppress(OSError):
            found[folder] = folder.stat().st_ino
    return found
