"""The columns of the tables: how each kind is said in short, and those that several tables share, each said once."""

from __future__ import annotations

from collections.abc import Mapping

from hundralapp.deliverables.table import Field, ForeignKey
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Series, Status
from hundralapp.terms import word


def text(
    name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, *, required: bool = False, column_type: str = ""
) -> Field:
    """A text."""
    return Field(name, "string", Words(sv, en), Words(meaning_sv, meaning_en), required=required, column_type=column_type)


def amount(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, *, column_type: str = "") -> Field:
    """A number that may be unknown."""
    return Field(name, "number", Words(sv, en), Words(meaning_sv, meaning_en), column_type=column_type)


def count(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, *, required: bool = False, minimum: float = 1) -> Field:
    """A whole number."""
    return Field(name, "integer", Words(sv, en), Words(meaning_sv, meaning_en), required=required, minimum=minimum)


def flag(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str) -> Field:
    """Yes or no."""
    return Field(name, "boolean", Words(sv, en), Words(meaning_sv, meaning_en), required=True)


def day(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str) -> Field:
    """A date that may be missing."""
    return Field(name, "date", Words(sv, en), Words(meaning_sv, meaning_en))


def year(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, *, required: bool = False) -> Field:
    """A calendar year."""
    return Field(name, "year", Words(sv, en), Words(meaning_sv, meaning_en), required=required)


def choice(
    name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, swedish: Mapping[str, str], *, column_type: str = ""
) -> Field:
    """One of some words; `swedish` has them with what they are called in Swedish."""
    title, meaning = Words(sv, en), Words(meaning_sv, meaning_en)
    return Field(name, "string", title, meaning, required=True, choices=tuple(swedish), swedish=swedish, column_type=column_type)


FIGURE = text(
    "figure",
    "Siffra",
    "Figure",
    "Siffrans id: samma i filer, tabeller och adresser.",
    "The figure's id: the same in files, tables and addresses.",
    required=True,
)
PERIOD = text(
    "period", "Period", "Period", "Periodens id: ett år i en serie.", "The period's id: a year in a series.", required=True
)
YEAR = year(
    "year",
    "År",
    "Year",
    "Kalenderåret, som är räkenskapsåret.",
    "The calendar year, which is the fiscal year.",
    required=True,
)
SERIES = choice(
    "series",
    "Serie",
    "Series",
    "Utfall, antagen eller reviderad budget, prognos eller plan.",
    "Actual, adopted or revised budget, forecast or plan.",
    {each.value: word("series", each.value, "sv") for each in Series},
)
VALUE = amount(
    "value",
    "Värde",
    "Value",
    "Värdet i `unit`; tomt betyder okänt, aldrig noll. Kostnader i resultaträkningen är negativa.",
    "The value in `unit`; empty means unknown, never zero. Costs in the result statement are negative.",
)
UNIT = text(
    "unit",
    "Enhet",
    "Unit",
    "SEK är kronor, ore_per_SEK100 öre per 100 kr, percent procent; 1 är ett rent tal.",
    "SEK is kronor, ore_per_SEK100 öre per SEK 100, percent per cent; 1 is a plain number.",
    required=True,
)
STATUS = choice(
    "status",
    "Status",
    "Status",
    "Hur säkert värdet är, från exakt till okänt; det sämsta i underlaget avgör.",
    "How sure the value is, from exact to unknown; the worst of what it rests on decides.",
    {each.value: word("statuses", each.value, "sv") for each in Status},
)
ORIGIN = text("origin", "Källa", "Origin", "Källans id i tabellen origins.", "The origin's id in the table origins.")
FILE = text("file", "Fil", "File", "Filen i arbetsytan.", "The file of the workspace.")
LINE = count("line", "Rad", "Line", "Raden i filen, från 1.", "The line of the file, from 1.")
COLUMN = count("column", "Kolumn", "Column", "Tecknet på raden, från 1.", "The character of the line, from 1.")
NOTE = text("note", "Anmärkning", "Note", "Anmärkning i källfilen.", "A note in the source file.")
LAW = text("law", "Lagrum", "Law", "Lagrum eller annan regel.", "The law or other rule.")
SYNTHETIC = flag(
    "synthetic",
    "Påhittat",
    "Synthetic",
    "Sant om arbetsytans tal är påhittade.",
    "True if the workspace's numbers are invented.",
)
PROPOSAL = text("proposal", "Förslag", "Proposal", "Förslagets id.", "The proposal's id.", required=True)
DECISION = text(
    "decision",
    "Beslut",
    "Decision",
    "Beslutets id, eget inom förslaget där det står.",
    "The decision's id, its own within the proposal where it stands.",
    required=True,
)
WRITTEN_IN = text(
    "written_in",
    "Står i förslag",
    "Written in",
    "Förslaget som beslutet står i; ett förslag kan bygga på ett annat.",
    "The proposal that holds the decision; one may build on another.",
    required=True,
)

OF_FIGURE = ForeignKey(("figure",), "catalogue", ("figure",))
OF_PERIOD = ForeignKey(("period",), "periods", ("period",))
OF_ORIGIN = ForeignKey(("origin",), "origins", ("origin",))
OF_PROPOSAL = ForeignKey(("proposal",), "proposals", ("proposal",))
OF_COMMITTEE = ForeignKey(("committee",), "committees", ("committee",))
OF_DECISION = ForeignKey(("written_in", "decision"), "decisions", ("written_in", "decision"))
