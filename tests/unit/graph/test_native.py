"""Translations are kept and used again; a broken one, or a folder that cannot be written, only costs time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.properties.graphs import traced

from hundralapp import cache
from hundralapp.cache import cache_folder
from hundralapp.graph import native
from hundralapp.graph.fused import OfPerson, Sum, Width, plan
from hundralapp.graph.native import Native


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and nothing remembered in the process."""
    monkeypatch.setenv("HUNDRALAPP_CACHE", str(tmp_path / "cache"))
    native._translated.cache_clear()
    yield tmp_path / "cache"
    native._translated.cache_clear()


def doubled() -> list[int]:
    """1, 2 and 3, doubled and summed."""
    native._translated.cache_clear()
    graph = traced(["x"], [], [("+", 0, 0, 0)])
    made = Native(plan(graph, {"x": OfPerson("x")}, [], {"x": Width.I32, "all": Width.U8}, sums=[Sum(1, "all")]))
    sums = np.zeros((1, 2), np.int64)
    columns = {"x": np.array([1, 2, 3], np.int32), "all": np.zeros(3, np.uint8)}
    made.add(columns, {}, np.empty(0), np.empty((1, 0)), np.zeros(1, np.int64), sums, {"all": 1})
    return sums[0].tolist()


def test_a_translation_is_kept_and_used_again(folder: Path) -> None:
    assert doubled() == [12, 0]
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert doubled() == [12, 0]
    assert [each.stat().st_mtime_ns for each in folder.iterdir()] == [before]


@pytest.mark.parametrize("broken", [b"", b"nothing of ours", None])
def test_a_broken_translation_is_made_again(folder: Path, broken: bytes | None) -> None:
    doubled()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    assert doubled() == [12, 0]
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path) -> None:
    folder.write_text("a file is in the way", encoding="utf-8")
    assert doubled() == [12, 0]


def test_a_full_disk_leaves_nothing_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.os, "replace", full)
    assert doubled() == [12, 0]
    assert list(folder.iterdir()) == []


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(cache, "cache_folder", nobody)
    assert doubled() == [12, 0]


def test_the_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUNDRALAPP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere/cache")
    monkeypatch.setattr(cache.sys, "platform", "linux")
    assert cache_folder() == Path("/somewhere/cache/hundralapp")
    monkeypatch.setattr(cache.sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "hundralapp"
