"""The tables of the budget itself: periods, figures, what files state, origins, parameters, and the lines of the budget."""

from __future__ import annotations

from collections.abc import Iterable

from hundralapp.deliverables import columns as c
from hundralapp.deliverables.table import Cell, ForeignKey, Row, Table
from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Key
from hundralapp.model import Model, catalogue
from hundralapp.views.explanation import source_view


def periods(model: Model) -> Table:
    """The columns of the budget."""
    space = model.workspace
    planned = {each.id for each in space.budget_periods}
    rows = tuple(
        (each.id, each.year, each.series.value, each.follows, each.year == space.budget_year and each.id in planned, each.origin)
        for each in model.periods.values()
    )
    fields = (
        c.PERIOD,
        c.YEAR,
        c.SERIES,
        c.text(
            "follows", "Följer på", "Follows", "Perioden som stockar fortsätter från.", "The period that stocks continue from."
        ),
        c.flag("is_budget_year", "Budgetåret", "Budget year", "Sant för budgetåret.", "True for the budget year."),
        c.ORIGIN,
    )
    title = Words("Perioder", "Periods")
    meaning = Words("Ett år i en serie: budget och utfall för samma år är två perioder.", "A year in a series.")
    keys = (c.OF_ORIGIN, ForeignKey(("follows",), "", ("period",)))
    return Table("periods", title, meaning, fields, rows, ("period",), keys)


def figure_catalogue(model: Model, more: Iterable[str] = ()) -> Table:
    """Every figure with its names, unit and law. `more`: figures that other tables name beside the model's."""
    stated = (figure for figure, _ in model.workspace.vintages)
    names = dict.fromkeys([*(figure for figure, _ in model.cells), *stated, *more])
    laws: dict[str, dict[str, None]] = {}
    units: dict[str, str] = {}
    for (figure, _), cell in model.cells.items():
        units.setdefault(figure, str(cell.unit))
        if cell.rule is not None and cell.rule.law:
            laws.setdefault(figure, {})[cell.rule.law] = None
    rows = tuple(
        (
            figure,
            model.label(figure, "sv"),
            model.label(figure, "en"),
            units.get(figure) or str(catalogue().unit_of(figure) or "1"),
            figure.split(".")[0],
            _committee_of(model, figure),
            "; ".join(laws.get(figure, ())) or None,
        )
        for figure in names
    )
    fields = (
        c.FIGURE,
        c.text("label_sv", "Namn", "Name in Swedish", "Siffran i ord.", "The figure in words, in Swedish.", required=True),
        c.text(
            "label_en", "Namn på engelska", "Name in English", "Siffran i ord på engelska.", "The figure in words.", required=True
        ),
        c.UNIT,
        c.text("family", "Slag", "Family", "Första ledet i id:t.", "The first segment of the id.", required=True),
        c.text("committee", "Nämnd", "Committee", "Nämnden som siffran hör till.", "The committee that the figure belongs to."),
        c.LAW,
    )
    title, meaning = Words("Siffrornas namn", "Catalogue of figures"), Words("Vad varje siffra är.", "What each figure is.")
    return Table("catalogue", title, meaning, fields, rows, ("figure",), (c.OF_COMMITTEE,))


def _committee_of(model: Model, figure: str) -> str | None:
    segments = figure.split(".")
    return segments[1] if segments[0] == "committee" and segments[1] in model.workspace.committees else None


def figures(model: Model) -> Table:
    """Every figure in every period, with its range, status, origins and, where files state it, file and line."""
    rows = tuple(_figure_row(model, key) for key in model.cells)
    fields = (
        c.FIGURE,
        c.PERIOD,
        c.VALUE,
        c.UNIT,
        c.STATUS,
        c.text(
            "origin",
            "Källor",
            "Origins",
            "Id för alla källor som värdet vilar på, med mellanslag emellan.",
            "Ids of all origins that the value rests on, separated by spaces.",
        ),
        c.amount("low", "Lägst", "Low", "Lägst som utskriftens avrundningar medger.", "The least that printed roundings allow."),
        c.amount("high", "Högst", "High", "Högst som utskriftens avrundningar medger.", "The most that printed roundings allow."),
        c.choice(
            "made",
            "Tillkommen",
            "Made",
            "stated: står i en fil. computed: beräknad av en regel.",
            "stated: stands in a file. computed: by a rule.",
            {"stated": "angiven", "computed": "beräknad"},
        ),
        c.FILE,
        c.LINE,
        c.text("label", "Namn", "Name", "Siffran i ord, på svenska.", "The figure in words, in Swedish.", required=True),
        c.text(
            "unknown_because", "Okänd därför att", "Unknown because", "Okända indata, med mellanslag emellan.", "Unknown inputs."
        ),
    )
    title = Words("Alla siffror", "All figures")
    meaning = Words("En rad per siffra och period.", "A row per figure and period.")
    return Table("figures", title, meaning, fields, rows, ("figure", "period"), (c.OF_FIGURE, c.OF_PERIOD))


def _figure_row(model: Model, key: Key) -> Row:
    cell = model.cells[key]
    value, between = model.evaluation[cell.row], model.range_of(key)
    low, high = between if between is not None and value is not None else (None, None)
    stated = cell.stated if cell.rule is None else None
    return (
        *key,
        value,
        str(cell.unit),
        model.status(key).value,
        " ".join(model.origins(key)) or None,
        low,
        high,
        "stated" if cell.rule is None else "computed",
        stated.file if stated is not None else None,
        stated.line if stated is not None else None,
        model.label(key[0], "sv"),
        " ".join(model.causes(key)) or None if value is None else None,
    )


def statements(model: Model) -> Table:
    """What the files state, every forecast of it, as written and as carried."""
    in_force = model.workspace.entries
    rows = tuple(
        (
            each.figure,
            each.period,
            each.value,
            str(each.unit),
            each.written or None,
            each.half_step,
            each.status.value,
            each.origin,
            each.vintage.isoformat() if each.vintage is not None else None,
            in_force.get(key) is each,
            each.file,
            each.line,
            each.column,
            each.note or None,
        )
        for key, entries in model.workspace.vintages.items()
        for each in entries
    )
    fields = (
        c.FIGURE,
        c.PERIOD,
        c.VALUE,
        c.UNIT,
        c.text("written", "Som det står", "As written", "Talet så som det står i filen.", "The number as the file has it."),
        c.amount(
            "half_step",
            "Halvt steg",
            "Half step",
            "Halva utskriftens steg, i `unit`; 0 om exakt.",
            "Half the printed step, in `unit`.",
        ),
        c.STATUS,
        c.ORIGIN,
        c.day("vintage", "Prognos gjord", "Vintage", "När prognosen gjordes.", "When the forecast was made."),
        c.flag(
            "in_force",
            "Gäller",
            "In force",
            "Sant för uppgiften som budgeten räknas på.",
            "True for what the budget is computed on.",
        ),
        c.FILE,
        c.LINE,
        c.COLUMN,
        c.NOTE,
    )
    title = Words("Vad filerna säger", "Statements")
    meaning = Words("En rad per tal i arbetsytans tabeller, med alla prognoser.", "A row per number in the workspace's tables.")
    keys = (c.OF_FIGURE, c.OF_PERIOD, c.OF_ORIGIN)
    return Table("statements", title, meaning, fields, rows, ("figure", "period", "file", "line", "column"), keys)


def parameters(model: Model) -> Table:
    """The national parameters that the budget was computed with."""
    found: dict[tuple[str, int], Row] = {}
    for name, value in model.binding.inputs.items():
        if not name.startswith("parameter."):
            continue
        known = model.parameters.find(name)
        short, _, year = name.removeprefix("parameter.").rpartition("@")
        unit = str(model.binding.graph.unit_of(name))
        law, reference, status = (known[0].law, known[1].reference, known[1].status) if known else ("", "", "exact")
        found[short, int(year)] = (short, int(year), value, unit, status, law or None, reference or None)
    fields = (
        c.text("parameter", "Parameter", "Parameter", "Parameterns namn.", "The parameter's name.", required=True),
        c.YEAR,
        c.VALUE,
        c.UNIT,
        c.STATUS,
        c.LAW,
        c.text("reference", "Hänvisning", "Reference", "Var värdet är beslutat.", "Where the value was decided."),
    )
    title = Words("Nationella värden", "National parameters")
    meaning = Words(
        "Lagens värden som följer med programmet; de är inte påhittade.", "The law's values, shipped with the program."
    )
    return Table("parameters", title, meaning, fields, tuple(found.values()), ("parameter", "year"))


def origins(model: Model, more: Iterable[str] = ()) -> Table:
    """Where the figures come from. `more`: origins that other tables name beside those of origins.yaml."""
    known = model.workspace.origins
    rows: list[Row] = []
    for name in dict.fromkeys([*known, *more]):
        each, found = source_view(model, name), known.get(name)
        published, licence = (found.published, found.licence) if found is not None else ("", "")
        said: tuple[Cell, ...] = (each.publisher, each.url, each.page, published, each.retrieved, licence, each.note)
        rows.append((name, each.title, *(text or None for text in said)))
    fields = (
        c.text("origin", "Källa", "Origin", "Källans id.", "The origin's id.", required=True),
        c.text("title", "Titel", "Title", "Dokumentets namn.", "The document's name.", required=True),
        c.text("publisher", "Utgivare", "Publisher", "Vem som gett ut det.", "Who published it."),
        c.text("url", "Adress", "Address", "Adress.", "Address."),
        c.text("page", "Sida", "Page", "Sida eller tabell.", "Page or table."),
        c.text("published", "Utgivet", "Published", "Dag eller månad.", "Day or month."),
        c.text("retrieved", "Hämtat", "Retrieved", "Dag eller månad.", "Day or month."),
        c.text(
            "licence",
            "Licens",
            "Licence",
            "Licensen; tomt betyder att den inte är angiven.",
            "The licence; empty means not stated.",
        ),
        c.NOTE,
    )
    title, meaning = Words("Källor", "Origins"), Words("Var siffrorna kommer ifrån.", "Where the figures come from.")
    return Table("origins", title, meaning, fields, tuple(rows), ("origin",))


def committees(model: Model) -> Table:
    """The committees."""
    rows = tuple(
        (each.id, each.name, each.name_en or None, each.role, " ".join(each.successor_of) or None, each.ended, each.note or None)
        for each in model.workspace.committees.values()
    )
    fields = (
        c.text("committee", "Nämnd", "Committee", "Nämndens id.", "The committee's id.", required=True),
        c.text("name", "Namn", "Name", "Nämndens namn.", "The committee's name.", required=True),
        c.text("name_en", "Namn på engelska", "Name in English", "Namnet på engelska.", "The name in English."),
        c.text(
            "role",
            "Roll",
            "Role",
            "Nämnd, stadsdel, central post, eliminering.",
            "Committee, district, central item, elimination.",
        ),
        c.text(
            "successor_of", "Efterträder", "Successor of", "Nämnder som den tagit över från.", "Committees it took over from."
        ),
        c.year("ended", "Upphörde", "Ended", "Året då den upphörde.", "The year it ended."),
        c.NOTE,
    )
    title, meaning = Words("Nämnder", "Committees"), Words("Vem som ansvarar för pengarna.", "Who answers for the money.")
    return Table("committees", title, meaning, fields, rows, ("committee",))


def reconciliations(model: Model) -> Table:
    """Figures that are both stated and computed."""
    rows = tuple(
        (*each.key, each.stated, each.computed, each.difference, each.closes, each.entry.file, each.entry.line)
        for each in model.reconciliations
    )
    fields = (
        c.FIGURE,
        c.PERIOD,
        c.amount("stated", "Angivet", "Stated", "Värdet i filen.", "The value of the file."),
        c.amount("computed", "Beräknat", "Computed", "Värdet ur filens delar.", "The value from its stated parts."),
        c.amount("difference", "Skillnad", "Difference", "Beräknat minus angivet.", "Computed less stated."),
        c.flag("closes", "Går ihop", "Closes", "Skillnaden ryms i avrundningarna.", "Within the roundings."),
        c.FILE,
        c.LINE,
    )
    title = Words("Avstämningar", "Reconciliations")
    meaning = Words("Siffror som både är angivna och går att beräkna.", "Figures that are both stated and computed.")
    return Table("reconciliations", title, meaning, fields, rows, ("figure", "period"), (c.OF_FIGURE, c.OF_PERIOD))
