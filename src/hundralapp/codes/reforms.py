"""Diagnostics of reform files."""

from __future__ import annotations

from hundralapp.diagnostics import Code

# Reforms ------------------------------------------------------------------------------------------------------------

EMPTY_REFORM = Code(
    "empty-reform",
    "reformen ändrar ingenting. Skriv något under rates, parameters eller schedules.",
    "the reform changes nothing. Write something under rates, parameters or schedules.",
    "Ett resultat utan ändring skulle se ut som att reformen inte betyder något.",
    "A result without a change would look as if the reform did not matter.",
)
UNKNOWN_REGION = Code(
    "unknown-region",
    'det finns ingen region "{region}".{suggestion}',
    'there is no region "{region}".{suggestion}',
    "En felstavad region skulle annars inte få någon ändring. Den skrivs med länets namn eller kod.",
    "A misspelt region would otherwise get no change. It is written with the county's name or code.",
)
REFORM_TWO_PLACES = Code(
    "reform-two-places",
    "ändringen har både municipality och region. Skriv två ändringar.",
    "the change has both municipality and region. Write two changes.",
    "Kommunens och regionens skattesats är två olika beslut.",
    "The municipality's rate and the region's are two decisions.",
)
REFORM_NEEDS_RATE = Code(
    "reform-needs-rate",
    "en ändring av skattesatsen behöver change (öre) eller rate (kr per 100 kr), ett av dem.",
    "a change of a rate needs change (öre) or rate (SEK per SEK 100), one of them.",
    "Utan det går den inte att räkna.",
    "Without it there is nothing to compute.",
)
REFORM_RATE_UNIT = Code(
    "reform-rate-unit",
    'skriv {wanted}, inte "{text}".',
    'write {wanted}, not "{text}".',
    "24 öre skrivs ibland 0,24 och 17,74 kronor 1774; felet blir hundra gånger.",
    "24 öre is sometimes written 0.24, and SEK 17.74 is written 1774; the error is a hundredfold.",
)
REFORM_RATE_BELOW_ZERO = Code(
    "reform-rate-below-zero",
    "skattesatsen i {place} blir mindre än noll.",
    "the rate in {place} falls below zero.",
    "En negativ skattesats finns inte.",
    "There is no negative rate.",
)
REFORM_PARAMETER = Code(
    "reform-parameter",
    '{kind} "{name}" finns inte i lagen {year}.{suggestion}',
    '{kind} "{name}" is not in the law of {year}.{suggestion}',
    "Bara det som lagen räknar med det året kan ändras; namnen står i referensen över parametrar.",
    "Only what the law of that year counts with can be changed; the reference of parameters lists the names.",
)
REFORM_VALUE = Code(
    "reform-value",
    'skriv {wanted}, inte "{text}".',
    'write {wanted}, not "{text}".',
    "Lagens tal räknas exakt: hela kronor, hela eller halva procent, andelar med högst fyra decimaler, basbelopp i hela hundra.",
    "The law's numbers are computed exactly: whole kronor, whole or half percent, shares with four decimals at most, base "
    "amounts in whole hundreds.",
)
REFORM_PIECES = Code(
    "reform-pieces",
    "{name}: {problem}",
    "{name}: {problem}",
    "En tabell i lagen är stycken [övre gräns, konstant, lutning] eller med ett fjärde tal som lutningen räknas från; gränserna "
    "stiger och bara det sista stycket saknar gräns (null).",
    "A schedule of the law is pieces [upper bound, constant, slope], or with a fourth number that the slope counts from; the "
    "bounds rise, and only the last piece has none (null).",
)
