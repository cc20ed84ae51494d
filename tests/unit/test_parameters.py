from __future__ import annotations

import pytest

from hundralapp.model import catalogue
from hundralapp.params.parameter import DatedValue, NationalParameters, Parameter, national_parameters
from hundralapp.units import PERCENT

FEE = Parameter("fee.ceiling", PERCENT, "1 § lagen", (DatedValue(2013, 1.0, "SFS 1"), DatedValue(2024, 5.0, "SFS 2")), "fee.yaml")
TOY = NationalParameters({"fee.ceiling": FEE})


@pytest.mark.parametrize(("year", "value"), [(1900, None), (2012, None), (2013, 1.0), (2023, 1.0), (2024, 5.0), (2999, 5.0)])
def test_a_value_holds_from_its_year_until_the_next(year: int, value: float | None) -> None:
    assert TOY.value("fee.ceiling", year) == (None if value is None else (value, PERCENT))


def test_a_parameter_that_does_not_ship_is_a_fault_of_the_rule() -> None:
    with pytest.raises(KeyError):
        TOY.value("fee.floor", 2024)


def test_what_stands_behind_an_input_of_the_graph() -> None:
    assert TOY.find("parameter.fee.ceiling@2023") == (FEE, FEE.values[0])
    assert TOY.find("parameter.fee.ceiling@2012") is None
    assert TOY.find("parameter.fee.floor@2023") is None
    assert TOY.find("fee.ceiling@2023") is None


def test_every_shipped_parameter_is_complete() -> None:
    shipped = national_parameters().parameters
    assert shipped
    for name, parameter in shipped.items():
        assert parameter.name == name
        assert parameter.law.strip(), name
        assert parameter.unit.label("sv"), name
        assert parameter.values, name
        years = [each.year for each in parameter.values]
        assert years == sorted(set(years)), f"{name}: oldest first, one value a year"
        assert all(1900 < year < 2100 for year in years), name
        assert all(each.reference.strip() for each in parameter.values), f"{name}: a value without a reference"
        assert (parameter.in_force(years[0] - 1), parameter.in_force(years[-1] + 50)) == (None, parameter.values[-1])


def test_rules_and_parameters_need_each_other() -> None:
    asked = {
        argument.reference.figure
        for rule in catalogue().rules
        for argument in rule.arguments
        if argument.reference.kind == "parameter"
    }
    assert asked == set(national_parameters().parameters)


@pytest.mark.parametrize(
    ("name", "year", "value"),
    [
        ("result_reserve.floor_percent", 2012, None),
        ("result_reserve.floor_percent", 2013, 1.0),
        ("result_reserve.floor_percent", 2024, 1.0),
        ("result_reserve.floor_percent_negative_equity", 2024, 2.0),
        ("result_reserve.ceiling_percent", 2023, None),  # the reserve before it had no ceiling in law
        ("result_reserve.ceiling_percent", 2024, 5.0),
    ],
)
def test_the_result_reserve(name: str, year: int, value: float | None) -> None:
    assert national_parameters().value(name, year) == (None if value is None else (value, PERCENT))
