from __future__ import annotations

import pytest

from hundralapp.graph.evaluate import Evaluation
from hundralapp.graph.schedule import WHOLE_SHARE, Piece, Schedule
from hundralapp.graph.trace import Graph, UnitMismatchError
from hundralapp.units import SEK, SHARE, Unit

Written = tuple[float | None, float, float, float | None]  # upper, constant, slope, origin


def schedule_in(graph: Graph, pieces: list[Written], carried: Unit) -> Schedule:
    def node(value: float | None, unit: Unit):
        return None if value is None else graph.constant(value, unit)

    return Schedule(
        tuple(
            Piece(node(upper, carried), graph.constant(constant, carried), graph.constant(slope, SHARE), node(origin, carried))
            for upper, constant, slope, origin in pieces
        )
    )


# Nothing up to 100; a tenth of what is above, up to 300; then 20, and nothing more.
KRONOR: list[Written] = [(100.0, 0.0, 0.0, None), (300.0, 0.0, 1_000.0, 100.0), (None, 20.0, 0.0, None)]


@pytest.mark.parametrize(
    ("income", "ten_thousandths"),
    [(0, 0), (100, 0), (101, 1_000), (200, 100_000), (299, 199_000), (300, 200_000), (301, 200_000), (9_000, 200_000)],
)
def test_a_piece_holds_up_to_and_including_its_bound(income: float, ten_thousandths: float) -> None:
    graph = Graph()
    amount = schedule_in(graph, KRONOR, SEK).at(graph.input("income", SEK))
    assert Evaluation(graph, {"income": income})[amount.row] == ten_thousandths
    assert (amount / WHOLE_SHARE).unit == SEK


@pytest.mark.parametrize(
    ("income", "ten_thousandths"),
    [
        (0, 4_230 * 50_000),
        (49_500, 4_230 * 50_000),  # 0.99 base amounts, bound included
        (49_501, 4_230 * 50_000 + 2_000 * 1),
        (100_000, 4_230 * 50_000 + 2_000 * 50_500),
    ],
)
def test_bounds_constants_and_origins_may_be_shares_of_a_base_amount(income: float, ten_thousandths: float) -> None:
    """0.423 base amounts, and a fifth of what is above 0.99 base amounts."""
    graph = Graph()
    scale = schedule_in(graph, [(9_900.0, 4_230.0, 0.0, None), (None, 4_230.0, 2_000.0, 9_900.0)], SHARE)
    amount = scale.at(graph.input("income", SEK), graph.input("base", SEK))
    assert Evaluation(graph, {"income": income, "base": 50_000.0})[amount.row] == ten_thousandths


def test_one_piece_is_a_straight_line() -> None:
    graph = Graph()
    amount = schedule_in(graph, [(None, 7.0, 2_500.0, None)], SEK).at(graph.input("income", SEK))
    assert Evaluation(graph, {"income": 4.0})[amount.row] == 80_000.0


def test_shares_without_a_base_do_not_meet_kronor() -> None:
    graph = Graph()
    with pytest.raises(UnitMismatchError):
        schedule_in(graph, [(9_900.0, 0.0, 0.0, None), (None, 0.0, 0.0, None)], SHARE).at(graph.input("income", SEK))
