"""`hundralapp households`: what a change of the local tax rate does to households, each step with its paragraph."""

from __future__ import annotations

from pathlib import Path

import click

from hundralapp.cli.common import WORKSPACE, answer, shared_options
from hundralapp.cli.household_options import AMOUNT, CHANGE, FEE, KINDS, MONTH, RATE, Asked, Options, read_options
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
    metavar=say("KR", "SEK"),
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
    metavar=say("ÅR", "YEARS"),
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
        "church_member, church_fee, parish.",
        "Who: a person, wage=35000,age=40; repeat for more. Keys: wage, pension, sickness, other (SEK a month, or /year), age, name, "
        "church_member, church_fee, parish.",
    ),
)
@click.option(
    "--range",
    "span",
    nargs=3,
    type=MONTH,
    metavar=say("FRÅN TILL STEG", "FROM TO STEP"),
    help=say(
        "Vem: en person vid varje inkomst i ett område, kr per månad; slag och ålder som för --income.",
        "Who: a person at each income of a range, SEK a month; kind and age as for --income.",
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
    metavar=say("ÅR", "YEAR"),
    help=say("När: inkomstår (förval arbetsytans budgetår).", "When: income year (default: the workspace's budget year)."),
)
@click.option(
    "--municipality",
    metavar=say("KOMMUN", "NAME"),
    help=say(
        "Var: kommun, kod eller namn; dess skattesats och begravningsavgift. Även med en regions arbetsyta.",
        "Where: municipality, code or name; its rate and burial fee. Also with a region's workspace.",
    ),
)
@click.option(
    "--rate",
    type=RATE,
    metavar=say("KR", "SEK"),
    help=say(
        "Var: skattesats, kommun och region, kr per 100 kr, i stället för --municipality.",
        "Where: rate, municipality and region, SEK per SEK 100, instead of --municipality.",
    ),
)
@click.option(
    "--other-rate",
    type=RATE,
    metavar=say("KR", "SEK"),
    help=say(
        "Var: den andra nivåns skattesats, till arbetsytans egen, i stället för den levererade.",
        "Where: the other level's rate, beside the workspace's own, instead of the shipped one.",
    ),
)
@click.option(
    "--burial-fee",
    type=FEE,
    metavar=say("KR", "SEK"),
    help=say(
        "Var: begravningsavgift, kr per 100 kr, i stället för den levererade.",
        "Where: burial fee, SEK per SEK 100, instead of the shipped one.",
    ),
)
@click.option(
    "--church-fee",
    type=FEE,
    metavar=say("KR", "SEK"),
    help=say("Var: kyrkoavgift för medlemmar, kr per 100 kr.", "Where: church fee for members, SEK per SEK 100."),
)
@click.option(
    "--parish",
    metavar=say("NAMN", "NAME"),
    help=say(
        "Var: medlemmens församling, i stället för --church-fee; avgifter levereras för 2026.",
        "Where: the member's parish, instead of --church-fee; fees ship for 2026.",
    ),
)
@click.option(
    "--regional-credit/--no-regional-credit",
    default=None,
    help=say(
        "Var: kommunen ger regional skattereduktion, eller inte (förval enligt bilaga 67 till IL).",
        "Where: the municipality gives the regional credit, or not (default by appendix 67 to IL).",
    ),
)
@click.option(
    "--change",
    type=CHANGE,
    metavar="ÖRE",
    help=say(
        "Ändring: så många öre per 100 kr, upp eller (med minus) ner.",
        "Change: so many öre per SEK 100, up or (with a minus) down.",
    ),
)
@click.option(
    "--proposal",
    "proposals",
    multiple=True,
    metavar=say("FÖRSLAG", "NAME"),
    help=say(
        "Ändring: den i detta förslag; kan upprepas (förval alla förslag i arbetsytan som ändrar skattesatsen).",
        "Change: that of this proposal; may be repeated (default: all the workspace's proposals that change the rate).",
    ),
)
@click.option(
    "--baseline",
    metavar=say("FÖRSLAG", "NAME"),
    help=say(
        "Ändring: räknad från detta förslag i stället för från budgeten.",
        "Change: counted from this proposal instead of from the budget.",
    ),
)
@click.option(
    "--period",
    metavar="PERIOD",
    help=say("När: budgetperiod (förval budgetåret).", "When: budget period (default: the budget year)."),
)
@click.option(
    "--csv", "as_csv", is_flag=True, help=say("Svara med --range som CSV, kr per år.", "Answer a --range in CSV, SEK a year.")
)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Rita --range som bild i en SVG-fil.", "Draw a --range as a picture in an SVG file."),
)
@click.option(
    "--claimed",
    metavar=say("BELOPP", "AMOUNT"),
    help=say(
        "Påstående: en publicerad siffra, kr per månad som den är tryckt (eller 660/år): vilket sätt att räkna ger den?",
        "Claim: a published figure, SEK a month as printed (or 660/year): which way to count gives it?",
    ),
)
@click.option(
    "--claimed-at-most",
    metavar=say("BELOPP", "AMOUNT"),
    help=say("Påstående: en publicerad övre gräns, som mindre än 60.", "Claim: a published upper bound, such as less than 60."),
)
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
    parish: str | None,
    regional_credit: bool | None,
    change: int | None,
    proposals: tuple[str, ...],
    baseline: str | None,
    period: str | None,
    span: tuple[int, int, int] | None,
    as_csv: bool,
    picture: Path | None,
    claimed: str | None,
    claimed_at_most: str | None,
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
        parish=parish,
        regional_credit=regional_credit,
        change=change,
        proposals=proposals,
        baseline=baseline,
        span=span,
        as_csv=as_csv,
        picture=picture,
        claimed=claimed,
        claimed_at_most=claimed_at_most,
        as_json=as_json,
    )
    asked = read_options(options)
    if options.span is not None:
        from hundralapp.cli.household_range import show_range

        show_range(options, asked)
        return
    _show_households(options, asked)


def _show_households(options: Options, asked: Asked) -> None:
    """Households before and after, and a published figure against them."""
    from hundralapp.cli import household_text as text
    from hundralapp.households.cases import household_cases
    from hundralapp.households.conventions import read_published
    from hundralapp.households.household import change_household
    from hundralapp.households.person import HouseholdError
    from hundralapp.views.household import household_view
    from hundralapp.views.published_figure import published_figure_view

    try:
        changes = [
            (one, name, change_household(each, one.change)) for one in asked.alternatives for name, each in asked.households
        ]
        figure = options.claimed or options.claimed_at_most
        claim = read_published(figure, at_most=options.claimed is None) if figure else None
    except HouseholdError as error:
        raise click.UsageError(error.words.say(LANGUAGE)) from error
    views = [
        household_view(change, LANGUAGE, id=name, baseline=asked.baseline, proposal=one.proposal) for one, name, change in changes
    ]
    if claim is not None and len({one.change for one in asked.alternatives}) > 1:
        raise click.UsageError(
            say(
                "--claimed prövas på en ändring. Välj ett förslag med --proposal.",
                "--claimed is about one change. Choose with --proposal.",
            )
        )
    claimed = published_figure_view(changes[0][2], claim, LANGUAGE) if claim is not None else None
    if options.as_json:
        data = {"notes": list(asked.notes), "households": views}
        answer("households", asked.model, data | ({"claimed": claimed} if claimed is not None else {}))
        return
    if asked.model is not None:
        text.show_workspace(asked.model)
    is_detail = len(views) == 1
    text.show_heading(views[0], rates=is_detail)
    text.show_notes(asked.notes)
    if is_detail:
        text.show_household(views[0])
    elif len(asked.households) == 1:
        text.show_alternatives(views)
    else:
        text.show_many(views, household_cases().note.say(LANGUAGE))
    if claimed is not None:
        text.show_published(claimed)
