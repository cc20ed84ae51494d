from __future__ import annotations

import pytest

from hundralapp.graph.figure import Status
from hundralapp.households import law
from hundralapp.model import catalogue
from hundralapp.params.county_rates import parameters_of
from hundralapp.params.parameter import DatedValue, NationalParameters, Parameter, national_parameters
from hundralapp.units import PERCENT, SHARE

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
        after = None if parameter.yearly else parameter.values[-1]
        assert (parameter.in_force(years[0] - 1), parameter.in_force(years[-1] + 50)) == (None, after)
        assert all(each.status in set(Status) for each in parameter.values), f"{name}: a status that does not exist"


def test_rules_and_parameters_need_each_other() -> None:
    shipped = national_parameters()
    rules = [*catalogue().rules, *(rule for year in law.income_years() for rule in law.catalogue(year).rules)]
    local = parameters_of("0980", "municipality_and_region").parameters
    for kind, names in (("parameter", {*shipped.parameters, *local}), ("schedule", set(shipped.schedules))):
        assert {arg.reference.figure for rule in rules for arg in rule.arguments if arg.reference.kind == kind} == names


def test_every_shipped_schedule_is_complete() -> None:
    shipped = national_parameters()
    assert shipped.schedules
    for name, schedule in shipped.schedules.items():
        assert schedule.law.strip(), name
        assert schedule.in_force(schedule.values[0].year - 1) is None
        for dated in schedule.values:
            assert dated.reference.strip(), f"{name} {dated.year}: without a reference"
            uppers = [piece.values["upper"][0] for piece in dated.pieces if "upper" in piece.values]
            assert uppers == sorted(set(uppers)), f"{name} {dated.year}: bounds in order"
            assert "upper" not in dated.pieces[-1].values, f"{name} {dated.year}: the last piece has no bound"
            assert len(uppers) == len(dated.pieces) - 1


def test_notes_are_kept() -> None:
    parameter = national_parameters().parameters["result_reserve.floor_percent"]
    assert [(each.year, each.note) for each in parameter.values] == [(2013, "RUR"), (2024, "resultatreserv")]


def test_shares_are_carried_in_ten_thousandths_exactly() -> None:
    shipped = national_parameters()
    assert shipped.value("income_tax.public_service_fee_ceiling", 2020) == (20920.0, SHARE)
    pieces = shipped.pieces("income_tax.earned_income_tax_credit_schedule", 2024)
    assert pieces is not None
    assert pieces[2].values["slope"] == (1643.0, SHARE)
    assert shipped.pieces("income_tax.income_credit_schedule", 2020) is None
    with pytest.raises(KeyError):
        shipped.pieces("income_tax.no_schedule", 2024)


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
