"""Diagnostics of household files."""

from __future__ import annotations

from hundralapp.diagnostics import Code

# Households ---------------------------------------------------------------------------------------------------------

EMPTY_HOUSEHOLD = Code(
    "empty-household",
    "hushållet har inga personer. Skriv minst en under members.",
    "the household has no persons. Write at least one under members.",
    "Utan person finns ingen skatt att räkna.",
    "Without a person there is no tax to compute.",
)
INCOME_OUT_OF_RANGE = Code(
    "income-out-of-range",
    "{kind}: {problem}",
    "{kind}: {problem}",
    "Lagen räknar på hela kronor från noll; underskott och kapital ingår inte i det som räknas här.",
    "The law counts whole kronor from zero; deficits and capital are not part of what is computed here.",
)
INCOME_WITHOUT_PERIOD = Code(
    "income-without-period",
    "{kind} står utan period. Skriv den under per_month eller per_year.",
    "{kind} stands without a period. Write it under per_month or per_year.",
    "35 000 är en vanlig lön per månad och en mycket liten per år; det får inte gissas.",
    "35 000 is an ordinary wage a month and a very small one a year; that must not be guessed.",
)
NOT_KNOWN = Code(
    "not-known",
    '"{text}" går inte att räkna på. Skriv ett tal.',
    '"{text}" cannot be computed with. Write a number.',
    "Skatten på en okänd inkomst är okänd; skriv ett antagande och säg att det är ett.",
    "The tax on an unknown income is unknown; write an assumption and say that it is one.",
)
INCOME_YEAR = Code(
    "income-year",
    "inkomståret {year} kan inte räknas: lagens belopp finns för {first}–{last}.",
    "income year {year} cannot be computed: the amounts of the law are there for {first}–{last}.",
    "Förra årets gränser är inte nästa års.",
    "Last year's thresholds are not next year's.",
)
UNKNOWN_MUNICIPALITY = Code(
    "unknown-municipality",
    'det finns ingen kommun "{municipality}".{suggestion}',
    'there is no municipality "{municipality}".{suggestion}',
    "En felstavad kommun skulle annars få en annans skattesats, eller ingen.",
    "A misspelt municipality would otherwise get another's rate, or none.",
)
TWO_PLACES = Code(
    "two-places",
    "hushållet har både municipality och rates. Behåll en av dem.",
    "the household has both municipality and rates. Keep one of them.",
    "Det går inte att veta vilken skattesats som menas.",
    "There is no telling which rate is meant.",
)
RATE_UNIT = Code(
    "rate-unit",
    "{problem}",
    "{problem}",
    "29,82 kronor per hundra skrivs ibland 2982 (ören) eller 0,2982 (andel).",
    "29.82 kronor per hundred is sometimes written 2982 (öre) or 0.2982 (share).",
)
NO_PARISH_RATE = Code(
    "no-parish-rate",
    "en medlem i kyrkan betalar sin församlings avgift. Skriv church_fee, eller parish, eller ange --church-fee.",
    "a church member pays the fee of the parish. Write church_fee, or parish, or give --church-fee.",
    "Kyrkoavgiften skiljer sig mellan församlingar och kan inte gissas av kommunen.",
    "The church fee differs between parishes and cannot be guessed from the municipality.",
)
FEE_OF_NO_MEMBER = Code(
    "fee-of-no-member",
    "{key} är angiven för någon som inte är medlem. Skriv church_member: true, eller ta bort {key}.",
    "{key} is given for one who is not a member. Write church_member: true, or remove {key}.",
    "En avgift som inte räknas skulle annars se ut att göra det.",
    "A fee that is not counted would otherwise look as if it were.",
)
UNKNOWN_PARISH = Code(
    "unknown-parish",
    "{problem}",
    "{problem}",
    "Församlingarna i en kommun har olika avgift; en felstavad skulle få en annans, eller ingen.",
    "The parishes of a municipality have different fees; a misspelt one would get another's, or none.",
)
