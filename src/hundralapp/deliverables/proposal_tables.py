"""The tables of proposals: who, which decisions, what each alone does, what they come to, and the figures they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hundralapp.deliverables import columns as c
from hundralapp.deliverables.table import Field, ForeignKey, Row, Table
from hundralapp.diagnostics import Words
from hundralapp.graph.evaluate import Value
from hundralapp.graph.figure import Status, worst
from hundralapp.model import Model
from hundralapp.proposals.compare import Comparison
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.views.comparison import comparison_view
from hundralapp.workspace.formats import DECISION_KINDS


def proposal_tables(comparison: Comparison) -> list[Table]:
    """The tables of proposals on the budget; none where the workspace has no proposals."""
    proposals = comparison.proposals
    if not proposals:
        return []
    own = list({each.key: each for proposal in proposals for each in proposal.decisions}.values())
    return [
        _proposals(proposals),
        _decisions(comparison.model, own),
        _amounts(own),
        _effects(comparison),
        _totals(comparison),
        _comparison(comparison),
    ]


def _proposals(proposals: Sequence[Proposal]) -> Table:
    rows = tuple(
        (
            each.id,
            each.name,
            each.name_en or None,
            each.proposer,
            each.date or None,
            each.builds_on,
            each.origin,
            each.note or None,
        )
        for each in proposals
    )
    fields = (
        c.PROPOSAL,
        c.text("name", "Namn", "Name", "Förslagets namn.", "The proposal's name.", required=True),
        c.text("name_en", "Namn på engelska", "Name in English", "Namnet på engelska.", "The name in English."),
        c.text("proposer", "Förslagsställare", "Proposer", "Vem som lägger fram det.", "Who puts it forward."),
        c.day("date", "Datum", "Date", "När det lades fram.", "When it was put forward."),
        c.text("builds_on", "Bygger på", "Builds on", "Förslag vars beslut ingår.", "The proposal whose decisions are included."),
        c.ORIGIN,
        c.NOTE,
    )
    title, meaning = Words("Förslag", "Proposals"), Words("Vem som föreslår något annat än budgeten.", "Who proposes otherwise.")
    keys = (c.OF_ORIGIN, ForeignKey(("builds_on",), "", ("proposal",)))
    return Table("proposals", title, meaning, fields, rows, ("proposal",), keys)


def _decisions(model: Model, decisions: Sequence[Decision]) -> Table:
    known = model.workspace.committees
    rows = tuple(
        (
            each.proposal,
            each.id,
            each.kind,
            each.title,
            each.title_en or None,
            each.committee if each.committee in known else None,
            each.to if each.to in known else None,
            each.figure,
            each.itemised,
            each.status.value,
            each.reason or None,
            each.origin,
            each.page or None,
            each.location.file,
            each.location.line,
        )
        for each in decisions
    )
    fields = (
        c.WRITTEN_IN,
        c.DECISION,
        replace(c.text("kind", "Slag", "Kind", "Slag av beslut.", "Kind of decision.", required=True), choices=DECISION_KINDS),
        c.text("title", "Vad", "What", "Vad som beslutas, i ord.", "What is decided, in words.", required=True),
        c.text("title_en", "Vad på engelska", "What in English", "Samma på engelska.", "The same in English."),
        c.text(
            "committee", "Nämnd", "Committee", "Nämnden som får eller lämnar pengar.", "The committee that gets or gives money."
        ),
        c.text("to", "Till nämnd", "To committee", "Nämnden som tar emot.", "The committee that receives."),
        c.text(
            "figure",
            "Siffra",
            "Figure",
            "Siffran som ändras, om beslutet säger det.",
            "The figure changed, if the decision says so.",
        ),
        c.flag(
            "itemised", "Utpekad", "Itemised", "Falskt om det inte sägs var det sparas.", "False if not said where it is saved."
        ),
        c.STATUS,
        c.text("reason", "Skäl", "Reason", "Skälet, som förslagsställaren anger det.", "The reason, as the proposer gives it."),
        c.ORIGIN,
        c.text("page", "Sida", "Page", "Sida eller paragraf i källan.", "Page or section in the origin."),
        c.FILE,
        c.LINE,
    )
    keys = (c.OF_ORIGIN, c.OF_COMMITTEE, ForeignKey(("to",), "committees", ("committee",)))
    title, meaning = Words("Beslut", "Decisions"), Words("Förslagens beslut, ett per rad.", "The proposals' decisions.")
    return Table("decisions", title, meaning, fields, rows, ("written_in", "decision"), keys)


def _amounts(decisions: Sequence[Decision]) -> Table:
    rows = tuple(
        (*each.key, period, each.measure, float(number.value) if number is not None else None, each.unit)
        for each in decisions
        for period, number in each.amounts.items()
    )
    fields = (
        c.WRITTEN_IN,
        c.DECISION,
        c.PERIOD,
        c.text(
            "measure", "Mått", "Measure", "amount, percent, change, rate eller value.", "amount, percent, change, rate or value."
        ),
        c.amount("number", "Tal", "Number", "Talet så som beslutet anger det; tomt är okänt.", "As the decision states it."),
        c.text("unit", "Enhet", "Unit", "Enheten, om inte den förvalda.", "The unit, if not the default."),
    )
    title = Words("Besluten år för år", "Amounts of decisions")
    meaning = Words("Beslutens egna tal: belopp i arbetsytans pengar, procent, öre.", "The decisions' own numbers.")
    key = ("written_in", "decision", "period")
    return Table("decision_amounts", title, meaning, fields, rows, key, (c.OF_DECISION, c.OF_PERIOD))


def _effects(comparison: Comparison) -> Table:
    rows = tuple(
        (compared.proposal.id, *effect.decision.key, period, value, _status(comparison.model, effect.decision, value))
        for compared in comparison.compared
        for effect in compared.effects
        for period, value in effect.by_period.items()
    )
    fields = (
        c.PROPOSAL,
        c.WRITTEN_IN,
        c.DECISION,
        c.PERIOD,
        c.amount(
            "effect",
            "Effekt på årets resultat, kr",
            "Effect on net income, SEK",
            "Vad beslutet ensamt ändrar årets resultat med, kr.",
            "What the decision alone changes net income by, SEK.",
        ),
        c.STATUS,
    )
    title = Words("Beslutens effekter", "Effects of decisions")
    meaning = Words(
        "Effekterna och samspelet i proposal_totals blir tillsammans förslagets hela effekt.",
        "The effects and the interplay in proposal_totals add up to the proposal's whole effect.",
    )
    keys = (c.OF_PROPOSAL, c.OF_DECISION, c.OF_PERIOD)
    return Table("decision_effects", title, meaning, fields, rows, ("proposal", "written_in", "decision", "period"), keys)


def _status(model: Model, decision: Decision, effect: Value) -> str:
    """How sure an effect is: as the decision, invented beside an invented budget, unknown where it is."""
    if effect is None:
        return Status.UNKNOWN.value
    return worst(decision.status, *([Status.SYNTHETIC] if model.workspace.synthetic else [])).value


def _totals(comparison: Comparison) -> Table:
    rows = []
    for compared in comparison.compared:
        for period in compared.periods:
            meter = compared.meter(period)
            parts = (meter.revenue, meter.itemised_savings, meter.savings_not_itemised, meter.costs, meter.forgone_revenue)
            rows.append((compared.proposal.id, period, meter.change, meter.interplay, *parts, meter.unfinanced, meter.unknown))

    def money(name: str, sv: str, en: str) -> Field:
        return c.amount(name, f"{sv}, kr", f"{en}, SEK", f"{sv}, kr.", f"{en}, SEK.")

    fields = (
        c.PROPOSAL,
        c.PERIOD,
        money("change", "Ändring av årets resultat", "Change of net income"),
        money("interplay", "Samspel mellan besluten", "Interplay of the decisions"),
        money("revenue", "Intäkter", "Revenue"),
        money("itemised_savings", "Besparingar som pekas ut", "Itemised savings"),
        money("savings_not_itemised", "Besparingar som inte pekas ut", "Savings not itemised"),
        money("costs", "Kostnader", "Costs"),
        money("forgone_revenue", "Uteblivna intäkter", "Forgone revenue"),
        money("unfinanced", "Inte finansierat", "Not financed"),
        c.count(
            "unknown",
            "Okända beslut",
            "Unknown decisions",
            "Antal beslut vars effekt är okänd.",
            "Number of decisions whose effect is unknown.",
            required=True,
            minimum=0,
        ),
    )
    title, meaning = Words("Förslagens summor", "Totals of proposals"), Words("Vad betalar vad.", "What pays for what.")
    return Table("proposal_totals", title, meaning, fields, tuple(rows), ("proposal", "period"), (c.OF_PROPOSAL, c.OF_PERIOD))


def _comparison(comparison: Comparison) -> Table:
    fields = (
        c.FIGURE,
        c.PERIOD,
        c.PROPOSAL,
        c.amount("budget", "I budgeten", "In the budget", "Värdet i budgeten, i `unit`.", "The budget's value, in `unit`."),
        c.amount("value", "I förslaget", "In the proposal", "Värdet med förslaget, i `unit`.", "The value under the proposal."),
        c.amount("change", "Ändring", "Change", "Kan vara känd även om nivån är okänd.", "May be known though the level is not."),
        c.UNIT,
        c.STATUS,
    )
    title = Words("Jämförelse", "Comparison")
    meaning = Words("Siffror som något förslag ändrar, och huvudtalen.", "Figures that a proposal changes, and the headlines.")
    keys = (c.OF_FIGURE, c.OF_PERIOD, c.OF_PROPOSAL)
    rows = tuple(_compared_rows(comparison))
    return Table("comparison", title, meaning, fields, rows, ("figure", "period", "proposal"), keys)


def _compared_rows(comparison: Comparison) -> Iterator[Row]:
    model, view = comparison.model, comparison_view(comparison, "sv")
    shown = [*view.headlines, *view.committees, *view.per_hundred, *view.per_resident, *view.changed]
    for row in {each.figure: each for each in shown}.values():
        for proposal, pairs in zip(view.proposals, row.proposals, strict=True):
            for base, pair in zip(row.base, pairs, strict=True):
                key = (row.figure, pair.period)
                if key in model.cells:
                    status = model.status(key).value
                    yield (*key, proposal.id, base, pair.value, pair.change, row.unit, status)
