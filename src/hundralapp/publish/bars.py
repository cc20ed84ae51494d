"""Figures year by year as bars: which periods stand beside each other, and how each is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Period, Series
from hundralapp.publish.charts import Bar, Chart, columns, rows, span
from hundralapp.publish.shown import Shower
from hundralapp.terms import word
from hundralapp.views.tables import PeriodHead

_KINDS = {
    Series.ACTUAL: "actual",
    Series.ADOPTED_BUDGET: "budget",
    Series.REVISED_BUDGET: "budget",
    Series.FORECAST: "forecast",
    Series.PLAN: "plan",
}


def year_bar(
    shower: Shower, period: Period, head: PeriodHead, value: Value, unit: str, *, status: str, finer: int, now: bool
) -> Bar:
    """A period's value as a bar."""
    series = word("series", period.series.value, shower.language)
    text = shower.number(value, unit, finer=finer)
    name = series[0].upper() + series[1:]
    return Bar(period.id, name, str(head.year), value, text, _KINDS[period.series], now, status == "synthetic")


def both_widths(bars: Sequence[Bar]) -> tuple[Chart, ...]:
    """The same bars for a wide page and for a narrow one."""
    low, high = span(bars)
    return (columns(bars, low=low, high=high), rows(bars, low=low, high=high)) if bars else ()
