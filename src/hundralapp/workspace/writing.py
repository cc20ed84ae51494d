"""Writing that never destroys: a file is replaced whole or not at all, a folder is swapped in when it is complete."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_file(path: Path, text: str) -> None:
    """Replace `path` atomically; a crash leaves the old file.

    Raises:
        OSError: the folder cannot be written.
    """
    with new_file(path) as building, building.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file to write, hidden beside `path`, that becomes it when the block ends well; otherwise `path` is left as it was.

    Raises:
        OSError: the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    building = Path(name)
    try:
        yield building
        os.chmod(building, 0o644)
        os.replace(building, path)
    except BaseException:
        building.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to build in, swapped in as `path` when the block ends well; otherwise `path` is left as it was.

    Raises:
        OSError: the parent folder cannot be written.
    """
    path = path.absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    old = building.with_name(f"{building.name}.old")
    try:
        yield building
        os.chmod(building, 0o755)
        if path.exists():
            path.rename(old)
        building.rename(path)
    except BaseException:
        if old.exists() and not path.exists():
            old.rename(path)
        raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
