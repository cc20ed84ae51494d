"""Kommunkoder som bytts: why a code of a municipality is no longer in force.

Counties were merged in 1997 (Malmöhus and Kristianstad into Skåne) and 1998 (Göteborg and Bohus, Älvsborg and Skaraborg into
Västra Götaland), and all codes of the two counties that went out began anew; Heby changed county in 2007.
"""

from __future__ import annotations

from hundralapp.diagnostics import Words

_CODES = {
    "1917": Words(
        "Heby hör till Uppsala län sedan 2007 och har koden 0331", "Heby belongs to Uppsala county since 2007, code 0331"
    ),
}
_COUNTIES = {
    "11": Words("Kristianstads län blev en del av Skåne län 1997", "Kristianstad county became a part of Skåne in 1997"),
    "15": Words(
        "Älvsborgs län blev en del av Västra Götalands län 1998", "Älvsborg county became a part of Västra Götaland in 1998"
    ),
    "16": Words(
        "Skaraborgs län blev en del av Västra Götalands län 1998", "Skaraborg county became a part of Västra Götaland in 1998"
    ),
}


def why_former(code: str) -> Words | None:
    """Why the code is no longer in force; None where nothing is known against it."""
    return _CODES.get(code) or _COUNTIES.get(code[:2])
