"""From sentences to claims: which numbers belong together, what else a sentence asserts, when, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hundralapp.claims.cues import BY_KIND
from hundralapp.claims.finding import Claim, Direction, Kind
from hundralapp.claims.patterns import searching
from hundralapp.claims.quantity import Measure, Quantity, Relation
from hundralapp.claims.sentences import Sentence

_UP = searching(
    r"""
    ök(?:ar|a|as|ade|at|ning\w*) | höj(?:er|a|s|de|t|as|ning\w*|des) | stärk\w+ | förstärk\w+ | tillskott | tillför\w*
    sats(?:ar|as|ade|at|a|ning\w*) | mer\b | fler\b | ytterligare | utök\w+ | skjuter till | lägger | extra | påslag | dyrare
    upp\b | växer | stiger | anslår | avsätter | investerar | dubbl\w+ | fördubbl\w+
    """
)
_DOWN = searching(
    r"""
    minsk(?:ar|a|as|ade|at|ning\w*) | sänk(?:er|a|s|te|t|as|ning\w*|tes) | skär(?:s|a)? (?:ned|ner|bort) | skurit
    spar(?:ar|a|as|krav|ades) | besparing\w* | drar (?:ned|ner|in) | nedskärning\w* | färre\b | mindre\b(?! än) | lägre\b
    billigare | ned\b | sjunker | faller | halver\w+ | krymp\w+ | effektivisering\w*
    """
)
_CONNECTS = searching(
    r"""
    dvs | d\.v\.s | det vill säga | motsvarar | vilket (?:är|ger|blir|betyder|innebär) | alltså | eller | = | innebär | ger\b
    inbringar | blir | utgör | är\b | på\b | \( | – | det är | handlar om | värd | kostar | med\b | om\b | ,\s*$
    """,
    words=False,
)
_GIVES = searching(
    "(?:Det|Detta|Höjningen|Sänkningen|Skattehöjningen|Skattesänkningen|Ökningen) (?:ger|motsvarar|innebär|inbringar|är|betyder)"
)
_NEW_STATEMENT = searching(r"[.;] | \boch\b | \bsamt\b | \bmot\b | \bjämfört\b", words=False)
_TAX = searching("skatt | hundralapp | utdebitering | kommunal(?:skatt|t) | jobbskatteavdrag", words=False)
_PERSON = searching(
    r"""
    hushåll | familj | löntagar | du\b | dig\b | din\b | plånbok | lön(?!eök|eupp|enäm|eut) | inkomst | tjänar
    pension(?:är|en\b) | barnfamilj | undersköterska | lärare med | invånare | kvar i | medelinkomst | person | enskild
    """,
    words=False,
)
_PROGRAMME = searching("vi | gör en")  # what is done with an amount is said by the amount
_BOUNDS = (Relation.LESS_THAN, Relation.MORE_THAN, Relation.AT_LEAST, Relation.AT_MOST)
_BETWEEN_AMOUNTS = searching(
    r"jämfört med | mot\b | i stället för | istället för | än\b | från\b.*\btill | medan | föreslår bara | bara", words=False
)


@dataclass(slots=True)
class Context:
    """What sentences before have settled: the year they are about, who speaks."""

    years: tuple[int, int] | None = None
    speaker: str = ""
    rate: Quantity | None = None  # the only rate of the sentence before, for "Det ger 848 miljoner."


def claims_of(sentence: Sentence, quantities: Sequence[Quantity], context: Context) -> list[Claim]:
    """The claims of one sentence, in order of kind.

    Args:
        quantities: those within the sentence.
        context: of the text so far; years and speaker where the sentence itself is silent.
    """
    years = years_of(sentence, quantities) or context.years
    direction = direction_of(sentence.text)
    used: set[Quantity] = set()
    found: list[Claim] = []

    def add(kind: Kind, numbers: Sequence[Quantity] = (), span: tuple[int, int] | None = None, cue: str = "") -> None:
        start, end = span or (
            min((q.start for q in numbers), default=sentence.start),
            max((q.end for q in numbers), default=sentence.end),
        )
        found.append(Claim(kind, sentence, start, end, tuple(numbers), direction, years, context.speaker, cue))
        used.update(numbers)

    amounts = [each for each in quantities if each.is_amount]
    for numbers in _households(sentence, amounts, context):
        add(Kind.HOUSEHOLD, numbers)
    for numbers in _comparisons(sentence, [each for each in amounts if each not in used]):
        add(Kind.COMPARISON, numbers)
    for numbers in _pairs(sentence, [each for each in amounts if each not in used]):
        add(Kind.PAIR, numbers)
    for each in amounts:
        if each.measure is Measure.MONEY and each not in used and context.rate is not None and _GIVES.match(sentence.text):
            add(Kind.PAIR, (context.rate, each), (each.start, each.end))
            break
    for kind in (Kind.COST_COVER, Kind.CAPACITY, Kind.COVERAGE, Kind.RANK, Kind.TREND, Kind.FORECAST, Kind.TARGET):
        cued = next(_cued(sentence, kind), None)
        if cued is None or _is_another(kind, cued[0], sentence, found):
            continue
        taken = _numbers_of(kind, amounts)
        add(kind, (), *cued)
        if taken:
            found[-1] = Claim(kind, sentence, *cued[0], tuple(taken), direction, years, context.speaker, cued[1])
            used.update(taken)
    for each in amounts:
        if each in used:
            continue
        if each.measure in (Measure.MONEY, Measure.EMISSIONS) or (
            each.measure is Measure.COUNT and _is_of_budget(sentence, each)
        ):
            add(Kind.AMOUNT, (each,))
        elif each.measure in (Measure.PERCENT, Measure.POINTS, Measure.TAX_RATE):
            add(Kind.PERCENT if each.measure is not Measure.TAX_RATE else Kind.AMOUNT, (each,))
    for kind in (Kind.CAUSE, Kind.DECISION):
        cued = next((each for each in _cued(sentence, kind) if not amounts or not _PROGRAMME.match(each[1])), None)
        if cued is not None:
            add(kind, (), *cued)
    for span, cue in _cued(sentence, Kind.VALUE):
        if not any(each.kind not in (Kind.CAUSE, Kind.DECISION, Kind.COVERAGE, Kind.TARGET) for each in found):
            add(Kind.VALUE, (), span, cue)
        break
    if (
        not found
        and re.search(r"\b(?:ska|skall|måste|bör|borde|vill)\b", sentence.text, re.IGNORECASE)
        and not sentence.is_heading
    ):
        add(Kind.VALUE, (), (sentence.start, sentence.end), "ska")
    return found


def _is_another(kind: Kind, span: tuple[int, int], sentence: Sentence, found: list[Claim]) -> bool:
    """A cue that is part of another claim: a cost that is reckoned with, and a trend that shall come about."""
    if kind is Kind.FORECAST:
        return any(each.kind is Kind.COST_COVER for each in found)
    if kind is Kind.TREND:
        before = sentence.text[: span[0] - sentence.start]
        return re.search(r"\b(?:ska|skall|måste|bör)\b[^.;]*$", before, re.IGNORECASE) is not None
    return False


def _cued(sentence: Sentence, kind: Kind) -> Iterator[tuple[tuple[int, int], str]]:
    for cue in BY_KIND[kind]:
        match = cue.regex.search(sentence.text)
        if match is not None:
            yield (sentence.start + match.start(), sentence.start + match.end()), match[0]


def _numbers_of(kind: Kind, amounts: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that a claim of this kind takes for itself."""
    if kind is Kind.TREND:
        return [each for each in amounts if each.measure is Measure.STREAK]
    if kind is Kind.COST_COVER:
        return [each for each in amounts if each.measure is Measure.PERCENT][:1]
    if kind is Kind.COVERAGE:
        money = [each for each in amounts if each.measure is Measure.MONEY]
        return (money or [each for each in amounts if each.measure is Measure.COUNT])[:1]
    if kind is Kind.RANK:
        return [each for each in amounts if each.measure is Measure.COUNT][:1]
    return []


def _is_of_budget(sentence: Sentence, quantity: Quantity) -> bool:
    """A count that is worth a claim of its own: things that budgets buy or count."""
    return quantity.noun != "" and not quantity.noun.startswith(("gång", "sak", "punkt", "fråg", "dag", "parti", "del"))


def _households(sentence: Sentence, amounts: Sequence[Quantity], context: Context) -> Iterator[tuple[Quantity, ...]]:
    """`mindre än 60 kronor i månaden för den som tjänar 35 000`: a cost of tax to a person, and the income it is said for.

    That it is about tax is said in the sentence, or by the rate of the sentence before.
    """
    money = [each for each in amounts if each.measure is Measure.MONEY and each.value < 1_000_000]
    text = sentence.context
    is_tax = _TAX.search(text) is not None or context.rate is not None
    if not money or not is_tax or not _PERSON.search(text):
        return
    effects = [
        each for each in money if each.per in ("month", "year") and abs(each.value) < 10_000 and not _is_income(sentence, each)
    ]
    effects = effects or [each for each in money if abs(each.value) < 5_000 and not _is_income(sentence, each)]
    incomes = [each for each in money if each not in effects and each.value >= 5_000]
    rates = [each for each in amounts if each.measure is Measure.TAX_RATE]
    for index, each in enumerate(effects):
        income = (incomes[index],) if index < len(incomes) else tuple(incomes[-1:])
        yield (each, *income, *rates[:1])


def _is_income(sentence: Sentence, quantity: Quantity) -> bool:
    before = sentence.text[max(0, quantity.start - sentence.start - 25) : quantity.start - sentence.start].lower()
    return re.search(r"(?:tjänar|lön(?:en)?(?: på)?|inkomst(?: på)?|pension(?: på)?)\s+(?:\w+\s+)?$", before) is not None


def _pairs(sentence: Sentence, amounts: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """A percentage or a tax rate beside an amount of money that the text says is the same thing."""
    rates = (Measure.PERCENT, Measure.TAX_RATE)
    taken: set[Quantity] = set()
    for first, second in pairwise(amounts):
        one, other = (first, second) if first.measure in rates else (second, first)
        if one.measure not in rates or other.measure is not Measure.MONEY or one in taken or other in taken:
            continue
        if one.measure is Measure.PERCENT and (other.value < 10_000 or other.per or one.relation in _BOUNDS):
            continue
        between = sentence.text[first.end - sentence.start : second.start - sentence.start]
        plain = between.replace("d.v.s.", "dvs").replace("dvs.", "dvs")
        if len(between) <= 45 and _CONNECTS.search(between) and not _NEW_STATEMENT.search(plain):
            taken |= {one, other}
            yield one, other


def _comparisons(sentence: Sentence, amounts: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Two numbers of one measure held against each other, a doubling, or a share of one in the other."""
    factor = next((each for each in amounts if each.measure is Measure.FACTOR), None)
    same = [each for each in amounts if each.measure in (Measure.MONEY, Measure.COUNT, Measure.TAX_RATE)]
    if factor is not None:
        near = sorted(same, key=lambda each: abs(each.start - factor.start))[:2]
        yield (factor, *sorted((each for each in near if each.measure is near[0].measure), key=lambda each: each.start))
        return
    for first, second in pairwise(same):
        if first.measure is not second.measure:
            continue
        between = sentence.text[first.end - sentence.start : second.start - sentence.start]
        before = sentence.text[max(0, first.start - sentence.start - 20) : first.start - sentence.start]
        if _BETWEEN_AMOUNTS.search(between) or (re.search(r"\btill\b", between) and "från" in before.lower()):
            shares = [each for each in amounts if each.measure is Measure.PERCENT]
            yield (first, second, *shares[:1])
            return


def years_of(sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[int, int] | None:
    """The years a sentence names: the first that it names, or a range."""
    named = [each for each in quantities if each.measure is Measure.YEAR and not each.noun]
    if not named:
        return None
    return int(named[0].low), int(named[0].high)


def direction_of(text: str) -> Direction:
    """Up or down by the first word that tells; level where none does."""
    up, down = _UP.search(text), _DOWN.search(text)
    if up is None and down is None:
        return Direction.LEVEL
    if down is None or (up is not None and up.start() < down.start()):
        return Direction.UP
    return Direction.DOWN
