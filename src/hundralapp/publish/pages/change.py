"""From last year's result to this year's: a waterfall of named causes for each year, and how the proposals change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language
from hundralapp.graph.figure import Key
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page
from hundralapp.publish.proposed import opened_under
from hundralapp.publish.shown import Shower, Shown
from hundralapp.publish.waterfall import Step, Waterfall, waterfalls
from hundralapp.terms import word
from hundralapp.views.result_change import RESULT, Cause, Part, ResultChange, result_change, result_changes
from hundralapp.views.tables import cell_view, period_heads, row_label

FILES: Mapping[Language, str] = {"sv": "forandringen.html", "en": "change.html"}
MOST_SIDES = 6  # proposals in columns; of more, each has its own page


@dataclass(frozen=True, slots=True)
class Level:
    """A figure in both periods; None where a period has it not."""

    label: str
    before: Shown | None
    after: Shown | None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a cause: what it is, how it moves the result, and its levels."""

    label: str
    amount: Shown
    level: Level


@dataclass(frozen=True, slots=True)
class ShownCause:
    """A cause: `anchor` is its place on the page."""

    id: str
    anchor: str
    label: str
    amount: Shown
    levels: tuple[Level, ...]
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee's part of the change: price, volume, mix, fees, otherwise, in all."""

    label: str
    amounts: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """The change between two periods. `kind` is better, worse, same, partly (not all is explained) or unknown."""

    id: str
    before: str
    after: str
    named: str
    kind: str
    size: Shown
    most: str
    least: str
    start: Shown | None
    end: Shown | None
    change: Shown
    causes: tuple[ShownCause, ...]
    unknown: tuple[ShownCause, ...]
    rest: Shown | None
    rest_anchor: str
    charts: tuple[Waterfall, ...]
    committees: tuple[CommitteeRow, ...]
    services: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """The first change in the budget and under each proposal, cause by cause."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Shown | None, ...]], ...]
    change: tuple[Shown, ...]


def pages(edition: Edition) -> Sequence[Page]:
    """The page of the change, where anything is known of it."""
    found = result_changes(edition.model)
    if not found:
        return []
    years = [each.after.year for each in found]
    changes = [shown_change(edition.shower, each, is_alone=years.count(each.after.year) == 1) for each in found]
    values = {"changes": changes, "sides": _sides(edition, found[0])}
    title = edition.say("Förändringen", "The change")
    return [Page("change", FILES, title, "change.html.j2", values, scripts=("change.js",), styles=("change.css",))]


def shown_change(shower: Shower, change: ResultChange, *, is_alone: bool = True) -> ShownChange:
    """A change with its texts and its drawings; one that is not alone about its year is called by its period."""
    heads = {each.id: each for each in period_heads(shower.model, shower.language)}
    before, after = heads[change.before.id], heads[change.after.id]
    finer = shower.style.finer_for(
        [value for value in (change.start, change.end, *(each.amount for each in change.causes)) if value], "SEK"
    )
    causes = [_cause(shower, change, each, finer) for each in change.causes]
    unknown = [_cause(shower, change, each, finer) for each in change.unknown]
    zero = shower.number(0.0, "SEK", finer=finer, plus=True)
    rest = None
    if change.not_explained:
        rest = shower.plain(change.not_explained, "SEK", finer=finer, plus=True)
    rest = None if rest is None or rest.text == zero else rest
    in_order = sorted(change.causes, key=lambda each: each.amount or 0.0)
    most = in_order[-1].id if in_order and (in_order[-1].amount or 0.0) > 0 else ""
    least = in_order[0].id if in_order and (in_order[0].amount or 0.0) < 0 else ""
    moved = None if change.change is None else abs(change.change)
    size = shower.about((RESULT, change.after.id), shower.number(moved, "SEK", finer=finer, with_unit=True))
    return ShownChange(
        "_".join(f"from-{change.before.id}-{change.after.id}".split()),
        before.label,
        after.label,
        str(after.year) if is_alone else f"{'i ' if shower.language == 'sv' else ''}{after.label.lower()}",
        _kind(change, shower.number(change.change, "SEK", finer=finer, plus=True) == zero, rest is not None),
        size,
        word("causes", most, shower.language) if most else "",
        word("causes", least, shower.language) if least else "",
        shower.figure(RESULT, change.before.id),
        shower.figure(RESULT, change.after.id),
        shower.about((RESULT, change.after.id), shower.number(change.change, "SEK", finer=finer, plus=True)),
        tuple(causes),
        tuple(unknown),
        rest,
        _anchor(change, "not_explained"),
        waterfalls(_steps(shower, change, causes, unknown, rest, (before.label, after.label))),
        tuple(_committees(shower, change, finer)),
        any(each.price is not None for each in change.committees),
    )


def _kind(change: ResultChange, is_same: bool, has_rest: bool) -> str:
    if change.change is None:
        return "unknown"
    if change.unknown and has_rest:
        return "partly"
    if is_same:
        return "same"
    return "better" if change.change > 0 else "worse"


def _cause(shower: Shower, change: ResultChange, cause: Cause, finer: int) -> ShownCause:
    label = word("causes", cause.id, shower.language)
    in_parts = {key for part in cause.parts for key in part.figures}
    return ShownCause(
        cause.id,
        _anchor(change, cause.id),
        label[0].upper() + label[1:],
        _amount(shower, cause, finer),
        tuple(_levels(shower, change, [key for key in cause.figures if key not in in_parts])),
        tuple(_part(shower, change, each, finer) for each in cause.parts),
    )


def _amount(shower: Shower, cause: Cause, finer: int) -> Shown:
    """What the cause does; it opens where the model has it as a figure."""
    cell = None if cause.opens is None else cell_view(shower.model, cause.opens)
    if cell is not None:
        return shower.cell(cell, finer=finer, plus=True)
    return shower.plain(cause.amount, "SEK", finer=finer, plus=True)


def _anchor(change: ResultChange, cause: str) -> str:
    """A cause's place on the page."""
    return "_".join(f"c-{change.after.id}-{cause}".split())


def _levels(shower: Shower, change: ResultChange, keys: Iterable[Key]) -> list[Level]:
    """Each figure with its number before and after."""
    grouped: dict[str, dict[str, Shown]] = {}
    for key in keys:
        cell = cell_view(shower.model, key)
        if cell is not None:
            grouped.setdefault(key[0], {})[key[1]] = shower.cell(cell, with_unit=True)
    return [
        Level(row_label(shower.model, figure, shower.language), at.get(change.before.id), at.get(change.after.id))
        for figure, at in grouped.items()
    ]


def _part(shower: Shower, change: ResultChange, part: Part, finer: int) -> ShownPart:
    level = next(iter(_levels(shower, change, part.figures)), Level("", None, None))
    text = shower.number(part.amount, "SEK", finer=finer, plus=True)
    if part.figure.endswith("_effect"):  # the effect opens by itself: its level is the amount
        service = part.figure.rpartition(".")[0]
        name = shower.model.label(f"{service}.amount", shower.language)
        return ShownPart(name, shower.about((part.figure, change.after.id), text), Level(name, None, None))
    return ShownPart(level.label, shower.about((part.figure, change.after.id), text), level)


def _steps(
    shower: Shower,
    change: ResultChange,
    causes: Sequence[ShownCause],
    unknown: Sequence[ShownCause],
    rest: Shown | None,
    heads: tuple[str, str],
) -> list[Step]:
    """The rows of the drawing; a cause that rounds to nothing is only in the table."""
    number = shower.plain(0.0, "SEK", plus=True).text
    steps = []
    whole = change.change is not None
    if whole:
        steps.append(Step("", heads[0], change.start, shower.number(change.start, "SEK"), "total"))
    for cause, shown in zip(change.causes, causes, strict=True):
        if shown.amount.text != number:
            kind = "gives" if (cause.amount or 0.0) > 0 else "takes"
            steps.append(Step(shown.anchor, shown.label, cause.amount, shown.amount.text, kind))
    steps += [Step(each.anchor, each.label, None, each.amount.text, "unknown") for each in unknown]
    if rest is not None:
        label = word("causes", "not_explained", shower.language)
        steps.append(
            Step(_anchor(change, "not_explained"), label[0].upper() + label[1:], change.not_explained, rest.text, "rest")
        )
    if whole:
        steps.append(Step("", heads[1], change.end, shower.number(change.end, "SEK"), "total"))
    return steps


def _committees(shower: Shower, change: ResultChange, finer: int) -> list[CommitteeRow]:
    """The committees, those that change most first; one that does not change is left out."""
    rows = []
    for each in sorted(change.committees, key=lambda one: -abs(one.amount)):
        amounts = (each.price, each.volume, each.mix, each.fees_and_grants, each.otherwise, each.amount)
        shown = tuple(None if value is None else shower.plain(value, "SEK", finer=finer, plus=True) for value in amounts)
        if any(value for value in amounts):
            rows.append(CommitteeRow(shower.model.label(f"{each.committee}.amount", shower.language), shown))
    return rows


def _sides(edition: Edition, base: ResultChange) -> Sides | None:
    """The causes that differ under a proposal, beside the budget's."""
    compared, shower = edition.compared, edition.shower
    if compared is None or len(compared.proposals) > MOST_SIDES or base.change is None:
        return None
    others = [result_change(other.model, base.before.id, base.after.id) for _, other in compared.changed]
    columns = [{each.id: each.amount for each in change.causes} for change in (base, *others)]
    rows = []
    for name in dict.fromkeys(name for column in columns for name in column):
        amounts = [shower.plain(column.get(name, 0.0), "SEK", plus=True) for column in columns]
        if len({each.text for each in amounts}) > 1:
            label = word("causes", name, edition.language)
            rows.append((label[0].upper() + label[1:], tuple(amounts)))
    key = (RESULT, base.after.id)
    texts = [shower.number(each.change, "SEK", plus=True) for each in (base, *others)]
    under = zip(compared.changed, texts[1:], strict=True)
    totals = (
        shower.about(key, texts[0]),
        *(opened_under(shower, each, other, key, text) for (each, other), text in under),
    )
    return Sides((compared.baseline, *(each.name for each in compared.proposals)), tuple(rows), totals) if rows else None
