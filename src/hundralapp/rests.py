"""Resterna: which total a `rest` row closes, which figures stand beside it, and why it cannot always be computed."""

from __future__ import annotations

from collections.abc import Iterable

from hundralapp.diagnostics import Words, listed
from hundralapp.graph.figure import Entry
from hundralapp.rules.revenue import GRANT_LINES

_TOTALS = {
    ("committee.*", "frame"): "operating.frames",
    ("committee.*.activity.*", "frame"): "committee.{}.frame",
    ("general_grant.*", "amount"): "revenue.general_grants",
    ("financial_income.*", "amount"): "result.financial_revenue",
    ("fixed_asset.*", "amount"): "balance.fixed_assets",
    ("current_asset.*", "amount"): "balance.current_assets",
    ("provision.*", "amount"): "balance.provisions",
}


# What a total is made of beside the family whose rest is asked for.
PARTS_BESIDE = {"revenue.general_grants": GRANT_LINES}


def is_any(name: str, patterns: Iterable[str]) -> bool:
    """True when the id fits one of the patterns."""
    return any(matches(name, each) for each in patterns)


def rest_family(figure: str) -> tuple[str, str | None]:
    """The pattern of a rest's siblings, and the figure that is their stated total."""
    *family, measure = figure.split(".")
    starred = ".".join("*" if index % 2 else segment for index, segment in enumerate(family))
    total = _TOTALS.get((starred, measure))
    return ".".join([*family[:-1], "*", measure]), total.format(family[1]) if total is not None else None


def matches(name: str, pattern: str) -> bool:
    """True when the id is one that the pattern stands for; `*` is any segment."""
    found, wanted = name.split("."), pattern.split(".")
    return len(found) == len(wanted) and all(b in ("*", a) for a, b in zip(found, wanted, strict=True))


def why_no_rest(total: str | None, stated: Entry | None, unknown: list[str], rests: list[str]) -> Words | None:
    """Why a `rest` cannot be computed; None where it can."""
    if total is None:
        return Words("raden har ingen summa att vara en rest av", "the row has no total to be the rest of")
    if stated is None or stated.value is None:
        return Words(f"summan {total} är inte angiven", f"the total {total} is not stated")
    if len(rests) > 1:
        names = listed(rests)
        return Words(f"det kan bara finnas en rest ({names})", f"there can be only one rest ({names})")
    if unknown:
        return Words(f"{listed(unknown)} är okänd", f"{listed(unknown)} is unknown")
    return None
