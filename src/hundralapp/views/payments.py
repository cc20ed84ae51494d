"""The days on which the State pays the months of a year, ready to show."""

from __future__ import annotations

from datetime import date

from hundralapp.dates import payment_day
from hundralapp.model import Model


def payment_days(model: Model) -> dict[int, tuple[date, ...]]:
    """Year -> the twelve days of payment, for every year whose payments the workspace computes, in order."""
    years = sorted({each.year for each in model.periods.values() if model.has("payment.of_all_months", each.id)})
    return {year: tuple(payment_day(year, month) for month in range(1, 13)) for year in years}
