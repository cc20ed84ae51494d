"""Numbers that are no amounts: dates, laws, ages, telephone numbers, labels. Each pattern stands with its examples.

They come first, so that `4 kap. 12 §` is never four of something. A test walks the examples. No pattern may look on without end
from every place of a text, or a long one would take the square of its length: repetitions have a bound or begin at a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundralapp.claims.quantity import Measure

_MONTHS = r"jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?"
_MONTHS += r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
YEAR = r"(?:19[5-9]\d|20\d\d|21\d\d)"
# What makes `2 030` or `2030` an amount and not a year: a unit directly after it.
_UNIT_AFTER = (
    r"(?!\d|[.,]\d|\s?(?:%|kr\b|kronor|öre|mkr|mnkr|tkr|mdkr|sek\b|procent|miljon|miljard|ton\b|kvm|elever|barn\b|platser|invånare"
    r"|personer|bostäder|lägenheter|anställda|tjänster|nya\s|fler\s|st\b|stycken))"
)


@dataclass(frozen=True, slots=True)
class NotAmount:
    """A pattern, what it is, and texts in which it is all of one number."""

    measure: Measure
    pattern: str
    examples: tuple[str, ...]


NOT_AMOUNTS: tuple[NotAmount, ...] = (
    NotAmount(
        Measure.CONTACT,
        r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+",
        ("https://exempel.se/2024/177", "a1@b2.se"),
    ),
    NotAmount(Measure.CONTACT, r"\+\d{2}\s?\(?0?\)?\s?\d[\d\s-]{6,14}\d", ("+46 8 508 290 00", "+46 (0)8-508 29 000")),
    NotAmount(Measure.CONTACT, r"(?<!\d)\d{6}-\d{4}(?!\d)", ("212000-0142",)),
    NotAmount(
        Measure.CONTACT,
        r"(?<![\d,.])0\d{1,3}\s?[-–/]\s?\d{2,3}(?:[\s\u00a0]?\d{2,3}){1,3}(?!\d)",
        ("08-508 290 00", "070-123 45 67"),
    ),
    NotAmount(Measure.CONTACT, r"(?<![\d,.])\d{3}\s\d{2}\s+(?=[A-ZÅÄÖ][a-zåäö]{2,})(?!Kr)", ("105 35 Stockholm",)),
    NotAmount(Measure.DATE, r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", ("2023-10-12",)),
    NotAmount(
        Measure.LAW,
        r"(?<![\wåäö.])(?:prop|sou|sfs|ds|bet|skr|dir|rskr|mot|dnr|diarienr|diarienummer|ärende)\.?:?\s*(?:[A-ZÅÄÖ]{1,5}\s?)?\d{4}(?:[-/:]\d+)+",
        ("prop. 2023/24:1", "SOU 2021:45", "dnr KS 2023/1234"),
    ),
    NotAmount(Measure.LAW, r"(?<!\d)(?:1[89]|20)\d\d:\d{1,4}(?!\d)", ("2017:725",)),
    NotAmount(
        Measure.LAW,
        r"\d+\s?kap\.?(?:\s*\d+\s?[a-z]?(?:\s*(?:och|,|–|-)\s*\d+\s?[a-z]?){0,12}\s*§§?)?|§§?\s?\d+(?:\s?[a-z]\b)?"
        r"|(?<![\d,.])\d+(?:\s?[a-z])?(?:\s*(?:och|,|–|-)\s*\d+(?:\s?[a-z])?){0,12}\s?§§?",
        ("11 kap. 5 §", "12 §", "§ 4", "11 kap.", "12 och 13 §§"),
    ),
    NotAmount(
        Measure.DATE,
        rf"(?<![\d,.])\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}}|\s+och\s+\d{{1,2}})?\s+(?:{_MONTHS})\b\.?(?:\s+{YEAR})?",
        ("12 oktober 2023", "14–15 december", "1 juli", "30 juni 2020"),
    ),
    NotAmount(
        Measure.CLOCK,
        r"(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d{2})?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d{2})?)?",
        ("kl. 10.00", "klockan 9"),
    ),
    NotAmount(Measure.CLOCK, r"(?<![\d,.:])[012]?\d:[0-5]\d(?![\d:])", ("10:30",)),
    NotAmount(Measure.DATE, r"(?:den\s+)\d{1,2}/\d{1,2}(?:[-\s]\d{2,4})?(?!\d)", ("den 12/10",)),
    NotAmount(
        Measure.AGE,
        r"(?<![\d,.])\d{1,3}\s?\+(?!\s?\d)|\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?-?åring\w*"
        r"|(?:åldern|åldrarna|åldersgruppen|ålder)\s+\d{1,3}(?:\s?(?:[-–]|till|och)\s?\d{1,3})?(?:\s+år\b)?",
        ("85+", "16-åringar", "16–19-åringar", "åldern 6 till 12", "åldersgruppen 65–79 år"),
    ),
    NotAmount(
        Measure.AGE,
        r"(?<![\d,.])\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?år(?:s\s+ålder|\s+(?:och|eller)\s+(?:äldre|uppåt|yngre)|\s+fyllda|\s+gam\w+)"
        r"|(?:över|under|fyllda?)\s+(?:1[5-9]|20|6\d|7\d|8\d|9\d)\s+år\b|(?<![\d,.])\d{1,2}\s?[-–]\s?\d{1,3}\s?år\b",
        ("65 år och äldre", "80 års ålder", "över 65 år", "16–19 år"),
    ),
    NotAmount(
        Measure.LABEL,
        r"(?<![\wåäö.])(?:årskurs(?:erna)?|åk|klass|punkt|sida|sid\.?|s\.|kapitel|tabell|bilaga|figur|steg|nr|nummer|etapp|tertial|kvartal|version|agenda"
        r"|paragraf|artikel|rum|linje|väg|lista|fas|nivå|vecka|v\.|kolumn|rad)\s*\d+(?:\s?[-–]\s?\d+)?(?:\s?[a-z]\b)?(?![\d,.]\d)",
        ("årskurs 9", "åk 7–9", "punkt 3", "Agenda 2030", "tertial 2", "vecka 44", "sid. 12"),
    ),
    NotAmount(
        Measure.LABEL,
        r"(?<!\w)(?:[A-ZÅÄÖ]{1,5}[-–]?\d+(?:[-–]\d+)?|[Cc]ovid-?19|CO\d\w*)\b(?!\s?(?:kr|mkr|miljon))",
        ("E4", "A4", "F-9", "CM2", "Covid-19", "CO2e", "T1"),
    ),
    NotAmount(Measure.LABEL, r"(?m:^)[ \t]*(?:\d{1,2}[.)]|\(\d{1,2}\))(?=[ \t]+\D)", ("1. Skola", "2) Vård")),
    NotAmount(Measure.LABEL, r"\[\d{1,3}\]|\(\d{1,2}\)|\d{1,2}\s?\(\d{1,3}\)", ("[12]", "(3)")),
    NotAmount(
        Measure.YEAR,
        rf"(?<![\d,.]){YEAR}\s?(?:[-–/]|till(?:\s+och\s+med)?)\s?(?:{YEAR}|\d{{2}}){_UNIT_AFTER}",
        ("2023-2026", "2024–26", "2023/24", "2020 till 2022"),
    ),
    NotAmount(Measure.YEAR, rf"(?<![\d,.]){YEAR}-?tal\w*|(?<![\d,.:]){YEAR}{_UNIT_AFTER}", ("2030", "2021", "1990-talet")),
)
