"""Households in the terminal: one household step by step, alternatives beside each other, and many households in a table."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import click

from hundralapp.cli.language import LANGUAGE, say
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.views.household import ChangeView, HouseholdView, PersonView, StepView, at_depth
from hundralapp.views.published_figure import PublishedFigureView

WIDTH = 79
_MONTHS = 12
_WIDTHS = (11, 11, 11, 11, 8)


def kronor(value: float, decimals: int = 0, *, plus: bool = False) -> str:
    """An amount in the reader's language."""
    return show_number(value, decimals, LANGUAGE, plus=plus)


def rate(ore: int) -> str:
    """A rate in kronor per hundred."""
    return kronor(ore / 100, 2)


def show_workspace(model: Model) -> None:
    """Whose budget, and whether its numbers are invented."""
    click.echo(model.workspace.name)
    if model.workspace.synthetic:
        click.echo(say("PÅHITTADE SIFFROR: ett exempel, ingen verklig budget.", "SYNTHETIC FIGURES: an example, no real budget."))


def show_heading(view: HouseholdView, *, rates: bool = True) -> None:
    """Where, when and at which rates; one person's age."""
    where = f"{view.place}, " if view.place else ""
    text = say(f"{where}inkomstår {view.year}", f"{where}income year {view.year}")
    if rates:
        text += say(
            f": skattesats {rate(view.rate_before)} → {rate(view.rate_after)} kr per 100 kr",
            f": rate {rate(view.rate_before)} → {rate(view.rate_after)} SEK per SEK 100",
        )
        if len(view.persons) == 1:
            age = view.persons[0].age_at_start_of_year
            text += say(f", ålder {age}", f", age {age}")
    else:
        text += say(f": skattesats {rate(view.rate_before)} kr per 100 kr", f": rate {rate(view.rate_before)} SEK per SEK 100")
    click.echo(text)


def show_notes(notes: Sequence[str]) -> None:
    """What is uncertain or assumed."""
    for note in notes:
        click.echo(textwrap.fill(note, WIDTH))


def _about(view: HouseholdView) -> str:
    """The household's name, and whether its incomes are assumed."""
    return view.name + (say(" (typfall med antagen inkomst)", " (example with an assumed income)") if view.is_example else "")


def show_household(view: HouseholdView) -> None:
    """Every person step by step with paragraphs, then the household together."""
    if view.name:
        click.echo(f"\n{_about(view)}")
    if view.proposal:
        click.echo(textwrap.fill(from_to(view.baseline, [view.proposal]), WIDTH))
    if view.note:
        click.echo(textwrap.fill(view.note, WIDTH))
    if view.children:
        click.echo(textwrap.fill(_children(view.children), WIDTH))
    for person in view.persons:
        if len(view.persons) > 1:
            click.echo("\n" + textwrap.fill(f"{person.name}: {_incomes(person)}", WIDTH))
        _steps(person.steps)
        _changes(say("Ändring av skatten", "Change of the tax"), person.changes)
    if len(view.persons) > 1:
        together = say("Hushållet tillsammans", "The household together")
        click.echo(f"\n{together}\n")
        _row(say("kr per år", "SEK a year"), (say("före", "before"), say("efter", "after"), say("ändring", "change")))
        change = view.final_tax_after - view.final_tax_before
        _row(
            say("Slutlig skatt", "Final tax"),
            (kronor(view.final_tax_before), kronor(view.final_tax_after), kronor(change, plus=True)),
        )
        _changes(say("Ändring av hushållets skatt", "Change of the household's tax"), view.changes)


def from_to(baseline: str, proposals: Sequence[str]) -> str:
    """What a change is counted from, and to."""
    return say(f"Från {baseline} till {'; '.join(proposals)}.", f"From {baseline} to {'; '.join(proposals)}.")


def _children(children: int) -> str:
    return say(
        f"Barn: {children}. Barn ändrar ingen inkomstskatt; barnbidrag och andra bidrag räknas inte.",
        f"Children: {children}. Children change no income tax; child allowance and other benefits are not counted.",
    )


def _incomes(person: PersonView) -> str:
    kinds = (
        (say("lön", "wage"), person.wage),
        (say("pension", "pension"), person.pension),
        (say("sjuk- och aktivitetsersättning", "sickness and activity compensation"), person.sickness_compensation),
        (say("annan pensionsgrundande ersättning", "other pensionable pay"), person.other_pensionable_income),
    )
    said = [f"{name} {kronor(amount / _MONTHS)}" for name, amount in kinds if amount] or [say("ingen inkomst", "no income")]
    age = person.age_at_start_of_year
    return say(f"{age} år, {', '.join(said)} kr per månad", f"age {age}, {', '.join(said)} SEK a month")


def _row(label: str, cells: Sequence[str]) -> None:
    click.echo(textwrap.shorten(label, 43, placeholder="…").ljust(43) + "".join(f"{each:>12}" for each in cells))


def _steps(steps: Sequence[StepView]) -> None:
    click.echo()
    _row(say("kr per år", "SEK a year"), (say("före", "before"), say("efter", "after"), say("ändring", "change")))
    for step in steps:
        _row(step.label, (kronor(step.before), kronor(step.after), kronor(step.change, plus=True)))
        for law in step.laws:
            click.echo(textwrap.fill(law, WIDTH, initial_indent="    ", subsequent_indent="    "))


def _changes(title: str, changes: Sequence[ChangeView]) -> None:
    click.echo(f"\n{title:<55}{say('per år', 'a year'):>12}{say('per månad', 'a month'):>12}")
    for each in changes:
        click.echo(f"{each.label:<55}{kronor(each.per_year, plus=True):>12}{kronor(each.per_month, 1, plus=True):>12}")


def show_alternatives(views: Sequence[HouseholdView]) -> None:
    """One household under several changes of rate."""
    first = views[0]
    if first.name:
        click.echo(f"\n{_about(first)}")
    if first.children:
        click.echo(textwrap.fill(_children(first.children), WIDTH))
    click.echo("\n" + say(f"Ändring från {first.baseline}", f"Change from {first.baseline}"))
    _table(
        say("Förslag", "Proposal"),
        [(view.proposal or say("ändringen", "the change"), view) for view in views],
        say("skattesats", "rate"),
        lambda view: rate(view.rate_after),
    )
    click.echo("\n" + say("--proposal FÖRSLAG visar varje steg.", "--proposal NAME shows every step."))


def show_many(views: Sequence[HouseholdView], note: str) -> None:
    """Many households: one table per change of rate, which several proposals may share."""
    for change in dict.fromkeys(view.rate_change for view in views):
        same = [view for view in views if view.rate_change == change]
        names = list(dict.fromkeys(view.proposal for view in same if view.proposal))
        ore = kronor(change, plus=True)
        text = say(f"Skattesatsen ändras {ore} öre per 100 kr.", f"The rate changes by {ore} öre per SEK 100.")
        click.echo("\n" + textwrap.fill(f"{from_to(same[0].baseline, names)} {text}" if names else text, WIDTH))
        _table(
            say("Typfall", "Case"),
            [(f"{view.name} ({view.id})", view) for view in same if view.proposal == same[0].proposal],
            say("inkomst", "income"),
            lambda view: kronor(view.income / _MONTHS),
        )
    click.echo("\n" + textwrap.fill(note, WIDTH))


def _table(title: str, rows: Sequence[tuple[str, HouseholdView]], second: str, shown: Callable[[HouseholdView], str]) -> None:
    """Rows with one column of their own, then the change a month at each depth and after credits a year."""
    heads = (
        second,
        say("hela ink.", "whole inc."),
        say("före red.", "bef. cred."),
        say("efter red.", "aft. cred."),
        say("per år", "a year"),
    )
    click.echo(f"\n{title:<27}" + "".join(f"{each:>{width}}" for each, width in zip(heads, _WIDTHS, strict=True)))
    for label, view in rows:
        month = [
            kronor(at_depth(view.changes, depth).per_month, 1, plus=True)
            for depth in ("on_whole_income", "before_credits", "after_credits")
        ]
        cells = (shown(view), *month, kronor(at_depth(view.changes, "after_credits").per_year, plus=True))
        lines = textwrap.wrap(label, 27) or [""]
        for line in lines[:-1]:
            click.echo(line)
        click.echo(f"{lines[-1]:<27}" + "".join(f"{each:>{width}}" for each, width in zip(cells, _WIDTHS, strict=True)))
    show_legend()


def show_legend() -> None:
    """What the columns of a table mean."""
    legend = say(
        "kr per månad: på hela inkomsten; efter grundavdrag före skattereduktioner; efter reduktioner (även per år)",
        "SEK a month: on the whole income; after the basic allowance before credits; after credits (also a year)",
    )
    click.echo(textwrap.fill(legend, WIDTH))


def show_published(claim: PublishedFigureView) -> None:
    """A published figure against each way to count it."""
    period = say("kr per år", "SEK a year") if claim.is_by_year else say("kr per månad", "SEK a month")
    text = claim.text.partition("/")[0]
    if claim.is_at_most:
        meant = say(f"högst {text} {period}", f"at most {text} {period}")
    else:
        low, high = kronor(claim.low_per_month or 0.0, 2), kronor(claim.high_per_month, 2)
        meant = say(f"{text} {period}, alltså {low} till {high} per månad", f"{text} {period}, so {low} to {high} a month")
    click.echo("\n" + say(f"Påstått: {meant}", f"Claimed: {meant}"))
    for each in claim.conventions:
        verdict = say("stämmer", "agrees") if each.reproduces else say("stämmer inte", "does not agree")
        click.echo(f"{each.label:<47}{kronor(each.per_month, 2, plus=True):>12}  {verdict}")
    labels = [each.label for each in claim.conventions if each.reproduces]
    if labels:
        one = len(labels) == 1
        joined = "; ".join(labels)
        said = say(
            f"Siffran följer {'detta sätt' if one else 'dessa sätt'} att räkna: {joined}.",
            f"The figure follows {'this way' if one else 'these ways'} to count: {joined}.",
        )
    else:
        said = say("Inget av de tre sätten att räkna ger den siffran.", "None of the three ways to count gives that figure.")
    for each in claim.other_years:
        shown = kronor(each.per_month, 2, plus=True)
        said += say(
            f" Med {each.year} års regler ger räkning {each.label} {shown} kr per månad, som stämmer.",
            f" By the rules of {each.year}, counting {each.label} gives SEK {shown} a month, which agrees.",
        )
    click.echo(textwrap.fill(said, WIDTH))
