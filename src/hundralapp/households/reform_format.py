"""The format of a reform file: whose rates, which of the law's amounts and schedules; read with positions, as a workspace is."""

from __future__ import annotations

from hundralapp.workspace.formats import TEXT, YEAR, key
from hundralapp.workspace.schema import Keys, ListOf, MapOf

REFORM = Keys(
    "reform",
    (
        key("name", TEXT, "Reformens namn.", "The reform's name.", required=True),
        key("name_en", TEXT, "Namnet på engelska.", "The name in English."),
        key("year", YEAR, "Inkomståret vars lag ändras.", "The income year whose law is changed.", required=True),
        key("proposer", TEXT, "Vem som lägger fram den.", "Who puts it forward."),
        key("origin", TEXT, "Källan.", "The origin."),
        key("note", TEXT, "Anmärkning.", "A note."),
        key(
            "rates",
            ListOf(
                Keys(
                    "rates",
                    (
                        key(
                            "municipality",
                            TEXT,
                            "Kommun, kod eller namn; alla = varje kommun.",
                            "Municipality, code or name; all.",
                        ),
                        key("region", TEXT, "Region, länets kod eller namn; alla = varje region.", "Region, by county; all."),
                        key("change", TEXT, "Ändring i öre per 100 kr.", "Change in öre per SEK 100."),
                        key("rate", TEXT, "Ny skattesats, kr per 100 kr.", "New rate, SEK per SEK 100."),
                    ),
                )
            ),
            "Ändrade skattesatser; utan kommun och region gäller ändringen varje kommun.",
            "Changed rates; without municipality and region the change is every municipality's.",
        ),
        key("parameters", MapOf(TEXT), "Lagens belopp, i referensens enheter.", "The law's amounts, in the reference's units."),
        key(
            "schedules",
            MapOf(ListOf(ListOf(TEXT))),
            "Lagens tabeller: stycken [övre gräns eller null, konstant, lutning, ev. varifrån lutningen räknas].",
            "The law's schedules: pieces [upper bound or null, constant, slope, and if need be what the slope counts from].",
        ),
    ),
)
