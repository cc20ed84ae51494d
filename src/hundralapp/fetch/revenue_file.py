"""What `hundralapp revenue --data` reads, made of what was fetched: uprated base and residents of all, a file a year.

The base is Kolada's uprated base per resident (whole kronor) times SCB's residents of 1 November the year before, so it is right
to within half a krona per resident.
"""

from __future__ import annotations

from collections.abc import Iterator

from hundralapp.fetch import kolada, scb
from hundralapp.fetch.observation import plain
from hundralapp.fetch.places import places
from hundralapp.fetch.table import FOLDER, Fetched, as_csv

COLUMNS = ("code", "name", "tax_base", "residents", "note")
_NOTE = "Uppräknad skattekraft (Kolada N00043) gånger folkmängd 1 november året före (SCB)"


def revenue_files(fetched: Fetched) -> Iterator[tuple[str, str, int]]:
    """Name, text and rows of a file for each year with bases and residents."""
    for year in fetched.years():
        base = fetched.values.get((kolada.OWN_UPRATED, year), {})
        residents = fetched.values.get((scb.RESIDENTS_NOVEMBER, year - 1), {})
        known = [code for code in base if code in residents and places()[code].is_municipality]
        if known:
            rows = [
                (code, places()[code].name, plain(base[code].value * residents[code].value), plain(residents[code].value), _NOTE)
                for code in sorted(known)
            ]
            yield f"{FOLDER}/revenue-{year}.csv", as_csv(COLUMNS, rows), len(rows)
