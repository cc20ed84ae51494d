"""claims.yaml: claims kept in the workspace with what they came to, judged again whenever figures change.

What flipped is a warning, which `hundralapp check --strict` counts as an error: somebody may have published the old answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from hundralapp import codes
from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.finding import Claim, Kind
from hundralapp.claims.judging import Judge, JudgedText
from hundralapp.claims.verdict import Verdict
from hundralapp.diagnostics import Location, listed
from hundralapp.model import Model
from hundralapp.workspace.tables import slug
from hundralapp.workspace.yamlsource import Tree

NAME = "claims.yaml"


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence of claims.yaml, judged alone under its heading.

    `source` is the text that it was taken from, as the file says, else empty; `stated` the items that say what each of its claims
    came to, and `place` where they stand.
    """

    id: str
    sentence: str
    under: str
    speaker: str
    source: str
    stated: tuple[Tree, ...]
    place: Location
    judged: JudgedText

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What claims.yaml says that each claim came to, as `kind verdict`."""
        return tuple(item.text or "" for item in self.stated)

    @property
    def now(self) -> tuple[str, ...]:
        """What each claim comes to now."""
        return _verdicts(self.judged)

    @property
    def has_flipped(self) -> bool:
        return self.verdicts != self.now


def kept_claims(model: Model) -> tuple[Kept, ...]:
    """Every sentence of claims.yaml, judged again."""
    tree = model.workspace.claims
    pairs = list(tree.pairs()) if tree is not None else []
    if not pairs:
        return ()
    judge = Judge(model, read_facts(model))
    return tuple(_kept(judge, name, each) for name, each in pairs if each.value("sentence") is not None)


def _kept(judge: Judge, name: str, tree: Tree) -> Kept:
    sentence, under, speaker, source = (tree.value(key) or "" for key in ("sentence", "under", "speaker", "text"))
    verdicts = tree.get("verdicts")
    stated = tuple((verdicts.items if verdicts is not None else None) or ())
    judged = _judge_alone(judge, sentence, under, speaker)
    return Kept(name, sentence, under, speaker, source, stated, tree.key_location("verdicts"), judged)


def check_kept(model: Model) -> None:
    """Judge every kept claim again; what came out otherwise is added to the model's report."""
    for each in kept_claims(model):
        _check(model, each)


def _check(model: Model, kept: Kept) -> None:
    for item, found in zip_longest(kept.stated, kept.now):
        said = (item.text or "") if item is not None else None
        place = item.location if item is not None else kept.place
        if said is not None and not _is_known(said):
            choices = listed([f"{Kind.PAIR} {each}" for each in Verdict], 20)
            suggestion = model.report.suggest(said, [f"{kind} {verdict}" for kind in Kind for verdict in Verdict])
            model.report.add(codes.BAD_CHOICE.at(place, value=said, key="verdicts", choices=choices, suggestion=suggestion))
        elif said != found:
            model.report.add(codes.CLAIM_FLIPPED.at(place, claim=kept.id, was=said or "-", now=found or "-"))


def _judge_alone(judge: Judge, sentence: str, under: str, speaker: str) -> JudgedText:
    """A sentence that stands alone under its heading, which may be empty."""
    document = make_document("kept.md", f"# {under}\n\n{sentence}" if under else sentence)
    return judge.judge(document, speaker=speaker)


def _verdicts(judged: JudgedText) -> tuple[str, ...]:
    """Kind and verdict of each claim of a sentence that stands alone under its heading, as claims.yaml has them."""
    return tuple(f"{each.claim.kind} {each.judgement.verdict}" for each in judged.claims if not each.claim.sentence.is_heading)


def _is_known(said: str) -> bool:
    kind, _, verdict = said.partition(" ")
    return kind in set(Kind) and verdict in set(Verdict)


def kept_text(judge: Judge, judged: JudgedText, taken: Iterable[str]) -> str:
    """The claims of a text as entries of claims.yaml: every sentence with a claim that is no plain value judgement.

    Each is judged as it will be again: alone, under its heading.

    Args:
        taken: ids that the file has already; new ones get a number after them.
    """
    names = set(taken)
    lines: list[str] = []
    stem = slug(judged.document.name.rsplit(".", 1)[0]) or "text"
    number = 1
    by_sentence: dict[int, list[Claim]] = {}
    for each in judged.claims:
        by_sentence.setdefault(each.claim.sentence.start, []).append(each.claim)
    for sentence in judged.sentences:
        claims = by_sentence.get(sentence.start, [])
        if sentence.is_heading or all(each.kind is Kind.VALUE for each in claims):
            continue
        while f"{stem}-{number}" in names:
            number += 1
        names.add(f"{stem}-{number}")
        said, under = " ".join(sentence.text.split()), sentence.headings[-1] if sentence.headings else ""
        verdicts = _verdicts(_judge_alone(judge, said, under, claims[0].speaker))
        lines += [f"{stem}-{number}:", f"  sentence: {_quoted(said)}"]
        lines += [f"  under: {_quoted(under)}"] if under else []
        lines += [f"  speaker: {_quoted(claims[0].speaker)}"] if claims[0].speaker else []
        lines += [f"  text: {_quoted(judged.document.name)}", f"  verdicts: [{', '.join(verdicts)}]"]
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    """The text in double quotes, as YAML reads JSON's."""
    return json.dumps(text, ensure_ascii=False)
