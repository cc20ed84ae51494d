"""The forms that numbers take in Swedish text: one pattern of them all, and the words beside a number that say what it is."""

from __future__ import annotations

import re
from functools import lru_cache

from hundralapp.claims.not_amounts import NOT_AMOUNTS
from hundralapp.claims.patterns import any_of, one_of, searching, word_list
from hundralapp.claims.quantity import Relation
from hundralapp.numbers_sv import IN_TEXT, MAGNITUDES, NUMBER_WORDS, ORDINAL_WORDS

SPACE = r"[ \t\u00a0\u2009\u202f\n]"
_SIGN = r"(?:(?<![\w\d])[-+\u2212\u2013])?"
_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
_CURRENCY = r"svenska kronor|kronorna|kronors|kronor|krona|kr\b|sek\b|:-"
MONEY_SHORT = {
    "mdkr": 10**9,
    "mdr kr": 10**9,
    "mnkr": 10**6,
    "mkr": 10**6,
    "msek": 10**6,
    "tkr": 10**3,
    "ksek": 10**3,
    "tsek": 10**3,
}
_FOREIGN = r"euro\b|eur\b|€|dollar|usd\b|norska kronor|danska kronor|pund\b"
EMISSIONS = {"kton": 1_000, "kt": 1_000, "mton": 1_000_000, "ton": 1}
UNIT = (
    rf"(?P<short>{'|'.join(MONEY_SHORT)})\b"
    rf"|(?P<points>procentenhet(?:er|en|erna|ers)?|%-enhet(?:er|en)?|p\.e\.)"
    rf"|(?P<percent>%|procentig\w*|procents?|procenten|pct\b)"
    rf"|(?P<ore>öre\b|ören\b)"
    rf"|(?:(?P<magnitude>{_MAGNITUDE})(?P<compound>s?(?:-|kronors)?(?:satsning|investering|belopp|underskott|överskott|klass)\w*)?(?![\wåäö])(?:(?<=milj)\.|(?<=mdr)\.)?)?"
    rf"(?:{SPACE}{{0,2}}(?:(?P<foreign>{_FOREIGN})|(?P<currency>{_CURRENCY})(?![\wåäö])|(?P<emissions>kton|mton|kt|ton)\b))?"
)
_NUMBER = rf"(?P<sign>{_SIGN})(?P<digits>{IN_TEXT})"
_ADJECTIVES = "(?:nya|fler|olika|stora|andra|ytterligare)"
_TO = rf"{SPACE}?[-–]{SPACE}?|{SPACE}(?:till|och|mot|jämfört{SPACE}med){SPACE}"
_WORD = one_of(NUMBER_WORDS)
FRACTIONS = {"tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "tiondel": 10}
TIMES = {
    r"fördubbl\w*|dubblering\w*|dubbelt så (?:mycket|många|stor\w*|hög\w*)|dubbla (?:anslaget|beloppet|stödet)": 2.0,
    r"tredubbl\w*|tre gånger så \w+": 3.0,
    r"fyrdubbl\w*|fyra gånger så \w+": 4.0,
    r"halver(?:a|as|at|ade|ats|ar|ing|ingen)\b|hälften så \w+": 0.5,
}
SHARES = {
    r"\bhälften\b(?! så)": 50.0,
    rf"\b(?P<part>(?:en|två|tre|fyra) (?:{'|'.join(FRACTIONS)})(?:ar)?)\b": None,
    rf"\b(?:var|vart|varje) (?P<each>{one_of(ORDINAL_WORDS)})\b(?! (?:år|vecka|månad|dag|timme|minut|gång)\w*)": None,
}


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """All forms in one pattern: what is no amount first, then numbers in digits, then in words."""
    skips = "|".join(f"(?P<skip{index}>{each.pattern})" for index, each in enumerate(NOT_AMOUNTS))
    unit_words = r"(?:miljon|miljard)(?:er)?|kronor|krona|procentenhet(?:er)?|procent|öre"
    words = (
        rf"(?<![\wåäö])(?P<half>en{SPACE}halv|ett?{SPACE}och{SPACE}ett?{SPACE}halvt?|ett{SPACE}halvt|en{SPACE}och{SPACE}en{SPACE}halv){SPACE}+(?={unit_words})"
        rf"|(?<![\wåäö])(?P<word>{_WORD})(?:{SPACE}+(?={unit_words})|(?P<glued>miljon\w*|miljard\w*)\b)"
    )
    ordinals = one_of(ORDINAL_WORDS)
    streak = rf"(?P<streak>\b(?:{ordinals}|\d+:[ea]){SPACE}+(?:året|kvartalet|månaden|gången)){SPACE}+i{SPACE}(?:rad|följd)"
    years = rf"(?P<years>\b(?:{_WORD})){SPACE}+(?P<yearsnoun>år(?:s|en)?)\b(?!{SPACE}+(?:sedan{SPACE}född|gammal))"
    which = rf"(?:nästa|förra|detta|kommande|föregående){SPACE}år(?:et)?"
    relative = rf"(?P<relative>\b(?:i{SPACE}år|i{SPACE}fjol|{which}|året{SPACE}(?:innan|före))\b)"
    counted = rf"(?<![\wåäö])(?P<counted>{_count_words()}){SPACE}+(?:{_ADJECTIVES}{SPACE}+)?(?P<noun>[a-zåäö]{{3,}})"
    times = "|".join(f"(?P<times{index}>\\b(?:{each}))" for index, each in enumerate(TIMES))
    shares = "|".join(f"(?P<share{index}>{each})" for index, each in enumerate(SHARES))
    second = rf"(?:{_TO})(?P<second>{IN_TEXT})"
    numeral = rf"{_NUMBER}(?P<rest>(?:{second})?(?:{SPACE}?-(?=procentig|miljon|miljard)|{SPACE}{{0,2}})(?:{UNIT}))"
    forms = f"{skips}|{streak}|{times}|{shares}|{words}|{years}|{relative}|{counted}|{numeral}|(?P<loose>\\d+)"
    return re.compile(f"(?={MAY_BEGIN})(?:{forms})", re.IGNORECASE)


# Where a form may begin: at digits and signs, at words, and within a word only as `medelåldern 40` does. Asked first, which
# spares the forms most places of a text.
MAY_BEGIN = r"[\d§+.\-\u2212\u2013\[(]|(?<!\w)\w|[hwkdåöuf]|(?m:^)[ \t]"


def _count_words() -> str:
    return one_of(word for word in NUMBER_WORDS if word not in ("en", "ett", "tusen", "hundra"))


_GAP = r"[\s\u00a0]"
PER = re.compile(
    rf"{_GAP}{{0,2}}(?:kronor|kr)?{_GAP}{{0,2}}"
    + any_of(
        r"""
        (?P<month>i månaden|per månad|/mån(?:ad)?\b|varje månad|månatligen|i månadslön)
        (?P<year>om året|per år|/år\b|årligen|varje år)
        (?P<day>per dygn|om dagen|per dag)
        (?:per|för varje|/)\s?(?P<each>[a-zåäö]{3,})
        """
    ),
    re.IGNORECASE,
)
NOUN = re.compile(
    rf"{_GAP}{{1,2}}(?:(?:nya|fler|olika|stora|unga|fasta|extra|ytterligare|färre|svenska){_GAP}+)*(?P<noun>[a-zåäöé]{{3,}})",
    re.IGNORECASE,
)
NOT_RATE = re.compile(rf"{_GAP}*(?:per|/){_GAP}?(?:kwh|kilowatt|kubik|liter|kilometer|mil\b|m3|minut|sms)", re.IGNORECASE)
COUNTED = searching(
    """
    invånare | människor | personer | resor | resenärer | elever | barn | bostäder | lägenheter | kvadrat | träd | besök
    anställda | svenskar | medlemmar | timmar | böcker | kubik | liter | vårddygn
    """
)
RATE_AFTER = searching("hundralapp | skattekrona | per (?:hundra|100) | per intjänad", words=False)


# `den som tjänar 35 000`: an income is said without its unit.
INCOME_BEFORE = re.compile(
    r"(?:tjänar|lön(?:en)?|inkomst(?:en)?|pension)(?:\s+(?:på|om|är|cirka|ungefär|omkring))*\s+$", re.IGNORECASE
)

# `antalet elever väntas minska med 6 000`: what is counted stands before.
NOUN_BEFORE = re.compile(r"\b[Aa]ntal(?:et)?\s+(?P<noun>[a-zåäöé]{3,})[^.;:]{0,80}$")

NO_NOUNS = frozenset(
    word_list(
        """
        och eller som för med till från per att inte ska har var när där det den dem vid hos samt kan vill får mot under över om
        efter innan redan först sedan varav många största viktiga viktigaste första
        """
    )
)


_BEFORE: tuple[tuple[Relation, str], ...] = (
    (Relation.LESS_THAN, r"mindre än|under|färre än|lägre än|inte ens|inte fullt"),
    (Relation.MORE_THAN, r"mer än|över|fler än|högre än|överstiger|större än"),
    (Relation.AT_MOST, r"högst|som mest|upp till|maximalt|max|inte mer än"),
    (Relation.AT_LEAST, r"minst|åtminstone|lägst|inte mindre än|från"),
    (Relation.A_LITTLE_OVER, r"drygt|lite mer än|lite över|strax över"),
    (Relation.NEARLY, r"knappt|nästan|närmare|nära|strax under|bortåt|snart|uppemot"),
    (Relation.ABOUT, r"omkring|ungefär|cirka|ca\.?|runt|kring|i storleksordningen|uppskattningsvis|typ"),
)
_LEAD = re.compile("|".join(rf"(?P<{each.name}>(?:{words}))" for each, words in _BEFORE), re.IGNORECASE)
_LEAD_AT_END = re.compile(
    rf"(?<![\wåäö])(?:{_LEAD.pattern})[\s\u00a0]+(?:på[\s\u00a0]+|med[\s\u00a0]+|de[\s\u00a0]+)?$", re.IGNORECASE
)


def relation_before(text: str, start: int) -> Relation:
    """The relation said by the word before the number."""
    match = _LEAD_AT_END.search(text[max(0, start - 32) : start])
    if match is None:
        return Relation.EXACT
    relation = Relation[match.lastgroup or "EXACT"]
    if relation is Relation.AT_LEAST and "från" in match[0].lower():
        return Relation.EXACT
    return relation
