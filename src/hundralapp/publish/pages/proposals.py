"""The proposals side by side on one baseline, where they differ most, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language
from hundralapp.numbers_sv import show_number
from hundralapp.publish import words
from hundralapp.publish.choices import offered
from hundralapp.publish.differences import Differ, shapes
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.proposed import Proposals
from hundralapp.publish.sided import slugs

FILES: Mapping[Language, str] = {"sv": "forslag.html", "en": "proposals.html"}
STEMS: Mapping[Language, str] = {"sv": "forslag", "en": "proposal"}
MOST_COLUMNS = 6  # proposals as columns; more are rows


@dataclass(frozen=True, slots=True)
class Apart:
    """How far apart the highest and the lowest are, the budget among them: as text, empty where it is nothing or unknown."""

    result: str
    tax: str
    is_unknown: bool


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the proposals, where there are any, and one for each of them."""
    compared, comparison = edition.compared, edition.budget.comparison
    if compared is None or comparison is None:
        return []
    period = edition.space.budget_periods[0].id
    differ = Differ(edition.shower, comparison, compared.changed, period)
    names, kinds = slugs([each.id for each in compared.proposals]), kinds_of(compared)
    pairs, count = differ.pair_rows(), len(compared.proposals)
    shared = {"compared": compared, "part_names": words.PARTS[edition.language], "kinds": kinds}
    values = shared | {
        "apart": apart(edition, compared, period),
        "differences": differ.differences(),
        "pairs": pairs,
        "shapes": shapes(count),
        "columns": count <= MOST_COLUMNS,
    }
    tried = {each.id for each in offered(edition.budget.proposals)}
    data = {"pairs": differ.data([each.name for each in compared.proposals])} if count > 1 else {}
    title = edition.say("Förslag", "Proposals")
    script, style = ("numbers.js", "proposals.js"), ("proposals.css",)
    made = [Page("proposals", FILES, title, "proposals.html.j2", values, scripts=script, styles=style, data=data)]
    for number, each in enumerate(compared.proposals):
        files = {at: f"{STEMS[at]}-{names[each.id]}.html" for at in STEMS}
        own = shared | {
            "proposal": each,
            "headlines": [(row, row.sides[number]) for row in compared.headlines],
            "most": differ.of(number),
            "against": differ.against(number) if pairs else (),
            "hundred_kind": f"hundred/{names[each.id]}",
            "file": f"proposals/{each.id}.yaml",
            "is_tried": each.id in tried,
        }
        made.append(Page(kinds[each.id], files, each.name, "proposal.html.j2", own, styles=style, listed=False))
    return made


def kinds_of(compared: Proposals) -> dict[str, str]:
    """The kind of page of each proposal, by its name in the files."""
    names = slugs([each.id for each in compared.proposals])
    return {each: f"proposal/{name}" for each, name in names.items()}


def apart(edition: Edition, compared: Proposals, period: str) -> Apart:
    """The distance between the highest and the lowest result, and between the highest and the lowest tax rate."""
    gaps: list[float] = []
    unknown = False
    for figure in ("result.net_income", "revenue.tax_rate"):
        changes = [each.overlay.change(figure, period) for each, _ in compared.changed]
        known = [0.0, *(each for each in changes if each is not None)]
        unknown = unknown or (figure == "result.net_income" and None in changes)
        gaps.append(max(known) - min(known))
    result = edition.shower.number(gaps[0], "SEK", with_unit=True) if gaps[0] and not unknown else ""
    tax = show_number(gaps[1], 0, edition.language) + "\u00a0öre" if gaps[1] else ""
    return Apart(result, tax, unknown)
