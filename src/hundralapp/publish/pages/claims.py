"""Claims in texts and kept claims, each marked where it stands, with its verdict and the calculation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.claims.judging import JudgedText
from hundralapp.claims.kept import Kept
from hundralapp.diagnostics import Language
from hundralapp.publish.edition import Edition
from hundralapp.publish.marked import Block, Piece, marked
from hundralapp.publish.page import Page
from hundralapp.publish.shown import Shower, figure_id
from hundralapp.views.claims import VERDICTS, ClaimsView, ClaimView, StepView, claims_view, verdict_text
from hundralapp.workspace.tables import slug

FILES: Mapping[Language, str] = {"sv": "pastaenden.html", "en": "claims.html"}
_STYLES = ("claims.css",)


@dataclass(frozen=True, slots=True)
class Text:
    """A judged text: its title, its page, what was read and found, and how many claims got which verdict."""

    title: str
    files: Mapping[Language, str]
    view: ClaimsView
    blocks: tuple[Block, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Verdicts that were given, with how often."""
        return [(verdict, count) for verdict, count in self.view.counts.items() if count]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A kept claim: its name in the file, the text it comes from, and the sentence marked."""

    id: str
    source: str
    view: ClaimsView
    claims: tuple[ClaimView, ...]
    block: Block


def pages(edition: Edition) -> Sequence[Page]:
    """The page that lists the claims, and a page for each text; none where the workspace has neither texts nor kept claims."""
    budget, language = edition.budget, edition.language
    taken: set[str] = set()
    texts = [_text(edition, each, taken) for each in budget.texts]
    kept = [_sentence(edition, each) for each in budget.kept]
    views = [*(each.view for each in texts), *(each.view for each in kept)]
    if not views:
        return []
    for view in views:
        _open(edition.shower, view)
    counts = {verdict: sum(view.counts[verdict] for view in views) for verdict in VERDICTS}
    common = {
        "verdicts": [(verdict, verdict_text(verdict, language)) for verdict in VERDICTS],
        "step_id": lambda step: _step_id(edition.shower, step),
        "verdict_text": lambda verdict: verdict_text(verdict, language),
    }
    title = edition.say("Påståenden", "Claims")
    values = {"texts": texts, "kept": kept, "counts": counts, "total": sum(counts.values()), **common}
    made = [Page("claims", FILES, title, "claims.html.j2", values, styles=_STYLES)]
    for each in texts:
        own = {"text": each, **common}
        made.append(Page(each.files["sv"], each.files, each.title, "claimed.html.j2", own, styles=_STYLES, listed=False))
    return made


def _text(edition: Edition, judged: JudgedText, taken: set[str]) -> Text:
    name = slug(judged.document.name.rpartition(".")[0]) or "text"
    while name in taken:
        name += "-2"
    taken.add(name)
    view = claims_view(edition.model, judged, edition.language)
    headings = [each.start for each in judged.sentences if each.is_heading]
    blocks = marked(view.text, view.claims, headings)
    title = next((block.text.strip() for block in blocks if block.is_heading), judged.document.name)
    files: dict[Language, str] = {"sv": f"pastaende-{name}.html", "en": f"claim-{name}.html"}
    return Text(title, files, view, blocks)


def _sentence(edition: Edition, kept: Kept) -> Sentence:
    view = claims_view(edition.model, kept.judged, edition.language)
    headings = [each for each in kept.judged.sentences if each.is_heading]
    claims = tuple(each for each in view.claims if not any(one.start <= each.start < one.end for one in headings))
    blocks = marked(view.text, claims, [each.start for each in headings])
    as_written = Block(False, (Piece(kept.sentence, (), ()),))
    said = [each for each in blocks if not each.is_heading] or (blocks if claims else [as_written])
    return Sentence(kept.id, kept.source, view, claims, said[-1])


def _open(shower: Shower, view: ClaimsView) -> None:
    """Every figure that a calculation names gets its explanation."""

    def walk(steps: Sequence[StepView]) -> None:
        for step in steps:
            _step_id(shower, step)
            walk(step.children)

    for claim in view.claims:
        walk(claim.steps)


def _step_id(shower: Shower, step: StepView) -> str:
    """The explanation of the figure that a step names; empty when it names none that the model has."""
    figure, _, period = (step.figure or "").rpartition("@")
    if (figure, period) not in shower.model.cells:
        return ""
    shower.opened.setdefault((figure, period))
    return figure_id((figure, period))
