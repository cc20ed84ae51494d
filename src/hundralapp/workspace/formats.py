"""The shapes of each YAML file of a workspace, with the sentence that explains every key in Swedish and English."""

from __future__ import annotations

from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Series, Status
from hundralapp.units import MONEY_UNITS
from hundralapp.workspace.schema import Either, Key, Keys, ListOf, MapOf, Shape, Text

TEXT = Text()
DATE = Text("date")
VINTAGE = Text("vintage")
NUMBER = Text("number")
YEAR = Text("year")
FLAG = Text("flag")


def key(name: str, shape: Shape, sv: str, en: str, *, required: bool = False) -> Key:
    return Key(name, shape, Words(sv, en), required)


WORKSPACE = Keys(
    "workspace.yaml",
    (
        key("format", Text(choices=("1",)), "Formatets version.", "The version of the format.", required=True),
        key("name", TEXT, "Arbetsytans namn, som rubrik.", "The workspace's name, as a heading.", required=True),
        key(
            "entity",
            Keys(
                "entity",
                (
                    key(
                        "kind",
                        Text(choices=("municipality", "region", "municipality_and_region")),
                        "Kommun, region, eller båda (Gotland).",
                        "Municipality, region, or both (Gotland).",
                        required=True,
                    ),
                    key(
                        "code",
                        Text("code"),
                        'Kommun- eller regionkod, inom citattecken: "0180".',
                        'Code, quoted: "0180".',
                    ),
                    key(
                        "name",
                        TEXT,
                        "Kommunens eller regionens namn.",
                        "The municipality's or region's name.",
                        required=True,
                    ),
                ),
            ),
            "Vem budgeten gäller.",
            "Whose budget it is.",
            required=True,
        ),
        key(
            "money",
            Text(choices=MONEY_UNITS),
            "Enheten för pengar i mappens filer, där inget annat sägs.",
            "The unit of money in the folder's files, where nothing else is said.",
            required=True,
        ),
        key("budget_year", YEAR, "Året som budgeten avser.", "The year the budget is for.", required=True),
        key(
            "periods",
            ListOf(
                Keys(
                    "periods",
                    (
                        key("id", TEXT, "Kolumnens namn i tabellerna; förval är året.", "The column's name in tables."),
                        key("year", YEAR, "Året.", "The year.", required=True),
                        key(
                            "series",
                            Text(choices=tuple(Series)),
                            "Utfall, antagen eller reviderad budget, prognos eller plan.",
                            "Actual, adopted or revised budget, forecast or plan.",
                            required=True,
                        ),
                        key(
                            "follows",
                            TEXT,
                            "Perioden som stockar fortsätter från; förval är den närmast föregående raden med föregående år. "
                            "none = ingen.",
                            "The period that stocks continue from; by default the nearest row above with the year before. "
                            "none = no period.",
                        ),
                        key(
                            "origin",
                            TEXT,
                            "Källa för periodens tal, där inget annat sägs.",
                            "Origin of the period's numbers.",
                        ),
                    ),
                )
            ),
            "Kolumnerna: ett år i en serie. Budget och utfall för samma år är två perioder.",
            "The columns: a year in a series. Budget and actual of one year are two periods.",
            required=True,
        ),
        key(
            "status",
            Text(choices=tuple(Status)),
            "Status för tal, där inget annat sägs.",
            "Status of numbers by default.",
        ),
        key("origin", TEXT, "Källa för tal, där inget annat sägs.", "Origin of numbers by default."),
        key(
            "synthetic",
            FLAG,
            "true om talen är påhittade; märks då överallt.",
            "true if invented; then labelled everywhere.",
        ),
        key("as_of", VINTAGE, "Använd prognoser gjorda senast då.", "Use forecasts made no later than this."),
        key(
            "proposer",
            TEXT,
            "Vem som lagt fram budgeten (namnger utgångsläget i jämförelser).",
            "Who proposed the budget.",
        ),
        key(
            "licence",
            TEXT,
            "Licens för budgetens egna uppgifter när de publiceras: ett id som CC0-1.0, eller en adress.",
            "Licence of the budget's own data when published: an id such as CC0-1.0, or an address.",
        ),
        key(
            "contact",
            TEXT,
            "Vart läsare vänder sig om webbplatsen: e-post, telefon eller adress.",
            "Where readers turn about the site: e-mail, telephone or address.",
        ),
        key("language", Text(choices=("sv", "en")), "Språk för namn i filerna.", "Language of names in the files."),
        key("note", TEXT, "Anmärkning som visas överst.", "A note shown at the top."),
    ),
)

ORIGINS = MapOf(
    Keys(
        "origins.yaml",
        (
            key("title", TEXT, "Dokumentets namn.", "The document's name.", required=True),
            key("publisher", TEXT, "Vem som gett ut det.", "Who published it."),
            key("url", TEXT, "Adress.", "Address."),
            key("page", TEXT, "Sida eller tabell.", "Page or table."),
            key("published", VINTAGE, "När det gavs ut.", "When it was published."),
            key("retrieved", VINTAGE, "När uppgiften hämtades.", "When it was retrieved."),
            key("licence", TEXT, "Licens.", "Licence."),
            key("note", TEXT, "Anmärkning om källans säkerhet.", "A note on how sure the source is."),
        ),
    )
)

COMMITTEES = MapOf(
    Keys(
        "budget/committees.yaml",
        (
            key("name", TEXT, "Nämndens namn.", "The committee's name."),
            key("name_en", TEXT, "Namnet på engelska.", "The name in English."),
            key(
                "role",
                Text(choices=("committee", "district", "central", "elimination")),
                "Nämnd (förval), stadsdelsnämnd, central post eller intern eliminering.",
                "Committee (default), district committee, central item or internal elimination.",
            ),
            key("successor_of", ListOf(TEXT), "Nämnder som den har tagit över från.", "Committees it took over from."),
            key("ended", YEAR, "Året då den upphörde utan efterträdare.", "The year it ended without a successor."),
            key("note", TEXT, "Anmärkning.", "A note."),
        ),
    )
)

GOALS = MapOf(
    Keys(
        "goals.yaml",
        (
            key("name", TEXT, "Målet i ord.", "The goal in words.", required=True),
            key("name_en", TEXT, "Målet på engelska.", "The goal in English."),
            key("figure", TEXT, "Siffran som mäts.", "The figure that is measured.", required=True),
            key("at_least", NUMBER, "Lägst, i siffrans enhet.", "At least, in the figure's unit."),
            key("at_most", NUMBER, "Högst, i siffrans enhet.", "At most, in the figure's unit."),
            key("unit", TEXT, "Enhet, om inte siffrans egen.", "Unit, if not the figure's own."),
            key("from", YEAR, "Första året målet gäller.", "The first year the goal is in force."),
            key("until", YEAR, "Sista året målet gäller.", "The last year the goal is in force."),
            key("origin", TEXT, "Var målet är beslutat.", "Where the goal was decided."),
        ),
    )
)

ASSIGNMENTS = MapOf(
    Keys(
        "assignments.yaml",
        (
            key("title", TEXT, "Uppdraget i ord.", "The assignment in words.", required=True),
            key("title_en", TEXT, "Uppdraget på engelska.", "The assignment in English."),
            key("committee", TEXT, "Nämnden som har fått uppdraget.", "The committee that has the assignment.", required=True),
            key("by", DATE, "När det ska vara gjort.", "When it shall be done."),
            key("initiative", TEXT, "Satsningen som betalar, ur tabellerna.", "The initiative that pays, from the tables."),
            key("origin", TEXT, "Var uppdraget är givet.", "Where the assignment is given."),
            key("page", TEXT, "Sida eller avsnitt.", "Page or section."),
        ),
    )
)

_REASON = Keys(
    "reason",
    (
        key("text", TEXT, "Skälet i ord.", "The reason in words.", required=True),
        key("origin", TEXT, "Beslutet där det står.", "The decision in which it stands."),
    ),
)

GOVERNANCE = Keys(
    "governance.yaml",
    (
        key(
            "guidelines",
            _REASON,
            "Riktlinjer för god ekonomisk hushållning (11 kap. 1 §).",
            "Guidelines (ch. 11 s. 1).",
        ),
        key(
            "special_reasons",
            MapOf(_REASON, "period"),
            "Synnerliga skäl att budgetera underskott, per period (11 kap. 5 §).",
            "Exceptional reasons to budget a deficit, by period (ch. 11 s. 5).",
        ),
        key(
            "not_restored",
            MapOf(_REASON, "period"),
            "Synnerliga skäl att inte återställa ett underskott, per period (11 kap. 13 §).",
            "Exceptional reasons not to restore a deficit, by period (ch. 11 s. 13).",
        ),
        key(
            "action_plan",
            _REASON,
            "Åtgärdsplan för att återställa underskott (11 kap. 12 §).",
            "Action plan (ch. 11 s. 12).",
        ),
        key(
            "reserve_guidelines",
            _REASON,
            "Riktlinjer för resultatreserven (11 kap. 1 och 14 §§).",
            "Reserve guidelines.",
        ),
        key(
            "group_companies",
            _REASON,
            "Redogörelse för kommunkoncernens företag (11 kap. 6 a §, från 2024).",
            "Account of the group's companies (ch. 11 s. 6 a, from 2024).",
        ),
        key("proposed", DATE, "När styrelsen lade fram förslaget (11 kap. 8 §).", "When the board made its proposal."),
        key("tax_rate_decided", DATE, "När skattesatsen beslutades (11 kap. 11 §).", "When the tax rate was decided."),
        key("adopted", DATE, "När fullmäktige antog budgeten (11 kap. 10 §).", "When the council adopted the budget."),
        key(
            "annual_report",
            DATE,
            "När årsredovisningen lämnades (11 kap. 20 §).",
            "When the annual report was handed in.",
        ),
    ),
)

DECISION_KINDS = ("set", "add", "scale", "move", "initiative", "tax_rate", "uplift", "saving")

_PER_PERIOD = Either(NUMBER, MapOf(NUMBER, "period"))

DECISION = Keys(
    "decision",
    (
        key("id", TEXT, "Kort namn, eget inom förslaget.", "A short name, its own within the proposal.", required=True),
        key("title", TEXT, "Vad som beslutas, i ord.", "What is decided, in words.", required=True),
        key("title_en", TEXT, "Samma på engelska.", "The same in English."),
        key("kind", Text(choices=DECISION_KINDS), "Slag av beslut.", "Kind of decision.", required=True),
        key("committee", TEXT, "Nämnden som får eller lämnar pengar.", "The committee that gets or gives money."),
        key("to", TEXT, "move: nämnden som tar emot.", "move: the committee that receives."),
        key(
            "figure",
            TEXT,
            "set, add, scale, uplift: siffran som ändras.",
            "set, add, scale, uplift: the figure changed.",
        ),
        key(
            "amount",
            _PER_PERIOD,
            "Belopp i arbetsytans pengar: ett för alla år från `from`, eller ett per period.",
            "Amount in the workspace's money: one for all years from `from`, or one per period.",
        ),
        key("percent", _PER_PERIOD, "scale, uplift: procent.", "scale, uplift: percent."),
        key("change", _PER_PERIOD, "tax_rate: ändring i öre per 100 kr.", "tax_rate: change in öre per SEK 100."),
        key("rate", _PER_PERIOD, "tax_rate: ny skattesats, kr per 100 kr.", "tax_rate: new rate, SEK per SEK 100."),
        key("value", _PER_PERIOD, "set: nytt värde i siffrans enhet.", "set: new value in the figure's unit."),
        key(
            "unit",
            TEXT,
            "Enhet för value eller amount, om inte förvald.",
            "Unit of value or amount, if not the default.",
        ),
        key("from", TEXT, "Första perioden; förval är budgetåret.", "First period; by default the budget year."),
        key("until", TEXT, "Sista perioden; förval är planens sista.", "Last period; by default the plan's last."),
        key(
            "phase_in",
            ListOf(NUMBER),
            "Andel av beloppet i procent, år för år från `from`; sista gäller sedan.",
            "Share of the amount in percent, year by year from `from`; the last one holds thereafter.",
        ),
        key(
            "itemised",
            FLAG,
            "saving: false om det inte sägs var det sparas.",
            "saving: false if not said where it is saved.",
        ),
        key("reason", TEXT, "Skälet, som förslagsställaren anger det.", "The reason, as the proposer gives it."),
        key("origin", TEXT, "Källan.", "The origin."),
        key("page", TEXT, "Sida eller paragraf i källan.", "Page or section in the origin."),
        key("status", Text(choices=tuple(Status)), "Hur säkert beloppet är.", "How sure the amount is."),
    ),
)

PROPOSAL = Keys(
    "proposal",
    (
        key("name", TEXT, "Förslagets namn.", "The proposal's name.", required=True),
        key("name_en", TEXT, "Namnet på engelska.", "The name in English."),
        key("proposer", TEXT, "Vem som lägger fram det.", "Who puts it forward.", required=True),
        key("date", DATE, "När det lades fram.", "When it was put forward."),
        key("origin", TEXT, "Källan.", "The origin."),
        key("builds_on", TEXT, "Ett annat förslag vars beslut ingår.", "Another proposal whose decisions are included."),
        key("without", ListOf(TEXT), "Beslut i builds_on som inte ingår.", "Decisions of builds_on that are left out."),
        key("note", TEXT, "Anmärkning om vad som är känt.", "A note on what is known."),
        key("decisions", ListOf(DECISION), "Besluten.", "The decisions.", required=True),
    ),
)

FILES: dict[str, Shape] = {
    "workspace.yaml": WORKSPACE,
    "origins.yaml": ORIGINS,
    "budget/committees.yaml": COMMITTEES,
    "goals.yaml": GOALS,
    "governance.yaml": GOVERNANCE,
    "assignments.yaml": ASSIGNMENTS,
    "proposals/*.yaml": PROPOSAL,
}
