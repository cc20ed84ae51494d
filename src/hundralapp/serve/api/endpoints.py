"""The table of endpoints: address, meaning, parameters, shape of the answer, and the view that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hundralapp.diagnostics import Language, Words
from hundralapp.graph.figure import Key, Status
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal
from hundralapp.proposals.effects import under
from hundralapp.serve.api import shapes
from hundralapp.serve.api.parameters import LANG, Parameter, Refused, absent
from hundralapp.views.comparison import ComparisonView, comparison_view
from hundralapp.views.document import budget_data, figures_data
from hundralapp.views.explanation import explain
from hundralapp.views.judgements import check_views, goal_views
from hundralapp.views.tables import SECTIONS, period_heads, tables

PREFIX = "/api/v1"
MOST_FIGURES = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of a sound budget, its parameters read. `model` is under the proposal that `proposal` names, if any."""

    model: Model
    proposals: Mapping[str, Proposal]
    values: Mapping[str, Any]
    language: Language


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A part of a budget that can be asked for.

    Args:
        path: below the budget's own address.
        id: the operation's name in the description.
        verb: the verb of the command line whose answer it is, or a part of.
        doc: what it gives.
        data: the shape of `data` in the envelope.
        make: gives `data`.
        parameters: in path and query; `budget` and `lang` are common to all.
    """

    path: str
    id: str
    verb: str
    doc: Words
    data: type
    make: Callable[[Asked], dict[str, Any]]
    parameters: tuple[Parameter, ...] = field(default=())


BUDGET = Parameter("budget", Words("Budgetens id, ur listan.", "The budget's id, from the list."), "path", example="sjobo-2024")
_PROPOSAL = Parameter(
    "proposal",
    Words("Räkna budgeten så som förslaget ändrar den.", "Compute the budget as the proposal changes it."),
    example="forslag-a",
)


def _budget(asked: Asked) -> dict[str, Any]:
    return budget_data(asked.model, asked.language)


def _periods(asked: Asked) -> dict[str, Any]:
    return {"periods": period_heads(asked.model, asked.language)}


def _figures(asked: Asked) -> dict[str, Any]:
    keys = [key for key in asked.model.cells if _is_wanted(asked, key)]
    limit, offset = asked.values["limit"], asked.values["offset"]
    return {
        "figures": figures_data(asked.model, keys[offset : offset + limit]),
        "total": len(keys),
        "limit": limit,
        "offset": offset,
    }


def _is_wanted(asked: Asked, key: Key) -> bool:
    """Filters of different kinds must all hold; of one kind, one is enough."""
    figures, periods, statuses, units = (asked.values[name] for name in ("figure", "period", "status", "unit"))
    return (
        (not figures or any(_fits(key[0], each) for each in figures))
        and (not periods or key[1] in periods)
        and (not units or str(asked.model.cells[key].unit) in units)
        and (not statuses or asked.model.status(key).value in statuses)
    )


def _fits(figure: str, pattern: str) -> bool:
    """Whether an id is the pattern, where `*` stands for anything. No pattern takes longer than its length times the id's."""
    first, *between = pattern.split("*")
    if not between:
        return figure == pattern
    last = between.pop()
    if not figure.startswith(first) or not figure.endswith(last):
        return False
    at, end = len(first), len(figure) - len(last)
    for part in between:
        found = figure.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def _figure(asked: Asked) -> dict[str, Any]:
    model, figure = asked.model, asked.values["figure"]
    budget = model.workspace.budget_periods
    period = asked.values["period"] or (budget[0].id if budget else next(iter(model.periods), ""))
    if period not in model.periods:
        raise absent(Words("Perioden", "period"), period, list(model.periods))
    if (figure, period) not in model.cells:
        elsewhere = [at for name, at in model.cells if name == figure]
        if elsewhere:
            raise Refused(
                404,
                Words("Siffran finns inte för perioden", "The figure is not there in that period"),
                Words(f"{figure} finns för {', '.join(elsewhere)}.", f"{figure} is there in {', '.join(elsewhere)}."),
            )
        raise absent(Words("Siffran", "figure"), figure, list(dict.fromkeys(name for name, _ in model.cells)))
    return {"explanation": explain(model, (figure, period), asked.language, asked.values["depth"])}


def _tables(asked: Asked) -> dict[str, Any]:
    return {"tables": tables(asked.model, asked.language)}


def _table(asked: Asked) -> dict[str, Any]:
    made = {each.id: each for each in tables(asked.model, asked.language)}
    name = asked.values["table"]
    if name not in made:
        raise absent(Words("Tabellen", "table"), name, list(made))
    return {"table": made[name]}


def _checks(asked: Asked) -> dict[str, Any]:
    return {"checks": check_views(asked.model, asked.language)}


def _goals(asked: Asked) -> dict[str, Any]:
    return {"goals": goal_views(asked.model, asked.language)}


def _compared(asked: Asked, names: tuple[str, ...], baseline: str | None) -> ComparisonView:
    first = find_proposal(asked.proposals, baseline) if baseline else None
    chosen = [find_proposal(asked.proposals, name) for name in names] or [
        each for each in asked.proposals.values() if each.id != baseline
    ]
    return comparison_view(compare(asked.model, chosen, first), asked.language)


def find_proposal(proposals: Mapping[str, Proposal], name: str) -> Proposal:
    """The proposal by its id.

    Raises:
        Refused: 404, with the nearest.
    """
    if name not in proposals:
        raise absent(Words("Förslaget", "proposal"), name, list(proposals))
    return proposals[name]


def _proposals(asked: Asked) -> dict[str, Any]:
    view = _compared(asked, (), None)
    return {"periods": view.periods, "proposals": view.proposals}


def _proposal(asked: Asked) -> dict[str, Any]:
    view = _compared(asked, (asked.values["name"],), None)
    return {"periods": view.periods, "proposal": view.proposals[0]}


def _comparison(asked: Asked) -> dict[str, Any]:
    return {"comparison": _compared(asked, asked.values["proposal"], asked.values["baseline"])}


def _claims(asked: Asked) -> dict[str, Any]:
    from hundralapp.claims.kept import kept_claims

    return {
        "claims": [
            {
                "id": each.id,
                "sentence": each.sentence,
                "under": each.under,
                "speaker": each.speaker,
                "text": each.source,
                "verdicts": each.verdicts,
                "now": each.now,
                "has_flipped": each.has_flipped,
            }
            for each in kept_claims(asked.model)
        ]
    }


def asked_of(
    endpoint: Endpoint, model: Model, proposals: Mapping[str, Proposal], values: Mapping[str, Any], language: Language
) -> Asked:
    """The request, on the budget or as a proposal changes it.

    Raises:
        Refused: 404, there is no such proposal.
    """
    name = values["proposal"] if _PROPOSAL in endpoint.parameters else None
    changed = under(model, find_proposal(proposals, name).decisions) if name else model
    return Asked(changed, proposals, values, language)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "",
        "budget",
        "compute",
        Words("Hela budgeten, så som compute --json svarar.", "The whole budget, as compute --json answers."),
        shapes.BudgetData,
        _budget,
        (_PROPOSAL,),
    ),
    Endpoint(
        "/periods", "periods", "compute", Words("Budgetens perioder.", "The budget's periods."), shapes.PeriodsData, _periods
    ),
    Endpoint(
        "/figures",
        "figures",
        "compute",
        Words(
            "Siffror med värde, enhet och status. Filter av olika slag ska alla stämma; av samma slag räcker ett.",
            "Figures with value, unit and status. Filters of different kinds must all hold; of one kind, one is enough.",
        ),
        shapes.FiguresData,
        _figures,
        (
            Parameter(
                "figure",
                Words("Siffrans id, där * står för vad som helst.", "The figure's id, where * stands for anything."),
                many=True,
                example="result.*",
            ),
            Parameter("period", Words("Period, ur /periods.", "A period, from /periods."), many=True, example="2024"),
            Parameter(
                "status",
                Words("Siffrans status.", "The figure's status."),
                many=True,
                choices=tuple(each.value for each in Status),
            ),
            Parameter("unit", Words("Siffrans enhet.", "The figure's unit."), many=True, example="SEK"),
            Parameter(
                "limit",
                Words("Högst så många.", "At most this many."),
                kind="whole",
                lowest=1,
                highest=MOST_FIGURES,
                default=MOST_FIGURES,
            ),
            Parameter(
                "offset",
                Words("Hoppa över så många.", "Leave out this many first."),
                kind="whole",
                highest=10**9,
                default=0,
            ),
            _PROPOSAL,
        ),
    ),
    Endpoint(
        "/figures/{figure}",
        "figure",
        "explain",
        Words(
            "En siffra öppnad: formeln i ord, lagen, indata, källor, fil och rad.",
            "A figure opened: its formula in words, the law, inputs, sources, file and line.",
        ),
        shapes.ExplanationData,
        _figure,
        (
            Parameter("figure", Words("Siffrans id.", "The figure's id."), "path", example="result.net_income"),
            Parameter(
                "period",
                Words("Period, ur /periods; förval är budgetåret.", "A period, from /periods; by default the budget year."),
                example="2024",
            ),
            Parameter(
                "depth",
                Words("Hur många led av indata som öppnas.", "How many levels of inputs to open."),
                kind="whole",
                highest=50,
                default=2,
            ),
            _PROPOSAL,
        ),
    ),
    Endpoint(
        "/tables",
        "tables",
        "compute",
        Words("Alla tabeller som har något att visa.", "Every table that has something to show."),
        shapes.TablesData,
        _tables,
        (_PROPOSAL,),
    ),
    Endpoint(
        "/tables/{table}",
        "table",
        "compute",
        Words("En tabell.", "One table."),
        shapes.TableData,
        _table,
        (
            Parameter(
                "table",
                Words("Tabellens id.", "The table's id."),
                "path",
                choices=tuple(name for name, _, _ in SECTIONS),
                example="result",
            ),
            _PROPOSAL,
        ),
    ),
    Endpoint(
        "/checks",
        "checks",
        "compute",
        Words("Kommunallagens krav, med dom och skäl.", "The Local Government Act's demands, with verdict and reason."),
        shapes.ChecksData,
        _checks,
        (_PROPOSAL,),
    ),
    Endpoint(
        "/goals",
        "goals",
        "compute",
        Words("Fullmäktiges egna mål, period för period.", "The council's own goals, period by period."),
        shapes.GoalsData,
        _goals,
        (_PROPOSAL,),
    ),
    Endpoint(
        "/proposals",
        "proposals",
        "compare",
        Words("Alla förslag mot budgeten.", "Every proposal against the budget."),
        shapes.ProposalsData,
        _proposals,
    ),
    Endpoint(
        "/proposals/{name}",
        "proposal",
        "compare",
        Words(
            "Ett förslag mot budgeten: besluten, vad vart och ett ger, och hur det betalas.",
            "One proposal against the budget: its decisions, what each gives, and how it is paid for.",
        ),
        shapes.ProposalData,
        _proposal,
        (Parameter("name", Words("Förslagets id.", "The proposal's id."), "path", example="forslag-a"),),
    ),
    Endpoint(
        "/comparison",
        "comparison",
        "compare",
        Words(
            "Förslag bredvid varandra, så som compare --json svarar; utan namn alla.",
            "Proposals side by side, as compare --json answers; without names all.",
        ),
        shapes.ComparisonData,
        _comparison,
        (
            Parameter("proposal", Words("Ett förslags id.", "A proposal's id."), many=True, example="forslag-a"),
            Parameter(
                "baseline",
                Words(
                    "Jämför med detta förslag i stället för med budgeten.", "Compare with this proposal instead of the budget."
                ),
                example="forslag-b",
            ),
        ),
    ),
    Endpoint(
        "/claims",
        "claims",
        "claims",
        Words("Påståendena i claims.yaml, prövade på nytt.", "The claims of claims.yaml, judged again."),
        shapes.ClaimsData,
        _claims,
    ),
)
COMMON = (BUDGET, LANG)
