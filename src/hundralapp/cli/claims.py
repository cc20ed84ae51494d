"""`hundralapp claims`: what a text asserts about a budget, and whether it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hundralapp.cli.common import WORKSPACE, answer, load, require_sound, shared_options
from hundralapp.cli.language import LANGUAGE, OPTIONS, say

if TYPE_CHECKING:
    from rich.console import Console

    from hundralapp.claims.judging import Judge, JudgedText
    from hundralapp.views.claims import ClaimsView, ClaimView, StepView

_MARKS = {
    "holds": "✓",
    "does_not_hold": "✗",
    "depends_on_definition": "±",
    "cannot_be_checked": "?",
    "value_judgement": "○",
}
_LONG = 1_000_000
_STYLES = {
    "holds": "green",
    "does_not_hold": "red",
    "depends_on_definition": "yellow",
    "cannot_be_checked": "cyan",
    "value_judgement": "dim",
}


@click.command(
    name="claims",
    options_metavar=OPTIONS,
    help=say(
        "Läs en text (.txt, .md, .html), hitta vad den påstår om budgeten och pröva varje påstående mot arbetsytan. Fem svar: stämmer, "
        "stämmer inte, beror på definition, kan inte prövas med dessa data, värdering.\n\n"
        "Exempel: hundralapp claims pressmeddelande.txt --workspace examples/stockholm-2024",
        "Read a text (.txt, .md, .html) in Swedish, find what it asserts about the budget and check each claim against the workspace. Five "
        "answers: holds, does not hold, depends on definition, cannot be checked with this data, value judgement.\n\n"
        "Example: hundralapp claims press-release.txt --workspace examples/stockholm-2024",
    ),
)
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar=say("TEXT", "TEXT"))
@click.option(
    "--workspace", "-w", type=WORKSPACE, required=True, help=say("Arbetsytan att pröva mot.", "The workspace to check against.")
)
@click.option(
    "--speaker", default="", help=say("Vem som säger det, om texten inte gör det.", "Who says it, where the text does not.")
)
@click.option(
    "--steps", is_flag=True, help=say("Visa också beräkningen av varje svar.", "Show the calculation of each answer too.")
)
@click.option(
    "--keep",
    is_flag=True,
    help=say(
        "Lägg påståendena i arbetsytans claims.yaml; check prövar dem då på nytt.",
        "Add the claims to the workspace's claims.yaml; check then judges them again.",
    ),
)
@shared_options
def command(text: Path, workspace: Path, speaker: str, steps: bool, keep: bool, as_json: bool, lang: str | None) -> None:
    """Judge a text."""
    from hundralapp.claims.document import TextError, read_document
    from hundralapp.claims.facts import read_facts
    from hundralapp.claims.judging import Judge
    from hundralapp.claims.sidecar import read_sidecar
    from hundralapp.views.claims import claims_view
    from hundralapp.workspace.files import Files

    try:
        document = read_document(text)
    except TextError as error:
        click.echo(error.words.say(LANGUAGE), err=True)
        sys.exit(1)
    if len(document.text) > _LONG:
        size = len(document.text) / 1e6
        words = say(
            f"{size:.0f} miljoner tecken läses; räkna med omkring tio sekunder per miljon.",
            f"Reading {size:.0f} million characters; about ten seconds for each million.",
        )
        click.echo(words, err=True)
    model, _ = load(workspace)
    require_sound(model, as_json, "claims")
    fixed = read_sidecar(Files(text.parent), text.name, model, document.text)
    model.report.extend(fixed.report)
    if len(fixed.report) and not as_json:
        click.echo(fixed.report.render(LANGUAGE, fixed.line), err=True)
    if not fixed.report.ok:
        if as_json:
            answer("claims", model, {})
        sys.exit(1)
    judge = Judge(model, read_facts(model))
    judged = judge.judge(document, speaker=speaker, fixed=lambda claim: fixed.link(model, claim))
    if keep:
        _keep(workspace, judge, judged)
    view = claims_view(model, judged, LANGUAGE)
    if as_json:
        answer("claims", model, {"claims": view})
        return
    from hundralapp.cli.display import console

    _show(console(), view, steps)


def _keep(workspace: Path, judge: Judge, judged: JudgedText) -> None:
    """Add the text's claims to claims.yaml, whole or not at all."""
    from hundralapp.claims.kept import NAME, kept_text
    from hundralapp.workspace.writing import write_file

    space = judge.model.workspace
    old = space.files.texts.get(NAME, "")
    added = kept_text(judge, judged, [name for name, _ in space.claims.pairs()] if space.claims is not None else [])
    count = added.count("\n  sentence: ")
    if not added:
        click.echo(say("Inga påståenden att lägga till.", "No claims to add."), err=True)
        return
    try:
        write_file(workspace / NAME, f"{old.rstrip()}\n{added}".lstrip())
    except OSError as error:
        click.echo(
            say(f"{NAME} kunde inte skrivas: {error.strerror}", f"{NAME} could not be written: {error.strerror}"), err=True
        )
        sys.exit(1)
    click.echo(say(f"{count} meningar lades i {NAME}.", f"{count} sentences were added to {NAME}."), err=True)


def _show(out: Console, view: ClaimsView, steps: bool) -> None:
    """The text with a mark at each claim, the notes below the sentence, and what was left."""
    from rich.text import Text

    from hundralapp.cli.display import show_wrapped

    for note in view.notes:
        out.print(Text(note, style="dim"), soft_wrap=True)
    shown = ""
    for sentence, claims in _by_sentence(view):
        if shown:
            out.print()
        shown = sentence
        show_wrapped(out, f"{_marked(sentence, claims)}", f"{claims[0].line:>4}  ", "      ", style="bold")
        for claim in claims:
            _show_claim(out, claim, steps)
    _show_rest(out, view)


def _by_sentence(view: ClaimsView) -> list[tuple[str, list[ClaimView]]]:
    groups: list[tuple[str, list[ClaimView]]] = []
    for claim in view.claims:
        if groups and groups[-1][0] == claim.sentence and groups[-1][1][-1].line <= claim.line + 1:
            groups[-1][1].append(claim)
        else:
            groups.append((claim.sentence, [claim]))
    return groups


def _marked(sentence: str, claims: list[ClaimView]) -> str:
    """The sentence on one line, with the number of each claim after its words."""
    from hundralapp.diagnostics import printable

    made = sentence
    ends: dict[int, list[int]] = {}
    for claim in claims:
        at = sentence.find(claim.quote)
        ends.setdefault(at + len(claim.quote) if at >= 0 else len(sentence), []).append(claim.number)
    for end, numbers in sorted(ends.items(), reverse=True):
        made = f"{made[:end]} [{','.join(map(str, sorted(numbers)))}]{made[end:]}"
    return printable(" ".join(made.split()))


def _show_claim(out: Console, claim: ClaimView, steps: bool) -> None:
    from hundralapp.cli.display import show_wrapped

    indent = " " * 11
    first = f"      {_MARKS[claim.verdict]} {claim.number:<3}"
    show_wrapped(out, f"{claim.kind_text}: {claim.verdict_text}. {claim.reason}", first, indent, style=_STYLES[claim.verdict])
    for reading in claim.readings:
        show_wrapped(out, f"{_MARKS[reading.verdict]} {reading.label}: {reading.shown}", indent, indent + "  ")
    if claim.missing and claim.verdict in ("cannot_be_checked", "holds"):
        show_wrapped(out, f"{say('saknas', 'missing')}: {'; '.join(claim.missing)}", indent, indent)
    if claim.tolerance:
        show_wrapped(out, f"{say('tolerans', 'tolerance')}: {claim.tolerance}", indent, indent, style="dim")
    if steps:
        for step in claim.steps:
            _show_step(out, step, indent)
        for source in claim.sources:
            said = ", ".join(part for part in (source.publisher, source.title, source.url) if part)
            show_wrapped(out, f"{say('källa', 'source')}: {said}", indent, indent, style="dim")
        for law in claim.laws:
            show_wrapped(out, f"{say('lag', 'law')}: {law}", indent, indent, style="dim")


def _show_step(out: Console, step: StepView, indent: str) -> None:
    from hundralapp.cli.display import show_wrapped

    formula = f" = {step.formula}" if step.formula else ""
    figure = f"  {step.figure}" if step.figure else ""
    show_wrapped(out, f"{step.label}: {step.shown}{formula}{figure}", indent, indent + "  ", style="dim")
    for said in step.explanation.stated if step.explanation is not None else ():
        show_wrapped(out, f"{said.file}:{said.line}: {said.written}", indent + "  ", indent + "  ", style="dim")
    for child in step.children:
        _show_step(out, child, indent + "  ")


def _show_rest(out: Console, view: ClaimsView) -> None:
    """What was not understood or not read, and the count of each verdict."""
    from rich.text import Text

    from hundralapp.cli.display import show_wrapped
    from hundralapp.diagnostics import printable
    from hundralapp.views.claims import VERDICTS, verdict_text

    out.print()
    for each in view.not_understood:
        words = say("tal som inte förstods", "number not understood")
        show_wrapped(out, f'{each.line:>4}  {words}: "{printable(each.text)}" ({each.reason})')
    for sentence in view.unread:
        show_wrapped(out, f"{sentence.line:>4}  {say('inte läst', 'not read')}: {sentence.reason}")
    counts = "  ".join(f"{_MARKS[name]} {view.counts[name]} {verdict_text(name, LANGUAGE)}" for name in VERDICTS)
    out.print(Text(counts, style="dim"), soft_wrap=True)
    if not view.claims:
        out.print(say("Inga påståenden hittades.", "No claims were found."))
