"""The sidecar file of a text: what a person has said that a claim is about, respected by the next run.

`press.txt` has `press.txt.links.yaml` beside it. A link holds for every claim whose sentence has the quoted words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hundralapp import codes
from hundralapp.claims.finding import Claim
from hundralapp.claims.linking import Candidate, Link
from hundralapp.diagnostics import Report
from hundralapp.model import Model
from hundralapp.workspace.claim_formats import LINKS
from hundralapp.workspace.files import Files
from hundralapp.workspace.schema import check_shape
from hundralapp.workspace.yamlsource import read_yaml

SUFFIX = ".links.yaml"
_NO_FIGURE = "none"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The links of one text, as quote and figure, and what is wrong with the file."""

    links: tuple[tuple[str, str], ...]
    report: Report
    line: Callable[[str, int], str | None]

    def link(self, model: Model, claim: Claim) -> Link | None:
        """What was said of the claim; the longest quote wins. None where nothing was said."""
        if not self.links:
            return None
        sentence = _plain(claim.sentence.text)
        said = [(quote, figure) for quote, figure in self.links if quote in sentence]
        if not said:
            return None
        around = claim.sentence.text[max(0, claim.start - claim.sentence.start) : claim.end - claim.sentence.start]
        quote, figure = max(said, key=lambda each: (each[0] in _plain(around) or _plain(around) in each[0], len(each[0])))
        if figure == _NO_FIGURE:
            return Link((), True)
        return Link((Candidate(figure, model.label(figure), 1.0, quote),), True)


def read_sidecar(files: Files, text: str, model: Model, plain_text: str) -> Fixed:
    """The sidecar of a text; empty where there is none.

    Args:
        files: the folder; its report has what is wrong with the sidecar.
        text: the name of the text in it.
        plain_text: of the document, to find that each quote is there.
    """
    name = text + SUFFIX
    if not files.exists(name):
        return Fixed((), files.report, files.line)
    tree = read_yaml(files, name)
    found: list[tuple[str, str]] = []
    if tree is not None and check_shape(files, tree, LINKS, name):
        known = dict.fromkeys(figure for figure, _ in model.cells)
        links = tree.get("links")
        whole = _plain(plain_text)
        for each in (links.items if links is not None else None) or []:
            quote, figure = each.value("quote"), each.value("figure")
            if quote is None or figure is None:
                continue
            place = (each.get("figure") or each).location
            if figure != _NO_FIGURE and figure not in known:
                files.report.add(codes.UNKNOWN_FIGURE.at(place, figure=figure, suggestion=files.report.suggest(figure, known)))
                continue
            if _plain(quote) not in whole:
                files.report.add(codes.QUOTE_NOT_FOUND.at((each.get("quote") or each).location, quote=quote, text=text))
                continue
            found.append((_plain(quote), figure))
    return Fixed(tuple(found), files.report, files.line)


def _plain(text: str) -> str:
    """The text in one line with plain spaces, so that a quote is found whatever the line breaks."""
    return " ".join(text.split())
