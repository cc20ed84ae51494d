"""The texts that a workspace carries in its folder texts/, judged for the site that shows them."""

from __future__ import annotations

from functools import partial

from hundralapp import codes
from hundralapp.claims.document import Document, TextError, read_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge, JudgedText
from hundralapp.claims.sidecar import SUFFIX as LINKS
from hundralapp.claims.sidecar import read_sidecar
from hundralapp.diagnostics import Location, Words
from hundralapp.model import Model
from hundralapp.workspace.files import Files

FOLDER = "texts"


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
