"""What was fetched as rows of a workspace's own tables, so that `check` and `compute` read it as they read everything.

Two tables are written, `assumptions/fetched.csv` (figures) and `assumptions/fetched-indicators.csv` (indicators of Kolada), and a
block in origins.yaml. Only for the workspace's own municipality or region, and only what the workspace does not state: what
someone has entered stays, and a difference is said. Outcomes go to periods of actuals; what the law fixes ahead (rates, the known
base, residents of 1 November the year before) to every period of its year. Not put in: a known base that nothing can uprate, or
beside a base that the workspace states, which would make the budget wrong rather than richer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Diagnostic, Words
from hundralapp.fetch import kolada, scb, skatteverket
from hundralapp.fetch.observation import Series, plain
from hundralapp.fetch.origins import FIRST, with_block
from hundralapp.fetch.places import own_places
from hundralapp.fetch.problems import Problems, refuse
from hundralapp.fetch.record import put
from hundralapp.fetch.soundness import errors_with
from hundralapp.fetch.table import Fact, Fetched, as_csv
from hundralapp.graph.figure import Entry, Period
from hundralapp.graph.figure import Series as PeriodSeries
from hundralapp.model import Model
from hundralapp.params.parameter import national_parameters
from hundralapp.terms import figure_label
from hundralapp.units import written

FIGURES, INDICATORS, ORIGINS = "assumptions/fetched.csv", "assumptions/fetched-indicators.csv", "origins.yaml"
OURS = frozenset((FIGURES, INDICATORS))
_BASE = "tax_base.known"
# From these the law computes lines that a workspace may have under names of its own.
_USED_BY_LAW = frozenset((_BASE, "population.residents_1_november", "population.residents_1_november_before"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure, the series that give it (the first that has a value), and how many years later it is used."""

    figure: str
    series: tuple[str, ...]
    unit: str
    later: int = 0
    is_outcome: bool = False


_COMMON = (
    Wanted("population.residents", (scb.RESIDENTS,), "invånare", is_outcome=True),
    Wanted("population.residents_1_november", (scb.RESIDENTS_NOVEMBER,), "invånare", is_outcome=True),
    Wanted("population.residents_1_november_before", (scb.RESIDENTS_NOVEMBER,), "invånare", later=1),
    Wanted(_BASE, (scb.TAX_BASE,), "kr"),
)
_RATE = {
    "municipality": (skatteverket.RATE, scb.TAX_RATE_MUNICIPALITY, kolada.TAX_RATE_MUNICIPALITY),
    "region": (kolada.REGION_TAX_RATE,),
    "municipality_and_region": (skatteverket.RATE, scb.TAX_RATE),
}


@dataclass(slots=True)
class Placed:
    """What was put into the workspace: cells per file, what is there already with the same value, and what was left out."""

    figures: int = 0
    indicators: int = 0
    agrees: int = 0
    left_out: list[Words] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def place(
    model: Model, fetched: Fetched, series: Mapping[str, Series], kpis: tuple[str, ...], blocks: str, problems: Problems
) -> Placed:
    """Write the tables of the workspace.

    Args:
        model: the workspace as it is; its report has no errors but in our own tables.
        series: every series that was fetched.
        kpis: indicators asked for now; those asked for before stay.
        blocks: the origins of what was fetched, as YAML.
    Nothing is written with which `check` would find errors: what the law computes with is left out first, then everything.

    Raises:
        FetchError: a file cannot be written, or the marked block of origins.yaml is damaged.
    """
    placed = Placed()
    figures = [_Row(each.figure, each.unit, dict(_facts(model, fetched, each))) for each in _wanted(model)]
    figures = [row for row in figures if _keep(model, row, placed, problems)]
    indicators = [_indicator(model, fetched, series[kpi]) for kpi in _kpis(model, kpis) if kpi in series]
    indicators = [row for row in indicators if _keep(model, row, placed, problems)]
    origins = _origins(model)
    plain_figures = [row for row in figures if row.name not in _USED_BY_LAW]
    for rows in (figures, plain_figures):
        texts = {FIGURES: _table(model, "figure", rows), INDICATORS: _table(model, "indicator", indicators, series)}
        texts[ORIGINS] = with_block(origins, blocks) if any(texts.values()) or _has_block(origins) else origins
        wrong = errors_with(model.workspace.folder, texts)
        if not wrong:
            break
        first = wrong[0]
        said = f"{first.code.name} ({first.location})"
        sv = "Invånare 1 november och känt underlag läggs inte in"
        en = "Residents of 1 November and the known base are not put in"
        placed.left_out.append(Words(f"{sv}: check skulle säga {said}.", f"{en}: check would say {said}."))
    else:
        for each in wrong:
            problems.add(codes.FETCH_UNSOUND, FIGURES, error=each.code.name, place=str(each.location))
        return Placed()
    placed.figures, placed.indicators = _cells(rows), _cells(indicators)
    for name in (ORIGINS, FIGURES, INDICATORS):  # an origin is there before the rows that name it
        if texts[name] and texts[name] != _content(model.workspace.folder / name):
            put(model.workspace.folder, name, texts[name])
            placed.written.append(name)
    return placed


def is_ours(error: Diagnostic) -> bool:
    """An error that the next fetch mends: in a table of ours, or about a figure that now stands in another table too."""
    return error.location.file in OURS or str(dict(error.values).get("first", "")).rpartition(":")[0] in OURS


@dataclass(frozen=True, slots=True)
class _Row:
    """A figure's facts by period."""

    name: str
    unit: str
    facts: dict[str, Fact]


def _wanted(model: Model) -> tuple[Wanted, ...]:
    rate = Wanted("revenue.tax_rate", _RATE[model.workspace.entity.kind], "kr_per_100kr")
    return (*_COMMON, rate)


def _facts(model: Model, fetched: Fetched, wanted: Wanted) -> Iterator[tuple[str, Fact]]:
    entity = model.workspace.entity
    for period in model.periods.values():
        if wanted.is_outcome and period.series is not PeriodSeries.ACTUAL:
            continue
        found = _first(fetched, wanted.series, period.year - wanted.later, own_places(entity.kind, entity.code))
        if found is not None:
            yield period.id, found


def _first(fetched: Fetched, series: tuple[str, ...], year: int, places: tuple[str, ...]) -> Fact | None:
    for name in series:
        values = fetched.values.get((name, year), {})
        for code in places:
            if code in values:
                return values[code]
    return None


def _kpis(model: Model, asked: tuple[str, ...]) -> list[str]:
    """Indicators asked for now or before, in the order of their ids."""
    before = {
        entry.figure.split(".")[1].upper()
        for entries in model.workspace.vintages.values()
        for entry in entries
        if entry.file == INDICATORS
    }
    return sorted({*asked, *before})


def _indicator(model: Model, fetched: Fetched, series: Series) -> _Row:
    wanted = Wanted(f"indicator.{series.id.lower()}.value", (series.id,), series.unit, is_outcome=True)
    return _Row(wanted.figure, series.unit, dict(_facts(model, fetched, wanted)))


def _keep(model: Model, row: _Row, placed: Placed, problems: Problems) -> bool:
    """Leave out of the row what the workspace states itself, or cannot use; True when something is left."""
    for period, fact in list(row.facts.items()):
        stated = next((each for each in model.workspace.vintages.get((row.name, period), ()) if each.file not in OURS), None)
        if stated is not None:
            del row.facts[period]
            _compare(row, period, fact, stated, placed, problems)
        elif row.name == _BASE and (reason := _not_used(model, model.periods[period])) is not None:
            del row.facts[period]
            sv, en = reason.sv, reason.en
            placed.left_out.append(
                Words(
                    f"Känt skatteunderlag {period} läggs inte in: {sv}.", f"The known tax base of {period} is not put in: {en}."
                )
            )
    return bool(row.facts)


def _compare(row: _Row, period: str, fact: Fact, stated: Entry, placed: Placed, problems: Problems) -> None:
    value = float(fact.value * written(row.unit).factor)
    if stated.value is not None and abs(stated.value - value) <= stated.half_step:
        placed.agrees += 1
        return
    label = Words(*(figure_label(row.name, {}, {}, language) for language in ("sv", "en")))
    problems.add(
        codes.FETCH_ALREADY_STATED,
        FIGURES,
        figure=label,
        period=period,
        place=f"{stated.file}:{stated.line}",
        stated=stated.written,
        source=fact.origin,
        fetched=plain(fact.value),
    )


def _not_used(model: Model, period: Period) -> Words | None:
    """Why a known base of the year would make the budget wrong rather than richer; None where it is of use."""
    if ("revenue.tax_base", period.id) in model.workspace.vintages:
        return Words("arbetsytan anger årets underlag själv", "the workspace states the base of the year itself")
    factors = national_parameters().parameters.get("tax_base.uprating")
    if model.has("tax_base.uprating", period.id) or (factors is not None and factors.in_force(period.year) is not None):
        return None
    return Words("uppräkningsfaktorerna för året är inte kända", "the uprating factors of the year are not known")


def _table(model: Model, first: str, rows: list[_Row], series: Mapping[str, Series] | None = None) -> str:
    """A table with a column per period; a row per figure, status and origin. Empty where there is none and nothing to say."""
    lines: list[list[str]] = []
    for row in rows:
        groups: dict[tuple[str, str, str], dict[str, Decimal]] = {}
        for period, fact in row.facts.items():
            groups.setdefault((fact.status.value, fact.origin, fact.note), {})[period] = fact.value
        for (status, origin, note), values in sorted(groups.items()):
            name = row.name if series is None else row.name.split(".")[1].upper()
            said = note if series is None else ". ".join(each for each in (series[name].title, note) if each)
            cells = [_unambiguous(values[each]) if each in values else "" for each in model.periods]
            lines.append([name, *cells, row.unit, status, origin, said])
    if not lines and not (model.workspace.folder / (FIGURES if series is None else INDICATORS)).exists():
        return ""
    return as_csv([first, *model.periods, "unit", "status", "origin", "note"], lines)


def _unambiguous(value: Decimal) -> str:
    """As files write it; three decimals get a fourth, for `1.234` may be read as a thousand."""
    text = plain(value)
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _cells(rows: list[_Row]) -> int:
    return sum(len(row.facts) for row in rows)


def _origins(model: Model) -> str:
    """The workspace's origins as they are.

    Raises:
        FetchError: they cannot be read.
    """
    path = model.workspace.folder / ORIGINS
    text = _content(path) if path.exists() else ""
    if text is None:
        problem = Words("origins.yaml kan inte läsas", "origins.yaml cannot be read")
        raise refuse(codes.FETCH_BLOCK, ORIGINS, problem=problem)
    return text


def _has_block(origins: str) -> bool:
    return any(line.rstrip() == FIRST for line in origins.split("\n"))


def _content(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
