"""The tables of judgements: the law's checks and the council's goals."""

from __future__ import annotations

from hundralapp.deliverables import columns as c
from hundralapp.deliverables.table import Table
from hundralapp.diagnostics import Words
from hundralapp.model import Model
from hundralapp.views.judgements import VERDICTS, check_views, goal_views

_VERDICT = c.choice(
    "verdict",
    "Bedömning",
    "Verdict",
    "met: uppfyllt. met_by_exception: genom undantag. not_met: inte. cannot_tell: går inte att avgöra. not_applicable: gäller inte.",
    "met, met_by_exception, not_met, cannot_tell or not_applicable.",
    {verdict: sv for verdict, (sv, _) in VERDICTS.items()},
)


def checks(model: Model) -> Table:
    """The checks of chapter 11 of the Local Government Act."""
    swedish, english = check_views(model, "sv"), check_views(model, "en")
    rows = tuple(
        (
            number,
            sv.id,
            sv.law,
            sv.title,
            en.title,
            sv.period,
            sv.verdict,
            sv.reason,
            en.reason,
            " ".join(sv.figures) or None,
            sv.origin,
        )
        for number, (sv, en) in enumerate(zip(swedish, english, strict=True), start=1)
    )
    fields = (
        c.count("number", "Nummer", "Number", "Ordning i lagen.", "Order of the Act.", required=True),
        c.text("check", "Krav", "Check", "Kravets id.", "The check's id.", required=True),
        c.LAW,
        c.text("title_sv", "Vad", "What, in Swedish", "Kravet i ord.", "The demand in words, in Swedish.", required=True),
        c.text("title_en", "Vad på engelska", "What", "Kravet på engelska.", "The demand in words.", required=True),
        c.text("period", "Period", "Period", "Perioden; tomt om kravet inte gäller en viss.", "The period; empty if none."),
        _VERDICT,
        c.text("reason_sv", "Skäl", "Reason, in Swedish", "Skälet.", "The reason, in Swedish."),
        c.text("reason_en", "Skäl på engelska", "Reason", "Skälet på engelska.", "The reason."),
        c.text("figures", "Siffror", "Figures", "Siffror som bedömningen vilar på.", "Figures that the verdict rests on."),
        c.ORIGIN,
    )
    title = Words("Lagens krav", "Checks of the law")
    meaning = Words("11 kap. kommunallagen (2017:725).", "Chapter 11 of the Local Government Act (2017:725).")
    return Table("checks", title, meaning, fields, rows, ("number",), (c.OF_ORIGIN,))


def goals(model: Model) -> Table:
    """The council's own goals."""
    swedish, english = goal_views(model, "sv"), goal_views(model, "en")
    rows = tuple(
        (sv.id, sv.name, en.name, sv.figure, sv.period, sv.value, sv.at_least, sv.at_most, sv.unit or "1", sv.verdict, sv.origin)
        for sv, en in zip(swedish, english, strict=True)
    )
    fields = (
        c.text("goal", "Mål", "Goal", "Målets id.", "The goal's id.", required=True),
        c.text("name_sv", "Målet i ord", "In words, in Swedish", "Målet i ord.", "The goal in words, in Swedish.", required=True),
        c.text("name_en", "Målet på engelska", "In words", "Målet på engelska.", "The goal in words.", required=True),
        c.FIGURE,
        c.PERIOD,
        c.VALUE,
        c.amount("at_least", "Lägst", "At least", "Lägsta värde, i `unit`.", "The least value, in `unit`."),
        c.amount("at_most", "Högst", "At most", "Högsta värde, i `unit`.", "The greatest value, in `unit`."),
        c.UNIT,
        _VERDICT,
        c.ORIGIN,
    )
    title, meaning = Words("Mål", "Goals"), Words("Fullmäktiges egna mål.", "The council's own goals.")
    keys = (c.OF_FIGURE, c.OF_PERIOD, c.OF_ORIGIN)
    return Table("goals", title, meaning, fields, rows, ("goal", "period"), keys)
