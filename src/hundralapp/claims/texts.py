"""The texts that a workspace carries in its folder texts/, and its kept claims: judged together, for the site that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from hundralapp import codes
from hundralapp.claims.document import Document, TextError, read_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge, JudgedText
from hundralapp.claims.kept import judge_alone
from hundralapp.claims.sidecar import SUFFIX as LINKS
from hundralapp.claims.sidecar import read_sidecar
from hundralapp.diagnostics import Location, Words
from hundralapp.model import Model
from hundralapp.workspace.files import Files

FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """A sentence of claims.yaml judged. `source` is the text that it was taken from, as its file says; else empty."""

    id: str
    source: str
    judged: JudgedText


def read_texts(model: Model) -> list[tuple[str, Document]]:
    """The texts of the workspace, in the order of their names; one that cannot be read is a warning in the model's report."""
    found = []
    for name in model.workspace.files.names(FOLDER):
        if name.endswith(LINKS):
            continue
        try:
            found.append((name, read_document(model.workspace.folder / name)))
        except (TextError, OSError) as error:
            problem = error.words if isinstance(error, TextError) else Words(str(error.strerror), str(error.strerror))
            model.report.add(codes.TEXT_NOT_READ.at(Location(name), problem=problem))
    return found


def judge_texts(model: Model) -> tuple[JudgedText, ...]:
    """Every text of the workspace, judged by its figures and by what a person has said that its claims are about."""
    texts = read_texts(model)
    if not texts:
        return ()
    judge, files = Judge(model, read_facts(model)), Files(model.workspace.folder)
    found = []
    for name, document in texts:
        fixed = read_sidecar(files, name, model, document.text)
        found.append(judge.judge(document, fixed=partial(fixed.link, model)))
    model.report.extend(files.report)
    return tuple(found)


def judge_kept(model: Model) -> tuple[KeptSentence, ...]:
    """Every sentence of claims.yaml, judged alone under its heading, as `check` does it."""
    tree = model.workspace.claims
    pairs = list(tree.pairs()) if tree is not None else []
    if not pairs:
        return ()
    judge = Judge(model, read_facts(model))
    found = []
    for name, each in pairs:
        sentence = each.value("sentence")
        if sentence:
            judged = judge_alone(judge, sentence, each.value("under") or "", each.value("speaker") or "")
            found.append(KeptSentence(name, each.value("text") or "", judged))
    return tuple(found)
