"""`hundralapp households`: what a change of the local tax rate does to households, each step with its paragraph."""

from __future__ import annotations

from pathlib import Path

import click

from hundralapp.cli.common import WORKSPACE, answer, shared_options
from hundralapp.cli.household_options import AMOUNT, FEE, KINDS, RATE, Options, read_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    name="households",
    options_metavar=OPTIONS,
    help=say(
        "Vad en ändrad skattesats betyder för en person eller ett hushåll: före och efter, per år och månad, varje steg med sin paragraf."
        "\n\nMed en arbetsyta kommer kommunen och skattesatserna från den: budgetens, och varje förslags. Den andra nivåns sats (regionens eller "
        "kommunens) levereras."
        "\n\nExempel: hundralapp households --year 2023 --income 35000 --municipality Stockholm --change 24"
        "\n\nExempel: hundralapp households examples/stockholm-2024 --case sjukskoterska",
        "What a changed tax rate means for a person or a household: before and after, by year and month, each step with its paragraph."
        "\n\nWith a workspace the municipality and the rates come from it: the budget's, and each proposal's. The other level's rate (the region's "
        "or the municipality's) ships."
        "\n\nExample: hundralapp households --year 2023 --income 35000 --municipality Stockholm --change 24"
        "\n\nExample: hundralapp households examples/stockholm-2024 --case nurse",
    ),
)
@click.argument("workspace", type=WORKSPACE, required=False, metavar=say("[ARBETSYTA]", "[WORKSPACE]"))
@click.option(
    "--income",
    type=AMOUNT,
    help=say(
        "Vem: en person med denna inkomst, kr per månad (eller 420000/år).",
        "Who: a person with this income, SEK a month (or 420000/year).",
    ),
)
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="wage",
    help=say(
        "Slags inkomst i --income: lön (förval), pension, sjuk- och aktivitetsersättning, annan pensionsgrundande.",
        "Kind of the --income: wage (default), pension, sickness and activity compensation, other pensionable.",
    ),
)
@click.option(
    "--age",
    type=click.IntRange(0, 130),
    default=40,
    help=say("Ålder vid årets ingång (förval 40).", "Age at the start of the year (default 40)."),
)
@click.option(
    "--person",
    "persons",
    multiple=True,
    metavar=say("NYCKEL=VÄRDE,...", "KEY=VALUE,..."),
    help=say(
        "Vem: en person, wage=35000,age=40; upprepas för fler. Nycklar: wage, pension, sickness, other (kr per månad, eller /år), age, name, "
        "church_member, church_fee.",
        "Who: a person, wage=35000,age=40; repeat for more. Keys: wage, pension, sickness, other (SEK a month, or /year), age, name, "
        "church_member, church_fee.",
    ),
)
@click.option("--household", "file", type=_FILE, help=say("Vem: ett hushåll i en YAML-fil.", "Who: a household in a YAML file."))
@click.option(
    "--case",
    "cases",
    multiple=True,
    metavar=say("NAMN", "NAME"),
    help=say("Vem: ett typfall, som sjukskoterska; kan upprepas.", "Who: an example household, such as nurse; may be repeated."),
)
@click.option(
    "--cases", "all_cases", is_flag=True, help=say("Vem: alla typfall, i en tabell.", "Who: all example households, in a table.")
)
@click.option(
    "--year",
    type=int,
    help=say("Inkomstår (förval arbetsytans budgetår).", "Income year (default: the workspace's budget year)."),
)
@click.option(
    "--municipality",
    help=say(
        "Kommun, kod eller namn: dess skattesats och begravningsavgift. Med en regions arbetsyta: var hushållet bor.",
        "Municipality, code or name: its rate and burial fee. With a region's workspace: where the household lives.",
    ),
)
@click.option(
    "--rate",
    type=RATE,
    help=say(
        "Skattesats, kommun och region, i stället för --municipality.",
        "Rate, municipality and region, instead of --municipality.",
    ),
)
@click.option(
    "--other-rate",
    type=RATE,
    help=say(
        "Den andra nivåns skattesats, till arbetsytans egen, i stället för den levererade.",
        "The other level's rate, beside the workspace's own, instead of the shipped one.",
    ),
)
@click.option(
    "--burial-fee",
    type=FEE,
    help=say(
        "Begravningsavgift, kr per 100 kr, i stället för den levererade.",
        "Burial fee, SEK per SEK 100, instead of the shipped one.",
    ),
)
@click.option(
    "--church-fee",
    type=FEE,
    help=say("Församlingens kyrkoavgift för medlemmar, kr per 100 kr.", "The parish's fee for church members, SEK per SEK 100."),
)
@click.option(
    "--regional-credit/--no-regional-credit",
    default=None,
    help=say(
        "Kommunen ger regional skattereduktion (bilaga 67 till IL), eller inte.",
        "The municipality gives the regional credit (appendix 67 to IL), or not.",
    ),
)
@click.option(
    "--change",
    type=click.IntRange(-10_000, 10_000),
    help=say("Ändring av skattesatsen, öre per 100 kr.", "Change of the rate, öre per SEK 100."),
)
@click.option(
    "--proposal",
    "proposals",
    multiple=True,
    metavar=say("FÖRSLAG", "NAME"),
    help=say(
        "Ändringen i detta förslag; kan upprepas (förval alla förslag i arbetsytan som ändrar skattesatsen).",
        "The change of this proposal; may be repeated (default: all the workspace's proposals that change the rate).",
    ),
)
@click.option(
    "--baseline",
    metavar=say("FÖRSLAG", "NAME"),
    help=say(
        "Räkna ändringen från detta förslag i stället för från budgeten.",
        "Count the change from this proposal instead of from the budget.",
    ),
)
@click.option("--period", help=say("Budgetperiod (förval budgetåret).", "Budget period (default: the budget year)."))
@shared_options
def command(
    workspace: Path | None,
    income: int | None,
    kind: str,
    age: int,
    persons: tuple[str, ...],
    file: Path | None,
    cases: tuple[str, ...],
    all_cases: bool,
    year: int | None,
    municipality: str | None,
    rate: int | None,
    other_rate: int | None,
    burial_fee: int | None,
    church_fee: int | None,
    regional_credit: bool | None,
    change: int | None,
    proposals: tuple[str, ...],
    baseline: str | None,
    period: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Show households before and after."""
    options = Options(
        workspace=workspace,
        income=income,
        kind=kind,
        age=age,
        persons=persons,
        file=file,
        cases=cases,
        all_cases=all_cases,
        year=year,
        period=period,
        municipality=municipality,
        rate=rate,
        other_rate=other_rate,
        burial_fee=burial_fee,
        church_fee=church_fee,
        regional_credit=regional_credit,
        change=change,
        proposals=proposals,
        baseline=baseline,
        as_json=as_json,
    )
    asked = read_options(options)
    from hundralapp.cli import household_text as text
    from hundralapp.households.cases import household_cases
    from hundralapp.households.household import change_household
    from hundralapp.households.person import HouseholdError
    from hundralapp.views.household import household_view

    try:
        views = [
            [
                household_view(change_household(each, one.change), LANGUAGE, id=name, proposal=one.proposal)
                for name, each in asked.households
            ]
            for one in asked.alternatives
        ]
    except HouseholdError as error:
        raise click.UsageError(error.words.say(LANGUAGE)) from error
    if as_json:
        data = {"notes": list(asked.notes), "households": [view for each in views for view in each]}
        answer("households", asked.model, data)
        return
    if asked.model is not None:
        text.show_workspace(asked.model)
    is_detail = len(views) == 1 and len(views[0]) == 1
    text.show_heading(views[0][0], rates=is_detail)
    text.show_notes(asked.notes)
    if is_detail:
        text.show_household(views[0][0])
    elif len(asked.households) == 1:
        text.show_alternatives([each[0] for each in views])
    else:
        text.show_many([each for alternative in views for each in alternative], household_cases().note.say(LANGUAGE))
