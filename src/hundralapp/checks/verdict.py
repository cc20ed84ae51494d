"""A check: one demand on one period, its verdict and the reason in words."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Key


class Verdict(enum.StrEnum):
    """Five answers and no others."""

    MET = "met"
    MET_BY_EXCEPTION = "met_by_exception"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Check:
    """One demand: where it is written, what it asks, the verdict, why, and the figures it rests on.

    `period` is None for a demand on the budget as a whole.
    """

    id: str
    law: str
    title: Words
    period: str | None
    verdict: Verdict
    reason: Words
    figures: tuple[Key, ...] = ()
    origin: str | None = None
