"""`hundralapp tax-table`: Skatteverket's monthly withholding tables, made from the law."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import answer, shared_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say

if TYPE_CHECKING:
    from hundralapp.households.tax_tables import TaxTableRow


@click.command(
    name="tax-table",
    options_metavar=OPTIONS,
    help=say(
        "Skatteverkets månadstabeller för skatteavdrag, räknade ur lagen: kronor till 80 000 i månaden, därefter procent."
        "\n\nExempel: hundralapp tax-table --year 2023 --table 32 --csv",
        "The Tax Agency's monthly withholding tables, made from the law: kronor up to 80,000 a month, then percent."
        "\n\nExample: hundralapp tax-table --year 2023 --table 32 --csv",
    ),
)
@click.option("--year", type=int, required=True, help=say("Inkomstår.", "Income year."))
@click.option(
    "--table",
    "tables",
    type=int,
    multiple=True,
    help=say("Bara denna tabell; kan upprepas (förval alla).", "Only this table; may be repeated (default all)."),
)
@click.option("--csv", "as_csv", is_flag=True, help=say("Svara med CSV.", "Answer in CSV."))
@shared_options
def command(year: int, tables: tuple[int, ...], as_csv: bool, as_json: bool, lang: str | None) -> None:
    """Make the tables of a year."""
    from hundralapp.households.law import income_years
    from hundralapp.households.tax_tables import column_numbers, table_numbers, tax_tables

    if as_csv and as_json:
        raise click.UsageError(say("Välj --csv eller --json, inte båda.", "Choose --csv or --json, not both."))
    years = income_years()
    if year not in years:
        raise click.UsageError(
            say(
                f"Inkomståret {year} kan inte räknas: lagens belopp finns för {years[0]}–{years[-1]}.",
                f"Income year {year} cannot be computed: the amounts of the law are there for {years[0]}–{years[-1]}.",
            )
        )
    numbers = table_numbers(year)
    for table in tables:
        if table not in numbers:
            raise click.UsageError(
                say(
                    f"Tabell {table} finns inte {year}: välj {numbers[0]}–{numbers[-1]}.",
                    f"There is no table {table} in {year}: choose {numbers[0]}–{numbers[-1]}.",
                )
            )
    rows, columns = tax_tables(year, tuple(dict.fromkeys(tables)) or None), column_numbers(year)
    if as_json:
        answer("tax-table", None, {"year": year, "columns": list(columns), "rows": rows})
    elif as_csv:
        _write_csv(rows, columns)
    else:
        _show(year, rows, columns)


def _write_csv(rows: Sequence[TaxTableRow], columns: Sequence[int]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["table", "income_from", "income_to", *(f"col{each}" for each in columns)])
    for row in rows:
        out.writerow([row.table, row.income_from, "" if row.income_to is None else row.income_to, *row.columns])


def _show(year: int, rows: Sequence[TaxTableRow], columns: Sequence[int]) -> None:
    from hundralapp.numbers_sv import show_number

    def number(value: float) -> str:
        return show_number(value, 0, LANGUAGE)

    table = None
    for row in rows:
        if row.table != table:
            table = row.table
            click.echo(say(f"\nTabell {table}, {year}, kr per månad", f"\nTable {table}, {year}, SEK per month"))
            click.echo("".join([f"{say('lön från', 'from'):>11}{say('till', 'to'):>11}", *(f"{each:>9}" for each in columns)]))
        end = "" if row.income_to is None else number(row.income_to)
        cells = (number(each) + ("\u00a0%" if row.is_percent else "") for each in row.columns)
        click.echo("".join([f"{number(row.income_from):>11}{end:>11}", *(f"{each:>9}" for each in cells)]))
    click.echo(f"\n{_legend(year, columns)}")


_COLUMNS: dict[int, tuple[str, str]] = {
    1: ("lön under åldersgränsen", "wage below the age limit"),
    2: ("pension från åldersgränsen", "pension from the age limit"),
    3: ("lön från åldersgränsen", "wage from the age limit"),
    4: ("sjuk- och aktivitetsersättning", "sickness and activity compensation"),
    5: ("annan pensionsgrundande ersättning", "other pensionable pay"),
    6: ("pension under åldersgränsen", "pension below the age limit"),
    7: ("lön, fyllda 65 men inte 66 vid årets ingång", "wage, 65 but not 66 at the start of the year"),
}


_BORN_IN_1937 = ("lön, födda 1937 eller tidigare", "wage, born in 1937 or earlier")


def _legend(year: int, columns: Sequence[int]) -> str:
    from hundralapp.households.tax_tables import has_column_for_born_in_1937

    meanings = {**_COLUMNS, 4: _BORN_IN_1937} if has_column_for_born_in_1937(year) else _COLUMNS
    return "\n".join(f"{each} {say(*meanings[each])}" for each in columns)
