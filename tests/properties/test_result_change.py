"""The change of the result is the sum of its causes and the rest, whatever the inputs are and whichever of them are unknown."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.graph.evaluate import Value
from hundralapp.model import Model, load_model
from hundralapp.views.result_change import result_changes

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def example(name: str) -> Model:
    return load_model(EXAMPLES / name)


@pytest.mark.parametrize("name", ["exempelstad", "sjobo-2024", "lund-2023"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_causes_and_rest_are_the_change(name: str, data: st.DataObject) -> None:
    model = example(name)
    names = list(model.binding.inputs)
    moved = data.draw(st.dictionaries(st.sampled_from(names), st.floats(-3.0, 3.0) | st.none() | st.just(0.0), max_size=40))
    inputs: dict[str, Value] = dict(model.binding.inputs)
    for each, factor in moved.items():
        level = inputs[each]
        inputs[each] = None if factor is None or level is None else level * factor
    for change in result_changes(model.with_inputs(inputs)):
        total = math.fsum(each.amount or 0.0 for each in change.causes)
        size = max([1.0, *(abs(each.amount or 0.0) for each in change.causes)])
        if change.change is not None:
            assert change.not_explained is not None
            assert abs(total + change.not_explained - change.change) <= 1e-9 * size + 0.005
            if not change.unknown:
                assert abs(change.not_explained) <= 1e-6 * size + 0.01, "what is known in whole is explained in whole"
