"""`hundralapp households --range`: a table, CSV or a picture of a person at many incomes."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import answer
from hundralapp.cli.household_options import Asked, Options, RateAlternative
from hundralapp.cli.language import LANGUAGE, say

if TYPE_CHECKING:
    from hundralapp.views.income_range import IncomeRangeView

_MONTHS = 12


def show_range(options: Options, asked: Asked) -> None:
    """Answer a range as the options ask for."""
    from hundralapp.households.person import HouseholdError

    try:
        views = [_view(options, asked, each) for each in asked.alternatives]
    except HouseholdError as error:
        raise click.UsageError(error.words.say(LANGUAGE)) from error
    if options.picture is not None:
        _draw(views, options.picture)
    if options.as_json:
        answer("households", asked.model, {"notes": list(asked.notes), "ranges": views})
    elif options.as_csv:
        _write_csv(views)
    else:
        _show(views, asked)


def _view(options: Options, asked: Asked, one: RateAlternative) -> IncomeRangeView:
    from hundralapp.households.inline import KINDS
    from hundralapp.households.ranges import change_over_incomes, monthly_incomes
    from hundralapp.views.income_range import income_range_view

    assert options.span is not None
    person = asked.households[0][1].members[0].person
    kind = KINDS[options.kind]
    change = change_over_incomes(
        asked.year, person, one.change, monthly_incomes(*options.span), kind=kind, regional=asked.rates.change_is_regional
    )
    synthetic = asked.model is not None and asked.model.workspace.synthetic
    return income_range_view(
        change, person, asked.rates, one.change, asked.year, LANGUAGE, kind=kind, proposal=one.proposal, synthetic=synthetic
    )


def _draw(views: Sequence[IncomeRangeView], path: Path) -> None:
    from hundralapp.publish.picture import income_picture
    from hundralapp.workspace.writing import write_file

    if len({view.rate_change for view in views}) > 1:
        raise click.UsageError(
            say(
                "En bild visar en ändring. Välj ett förslag med --proposal.",
                "A picture shows one change. Choose with --proposal.",
            )
        )
    if len(views[0].rows) < 2:
        raise click.UsageError(say("En bild behöver minst två inkomster.", "A picture needs at least two incomes."))
    try:
        write_file(path, income_picture(views[0], LANGUAGE))
    except OSError as error:
        raise click.UsageError(
            say(f"Kan inte skriva {path}: {error.strerror}.", f"Cannot write {path}: {error.strerror}.")
        ) from error
    click.echo(say(f"Bilden ligger i {path}.", f"The picture is in {path}."), err=True)


def _write_csv(views: Sequence[IncomeRangeView]) -> None:
    """One row per income and change of rate; SEK a year but for the monthly income, the change of rate in öre."""
    from hundralapp.views.income_range import COLUMNS

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["proposal", "rate_change", *COLUMNS, "synthetic"])
    for view in views:
        for row in view.rows:
            values = (getattr(row, name) for name in COLUMNS)
            out.writerow([view.proposal, view.rate_change, *(_plain(each) for each in values), str(view.synthetic).lower()])


def _plain(value: float) -> str:
    """Whole kronor without a decimal point; the change on the whole income has öre."""
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def _show(views: Sequence[IncomeRangeView], asked: Asked) -> None:
    from hundralapp.cli import household_text as text

    if asked.model is not None:
        text.show_workspace(asked.model)
    for number, view in enumerate(views):
        if number and any(view.rate_change == earlier.rate_change for earlier in views[:number]):
            continue
        same = [each.proposal for each in views if each.rate_change == view.rate_change and each.proposal]
        where = f"{view.place}, " if view.place else ""
        first, last = text.rate(view.rate_before), text.rate(view.rate_after)
        click.echo(
            say(
                f"{where}inkomstår {view.year}: skattesats {first} → {last} kr per 100 kr, ålder {view.age_at_start_of_year}",
                f"{where}income year {view.year}: rate {first} → {last} SEK per SEK 100, age {view.age_at_start_of_year}",
            )
        )
        if not number:
            text.show_notes(asked.notes)
        if same:
            text.show_notes([text.from_to(asked.baseline, same)])
        _table(view)


def _table(view: IncomeRangeView) -> None:
    from hundralapp.cli.household_text import kronor

    heads = (
        view.kind_label if len(view.kind_label) < 12 else say("Inkomst", "Income"),
        say("skatt före", "tax before"),
        say("hela ink.", "whole inc."),
        say("före red.", "bef. cred."),
        say("efter red.", "aft. cred."),
        say("per år", "a year"),
    )
    widths = (10, 14, 13, 13, 13, 11)
    click.echo("\n" + "".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    for row in view.rows:
        months = (row.on_whole_income / _MONTHS, row.before_credits / _MONTHS, row.after_credits / _MONTHS)
        cells = (
            kronor(row.income_per_month),
            kronor(row.final_tax_before / _MONTHS),
            *(kronor(each, 1, plus=True) for each in months),
            kronor(row.after_credits, plus=True),
        )
        click.echo("".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)))
    from hundralapp.cli.household_text import show_legend

    show_legend()
    click.echo()
