"""The format of a household file: who lives there, with which incomes, and where; read with positions, as a workspace is."""

from __future__ import annotations

from hundralapp.workspace.formats import FLAG, NUMBER, TEXT, YEAR, key
from hundralapp.workspace.schema import Keys, ListOf, MapOf

_WAGE = ("Lön.", "Wage.")
_PENSION = ("Pension.", "Pension.")
_SICKNESS = ("Sjuk- och aktivitetsersättning.", "Sickness and activity compensation.")
_OTHER = (
    "Annan pensionsgrundande ersättning: sjukpenning, föräldrapenning, a-kassa.",
    "Other pensionable pay: sickness benefit, parental benefit, unemployment benefit.",
)

_INCOMES = (
    key("wage", NUMBER, *_WAGE),
    key("pension", NUMBER, *_PENSION),
    key("sickness_compensation", NUMBER, *_SICKNESS),
    key("other_pensionable_income", NUMBER, *_OTHER),
)

MEMBER = Keys(
    "members",
    (
        key("name", TEXT, "Vem det är.", "Who it is."),
        key("name_en", TEXT, "Samma på engelska.", "The same in English."),
        key("age", NUMBER, "Ålder vid årets ingång, hela år.", "Age at the start of the year, whole years.", required=True),
        key(
            "per_month",
            Keys("per_month", _INCOMES),
            "Inkomster i hela kronor per månad, före skatt.",
            "Incomes in whole kronor a month, before tax.",
        ),
        key(
            "per_year",
            Keys("per_year", _INCOMES),
            "Inkomster i hela kronor per år, före skatt; läggs till dem per månad.",
            "Incomes in whole kronor a year, before tax; added to those a month.",
        ),
        key("church_member", FLAG, "Medlem i kyrkan (förval false).", "Member of the church (default false)."),
        key(
            "church_fee",
            TEXT,
            "Församlingens kyrkoavgift, kr per 100 kr; den eller parish krävs för en medlem.",
            "The parish's church fee, SEK per SEK 100; it or parish is required for a member.",
        ),
        key(
            "parish",
            TEXT,
            "Medlemmens församling; dess avgift levereras för 2026.",
            "The member's parish; its fee ships for 2026.",
        ),
    ),
)

HOUSEHOLD = Keys(
    "household",
    (
        key("name", TEXT, "Hushållets namn.", "The household's name."),
        key("name_en", TEXT, "Samma på engelska.", "The same in English."),
        key("note", TEXT, "Anmärkning.", "A note."),
        key("note_en", TEXT, "Samma på engelska.", "The same in English."),
        key(
            "year",
            YEAR,
            "Inkomstår; annars --year, eller arbetsytans budgetår.",
            "Income year; else --year, or the workspace's budget year.",
        ),
        key(
            "municipality",
            TEXT,
            "Kommun, namn eller kod inom citattecken; annars rates, --municipality eller arbetsytans.",
            "Municipality, name or quoted code; else rates, --municipality or the workspace's.",
        ),
        key(
            "rates",
            Keys(
                "rates",
                (
                    key("municipal", TEXT, "Kommunens skattesats, kr per 100 kr.", "The municipality's rate.", required=True),
                    key("regional", TEXT, "Regionens skattesats, kr per 100 kr.", "The region's rate.", required=True),
                    key("burial_fee", TEXT, "Begravningsavgift, kr per 100 kr.", "Burial fee, SEK per SEK 100."),
                ),
            ),
            "Skattesatser i stället för en kommun.",
            "Rates instead of a municipality.",
        ),
        key(
            "regional_credit",
            FLAG,
            "true om kommunen ger regional skattereduktion (bilaga 67 till IL).",
            "true where the municipality gives the regional credit (appendix 67 to IL).",
        ),
        key(
            "children",
            NUMBER,
            "Antal barn. Barn ändrar ingen inkomstskatt, och bidrag räknas inte.",
            "Number of children. Children change no income tax, and benefits are not modelled.",
        ),
        key("members", ListOf(MEMBER), "Personerna.", "The persons.", required=True),
    ),
)

CASES = Keys(
    "cases",
    (
        key("dated", TEXT, "När inkomsterna antogs.", "When the incomes were assumed.", required=True),
        key("note", TEXT, "Vad typfallen är.", "What the cases are.", required=True),
        key("note_en", TEXT, "Samma på engelska.", "The same in English.", required=True),
        key("cases", MapOf(HOUSEHOLD), "Typfallen, efter kortnamn.", "The cases, by short name.", required=True),
    ),
)
