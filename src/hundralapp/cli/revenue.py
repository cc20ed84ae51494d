"""`hundralapp revenue`: tax and income equalisation of all municipalities and regions, in one run."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import answer, shared_options, written_to
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.municipalities import RANKED

if TYPE_CHECKING:
    from hundralapp.municipalities.data import YearData
    from hundralapp.municipalities.table import RevenueRow
    from hundralapp.views.municipalities import MunicipalitiesView


@click.command(
    name="revenue",
    options_metavar=OPTIONS,
    help=say(
        "Skatt och inkomstutjämning för alla kommuner och regioner, räknade ur lagen i en körning: skattesats, underlag per invånare, "
        "utjämning, vad ett öre ger och vad som blir kvar av större eget underlag. Med rang, där lika delar plats."
        "\n\nExempel: hundralapp revenue --year 2018 --county 01 --by kept_of_tax_base",
        "Tax and income equalisation of all municipalities and regions, computed by law in one run: tax rate, base per resident, "
        "equalisation, what one öre gives and what is kept of a greater own base. With rank, where equals share a place."
        "\n\nExample: hundralapp revenue --year 2018 --county 01 --by kept_of_tax_base",
    ),
)
@click.option("--year", type=int, help=say("År; förval är det senaste med underlag.", "Year; by default the latest with bases."))
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Underlag och invånare ur en CSV-fil: code, tax_base (kronor), residents (1 november året före).",
        "Bases and residents from a CSV file: code, tax_base (kronor), residents (1 November the year before).",
    ),
)
@click.option(
    "--mean-tax-base",
    type=click.FloatRange(min=1),
    help=say("Uppräknad medelskattekraft, kr per invånare.", "The country's uprated mean base, SEK per resident."),
)
@click.option(
    "--region-guarantee",
    type=click.FloatRange(min=1, max=200),
    help=say(
        "Regionernas garantinivå i procent av medelskattekraften; den följer inte med, så utan den är deras inkomstutjämning okänd.",
        "The guarantee level of regions in percent of the mean base; none ships, so without it their income equalisation is unknown.",
    ),
)
@click.option(
    "--level",
    type=click.Choice(["municipality", "region", "all"]),
    default="municipality",
    help=say("Kommuner (förval), regioner eller båda.", "Municipalities (default), regions or both."),
)
@click.option("--county", default="", help=say("Bara detta län, två siffror.", "Only this county, two digits."))
@click.option("--by", type=click.Choice(RANKED), help=say("Ordna efter rang i denna kolumn.", "Order by rank in this column."))
@click.option(
    "--explain",
    "explained",
    metavar=say("KOD", "CODE"),
    help=say("Visa varje steg för en kommun, med lag.", "Show every step for one municipality, with its law."),
)
@click.option("--csv", "as_csv", is_flag=True, help=say("Svara med CSV, klar för en karta.", "Answer in CSV, ready for a map."))
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Skriv en webbsida med tabellen till denna fil.", "Write a web page with the table to this file."),
)
@click.option(
    "--outcomes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Pröva en CSV-fil med utfall i kr per invånare: delarna ska bli utfallet, regleringsposten vara lika för alla, och kostnads- "
        "och LSS-utjämningen ta ut varandra i landet.",
        "Try a CSV file of outcomes in SEK per resident: the parts must make the outcome, the adjustment item be one amount, and cost "
        "and LSS equalisation cancel over the country.",
    ),
)
@shared_options
def command(
    year: int | None,
    data: Path | None,
    mean_tax_base: float | None,
    region_guarantee: float | None,
    level: str,
    county: str,
    by: str | None,
    explained: str | None,
    as_csv: bool,
    page: Path | None,
    outcomes: Path | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Compute all municipalities and regions of a year."""
    if outcomes is not None:
        _try_outcomes(outcomes, as_json)
        return
    from hundralapp.views.municipalities import chosen, flat, municipalities_view

    if as_csv and as_json:
        raise click.UsageError(say("Välj --csv eller --json, inte båda.", "Choose --csv or --json, not both."))
    if county and level == "municipality" and explained is None and len(county) != 2:
        raise click.UsageError(say(f'"{county}" är inget län: skriv två siffror.', f'"{county}" is no county: write two digits.'))
    found = replace(_data(year, data, mean_tax_base), region_guarantee=region_guarantee)
    if explained is not None:
        _explain(found, explained, as_json)
        return
    view = municipalities_view(found)
    rows = chosen(view, level=level, county=county, by=by or "")
    if not rows:
        raise click.UsageError(say(f'Det finns inget län "{county}".', f'There is no county "{county}".'))
    if page is not None:
        _write_page(page, view, rows)
    if as_json:
        answer("revenue", None, {"year": view.year, "source": view.source, "rows": [flat(view, row) for row in rows]})
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, list(flat(view, rows[0])), lineterminator="\n")
        writer.writeheader()
        writer.writerows(flat(view, row) for row in rows)
    else:
        from hundralapp.cli.display import console
        from hundralapp.cli.revenue_text import show_municipalities

        show_municipalities(console(), view, rows, by)


def _data(year: int | None, file: Path | None, mean_tax_base: float | None) -> YearData:
    from hundralapp.graph.figure import Status
    from hundralapp.municipalities.data import Nation, given_data, rate_years, shipped_data, shipped_years

    years = rate_years()
    asked = year if year is not None else (years if file is not None else shipped_years())[-1]
    if asked not in years:
        first, last = years[0], years[-1]
        raise click.UsageError(
            say(
                f"Skattesatser för {asked} finns inte: välj {first}–{last}.",
                f"There are no tax rates of {asked}: choose {first}–{last}.",
            )
        )
    nation = Nation(mean_tax_base, None, Status.ESTIMATE) if mean_tax_base is not None else None
    if file is None:
        found = shipped_data(asked)
        return found if nation is None else type(found)(found.year, found.economies, nation, found.source)
    from hundralapp.municipalities.reading import read_municipalities

    given, files = read_municipalities(file, asked)
    if len(files.report):
        click.echo(files.report.render(LANGUAGE, files.line), err=True)
    if not files.report.ok:
        sys.exit(1)
    return given_data(asked, given, nation, file.name)


def _try_outcomes(path: Path, as_json: bool) -> None:
    from hundralapp.municipalities.outcomes import try_outcomes

    tried, files = try_outcomes(path)
    if as_json:
        answer("revenue", None, asdict(tried), files.report)
    else:
        if len(files.report):
            click.echo(files.report.render(LANGUAGE, files.line))
        whole = ", ".join(tried.whole_country) or say(
            "inget, för alla kommuner finns inte i filen", "nothing: not every municipality"
        )
        click.echo(
            say(
                f"{tried.rows} rader: {tried.sums} summor och {tried.uniform} regleringsposter prövade; i hela landet: {whole}.",
                f"{tried.rows} rows: {tried.sums} sums and {tried.uniform} adjustment items tried; in the whole country: {whole}.",
            )
        )
    if not files.report.ok:
        sys.exit(1)


def _explain(data: YearData, name: str, as_json: bool) -> None:
    from hundralapp.diagnostics import nearest
    from hundralapp.views.municipalities import steps_of_law

    wanted = name.strip().casefold()
    found = next((each for each in data.economies if wanted in (each.code, each.name.casefold())), None)
    if found is None:
        text = say(f'Det finns ingen kommun eller region "{name}".', f'There is no municipality or region "{name}".')
        raise click.UsageError(text + nearest(name, [each.name for each in data.economies]).say(LANGUAGE))
    steps = steps_of_law(data, found.code, LANGUAGE)
    if as_json:
        answer(
            "revenue",
            None,
            {"year": data.year, "code": found.code, "name": found.name, "steps": [asdict(each) for each in steps]},
        )
        return
    from hundralapp.cli.display import console
    from hundralapp.cli.revenue_text import show_steps

    show_steps(console(), data, found, steps)


def _write_page(path: Path, view: MunicipalitiesView, rows: list[RevenueRow]) -> None:
    from hundralapp.publish.municipalities import municipalities_page
    from hundralapp.workspace.writing import write_file

    with written_to(path):
        write_file(path, municipalities_page(view, rows, LANGUAGE))
