"""Broken populations, held against what is expected of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.conftest import Says

from hundralapp.diagnostics import Code
from hundralapp.population.problems import PopulationError


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def compare(says: Says) -> Callable[[str, PopulationError, Code], None]:
    """Hold an error against what is expected of the case, in both languages."""

    def held(name: str, error: PopulationError, code: Code) -> None:
        assert error.problem.code == code
        says(name, error.message)
        assert str(error) == error.message("en")
        as_json = error.problem.as_json()
        assert (as_json["code"], as_json["sv"], as_json["en"]) == (code.name, error.message("sv"), error.message("en"))
        assert pickle.loads(pickle.dumps(error)).problem == error.problem

    return held
