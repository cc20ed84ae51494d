"""The shapes of the files for claims in texts: what words mean, what is known beside the figures, kept claims, fixed links."""

from __future__ import annotations

from hundralapp.workspace.formats import DATE, NUMBER, TEXT, YEAR, key
from hundralapp.workspace.schema import Keys, ListOf, MapOf, Shape, Text

_WORDS = ListOf(TEXT)

FACTS = Keys(
    "facts.yaml",
    (
        key(
            "words",
            MapOf(_WORDS, "figure"),
            "Ord som texter använder för en siffra, eller för alla siffror under ett prefix.",
            "Words that texts use for a figure, or for all figures below a prefix.",
        ),
        key(
            "indicators",
            MapOf(
                Keys(
                    "indicator",
                    (
                        key(
                            "role",
                            Text(choices=("result", "count", "unit_cost", "cost_index")),
                            "Vad indikatorn kan pröva: ett resultat, ett antal, en styckkostnad eller ett kostnadsindex.",
                            "What the indicator can check: a result, a count, a unit cost or a cost index.",
                            required=True,
                        ),
                        key("words", _WORDS, "Ord som texter använder.", "Words that texts use.", required=True),
                        key("place", TEXT, "Platsen, om bara en del avses.", "The place, if only a part is meant."),
                        key(
                            "better",
                            Text(choices=("higher", "lower")),
                            "Om högre eller lägre är bättre.",
                            "Whether higher or lower is better.",
                        ),
                    ),
                ),
                "indicator",
            ),
            "Indikatorer i tabellerna, och vad de kan pröva.",
            "Indicators in the tables, and what they can check.",
        ),
        key(
            "registers",
            MapOf(
                Keys(
                    "register",
                    (
                        key("name", TEXT, "Registrets namn.", "The register's name.", required=True),
                        key("name_en", TEXT, "Namnet på engelska.", "The name in English."),
                        key("words", _WORDS, "Ord som texter använder.", "Words that texts use.", required=True),
                        key("members", ListOf(TEXT), "De som står i registret.", "Those in the register.", required=True),
                        key("date", DATE, "När de togs in.", "When they were entered."),
                        key("origin", TEXT, "Källan.", "The origin."),
                    ),
                )
            ),
            "Förteckningar, för påståenden om att vara först eller enda.",
            "Registers, for claims of being first or the only one.",
        ),
        key(
            "net_zero",
            Keys(
                "net_zero",
                (
                    key("words", _WORDS, "Ord som texter använder.", "Words that texts use.", required=True),
                    key(
                        "emissions",
                        ListOf(TEXT),
                        "Indikatorer för utsläpp, en för varje systemgräns.",
                        "Indicators of emissions, one for each system boundary.",
                        required=True,
                    ),
                    key("removals", NUMBER, "Ton upptag om året.", "Tonnes removed a year.", required=True),
                    key("from", YEAR, "Första året med upptag.", "The first year of removals.", required=True),
                    key(
                        "sold",
                        ListOf(NUMBER),
                        "Andelar av upptaget, i procent, som säljs till andra: en läsning för varje.",
                        "Shares of the removals, in percent, that are sold to others: a reading for each.",
                        required=True,
                    ),
                    key("origin", TEXT, "Källan till upptaget.", "The origin of the removals."),
                ),
            ),
            "Vad ett mål om nettonoll eller klimatpositivt räknas av.",
            "What a target of net zero or climate positive is computed from.",
        ),
    ),
)

CLAIMS = MapOf(
    Keys(
        "claims.yaml",
        (
            key("sentence", TEXT, "Meningen, ord för ord.", "The sentence, word for word.", required=True),
            key("under", TEXT, "Rubriken den står under.", "The heading it stands under."),
            key("speaker", TEXT, "Vem som säger det.", "Who says it."),
            key("text", TEXT, "Texten den står i.", "The text it stands in."),
            key("origin", TEXT, "Källan.", "The origin."),
            key(
                "verdicts",
                ListOf(TEXT),
                "Vad påståendena i meningen kom till: slag och svar, som `pair holds`.",
                "What the claims of the sentence came to: kind and verdict, as in `pair holds`.",
                required=True,
            ),
            key("note", TEXT, "Anmärkning.", "A note."),
        ),
    )
)

LINKS = Keys(
    "links",
    (
        key(
            "links",
            ListOf(
                Keys(
                    "link",
                    (
                        key(
                            "quote",
                            TEXT,
                            "Ord ur meningen, som i texten.",
                            "Words of the sentence, as in the text.",
                            required=True,
                        ),
                        key(
                            "figure",
                            TEXT,
                            "Siffran som menas; none = ingen.",
                            "The figure that is meant; none = no figure.",
                            required=True,
                        ),
                        key("note", TEXT, "Anmärkning.", "A note."),
                    ),
                )
            ),
            "Vad påståenden i texten handlar om, där programmet inte vet.",
            "What claims of the text are about, where the program does not know.",
            required=True,
        ),
    ),
)

CLAIM_FILES: dict[str, Shape] = {"facts.yaml": FACTS, "claims.yaml": CLAIMS}
