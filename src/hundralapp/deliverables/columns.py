"""The columns that several tables share, each said once."""

from __future__ import annotations

from hundralapp.deliverables.table import Field, ForeignKey
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Series, Status
from hundralapp.terms import word

FIGURE = Field(
    "figure",
    "string",
    Words("Siffra", "Figure"),
    Words("Siffrans id: samma i filer, tabeller och adresser.", "The figure's id: the same in files, tables and addresses."),
    required=True,
)
PERIOD = Field(
    "period",
    "string",
    Words("Period", "Period"),
    Words("Periodens id: ett år i en serie.", "The period's id: a year in a series."),
    required=True,
)
YEAR = Field(
    "year",
    "year",
    Words("År", "Year"),
    Words("Kalenderåret, som är räkenskapsåret.", "The calendar year, which is the fiscal year."),
    required=True,
)
SERIES = Field(
    "series",
    "string",
    Words("Serie", "Series"),
    Words("Utfall, antagen eller reviderad budget, prognos eller plan.", "Actual, adopted or revised budget, forecast or plan."),
    required=True,
    choices=tuple(Series),
    swedish={each.value: word("series", each.value, "sv") for each in Series},
)
VALUE = Field(
    "value",
    "number",
    Words("Värde", "Value"),
    Words(
        "Värdet i `unit`; tomt betyder okänt, aldrig noll. Kostnader i resultaträkningen är negativa.",
        "The value in `unit`; empty means unknown, never zero. Costs in the result statement are negative.",
    ),
)
UNIT = Field(
    "unit",
    "string",
    Words("Enhet", "Unit"),
    Words(
        "SEK är kronor, ore_per_SEK100 öre per 100 kr, percent procent; 1 är ett rent tal.",
        "SEK is kronor, ore_per_SEK100 öre per SEK 100, percent per cent; 1 is a plain number.",
    ),
    required=True,
)
STATUS = Field(
    "status",
    "string",
    Words("Status", "Status"),
    Words(
        "Hur säkert värdet är, från exakt till okänt; det sämsta i underlaget avgör.",
        "How sure the value is, from exact to unknown; the worst of what it rests on decides.",
    ),
    required=True,
    choices=tuple(Status),
    swedish={each.value: word("statuses", each.value, "sv") for each in Status},
)
ORIGIN = Field(
    "origin",
    "string",
    Words("Källa", "Origin"),
    Words("Källans id i tabellen origins.", "The origin's id in the table origins."),
)
FILE = Field("file", "string", Words("Fil", "File"), Words("Filen i arbetsytan.", "The file of the workspace."))
LINE = Field("line", "integer", Words("Rad", "Line"), Words("Raden i filen, från 1.", "The line of the file, from 1."), minimum=1)
COLUMN = Field(
    "column",
    "integer",
    Words("Kolumn", "Column"),
    Words("Tecknet på raden, från 1.", "The character of the line, from 1."),
    minimum=1,
)
NOTE = Field("note", "string", Words("Anmärkning", "Note"), Words("Anmärkning i källfilen.", "A note in the source file."))
LAW = Field("law", "string", Words("Lagrum", "Law"), Words("Lagrum eller annan regel.", "The law or other rule."))
SYNTHETIC = Field(
    "synthetic",
    "boolean",
    Words("Påhittat", "Synthetic"),
    Words("Sant om arbetsytans tal är påhittade.", "True if the workspace's numbers are invented."),
    required=True,
)
PROPOSAL = Field("proposal", "string", Words("Förslag", "Proposal"), Words("Förslagets id.", "The proposal's id."), required=True)
DECISION = Field(
    "decision",
    "string",
    Words("Beslut", "Decision"),
    Words("Beslutets id, eget inom förslaget där det står.", "The decision's id, its own within the proposal where it stands."),
    required=True,
)
WRITTEN_IN = Field(
    "written_in",
    "string",
    Words("Står i förslag", "Written in"),
    Words(
        "Förslaget som beslutet står i; ett förslag kan bygga på ett annat.",
        "The proposal that holds the decision; one may build on another.",
    ),
    required=True,
)


def amount(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str) -> Field:
    """A number that may be unknown."""
    return Field(name, "number", Words(sv, en), Words(meaning_sv, meaning_en))


def text(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str, *, required: bool = False) -> Field:
    """A text."""
    return Field(name, "string", Words(sv, en), Words(meaning_sv, meaning_en), required=required)


def flag(name: str, sv: str, en: str, meaning_sv: str, meaning_en: str) -> Field:
    """Yes or no."""
    return Field(name, "boolean", Words(sv, en), Words(meaning_sv, meaning_en), required=True)


OF_FIGURE = ForeignKey(("figure",), "catalogue", ("figure",))
OF_PERIOD = ForeignKey(("period",), "periods", ("period",))
OF_ORIGIN = ForeignKey(("origin",), "origins", ("origin",))
OF_PROPOSAL = ForeignKey(("proposal",), "proposals", ("proposal",))
OF_COMMITTEE = ForeignKey(("committee",), "committees", ("committee",))
OF_DECISION = ForeignKey(("written_in", "decision"), "decisions", ("written_in", "decision"))
