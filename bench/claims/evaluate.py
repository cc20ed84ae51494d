"""Precision and recall of quantities and claims, and accuracy of verdicts, on the annotated texts.

    python -m bench.claims.evaluate [--errors]

`--errors` lists what differs in the tuning texts, never in the held-out ones: rules are not to be written after those.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge
from hundralapp.model import load_model

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
MEASURES = {
    "m": "money",
    "p": "percent",
    "q": "percentage_points",
    "t": "tax_rate",
    "f": "factor",
    "c": "count",
    "s": "streak",
    "d": "duration",
    "e": "emissions",
}
VERDICTS = {
    "h": "holds",
    "n": "does_not_hold",
    "d": "depends_on_definition",
    "c": "cannot_be_checked",
    "v": "value_judgement",
}
_MARK = re.compile(r"\{(?P<code>\w):(?P<value>[-\d.e+]+)\|(?P<words>[^}]*)\}")


@dataclass(slots=True)
class Annotated:
    """A text with what should be found: quantities by place, and per line the kinds with their verdicts."""

    name: str
    tone: str
    workspace: str
    text: str = ""
    quantities: list[tuple[int, int, str, float]] = field(default_factory=list)
    lines: list[tuple[int, int, list[tuple[str, str]]]] = field(default_factory=list)


@dataclass(slots=True)
class Score:
    """Counts over texts. `wrong` are verdicts *holds* or *does not hold* that are not in the key."""

    quantities: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def row(self, counts: Counter[str]) -> str:
        found, right, key = counts["found"], counts["right"], counts["key"]
        precision, recall = right / max(1, found), right / max(1, key)
        return f"precision {precision:.3f}  recall {recall:.3f}  ({right} right, {found} found, {key} in the key)"


def read(name: str) -> Iterator[Annotated]:
    """The annotated texts of a file."""
    current: Annotated | None = None
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("==="):
            if current is not None:
                yield current
            current = Annotated(*(part.strip() for part in line.removeprefix("===").split("|")))
        elif current is not None and line.strip():
            _add(current, line)
    if current is not None:
        yield current


def _add(text: Annotated, line: str) -> None:
    marked, _, key = line.partition("##") if not line.startswith("# ") else (line.removeprefix("# ") + "\n", "", "")
    start, at = len(text.text), 0
    for match in _MARK.finditer(marked):
        text.text += marked[at : match.start()]
        begin = len(text.text)
        text.text += match["words"]
        text.quantities.append((begin, len(text.text), MEASURES[match["code"]], float(match["value"])))
        at = match.end()
    text.text += marked[at:].rstrip(" ")
    claims = [tuple(each.split()) for each in key.split(";") if each.strip() and each.strip() != "-"]
    text.lines.append((start, len(text.text), [(kind, VERDICTS[verdict]) for kind, verdict in claims]))
    text.text += "\n" if text.text.endswith("\n") else " "


@lru_cache(maxsize=4)
def judge_of(workspace: str) -> Judge:
    model = load_model(EXAMPLES / workspace)
    return Judge(model, read_facts(model))


def score(texts: list[Annotated]) -> Score:
    """Every text found and judged, against its key."""
    total = Score()
    for text in texts:
        judged = judge_of(text.workspace).judge(make_document(f"{text.name}.txt", text.text))
        wanted = list(text.quantities)
        for quantity in (each for each in judged.quantities if each.is_amount):
            total.quantities["found"] += 1
            hit = next((key for key in wanted if _is_same(key, quantity)), None)
            if hit is not None:
                wanted.remove(hit)
                total.quantities["right"] += 1
            else:
                total.errors.append(
                    f"{text.name}: quantity {quantity.measure} {quantity.text!r} {quantity.value:g} is not in the key"
                )
        total.quantities["key"] += len(text.quantities)
        total.errors += [f"{text.name}: quantity missed {text.text[key[0] : key[1]]!r} {key[2:]}" for key in wanted]
        for start, end, key in text.lines:
            found = [
                (each.claim.kind.value, each.judgement.verdict.value)
                for each in judged.claims
                if start <= each.claim.sentence.start < end and not each.claim.sentence.is_heading
            ]
            _compare(total, text, text.text[start:end].strip(), found, list(key))
    return total


def _is_same(key: tuple[int, int, str, float], quantity: object) -> bool:
    start, end, measure, value = key
    overlap = quantity.start < end and start < quantity.end  # type: ignore[attr-defined]
    return overlap and quantity.measure.value == measure and abs(quantity.value - value) <= 1e-6 * max(1, abs(value))  # type: ignore[attr-defined]


def _compare(total: Score, text: Annotated, line: str, found: list[tuple[str, str]], key: list[tuple[str, str]]) -> None:
    total.kinds["found"] += len(found)
    total.kinds["key"] += len(key)
    left = list(key)
    for kind, verdict in found:
        same = next((each for each in left if each == (kind, verdict)), None) or next(
            (each for each in left if each[0] == kind), None
        )
        if same is None:
            total.errors.append(f"{text.name}: {kind} ({verdict}) is not in the key: {line!r}")
            total.verdicts["wrong"] += verdict in ("holds", "does_not_hold")
            continue
        left.remove(same)
        total.kinds["right"] += 1
        total.verdicts["found"] += 1
        total.verdicts["right"] += same[1] == verdict
        if same[1] != verdict:
            total.verdicts["wrong"] += verdict in ("holds", "does_not_hold")
            total.errors.append(f"{text.name}: {kind} is {verdict}, should be {same[1]}: {line!r}")
    total.errors += [f"{text.name}: {kind} missed: {line!r}" for kind, _ in left]


def report(name: str, total: Score, texts: int) -> str:
    """The score in words."""
    verdicts = total.verdicts
    return "\n".join(
        (
            f"{name}: {texts} texts",
            f"  quantities  {total.row(total.quantities)}",
            f"  claim kinds {total.row(total.kinds)}",
            f"  verdicts    {verdicts['right'] / max(1, verdicts['found']):.3f} of those found; "
            f"{verdicts['wrong']} wrong holds or does-not-hold",
        )
    )


def main() -> None:
    for name in ("tuning.txt", "held_out.txt"):
        texts = list(read(name))
        total = score(texts)
        print(report(name, total, len(texts)))
        if "--errors" in sys.argv and name == "tuning.txt":
            print("\n".join(f"    {each}" for each in total.errors))


if __name__ == "__main__":
    main()
