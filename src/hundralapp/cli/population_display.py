"""A population shown as text: how a synthetic one was made and how far off it is, and what is in one."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from hundralapp.cli.language import LANGUAGE, say
from hundralapp.cli.population import recipe_line
from hundralapp.numbers_sv import show_number
from hundralapp.population.assumptions import ASSUMPTIONS
from hundralapp.population.calibration import Calibration
from hundralapp.population.columns import BY_NAME
from hundralapp.population.making import Recipe
from hundralapp.population.reading import Population
from hundralapp.population.summary import Summary

_WIDTH = 79
_MEASURES = {
    "persons": ("personer", "persons"),
    "mean": ("medelinkomst", "mean income"),
    "median": ("medianinkomst", "median income"),
    "tax base beside the implied base of 2019": ("skattebas mot skatteintäkter 2019", "tax base beside revenue 2019"),
    "tax base beside the base of 2016": ("skattebas mot den 2016", "tax base beside that of 2016"),
}
_SEXES = {"men": ("män", "men"), "women": ("kvinnor", "women"), "all": ("alla", "all")}
_UNITS = {"SEK": ("kr", "SEK"), "persons": ("personer", "persons"), "percent": ("%", "%"), "SEK million": ("mnkr", "SEK m")}
_FIGURES = {
    "assessed_earned_income": ("förvärvsinkomster", "assessed earned income"),
    "taxable_earned_income": ("beskattningsbara inkomster", "taxable earned income"),
    "pensions_and_sickness_compensation": ("pensioner och sjukersättning", "pensions and sickness compensation"),
    "persons_paying_state_tax": ("betalar statlig skatt", "pay state tax"),
    "persons_65_and_older_with_wages": ("65 år och äldre med lön", "65 and older with wages"),
    "p10 20+ all": ("10:e percentilen, 20 år och äldre", "10th percentile, 20 and older"),
    "p50 20+ all": ("median, 20 år och äldre", "median, 20 and older"),
    "p90 20+ all": ("90:e percentilen, 20 år och äldre", "90th percentile, 20 and older"),
    "gini 20+ all": ("Ginikoefficient, 20 år och äldre", "Gini coefficient, 20 and older"),
}


def _number(value: float, decimals: int = 0, *, plus: bool = False) -> str:
    return show_number(value, decimals, LANGUAGE, plus=plus)


def show_made(out: Path, recipe: Recipe, calibration: Calibration) -> None:
    """What was made, on which assumptions, and how far it is from the public figures."""
    municipalities = calibration.municipalities
    persons = sum(each.persons for each in municipalities)
    click.echo(say(f"{out}: SYNTETISK befolkning, inga verkliga personer.", f"{out}: SYNTHETIC population, no real persons."))
    click.echo(textwrap.fill(recipe_line(recipe, persons, len(municipalities)), _WIDTH))
    if recipe.uprate != 1:
        factor = _number(recipe.uprate, 4)
        click.echo(say(f"Inkomsterna 2018 gånger {factor}: {recipe.reason}", f"Incomes of 2018 times {factor}: {recipe.reason}"))
    click.echo(say("\nAntaganden, utöver offentliga uppgifter:", "\nAssumptions, beyond public figures:"))
    for each in ASSUMPTIONS:
        click.echo(textwrap.fill(each.say(LANGUAGE), _WIDTH, initial_indent="- ", subsequent_indent="  "))
    _show_errors(calibration)
    _show_base(calibration)
    _show_nation(calibration)


def _show_errors(calibration: Calibration) -> None:
    title = say("Avvikelse från offentlig uppgift, per kommun", "Error against the public figure, by municipality")
    click.echo(f"\n{title:<46}{say('i snitt', 'on average'):>11}{say('störst', 'largest'):>11}")
    for each in calibration.errors:
        if each.band == "16+":
            who = "" if each.unit in ("percent", "persons") else f", {say(*_SEXES[each.sex])} 16+"
            unit = "" if each.unit == "persons" else f", {say(*_UNITS[each.unit])}"
            label = f"{say(*_MEASURES[each.measure])}{who}{unit}"
            decimals = 1 if each.unit == "percent" else 0
            worst = f"  {each.largest_in}" if each.largest_error >= 0.5 else ""
            click.echo(f"{label:<46}{_number(each.mean_error, decimals):>11}{_number(each.largest_error, decimals):>11}{worst}")


def _show_base(calibration: Calibration) -> None:
    """The level of the base, which the errors by municipality leave out."""
    known = [(each.taxable_base, each.implied_base_2019) for each in calibration.municipalities]
    made, public = (sum(pair[side] or 0.0 for pair in known if pair[1] is not None) for side in (0, 1))
    if public:
        share = _number(made / public * 100, 1)
        text = say(
            f"Skattebasen enligt lagen {calibration.year} är {share} % av den som kommunernas skatteintäkter 2019 svarar mot; "
            "skillnad i nivå mellan åren är inte fel, och är inte med ovan.",
            f"The tax base by the law of {calibration.year} is {share}% of the one that the municipalities' tax revenue of 2019 "
            "implies; a difference in level between the years is no error, and is left out above.",
        )
        click.echo(textwrap.fill(text, _WIDTH))


def _show_nation(calibration: Calibration) -> None:
    if not calibration.national:
        return
    title = say("Riket 2018", "The country 2018")
    click.echo(f"\n{title:<40}{say('gjord', 'made'):>13}{say('offentlig', 'public'):>13}{say('skillnad', 'difference'):>12}")
    for each in calibration.national:
        if each.figure in _FIGURES:
            unit = f", {say(*_UNITS[each.unit])}" if each.unit in ("SEK", "SEK million") else ""
            decimals = 0 if each.unit else 3
            numbers = f"{_number(each.made, decimals):>13}{_number(each.public, decimals):>13}"
            difference = f"{_number((each.made / each.public - 1) * 100, 1, plus=True)} %"
            click.echo(f"{say(*_FIGURES[each.figure]) + unit:<40}{numbers}{difference:>12}")
    text = say(
        "Befolkningen är 2019 års, en procent fler än 2018; totalerna ska därför ligga ungefär så mycket högre.",
        "The population is that of 2019, one percent more than in 2018; so the totals should be about that much higher.",
    )
    click.echo(textwrap.fill(text, _WIDTH))


def show_checked(population: Population, summary: Summary) -> None:
    """What is in a population."""
    kind = say("SYNTETISK befolkning", "SYNTHETIC population") if population.synthetic else say("befolkning", "population")
    year = (
        say(f"inkomstår {population.year}", f"income year {population.year}")
        if population.year
        else say("utan inkomstår", "no income year")
    )
    click.echo(f"{population.path}: {kind}, {year}")
    rows, persons = _number(summary.rows), _number(summary.persons, 0 if summary.persons == int(summary.persons) else 3)
    text = say(
        f"{rows} rader, {persons} personer, kommuner: {summary.municipalities}. Inga fel.",
        f"{rows} rows, {persons} persons, municipalities: {summary.municipalities}. No problems.",
    )
    click.echo(text)
    heads = (say("lägst", "lowest"), say("högst", "highest"), say("över noll", "above zero"), say("summa, mnkr", "total, SEK m"))
    click.echo("\n" + say("kolumn", "column").ljust(26) + "".join(f"{each:>13}" for each in heads))
    for each in summary.columns:
        scale = 1_000 if each.name == "weight" else 1
        decimals = 0 if each.lowest % scale == 0 and each.highest % scale == 0 else 3
        bounds = f"{_number(each.lowest / scale, decimals):>13}{_number(each.highest / scale, decimals):>13}"
        total = "" if each.total is None else _number(each.total / 1e6)
        click.echo(f"{each.name:<26}{bounds}{_number(each.rows_above_zero):>13}{total:>13}".rstrip())
    absent = [name for name in BY_NAME if name not in population.columns]
    if absent:
        click.echo(textwrap.fill(say("Saknas: ", "Not there: ") + ", ".join(absent), _WIDTH))
    if population.ignored:
        click.echo(textwrap.fill(say("Läses inte: ", "Not read: ") + ", ".join(population.ignored), _WIDTH))
