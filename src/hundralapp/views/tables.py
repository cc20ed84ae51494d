"""Tables of figures: statements, committees and key figures, one row per figure and one column per period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hundralapp.diagnostics import Words
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Key, Period
from hundralapp.model import Model
from hundralapp.terms import own_name, word


@dataclass(frozen=True, slots=True)
class CellView:
    """A figure in a period. `value` is in `unit`; None is unknown. `difference`: value less stated, where both are there."""

    figure: str
    period: str
    value: Value
    unit: str
    status: str
    difference: Value = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: the figure's label and its cells by period (None where the figure is not there). `strong` marks sums."""

    figure: str
    label: str
    unit: str
    strong: bool
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """A column's heading."""

    id: str
    year: int
    series: str
    label: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its heading and columns."""

    id: str
    title: str
    periods: tuple[PeriodHead, ...]
    rows: tuple[RowView, ...]


_SUMS = frozenset(
    {
        "result.net_operating_expenditure",
        "result.net_income_of_activities",
        "result.net_income",
        "balance_requirement.after_adjustments",
        "balance_requirement.result",
        "revenue.tax_revenue",
        "revenue.general_grants",
        "operating.net_cost",
        "balance.total_assets",
        "balance.equity",
        "balance.equity_and_liabilities",
    }
)

RESULT = (
    "result.operating_revenue",
    "result.operating_expenditure",
    "result.depreciation",
    "result.comparability_items",
    "result.net_operating_expenditure",
    "revenue.tax_revenue",
    "revenue.general_grants",
    "result.net_income_of_activities",
    "result.financial_revenue",
    "result.financial_expenditure",
    "result.financial_comparability_items",
    "result.before_extraordinary_items",
    "result.extraordinary_revenue",
    "result.extraordinary_expenditure",
    "result.net_income",
)
BALANCE_REQUIREMENT = (
    "result.net_income",
    "balance_requirement.capital_gains",
    "balance_requirement.unrealised_gains",
    "balance_requirement.reversal_of_unrealised_losses",
    "balance_requirement.other_adjustments",
    "balance_requirement.after_adjustments",
    "reserve.allocation",
    "reserve.use",
    "balance_requirement.result",
    "balance_requirement.to_restore",
    "reserve.closing",
)
REVENUE = (
    "revenue.tax_rate",
    "revenue.tax_base",
    "revenue.yield_of_one_ore",
    "revenue.preliminary_tax_revenue",
    "revenue.settlement_of_the_year",
    "revenue.settlement_of_the_year_before",
    "revenue.tax_revenue",
    "general_grant.*.amount",
    "grants.income_equalisation",
    "grants.cost_equalisation",
    "grants.structural_grant",
    "grants.transitional_grant",
    "grants.adjustment_item",
    "grants.lss_equalisation",
    "grants.property_charge",
    "revenue.general_grants",
)
TAX_BY_LAW = (
    "tax_base.known",
    "tax_base.uprating",
    "tax_base.uprated",
    "revenue.tax_base_growth",
    "tax_base.of_the_year",
    "population.residents_1_november_before",
    "settlement.municipality.booked_per_resident",
    "settlement.region.booked_per_resident",
    "settlement.amount",
    "settlement.correction",
    "settlement.less_stated",
    "tax_base.implied_by_revenue",
    "tax_base.implied_growth",
    "tax_check.tax_base",
    "tax_check.tax_revenue",
    "tax_check.less_stated",
    "tax_check.rate_effect",
    "equalisation.mean_tax_base_per_resident",
    "equalisation.municipality.guaranteed_per_resident",
    "equalisation.region.guaranteed_per_resident",
    "equalisation.municipality.below_guarantee",
    "equalisation.region.below_guarantee",
    "equalisation.municipality.county_rate",
    "equalisation.region.county_rate",
    "equalisation.municipality.income_equalisation",
    "equalisation.region.income_equalisation",
    "equalisation.less_stated",
    "marginal.kept_of_tax_base",
    "marginal.guaranteed_of_resident",
    "marginal.mean_resident",
    "marginal.ore_per_resident",
)
REVENUE_CHANGE = (
    "revenue.tax_rate_change",
    "revenue_change.base_percent",
    "revenue_change.rate",
    "revenue_change.base",
    "revenue_change.settlements",
    "revenue.quoted_tax_revenue_change",
    "revenue_change.less_quoted",
    "revenue_change.income_equalisation",
    "revenue_change.adjustment_item",
    "revenue_change.other_grants",
    "revenue_change.general_grants",
)
PAYMENTS = (
    "payment.january",
    "payment.february",
    "payment.march",
    "payment.april",
    "payment.may",
    "payment.june",
    "payment.july",
    "payment.august",
    "payment.september",
    "payment.october",
    "payment.november",
    "payment.december",
    "payment.of_all_months",
    "payment.settlement",
    "payment.of_the_year",
    "payment.accrued_less_paid",
)
BALANCE_SHEET = (
    "balance.fixed_assets",
    "balance.infrastructure_grants",
    "balance.cash",
    "balance.current_assets",
    "balance.total_assets",
    "balance.equity",
    "balance.provisions",
    "balance.long_term_debt",
    "balance.short_term_debt",
    "balance.equity_and_liabilities",
)
KEY_FIGURES = (
    "population.residents",
    "key.result_share",
    "key.net_cost_share",
    "key.equity_ratio",
    "key.self_financing",
    "key.net_cost_per_resident",
    "key.net_income_per_resident",
    "revenue.tax_base_per_resident",
)
COMMITTEES = ("committee.*.net_cost", "operating.net_cost")
SERVICES = ("committee.*.service.*.cost|price_effect|volume_effect|mix_effect",)
HUNDRED = ("committee.*.of_hundred", "hundred.not_in_committees", "hundred.financial", "hundred.result")
NEED = (
    "age_group.*.need",
    "demographic_need.amount",
    "demographic_need.residents_effect",
    "demographic_need.cost_effect",
    "demographic_need.at_previous_prices",
)
PRICES = (
    "cost_kind.*.weight|price_change|weighted_change",
    "index.price_wage_uplift",
    "index.price_wage",
    "index.pkv_change",
    "index.deflator",
    "real.tax_and_grants",
    "real.tax_and_grants_growth",
    "real.net_operating_expenditure",
    "real.net_operating_expenditure_growth",
    "real.net_cost_per_resident",
)
EQUALISATION_PARTS = (
    "standard_cost.*.per_resident",
    "cost_equalisation.structural_cost",
    "cost_equalisation.national_structural_cost",
    "grants.cost_equalisation_per_resident",
    "lss_decision.*.cost",
    "lss.cost_before_index",
    "lss.personnel_cost_index",
    "lss.standard_cost_per_resident",
    "lss.national_standard_cost_per_resident",
    "grants.lss_equalisation_per_resident",
    "transitional_grant.loss_per_resident",
    "grants.transitional_grant_per_resident",
    "adjustment.national_amount",
    "grants.adjustment_item_per_resident",
    "property_charge.small_house_cap",
    "property_charge.growth_of_cap",
)
INITIATIVES = ("initiative.*.amount",)

SECTIONS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("result", Words("Resultaträkning", "Result statement"), RESULT),
    ("balance_requirement", Words("Balanskrav", "Balance requirement"), BALANCE_REQUIREMENT),
    ("revenue", Words("Skatter, bidrag och utjämning", "Taxes, grants and equalisation"), REVENUE),
    ("revenue_change", Words("Varför intäkterna ändras", "Why revenue changes"), REVENUE_CHANGE),
    ("tax_by_law", Words("Skatt och inkomstutjämning enligt lagen", "Tax and income equalisation by law"), TAX_BY_LAW),
    (
        "equalisation_parts",
        Words("Utjämningens delar och fastighetsavgiften", "Parts of the equalisation, and the property charge"),
        EQUALISATION_PARTS,
    ),
    ("payments", Words("Utbetalningar per månad", "Payments by month"), PAYMENTS),
    ("committees", Words("Nämndernas nettokostnader", "Net cost by committee"), COMMITTEES),
    ("services", Words("Vad verksamheter kostar, och varför det ändras", "What services cost, and why it changes"), SERVICES),
    ("hundred", Words("Hundralappen: vad 100 kr skatt och bidrag blir", "What SEK 100 of tax and grants becomes"), HUNDRED),
    ("need", Words("Demografiskt behov", "Demographic need"), NEED),
    ("prices", Words("Priser, löner och fasta priser", "Prices, wages and fixed prices"), PRICES),
    ("initiatives", Words("Satsningar som ingår i budgeten", "Initiatives within the budget"), INITIATIVES),
    ("balance_sheet", Words("Balansräkning", "Balance sheet"), BALANCE_SHEET),
    ("key_figures", Words("Nyckeltal", "Key figures"), KEY_FIGURES),
)


def table(model: Model, name: str, title: str, figures: Iterable[str], language: str) -> TableView:
    """A table of figures; `*` in an id stands for every member of the family, in file order. Empty rows are left out."""
    differences = model.departures
    rows = [_row(model, figure, differences, language) for pattern in figures for figure in expand(model, pattern)]
    kept = tuple(row for row in rows if any(cell is not None and (cell.value != 0.0) for cell in row.cells))
    used = {cell.period for row in kept for cell in row.cells if cell is not None}
    heads = tuple(head for head in period_heads(model, language) if head.id in used)
    columns = [index for index, period in enumerate(model.periods) if period in used]
    rows_in_use = tuple(
        RowView(row.figure, row.label, row.unit, row.strong, tuple(row.cells[i] for i in columns)) for row in kept
    )
    return TableView(name, title, heads, rows_in_use)


def tables(model: Model, language: str) -> list[TableView]:
    """Every section that has something to show."""
    made = (
        table(model, name, title.say("sv" if language == "sv" else "en"), figures, language) for name, title, figures in SECTIONS
    )
    return [each for each in made if each.rows]


def expand(model: Model, pattern: str) -> list[str]:
    """The figures of the model that a pattern stands for: committees as committees.yaml lists them, all else in file order.

    A last segment such as `cost|price_effect` asks for several measures of each member, in that order.
    """
    if "*" not in pattern:
        return [pattern]
    *family, last = pattern.split(".")
    measures = last.split("|")
    found = [figure for figure in model.families.get(family[0], ()) if _fits(figure.split("."), family, measures)]
    committees = {name: index for index, name in enumerate(model.workspace.committees)} if family[0] == "committee" else {}
    members = {each: index for index, each in enumerate(dict.fromkeys(figure.rpartition(".")[0] for figure in found))}

    def place(figure: str) -> tuple[int, int, int]:
        member, _, measure = figure.rpartition(".")
        return committees.get(member.split(".")[1], len(committees)), members[member], measures.index(measure)

    return sorted(found, key=place)


def _fits(segments: list[str], family: list[str], measures: list[str]) -> bool:
    return (
        len(segments) == len(family) + 1
        and segments[-1] in measures
        and all(b in ("*", a) for a, b in zip(segments, family, strict=False))
    )


def _row(model: Model, figure: str, differences: dict[Key, Value], language: str) -> RowView:
    cells = tuple(cell_view(model, (figure, period), differences) for period in model.periods)
    unit = next((cell.unit for cell in cells if cell is not None), "")
    is_sum = figure in _SUMS or (".service." in figure and figure.endswith(".cost"))
    return RowView(figure, row_label(model, figure, language), unit, is_sum, cells)


def row_label(model: Model, figure: str, language: str) -> str:
    """The figure's label in a table whose title says what is measured: a committee or a service is its name alone."""
    label = model.label(figure, language)
    if not figure.startswith("committee."):
        return label
    member, _, measure = figure.rpartition(".")
    if measure.endswith("_effect"):
        return f"{own_name(member, model.workspace.labels)}: {word('measures', measure, language)}"
    is_named = figure.count(".") == 2 or (".service." in figure and measure == "cost")
    return label.rsplit(":", 1)[0] if is_named else label


def cell_view(model: Model, key: Key, differences: dict[Key, Value] | None = None) -> CellView | None:
    """One figure in one period; None when the model has none."""
    cell = model.cells.get(key)
    if cell is None:
        return None
    difference = (differences or {}).get(key)
    return CellView(*key, model.evaluation[cell.row], str(cell.unit), model.status(key).value, difference)


def shown_periods(model: Model) -> list[Period]:
    """The periods side by side; a column that repeats a year of the budget's own line is left out."""
    line = {each.id for each in model.workspace.line}
    taken = {(each.year, each.series) for each in model.periods.values() if each.id in line}
    return [each for each in model.periods.values() if each.id in line or (each.year, each.series) not in taken]


def period_heads(model: Model, language: str) -> list[PeriodHead]:
    """The columns, each headed as it is printed: `Budget 2024`; the period's own id where two would read the same."""
    names = {
        each.id: f"{word('series', each.series.value, language).capitalize()} {each.year}" for each in model.periods.values()
    }
    first: dict[str, str] = {}
    for period, name in names.items():
        first.setdefault(name, period)
    return [
        PeriodHead(each.id, each.year, each.series.value, names[each.id] if first[names[each.id]] == each.id else each.id)
        for each in model.periods.values()
    ]
