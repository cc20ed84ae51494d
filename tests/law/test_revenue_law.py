"""The revenue law on real figures: the printed bases, outcomes and accounts, and what must hold whatever the figures are."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundralapp.model import Model, load_model
from hundralapp.municipalities.law import OUTPUTS, revenue_law
from hundralapp.params.county_rates import county_rates, parameters_of
from hundralapp.params.local_economy import equalisation_outcomes, municipal_accounts, tax_bases
from hundralapp.params.municipal_rates import municipal_rates
from hundralapp.params.parameter import national_parameters

STOCKHOLMS_LAN = sorted(code for code, _ in equalisation_outcomes() if code != "01")
MEAN_2018 = 2_261_727e6 / 10_104_000
GUARANTEED_2018 = 1.15 * MEAN_2018
PRINTED = list(csv.DictReader((Path(__file__).parent / "printed_revenue.csv").read_text(encoding="utf-8").splitlines()))


@dataclass(frozen=True)
class Check:
    """One municipality's outcome 2018, computed by law on an estimated population, beside the printed one (SEK per resident)."""

    code: str
    computed: float
    printed: int
    residents: float
    implied_residents: float

    @property
    def population_error(self) -> float:
        return self.residents / self.implied_residents - 1

    @property
    def error(self) -> float:
        return self.computed - self.printed


def check(code: str, grant_rate: float = 0.1905, fee_rate: float = 0.1698) -> Check:
    """By hand, beside the rules: the two must agree, which another test asks for."""
    base, printed = tax_bases()[code, 2018], equalisation_outcomes()[code, 2018].income_equalisation
    gap = GUARANTEED_2018 - base.uprated / base.residents
    computed = gap * (grant_rate if gap > 0 else fee_rate)
    implied = base.uprated / (GUARANTEED_2018 - printed / (grant_rate if printed > 0 else fee_rate))
    return Check(code, computed, printed, base.residents, implied)


def rms(values: list[float]) -> float:
    return math.sqrt(sum(each * each for each in values) / len(values))


def workspace(folder: Path, code: str, name: str, rows: dict[str, object], year: int = 2018) -> Model:
    (folder / "assumptions").mkdir(parents=True)
    head = (
        f'format: 1\nname: {name}\nentity: {{kind: municipality, code: "{code}", name: {name}}}\nmoney: kr\nbudget_year: {year}\n'
    )
    (folder / "workspace.yaml").write_text(f"{head}periods: [{{year: {year}, series: adopted_budget}}]\n", encoding="utf-8")
    lines = [f"figure,{year}", *(f"{figure},{value}" for figure, value in rows.items())]
    (folder / "assumptions" / "law.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_model(folder)


def uprating(year: int) -> float:
    found = national_parameters().value("tax_base.uprating", year)
    assert found is not None
    return 1 + found[0] / 100


def test_shipped_upratings_are_the_products_of_the_printed_factors() -> None:
    """Each ordinance prints two factors of three decimals, the first of the year before; their product ships."""
    dated = national_parameters().parameters["tax_base.uprating"].values
    assert [each.year for each in dated] == [2015, 2016, 2017, 2018, 2021, 2022, 2023, 2025]
    for each in dated:
        factors = re.findall(r"1,(\d{3})", each.note)
        assert len(factors) == 2, each.year
        product = (1000 + int(factors[0])) * (1000 + int(factors[1]))  # millionths
        assert round((1 + each.value / 100) * 1_000_000) == product, each.year
        years = re.findall(r"\((\d{4})\)", each.note)
        assert years == ([] if each.status == "derived" else [str(each.year - 1), str(each.year)])


def test_every_municipality_is_uprated_alike() -> None:
    """The product of the two factors is the country's: 54 printed bases differ from it by no more than their own rounding."""
    for (code, year), base in tax_bases().items():
        factor = uprating(year)
        off = base.uprated - base.known * factor
        assert abs(off) <= 0.5e6 + 0.5e6 * factor + base.known * 5e-8, (code, year, off)


def test_the_outcomes_of_2018_within_the_stated_error() -> None:
    """26 municipalities: the residents that each outcome implies, against an estimate between two year ends."""
    checks = [check(code) for code in STOCKHOLMS_LAN]
    assert len(checks) == 26
    assert [each.computed > 0 for each in checks].count(True) == 17
    assert all((each.computed > 0) == (each.printed > 0) for each in checks)
    assert max(abs(each.population_error) for each in checks) < 0.0075
    assert rms([each.population_error for each in checks]) < 0.0036
    assert rms([each.error for each in checks]) < 175
    assert max(abs(each.error) for each in checks) < 385


@pytest.mark.parametrize(("level", "fee_rate", "least"), [("95 percent", 0.1905, 0.015), ("60 percent", 0.1238, 0.04)])
def test_another_fee_level_does_not_fit(level: str, fee_rate: float, least: float) -> None:
    """The test tells the regimes apart: with the fee level of 2014-2015, or that of grants, the payers would be far off."""
    payers = [check(code, fee_rate=fee_rate) for code in STOCKHOLMS_LAN if check(code).printed < 0]
    assert len(payers) == 9
    assert rms([each.population_error for each in payers]) > least, level
    assert rms([check(each.code).population_error for each in payers]) < 0.0041


@pytest.mark.parametrize("code", STOCKHOLMS_LAN)
def test_a_workspace_gives_what_the_law_gives_and_explains_it(code: str, tmp_path: Path) -> None:
    base, by_hand = tax_bases()[code, 2018], check(code)
    rows = {"tax_base.known": round(base.known), "population.residents_1_november_before": round(base.residents)}
    model = workspace(tmp_path / "w", code, base.name, rows)
    assert model.report.ok
    computed = model.value("equalisation.income_equalisation", "2018")
    assert computed is not None
    # the uprated base of the workspace follows from the factors and is not rounded to millions: at most half a million of base
    assert computed / base.residents == pytest.approx(by_hand.computed, abs=0.1905 * 1.1e6 / base.residents)
    assert model.status(("equalisation.income_equalisation", "2018")) == "estimate"  # the residents of the country are one


def test_all_at_once_gives_the_same_bits_as_one_workspace_each(tmp_path: Path) -> None:
    law, count = revenue_law(2018), len(STOCKHOLMS_LAN)
    bases = [tax_bases()[code, 2018] for code in STOCKHOLMS_LAN]
    shared = {
        "equalisation.mean_tax_base_per_resident": MEAN_2018,
        "equalisation.national_residents": 10_104_000.0,
        "equalisation.municipality.guarantee_percent": 115.0,
        "equalisation.municipality.grant_rate": 1905.0,
        "equalisation.municipality.fee_rate": 1698.0,
    }
    arrays = {figure: np.full(count, shared.get(figure, 0.0)) for figure in law.inputs()}
    arrays["revenue.tax_base"][:] = [each.uprated for each in bases]
    arrays["revenue.tax_rate"][:] = [municipal_rates()[code, 2018].municipal for code in STOCKHOLMS_LAN]
    arrays["population.residents_1_november_before"][:] = [each.residents for each in bases]
    found = law.evaluate(arrays)
    for at, base in enumerate(bases):
        rows = {
            "revenue.tax_base": round(base.uprated),
            "population.residents_1_november_before": round(base.residents),
            "revenue.tax_rate": municipal_rates()[base.code, 2018].municipal / 100,
        }
        model = workspace(tmp_path / base.code, base.code, base.name, rows)
        assert {figure: model.value(figure, "2018") for figure in OUTPUTS} == {figure: found[figure][at] for figure in OUTPUTS}


def test_the_parts_of_every_outcome_add_up() -> None:
    for each in equalisation_outcomes().values():
        parts = (each.income_equalisation, each.cost_equalisation, each.structural_and_transitional_grants, each.adjustment_item)
        assert abs(sum(parts) - each.total) <= 1, each.code
        assert each.adjustment_item == 157, "one amount per resident in the whole country"


def test_goteborg_2018_another_county_with_the_same_mean() -> None:
    """Preliminary tax and income equalisation as printed imply residents that agree with those the adjustment item implies."""
    printed = next(each for each in PRINTED if (each["code"], each["year"]) == ("1480", "2018"))
    base = float(printed["preliminary_tax"]) / 0.2112
    residents = (float(printed["income_equalisation"]) / 0.1941 + base) * 1e6 / GUARANTEED_2018
    by_adjustment = float(printed["adjustment_item"]) * 1e6 / 157
    assert residents == pytest.approx(563_426, abs=1)
    assert abs(residents / by_adjustment - 1) < 0.0075  # 89 mkr is printed in whole millions: within 0.6 percent by itself
    assert residents < municipal_accounts()["1480", 2019].residents


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: f"{row['name']}-{row['year']}-{row['series']}")
def test_printed_lines_add_up_to_the_last_digit(row: dict[str, str]) -> None:
    def amounts(*names: str) -> float:
        return sum(float(row[name]) for name in names if row[name])

    step = 1.0 if row["code"] == "1480" else 0.1
    assert amounts("preliminary_tax", "settlement_of_the_year", "settlement_of_the_year_before") == pytest.approx(
        float(row["tax_revenue"]), abs=step / 10
    )
    grants = ("income_equalisation", "structural_grant", "cost_equalisation", "adjustment_item", "lss_equalisation")
    others = ("general_grants", "other_grants", "property_charge")
    assert amounts(*grants, *others) == pytest.approx(float(row["grants_total"]), abs=step / 10)


def test_the_accounts_of_all_agree_with_sjobos_own() -> None:
    """SCB's kronor per resident times residents are the municipality's own printed millions."""
    scb = municipal_accounts()["1265", 2019]
    assert len(municipal_accounts()) == 290
    assert sum(each.residents for each in municipal_accounts().values()) == 10_327_589
    assert round(scb.tax_revenue * scb.residents / 1e6, 1) == 807.7
    assert round(scb.general_grants * scb.residents / 1e6, 1) == 255.6


@dataclass(frozen=True)
class Two:
    """Two municipalities of one county, and the rest of the country, as arrays for the law of 2018."""

    base: tuple[float, float, float]
    residents: tuple[float, float, float]

    def outcomes(self, growth: float = 0.0) -> np.ndarray:
        law = revenue_law(2018)
        base = np.array(self.base) * (1 + growth)
        arrays = {figure: np.zeros(3) for figure in law.inputs()}
        arrays["revenue.tax_base"] = base
        arrays["revenue.tax_rate"] = np.full(3, 2000.0)
        arrays["population.residents_1_november_before"] = np.array(self.residents)
        arrays["equalisation.mean_tax_base_per_resident"] = np.full(3, base.sum() / sum(self.residents))
        arrays["equalisation.national_residents"] = np.full(3, sum(self.residents))
        arrays["equalisation.municipality.guarantee_percent"] = np.full(3, 115.0)
        arrays["equalisation.municipality.grant_rate"] = np.full(3, 1905.0)
        arrays["equalisation.municipality.fee_rate"] = np.full(3, 1698.0)
        found = law.evaluate(arrays, ["equalisation.income_equalisation", "marginal.kept_of_tax_base"])
        return np.array([found["equalisation.income_equalisation"], found["marginal.kept_of_tax_base"]])


_BASES = st.tuples(*(st.floats(1e9, 1e12),) * 3)
_RESIDENTS = st.tuples(*(st.integers(2_000, 5_000_000).map(float),) * 3)


@settings(max_examples=60, deadline=None)
@given(base=_BASES, residents=_RESIDENTS, growth=st.floats(-0.2, 0.5))
def test_the_same_growth_everywhere_scales_every_grant_and_fee(
    base: tuple[float, float, float], residents: tuple[float, float, float], growth: float
) -> None:
    two = Two(base, residents)
    before, after = two.outcomes()[0], two.outcomes(growth)[0]
    assert after == pytest.approx(before * (1 + growth), rel=1e-6, abs=1.0)


@settings(max_examples=60, deadline=None)
@given(base=_BASES, residents=_RESIDENTS)
def test_the_marginal_effect_is_what_a_little_more_base_gives(
    base: tuple[float, float, float], residents: tuple[float, float, float]
) -> None:
    """Kept of a krona: the tax on it and the change of the equalisation, with the country's mean moved by one's own base."""
    two, more = Two(base, residents), base[0] * 1e-6
    before, after = two.outcomes(), Two((base[0] + more, *base[1:]), residents).outcomes()
    if np.sign(before[0][0]) != np.sign(after[0][0]):
        return  # the kink: grants and fees have different rates
    kept = 0.2 + (after[0][0] - before[0][0]) / more
    assert kept * 10_000 == pytest.approx(before[1][0], abs=0.5)


def test_county_rates_ship_for_every_county_and_say_how_sure_they_are() -> None:
    counties = {code[:2] for code, _ in municipal_rates()}
    for level in ("municipality", "region"):
        assert {each.county for each in county_rates() if each.level == level} == counties
    for each in county_rates():
        gap = 207 if each.level == "municipality" else 52
        assert each.grant_rate - each.fee_rate == gap
        assert (each.reduced_fee_rate is not None) == (each.year == 2015)
        assert each.status == "exact" or each.note
    by_key = {(each.county, each.level, each.year): each for each in county_rates()}
    assert (by_key["01", "municipality", 2020].grant_rate, by_key["09", "region", 2020].grant_rate) == (1905, 948)
    printed = {"01": (1698, 951), "03": (1707, 942), "04": (1786, 863)}  # SFS 2015:1011, 3 §
    for county, rates in printed.items():
        assert tuple(by_key[county, level, 2016].fee_rate for level in ("municipality", "region")) == rates
    assert (by_key["20", "municipality", 2020].grant_rate, by_key["20", "municipality", 2024].grant_rate) == (1952, 1951)


def test_a_level_that_an_entity_is_not_has_no_parameters() -> None:
    region = parameters_of("01", "region")
    assert region.value("equalisation.municipality.guarantee_percent", 2020) is None
    assert region.value("equalisation.region.grant_rate", 2020) == (
        1003.0,
        region.parameters["equalisation.region.grant_rate"].unit,
    )
    assert region.value("equalisation.region.guarantee_percent", 2020) is None  # not found in any text that was read
    assert parameters_of("0000", "municipality").value("equalisation.municipality.grant_rate", 2020) is None
    assert parameters_of("0180", "municipality").value("equalisation.municipality.reduced_fee_rate", 2016) is None


@cache
def implied_mean(rate: float, grant_rate: float, preliminary_tax: float, income_equalisation: float, residents: int) -> float:
    """The country's mean base per resident that a budget's printed tax and income equalisation rest on, in SEK."""
    base = preliminary_tax / rate * 100
    return (income_equalisation / grant_rate * 100 + base) * 1e6 / residents / 1.15


def test_two_budgets_on_the_same_forecast_imply_the_same_mean() -> None:
    """Sjöbo and Burlöv, budget 2024 on SKR's forecast of April 2023: 0.1 percent apart, on residents of nearby year ends."""
    sjobo = implied_mean(20.92, 19.70, 995.3, 262.6, 19_337)
    burlov = implied_mean(20.09, 19.70, 919.489, 328.068, 19_834)
    assert abs(sjobo / burlov - 1) < 0.002
    assert 270_000 < sjobo < 280_000
