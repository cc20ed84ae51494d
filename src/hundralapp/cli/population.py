"""`hundralapp population make` and `population check`: a synthetic population, and what is in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import answer, shared_options, stop
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.cli.progress import progress

if TYPE_CHECKING:
    from hundralapp.population.making import Recipe

_FILE = click.Path(path_type=Path)
_LONG = 500_000
_SEED = 1


@click.group(
    name="population",
    options_metavar=OPTIONS,
    subcommand_metavar=say("make|check ...", "make|check ..."),
    help=say(
        "En befolkning av skattebetalare i Parquet: gör en syntetisk, eller granska en som finns.",
        "A population of taxpayers in Parquet: make a synthetic one, or examine one that is there.",
    ),
)
def command() -> None:
    """The group of the two."""


@command.command(
    name="make",
    options_metavar=OPTIONS,
    short_help=say("gör en syntetisk befolkning", "make a synthetic population"),
    help=say(
        "Gör en syntetisk befolkning: påhittade personer vars antal, ålder och inkomster stämmer med offentliga uppgifter per kommun. "
        "Avvikelserna och alla antaganden skrivs ut och sparas i filen."
        "\n\nExempel: hundralapp population make taxpayers.parquet --persons 100000",
        "Make a synthetic population: invented persons whose number, ages and incomes agree with public figures by municipality. "
        "The errors and all assumptions are printed, and kept in the file."
        "\n\nExample: hundralapp population make taxpayers.parquet --persons 100000",
    ),
)
@click.argument("out", type=_FILE, metavar=say("FIL", "FILE"))
@click.option(
    "--persons",
    type=click.IntRange(min=1),
    metavar=say("ANTAL", "NUMBER"),
    help=say(
        "Rader; tillsammans står de för alla som är 16 år eller äldre (förval: en rad var).",
        "Rows; together they stand for everyone aged 16 or more (default: a row each).",
    ),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=_SEED,
    metavar=say("TAL", "NUMBER"),
    help=say(
        "Slumpfrö: samma frö ger samma personer (förval 1).", "Random seed: the same seed gives the same persons (default 1)."
    ),
)
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    metavar=say("KOMMUN", "MUNICIPALITY"),
    help=say("Bara denna kommun, kod eller namn; kan upprepas.", "Only this municipality, code or name; may be repeated."),
)
@click.option(
    "--year",
    type=int,
    metavar=say("ÅR", "YEAR"),
    help=say("Inkomstår (förval 2018; andra år kräver --uprate).", "Income year (default 2018; others need --uprate)."),
)
@click.option(
    "--uprate",
    metavar=say("FAKTOR", "FACTOR"),
    help=say(
        "Räkna upp 2018 års inkomster så här mycket, som 1,21; kräver --reason.",
        "Multiply the incomes of 2018 by this, such as 1.21; needs --reason.",
    ),
)
@click.option(
    "--reason",
    default="",
    metavar="TEXT",
    help=say("Varför just den faktorn; sparas i filen.", "Why this factor; kept in the file."),
)
@click.option("--force", is_flag=True, help=say("Ersätt filen om den finns.", "Replace the file if it is there."))
@shared_options
def make(
    out: Path,
    persons: int | None,
    seed: int,
    municipalities: tuple[str, ...],
    year: int | None,
    uprate: str | None,
    reason: str,
    force: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Make a synthetic population."""
    from hundralapp.population.facts import INCOME_YEAR
    from hundralapp.population.making import Recipe, description, make_population
    from hundralapp.population.plan import TooFewPersonsError, taxpayers
    from hundralapp.population.problems import PopulationError

    _require_year(year)
    factor = _factor(uprate, reason, year)
    chosen = _codes(municipalities)
    rows = persons or taxpayers(chosen)
    recipe = Recipe(rows, seed, chosen, year or INCOME_YEAR, factor, reason)
    try:
        with progress(rows, least=_LONG) as advance:
            calibration = make_population(out, recipe, force=force, progress=advance)
    except TooFewPersonsError as error:
        raise click.UsageError(
            say(
                f"{rows} rader räcker inte: kommunerna, könen och åldersgrupperna behöver minst {error.least}.",
                f"{rows} rows are too few: the municipalities, sexes and groups of age need at least {error.least}.",
            )
        ) from None
    except PopulationError as error:
        stop("population make", [error.problem], as_json)
    if as_json:
        told = {"file": out, "synthetic": True, "recipe": recipe, **description(recipe, calibration)}
        answer("population make", None, {**told, "municipalities": calibration.municipalities})
    else:
        from hundralapp.cli.population_display import show_made

        show_made(out, recipe, calibration)


def _require_year(year: int | None) -> None:
    from hundralapp.households.law import income_years

    years = income_years()
    if year is not None and year not in years:
        raise click.UsageError(
            say(
                f"Inkomståret {year} kan inte räknas: lagens belopp finns för {years[0]}–{years[-1]}.",
                f"Income year {year} cannot be computed: the amounts of the law are there for {years[0]}–{years[-1]}.",
            )
        )


def _factor(uprate: str | None, reason: str, year: int | None) -> float:
    """The factor that incomes are multiplied by: given, with a reason, wherever the year is not that of the incomes."""
    from hundralapp.numbers_sv import Ambiguous, Number, read_number
    from hundralapp.population.facts import INCOME_YEAR

    if uprate is None:
        if year not in (None, INCOME_YEAR):
            raise click.UsageError(
                say(
                    f"Inkomsterna är {INCOME_YEAR} års. Ange --uprate med en faktor till {year} (1 om de ska stå kvar), och --reason.",
                    f"The incomes are those of {INCOME_YEAR}. Give --uprate with a factor to {year} (1 to leave them), and --reason.",
                )
            )
        return 1.0
    found = read_number(uprate)
    if isinstance(found, Ambiguous):  # a factor of a thousand is no factor
        found = read_number(found.as_decimal)
    if not isinstance(found, Number) or not 0 < found.value <= 10:
        raise click.UsageError(
            say(f'"{uprate}" är ingen faktor. Skriv som 1,21.', f'"{uprate}" is not a factor. Write such as 1.21.')
        )
    if not reason.strip():
        raise click.UsageError(
            say(
                "Ange med --reason varför just den faktorn; det sparas i filen.",
                "Give --reason: why this factor. It is kept in the file.",
            )
        )
    return float(found.value)


def _codes(municipalities: tuple[str, ...]) -> tuple[int, ...] | None:
    from hundralapp.diagnostics import nearest
    from hundralapp.params.municipal_rates import find_rates, municipal_rates
    from hundralapp.population.facts import POPULATION_YEAR

    found = set()
    for each in municipalities:
        rates = find_rates(each, POPULATION_YEAR)
        if rates is None:
            names = [one.name for one in municipal_rates().values() if one.year == POPULATION_YEAR]
            there_is_no = say(f'Kommunen "{each}" finns inte.', f'There is no municipality "{each}".')
            raise click.UsageError(there_is_no + nearest(each, names).say(LANGUAGE))
        found.add(int(rates.code))
    return tuple(sorted(found)) or None


@command.command(
    name="check",
    options_metavar=OPTIONS,
    short_help=say("granska en befolkning", "examine a population"),
    help=say(
        "Läs en hel befolkning och säg vad som finns i den: kolumner, summor, vikter, och vad som är fel, med rad och kolumn."
        "\n\nExempel: hundralapp population check taxpayers.parquet",
        "Read a whole population and say what is in it: columns, sums, weights, and what is wrong, with row and column."
        "\n\nExample: hundralapp population check taxpayers.parquet",
    ),
)
@click.argument("file", type=_FILE, metavar=say("FIL", "FILE"))
@shared_options
def check(file: Path, as_json: bool, lang: str | None) -> None:
    """Examine a population."""
    from hundralapp.population.problems import PopulationError
    from hundralapp.population.reading import open_population
    from hundralapp.population.summary import summarise

    try:
        population = open_population(file)
    except PopulationError as error:
        stop("population check", [error.problem], as_json)
    with progress(population.persons, least=_LONG) as advance:
        summary = summarise(population, advance)
    if summary.problems:
        stop("population check", summary.problems, as_json)
    if as_json:
        data = {
            "file": file,
            "year": population.year,
            "synthetic": population.synthetic,
            "rows": summary.rows,
            "persons": summary.persons,
            "municipalities": summary.municipalities,
            "columns": summary.columns,
            "ignored": population.ignored,
            "metadata": dict(population.metadata),
        }
        answer("population check", None, data)
    else:
        from hundralapp.cli.population_display import show_checked

        show_checked(population, summary)


def recipe_line(recipe: Recipe, persons: float, municipalities: int) -> str:
    """What was made, in one sentence."""
    from hundralapp.numbers_sv import show_number

    rows, people = show_number(recipe.rows, 0, LANGUAGE), show_number(persons, 0, LANGUAGE)
    return say(
        f"{rows} rader står för {people} personer i {municipalities} kommun{'' if municipalities == 1 else 'er'}; inkomstår {recipe.year}, frö {recipe.seed}.",
        f"{rows} rows stand for {people} persons in {municipalities} municipalit{'y' if municipalities == 1 else 'ies'}; "
        f"income year {recipe.year}, seed {recipe.seed}.",
    )
