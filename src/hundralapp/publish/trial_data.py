"""What the script of the page Try yourself needs: the graph with its anchors; levers and decisions as changes of inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from hundralapp.checks.evidence import governance_says
from hundralapp.diagnostics import in_language
from hundralapp.graph.export import export_changes
from hundralapp.graph.figure import Key
from hundralapp.model import Model
from hundralapp.proposals.compare import RESULT, part_of
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.proposals.effects import TAX_RATE_FIGURE, changes_of
from hundralapp.publish.choices import amounts_as_written, as_written, choices_of
from hundralapp.publish.lever import Lever, key_of
from hundralapp.publish.shown import Shower, figure_id

# What the page shows in every year, by the names that its script has for them.
FIGURES = {
    "result": RESULT,
    "requirement": "balance_requirement.result",
    "reserve": "reserve.use",
    "rate": TAX_RATE_FIGURE,
    "resident": "key.net_income_per_resident",
    "hundred": "hundred.result",
}
_LEVEL_DECIMALS = {"percent": 1, "SEK_of_100": 2}


def short_names(names: Iterable[str]) -> dict[str, str]:
    """A short name for an address for each name, the same whatever others there are, but where two would meet."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in names:
        digest = hashlib.sha256(each.encode()).hexdigest()
        found[each] = next(digest[:length] for length in range(5, 65) if digest[:length] not in taken)
        taken.add(found[each])
    return found


def outputs_of(model: Model, levers: Iterable[Lever]) -> dict[Key, int]:
    """What the page shows: its figures in every year of budget and plan, and those beside the levers."""
    keys = [(figure, each.id) for each in model.workspace.budget_periods for figure in FIGURES.values()]
    keys += [key for each in levers if (key := key_of(each)) is not None]
    return {key: model.cells[key].row for key in keys if key in model.cells}


def trial_data(shower: Shower, levers: Sequence[Lever], proposals: Sequence[Proposal]) -> dict[str, Any]:
    """The page's data, but for its texts."""
    model, style = shower.model, shower.style
    outputs = outputs_of(model, levers)
    choices = choices_of(proposals)
    decisions = [*(part.at(1) for each in levers for part in each.parts), *choices]
    moving = {change.input for each in decisions for change in changes_of(model, each)}
    shown = {figure_id(key): row for key, row in outputs.items()}
    graph, levels = export_changes(model.binding.graph, model.evaluation, shown, moving, model.binding.anchors)
    inputs = graph["inputs"]
    places = {each.key: place for place, each in enumerate(choices)}
    short = short_names(choice_name(each) for each in choices)
    years = model.workspace.budget_periods
    return {
        "graph": graph,
        "inputs": levels,
        "years": [[each.id, each.year, bool(governance_says(model, "special_reasons", each.id))] for each in years],
        "figures": FIGURES,
        "levers": [_lever(shower, each, inputs) for each in levers],
        "choices": [{"code": short[choice_name(each)]} | _choice(model, each, inputs) for each in choices],
        "proposals": [
            {"id": each.id, "name": proposal_name(shower, each), "members": [places[one.key] for one in each.decisions]}
            for each in proposals
        ],
        "isSilent": model.workspace.governance is None,
        "inSwedish": model.workspace.language == "sv",
        "factor": style.factor,
        "money": style.money,
        "decimals": style.decimals,
    }


def choice_name(decision: Decision) -> str:
    """A decision's name among all of them."""
    return "/".join(decision.key)


def proposal_name(shower: Shower, proposal: Proposal) -> str:
    return in_language(proposal.name, proposal.name_en, shower.language)


def _lever(shower: Shower, lever: Lever, inputs: dict[str, int]) -> dict[str, Any]:
    model, key = shower.model, key_of(lever)
    said: dict[str, Any] = {
        "code": lever.code,
        "label": [lever.label.sv, lever.label.en],
        "unit": lever.unit,
        "low": lever.low,
        "high": lever.high,
        "step": float(lever.step),
        "parts": [_part(model, lever, each.at(1), inputs) for each in lever.parts],
    }
    if key is not None and key in model.cells:
        unit = str(model.cells[key].unit)
        said["level"] = [figure_id(key), unit == "SEK", _LEVEL_DECIMALS.get(unit, 0), shower.style.unit(unit)]
    return said


def _part(model: Model, lever: Lever, one: Decision, inputs: dict[str, int]) -> dict[str, Any]:
    """A decision of a lever at one step. `amounts`: per period (mantissa, decimals) of what is written for each step."""
    amounts = {
        period: [int(each.value.scaleb(each.decimals)), each.decimals] for period, each in one.amounts.items() if each is not None
    }
    prefix = f"committee.{one.committee}" if one.committee else (one.figure or "").removesuffix(".volume")
    label = lever.label
    labels = [model.label(f"{prefix}.amount", each) for each in ("sv", "en")] if len(lever.parts) > 1 else [label.sv, label.en]
    return {
        "id": one.id,
        "kind": one.kind,
        "measure": one.measure,
        "label": labels,
        "said": as_written(model, one),
        "amounts": amounts,
        **_change(model, one, inputs),
    }


def _choice(model: Model, each: Decision, inputs: dict[str, int]) -> dict[str, Any]:
    """A decision of a proposal, with all that a file needs to say it again."""
    reason = {"title_en": each.title_en, "reason": each.reason, "origin": each.origin or "", "page": each.page}
    return {
        "id": each.id,
        "proposal": each.proposal,
        "kind": each.kind,
        "measure": each.measure,
        "title": each.title,
        "said": as_written(model, each) | {key: value for key, value in reason.items() if value},
        "number": amounts_as_written(each.amounts, [period.id for period in model.workspace.budget_periods]),
        **_change(model, each, inputs),
    }


def _change(model: Model, decision: Decision, inputs: dict[str, int]) -> dict[str, Any]:
    """The changes that reach what the page shows, and the part of the meter that the decision belongs to, by its effect."""
    changes = [[each.input, each.how, each.value] for each in changes_of(model, decision) if each.input in inputs]
    return {"changes": changes, "gains": part_of(decision, 1.0), "loses": part_of(decision, -1.0)}
