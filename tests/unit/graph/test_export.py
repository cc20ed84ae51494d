"""What an exported graph looks like. That it computes the same is proved in `tests/properties/`."""

from __future__ import annotations

import json
import subprocess

import pytest

from hundralapp.graph.export import FORMAT, as_json, evaluate_exported, evaluator_source, export_graph, import_graph
from hundralapp.graph.trace import Graph, Node, Quantity, floor, total, where
from hundralapp.units import SEK


@pytest.fixture
def whole() -> Node:
    """The last row of a graph in which another input and its sum are in the way."""
    graph = Graph()
    unused, a, b = (graph.input(name, SEK) for name in ("unused@2024", "a@2024", "b@2024"))
    total([unused, a])
    return where(a < b, floor(a), b - Quantity(0.5, SEK))


def test_only_what_outputs_need_is_exported(whole: Node) -> None:
    document = export_graph(whole.graph, {"result@2024": whole.row})
    assert document == {
        "format": FORMAT,
        "code": "ii<fk-?",
        "a": [0, 0, 0, 0, 0, 1, 2],
        "b": [0, 0, 1, 0, 0, 4, 3],
        "c": [5],
        "constants": {"4": 0.5},
        "inputs": {"a@2024": 0, "b@2024": 1},
        "outputs": {"result@2024": 6},
    }


def test_an_input_or_a_constant_may_be_an_output(whole: Node) -> None:
    seven = whole.graph.constant(7.0)
    document = export_graph(whole.graph, {"a": whole.graph.inputs["a@2024"], "seven": seven.row, "again": seven.row})
    assert evaluate_exported(document, {"a@2024": 5.0}) == {"a": 5.0, "seven": 7.0, "again": 7.0}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (100.0, "100"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (2.0**53 - 1, "9007199254740991"),
        (2.0**53, "9007199254740992.0"),
        (1e300, "1e+300"),
        (5e-324, "5e-324"),
    ],
)
def test_constants_are_short_and_exact(value: float, text: str) -> None:
    graph = Graph()
    constant = graph.constant(value)
    document = as_json(export_graph(graph, {"x": constant.row}))
    assert f'"constants":{{"0":{text}}}' in document
    (found,) = import_graph(json.loads(document)).constants.values()
    assert found.hex() == value.hex()


def test_import_gives_the_same_graph_without_units(whole: Node) -> None:
    document = export_graph(whole.graph, {"result": whole.row})
    graph = import_graph(document)
    assert len(graph) == 7
    assert export_graph(graph, {"result": 6}) == document
    assert {str(each) for each in graph.units} == {"1"}


@pytest.mark.parametrize("said", [None, "hundralapp-graph/2"])
def test_another_format_is_refused(whole: Node, said: str | None) -> None:
    document = export_graph(whole.graph, {"result": whole.row}) | {"format": said}
    with pytest.raises(ValueError, match="expected hundralapp-graph/1, got"):
        import_graph(document)


def test_json_may_stand_inside_a_script_element() -> None:
    text = as_json({"name": "</script><!-- å", "code": "<l"})
    assert "<" not in text
    assert "å" in text
    assert ": " not in text
    assert json.loads(text) == {"name": "</script><!-- å", "code": "<l"}


def test_the_evaluator_is_small_and_asks_for_nothing() -> None:
    """About a kilobyte when compressed, and no network, storage or library."""
    source = evaluator_source()
    assert len(source.encode()) < 3000
    for word in ("import", "require", "fetch", "document.", "eval(", "Function("):
        assert word not in source


@pytest.mark.node
def test_the_evaluator_refuses_what_python_refuses(whole: Node) -> None:
    document = export_graph(whole.graph, {"result": whole.row})
    script = f"""{evaluator_source()}
    const document = {as_json(document)};
    function said(what) {{ try {{ return what(); }} catch (error) {{ return error.message; }} }}
    const evaluate = Hundralapp.compile(document);
    console.log(JSON.stringify([
      said(() => evaluate({{"a@2024": 1}})),
      said(() => Hundralapp.compile({{...document, format: "hundralapp-graph/2"}})),
      evaluate({{"a@2024": 1.5, "b@2024": 2}}),
      evaluate({{"a@2024": 1.5, "b@2024": null}}),
      evaluate({{"a@2024": 1.5, "b@2024": 1, "more": 0}}),
    ]));"""
    node = subprocess.run(["node", "-"], input=script, capture_output=True, text=True, timeout=60, check=False)
    assert node.returncode == 0, node.stderr
    assert json.loads(node.stdout) == [
        "no value for b@2024",
        "unknown graph format: hundralapp-graph/2",
        {"result": 1},
        {"result": None},
        {"result": 0.5},
    ]
