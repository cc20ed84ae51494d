"""Loading: a folder becomes a `Workspace` and a report. All problems are found at once, and none of them raises."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from hundralapp import codes
from hundralapp.dates import read_vintage
from hundralapp.diagnostics import Location, Report, Suggestion, Words, listed
from hundralapp.graph.figure import Entry, Key, Period, Series, Status
from hundralapp.graph.rule import Catalogue
from hundralapp.terms import figure_label, word
from hundralapp.workspace.assignments import Assignment, read_assignments
from hundralapp.workspace.claim_formats import CLAIM_FILES, CLAIMS, FACTS
from hundralapp.workspace.committees import Committee, read_committees
from hundralapp.workspace.files import Files
from hundralapp.workspace.formats import ASSIGNMENTS, COMMITTEES, FILES, GOALS, GOVERNANCE, ORIGINS, PROPOSAL, WORKSPACE
from hundralapp.workspace.header import COLUMNS
from hundralapp.workspace.schema import Shape, check_shape
from hundralapp.workspace.tables import Defaults, TableReader, Tables, table_names
from hundralapp.workspace.yamlsource import Tree, read_yaml

__all__ = ["Committee", "Entity", "Origin", "Workspace", "load_workspace"]


@dataclass(frozen=True, slots=True)
class Entity:
    """The municipality or region."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    page: str = ""
    published: str = ""
    retrieved: str = ""
    licence: str = ""
    note: str = ""


@dataclass(slots=True)
class Workspace:
    """A budget as files say it. `entries` holds one entry per figure and period; `vintages` all that were stated."""

    folder: Path
    files: Files
    name: str = ""
    entity: Entity = field(default_factory=lambda: Entity("municipality", "", ""))
    money: str = "mkr"
    budget_year: int = 0
    periods: dict[str, Period] = field(default_factory=dict)
    synthetic: bool = False
    as_of: datetime.date | None = None
    proposer: str = ""
    note: str = ""
    licence: str = ""
    contact: str = ""
    language: str = "sv"
    origins: dict[str, Origin] = field(default_factory=dict)
    committees: dict[str, Committee] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    vintages: dict[Key, list[Entry]] = field(default_factory=dict)
    rests: dict[Key, Entry] = field(default_factory=dict)
    origins_unread: bool = False  # origins.yaml is there but could not be read
    is_partial: bool = False  # some table could not be read, so that what is missing may stand there
    labels: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    periods_place: Location = field(default_factory=lambda: Location("workspace.yaml"))
    code_place: Location = field(default_factory=lambda: Location("workspace.yaml"))
    goals: Tree | None = None
    governance: Tree | None = None
    facts: Tree | None = None
    claims: Tree | None = None
    assignments: tuple[Assignment, ...] = ()
    proposals: dict[str, Tree] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return self.files.report

    def lacks_origin(self, name: str) -> bool:
        """True when origins.yaml was read and does not have it; a file that cannot be read is one problem, not one per row."""
        return name not in self.origins and not self.origins_unread

    @property
    def budget_periods(self) -> list[Period]:
        """Budget year and plan years, in order: the periods that decisions and the law's checks are about."""
        return [each for each in self.periods.values() if each.year >= self.budget_year and each.series is not Series.ACTUAL]

    @property
    def line(self) -> list[Period]:
        """The budget and plan periods and all that they continue from, in order: the budget's own line of years."""
        reached: set[str] = set()
        for each in self.budget_periods:
            at: str | None = each.id
            while at is not None and at not in reached:
                reached.add(at)
                at = self.periods[at].follows
        return [each for each in self.periods.values() if each.id in reached]


def load_workspace(folder: Path, catalogue: Catalogue, *, as_of: datetime.date | None = None) -> Workspace:
    """Read a workspace.

    Args:
        folder: the workspace's folder.
        catalogue: which figures exist, and their units.
        as_of: use only forecasts made no later than this (overrides workspace.yaml).
    Returns:
        The workspace; its `report` holds every problem found.
    """
    files = Files(folder)
    workspace = Workspace(folder, files, name=folder.name)
    if not files.exists("workspace.yaml"):
        files.report.add(codes.NO_WORKSPACE.at(Location("workspace.yaml"), folder=folder.name or "."))
        return workspace
    head = _document(files, "workspace.yaml", WORKSPACE)
    if head is None:
        return workspace
    _read_head(workspace, head)
    _read_origins(workspace)
    _check_origin(workspace, head)
    workspace.as_of = as_of or workspace.as_of
    tables = _read_tables(workspace, catalogue, head)
    read_committees(workspace, tables, _document(files, "budget/committees.yaml", COMMITTEES, optional=True))
    workspace.goals = _document(files, "goals.yaml", GOALS, optional=True)
    workspace.governance = _document(files, "governance.yaml", GOVERNANCE, optional=True)
    workspace.facts = _document(files, "facts.yaml", FACTS, optional=True)
    workspace.claims = _document(files, "claims.yaml", CLAIMS, optional=True)
    assignments = _document(files, "assignments.yaml", ASSIGNMENTS, optional=True)
    workspace.assignments = read_assignments(workspace, assignments)
    for tree in (workspace.goals, workspace.governance, workspace.facts, workspace.claims, assignments):
        _check_origins(workspace, tree)
    _check_governance(workspace)
    for name in _proposal_names(files):
        tree = _document(files, name, PROPOSAL)
        if tree is not None:
            workspace.proposals[Path(name).stem] = tree
    _report_unread(files)
    return workspace


def _proposal_names(files: Files) -> list[str]:
    return [name for name in files.names("proposals") if name.endswith(".yaml") and name.count("/") == 1]


_DATA = (".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls", ".ods")


def _report_unread(files: Files) -> None:
    """Files that look like a part of the budget but are not read: a wrong name, place or format."""
    read = {*(name for name in FILES if "*" not in name), *CLAIM_FILES, *table_names(files), *_proposal_names(files)}
    below = [name for folder in ("assumptions", "budget", "proposals") for name in files.names(folder)]
    for name in [*files.top_names(), *below]:
        if name not in read and name.lower().endswith(_DATA):
            stem = name.rsplit(".", 1)[0]
            names = [each for each in (*read, f"{stem}.csv", f"{stem}.yaml") if not files.exists(each)]
            files.report.add(codes.UNREAD_FILE.at(Location(name), suggestion=files.report.suggest(name, names)))


def _document(files: Files, name: str, shape: Shape, *, optional: bool = False) -> Tree | None:
    if optional and not files.exists(name):
        return None
    tree = read_yaml(files, name)
    if tree is None or not check_shape(files, tree, shape, name):
        return None
    return tree


def _read_head(workspace: Workspace, head: Tree) -> None:
    entity = head.get("entity")
    workspace.name = head.value("name") or workspace.name
    if entity is not None:
        workspace.entity = Entity(
            entity.value("kind") or "municipality", entity.value("code") or "", entity.value("name") or workspace.name
        )
        code = entity.get("code")
        workspace.code_place = code.location if code is not None else entity.location
    workspace.money = head.value("money") or "mkr"
    workspace.synthetic = head.value("synthetic") == "true"
    workspace.as_of = read_vintage(head.value("as_of") or "")
    workspace.proposer = head.value("proposer") or ""
    workspace.note = head.value("note") or ""
    workspace.licence = head.value("licence") or ""
    workspace.contact = head.value("contact") or ""
    workspace.language = head.value("language") or "sv"
    workspace.budget_year = int(head.value("budget_year") or 0)
    periods = head.get("periods")
    items = (periods.items if periods is not None else None) or []
    if len(items) > MOST_PERIODS and periods is not None:
        expected = Words(f"högst {MOST_PERIODS} perioder", f"at most {MOST_PERIODS} periods")
        workspace.report.add(codes.WRONG_TYPE.at(periods.location, key="periods", expected=expected))
    for each in items[:MOST_PERIODS]:
        _read_period(workspace, each)
    workspace.periods_place = head.key_location("periods")
    year = head.get("budget_year")
    if year is not None and items and all(each.value("year") != year.text for each in items):
        known = [each.id for each in workspace.periods.values() if each.series is not Series.ACTUAL]
        workspace.report.add(
            codes.UNKNOWN_PERIOD.at(year.location, period=year.text, periods=listed(known, 12), suggestion=Suggestion(None))
        )


MOST_PERIODS = 100
_PERIOD_ID = re.compile(r"\w[\w.-]*")
_PERIOD_WORDS = Words(
    "ett namn av bokstäver, siffror och bindestreck, som inte är en av tabellernas kolumner",
    "a name of letters, digits and hyphens that is not one of the tables' columns",
)


def _read_period(workspace: Workspace, tree: Tree) -> None:
    if tree.value("year") is None:
        return
    year, report = int(tree.value("year") or 0), workspace.report
    name = tree.value("id") or str(year)
    if _PERIOD_ID.fullmatch(name) is None or name in COLUMNS or name == "none":
        report.add(codes.WRONG_TYPE.at((tree.get("id") or tree).location, key="id", expected=_PERIOD_WORDS))
        return
    if name in workspace.periods:
        place = (tree.get("id") or tree.get("year") or tree).location
        series = tree.value("series") or "plan"
        other = Words(*(f"{year}-{word('series', series, each).replace(' ', '-')}" for each in ("sv", "en")))
        report.add(codes.DUPLICATE_PERIOD.at(place, period=name, other=other))
        return
    stated = tree.value("follows")
    follows: str | None = stated
    if stated is None:
        earlier = [each.id for each in workspace.periods.values() if each.year == year - 1]
        follows = earlier[-1] if earlier else None
    elif stated == "none":
        follows = None
    elif stated not in workspace.periods or workspace.periods[stated].year >= year:
        place = tree.keys["follows"][1].location if tree.keys else tree.location
        reason = (
            Words("den står inte tidigare i listan", "it does not stand earlier in the list")
            if stated not in workspace.periods
            else Words("den är inte ett tidigare år", "it is not an earlier year")
        )
        report.add(codes.PERIOD_ORDER.at(place, period=name, follows=stated, reason=reason))
        follows = None
    workspace.periods[name] = Period(name, year, Series(tree.value("series") or "plan"), follows, tree.value("origin"))


def _read_origins(workspace: Workspace) -> None:
    tree = _document(workspace.files, "origins.yaml", ORIGINS, optional=True)
    workspace.origins_unread = tree is None and workspace.files.exists("origins.yaml")
    for name, each in tree.pairs() if tree is not None else ():
        values = {key: value.text or "" for key, value in each.pairs()}
        workspace.origins[name] = Origin(name, values.pop("title", name), **values)


def _check_origin(workspace: Workspace, head: Tree) -> None:
    periods = head.get("periods")
    for tree in [head, *((periods.items if periods is not None else None) or [])]:
        name = tree.value("origin")
        if name is not None and workspace.lacks_origin(name) and tree.keys is not None:
            place = tree.keys["origin"][1].location
            workspace.report.add(
                codes.UNKNOWN_ORIGIN.at(place, origin=name, suggestion=workspace.report.suggest(name, workspace.origins))
            )


def _check_origins(workspace: Workspace, tree: Tree | None) -> None:
    """Every `origin` below `tree` is in origins.yaml."""
    for name, each in tree.pairs() if tree is not None else ():
        if name == "origin" and each.text is not None and workspace.lacks_origin(each.text):
            suggestion = workspace.report.suggest(each.text, workspace.origins)
            workspace.report.add(codes.UNKNOWN_ORIGIN.at(each.location, origin=each.text, suggestion=suggestion))
        _check_origins(workspace, each)


def _check_governance(workspace: Workspace) -> None:
    """Reasons are given for periods that exist."""
    tree = workspace.governance
    for key in ("special_reasons", "not_restored"):
        reasons = tree.get(key) if tree is not None else None
        for period, _ in reasons.pairs() if reasons is not None else ():
            if period not in workspace.periods:
                workspace.report.add(
                    codes.UNKNOWN_PERIOD.at(
                        reasons.key_location(period) if reasons is not None else Location("governance.yaml"),
                        period=period,
                        periods=listed(list(workspace.periods), 12),
                        suggestion=workspace.report.suggest(period, workspace.periods),
                    )
                )


def _read_tables(workspace: Workspace, catalogue: Catalogue, head: Tree) -> Tables:
    status = Status(head.value("status") or "exact")
    defaults = Defaults(workspace.money, status, head.value("origin"), workspace.synthetic)
    reader = TableReader(workspace.files, catalogue, workspace.periods, defaults, workspace)
    for name in table_names(workspace.files):
        workspace.is_partial = not reader.read(name) or workspace.is_partial
    tables = reader.tables
    workspace.labels = tables.labels
    for entry in tables.entries:
        workspace.vintages.setdefault((entry.figure, entry.period), []).append(entry)
    for key, entries in workspace.vintages.items():
        workspace.entries[key] = _in_force(workspace, entries)
    for rest in tables.rests:
        key = rest.entry.figure, rest.entry.period
        first = workspace.rests.setdefault(key, rest.entry)
        if first is not rest.entry or key in workspace.entries:
            _report_duplicate(workspace, rest.entry, workspace.entries.get(key, first))
    workspace.attributes = tables.attributes
    return tables


def _in_force(workspace: Workspace, entries: list[Entry]) -> Entry:
    """The entry that counts: the newest forecast, or the newest made by `as_of`; twice the same vintage is a mistake."""
    if len(entries) == 1 and workspace.as_of is None:
        return entries[0]
    first: dict[datetime.date | None, Entry] = {}
    for entry in entries:
        if entry.vintage in first:
            _report_duplicate(workspace, entry, first[entry.vintage])
        else:
            first[entry.vintage] = entry
    known = sorted(first.items(), key=lambda pair: pair[0] or datetime.date.min)
    if workspace.as_of is not None:
        oldest = known[0][1]
        known = [pair for pair in known if pair[0] is None or pair[0] <= workspace.as_of]
        if not known:  # at that date nobody had made a forecast: the figure was not known
            return replace(oldest, value=None, half_step=0.0, status=Status.UNKNOWN)
    return known[-1][1]


def _report_duplicate(workspace: Workspace, entry: Entry, first: Entry) -> None:
    words = Words(*(figure_label(entry.figure, workspace.labels, {}, language) for language in ("sv", "en")))
    place = f"{first.file}:{first.line}"
    workspace.report.add(codes.DUPLICATE_FIGURE.at(entry.location, figure=words, period=entry.period, first=place))
