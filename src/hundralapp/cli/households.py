"""`hundralapp households`: what a change of the local tax rate does to a person, each step with its paragraph."""

from __future__ import annotations

from typing import Any

import click

from hundralapp.cli.common import answer, shared_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say
from hundralapp.numbers_sv import Ambiguous, Number, read_number, show_number

_KINDS = {
    "wage": "wage",
    "pension": "pension",
    "sickness": "sickness_compensation",
    "other": "other_pensionable_income",
}


class Rate(click.ParamType[int]):
    """A rate in kronor per hundred, `29,82` or `29.82`, as whole steps of its last decimal."""

    name = "rate"

    def __init__(self, decimals: int) -> None:
        self.decimals = decimals

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = read_number(str(value))
        if isinstance(found, Ambiguous):  # `1.005` kronor per hundred is never a thousand
            found = read_number(found.as_decimal)
        steps = found.value.scaleb(self.decimals) if isinstance(found, Number) else None
        if steps is None or steps != steps.to_integral_value() or not 0 <= steps <= 100 * 10**self.decimals:
            self.fail(
                say(
                    f'"{value}" är ingen skattesats. Skriv kronor per hundra, som 29,82.',
                    f'"{value}" is not a rate. Write kronor per hundred, such as 29.82.',
                )
            )
        return int(steps)


@click.command(
    name="households",
    options_metavar=OPTIONS,
    help=say(
        "Vad en ändrad skattesats betyder för en person: före och efter, per år och månad, varje steg med sin paragraf."
        "\n\nExempel: hundralapp households --year 2023 --income 35000 --municipality Stockholm --change 24",
        "What a changed tax rate means for a person: before and after, by year and month, each step with its paragraph."
        "\n\nExample: hundralapp households --year 2023 --income 35000 --municipality Stockholm --change 24",
    ),
)
@click.option("--year", type=int, required=True, help=say("Inkomstår.", "Income year."))
@click.option(
    "--income",
    type=click.IntRange(0, 80_000_000),
    required=True,
    help=say("Inkomst i månaden, kronor.", "Income a month, SEK."),
)
@click.option(
    "--kind",
    type=click.Choice(list(_KINDS)),
    default="wage",
    help=say(
        "Slags inkomst: lön (förval), pension, sjuk- och aktivitetsersättning, annan pensionsgrundande.",
        "Kind of income: wage (default), pension, sickness and activity compensation, other pensionable.",
    ),
)
@click.option(
    "--age",
    type=click.IntRange(0, 130),
    default=40,
    help=say("Ålder vid årets ingång (förval 40).", "Age at the start of the year (default 40)."),
)
@click.option(
    "--municipality",
    help=say(
        "Kommun, kod eller namn: dess skattesats och begravningsavgift.", "Municipality, code or name: its rate and burial fee."
    ),
)
@click.option(
    "--rate",
    type=Rate(2),
    help=say(
        "Skattesats, kommun och region, i stället för --municipality.",
        "Rate, municipality and region, instead of --municipality.",
    ),
)
@click.option(
    "--church-fee",
    type=Rate(3),
    default=0,
    help=say("Kyrkoavgift för medlemmar, kr per 100 kr.", "Church fee for members, SEK per SEK 100."),
)
@click.option(
    "--change",
    type=click.IntRange(-10_000, 10_000),
    default=0,
    help=say("Ändring av kommunens skattesats, öre per 100 kr.", "Change of the municipal rate, öre per SEK 100."),
)
@shared_options
def command(
    year: int,
    income: int,
    kind: str,
    age: int,
    municipality: str | None,
    rate: int | None,
    church_fee: int,
    change: int,
    as_json: bool,
    lang: str | None,
) -> None:
    """Show a person before and after."""
    from hundralapp.households.law import income_years
    from hundralapp.households.person import MONTHS, Person, change_rate
    from hundralapp.views.household import household_view

    years = income_years()
    if year not in years:
        raise click.UsageError(
            say(
                f"Inkomståret {year} kan inte räknas: lagens belopp finns för {years[0]}–{years[-1]}.",
                f"Income year {year} cannot be computed: the amounts of the law are there for {years[0]}–{years[-1]}.",
            )
        )
    municipal, regional, burial, place, note = _rates(municipality, rate, year)
    if municipal + change < 0:
        raise click.UsageError(say("Skattesatsen blir mindre än noll.", "The rate falls below zero."))
    amounts: dict[str, Any] = {_KINDS[kind]: income * MONTHS}
    person = Person(
        **amounts,
        age_at_start_of_year=age,
        municipal_tax_rate=municipal,
        regional_tax_rate=regional,
        burial_fee_rate=burial,
        church_fee_rate=church_fee,
    )
    view = household_view(change_rate(year, person, change), LANGUAGE)
    if as_json:
        answer("households", None, {"person": person, "municipality": place, "note": note, "household": view})
    else:
        _show(view, person, place, note)


def _rates(municipality: str | None, rate: int | None, year: int) -> tuple[int, int, int, str, str]:
    """Municipal and regional rate, burial fee, the municipality's name, and how sure the rates are."""
    from hundralapp.diagnostics import nearest
    from hundralapp.params.municipal_rates import find_rates, municipal_rates

    if (municipality is None) == (rate is None):
        raise click.UsageError(
            say("Ange --municipality eller --rate, ett av dem.", "Give --municipality or --rate, one of them.")
        )
    if rate is not None:
        return rate, 0, 0, "", ""
    assert municipality is not None
    found = find_rates(municipality, year)
    if found is None:
        known = {each.year for each in municipal_rates().values()}
        if year not in known:
            raise click.UsageError(
                say(
                    f"Kommunernas skattesatser finns för {min(known)}–{max(known)}. Ange --rate.",
                    f"The municipalities' rates are there for {min(known)}–{max(known)}. Give --rate.",
                )
            )
        names = [each.name for each in municipal_rates().values() if each.year == year]
        there_is_no = say(f'Kommunen "{municipality}" finns inte.', f'There is no municipality "{municipality}".')
        raise click.UsageError(there_is_no + nearest(municipality, names).say(LANGUAGE))
    note = ""
    if found.split_is_inferred:
        note = say(
            "Summan av kommunens och regionens skattesats är säker; fördelningen mellan dem är härledd.",
            "The sum of the municipality's and the region's rate is certain; the split between them is inferred.",
        )
    return found.municipal, found.regional, found.burial_fee, found.name, note


def _show(view: Any, person: Any, place: str, note: str) -> None:
    import textwrap

    def kronor(value: float, decimals: int = 0, *, plus: bool = False) -> str:
        return show_number(value, decimals, LANGUAGE, plus=plus)

    rates = f"{kronor(view.rate_before / 100, 2)} → {kronor(view.rate_after / 100, 2)}"
    where = f"{place}, " if place else ""
    click.echo(
        say(
            f"{where}inkomstår {view.year}: skattesats {rates} kr per 100 kr, ålder {person.age_at_start_of_year}",
            f"{where}income year {view.year}: rate {rates} SEK per SEK 100, age {person.age_at_start_of_year}",
        )
    )
    if note:
        click.echo(textwrap.fill(note, 79))
    click.echo(
        f"\n{say('kr per år', 'SEK a year'):<43}{say('före', 'before'):>12}{say('efter', 'after'):>12}{say('ändring', 'change'):>12}"
    )
    for step in view.steps:
        numbers = (kronor(step.before), kronor(step.after), kronor(step.change, plus=True))
        click.echo(textwrap.shorten(step.label, 43, placeholder="…").ljust(43) + "".join(f"{each:>12}" for each in numbers))
        for law in step.laws:
            click.echo(textwrap.fill(law, 79, initial_indent="    ", subsequent_indent="    "))
    click.echo(
        f"\n{say('Ändring av skatten', 'Change of the tax'):<55}{say('per år', 'a year'):>12}{say('per månad', 'a month'):>12}"
    )
    for each in view.changes:
        click.echo(f"{each.label:<55}{kronor(each.per_year, plus=True):>12}{kronor(each.per_month, 1, plus=True):>12}")
