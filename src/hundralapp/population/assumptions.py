"""Everything in a synthetic population that is not a public fact: the numbers, and the sentences that are printed."""

from __future__ import annotations

import numpy as np

from hundralapp.diagnostics import Words
from hundralapp.population.facts import INCOME_YEAR, OLDEST, POPULATION_YEAR, WITHOUT_INCOME

METHOD = 1
"""Raised when the same seed no longer gives the same persons."""

# How closely income follows age within a group: 1 is exactly, 0 is not at all.
TIE_TO_AGE = (0.7, 0.4, 0.22, 0.25)
PEAK_AGE = 49

# Sickness and activity compensation: among those of the ages, with an income between the bounds (SEK a year 2018), the share for
# whom all of it is compensation.
SICKNESS_BOUNDS = (80_000, 200_000)
SICKNESS_SHARE = ((20, 29, 0.10), (30, 64, 0.30))

# Other pensionable pay (sick pay, parental and unemployment benefit): the share of those aged 20-64 who have it, and how much of
# their income it is.
OTHER_SHARE, OTHER_PART = 0.25, 0.20

# Pension before 65: the share of those aged 61-64 who have it, and how much of their income it is.
EARLY_AGES, EARLY_SHARE, EARLY_PART = (61, 64), 0.20, 0.50

# Wages after 65: the share who have them by age, and how much of their income they are.
WORKING_SHARE = ((65, 66, 0.50), (67, 69, 0.37), (70, 74, 0.23), (75, 79, 0.12), (80, OLDEST, 0.05))
WORKING_PART = ((65, 69, 0.45), (70, OLDEST, 0.20))

ASSUMPTIONS: tuple[Words, ...] = (
    Words(
        f"Befolkningen är den 31 december {POPULATION_YEAR}, inkomsterna är {INCOME_YEAR} års: åren skiljer sig.",
        f"The population is that of 31 December {POPULATION_YEAR}, the incomes are those of {INCOME_YEAR}: the years differ.",
    ),
    Words(
        "Åldern vid årets ingång är åldern vid dess slut minus ett; 100 år och äldre räknas som 100.",
        "The age at the start of the year is that at its end less one; 100 and older count as 100.",
    ),
    Words(
        "Inkomsterna 25–64 år och från 65 år fördelar sig som i riket, för kvinnor och män var för sig, med spridningen "
        "ändrad så att kommunens median stämmer; äldres medelinkomst förhåller sig till yngres som i riket.",
        "Incomes at 25–64 and from 65 are spread as in the country, women and men apart, with the spread changed to meet the "
        "municipality's median; the mean of the older stands to that of the younger as in the country.",
    ),
    Words(
        f"{WITHOUT_INCOME[0] * 100:.0f} % av dem som är 16–19 år och {WITHOUT_INCOME[1] * 100:.0f} % av dem som är 20–24 år "
        "saknar inkomst.",
        f"{WITHOUT_INCOME[0]:.0%} of those aged 16–19 and {WITHOUT_INCOME[1]:.0%} of those aged 20–24 have no income.",
    ),
    Words(
        f"Inom en åldersgrupp stiger inkomsten med åldern till 24 år, är högst kring {PEAK_AGE} och faller efter 65.",
        f"Within a group of age, income rises with age to 24, is highest about {PEAK_AGE}, and falls after 65.",
    ),
    Words(
        "De högsta tre procenten i varje grupp följer Paretos lag.",
        "The highest three percent of each group follow Pareto's law.",
    ),
    Words(
        "Sjuk- och aktivitetsersättning: hela inkomsten för 30 % (30–64 år) och 10 % (20–29 år) av dem som har 80–200 tkr.",
        "Sickness and activity compensation: all income of 30% (30–64) and 10% (20–29) of those between SEK 80,000 and 200,000.",
    ),
    Words(
        "Annan pensionsgrundande ersättning: en femtedel av inkomsten för 25 % av övriga 20–64 år.",
        "Other pensionable pay: a fifth of the income of 25% of the others aged 20–64.",
    ),
    Words(
        "Pension före 65: halva inkomsten för 20 % av dem som är 61–64 år.",
        "Pension before 65: half the income of 20% of those aged 61–64.",
    ),
    Words(
        "Lön efter 65: 50 % vid 65–66 år, 37 % vid 67–69, 23 % vid 70–74, 12 % vid 75–79 och 5 % därefter har lön, 45 % av "
        "inkomsten till 69 år och 20 % därefter; resten är pension.",
        "Wages after 65: 50% at 65–66, 37% at 67–69, 23% at 70–74, 12% at 75–79 and 5% after that have wages, 45% of their "
        "income to 69 and 20% after; the rest is pension.",
    ),
    Words(
        "Näringsinkomst räknas som lön. Ingen är med i kyrkan; områden och hushåll saknas.",
        "Business income counts as wages. No one is a member of the church; there are no districts and no households.",
    ),
)


def by_age(steps: tuple[tuple[int, int, float], ...]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(OLDEST + 1,) a number per age, zero outside the steps."""
    found = np.zeros(OLDEST + 1)
    for first, last, value in steps:
        found[first : last + 1] = value
    return found
