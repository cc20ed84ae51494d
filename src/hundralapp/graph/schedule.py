"""Schedules: amounts that the law gives piece by piece, each linear in an income.

A piece holds up to and including its upper bound: `constant + slope x (income - origin)`. Bounds, constants and origins are
shares of a base amount, or kronor; slopes are shares. Shares are carried in ten-thousandths, so that every product is a whole
number and every comparison at a bound is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.graph.trace import Node, Quantity, where
from hundralapp.units import SEK, SHARE

WHOLE_SHARE = Quantity(10_000.0, SHARE)  # 1, in ten-thousandths


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece under tracing. `upper` None: no bound. `origin` None: the slope counts from zero."""

    upper: Node | None
    constant: Node
    slope: Node
    origin: Node | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The pieces in order; only the last has no upper bound."""

    pieces: tuple[Piece, ...]

    def at(self, income: Node, base: Node | None = None) -> Node:
        """The amount at `income`, in ten-thousandths of a krona: not yet rounded.

        Args:
            base: the base amount that bounds, constants and origins are shares of; None when they are kronor. Whole hundreds, so
                that an origin with two decimals is whole kronor.
        """
        *bounded, last = self.pieces
        amount = _amount(last, income, base)
        for piece in reversed(bounded):
            assert piece.upper is not None
            amount = where(income * WHOLE_SHARE <= _scaled(piece.upper, base), _amount(piece, income, base), amount)
        return amount


def _amount(piece: Piece, income: Node, base: Node | None) -> Node:
    above = income if piece.origin is None else income - _scaled(piece.origin, base) / WHOLE_SHARE
    return _scaled(piece.constant, base) + piece.slope * above


def _scaled(value: Node, base: Node | None) -> Node:
    """A share of the base, or kronor, in ten-thousandths of a krona."""
    if base is not None:
        return value * base
    return value * WHOLE_SHARE if value.unit == SEK else value
