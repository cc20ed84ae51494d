"""The table of municipalities and regions: columns with words, units and ranks, the same for terminal, CSV, JSON and page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hundralapp.diagnostics import Language, Words
from hundralapp.graph.evaluate import Value
from hundralapp.municipalities import RANKED
from hundralapp.municipalities.data import YearData
from hundralapp.municipalities.table import RevenueRow, evaluate_row, law_of, ranks, revenue_rows
from hundralapp.numbers_sv import show_number
from hundralapp.params.local_economy import equalisation_outcomes
from hundralapp.terms import word

Row = RevenueRow
OUTCOME_PARTS = ("cost_equalisation", "structural_and_transitional_grants", "adjustment_item", "total")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: its key in RevenueRow, heading, divisor for showing, and decimals."""

    key: str
    label: Words
    divisor: float = 1.0
    decimals: int = 0

    def show(self, value: Value, language: Language) -> str:
        """The number for people, or the word for unknown."""
        if value is None:
            return "okänd" if language == "sv" else "unknown"
        return show_number(value / self.divisor, self.decimals, language)


COLUMNS = (
    Column("tax_rate", Words("Skattesats", "Tax rate"), 100, 2),
    Column("tax_base_per_resident", Words("Underlag, kr/inv", "Base, SEK/resident")),
    Column("tax_revenue_per_resident", Words("Skatt, kr/inv", "Tax, SEK/resident")),
    Column("income_equalisation_per_resident", Words("Utjämning, kr/inv", "Equalisation, SEK/resident")),
    Column("ore_per_resident", Words("Ett öre, kr/inv", "One öre, SEK/resident"), 1, 1),
    Column("kept_of_tax_base", Words("Kvar av 100 kr underlag", "Kept of SEK 100 of base"), 100, 2),
    Column("guaranteed_of_resident", Words("En invånare till, kr", "One resident more, SEK")),
)


@dataclass(frozen=True, slots=True)
class MunicipalitiesView:
    """A year's table: rows with ranks by column (1 for the greatest, ties share one), the country's mean, and the source."""

    year: int
    source: str
    national_mean_tax_base: Value
    national_status: str
    rows: tuple[RevenueRow, ...]
    ranks: dict[str, dict[str, int]]


def municipalities_view(data: YearData) -> MunicipalitiesView:
    """The whole year, municipalities before regions."""
    rows = revenue_rows(data)
    found = {column: ranks(rows, column) for column in RANKED}
    return MunicipalitiesView(data.year, data.source, data.nation.mean_tax_base, data.nation.status.value, tuple(rows), found)


def chosen(view: MunicipalitiesView, *, level: str = "all", county: str = "", by: str = "") -> list[RevenueRow]:
    """The rows of a level (municipality, region, all) and county; by rank of a column, the unknown last, or by code."""
    rows = [
        row
        for row in view.rows
        if (level == "all" or (row.kind == "region") is (level == "region")) and (not county or row.county == county)
    ]
    if by:
        last = len(view.rows) + 1
        rows.sort(key=lambda row: (view.ranks[by].get(row.code, last), row.code))
    return rows


def flat(view: MunicipalitiesView, row: RevenueRow) -> dict[str, Any]:
    """One row as plain values, ready for a map or a spreadsheet: the code is the key of the official map files.

    `outcome_...`: the published parts of the equalisation, SEK per resident, where they ship.
    """
    outcome = equalisation_outcomes().get((row.code, view.year)) if row.kind != "region" else None
    return {
        "code": row.code,
        "year": view.year,
        **{key: value for key, value in asdict(row).items() if key != "code"},
        **{f"outcome_{part}": None if outcome is None else getattr(outcome, part) for part in OUTCOME_PARTS},
        **{f"rank_{column}": view.ranks[column].get(row.code) for column in RANKED},
    }


@dataclass(frozen=True, slots=True)
class StepOfLaw:
    """A step of the computation for one municipality: figure, words, value, unit, the rule's sentence and its law."""

    figure: str
    label: str
    value: Value
    unit: str
    summary: str
    law: str


_STEPS = (
    "revenue.tax_base",
    "revenue.tax_rate",
    "revenue.preliminary_tax_revenue",
    "revenue.yield_of_one_ore",
    "population.",
    "equalisation.",
    "marginal.",
)


def steps_of_law(data: YearData, code: str, language: Language) -> list[StepOfLaw]:
    """Every step from the base to the marginal effect, inputs first; steps of a level that the entity is not are left out.

    Raises:
        KeyError: no such code.
    """
    law, values = law_of(data), evaluate_row(data, code)
    kind = next(each.kind for each in data.economies if each.code == code)
    not_its = [level for level in ("municipality", "region") if kind not in (level, "municipality_and_region")]
    steps = []
    for (figure, _), cell in sorted(law.binding.cells.items(), key=lambda item: item[1].row):
        if not figure.startswith(_STEPS) or figure.endswith(".less_stated") or any(f".{level}." in figure for level in not_its):
            continue
        rule = cell.rule
        label = word("figures", figure, language)
        steps.append(
            StepOfLaw(figure, label, values[figure], str(cell.unit), rule.summary if rule else "", rule.law if rule else "")
        )
    return steps
