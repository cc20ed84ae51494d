"""A simulation in the terminal: who receives, who pays, and how it is spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from hundralapp.cli.display import console, show_wrapped
from hundralapp.cli.language import LANGUAGE, say
from hundralapp.numbers_sv import show_number
from hundralapp.views.simulation import GROUPINGS, GroupView, ReformView, level_name

if TYPE_CHECKING:
    from rich.console import Console

    from hundralapp.population.reading import Population

_MOST_PLACES = 30
_MILLION = 1_000_000


def _number(value: float | None, decimals: int = 0, *, plus: bool = False) -> str:
    return "–" if value is None else show_number(value, decimals, LANGUAGE, plus=plus)


def show(views: Sequence[ReformView], notes: Sequence[str], people: Population, year: int) -> None:
    """All reforms, one after the other."""
    out = console()
    rows, persons = _number(people.persons), _number(views[0].persons)
    out.print(Text(people.path.name, style="bold"))
    out.print(
        Text(
            say(
                f"{rows} rader för {persons} personer, lag och skattesatser {year}",
                f"{rows} rows for {persons} persons, law and rates of {year}",
            ),
            style="dim",
        )
    )
    for note in notes:
        show_wrapped(out, note)
    for view in views:
        _show_reform(out, view)


def _show_reform(out: Console, view: ReformView) -> None:
    out.print()
    out.print(Text(view.name, style="bold"))
    _show_parties(out, view)
    _show_counts(out, view)
    _show_places(out, view)
    for grouping, title in GROUPINGS.items():
        if grouping in view.groups:
            _show_groups(out, title.say(LANGUAGE), view.groups[grouping])


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place else "left", no_wrap=place > 0)
    return table


def _show_parties(out: Console, view: ReformView) -> None:
    table = _table(say("miljoner kronor per år", "million SEK a year"), say("ändring", "change"))
    for each in view.parties:
        if each is view.parties[-1]:
            table.add_section()
        table.add_row(each.label, _number(each.change / _MILLION, 1, plus=True))
    out.print(table)


def _show_counts(out: Console, view: ReformView) -> None:
    same = view.persons - view.pay_more - view.pay_less
    said = []
    for count, mean, sv, en in (
        (view.pay_more, view.mean_increase, "betalar mer", "pay more"),
        (view.pay_less, view.mean_decrease, "betalar mindre", "pay less"),
    ):
        if count:
            said.append(
                say(
                    f"{_number(count)} personer {sv}, i medel {_number(mean)} kr per år",
                    f"{_number(count)} persons {en}, on average SEK {_number(mean)} a year",
                )
            )
    said.append(say(f"{_number(same)} lika mycket som förut", f"{_number(same)} pay as before"))
    text = "; ".join(said) + "."
    out.print()
    show_wrapped(out, text)


def _show_places(out: Console, view: ReformView) -> None:
    """The places whose revenue changes, the largest change first where there are too many to show all."""
    changed = view.changed
    if not changed:
        return
    shown = sorted(changed, key=lambda each: -abs(each.change))[:_MOST_PLACES] if len(changed) > _MOST_PLACES else changed
    table = _table(
        say("Skatteintäkt, mnkr", "Tax revenue, SEK million"),
        say("sats", "rate"),
        say("före", "before"),
        say("efter", "after"),
        say("ändring", "change"),
        say("ett öre ger", "one öre gives"),
    )
    for each in shown:
        rate = "–"
        if each.rate_before is not None and each.rate_after is not None:
            rate = _number(each.rate_after / 100, 2)
        money = [_number(value / _MILLION, 1) for value in (each.before, each.after)]
        change, per_ore = _number(each.change / _MILLION, 1, plus=True), _number(each.one_ore_gives / _MILLION, 2)
        table.add_row(f"{each.name} ({level_name(each.level).say(LANGUAGE)})", rate, *money, change, per_ore)
    out.print()
    out.print(table)
    if len(shown) < len(changed):
        rest = len(changed) - len(shown)
        out.print(
            Text(
                say(f"… och {rest} till; alla med --json eller --csv.", f"… and {rest} more; all with --json or --csv."),
                style="dim",
            )
        )


def _show_groups(out: Console, title: str, groups: Sequence[GroupView]) -> None:
    table = _table(
        say("grupp", "group"),
        say("personer", "persons"),
        say("medelinkomst", "mean income"),
        say("kr/person", "SEK/person"),
        say("% av netto", "% of net"),
        say("mer", "more"),
        say("mindre", "less"),
    )
    for each in groups:
        if each.persons:
            mean, share = _number(each.mean_change, plus=True), _number(each.percent_of_net, 2, plus=True)
            counts = (_number(each.pay_more), _number(each.pay_less))
            table.add_row(each.group, _number(each.persons), _number(each.mean_income), mean, share, *counts)
    out.print()
    out.print(Text(title, style="bold"))
    out.print(table)
