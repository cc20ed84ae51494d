"""What `hundralapp fetch` says: what came, what was put into the workspace, and which identities hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from hundralapp.cli.language import LANGUAGE, say
from hundralapp.fetch.identity import Held
from hundralapp.fetch.places import places
from hundralapp.fetch.run import SOURCES, Outcome, Plan, SourceOutcome
from hundralapp.fetch.verify import Verdict, Verification
from hundralapp.fetch.workspace_rows import Placed
from hundralapp.numbers_sv import show_number
from hundralapp.units import written

_MOST_SHOWN = 20


def show_outcome(plan: Plan, outcome: Outcome, placed: Placed | None) -> None:
    """A line per source, then the workspace."""
    for result in outcome.sources:
        click.echo(f"{SOURCES[result.source].name}: {_came(result)}")
    files = [name for result in outcome.sources for name in result.written] + outcome.files
    files += placed.written if placed is not None else []
    for name in files:
        click.echo(say(f"  skrev {plan.folder / name}", f"  wrote {plan.folder / name}"))
    if not files and not outcome.problems.errors:
        click.echo(say("Inget har ändrats, och inget har skrivits.", "Nothing has changed, and nothing was written."))
    if placed is not None:
        _show_placed(placed)
    if not all(result.is_whole for result in outcome.sources):
        click.echo(
            say(
                "Allt kom inte. Kör samma kommando igen: det som kommit finns kvar.",
                "Not everything came. Run the same command again: what came is kept.",
            )
        )


def _came(result: SourceOutcome) -> str:
    if not result.is_whole:
        return say(
            f"avbrutet efter {result.asked} frågor; tabellerna är som förut",
            f"broken off after {result.asked} requests; the tables are as before",
        )
    rows, unknown = show_number(result.rows, 0, LANGUAGE), show_number(result.unknown, 0, LANGUAGE)
    return say(
        f"{result.asked} frågor ({result.new} nya svar, {result.unchanged} oförändrade), {result.fresh} svar fanns; "
        f"{rows} uppgifter, {unknown} okända",
        f"{result.asked} requests ({result.new} new answers, {result.unchanged} unchanged), {result.fresh} were there; "
        f"{rows} figures, {unknown} unknown",
    )


def _show_placed(placed: Placed) -> None:
    click.echo(
        say(
            f"Arbetsytan: {placed.figures} siffror och {placed.indicators} indikatorvärden hämtade, {placed.agrees} står redan likadant.",
            f"The workspace: {placed.figures} figures and {placed.indicators} indicator values fetched, {placed.agrees} stand there alike.",
        )
    )
    for each in placed.left_out:
        click.echo(each.say(LANGUAGE))


def show_verification(found: Verification) -> None:
    """A line per identity, and each deviation with municipality, year and size."""
    for verdict in found.verdicts:
        click.echo(f"{_mark(verdict)} {verdict.identity.title.say(LANGUAGE)}: {_counted(verdict)}")
        for held in verdict.deviations[:_MOST_SHOWN]:
            click.echo(f"    {_deviation(verdict, held)}")
        more = len(verdict.deviations) - _MOST_SHOWN
        if more > 0:
            click.echo(say(f"    … och {more} till; --json har alla.", f"    … and {more} more; --json has them all."))
    if not any(verdict.checked for verdict in found.verdicts):
        click.echo(say("Inget samband kunde prövas.", "No identity could be checked."))
    elif found.deviations == 0:
        click.echo(say("Alla samband som kan prövas håller.", "Every identity that can be checked holds."))
    else:
        click.echo(say(f"{found.deviations} avvikelser.", f"{found.deviations} deviations."))


def _mark(verdict: Verdict) -> str:
    return "✗" if verdict.deviations else "✓" if verdict.checked else "–"


def _counted(verdict: Verdict) -> str:
    if not verdict.checked:
        return say("kan inte prövas på det som är hämtat", "cannot be checked on what was fetched")
    years = f"{verdict.years[0]}–{verdict.years[-1]}" if verdict.years[0] != verdict.years[-1] else str(verdict.years[0])
    unknown = say(f", {verdict.unknown} kan inte prövas", f", {verdict.unknown} cannot be checked") if verdict.unknown else ""
    wrong = say(f", {len(verdict.deviations)} avviker", f", {len(verdict.deviations)} deviate") if verdict.deviations else ""
    return say(f"{verdict.checked} prövade, {years}", f"{verdict.checked} checked, {years}") + unknown + wrong


def _deviation(verdict: Verdict, held: Held) -> str:
    unit = written(verdict.identity.unit).carried.label(LANGUAGE) if verdict.identity.unit != "kr_per_100kr" else "kr/100 kr"
    stated, expected = held.stated if held.stated is not None else Decimal(0), held.expected
    decimals = 2 if verdict.identity.unit == "kr_per_100kr" else 0
    note = f" ({held.note.say(LANGUAGE)})" if held.note is not None else ""
    difference = show_number(float(held.difference), max(decimals, 2 if abs(held.difference) < 10 else 0), LANGUAGE, plus=True)
    said, given = (show_number(float(each), decimals, LANGUAGE) for each in (stated, expected))
    return say(
        f"{places()[held.code].label} {held.year}: {said} mot {given}, skillnad {difference} {unit}{note}",
        f"{places()[held.code].label} {held.year}: {said} against {given}, difference {difference} {unit}{note}",
    )


def verification_data(found: Verification) -> dict[str, Any]:
    """Every identity with all its deviations, as JSON."""
    return {
        "holds": found.deviations == 0,
        "identities": [
            {
                "id": verdict.identity.id,
                "sv": verdict.identity.title.sv,
                "en": verdict.identity.title.en,
                "unit": verdict.identity.unit,
                "checked": verdict.checked,
                "unknown": verdict.unknown,
                "years": verdict.years,
                "deviations": [
                    {
                        "code": held.code,
                        "name": places()[held.code].name,
                        "year": held.year,
                        "stated": str(held.stated),
                        "expected": str(held.expected),
                        "difference": str(held.difference),
                        "allowed": str(held.allowed),
                        "note": held.note,
                    }
                    for held in verdict.deviations
                ],
            }
            for verdict in found.verdicts
        ],
    }
