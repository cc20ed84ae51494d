"""Lines of the budget that the page does not let the reader move, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hundralapp.checks.evidence import ACT
from hundralapp.diagnostics import Language, Words
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.publish.lever import FRAMED, Lever
from hundralapp.publish.shown import Shower, Shown
from hundralapp.views.tables import RESULT, REVENUE, expand

_EQUALISATION = Words(
    "Staten bestämmer, enligt lagen (2004:773) om kommunalekonomisk utjämning.",
    "Decided by the state, by the Act (2004:773) on municipal equalisation.",
)
_SETTLEMENT = Words(
    "Staten räknar ut den (4 § lagen (1965:269) om utbetalning av skattemedel).",
    "Computed by the state (section 4 of the Act (1965:269) on payment of taxes).",
)
# What the beginning of a figure's name says of who decides it. The first that fits is taken.
_DECIDED: tuple[tuple[str, Words], ...] = (
    (
        "revenue.tax_base",
        Words(
            "En prognos av invånarnas inkomster; kommunfullmäktige bestämmer skattesatsen, inte underlaget.",
            "A forecast of residents’ incomes; the council decides the rate, not the base.",
        ),
    ),
    ("revenue.settlement", _SETTLEMENT),
    ("general_grant.", _EQUALISATION),
    ("grants.", _EQUALISATION),
    ("revenue.general_grants", _EQUALISATION),
    (
        "result.depreciation",
        Words(
            "Följer av vad som redan är byggt och köpt; ändras av beslut om investeringar.",
            "Follows from what is already built and bought; decisions on investments change it.",
        ),
    ),
    (
        "result.financial_revenue",
        Words("Följer av utdelningar och av avtal om ränta.", "Follows from dividends and from agreed interest."),
    ),
    ("result.financial", Words("Följer av avtal om lån och pensioner.", "Follows from contracts on loans and pensions.")),
    (
        "result.operating",
        Words(
            "Summan av vad nämnderna gör; nämndernas ramar flyttar den.",
            "The sum of what the committees do; their frames move it.",
        ),
    ),
    ("reserve.", Words(f"Begränsas av lagen ({ACT.format('14')}).", f"Limited by law ({ACT.format('14')}).")),
)
_STATED = Words(
    "Står i budgeten som ett tal; ingen regel säger vad som flyttar det.",
    "The budget states it as a number; no rule says what moves it.",
)
_ANCHORED = Words(
    "Budgeten anger den, fast allt som den räknas av inte är känt; den följer med när något annat ändras.",
    "The budget states it, though not all that it is computed from is known; it follows when something else changes.",
)
_NO_BASE = Words(
    "Skatteunderlaget är okänt, så vad en ändring ger kan inte räknas.",
    "The tax base is unknown, so what a change gives cannot be computed.",
)
_CENTRAL = Words(
    "Central post för det som inte är en nämnds: avtal, pensioner och reserver.",
    "A central item for what is no committee’s: contracts, pensions and reserves.",
)
_ELIMINATION = Words("Intern post som tar ut sig själv.", "An internal item that cancels out.")
_RESERVE = ("reserve.allocation", "reserve.use")
_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Locked:
    """A line in the budget year: its label, its number, and why it cannot be moved."""

    label: str
    unit: str
    shown: Shown
    reason: str


def locked_lines(shower: Shower, levers: Iterable[Lever], period: str) -> list[Locked]:
    """The lines of taxes and grants, committees and the result statement that no lever moves, in that order."""
    model, moved = shower.model, set(_moved(levers))
    committees = [f"committee.{key}.net_cost" for key in model.workspace.committees]
    figures = [each for pattern in (*REVENUE, *committees, *RESULT, *_RESERVE) for each in expand(model, pattern)]
    found = []
    for figure in dict.fromkeys(figures):
        if figure in moved or (figure, period) not in model.cells:
            continue
        shown = shower.figure(figure, period)
        cell = model.cells[figure, period]
        if shown is None or (cell.rule is None and model.evaluation[cell.row] == 0.0):
            continue
        unit = "" if shown.is_unknown else shower.style.unit(str(cell.unit))
        label = model.label(figure, shower.language).removesuffix(": nettokostnad").removesuffix(": net cost")
        found.append(Locked(label, unit, shown, _why(model, (figure, period), shower.language)))
    return found


def _moved(levers: Iterable[Lever]) -> Iterator[str]:
    for each in levers:
        if each.unit == "ore":
            yield "revenue.tax_rate"
        if each.level:
            yield each.level


def _why(model: Model, key: Key, language: Language) -> str:
    figure, cell = key[0], model.cells[key]
    if figure == "revenue.tax_rate":
        return _NO_BASE.say(language)
    if cell.row in model.binding.anchors:
        return _ANCHORED.say(language)
    if model.evaluation[cell.row] is None:
        return _unknown(model, key, language)
    if figure.startswith("committee."):
        role = model.workspace.committees[figure.split(".")[1]].role
        if role not in FRAMED:
            return (_ELIMINATION if role == "elimination" else _CENTRAL).say(language)
    said = next((words for start, words in _DECIDED if figure.startswith(start)), None)
    if cell.rule is not None:
        parts = list(dict.fromkeys(_line(model, source, language) for _, (source, _) in cell.sources))
        if parts and said is None:
            return _made_of(parts, cell.rule.law, language)
    return (said or _STATED).say(language)


def _made_of(parts: list[str], law: str | None, language: Language) -> str:
    more = len(parts) - _MOST_PARTS
    listed = "; ".join(parts[:_MOST_PARTS])
    if more > 0:
        listed += f" och {more} till" if language == "sv" else f" and {more} more"
    text = f"Räknas fram av {listed}" if language == "sv" else f"Computed from {listed}"
    return f"{text} ({law})." if law else f"{text}."


def _line(model: Model, figure: str, language: Language) -> str:
    label = model.label(figure, language)
    return label[:1].lower() + label[1:] if label[1:2].islower() and not figure.startswith("committee.") else label


def _unknown(model: Model, key: Key, language: Language) -> str:
    causes = dict.fromkeys(model.label(name.partition("@")[0], language) for name in model.causes(key))
    named = "; ".join(list(causes)[:_MOST_PARTS])
    if named in ("", model.label(key[0], language)):
        return Words("Okänd: källorna säger inte hur stor.", "Unknown: the sources do not say how much.").say(language)
    sv, en = f"Okänd, för att något den räknas av är det: {named}.", f"Unknown, since something it rests on is: {named}."
    return Words(sv, en).say(language)
