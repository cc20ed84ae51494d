"""A picture of its own: what a change of rate costs over a range of incomes, as one SVG file in the look of the pages.

Two lines with their names beside them, before and after credits. The drawing is made twice, for a wide and a narrow screen, and
the file's own style shows the one that fits; colours follow the reader's light or dark setting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from hundralapp.diagnostics import Language
from hundralapp.numbers_sv import show_number
from hundralapp.publish.charts import Shape, broken
from hundralapp.publish.compiled import environment_of
from hundralapp.views.income_range import IncomeRangeView

WIDTH, HEIGHT = 720.0, 560.0
_MONTHS = 12
_DEPTHS = ("before_credits", "after_credits")


@dataclass(frozen=True, slots=True)
class _Size:
    """Letters and room for one width of screen, in the drawing's units."""

    name: str
    text: float
    title: float
    letters: int
    left: float
    right: float
    ticks: int


_SIZES = (
    _Size("wide", text=16, title=24, letters=56, left=58, right=178, ticks=6),
    _Size("narrow", text=26, title=33, letters=38, left=84, right=172, ticks=3),
)


def income_picture(view: IncomeRangeView, language: Language) -> str:
    """The SVG of a range, as text.

    Raises:
        ValueError: fewer than two incomes; a line needs two points.
    """
    if len(view.rows) < 2:
        raise ValueError("a line needs two points")
    return (
        environment_of("hundralapp.publish")
        .get_template("picture.svg.j2")
        .render(
            width=WIDTH,
            height=HEIGHT,
            language=language,
            palette=_palette(),
            title=_title(view, language),
            description=_description(view, language),
            drawings=[(size.name, _drawing(view, size, language)) for size in _SIZES],
        )
    )


def _palette() -> str:
    """The pages' colours, light and dark: the first two `:root` blocks of their style."""
    style = (resources.files("hundralapp.publish") / "assets" / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", style, flags=re.DOTALL)[:2]
    colours = [" ".join(re.findall(r"--[\w-]+: #[0-9a-f]{6};", block)) for block in (light, dark)]
    return (
        f":root {{ color-scheme: light dark; {colours[0]} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {colours[1]} }} }}"
    )


def _title(view: IncomeRangeView, language: Language) -> str:
    ore = abs(view.rate_change)
    if language == "en":
        return f"What a {ore} öre {'lower' if view.rate_change < 0 else 'higher'} tax rate means, by {view.kind_label.lower()}"
    return f"Vad {ore} öre {'lägre' if view.rate_change < 0 else 'högre'} skattesats betyder vid olika {view.kind_label.lower()}"


def _about(view: IncomeRangeView, language: Language) -> str:
    """Where, when and for whom; and whether the budget is invented."""
    first, last = (show_number(rate / 100, 2, language) for rate in (view.rate_before, view.rate_after))
    where = f"{view.place}, " if view.place else ""
    if language == "en":
        text = f"{where}income year {view.year}, age {view.age_at_start_of_year}: rate {first} → {last}"
        return f"{text}. SYNTHETIC FIGURES" if view.synthetic else text
    text = f"{where}inkomstår {view.year}, {view.age_at_start_of_year} år: skattesats {first} → {last}"
    return f"{text}. PÅHITTADE SIFFROR" if view.synthetic else text


def _description(view: IncomeRangeView, language: Language) -> str:
    """What the picture shows, for those who do not see it: both ends and the middle."""
    rows = [view.rows[0], view.rows[len(view.rows) // 2], view.rows[-1]]
    said = []
    for row in dict.fromkeys(rows):
        before, after = (show_number(getattr(row, depth) / _MONTHS, 1, language, plus=True) for depth in _DEPTHS)
        income = show_number(row.income_per_month, 0, language)
        said.append(
            f"{income} a month: {before} before credits, {after} after"
            if language == "en"
            else f"{income} i månaden: {before} före skattereduktioner, {after} efter"
        )
    ends = "Change of the tax in SEK a month. " if language == "en" else "Ändring av skatten i kronor per månad. "
    return f"{_about(view, language)}. {ends}{'; '.join(said)}."


def _drawing(view: IncomeRangeView, size: _Size, language: Language) -> list[Shape]:
    shapes: list[Shape] = []
    y = size.title
    for line in broken(_title(view, language), size.letters):
        shapes.append(Shape("text", 0, y, "title", text=line))
        y += size.title * 1.15
    for line in broken(_about(view, language), int(size.letters * 1.2)):
        shapes.append(Shape("text", 0, y, "quiet", text=line))
        y += size.text * 1.3
    unit = "change of the tax, SEK a month" if language == "en" else "ändring av skatten, kr per månad"
    shapes.append(Shape("text", 0, y + size.text * 0.8, "quiet", text=unit))
    top, bottom = y + size.text * 1.9, HEIGHT - size.text * 3.2
    left, right = size.left, WIDTH - size.right

    lines: dict[str, list[float]] = {depth: [getattr(row, depth) / _MONTHS for row in view.rows] for depth in _DEPTHS}
    values: list[float] = [0.0, *lines["before_credits"], *lines["after_credits"]]
    rungs = ticks(min(values), max(values), size.ticks)
    low, high = float(min(rungs[0], *values)), float(max(rungs[-1], *values))
    incomes = [float(row.income_per_month) for row in view.rows]
    across: float = (right - left) / (incomes[-1] - incomes[0])
    up: float = (bottom - top) / (high - low)

    def x_of(income: float) -> float:
        return left + (income - incomes[0]) * across

    def y_of(value: float) -> float:
        return bottom - (value - low) * up

    decimals = 0 if all(each == int(each) for each in rungs) else 1
    for rung in rungs:
        shapes.append(Shape("line", left, y_of(rung), "zero" if rung == 0 else "grid", width=right - left))
        shapes.append(
            Shape(
                "text", left - 8, y_of(rung) + size.text * 0.35, "quiet", text=show_number(rung, decimals, language), anchor="end"
            )
        )
    for tick in ticks(incomes[0], incomes[-1], size.ticks):
        if incomes[0] <= tick <= incomes[-1]:
            shown = show_number(tick, 0, language)
            shapes.append(Shape("line", x_of(tick), bottom, "zero", height=6))
            shapes.append(Shape("text", x_of(tick), bottom + 6 + size.text * 1.1, "quiet", text=shown, anchor="middle"))
    label = f"{view.kind_label}, SEK a month" if language == "en" else f"{view.kind_label}, kr per månad"
    shapes.append(Shape("text", left, HEIGHT - size.text * 0.5, "quiet", text=label))
    for depth, series in lines.items():
        points = " ".join(f"{x_of(income):.1f},{y_of(value):.1f}" for income, value in zip(incomes, series, strict=True))
        shapes.append(Shape("polyline", 0, 0, f"line {depth}", points=points))
    return shapes + _labels(lines, size, right + 10, y_of, (top, bottom), language)


def _labels(
    lines: dict[str, list[float]],
    size: _Size,
    x: float,
    y_of: Callable[[float], float],
    room: tuple[float, float],
    language: Language,
) -> list[Shape]:
    """The lines' names and last values beside their ends, moved apart where they would meet; one name where they are one line."""
    names = {
        "before_credits": ("Före skatte-|reduktioner", "Before|credits"),
        "after_credits": ("Efter skatte-|reduktioner", "After|credits"),
    }
    same = lines["before_credits"] == lines["after_credits"]
    if same:
        names = {"after_credits": ("Före och efter|reduktioner", "Before and|after credits")}
    step = size.text * 1.15
    blocks = []
    for depth, pair in names.items():
        value = show_number(lines[depth][-1], 1, language, plus=True)
        words = [*pair[1 if language == "en" else 0].split("|"), f"SEK {value}" if language == "en" else f"{value} kr"]
        blocks.append((y_of(lines[depth][-1]), depth, words))
    blocks.sort()
    tall = step * 3
    tops = [each[0] - tall / 2 + size.text * 0.8 for each in blocks]
    if len(tops) == 2 and tops[1] - tops[0] < tall + 6:
        middle = sum(tops) / 2
        tops = [middle - (tall + 6) / 2, middle + (tall + 6) / 2]
    lowest = room[1] - tall + size.text * 1.4
    over = max(0.0, tops[-1] - lowest)
    under = max(0.0, room[0] - size.text * 0.4 - tops[0])
    shapes = []
    for top, (_, depth, words) in zip(tops, blocks, strict=True):
        for number, text in enumerate(words):
            style = f"name {depth}" + (" value" if number == 2 else "")
            shapes.append(Shape("text", x, top - over + under + number * step, style, text=text))
    return shapes


def ticks(low: float, high: float, most: int) -> Sequence[float]:
    """Round numbers that span `low` to `high`, about `most` steps of 1, 2, 2.5 or 5 times a power of ten.

    >>> ticks(0, 117, 6)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0]
    """
    if high <= low:
        high = low + 1.0
    rough = (high - low) / most
    power = 10.0
    while power > rough:
        power /= 10
    while power * 10 <= rough:
        power *= 10
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    first, last = int(low // step), -int(-high // step)
    return [step * number for number in range(first, last + 1)]
