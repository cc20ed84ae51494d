"""Writing that never destroys: a file is replaced whole or not at all, a folder is swapped in when it is complete."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class NotOursError(Exception):
    """The folder holds something that would be lost. `foreign` names it; empty when nothing in the folder is ours."""

    def __init__(self, folder: Path, foreign: Collection[str] = ()) -> None:
        super().__init__(str(folder))
        self.folder = folder
        self.foreign = tuple(foreign)


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


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files as a folder, in place of what is there; a crash leaves the old folder.

    Args:
        files: content by name; `/` separates folders.
    Raises:
        OSError: the parent folder cannot be written.
    """
    with new_folder(folder) as building:
        for name, content in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def check_replaceable(folder: Path, written: Callable[[Path], Collection[str]]) -> None:
    """Refuse a folder with anything in it that we did not write.

    Args:
        folder: one that is not there, or is empty, may be written.
        written: what the folder itself says that we wrote there; nothing where it is not ours.
    Raises:
        NotOursError: with the names of what is in the way.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOursError(folder)
    there = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir() or each.is_symlink())
    if not there and not any(folder.iterdir()):
        return
    known = set(written(folder))
    foreign = [name for name in there if name not in known]
    if foreign or not known:
        raise NotOursError(folder, foreign if known else ())
