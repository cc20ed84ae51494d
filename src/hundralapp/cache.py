"""What is costly to make and the same every time, kept in the user's cache folder.

A name holds the hash of all that its content depends on, so that nothing kept is ever out of date. A folder that cannot be
written is done without: everything here can be made again.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


def cache_folder() -> Path:
    """Where things are kept: `HUNDRALAPP_CACHE`, or the platform's place for caches.

    Raises:
        RuntimeError: the user has no home folder.
    """
    said = os.environ.get("HUNDRALAPP_CACHE")
    if said:
        return Path(said)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "hundralapp"


def read_kept(name: str) -> bytes | None:
    """What is kept under a name; None where there is nothing, or where the file is not as it was written."""
    try:
        kept = (cache_folder() / name).read_bytes()
    except (OSError, RuntimeError):  # the second: nobody's home
        return None
    content = kept[_DIGEST:]
    return content if kept[:_DIGEST] == hashlib.sha256(content).digest() else None


def keep(name: str, content: bytes) -> None:
    """Whole or not at all; a full or read-only disk costs only time."""
    with suppress(OSError, RuntimeError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            os.replace(temporary, folder / name)
        except OSError:
            os.unlink(temporary)
            raise
