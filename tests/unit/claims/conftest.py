"""Judges of the two years of Stockholm, which the verdicts are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge
from hundralapp.model import load_model

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def in_2021() -> Judge:
    model = load_model(EXAMPLES / "stockholm-2021")
    return Judge(model, read_facts(model))


@pytest.fixture(scope="session")
def in_2024() -> Judge:
    model = load_model(EXAMPLES / "stockholm-2024")
    return Judge(model, read_facts(model))
