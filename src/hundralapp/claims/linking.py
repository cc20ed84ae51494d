"""Which figure of the workspace a claim is about: by the glossary, by the names people wrote, and by words a person added.

A link has a confidence between 0 and 1 and its alternatives. A verdict rests on a link only when it is sure (`SURE`) and no other
figure is nearly as likely; a person settles the rest in a sidecar file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from hundralapp.claims.finding import Claim
from hundralapp.claims.quantity import Measure
from hundralapp.claims.swedish import alike, said_stems, stems
from hundralapp.model import Model, catalogue
from hundralapp.terms import terms, word

SURE = 0.8
_CLEAR = 0.15  # how far the best must be ahead of the next
_SHOWN = 4
_MOST_WORDS = 100_000
# Measures of a family that a text means when it names a member and an amount.
_MEASURES = ("amount", "frame", "value", "outlay", "cost", "volume", "revenue")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a claim may be about."""

    figure: str
    label: str
    confidence: float
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """The figure a claim is about, and what else it may be. `fixed` when a person has said so."""

    candidates: tuple[Candidate, ...] = ()
    fixed: bool = False

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def is_sure(self) -> bool:
        if self.best is None:
            return False
        if self.fixed:
            return True
        return self.best.confidence >= SURE and all(
            self.best.confidence - each.confidence >= _CLEAR for each in self.candidates[1:] if each.name != self.best.name
        )


@dataclass(frozen=True, slots=True)
class _Name:
    """A name by which figures are meant, in stems."""

    text: str
    stems: tuple[str, ...]
    figures: tuple[str, ...]


class Linker:
    """The names of a workspace's figures, ready to be looked for.

    Args:
        words: more words for a figure or a prefix of figures, which a person added.
    """

    def __init__(self, model: Model, words: Mapping[str, Iterable[str]] | None = None) -> None:
        self.model = model
        self.figures = list(dict.fromkeys(figure for figure, _ in model.cells))
        self._names = list(self._all_names(words or {}))
        self._names_with: dict[str, list[int]] = {}  # stem -> the names that have it
        for index, name in enumerate(self._names):
            for each in set(name.stems):
                self._names_with.setdefault(each, []).append(index)
        self._weights = [sum(1.0 / len(self._names_with[part]) for part in name.stems) for name in self._names]
        self._like: dict[str, tuple[tuple[str, float], ...]] = {}
        self._units: dict[str, str] = {}

    def _all_names(self, words: Mapping[str, Iterable[str]]) -> Iterable[_Name]:
        labels = self.model.workspace.labels
        for figure in self.figures:
            if figure in terms()["figures"]:
                for text in (word("figures", figure, "sv"), *terms()["words"].get(figure, ())):
                    yield _Name(text, stems(text), (figure,))
        for prefix, text in labels.items():
            members = tuple(f"{prefix}.{measure}" for measure in _MEASURES)
            found = tuple(each for each in members if each in set(self.figures)) or tuple(
                each for each in self.figures if each.startswith(prefix + ".") and each.count(".") == prefix.count(".") + 1
            )
            if found and stems(text):
                yield _Name(text, stems(text), found)
        for key, texts in words.items():
            found = tuple(each for each in self.figures if each == key or each.startswith(key + "."))
            for text in texts:
                if found and stems(text):
                    yield _Name(text, stems(text), found)

    def link(self, claim: Claim) -> Link:
        """The figures that the claim's sentence names, best first; those of a fitting unit only.

        Words of the claim's own clause count most, then those of the sentence, then those of the headings.
        """
        scores: dict[str, Candidate] = {}
        near, whole = self._clause(claim), claim.sentence.text
        rest = 0.9 if len(near) == len(whole) else 0.7
        measures = {each.measure for each in claim.quantities if each.is_amount}
        for weight, text in ((1.0, near), (rest, whole), (0.7, " ".join(claim.sentence.headings))):
            for name, score in self._named(said_stems(text)):
                for figure in name.figures:
                    confidence = round(weight * score, 3)
                    if confidence > scores.get(figure, _NONE).confidence and self._fits(figure, measures):
                        scores[figure] = Candidate(figure, self.model.label(figure), confidence, name.text)
        best = sorted(scores.values(), key=lambda each: (-each.confidence, self._order(each.figure), each.figure))
        return Link(tuple(each for each in best if each.confidence >= 0.3)[:_SHOWN])

    def named(self, text: str, unit: str) -> Link:
        """The figures of a unit that a text names, best first."""
        best: dict[str, Candidate] = {}
        for name, score in self._named(said_stems(text)):
            for figure in name.figures:
                if self.unit_of(figure) == unit and score > best.get(figure, _NONE).confidence:
                    best[figure] = Candidate(figure, self.model.label(figure), round(score, 3), name.text)
        found = sorted(best.values(), key=lambda each: (-each.confidence, self._order(each.figure), each.figure))
        return Link(tuple(found[:_SHOWN]))

    def _order(self, figure: str) -> int:
        measure = figure.rsplit(".", 1)[-1]
        return _MEASURES.index(measure) if measure in _MEASURES else len(_MEASURES)

    def _clause(self, claim: Claim) -> str:
        """The words around the claim's numbers, up to the next comma, `och` or semicolon that parts two statements."""
        text, base = claim.sentence.text, claim.sentence.start
        start, end = claim.start - base, claim.end - base
        before = max((text.rfind(mark, 0, start) for mark in (" och ", "; ", " samt ", " – ")), default=-1)
        after = min((at for mark in (" och ", "; ", " samt ", " – ") if (at := text.find(mark, end)) >= 0), default=len(text))
        return text[max(0, before) : after]

    def _named(self, said: tuple[str, ...]) -> Iterable[tuple[_Name, float]]:
        """Names that the words say, with the share of the name's weight that is said; a rarer word weighs more."""
        best: dict[str, float] = {}
        for each in said:
            for part, score in self._parts_like(each):
                best[part] = max(score, best.get(part, 0.0))
        for index in sorted({index for part in best for index in self._names_with[part]}):
            name = self._names[index]
            matched = sum(best.get(part, 0.0) / len(self._names_with[part]) for part in name.stems)
            yield name, matched / self._weights[index]

    def _parts_like(self, word: str) -> tuple[tuple[str, float], ...]:
        """The stems of names that a word is or is a part of, with how well: looked up once for each word."""
        found = self._like.get(word)
        if found is None:
            if len(self._like) >= _MOST_WORDS:
                self._like.clear()
            found = tuple((part, score) for part in self._names_with if (score := alike(part, word)) > 0)
            self._like[word] = found
        return found

    def _fits(self, figure: str, measures: Set[Measure]) -> bool:
        unit = self.unit_of(figure)
        if not measures:
            return True
        if Measure.MONEY in measures:
            return unit == "SEK"
        if Measure.TAX_RATE in measures:
            return unit == "ore_per_SEK100"
        if measures & {Measure.PERCENT, Measure.POINTS}:
            return unit in ("percent", "SEK", "ore_per_SEK100")
        return unit not in ("SEK", "percent", "ore_per_SEK100")

    def unit_of(self, figure: str) -> str:
        """The carried unit of a figure of the workspace."""
        if figure not in self._units:
            unit = catalogue().unit_of(figure)
            if unit is None:
                unit = next((cell.unit for (name, _), cell in self.model.cells.items() if name == figure), None)
            self._units[figure] = str(unit) if unit is not None else ""
        return self._units[figure]


_NONE = Candidate("", "", 0.0, "")
