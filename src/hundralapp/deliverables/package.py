"""The data package: `datapackage.json` beside its tables, described so that a program can check and read them.

Profile: Tabular Data Package v1, with the concepts of Fiscal Data Package 1.0.0-rc1 (`columnType`) where they fit. That draft is
an extension of the former and has no profile of its own that can be checked without a network, so none is claimed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hundralapp import __version__
from hundralapp.deliverables import figure_tables, judgement_tables
from hundralapp.deliverables.budget_lines import budget_lines
from hundralapp.deliverables.checksums import digest
from hundralapp.deliverables.columns import SYNTHETIC
from hundralapp.deliverables.proposal_tables import proposal_tables
from hundralapp.deliverables.table import Row, Table, as_csv, as_excel_csv, as_json
from hundralapp.model import Model
from hundralapp.proposals.compare import Comparison
from hundralapp.workspace.tables import slug

DESCRIPTOR = "datapackage.json"
EXCEL, JSON = "excel", "json"
_NOT_INVENTED = ("parameters",)  # national values are true also beside an invented budget
_NAME_OF_LICENCE = re.compile(r"[A-Za-z0-9._-]+")

MAPPINGS: dict[str, dict[str, str]] = {
    "cofog": {
        "status": "not known",
        "sv": "Filerna säger inte vilken COFOG-klass en nämnd eller verksamhet hör till, och ingen gissas.",
        "en": "The files do not say which COFOG class a committee or service belongs to, and none is guessed.",
    },
    "kommun-bas": {
        "status": "not known",
        "sv": "Raderna är inte kopplade till konton i Kommun-Bas; resultaträkningens rader följer 5 kap. LKBR (2018:597).",
        "en": "The lines are not tied to accounts of Kommun-Bas; those of the result statement follow ch. 5 of LKBR (2018:597).",
    },
    "scb-verksamhet": {
        "status": "not known",
        "sv": "Verksamheterna har kommunens egna namn, inte räkenskapssammandragets koder.",
        "en": "Services have the municipality's own names, not the codes of Statistics Sweden's summary of accounts.",
    },
}


def make_tables(comparison: Comparison) -> list[Table]:
    """Every table of the package, in the order to list them; each row of an invented workspace says so."""
    model = comparison.model
    others = [
        budget_lines(model),
        figure_tables.figures(model),
        figure_tables.statements(model),
        figure_tables.reconciliations(model),
        judgement_tables.checks(model),
        judgement_tables.goals(model),
        *proposal_tables(comparison),
        figure_tables.periods(model),
        figure_tables.committees(model),
        figure_tables.parameters(model),
    ]
    named = [
        figure_tables.figure_catalogue(model, _used(others, "catalogue")),
        figure_tables.origins(model, _used(others, "origins")),
    ]
    made = [*others[:2], named[0], *others[2:], named[1]]
    return [_labelled(each, model.workspace.synthetic) for each in made if each.rows]


def _used(tables: Iterable[Table], target: str) -> list[str]:
    """What the tables' foreign keys name in `target`."""
    found: dict[str, None] = {}
    for table in tables:
        names = [each.name for each in table.fields]
        for key in table.foreign_keys:
            if key.table == target:
                at = names.index(key.fields[0])
                found.update((str(row[at]), None) for row in table.rows if row[at] is not None)
    return list(found)


def _labelled(table: Table, synthetic: bool) -> Table:
    """The table with a column that says whether its numbers are invented."""
    invented = synthetic and table.name not in _NOT_INVENTED
    rows: tuple[Row, ...] = tuple((*row, invented) for row in table.rows)
    return replace(table, fields=(*table.fields, SYNTHETIC), rows=rows)


def package_files(comparison: Comparison) -> dict[str, bytes]:
    """The package as files by name: the descriptor, its tables, and the same rows as JSON and for Excel.

    Args:
        comparison: the budget, without errors, and the proposals to tell of.
    """
    tables = make_tables(comparison)
    written = {f"{each.name}.csv": as_csv(each) for each in tables}
    descriptor = describe(comparison.model, tables, written)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    files = {DESCRIPTOR: text.encode(), **written}
    files |= {f"{JSON}/{each.name}.json": as_json(each) for each in tables}
    files |= {f"{EXCEL}/{each.name}.csv": as_excel_csv(each) for each in tables}
    return files


def describe(model: Model, tables: Sequence[Table], written: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor of tables that are written under `<name>.csv`."""
    space = model.workspace
    there = {each.name for each in tables}
    title = f"{space.name} (påhittade tal)" if space.synthetic else space.name
    invented = "Alla tal i budgeten är påhittade. / Every number of the budget is invented. " if space.synthetic else ""
    return {
        "profile": "tabular-data-package",
        "name": package_name(model),
        "title": title,
        "description": invented
        + "En budget med allt den räknas på: en rad per siffra och period, med status och källa. Okänt är tomt, aldrig noll. / "
        "A budget with all that it is computed from: a row per figure and period, with status and origin. Unknown is empty, never zero.",
        "version": "1.0.0",
        "fiscalDataPackage": {"version": "1.0.0-rc1", "facts": "budget_lines"},
        "countryCode": "SE",
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{space.budget_year}-01-01", "end": f"{space.budget_year}-12-31"},
        "entity": {"kind": space.entity.kind, "code": space.entity.code, "name": space.entity.name},
        "synthetic": space.synthetic,
        "licenses": [licence(space.licence)],
        "sources": [_source(each.id, each.title, each.publisher, each.url, each.licence) for each in space.origins.values()],
        "contributors": [{"title": "Hundralapp", "role": "wrangler", "version": __version__}],
        "mappings": MAPPINGS,
        "resources": [_resource(each, written[f"{each.name}.csv"], there) for each in tables],
    }


def package_name(model: Model) -> str:
    """The package's name: lower case letters a to z, digits and hyphens."""
    return slug(model.workspace.name) or "budget"


def licence(stated: str) -> dict[str, str]:
    """A licence as the package names it: an id, an address, or that none is stated (an id of the Open Definition's list)."""
    if not stated:
        return {"name": "notspecified", "title": "Inte angiven / Not stated"}
    if stated.startswith(("https://", "http://")):
        return {"path": stated, "title": stated}
    if _NAME_OF_LICENCE.fullmatch(stated):
        return {"name": stated, "title": stated}
    return {"name": "other", "title": stated}


def _source(name: str, title: str, publisher: str, url: str, licence: str) -> dict[str, str]:
    found = {"name": name, "title": f"{title}, {publisher}" if publisher else title, "licence": licence or "not stated"}
    return found | ({"path": url} if url.startswith(("https://", "http://")) else {})


def _resource(table: Table, written: bytes, there: set[str]) -> dict[str, Any]:
    keys = tuple(each for each in table.foreign_keys if not each.table or each.table in there)
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title.sv,
        "title_en": table.title.en,
        "description": table.meaning.sv,
        "description_en": table.meaning.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "rows": len(table.rows),
        "bytes": len(written),
        "hash": f"sha256:{digest(written)}",
        "schema": replace(table, foreign_keys=keys).schema(),
    }
