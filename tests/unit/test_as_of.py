"""Forecasts as of a date: the newest made by then counts, and where none was made the figure was not known."""

import datetime
from pathlib import Path

import pytest

from hundralapp.model import Model, load_model

EXAMPLE = Path(__file__).parents[2] / "examples" / "exempelstad"


@pytest.fixture(scope="module")
def before_any_forecast() -> Model:
    return load_model(EXAMPLE, as_of=datetime.date(2024, 1, 1))


def test_what_nobody_had_forecast_is_unknown_with_its_cause(before_any_forecast: Model) -> None:
    model = before_any_forecast
    assert model.report.ok
    assert model.find("revenue.tax_revenue", "2027") is None
    assert any(cause.startswith("revenue.tax_base") for cause in model.causes(("revenue.tax_revenue", "2027")))
    assert model.find("result.net_income", "2024") is not None, "an actual needs no forecast"


def test_a_default_does_not_step_in_for_an_unknown_index(before_any_forecast: Model) -> None:
    """Unit costs without an index are in each year's prices; with an index that is unknown, the price is unknown."""
    model = before_any_forecast
    levels = [key for key in model.cells if key[0].endswith(".price_level") and key[1] == "2027"]
    assert levels
    assert {model.cells[key].rule.name for key in levels} <= {"price_level_of_the_plan", "price_level_of_the_service"}  # type: ignore[union-attr]
    assert all(model.find(*key) is None for key in levels if model.cells[key].rule.name == "price_level_of_the_plan")  # type: ignore[union-attr]
    assert model.find("result.operating_expenditure", "2027") is None


def test_the_newest_forecast_by_the_date_counts() -> None:
    spring, autumn = (load_model(EXAMPLE, as_of=datetime.date(2025, month, 28)) for month in (5, 11))
    assert autumn.value("revenue.tax_base", "2027") == load_model(EXAMPLE).value("revenue.tax_base", "2027")
    assert spring.value("revenue.tax_base", "2027") != autumn.value("revenue.tax_base", "2027")
