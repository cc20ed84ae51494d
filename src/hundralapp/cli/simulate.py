"""`hundralapp simulate`: what reforms of rates or of the law do to a population: revenue, and who pays."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hundralapp.cli.common import answer, shared_options, stop
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.cli.progress import progress

if TYPE_CHECKING:
    from hundralapp.households.reform import Reform
    from hundralapp.population.reading import Population
    from hundralapp.population.simulate import Simulation

_LONG = 5_000_000
_TABLES = ("municipality", "region", "decile", "age_group", "district")


@click.command(
    name="simulate",
    options_metavar=OPTIONS,
    help=say(
        "Räkna vad en reform av skattesatser eller av skattelagen betyder för en befolkning: vad kommuner, regioner och staten får, vem "
        "som betalar, efter inkomst, ålder och område, och hur många som betalar mer och mindre."
        "\n\nBEFOLKNING är en Parquetfil, eller en mapp med sådana; `hundralapp population make` gör en syntetisk."
        "\n\nExempel: hundralapp simulate folk.parquet --year 2024 --change 24 --municipality Stockholm",
        "Compute what a reform of tax rates or of the tax law does to a population: what municipalities, regions and the state receive, who "
        "pays, by income, age and district, and how many pay more and less."
        "\n\nPOPULATION is a Parquet file, or a folder of them; `hundralapp population make` makes a synthetic one."
        "\n\nExample: hundralapp simulate people.parquet --year 2024 --change 24 --municipality Stockholm",
    ),
)
@click.argument("population", type=click.Path(path_type=Path), metavar=say("BEFOLKNING", "POPULATION"))
@click.option(
    "--reform",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Reform, YAML-fil. Får upprepas; reformerna jämförs.", "Reform, a YAML file. May be repeated; reforms are compared."
    ),
)
@click.option(
    "--change",
    type=click.IntRange(-1_000, 1_000),
    help=say("Ändrad kommunal skattesats, öre per 100 kr.", "Change of municipal rates, öre per SEK 100."),
)
@click.option(
    "--municipality",
    multiple=True,
    help=say("Kommun som ändrar (förval alla). Får upprepas.", "A municipality that changes (default all). May be repeated."),
)
@click.option(
    "--regional-change",
    type=click.IntRange(-1_000, 1_000),
    help=say("Ändrad regional skattesats, öre per 100 kr.", "Change of regional rates, öre per SEK 100."),
)
@click.option(
    "--region",
    multiple=True,
    help=say(
        "Region (län) som ändrar (förval alla). Får upprepas.", "A region (county) that changes (default all). May be repeated."
    ),
)
@click.option(
    "--year",
    type=int,
    help=say(
        "Inkomstår vars lag och skattesatser gäller (förval reformens, eller inkomsternas).",
        "Income year whose law and rates hold (default the reform's, or that of the incomes).",
    ),
)
@click.option(
    "--csv",
    "table",
    type=click.Choice(_TABLES),
    help=say("Skriv en tabell som CSV.", "Print a table as CSV."),
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "numpy", "dask"]),
    default="auto",
    help=say(
        "Hur det räknas; resultatet är detsamma. Förval: det som är snabbast för storleken.",
        "How it is computed; the result is the same. Default: what is fastest for the size.",
    ),
)
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    help=say("Antal trådar (förval alla processorer).", "Number of threads (default every processor)."),
)
@click.option(
    "--scheduler",
    metavar=say("ADRESS", "ADDRESS"),
    help=say(
        "Dasks schemaläggare, för --engine dask (förval: egna processer här).",
        "Dask's scheduler, for --engine dask (default: processes of its own here).",
    ),
)
@shared_options
def command(
    population: Path,
    files: tuple[Path, ...],
    change: int | None,
    municipality: tuple[str, ...],
    regional_change: int | None,
    region: tuple[str, ...],
    year: int | None,
    table: str | None,
    engine: str,
    threads: int | None,
    scheduler: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Simulate reforms over a population."""
    from hundralapp.population.problems import PopulationError
    from hundralapp.population.reading import open_population
    from hundralapp.population.simulate import job_for

    if scheduler is not None and engine != "dask":
        raise click.UsageError(say("--scheduler hör till --engine dask.", "--scheduler goes with --engine dask."))
    if as_json and table:
        raise click.UsageError(say("Ange --json eller --csv, ett av dem.", "Give --json or --csv, one of them."))
    try:
        people = open_population(population)
        reforms = _reforms(files, change, municipality, regional_change, region, year, people, as_json)
        _require(engine)
        looks = 2 if job_for(people.columns, people.persons, reforms).needs_survey else 1
        with progress(looks * people.persons, least=_LONG) as advance:
            found = _simulated(people, reforms, engine, threads, scheduler, advance)
    except PopulationError as error:
        stop("simulate", [error.problem], as_json)
    _answer(found, people, table, as_json)


def _answer(found: Simulation, people: Population, table: str | None, as_json: bool) -> None:
    from hundralapp.population.outcome import outcome
    from hundralapp.views.simulation import csv_rows, reform_view

    views = [reform_view(outcome(found, number), LANGUAGE) for number in range(len(found.job.reforms))]
    notes = list(_notes(found, people))
    if as_json:
        data = {
            "population": people.path.name,
            "synthetic": people.synthetic,
            "rows": people.persons,
            "income_year": people.year,
            "year": found.job.year,
            "notes": notes,
            "reforms": views,
        }
        answer("simulate", None, data)
    elif table is not None:
        import csv

        for note in notes:
            click.echo(note, err=True)
        csv.writer(sys.stdout, lineterminator="\n").writerows(csv_rows(views, table))
    else:
        from hundralapp.cli.simulation_text import show

        show(views, notes, people, found.job.year)


def _notes(found: Simulation, people: Population) -> Iterator[str]:
    """What a reader must know of the figures."""
    from hundralapp.params.municipal_rates import rates_of_year

    if people.synthetic:
        yield say(
            "SYNTETISK BEFOLKNING: påhittade personer, inte verkliga.", "SYNTHETIC POPULATION: made-up persons, not real ones."
        )
    if people.year is None:
        yield say("Filen säger inte vilket års inkomster det är.", "The file does not say of which year the incomes are.")
    elif people.year != found.job.year:
        yield say(
            f"Inkomsterna är från {people.year} och räknas inte upp; lagen och skattesatserna är {found.job.year} års.",
            f"Incomes are of {people.year} and are not uprated; law and rates are those of {found.job.year}.",
        )
    if any(each.split_is_inferred for each in rates_of_year(found.job.year).values()):
        yield say(
            "Summan av kommunens och regionens skattesats är säker; fördelningen mellan dem är härledd.",
            "The sum of the municipality's and the region's rate is certain; the split between them is inferred.",
        )


def _reforms(
    files: Sequence[Path],
    change: int | None,
    municipalities: Sequence[str],
    regional_change: int | None,
    regions: Sequence[str],
    year: int | None,
    people: Population,
    as_json: bool,
) -> list[Reform]:
    """The reforms of the files, then the one that options say."""
    from hundralapp.households.reform_file import read_reform

    found: list[Reform] = []
    for path in files:
        reform, source = read_reform(path)
        if len(source.report) and not as_json:
            click.echo(source.report.render(LANGUAGE, source.line), err=True)
        if reform is None:
            if as_json:
                answer("simulate", None, {}, source.report)
            sys.exit(1)
        found.append(reform)
    asked = year if year is not None else found[0].year if found else people.year
    if asked is None:
        raise click.UsageError(
            say(
                "Ange --year: filen säger inte vilket år inkomsterna är från.",
                "Give --year: the file does not say of which year the incomes are.",
            )
        )
    for path, reform in zip(files, found, strict=True):
        if reform.year != asked:
            raise click.UsageError(
                say(
                    f"Reformen i {path.name} gäller {reform.year}, inte {asked}. Reformer som jämförs ska gälla samma år.",
                    f"The reform in {path.name} is of {reform.year}, not {asked}. Reforms that are compared are of one year.",
                )
            )
    _require_year(asked)
    if change is not None or regional_change is not None:
        found.append(_of_options(change, municipalities, regional_change, regions, asked))
    elif municipalities or regions:
        raise click.UsageError(say("Ange --change eller --regional-change.", "Give --change or --regional-change."))
    if not found:
        raise click.UsageError(
            say("Ange --reform, --change eller --regional-change.", "Give --reform, --change or --regional-change.")
        )
    return found


def _require_year(year: int) -> None:
    from hundralapp.households.law import income_years
    from hundralapp.params.municipal_rates import rate_years

    years = sorted(set(rate_years()) & set(income_years()))
    if year not in years:
        raise click.UsageError(
            say(
                f"Inkomståret {year} kan inte räknas: lag och skattesatser finns för {years[0]}–{years[-1]}.",
                f"Income year {year} cannot be computed: law and rates are there for {years[0]}–{years[-1]}.",
            )
        )


def _of_options(
    change: int | None, municipalities: Sequence[str], regional_change: int | None, regions: Sequence[str], year: int
) -> Reform:
    """The reform that options say, with a name that says it."""
    from hundralapp.diagnostics import Words
    from hundralapp.households.reform import Level, RateBelowZeroError, check_rates, of_rates

    changes: dict[tuple[Level, str], int] = {}
    said: list[Words] = []
    places: list[tuple[Level, int | None, Sequence[str]]] = [
        (Level.MUNICIPAL, change, municipalities),
        (Level.REGIONAL, regional_change, regions),
    ]
    for level, ore, names in places:
        if ore is None:
            continue
        where: list[str] = []
        for name in names:
            code, known = _municipality(name, year) if level is Level.MUNICIPAL else _region(name)
            changes[level, code] = ore
            where.append(known)
        if not names:
            changes[level, ""] = ore
        every = (
            Words("alla kommuner", "all municipalities") if level is Level.MUNICIPAL else Words("alla regioner", "all regions")
        )
        sv, en = (", ".join(where) or every.sv, ", ".join(where) or every.en)
        said.append(Words(f"{ore:+d} öre i {sv}", f"{ore:+d} öre in {en}"))
    title = Words("; ".join(each.sv for each in said), "; ".join(each.en for each in said))
    reform = of_rates(year, title, changes)
    try:
        check_rates(reform)
    except RateBelowZeroError as error:
        raise click.UsageError(
            say(f"Skattesatsen i {error} blir mindre än noll.", f"The rate in {error} falls below zero.")
        ) from None
    return reform


def _municipality(name: str, year: int) -> tuple[str, str]:
    """Code and name."""
    from hundralapp.households.person import HouseholdError
    from hundralapp.households.rates import shipped

    try:
        found = shipped(name, year)
    except HouseholdError as error:
        raise click.UsageError(error.words.say(LANGUAGE)) from error
    return found.code, found.name


def _region(name: str) -> tuple[str, str]:
    """The county's code, and the region's name."""
    from hundralapp.diagnostics import nearest
    from hundralapp.params.counties import COUNTIES, find_county

    code = find_county(name)
    if code is None:
        there_is_no = say(f'Regionen "{name}" finns inte.', f'There is no region "{name}".')
        raise click.UsageError(there_is_no + nearest(name, COUNTIES.values()).say(LANGUAGE))
    return code, f"Region {COUNTIES[code]}"


def _simulated(
    people: Population,
    reforms: Sequence[Reform],
    engine: str,
    threads: int | None,
    scheduler: str | None,
    progress: Callable[[int], Any] | None,
) -> Simulation:
    if engine == "dask":
        from hundralapp.population.cluster import simulate_on_cluster

        try:
            return simulate_on_cluster(people, reforms, scheduler=scheduler, progress=progress)
        except OSError as error:
            if scheduler is None:
                raise
            text = say(f"Ingen schemaläggare svarar på {scheduler}.", f"No scheduler answers at {scheduler}.")
            raise click.UsageError(text) from error
    from hundralapp.population.simulate import simulate

    compiled = {"auto": None, "compiled": True, "numpy": False}[engine]
    return simulate(people, reforms, threads=threads, compiled=compiled, progress=progress)


def _require(engine: str) -> None:
    """What the engine needs to have installed."""
    from hundralapp.graph.native import can_compile
    from hundralapp.population.cluster import can_distribute

    if engine == "compiled" and not can_compile():
        raise click.UsageError(
            say(
                "llvmlite är inte installerat. Kör: pip install 'hundralapp[population]', eller välj --engine numpy.",
                "llvmlite is not installed. Run: pip install 'hundralapp[population]', or choose --engine numpy.",
            )
        )
    if engine == "dask" and not can_distribute():
        raise click.UsageError(
            say(
                "Dask är inte installerat. Kör: pip install 'hundralapp[cluster]'.",
                "Dask is not installed. Run: pip install 'hundralapp[cluster]'.",
            )
        )
