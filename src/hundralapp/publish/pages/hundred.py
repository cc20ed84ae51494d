"""What each hundred kronor of tax and grants becomes, in the budget and, on a page each, under every proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hundralapp.diagnostics import Language
from hundralapp.numbers_sv import show_number
from hundralapp.publish.charts import Chart
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.shares import Bar, Scale, bar, scale_of
from hundralapp.publish.shown import Shown
from hundralapp.publish.sided import Side, sides
from hundralapp.publish.treemap import PART, Tile, Treemap, treemap
from hundralapp.views.hundred import DIVIDING, HundredView, PartView, ShareView, in_short, view_of_year

FILES: Mapping[Language, str] = {"sv": "hundralappen.html", "en": "hundred.html"}
STEMS: Mapping[Language, str] = {"sv": "hundralappen", "en": "hundred"}
# Services of a committee, and of all; of more, the smallest are one row, and each stands on the committee's page.
MOST_PARTS, MOST_ROWS, FEWEST = 24, 480, 6
MOST_BESIDE = 12  # proposals that stand side by side in a table; more are a list
_TITLES = ("hundred", "net_cost")


@dataclass(frozen=True, slots=True)
class Part:
    """What a committee's share is made of: in money, in kronor of 100, and its change since the year before."""

    label: str
    shown: Shown
    of_hundred: Shown | None
    since: Shown | None
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Share:
    """A row: who, how much of 100, its change since the year before and from the budget (öre, or money), money, per resident."""

    kind: str
    committee: str
    label: str
    shown: Shown
    bar: Bar | None
    since: Shown | None
    compared_with: str
    change: Shown | None
    amount: Shown | None
    more: Shown | None
    per_resident: Shown | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WithoutArea:
    """A row that a treemap cannot show, and why: negative, deficit, zero or unknown."""

    label: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The treemap in two widths, the names of tiles too small to hold one, and what has no area.

    `is_divided`: a committee's area shows its services too.
    """

    charts: tuple[Chart, Chart]
    keys: tuple[tuple[str, tuple[tuple[int, str, str, bool], ...]], ...]
    without: tuple[WithoutArea, ...]
    whole: str
    is_divided: bool


@dataclass(frozen=True, slots=True)
class Most:
    """The committee whose money a proposal changes most: by how much in money, and in öre per SEK 100 (empty: not known)."""

    who: str
    amount: Shown
    is_more: bool
    ore: str
    is_more_of_hundred: bool


@dataclass(frozen=True, slots=True)
class Hundred:
    """What 100 kronor become on one side, ready to draw."""

    view: HundredView
    shares: tuple[Share, ...]
    total: str
    drawn: Drawn | None
    result: Shown | None
    result_kind: str
    first: Share | None
    most: Most | None
    base_change: str
    base_grows: bool
    residents_known: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A way to one side: its name, the kind of its page, and the largest change it makes as text."""

    name: str
    kind: str
    is_here: bool
    most: str


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the hundred kronor, which says so when they are not known; and one for each proposal on the year."""
    title = edition.say("Hundralappen", "Each SEK 100")
    all_sides = sides(edition)
    base = _hundred(edition, all_sides[0])
    made = [base]
    if base is not None and base.view.of in _TITLES and base.view.period.id in _planned(edition):
        made += [_hundred(edition, side) for side in all_sides[1:]]
    found = [(side, each) for side, each in zip(all_sides, made, strict=False) if each is not None]
    pages = []
    nothing: list[tuple[Side, Hundred | None]] = [(all_sides[0], None)]
    for side, each in found or nothing:
        is_base = side.compared is None
        many = len(found) - 1 > MOST_BESIDE
        ways = tuple(_chosen(edition, other, one, side) for other, one in found) if len(found) > 1 else ()
        values = {
            "hundred": each,
            "side": side,
            "is_base": is_base,
            "ways": ways,
            "many": many,
            "table": _table(found) if is_base and not many and len(found) > 1 else None,
        }
        files: Mapping[Language, str] = FILES if is_base else {at: f"{STEMS[at]}-{side.slug}.html" for at in STEMS}
        name = title if is_base else f"{title}: {side.name}"
        pages.append(Page(kind_of(side), files, name, "hundred.html.j2", values, styles=("hundred.css",), listed=is_base))
    return pages


def _chosen(edition: Edition, side: Side, hundred: Hundred, here: Side) -> Chosen:
    return Chosen(side.name, kind_of(side), side is here, _most_text(edition, hundred.most))


def kind_of(side: Side) -> str:
    """The name of a side's page among the pages."""
    return "hundred" if side.compared is None else f"hundred/{side.slug}"


def _planned(edition: Edition) -> set[str]:
    return {each.id for each in edition.space.budget_periods}


def _most_text(edition: Edition, most: Most | None) -> str:
    if most is None:
        return edition.say("ändrar ingen nämnds pengar", "changes no committee’s money")
    return f"{'+' if most.is_more else '−'}{most.amount.text}, {most.who}"


def _hundred(edition: Edition, side: Side) -> Hundred | None:
    """What 100 kronor become on a side; None when nothing of it is known."""
    model, shower, year = edition.model, edition.shower, edition.hundred_year
    view = edition.hundred if year is None or side.overlay is None else view_of_year(year, side.overlay)
    if view is None:
        return None
    most = most_parts(view)
    view = replace(view, shares=tuple(replace(each, parts=in_short(each.parts, most, edition.language)) for each in view.shares))
    known = [each.value for each in view.shares if each.value is not None]
    scale = scale_of(known)
    finer = shower.style.finer_for(known, view.unit)
    shares = tuple(_share(side, view, each, scale, finer) for each in view.shares)
    last = next((each for each in view.shares if each.kind == "result" and each.value is not None), None)
    result = None
    if last is not None and last.value is not None:
        result = side.shown(last.figure, view.period.id, abs(last.value), view.unit, with_unit=True)
    return Hundred(
        view,
        shares,
        shower.number(view.total, view.unit, finer=finer),
        _drawn(edition, view, shares, finer),
        result,
        "" if last is None else "surplus" if (last.value or 0.0) > 0 else "deficit",
        next((each for each in shares if each.kind in ("committee", "initiative") and not each.shown.is_unknown), None),
        _most(side, view),
        shower.number(abs(view.base_change), "SEK", with_unit=True) if view.base_change else "",
        (view.base_change or 0.0) > 0,
        model.find("population.residents", view.period.id) is not None,
    )


def _share(side: Side, view: HundredView, share: ShareView, scale: Scale, finer: int) -> Share:
    at = view.period.id
    person = f"committee.{share.committee}.per_resident"
    value = side.value(person, at) if share.committee else None
    is_hundred, cost = view.of == "hundred", f"committee.{share.committee}.net_cost"
    inside = scale_of(each.amount for each in share.parts)

    def changed(change: float | None) -> Shown | None:
        return None if change is None else side.about(share.figure, at, _change_text(side, view, change))

    def in_money(amount: float | None, plus: bool = False) -> Shown | None:
        known = is_hundred and amount is not None
        return side.about(cost, at, side.shower.number(amount, "SEK", plus=plus)) if known else None

    return Share(
        share.kind,
        share.committee,
        share.label,
        side.shown(share.figure, at, share.value, view.unit, finer=finer),
        bar(share.value, scale),
        changed(share.since),
        ", ".join(share.names),
        None if share.change == 0.0 or side.compared is None else changed(share.change),
        in_money(share.amount),
        in_money(share.more or None, plus=True),
        None if value is None else side.shown(person, at, value, "SEK/resident"),
        tuple(_part(side, at, each, inside) for each in share.parts),
    )


def _change_text(side: Side, view: HundredView, change: float) -> str:
    """A change in öre per SEK 100, or in money."""
    if view.of == "hundred":
        return show_ore(change, side.shower.language)
    return side.shower.number(change, view.unit, plus=True)


def show_ore(change: float | None, language: Language) -> str:
    """A change in öre per SEK 100, in whole öre; empty when it is not known."""
    return "" if change is None else show_number(change, 0, language, plus=True)


def _part(side: Side, at: str, part: PartView, scale: Scale) -> Part:
    shower = side.shower
    is_deducted = part.kind == "fees_and_grants" and part.amount is not None
    shown = side.shown(part.figure, at, -abs(part.amount or 0.0) if is_deducted else part.amount, "SEK")

    def about(value: float | None, unit: str, plus: bool = False) -> Shown | None:
        return None if value is None else side.about(part.figure, at, shower.number(value, unit, plus=plus))

    of, since = about(part.of_hundred, "SEK_of_100"), about(part.since, "SEK", plus=True)
    return Part(part.label, shown, of, since, bar(part.amount, scale))


def _most(side: Side, view: HundredView) -> Most | None:
    """The committee whose money the proposal changes most; None when it changes none's."""
    changed = [each for each in view.shares if each.kind == "committee" and each.more]
    if side.compared is None or not changed:
        return None
    most = max(changed, key=lambda each: abs(each.more or 0.0))
    more, change = most.more or 0.0, most.change or 0.0
    ore = show_number(abs(change), 0, side.shower.language) if view.of == "hundred" and most.change is not None else ""
    cost, amount = f"committee.{most.committee}.net_cost", side.shower.number(abs(more), "SEK", with_unit=True)
    return Most(most.label, side.about(cost, view.period.id, amount), more > 0, ore, change > 0)


def _drawn(edition: Edition, view: HundredView, shares: Sequence[Share], finer: int) -> Drawn | None:
    """The treemap, where there are two areas or more; initiatives are no parts of a whole."""
    tiles, without = [], []
    for index, (share, each) in enumerate(zip(view.shares, shares, strict=True)):
        if share.value is not None and share.value > 0:
            kind = "committee" if share.kind == "committee" else "left" if share.kind == "result" else "other"
            tiles.append(Tile(str(index), each.label, each.shown.text, share.value, kind, _inside(share)))
        else:
            why = "unknown" if share.value is None else "zero" if share.value == 0 else "negative"
            why = "saving" if why == "negative" and share.kind == "undistributed" else why
            why = "deficit" if why == "negative" and share.kind == "result" else why
            without.append(WithoutArea(each.label, each.shown.text, why))
    if view.of not in _TITLES or len(tiles) < 2:
        return None
    wide = treemap(tiles, width=880, height=460, size="wide")
    narrow = treemap(tiles, width=340, height=680, size="narrow")
    whole = edition.shower.number(sum(each.value for each in tiles), view.unit, finer=finer, with_unit=True)
    keys = tuple((each.chart.size, _keys(each)) for each in (wide, narrow))
    is_divided = any(shape.style == PART for each in (wide, narrow) for shape in each.chart.shapes)
    return Drawn((wide.chart, narrow.chart), keys, tuple(without), whole, is_divided)


def most_parts(view: HundredView) -> int:
    """How many services each committee may show: fewer, where there are many committees."""
    divided = sum(bool(each.parts) for each in view.shares)
    return max(FEWEST, min(MOST_PARTS, MOST_ROWS // max(divided, 1)))


def _inside(share: ShareView) -> tuple[tuple[str, float], ...]:
    """What divides a committee's area: its services and activities, by cost."""
    return tuple((each.label, each.amount) for each in share.parts if each.kind in DIVIDING and each.amount and each.amount > 0)


def _keys(drawn: Treemap) -> tuple[tuple[int, str, str, bool], ...]:
    return tuple((number, tile.name, tile.text, has_room) for number, tile, has_room in drawn.numbered)


def _table(found: Sequence[tuple[Side, Hundred]]) -> list[tuple[Share, list[Share | None]]]:
    """Each row of the budget with the same row under each proposal."""
    rows = []
    for share in found[0][1].shares:
        same = (share.kind, share.committee)
        others = [next((each for each in one.shares if (each.kind, each.committee) == same), None) for _, one in found[1:]]
        rows.append((share, others))
    return rows
