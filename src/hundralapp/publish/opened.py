"""Explanations made ready: the same few lines for the page's dialog and for the page of explanations.

An opened figure is a title, a value, a status and lines; a line is a label and items; an item is a reference to another opened
figure, or parts that are texts and links. One template and one short script draw that, and neither knows what a law is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hundralapp.diagnostics import Language, in_language
from hundralapp.graph.differences import rows_moved
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.proposals.effects import changes_of
from hundralapp.publish.explained import explanation_file
from hundralapp.publish.shown import Shower, figure_id
from hundralapp.terms import word
from hundralapp.views.explanation import Explanation, SourceView, StatementView, explain
from hundralapp.views.lineage import period_before
from hundralapp.views.tables import period_heads


@dataclass(frozen=True, slots=True)
class Ref:
    """A part that opens another figure."""

    id: str


@dataclass(frozen=True, slots=True)
class Link:
    """A part that leads to another site, or only its text where the address is none a browser should follow."""

    text: str
    url: str


Part = str | Ref | Link
Item = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is said about a figure under one label."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure opened. `id` is `name@period`; `period` is the period in words."""

    id: str
    title: str
    period: str
    value: str
    status: str
    lines: tuple[Line, ...]


def is_followed(url: str) -> bool:
    """True for the addresses that become links: http and https with a host, and nothing else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def link(text: str, url: str) -> Part:
    """A link if the address is one to follow, else the text."""
    return Link(text, url) if is_followed(url) else text


def open_figures(shower: Shower, changed: Iterable[tuple[Compared, Shower]] = ()) -> dict[str, Opened]:
    """Every figure that was shown and every figure that those are made of: the budget's, then what each proposal changes.

    Args:
        shower: has shown the budget's figures; what a proposal leaves as it was is added to them.
        changed: the proposals, each with what has shown its figures.
    """
    found: dict[str, Opened] = {}
    for compared, other in changed:
        if not other.opened:
            continue  # nothing of it was shown to be opened
        moved = _reached(other, compared)
        opener = _Opener(other, compared, frozenset(moved))
        found.update((opener.id(key), opener.open(key)) for key in moved)
        shower.opened.update(dict.fromkeys(opener.left))
    opener = _Opener(shower)
    return {opener.id(key): opener.open(key) for key in _reached(shower)} | found


def _reached(shower: Shower, compared: Compared | None = None) -> list[Key]:
    """What was shown and what that is made of, in the model's order; under a proposal only as far as that changes it."""
    wanted: set[Key] = set()
    queue = list(shower.opened)
    while queue:
        key = queue.pop()
        if key not in wanted and (compared is None or compared.overlay.change(*key) != 0.0):
            wanted.add(key)
            queue += _sources(shower.model, key)
    return [key for key in shower.model.cells if key in wanted]


def _sources(model: Model, key: Key) -> list[Key]:
    """What a figure is made of; when it is unknown, also what makes it so."""
    cell = model.cells[key]
    causes = [_key(cause) for cause in model.causes(key)]
    found = dict.fromkeys([*(source for _, source in cell.sources), *causes])
    return [each for each in found if each != key and each in model.cells]


def proposal_id(proposal: Proposal, key: Key) -> str:
    """The name of a figure's explanation under a proposal."""
    return f"{'_'.join(proposal.id.split())}/{figure_id(key)}"


def _moved_by(model: Model, decision: Decision) -> bytearray:
    """A mark on every row that a decision moves."""
    graph = model.binding.graph
    starts = [graph.inputs[each.input] for each in changes_of(model, decision) if each.input in graph.inputs]
    return rows_moved(graph, starts, model.binding.anchors)


def _key(name: str) -> Key:
    figure, _, period = name.rpartition("@")
    return figure, period


class _Opener:
    """Makes the lines of one figure after the other, of the budget or under a proposal.

    Args:
        compared: the proposal; None for the budget.
        moved: what the proposal changes. Other figures are explained by the budget, and gathered in `left`.
    """

    def __init__(self, shower: Shower, compared: Compared | None = None, moved: frozenset[Key] = frozenset()) -> None:
        self.shower = shower
        self.model = shower.model
        self.periods = {head.id: head.label for head in period_heads(self.model, shower.language)}
        self.compared = compared
        self.moved = moved
        self.left: dict[Key, None] = {}
        self.reach = {} if compared is None else {each.key: _moved_by(self.model, each) for each in compared.proposal.decisions}

    def id(self, key: Key) -> str:
        """The name of a figure's explanation: `forslag-a/result.net_income@2026` under a proposal that changes it."""
        if self.compared is None:
            return figure_id(key)
        if key in self.moved:
            return proposal_id(self.compared.proposal, key)
        self.left.setdefault(key)
        return figure_id(key)

    def open(self, key: Key) -> Opened:
        found = explain(self.model, key, self.shower.language, depth=0)
        lines = (
            (self._say("Så räknas den", "How it is computed"), self._formula(found)),
            (self._say("Lag", "Law"), [(found.law,)] if found.law else []),
            (self._say("Räknad ur", "Computed from"), self._inputs(key)),
            (self._say("Året före", "The year before"), self._before(key, found)),
            (self._say("Ändras av", "Changed by"), self._decisions(key)),
            (self._say("Ändring mot budgeten", "Change from the budget"), self._change(key, found)),
            (self._say("Okänd därför att detta är okänt", "Unknown because this is unknown"), self._causes(key, found)),
            (self._say("Nationella värden", "National values"), self._parameters(found)),
            (self._say("Avrundning", "Rounding"), self._range(found)),
            (self._say("Står i underlaget", "As stated"), [self._statement(each) for each in found.stated]),
            (self._say("Räknat minus tryckt", "Computed less printed"), self._difference(found)),
            (self._say("Källor", "Sources"), [self._source(each) for each in found.sources if found.rule]),
        )
        period = self.periods.get(found.period, found.period)
        if self.compared is not None:
            proposal = self.compared.proposal
            period = f"{period}, {in_language(proposal.name, proposal.name_en, self.shower.language)}"
        return Opened(
            self.id(key),
            found.label,
            period,
            self.shower.number(found.value, found.unit, with_unit=True),
            word("statuses", found.status, self.shower.language),
            tuple(Line(label, tuple(items)) for label, items in lines if items),
        )

    def _say(self, sv: str, en: str) -> str:
        return sv if self.shower.language == "sv" else en

    def _formula(self, found: Explanation) -> list[Item]:
        if not found.rule:
            return [(self._say("Den räknas inte, utan är angiven.", "It is not computed but stated."),)]
        items: list[Item] = [(f"= {found.formula}",)] if found.formula else []
        meaning = found.summary.partition(": ")[2]
        if self.shower.language == "en" and meaning:
            items.append((meaning[0].upper() + meaning[1:],))
        return items

    def _inputs(self, key: Key) -> list[Item]:
        sources = dict.fromkeys(source for _, source in self.model.cells[key].sources)
        return [(Ref(self.id(source)),) for source in sources if source != key and source in self.model.cells]

    def _before(self, key: Key, found: Explanation) -> list[Item]:
        """The figure in the year before, and how it has changed since."""
        last = period_before(self.model, key[1], (key[0],))
        was = None if last is None else self.model.find(key[0], last)
        if last is None or was is None or found.value is None:
            return []
        finer = self.shower.style.finer_for([was, found.value], found.unit)
        said = self.shower.number(was, found.unit, finer=finer, with_unit=True)
        change = self.shower.number(found.value - was, found.unit, finer=finer, plus=True)
        return [(f"{self.periods.get(last, last)}: {said} ({change})",)]

    def _decisions(self, key: Key) -> list[Item]:
        """The decisions that move a figure whose own inputs they leave alone: where a proposal enters the graph."""
        if self.compared is None or any(source in self.moved for _, source in self.model.cells[key].sources):
            return []
        row = self.model.cells[key].row
        items: list[Item] = []
        for each in self.compared.proposal.decisions:
            if self.reach[each.key][row]:
                title = in_language(each.title, each.title_en, self.shower.language)
                items.append((f"{title} ({each.location.file}, {self._say('rad', 'line')} {each.location.line})",))
        return items

    def _change(self, key: Key, found: Explanation) -> list[Item]:
        if self.compared is None:
            return []
        change = self.compared.overlay.change(*key)
        return [(self.shower.number(change, found.unit, plus=True, with_unit=True),)]

    def _causes(self, key: Key, found: Explanation) -> list[Item]:
        causes = [_key(cause) for cause in found.causes]
        return [
            (Ref(self.id(each)),) if each in self.model.cells else (self.model.label(each[0], self.shower.language),)
            for each in causes
            if each != key
        ]

    def _parameters(self, found: Explanation) -> list[Item]:
        return [
            (f"{each.name} = {self.shower.number(each.value, each.unit, with_unit=True)} ({each.reference})",)
            for each in found.parameters
        ]

    def _range(self, found: Explanation) -> list[Item]:
        if found.low is None or found.high is None or found.low >= found.high:
            return []
        finer = self.shower.style.finer_for([found.value], found.unit) + 1
        low = self.shower.number(found.low, found.unit, finer=finer)
        high = self.shower.number(found.high, found.unit, finer=finer, with_unit=True)
        return [
            (
                self._say(
                    f"Underlagets tal är avrundade. Värdet ligger mellan {low} och {high}.",
                    f"The stated numbers are rounded. The value is between {low} and {high}.",
                ),
            )
        ]

    def _difference(self, found: Explanation) -> list[Item]:
        if found.difference is None:
            return []
        text = self.shower.number(found.difference, found.unit, finer=0, plus=True, with_unit=True)
        return [] if text == self.shower.number(0.0, found.unit, finer=0, with_unit=True) else [(text,)]

    def _statement(self, said: StatementView) -> Item:
        """`budget/resultat.csv, rad 12: -26.1`, then which forecast it is, from where, and what is noted."""
        place = f"{said.file}, {self._say('rad', 'line')} {said.line}: {said.written}"
        extra = []
        if said.vintage:
            extra.append(f"{self._say('prognos', 'forecast')} {said.vintage}")
        if not said.in_force:
            extra.append(self._say("ersatt av en nyare", "replaced by a newer one"))
        if said.note:
            extra.append(said.note)
        parts: list[Part] = ["; ".join([place, *extra])]
        origin = self.model.workspace.origins.get(said.origin or "")
        if origin is not None:
            parts += [" (", link(origin.title, origin.url), ")"]
        return tuple(parts)

    def _source(self, source: SourceView) -> Item:
        title = link(source.title, source.url)
        rest = [each for each in (source.publisher, source.page) if each]
        return (title, f", {', '.join(rest)}") if rest else (title,)


def compact(opened: dict[str, Opened], language: Language) -> dict[str, Any]:
    """The explanations for the page: what recurs is kept once and numbered.

    `figures`: [name, title, file, [[period, value, status, line ...] ...]], a figure's periods together; figures are numbered
    through all of them. `file` is the number of its page in `files`, a period the number of [id, label] in `periods`. A line is
    [label, item ...] or the number of one in `lines`; an item is a list of parts or the number of one in `items`; a part is a
    text, the number of a figure, or [text, address].
    """
    groups: dict[tuple[str, str], list[Opened]] = {}
    for each in opened.values():
        groups.setdefault((each.id.rpartition("@")[0], each.title), []).append(each)
    order = {each.id: index for index, each in enumerate(each for group in groups.values() for each in group)}
    tables = {name: _Kept() for name in ("files", "periods", "statuses", "labels", "items", "lines")}

    def part(each: Part) -> str | int | tuple[str, str]:
        match each:
            case Ref(name):
                return order[name]
            case Link(text, url):
                return text, url
        return each

    said = {
        name: [(line.label, [tuple(map(part, item)) for item in line.items]) for line in each.lines]
        for name, each in opened.items()
    }
    tables["items"].meet(item for lines in said.values() for _, items in lines for item in items)
    found = {
        name: [(tables["labels"].number(label), *map(tables["items"].recurring, items)) for label, items in lines]
        for name, lines in said.items()
    }
    tables["lines"].meet(line for lines in found.values() for line in lines)
    figures: list[list[Any]] = []
    for (name, title), group in groups.items():
        periods = []
        for each in group:
            period = tables["periods"].number((each.id.rpartition("@")[2], each.period))
            status = tables["statuses"].number(each.status)
            periods.append([period, each.value, status, *map(tables["lines"].recurring, found[each.id])])
        figures.append([name, title, tables["files"].number(explanation_file(group[0].id, language)), periods])
    return {**{name: table.kept for name, table in tables.items()}, "figures": figures}


class _Kept:
    """Values in the order they are kept, and how often each was met."""

    def __init__(self) -> None:
        self.kept: list[Any] = []
        self.numbers: dict[Hashable, int] = {}
        self.met: Counter[Hashable] = Counter()

    def meet(self, values: Iterable[Hashable]) -> None:
        self.met.update(values)

    def number(self, value: Hashable) -> int:
        """The value's number; it is kept when it is new."""
        found = self.numbers.get(value)
        if found is None:
            found = self.numbers[value] = len(self.kept)
            self.kept.append(value)
        return found

    def recurring(self, value: Hashable) -> Any:
        """The value's number if it was met more than once, else the value."""
        return self.number(value) if self.met[value] > 1 else value
