from __future__ import annotations

from itertools import combinations

from hundralapp.graph.figure import Entry, Series, Status, input_name, worst
from hundralapp.units import SEK


def test_the_worst_status_wins() -> None:
    assert worst() is Status.EXACT
    assert worst(Status.ROUNDED, Status.CLAIM, Status.ESTIMATE) is Status.CLAIM
    for better, poorer in combinations(Status, 2):
        assert worst(better, poorer) is worst(poorer, better) is poorer


def test_words_of_the_files_keep_their_names() -> None:
    """They stand in everyone's files, from best to worst."""
    assert list(Status) == ["exact", "rounded", "derived", "estimate", "claim", "synthetic", "unknown"]
    assert list(Series) == ["actual", "adopted_budget", "revised_budget", "forecast", "plan"]


def test_names_of_inputs() -> None:
    assert input_name(("revenue.tax_rate", "2024-budget")) == "revenue.tax_rate@2024-budget"


def _entry(value: float | None, half_step: float) -> Entry:
    return Entry("a.b", "2024", value, SEK, half_step, Status.ROUNDED, None, None, "", "a.csv", 3, 5, 7)


def test_a_printed_value_stands_for_a_range() -> None:
    assert _entry(335.6e6, 50_000.0).bounds == (335_550_000.0, 335_650_000.0)
    assert _entry(-5.0, 0.0).bounds == (-5.0, -5.0)
    assert _entry(None, 0.0).bounds is None
    assert str(_entry(1.0, 0.0).location) == "a.csv:3:5"
    assert _entry(1.0, 0.0).location.length == 7
